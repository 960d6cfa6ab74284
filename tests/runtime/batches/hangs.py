"""A program that is ended by a signal: two batches of squares, of which the second never ends.

`python -m tests.runtime.batches.hangs FOLDER ENGINE` prints a line when the first is kept.
"""

import sys
from pathlib import Path

from runtime.batches import engine
from runtime.batches.worker import Limits
from runtime.progress import reporting_to
from tests.runtime.batches.steps import keyed, squares


class Told:
    """Prints what is done."""

    def begin(self, step: str, total: int) -> None:
        """Nothing."""

    def advance(self, step: str, done: int) -> None:
        """So many."""
        print(f"{done} done", flush=True)


if __name__ == "__main__":
    with reporting_to(Told()):
        engine.run(squares(Path(sys.argv[1])), keyed(range(63, 69)), 2, limits=Limits(3_600.0), engine=sys.argv[2])
