"""What the project asks of itself, beside what a bench has found.

Here belongs the list of what is asked, and nothing of how it is measured. A figure that was not measured is not judged.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from pipelines.bench.past import Figures
from pipelines.bench.texts import A_THIRD_COPIES, DUMPS, GENERAL
from pipelines.cli import console


@dataclass(frozen=True)
class Asked:
    """That a figure be at most or at least so much."""

    figure: str
    way: Literal["at most", "at least"]
    bound: float

    def met(self, value: float) -> bool:
        """Whether the value is what is asked."""
        return value <= self.bound if self.way == "at most" else value >= self.bound


def _beside(kind: str) -> str:
    return f"{kind}, whole run beside the plain model, start apart"


MEBIBYTES = 1_500 * 1_000_000 / 1_048_576
ASKED = (
    Asked("largest store, times the empty one, publishing apart", "at most", 1.3),
    Asked("largest store, publishing beside what is asked", "at most", 1.0),
    Asked("largest store, nothing new, CPU s", "at most", 3.0),
    Asked("largest store, main process, MiB", "at most", MEBIBYTES),
    Asked("largest store, largest worker, MiB", "at most", MEBIBYTES),
    Asked("largest store, main process, times the smallest that holds any", "at most", 1.15),
    Asked("growth exponent of a store's whole cost", "at most", 1.05),
    Asked("cookbook query, slowest, CPU ms", "at most", 200.0),
    Asked(_beside(GENERAL), "at least", 1.0),
    Asked(_beside(DUMPS), "at least", 1.5),
    Asked(_beside(A_THIRD_COPIES), "at least", 1.5),
    Asked("two workers, how many times as fast, start apart", "at least", 1.8),
    Asked("disk beside raw text, after a year, reckoned", "at most", 3.0),
)


def judged(found: Figures) -> Iterator[tuple[str, str, str, str]]:
    """A row for each thing that is asked and was measured: figure, what is asked, what was found, whether it is met."""
    for asked in ASKED:
        if (value := found.get(asked.figure)) is not None:
            met = "yes" if asked.met(value) else "no"
            yield asked.figure, f"{asked.way} {asked.bound:,.2f}", f"{value:,.2f}", met


def show(found: Figures) -> None:
    """Prints them."""
    if rows := list(judged(found)):
        console.table("What is asked, and what was found", ("figure", "asked", "found", "met"), rows)
