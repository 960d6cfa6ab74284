"""Measures what new documents cost beside those that are held: the same new ones on stores of growing size.

Prints processor seconds, since machines are shared: of the whole run, of its main process by stage, and how many times
the run on an empty store that is; then those of a run that finds nothing new. Reports are those of `wire`. Here belongs
the measuring of whole runs; single steps are measured in `speed`.
"""

import math
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipelines.bench.wire import write
from pipelines.cli import console
from runtime.store import STAGES, Store

SIZES = (0, 500, 2_000)
NEW, SEED_OF_NEW = 50, 99
HELD_IN_A_FILE = 500


@dataclass(frozen=True)
class Cost:
    """Of one run: processor seconds of all its processes, and of the main one by stage; MiB of the largest process."""

    seconds: float
    stages: dict[str, float]
    megabytes: float


def main(sizes: Sequence[int] = SIZES) -> None:
    """Measures and prints; `sizes` are how many documents are held, ascending."""
    with tempfile.TemporaryDirectory(prefix="bench") as folder:
        found = {}
        whole: dict[int, float] = {}
        for size in sizes:
            whole[size] = _held(Path(folder), size) + max(whole.values(), default=0.0)
            found[size] = _measured(Path(folder), size)
            print(f"{size:,} held: {found[size][0].seconds:.1f} s", file=sys.stderr)
    _print(found)
    if (steep := exponent(whole)) is not None:
        print(f"growth exponent of a store's whole cost: {steep:.2f}")


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


def _held(folder: Path, size: int) -> float:
    """Makes the store hold so many; returns the processor seconds of that."""
    inbox = folder / "inbox"
    for number in range(size // HELD_IN_A_FILE):
        path = inbox / f"held{number}.jsonl"
        if not path.exists():
            write(path, HELD_IN_A_FILE, number)
    return run(inbox, folder / "held").seconds if size else 0.0


def _measured(folder: Path, held: int) -> tuple[Cost, Cost]:
    """What the new documents cost on a store of so many, and then a run with nothing new."""
    inbox, home = folder / "inbox", folder / "held"
    with tempfile.TemporaryDirectory(prefix="bench") as beside:
        trial, copy = Path(beside) / "inbox", Path(beside) / "home"
        if held:
            shutil.copytree(inbox, trial)
            shutil.copytree(home, copy, symlinks=True)
        write(trial / "new.jsonl", NEW, SEED_OF_NEW)
        return run(trial, copy), run(trial, copy)


def run(inbox: Path, home: Path, workers: int = 1) -> Cost:
    """One run in a process of its own, with so many worker processes."""
    command = [sys.executable, "-m", "pipelines.cli", "run", "--inbox", str(inbox), "--home", str(home)]
    command.append(f"--workers={workers}")
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"the run over {inbox} failed: {' '.join(command)}")
    store = Store(home)
    states = {stage: store.gated(stage) for stage in STAGES}
    stages = {
        stage: float(state.notes["metadata"]["processor_seconds"])
        for stage, state in states.items()
        if state is not None
    }
    return Cost(used.ru_utime + used.ru_stime, stages, used.ru_maxrss / 1024)


def _print(found: dict[int, tuple[Cost, Cost]]) -> None:
    least = found[min(found)][0].seconds
    rows = [
        (
            f"{held:,}",
            f"{cost.seconds:.1f}",
            f"{cost.seconds / least:.2f}",
            *(f"{cost.stages[stage]:.2f}" for stage in STAGES),
            f"{cost.megabytes:,.0f}",
            f"{nothing.seconds:.1f}",
        )
        for held, (cost, nothing) in found.items()
    ]
    header = ("held", f"{NEW} new, CPU s", "times", *STAGES, "largest process, MiB", "nothing new, CPU s")
    console.table(f"What {NEW} new documents cost on stores of different size", header, rows)
