"""Kills runs: SIGKILL of the process group of a run, at a drawn moment of its time or a drawn touch of its store.

Or of one of its worker processes alone. Here belong kills. A touch is an opening, a renaming or a deletion of a file
below HOME: it hits narrow places, which a moment seldom does. What a run is, and what must hold after one, belongs to
`scene`.
"""

import contextlib
import os
import random
import signal
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from pipelines.faults.scene import Found, Scene, begin, outcome, run

TOUCHES = frozenset({"open", "os.rename", "os.remove", "os.symlink", "os.mkdir", "shutil.rmtree", "sqlite3.connect"})
TURNS = 4  # of kills: two by touch, two by time, of a first and of an incremental run each
MOST_DRAWN = 3  # moments a kill that must strike: a run may be over before


def watch(at: int, home: str) -> Callable[[], None]:
    """Kills the process group at the so-manieth touch of a file of the store; with 0 never.

    Called in the process of a run, before it begins; what it returns says at the end how many touches there were.
    """
    touched = 0

    def hook(event: str, values: tuple[object, ...]) -> None:
        nonlocal touched
        if event in TOUCHES and any(isinstance(v, str | bytes | Path) and home in str(v) for v in values[:2]):
            touched += 1
            if touched == at:
                os.killpg(0, signal.SIGKILL)

    sys.addaudithook(hook)
    return lambda: print(f"touches {touched}", flush=True)


def struck(inbox: Path, home: Path, at: int) -> tuple[bool, int]:
    """A run that is killed at its so-manieth touch; whether it was, and else how many touches there were."""
    code, said = begin(inbox, home, before=watch, told=(at, str(home))).end()
    return (True, at) if code == -signal.SIGKILL else (False, int(said.strip().rpartition("touches ")[2] or 0))


def timed(inbox: Path, home: Path, seconds: float) -> bool:
    """A run that is killed after so many seconds; whether it still ran then."""
    code, _ = begin(inbox, home).end(seconds)
    return code == -signal.SIGKILL


def kills(scene: Scene, count: int, seed: int, by_time: bool = True) -> Found:
    """So many kills that strike, of first and of incremental runs in turn, by touch and by time in turn."""
    draw, found = random.Random(seed), Found()
    drawn = 0
    while found.struck < count and drawn < MOST_DRAWN * count:
        later, share = found.struck % 2 == 1, draw.random()
        inbox, home, drawn = scene.inbox(later), scene.home("killed", later), drawn + 1
        if by_time and found.struck % TURNS > 1:
            hit = timed(inbox, home, share * scene.seconds[later])
            what = f"killed after {share:.0%} of the time"
        else:
            hit, at = struck(inbox, home, 1 + int(share * scene.touches[later]))
            what = f"killed at touch {at}"
        if hit:
            found.struck += 1
            wanted = scene.after if later else scene.before
            found.judge(f"{'incremental' if later else 'first'} run {what}", run(inbox, home), wanted)
    if found.struck < count:
        found.wrong.append(f"of {drawn} moments only {found.struck} struck")
    return found


def worker_killed(scene: Scene, count: int, seed: int) -> Found:
    """One worker process of a first run is killed at a drawn moment, so many times; the run goes on without it."""
    draw, found = random.Random(seed), Found()
    for _ in range(count):
        inbox, home, share = scene.inbox(False), scene.home("killed", False), draw.random()
        begun = begin(inbox, home, workers=2)
        begun.wait(share * scene.seconds[False])
        for pid in sorted(_children(begun.pid))[:1]:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
                found.struck += 1
        found.judge(f"a worker killed after {share:.0%} of the time", outcome(home, *begun.end()), scene.before)
    return found


def _children(pid: int) -> Iterator[int]:
    """The processes that a run has started: its workers."""
    for task in Path(f"/proc/{pid}/task").glob("*"):
        with contextlib.suppress(OSError):
            for child in map(int, (task / "children").read_text(encoding="ascii").split()):
                if b"resource_tracker" not in Path(f"/proc/{child}/cmdline").read_bytes():
                    yield child
