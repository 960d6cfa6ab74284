"""Makes a release: `python -m pipelines.release check`, and `build` (`make release` does both, with the SBOM between).

Here belongs what must be so before a version gets its tag, and what a release is made of: wheel, sdist, the list of
what is installed with them (CycloneDX), and the hashes of these. What has changed is told by people, in CHANGELOG.md.
"""

import hashlib
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path

from runtime.store import FORMAT
from runtime.version import ROOT

SBOM, HASHES, UNRELEASED = "communique.cdx.json", "SHA256SUMS", "Unreleased"


def version(root: Path) -> str:
    """The version that pyproject.toml says."""
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return str(project["version"])


def told(root: Path, heading: str) -> str:
    """What CHANGELOG.md tells below a heading; empty where there is none."""
    text = (root / "CHANGELOG.md").read_text(encoding="utf-8")
    found = re.search(rf"^## {re.escape(heading)}\b[^\n]*\n(.*?)(?=^## |\Z)", text, re.MULTILINE | re.DOTALL)
    return found[1].strip() if found else ""


def problems(root: Path) -> Iterator[str]:
    """What stands in the way of a release of this tree, and what to do about it."""
    own = version(root)
    if not told(root, own):
        yield f"CHANGELOG.md tells nothing of {own}: give what stands below Unreleased the heading '## {own}'"
    elif told(root, UNRELEASED):
        yield f"CHANGELOG.md has lines below Unreleased: move them below {own}, or raise the version in pyproject.toml"
    if changed := _git(root, "status", "--porcelain"):
        count, first = len(changed.splitlines()), changed.split()[1]
        yield f"the tree is not clean ({count} files, first {first}): commit, or put away"
    if _git(root, "tag", "--list", f"v{own}"):
        yield f"the tag v{own} is there already: raise the version in pyproject.toml"
    if not (root / "tests" / "stores" / f"layout_{FORMAT}" / "snapshot").is_dir():
        yield f"there is no small store of layout {FORMAT} for later versions to open: python tests/stores/make.py"


def build(root: Path, out: Path) -> list[Path]:
    """Wheel, sdist and their hashes in a folder that holds the SBOM already; then the tag. Returns the files."""
    sbom = out / SBOM
    if not sbom.is_file():
        raise FileNotFoundError(f"{sbom} is missing: make sbom")
    arguments = [sys.executable, "-m", "hatchling", "build", "-t", "sdist", "-t", "wheel", "-d", str(out)]
    subprocess.run(arguments, cwd=root, check=True)
    own = version(root)
    made = sorted(path for path in out.iterdir() if path == sbom or f"-{own}" in path.name)
    hashes = out / HASHES
    lines = [f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}\n" for path in made]
    hashes.write_text("".join(lines), encoding="utf-8")
    _git(root, "tag", "-a", f"v{own}", "-m", f"{own}\n\n{told(root, own)}")
    return [*made, hashes]


def _git(root: Path, *arguments: str) -> str:
    done = subprocess.run(["git", *arguments], cwd=root, check=True, capture_output=True, text=True)
    return done.stdout.strip()


def main(arguments: Sequence[str]) -> int:
    """`check`, or `build` into dist/; says what is wrong, or what was made."""
    found = list(problems(ROOT))
    for problem in found:
        print(problem)
    if found or arguments[:1] != ["build"]:
        return 1 if found else 0
    for path in build(ROOT, ROOT / "dist"):
        print(path.relative_to(ROOT))
    print(f"git push origin v{version(ROOT)}, and give the files to those who install")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
