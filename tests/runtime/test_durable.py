"""What a power cut may find: bytes are on the disk before their name is, and the name before anything follows."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from runtime import durable


@pytest.fixture
def done(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What was asked of the disk, in order; it is done, too."""
    asked: list[str] = []

    def told(name: str, of: Callable[..., str]) -> None:
        real = getattr(os, name)

        def call(*given: Any) -> Any:
            asked.append(f"{name} {of(*given)}")
            return real(*given)

        monkeypatch.setattr(os, name, call)

    told("fsync", lambda handle: Path(os.readlink(f"/proc/self/fd/{handle}")).name)
    told("replace", lambda part, path: f"{Path(path).name}")
    return asked


def test_a_file_is_on_the_disk_before_it_has_its_name(tmp_path: Path, done: list[str]) -> None:
    path = tmp_path / "a.json"
    path.write_text("old")
    durable.write_json(path, {"of": "today"})
    assert [what.split(".")[0] for what in done] == ["fsync a", "replace a", f"fsync {tmp_path.name}"]
    assert "today" in path.read_text()
    assert list(tmp_path.iterdir()) == [path]


def test_a_switch_is_on_the_disk_before_anything_follows(tmp_path: Path, done: list[str]) -> None:
    (tmp_path / "one").write_text("1")
    durable.switch(tmp_path / "link", tmp_path / "one")
    assert done == ["replace link", f"fsync {tmp_path.name}"]
    assert (tmp_path / "link").read_text() == "1"


def test_what_cannot_be_brought_to_the_disk_does_not_get_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    path = tmp_path / "a.txt"
    path.write_text("old")
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        durable.write_text(path, "new")
    assert path.read_text() == "old"
