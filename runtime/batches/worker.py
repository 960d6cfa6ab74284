"""A worker process that can be ended: it does what it is asked, one call at a time, and says that it is still alive.

Here belong the process, its pipe and its time limit. What is asked of it belongs to `engine` and to the stages. A limit
bounds the time between two signs of life (an item, a beat, the end of a call), never a whole call: a batch may take as
long as its items, an item no longer than the limit. It is the process's own time that counts, where the system tells;
so is its memory, which is looked at while it works.
"""

import atexit
import contextlib
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import Any, Literal

MEGABYTES = 4_000  # that a process may hold, of which code and models are some 700: the largest documents take half
LOOK = 0.25  # seconds between two looks at a process's memory: it can fill some hundred megabytes in that time
LIMIT = 60.0  # seconds an item may take in one stage: the slowest texts of 100,000 characters take ten
PATIENCE = 10  # times the limit that one may wait for a process that does not get to compute, as it should
MOSTLY = 0.9  # of the limit: computed, it counts as all of it
START_LIMIT = 300.0  # seconds that a process may take to start and to import what it is asked for

PASSING = frozenset({"process_died", "time_limit", "out_of_memory", "system_error"})
"""Rules of troubles that may pass, the machine's as well as the item's. Others last, and are kept with their reason."""
MOST_TRIES = 3  # runs, one after the other, that try what meets with a passing trouble
TRIED_AGAIN = f"the next runs try again, up to {MOST_TRIES} times in all"

_report: Callable[[], None] | None = None


class Ended(RuntimeError):
    """The worker is no more: ended at a limit (`time_limit`, `out_of_memory`), or its process died (`process_died`)."""

    def __init__(self, rule: str, message: str) -> None:
        super().__init__(message)
        self.rule, self.message = rule, message


class Raised(RuntimeError):
    """What was asked of the worker raised; the message names the exception."""


def beat() -> None:
    """Says that the work goes on: called between two items, or two parts of a long one. Elsewhere it does nothing."""
    if _report is not None:
        _report()


@dataclass(frozen=True)
class Limits:
    """What an item may take: `seconds` of computing, and `megabytes` that the process which works on it may hold."""

    seconds: float = LIMIT
    megabytes: int = MEGABYTES


USUAL = Limits()


@dataclass
class Worker:
    """One process, which may hold so many megabytes: started when it is first asked, and again after it was ended."""

    megabytes: int = MEGABYTES
    _process: Any = None
    _pipe: Any = None
    _busy: bool = field(default=False)

    @property
    def pipe(self) -> Connection:
        """What becomes readable when the worker has something to say."""
        pipe: Connection = self._pipe
        return pipe

    def ask(self, function: Callable[..., Any], *arguments: Any) -> None:
        """Begins a call; `function` must be importable by the process. What an earlier call has left is ended first.

        Returns when the process has imported what the call needs, which is not the call's time. Raises Ended.
        """
        if self._busy:
            self.end()
        if self._process is not None:
            with contextlib.suppress(OSError, Ended):  # it died while nothing was asked of it
                return self._send(function, arguments)
        self.start()
        try:
            self._send(function, arguments)
        except OSError as error:
            raise Ended("process_died", "the process died before it could work") from error

    def _send(self, function: Callable[..., Any], arguments: tuple[Any, ...]) -> None:
        self._pipe.send((function, arguments))
        self.hear(START_LIMIT)
        self._busy = True

    def hear(self, limit: float) -> tuple[str, Any]:
        """The next word: `("beat", None)`, `("item", value)` or `("done", value)`. Raises Ended, Raised."""
        began, waited = self._processor_seconds(), 0.0
        while not wait([self._pipe], min(limit, LOOK)):
            if self._megabytes() > self.megabytes:
                self.end()
                raise Ended("out_of_memory", f"it took more than {self.megabytes:,} MB of memory")
            waited += min(limit, LOOK)
            if waited < limit:
                continue
            used = self._processor_seconds()
            if used is None or began is None or used - began >= MOSTLY * limit or waited >= PATIENCE * limit:
                self.end()
                raise Ended("time_limit", f"it took longer than {limit:g} seconds")
        try:
            word, value = self._pipe.recv()
        except (EOFError, OSError) as error:
            self.end()
            raise Ended("process_died", "the process that worked on it died") from error
        if word in {"done", "raised"}:
            self._busy = False
        if word == "raised":
            raise Raised(str(value))
        return str(word), value

    def items(self, limit: float, function: Callable[..., Iterator[Any]], *arguments: Any) -> Iterator[Any]:
        """What a generator yields in the process. Raises Ended, Raised."""
        self.ask(function, *arguments)
        while True:
            word, value = self.hear(limit)
            if word == "done":
                return
            if word == "item":
                yield value

    def result(self, limit: float, function: Callable[..., Any], *arguments: Any) -> Any:
        """What a function returns in the process. Raises Ended, Raised."""
        self.ask(function, *arguments)
        return next(value for word, value in iter(lambda: self.hear(limit), None) if word == "done")

    def _processor_seconds(self) -> float | None:
        """What the process has computed so far, None where the system does not tell.

        A machine that is busy with other things is no document's fault.
        """
        try:
            text = Path(f"/proc/{self._process.pid}/stat").read_text(encoding="ascii", errors="replace")
            spent = text.rpartition(")")[2].split()[11:13]
            return sum(map(int, spent)) / os.sysconf("SC_CLK_TCK")
        except (OSError, ValueError, AttributeError):
            return None

    def _megabytes(self) -> float:
        """What the process holds in memory, in MB; 0 where the system does not tell."""
        try:
            pages = int(Path(f"/proc/{self._process.pid}/statm").read_text(encoding="ascii").split()[1])
            return pages * os.sysconf("SC_PAGE_SIZE") / 1e6
        except (OSError, ValueError, AttributeError):
            return 0.0

    def end(self) -> None:
        """Kills the process, if there is one."""
        if self._process is not None:
            self._process.kill()
            self._process.join()
            self._pipe.close()
        self._process, self._pipe, self._busy = None, None, False

    def kill(self) -> None:
        """Kills the process from another thread than that which asks it: that one finds that it died."""
        process = self._process
        if process is not None:
            process.kill()

    def start(self, method: Literal["spawn", "fork"] = "spawn") -> None:
        """A process of its own, started afresh: threads do not survive a fork, which only a parent without any may do.

        What is asked of it starts it anyway.
        """
        self.end()
        context: Any = multiprocessing.get_context(method)
        self._pipe, other = context.Pipe()
        self._process = context.Process(target=_serve, args=(other,), daemon=True)
        self._process.start()
        other.close()


_workers: list[Worker] = []


def workers(count: int, megabytes: int = MEGABYTES) -> list[Worker]:
    """So many workers, the same in every call: what they have loaded for one step is there for the next."""
    while len(_workers) < count:
        _workers.append(Worker())
    for worker in _workers:
        worker.megabytes = megabytes
    return _workers[:count]


@atexit.register
def end_all() -> None:
    """Ends the workers; they start again when they are asked for something."""
    for worker in _workers:
        worker.end()


def _serve(pipe: Connection) -> None:
    """What the process runs: calls, until the parent closes the pipe or is gone."""
    global _report
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent ends it
    signal.signal(signal.SIGTERM, signal.SIG_DFL)  # by this; whoever started the run in the background may ignore it
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_exit_after, args=(parent,), daemon=True).start()

    def report() -> None:
        pipe.send(("beat", None))

    _report = report
    while True:
        try:
            function, arguments = pipe.recv()
        except (EOFError, OSError):
            return
        except Exception as error:
            report()
            pipe.send(("raised", f"{type(error).__name__}: {error}"))
            continue
        report()
        try:
            outcome = function(*arguments)
            if isinstance(outcome, Iterator):
                for item in outcome:
                    pipe.send(("item", item))
                outcome = None
            pipe.send(("done", outcome))
        except Exception as error:
            pipe.send(("raised", f"{type(error).__name__}: {error}"))


def _exit_after(parent: Any) -> None:
    parent.join()
    os._exit(1)
