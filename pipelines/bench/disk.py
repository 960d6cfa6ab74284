"""Measures what a store takes on disk beside the raw text that it holds, after runs of one day after another.

A store of some reports gets a hundredth of them as new ones every day, a run a day. A year would take hours, so some
days are made and the rest is reckoned: what the later half of the days added a day, for all the days that are left;
published files, which from one day to the next are now larger and now smaller, in the share of what they hold.
Here belongs disk alone.
"""

import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from pipelines.bench.past import Figures
from pipelines.bench.runs import run
from pipelines.bench.wire import reports, write
from pipelines.cli import console

DAYS, SIZE, SHARE = 8, 1_000, 0.01  # fewer than six days tell nothing: two published files are kept, changed ones
A_YEAR = 365
FILES = "warehouses"
HOLDS = ("lake", FILES, "work")  # what is asked about: all that is not made for readers or for Dagster
KEPT = (*HOLDS, "site", "dagster")
KIB = 1024

Taken = Mapping[str, int]  # bytes by folder


def main(days: int = DAYS, size: int = SIZE) -> Figures:
    """Makes so many days of runs, on a store that begins with so many reports, and prints what they take."""
    new = max(1, round(size * SHARE))
    with tempfile.TemporaryDirectory(prefix="bench") as folder:
        inbox, home = Path(folder) / "inbox", Path(folder) / "home"
        taken: list[Taken] = []
        raw: list[int] = []
        for day in range(days + 1):
            count, seed = (size, 0) if day == 0 else (new, day)
            write(inbox / f"day{day}.jsonl", count, seed)
            raw.append((raw[-1] if raw else 0) + sum(len(r.text.encode()) for r in reports(count, seed)))
            run(inbox, home)
            taken.append({name: size_of(home / name) for name in KEPT})
    _print(taken, raw)
    return figures(taken, raw)


def figures(taken: Sequence[Taken], raw: Sequence[int]) -> Figures:
    """The store's bytes beside those of the raw text it holds: at first, after the days that were made, and a year."""
    days = len(taken) - 1
    told = {f"disk, {name}, KiB a day": rate([day[name] for day in taken]) / KIB for name in KEPT}
    year = sum(at(A_YEAR, [day[name] for day in taken]) for name in HOLDS if name != FILES)
    year += taken[-1][FILES] * at(A_YEAR, raw) / raw[-1]  # these are of what is held, and what was changed takes room
    return told | {
        "disk beside raw text, first run": _held(taken[0]) / raw[0],
        f"disk beside raw text, after {days} days": _held(taken[-1]) / raw[-1],
        "disk beside raw text, after a year, reckoned": year / at(A_YEAR, raw),
    }


def rate(sizes: Sequence[int]) -> float:
    """What a day added in the later half of the days; 0 where there is one day alone."""
    half = len(sizes) // 2
    return (sizes[-1] - sizes[half]) / (len(sizes) - 1 - half) if len(sizes) - 1 > half else 0.0


def at(day: int, sizes: Sequence[int]) -> float:
    """What it will be on a day, the first being number 0, if it goes on as in the later half."""
    return sizes[-1] + rate(sizes) * (day - (len(sizes) - 1))


def size_of(folder: Path) -> int:
    """Bytes of the files below a folder, none counted twice; 0 where there is none."""
    files = {(s.st_dev, s.st_ino): s.st_size for s in (p.lstat() for p in folder.rglob("*") if p.is_file())}
    return sum(files.values())


def _held(day: Taken) -> int:
    return sum(day[name] for name in HOLDS)


def _print(taken: Sequence[Taken], raw: Sequence[int]) -> None:
    shown = sorted({0, len(taken) // 2, len(taken) - 1})
    rows = [
        (
            str(day),
            f"{raw[day] / KIB:,.0f}",
            *(f"{taken[day][name] / KIB:,.0f}" for name in KEPT),
            f"{_held(taken[day]) / raw[day]:.1f}",
        )
        for day in shown
    ]
    header = ("day", "raw text", *KEPT, "first three, times raw text")
    console.table("KiB on disk after daily runs", header, rows)
