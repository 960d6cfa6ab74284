"""Where the steps tell how far they are: a sink that whoever started the run may put in place.

Here belongs the channel. Drawing a bar belongs to the command line, logging to the assets.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Protocol


class Sink(Protocol):
    """What a listener must understand: a step begins with so many items, and items get done."""

    def begin(self, step: str, total: int) -> None:
        """A step begins; `total` is the number of its items."""

    def advance(self, step: str, done: int) -> None:
        """So many more items of the step are done."""


class Silent:
    """The sink that hears nothing: the default."""

    def begin(self, step: str, total: int) -> None:
        """Nothing."""

    def advance(self, step: str, done: int) -> None:
        """Nothing."""


_sink: ContextVar[Sink | None] = ContextVar("progress", default=None)


def sink() -> Sink:
    """The sink in place."""
    return _sink.get() or Silent()


@contextmanager
def reporting_to(listener: Sink) -> Iterator[None]:
    """Puts a sink in place for as long as the block runs."""
    token = _sink.set(listener)
    try:
        yield
    finally:
        _sink.reset(token)
