"""Dagster's own storage below HOME/dagster: its SQLite files are whole, or are set aside and begun anew.

Here belongs what Dagster keeps for itself: runs as its UI lists them, events, the state of schedule and sensor. What
communique says of its runs stands in their manifests, and loses nothing by it.
"""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

MAIN = ("history/runs.db", "history/runs/index.db", "schedules/schedules.db")
MAGIC = b"SQLite format 3\0"
LOST = {
    "history/runs.db": "its list of runs begins anew",
    "history/runs/index.db": "its list of events begins anew",
    "schedules/schedules.db": "its schedule and sensor are off until they are switched on again",
}


def broken(dagster_home: Path) -> dict[Path, str]:
    """The SQLite files that are not whole, with what is wrong. Changes nothing; one that is in use is not judged."""
    found = {}
    for path in _files(dagster_home):
        deep = path.relative_to(dagster_home).as_posix() in MAIN
        if (why := _header(path) or (_checked(path) if deep else None)) is not None:
            found[path] = why
    return found


def mend(dagster_home: Path) -> list[str]:
    """Sets aside what is not whole, so that Dagster begins it anew, and says so."""
    said = []
    for path, why in broken(dagster_home).items():
        for part in (path, *(path.with_name(path.name + end) for end in ("-wal", "-shm", "-journal"))):
            if part.exists():
                part.replace(part.with_name(f"{part.name}.broken"))
        name = path.relative_to(dagster_home).as_posix()
        lost = LOST.get(name, "the log of one run is gone")
        said.append(f"Dagster's {name} {why}: it is set aside as {path.name}.broken, and {lost}")
    return said


def _files(dagster_home: Path) -> Iterator[Path]:
    yield from (dagster_home / name for name in MAIN if (dagster_home / name).is_file())
    yield from sorted(p for p in (dagster_home / "history" / "runs").glob("*.db") if p.name != "index.db")


def _header(path: Path) -> str | None:
    """What the first bytes and the size say: they tell a file that was cut short."""
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            head = file.read(100)
    except OSError as error:
        return f"cannot be read ({error.strerror})"
    if size == 0:
        return "is empty"
    if len(head) < 100 or not head.startswith(MAGIC):
        return "is no SQLite file"
    page = int.from_bytes(head[16:18], "big")
    pages = int.from_bytes(head[28:32], "big")
    return "is cut short" if size < pages * (65_536 if page == 1 else page) else None


def _checked(path: Path) -> str | None:
    """What SQLite itself says."""
    try:
        con = sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True, timeout=1)
        try:
            said = con.execute("PRAGMA quick_check(1)").fetchone()
        finally:
            con.close()
    except sqlite3.OperationalError:
        return None
    except sqlite3.DatabaseError as error:
        return f"is not whole ({error})"
    return None if said == ("ok",) else f"is not whole ({said[0]})"
