"""Takes room, or the right to write, from a store: a disk that is full, files that may not grow, a read-only home.

Here belongs what a disk does, on a small file system of its own (tmpfs), which only an account that may mount has;
where it may not, that fault is skipped and said. What must hold afterwards, and the counting, belong to `scene`.
"""

import contextlib
import multiprocessing
import os
import resource
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from pipelines.faults.scene import Content, Found, Scene, begin, content, run, start

ROOMS = (0, 16, 128, 512, 1024, 2048)  # KiB that are left; the last is less than what a run writes
LENGTHS = (1, 20, 200, 1024)  # KiB that a file may have
SIZE = 256  # MiB of the small disk
NO_MOUNT = "skipped: no file system may be mounted here"


@contextlib.contextmanager
def small_disk(folder: Path) -> Iterator[bool]:
    """A file system of its own at a folder while the block runs; gives False where none may be mounted."""
    folder.mkdir(exist_ok=True)
    done = _mount("-t", "tmpfs", "-o", f"size={SIZE}m", "communique", str(folder))
    try:
        yield done
    finally:
        if done:
            subprocess.run(["umount", str(folder)], check=True)


def _mount(*arguments: str) -> bool:
    """Whether `mount` did what it was told."""
    try:
        return subprocess.run(["mount", *arguments], capture_output=True, check=False).returncode == 0
    except FileNotFoundError:
        return False


def full(scene: Scene, rooms: Sequence[int] = ROOMS) -> Found:
    """A disk with so little room left fills during a run; then room is made, and the run repeated."""
    found = Found()
    for room in rooms:
        with small_disk(scene.folder / "small") as mounted:
            if not mounted:
                return found.skip(f"full disk {NO_MOUNT}")
            home, ballast = scene.home("small/home", True, True), scene.folder / "small" / "ballast"
            _fill(ballast, room * 1024)
            code, said = begin(scene.inbox(True), home).end()
            found.struck += code != 0
            meanwhile = _as_it_was(scene, home, code, said)
            ballast.unlink()
            found.judge(f"disk full but for {room} KiB", meanwhile or run(scene.inbox(True), home), scene.after)
    return found


def short_files(scene: Scene, lengths: Sequence[int] = LENGTHS) -> Found:
    """No file may grow beyond a length, as under a quota; then it may, and the run is repeated."""
    found = Found()
    for length in lengths:
        home = scene.home("short", True, True)
        code, said = begin(scene.inbox(True), home, before=_limited, told=(length * 1024,)).end()
        found.struck += code != 0
        meanwhile = _as_it_was(scene, home, code, said)
        found.judge(f"files of at most {length} KiB", meanwhile or run(scene.inbox(True), home), scene.after)
    return found


def _limited(length: int) -> None:
    """No file may grow beyond so many bytes, whoever of a run's processes writes it. Called in its first process."""
    for pid in (os.getpid(), *(child.pid for child in multiprocessing.active_children())):
        resource.prlimit(int(pid or 0), resource.RLIMIT_FSIZE, (length, length))


def read_only(scene: Scene) -> Found:
    """A home that may only be read: a run says so, readers read on; then it may be written, and the run is repeated."""
    found = Found()
    with small_disk(scene.folder / "small") as mounted:
        if not mounted:
            return found.skip(f"read-only home {NO_MOUNT}")
        home = scene.home("small/home", True, True)
        _mount("-o", "remount,ro", str(scene.folder / "small"))
        code, said = begin(scene.inbox(True), home).end()
        found.struck += code != 0
        meanwhile = _as_it_was(scene, home, code, said)
        if "cannot be written" not in said:
            meanwhile = f"the run said: {said[-300:]}"
        asked = start([sys.executable, "-m", "pipelines.cli", "sql", "FROM runs", "--home", str(home)]).end()
        if asked[0] != 0:
            meanwhile = f"nothing could be asked: {asked[1][-300:]}"
        _mount("-o", "remount,rw", str(scene.folder / "small"))
        found.judge("read-only home", meanwhile or run(scene.inbox(True), home), scene.after)
    return found


def _fill(ballast: Path, room: int) -> None:
    """A file that leaves so many bytes of its file system."""
    there = os.statvfs(ballast.parent)
    with ballast.open("wb") as file:
        os.posix_fallocate(file.fileno(), 0, max(1, there.f_bavail * there.f_frsize - room))


def _as_it_was(scene: Scene, home: Path, code: int, said: str) -> str | None:
    """What is wrong right after the fault: readers see the last good run, or the new one; no traceback is shown."""
    if "Traceback" in said:
        return f"it ended in a traceback: {said[-300:]}"
    held: Content = content(home)
    if held not in (scene.before.tables, scene.after.tables):
        return "something half is published"
    return None if code or held == scene.after.tables else "it ended well and published nothing"
