"""Kills runs: SIGKILL of the process group of a run, at a drawn moment of its time or a drawn touch of its store.

Or of one of its worker processes alone. Here belong kills. A touch is an opening, a renaming or a deletion of a file
below HOME: it hits narrow places, which a moment seldom does. What a run is, and what must hold after one, belongs to
`scene`.
"""

import contextlib
import os
import random
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from pipelines.faults.scene import Found, Scene, command, run, start, struck

TOUCHES = frozenset({"open", "os.rename", "os.remove", "os.symlink", "os.mkdir", "shutil.rmtree", "sqlite3.connect"})


def strike(at: int, home: str, arguments: list[str]) -> None:
    """Runs the command line and kills the process group at the so-manieth touch of a file of the store.

    With 0 it kills nothing, and the last line of the output counts the touches. Runs in a process of its own.
    """
    touched = 0

    def hook(event: str, values: tuple[object, ...]) -> None:
        nonlocal touched
        if event in TOUCHES and any(isinstance(v, str | bytes | Path) and home in str(v) for v in values[:2]):
            touched += 1
            if touched == at:
                os.killpg(0, signal.SIGKILL)

    from pipelines.cli.app import app

    sys.addaudithook(hook)
    try:
        app(arguments, standalone_mode=False)
    finally:
        print(f"touches {touched}", flush=True)


def timed(inbox: Path, home: Path, seconds: float) -> bool:
    """A run that is killed after so many seconds; whether it still ran then."""
    code, _ = start(command(inbox, home)).end(seconds)
    return code == -signal.SIGKILL


def kills(scene: Scene, count: int, seed: int, by_time: bool = True) -> Found:
    """So many kills, of first and of incremental runs in turn, by touch and by time in turn."""
    draw, found = random.Random(seed), Found()
    for number in range(count):
        later = number % 2 == 1
        inbox, home = scene.inbox(later), scene.home("killed", later)
        share = draw.random()
        if by_time and number % 4 > 1:
            hit = timed(inbox, home, share * scene.seconds[later])
            what = f"killed after {share:.0%} of the time"
        else:
            hit, at = struck(inbox, home, 1 + int(share * scene.touches[later]))
            what = f"killed at touch {at}"
        found.struck += hit
        held = run(inbox, home)
        found.judge(f"{'incremental' if later else 'first'} run {what}", held, scene.after if later else scene.before)
        found.documents += len(held["documents"]) if not isinstance(held, str) else 0
    return found


def worker_killed(scene: Scene, count: int, seed: int) -> Found:
    """One worker process of a first run is killed at a drawn moment, so many times; the run goes on without it."""
    draw, found = random.Random(seed), Found()
    for _ in range(count):
        inbox, home, share = scene.inbox(False), scene.home("killed", False), draw.random()
        begun = start(command(inbox, home))
        with contextlib.suppress(subprocess.TimeoutExpired):
            begun.process.wait(share * scene.seconds[False])
        workers = sorted(_workers(begun.process.pid))
        for pid in workers[:1]:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
                found.struck += 1
        code, said = begun.end()
        held = run(inbox, home) if code == 0 else f"exit {code}: {' '.join(said.split())[-400:]}"
        found.judge(f"a worker killed after {share:.0%} of the time", held, scene.before)
    return found


def _workers(pid: int) -> Iterator[int]:
    """The worker processes of a run, however far below it they stand."""
    for task in Path(f"/proc/{pid}/task").glob("*"):
        with contextlib.suppress(OSError):
            for child in map(int, (task / "children").read_text(encoding="ascii").split()):
                if b"spawn_main" in Path(f"/proc/{child}/cmdline").read_bytes():
                    yield child
                yield from _workers(child)
