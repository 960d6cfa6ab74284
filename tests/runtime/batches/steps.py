"""Steps that tests of the engines run: what they do with an item is told by its number."""

import os
from dataclasses import dataclass
from pathlib import Path

from runtime.batches.outcomes import Step


@dataclass(frozen=True)
class Number:
    """A square, and the process that reckoned it."""

    value: int
    worker: int


def spin() -> None:
    """Never ends."""
    while True:
        pass


def square(items: list[int]) -> list[Number]:
    """Fails on 13, gives too little for 14, never ends on 66, lacks memory or files for 77 and 80, and dies on 99."""
    if 77 in items:
        raise MemoryError
    if 80 in items:
        raise OSError(24, "Too many open files")
    if 13 in items:
        raise ValueError("13 brings bad luck")
    if 99 in items:
        os._exit(7)
    if 66 in items:
        spin()
    return [Number(n * n, os.getpid()) for n in items if n != 14]


def numbers() -> type[int]:
    """What a step of numbers takes."""
    return int


def squares(folder: Path) -> Step[int, Number]:
    """The step with its batches, of three items each, in a folder."""
    return Step("square", square, Number, folder, batch=3, takes=numbers)


def keyed(some: range) -> dict[str, int]:
    """Items by key."""
    return {str(n): n for n in some}
