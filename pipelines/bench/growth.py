"""Measures what new documents cost beside those that are held: the same new ones on stores of growing size.

Each store is built from the last. Prints processor seconds, since machines are shared: of the whole run, of its main
process by stage, and how many times the run on an empty store that is, with publishing and apart from it; those of a
run that finds nothing new; memory and disk; the cookbook's queries over the largest. Reports are those of `wire`.
"""

import math
import shutil
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pipelines.bench import queries
from pipelines.bench.disk import KEPT, KIB, size_of
from pipelines.bench.past import Figures
from pipelines.bench.runs import PUBLISHING, Cost, run
from pipelines.bench.wire import write
from pipelines.cli import console
from runtime.store import STAGES

SIZES = (0, 500, 2_000)
NEW, SEED_OF_NEW = 100, 999_983
IN_A_FILE = 500
ONE_FILE = "one published file"
LEAST_PUBLISHING, A_HUNDRED_THOUSAND = 2.0, 100_000  # seconds that publishing may take, and one more for so many rows


@dataclass(frozen=True)
class Held:
    """What was found with so many held: new documents, then nothing new; bytes by folder; the cookbook's queries.

    `copied` are the processor seconds of copying the published file, `asked` each query's processor milliseconds.
    """

    new: Cost
    nothing: Cost
    copied: float
    disk: dict[str, int]
    asked: dict[str, float] = field(default_factory=dict)

    @property
    def allowed(self) -> float:
        """Processor seconds that publishing is asked to take at most."""
        return LEAST_PUBLISHING + self.new.changed / A_HUNDRED_THOUSAND + self.copied


def main(sizes: Sequence[int] = SIZES) -> Figures:
    """Measures and prints; `sizes` are how many documents are held, ascending."""
    found: dict[int, Held] = {}
    whole: dict[int, float] = {}
    with tempfile.TemporaryDirectory(prefix="bench") as folder:
        for before, size in zip((0, *sizes), sizes, strict=False):
            whole[size] = _built(Path(folder), before, size) + max(whole.values(), default=0.0)
            found[size] = _measured(Path(folder), size, last=size == sizes[-1])
            print(f"{size:,} held: {found[size].new.seconds:.1f} s", file=sys.stderr)
    _print(found)
    return figures(found, whole)


def exponent(whole: Mapping[int, float]) -> float | None:
    """How a store's whole cost grows with its size: 1 is in step with it. None where fewer than two sizes tell.

    The slope of a straight line through the logarithms.
    """
    points = [(math.log(size), math.log(cost)) for size, cost in whole.items() if size and cost]
    if len(points) < 2:
        return None
    middle, height = (sum(values) / len(points) for values in zip(*points, strict=True))
    steep: float = sum((x - middle) * (y - height) for x, y in points) / sum((x - middle) ** 2 for x, _ in points)
    return steep


def figures(found: Mapping[int, Held], whole: Mapping[int, float]) -> Figures:
    """What is kept and compared with the next: of each size, and of the largest beside the smallest."""
    told: Figures = {}
    for size, held in found.items():
        told[f"{size:,} held, {NEW} new, CPU s"] = held.new.seconds
        told[f"{size:,} held, {NEW} new, publishing apart, CPU s"] = held.new.apart
        told |= {f"{size:,} held, {stage}, CPU s": seconds for stage, seconds in held.new.stages.items()}
        told[f"{size:,} held, main process, MiB"] = held.new.main
        told[f"{size:,} held, largest worker, MiB"] = held.new.worker
        told[f"{size:,} held, nothing new, CPU s"] = held.nothing.seconds
    least, most = found[min(found)], found[max(found)]
    told["largest store, times the empty one, publishing apart"] = most.new.apart / least.new.apart
    told["largest store, publishing beside what is asked"] = most.new.publishing / most.allowed
    told["largest store, nothing new, CPU s"] = most.nothing.seconds
    told["largest store, main process, MiB"] = most.new.main
    told["largest store, largest worker, MiB"] = most.new.worker
    if (some := min((size for size in found if size), default=0)) and found[some].new.main:
        told["largest store, main process, times the smallest that holds any"] = most.new.main / found[some].new.main
    if (steep := exponent(whole)) is not None:
        told["growth exponent of a store's whole cost"] = steep
    return told | queries.figures(most.asked)


def _built(folder: Path, before: int, size: int) -> float:
    """Makes the store that holds `before` hold `size`; returns the processor seconds of that."""
    inbox = folder / "inbox"
    for start in range(before, size, IN_A_FILE):
        write(inbox / f"held{start}.jsonl", min(IN_A_FILE, size - start), start)
    return run(inbox, folder / "held").seconds if size > before else 0.0


def _measured(folder: Path, held: int, last: bool) -> Held:
    """What the new documents cost on a store of so many, and then a run with nothing new; the last is not copied."""
    inbox, home = folder / "inbox", folder / "held"
    with tempfile.TemporaryDirectory(prefix="bench") as beside:
        if held and not last:
            inbox, home = Path(beside) / "inbox", Path(beside) / "home"
            shutil.copytree(folder / "inbox", inbox)
            shutil.copytree(folder / "held", home, symlinks=True)
        elif not held:
            inbox, home = Path(beside) / "inbox", Path(beside) / "home"
        write(inbox / "new.jsonl", NEW, SEED_OF_NEW)
        new, nothing = run(inbox, home), run(inbox, home)
        published = home / "warehouse.duckdb"
        took = queries.asked(published) if last else {}
        if took:
            queries.show(took, held + NEW)
        taken = {name: size_of(home / name) for name in KEPT} | {ONE_FILE: published.stat().st_size}
        return Held(new, nothing, _copied(published, Path(beside) / "copy.duckdb"), taken, took)


def _copied(published: Path, copy: Path) -> float:
    """Processor seconds of copying the published file."""
    began = time.process_time()
    shutil.copyfile(published, copy)
    return time.process_time() - began


def _print(found: Mapping[int, Held]) -> None:
    least = found[min(found)].new
    costs = [
        (
            f"{size:,}",
            f"{held.new.seconds:.1f}",
            f"{held.new.seconds / least.seconds:.2f}",
            f"{held.new.apart / least.apart:.2f}",
            *(f"{held.new.stages[stage]:.2f}" for stage in STAGES),
            f"{held.nothing.seconds:.1f}",
        )
        for size, held in found.items()
    ]
    header = ("held", f"{NEW} new, CPU s", "times", "publishing apart", *STAGES, "nothing new, CPU s")
    console.table(f"What {NEW} new documents cost on stores of different size", header, costs)
    title = f"Publishing ({', '.join(PUBLISHING)}): CPU s, beside what is asked; and MiB of the largest processes"
    console.table(title, PUBLISHED, [_published(size, held) for size, held in found.items()])
    names = (*KEPT, ONE_FILE)
    rows = [(f"{size:,}", *(f"{held.disk[name] / KIB:,.0f}" for name in names)) for size, held in found.items()]
    console.table("KiB on disk", ("held", *names), rows)


PUBLISHED = ("held", "rows changed", "publishing", "asked", "main process", "worker", "main process, nothing new")


def _published(size: int, held: Held) -> tuple[str, ...]:
    new = held.new
    memory = (f"{megabytes:,.0f}" for megabytes in (new.main, new.worker, held.nothing.main))
    return f"{size:,}", f"{new.changed:,}", f"{new.publishing:.2f}", f"{held.allowed:.2f}", *memory
