"""Damages a store, a file at a time, and lets two runs meet.

Here belong the kinds of files, as a store happens to have them, what is done to them, and two runs at once. What must
hold afterwards, and the counting, belong to `scene`.
"""

import os
import re
import sys
from collections import defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path

from pipelines.faults.scene import Found, Scene, begin, outcome, run, start

OWN = re.compile(r"\d{8}T\d{6}-\w{8}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{16,}|(?<=lake/data/main/)\w+")
ALIKE = 3  # files of one folder with one ending that are one kind: tables of a stage, pages of a site


def _half(path: Path) -> None:
    path.chmod(0o644)
    os.truncate(path, path.stat().st_size // 2)


def _empty(path: Path) -> None:
    path.chmod(0o644)
    os.truncate(path, 0)


def _missing(path: Path) -> None:
    path.unlink()


DAMAGES: dict[str, Callable[[Path], None]] = {"half": _half, "missing": _missing, "empty": _empty}
WAYS = ("half", "missing")


def kinds(home: Path) -> dict[str, Path]:
    """The newest file of every kind that a store holds, below the home, by the kind.

    A kind is a file's path without what names a run or a content; files of one folder with one ending, if they are
    several, are one kind, whatever they are called.
    """
    folders: dict[tuple[str, str], set[Path]] = defaultdict(set)
    for path in home.rglob("*"):
        if path.is_file():
            below = path.relative_to(home)
            folders[OWN.sub("*", below.parent.as_posix()), path.suffix].add(below)
    found = {}
    for (folder, ending), paths in sorted(folders.items()):
        names = {path: OWN.sub("*", path.name) for path in paths}
        for name in sorted(set(names.values())):
            own = f"*{ending}" if len(set(names.values())) >= ALIKE else name
            alike = [path for path in paths if own[0] == "*" or names[path] == name]
            newest = max(alike, key=lambda path: ((home / path).stat().st_mtime_ns, path))
            found[f"{folder}/{own}".removeprefix("./")] = newest
    return found


def damages(scene: Scene, ways: Sequence[str] = WAYS, only: Sequence[str] = ()) -> Found:
    """The newest file of every kind damaged in every way, each in turn, before the inbox grows and is read again."""
    found = Found()
    for kind, newest in kinds(scene.home("whole", True, True)).items():
        for way in ways if not only or kind in only else ():
            path = scene.home("damaged", True, True) / newest
            if way != "missing" and (path.is_symlink() or not path.stat().st_size):
                continue  # a link is whole or missing, and what is empty has no half
            DAMAGES[way](path)
            found.struck += 1
            found.judge(f"{kind} {way}", run(scene.inbox(True), scene.folder / "damaged"), scene.after)
    return found


def together(scene: Scene) -> Found:
    """Two runs of one store at once, of which the second has nothing left to read: it waits, and both end well."""
    found = Found()
    home, inbox = scene.home("together", False), scene.inbox(False)
    both = [begin(inbox, home), begin(inbox, home)]
    (first, _), (second, said) = (begun.end() for begun in both)
    found.struck = 1
    found.judge("two runs at once", outcome(home, first or second, said), scene.before)
    return found


def with_dagster(scene: Scene) -> Found:
    """A run of the command line and one of Dagster's own at once: one waits for the other, and both end well."""
    found = Found()
    home, inbox = scene.home("together", True, True), scene.inbox(True)
    own = [f"COMMUNIQUE_HOME={home}", f"DAGSTER_HOME={home / 'dagster'}", f"COMMUNIQUE_INBOX={inbox}"]
    job = ["dagster", "job", "execute", "-m", "pipelines.definitions", "-j", "everything"]
    dagster, command_line = start(["env", *own, sys.executable, "-m", *job]), begin(inbox, home)
    (first, told), (second, said) = dagster.end(), command_line.end()
    found.struck = 1
    found.judge(
        "a run of Dagster's and one of the command line", outcome(home, first or second, told + said), scene.after
    )
    return found
