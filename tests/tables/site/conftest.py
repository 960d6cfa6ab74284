"""What a site's folder holds."""

from pathlib import Path


def pages(folder: Path, gone: bool = True) -> dict[str, str]:
    """Every page by its address; without those of what is `gone`, where they are not wanted."""
    there = {p.relative_to(folder).as_posix(): p.read_text(encoding="utf-8") for p in sorted(folder.rglob("*.html"))}
    return {address: text for address, text in there.items() if gone or " is no longer held</h1>" not in text}
