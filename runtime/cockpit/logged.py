"""Tells in the run's log how far a step is: items done, rate, time left; and passes on to whoever else listens.

Here belongs the wording and how often it is said. Counting is the steps' own: see `progress`.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass

from runtime.progress import Sink

EVERY = 15.0  # seconds between two lines of a step: a log is read, not watched
NAMES = {
    "read": "files read",
    "parse": "documents parsed",
    "annotate": "documents annotated",
}


@dataclass
class _Step:
    total: int
    began: float
    done: int = 0
    said: float = 0.0


class Logged:
    """A progress sink that says it in a log, and passes it on to the sink `beneath`; steps of no items are not said."""

    def __init__(
        self, say: Callable[[str], object], beneath: Sink, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self.say = say
        self.beneath = beneath
        self.clock = clock
        self.steps: dict[str, _Step] = {}

    def begin(self, step: str, total: int) -> None:
        """A step begins; one of nothing is not worth a line."""
        self.beneath.begin(step, total)
        if step not in NAMES:
            return
        now = self.clock()
        self.steps[step] = _Step(total, now, said=now)
        if total > 1:
            self.say(f"{NAMES[step]}: {total:,} to do")

    def advance(self, step: str, done: int) -> None:
        """Items of it are done: said now and then, and at its end."""
        self.beneath.advance(step, done)
        held, now = self.steps.get(step), self.clock()
        if held is None:
            return
        held.done += done
        over = held.done >= held.total
        if held.total > 1 and (over or now - held.said >= EVERY):
            held.said = now
            self.say(line(step, held.done, held.total, now - held.began))


def line(step: str, done: int, total: int, seconds: float) -> str:
    """How far a step is: how many of how many, how fast, and for how long yet."""
    rate = done / seconds if seconds > 0 else 0.0
    fast = f", {rate:,.1f} a second" if rate else ""
    if done >= total:
        return f"{NAMES[step]}: all {total:,} in {duration(seconds)}{fast}"
    left = f", about {duration((total - done) / rate)} left" if rate else ""
    return f"{NAMES[step]}: {done:,} of {total:,} ({done / total:.0%}){fast}{left}"


def duration(seconds: float) -> str:
    """A stretch of time as people say it: 40 s, 3 min 20 s, 2 h 5 min."""
    whole = round(seconds)
    if whole < 60:
        return f"{whole} s"
    if whole < 3600:
        return f"{whole // 60} min {whole % 60} s"
    return f"{whole // 3600} h {whole % 3600 // 60} min"
