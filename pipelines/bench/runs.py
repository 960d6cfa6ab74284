"""Makes a whole run in a process of its own, and says what it cost: processor seconds, memory, what each stage took.

Here belongs one run. Which runs are compared belongs to `growth`, `whole` and `disk`.
"""

import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from threading import Event, Thread

from runtime.store import STAGES, Store

PUBLISHING = ("snapshots", "warehouse", "brief")
EVERY = 0.1  # seconds between two looks at the processes of a run
PROC = Path("/proc")
PEAK = re.compile(r"^VmHWM:\s{1,20}(\d{1,15}) kB", re.MULTILINE)
MIB_OF_KIB = 1 / 1024


@dataclass(frozen=True)
class Cost:
    """Of one run. `stages` and `main` are the main process's, `worker` the largest other one's.

    `seconds` are processor seconds of all processes, `wall` those of the clock; `main` and `worker` MiB at their
    highest, 0 where the system does not tell; `changed` the rows that the lake took in or gave up.
    """

    seconds: float
    wall: float
    stages: dict[str, float]
    main: float
    worker: float
    changed: int

    @property
    def publishing(self) -> float:
        """Processor seconds of the stages that publish."""
        return sum(self.stages[stage] for stage in PUBLISHING)

    @property
    def apart(self) -> float:
        """Processor seconds without those of publishing."""
        return self.seconds - self.publishing


def run(inbox: Path, home: Path, workers: int = 1) -> Cost:
    """One run with so many worker processes. Ends this program where the run fails."""
    command = [sys.executable, "-m", "pipelines.cli", "run", "--inbox", str(inbox), "--home", str(home)]
    command.append(f"--workers={workers}")
    began = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    watch = Watch(process.pid)
    watch.start()
    _, status, used = os.wait4(process.pid, 0)
    wall = time.monotonic() - began
    watch.stop()
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"the run over {inbox} failed: {' '.join(command)}")
    main, worker = watch.peaks()
    told = _told(Store(home))
    stages = {stage: float(notes.get("processor_seconds", 0)) for stage, notes in told.items()}
    lake = told.get("snapshots", {})
    changed = int(lake.get("rows_that_came", 0)) + int(lake.get("rows_that_went", 0))
    return Cost(used.ru_utime + used.ru_stime, wall, stages, main, worker, changed)


def _told(store: Store) -> dict[str, dict[str, float]]:
    """What each stage's last good outcome says of its cost."""
    states = {stage: store.gated(stage) for stage in STAGES}
    return {stage: state.notes["metadata"] for stage, state in states.items() if state is not None}


class Watch(Thread):
    """Looks at a process and its descendants until they have ended, and keeps the most memory that each has held."""

    def __init__(self, root: int) -> None:
        super().__init__(daemon=True)
        self.root = root
        self.held: dict[int, float] = {}
        self.over = Event()

    def run(self) -> None:
        """Looks until it is stopped: the system keeps each process's highest mark, so the last look counts."""
        while not self.over.wait(EVERY):
            self.look()

    def look(self) -> None:
        """Looks once at each."""
        for pid in family(self.root):
            self.held[pid] = max(self.held.get(pid, 0.0), peak(pid))

    def stop(self) -> None:
        """Ends the looking."""
        self.over.set()
        self.join()

    def peaks(self) -> tuple[float, float]:
        """MiB of the process itself, and of the largest of its descendants."""
        others = (megabytes for pid, megabytes in self.held.items() if pid != self.root)
        return self.held.get(self.root, 0.0), max(others, default=0.0)


def family(root: int) -> Iterator[int]:
    """The process and its descendants, as far as the system tells."""
    yield root
    for told in sorted(PROC.glob(f"{root}/task/*/children")):
        for child in _text(told).split():
            yield from family(int(child))


def peak(pid: int) -> float:
    """The most memory that a process has held, MiB; 0 where it is gone."""
    found = PEAK.search(_text(PROC / str(pid) / "status"))
    return int(found[1]) * MIB_OF_KIB if found else 0.0


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="ascii", errors="replace")
    except OSError:
        return ""
