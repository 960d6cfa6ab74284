"""Begins runs in no time: forks of a process that has loaded code and models, and has done nothing with them.

A run so begun is a process of its own at the head of a group of its own, with workers of its own, and does all that the
command does; only the loading, which is most of what a small run costs, was done before. Here belongs how such a run
is begun and ended. What is done to it belongs to `kills` and the others.
"""

import contextlib
import multiprocessing
import os
import signal
import sys
import tempfile
from collections.abc import Callable, Sequence
from multiprocessing import forkserver
from pathlib import Path

from runtime.batches import worker

WARM = "pipelines.faults.warm"
Before = Callable[..., Callable[[], None] | None]


class Forked:
    """A command of `communique`, begun by fork; what it says goes to a file.

    It has so many workers from the start; `before(*told)` is called in its process before it does anything,
    and what that returns, if anything, when it ends.
    """

    def __init__(
        self, arguments: Sequence[str], workers: int = 1, before: Before | None = None, told: Sequence[object] = ()
    ) -> None:
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload([WARM])
        descriptor, name = tempfile.mkstemp()
        os.close(descriptor)
        self._output = Path(name)
        self._process = context.Process(target=_live, args=(name, tuple(arguments), workers, before, tuple(told)))
        self._process.start()

    @property
    def pid(self) -> int:
        """Of its first process, which is its group's number too."""
        return int(self._process.pid or 0)

    def wait(self, seconds: float | None = None) -> None:
        """Waits for its end, or so many seconds."""
        self._process.join(seconds)

    def end(self, seconds: float | None = None) -> tuple[int, str]:
        """Waits for its end, or kills its group after so many seconds; its exit status, and what it said.

        Whatever of its group is left then is killed.
        """
        self.wait(seconds)
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.pid, signal.SIGKILL)
        self._process.join()
        code, said = int(self._process.exitcode or 0), self._output.read_bytes()
        self._output.unlink()
        self._process.close()
        return code, said.decode("utf-8", "replace")


def _live(output: str, arguments: Sequence[str], workers: int, before: Before | None, told: Sequence[object]) -> None:
    """The life of such a process: it forks its workers first, before it has threads."""
    from pipelines.cli.app import main

    os.setpgid(0, 0)
    descriptor = os.open(output, os.O_WRONLY | os.O_APPEND)
    os.dup2(descriptor, 1)
    os.dup2(descriptor, 2)
    for own in worker.workers(workers):
        own.start("fork")
    after = before(*told) if before is not None else None
    sys.argv = ["communique", *arguments]
    try:
        main()
    finally:
        if after is not None:
            after()


def processor_seconds() -> float:
    """What this process, those it has waited for, and the forked runs have computed; not the workers of killed runs."""
    spent = sum(os.times()[:4])
    pid = vars(forkserver)["_forkserver"]._forkserver_pid
    if pid is not None:
        ticks = Path(f"/proc/{pid}/stat").read_text(encoding="ascii", errors="replace").rpartition(")")[2].split()
        spent += sum(map(int, ticks[11:15])) / os.sysconf("SC_CLK_TCK")
    return spent
