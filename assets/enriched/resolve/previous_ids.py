"""Remembers which ids the last published run gave, so that what is known keeps its id as documents come and go.

Here belongs who inherits an id where groups have grown, joined or parted: the group that holds most of what bore it.
"""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

import polars as pl

T = TypeVar("T", bound=Hashable)
NAMES = dict.fromkeys(("document_id", "kind", "name", "entity_id"), pl.String)
REPORTS = {
    "document_id": pl.String,
    "trigger_start": pl.Int64,
    "trigger_end": pl.Int64,
    "reported_kind": pl.String,
    "event_id": pl.String,
}


def _nothing(columns: Mapping[str, Any]) -> Callable[[], pl.DataFrame]:
    return lambda: pl.DataFrame(schema=columns)


@dataclass(frozen=True)
class Previous:
    """The ids of the last run: those of entities by NAMES, those of events by REPORTS."""

    names: pl.DataFrame = field(default_factory=_nothing(NAMES))
    reports: pl.DataFrame = field(default_factory=_nothing(REPORTS))

    @classmethod
    def of(cls, entity_merges: Iterable[Mapping[str, Any]], event_reports: Iterable[Mapping[str, Any]]) -> "Previous":
        """What the rows of two tables of the last run tell."""
        names = [tuple(row[name] for name in NAMES) for row in entity_merges]
        reports = [tuple(row[name] for name in REPORTS) for row in event_reports]
        return cls(pl.DataFrame(names, NAMES, orient="row"), pl.DataFrame(reports, REPORTS, orient="row"))

    def bore(self) -> pl.DataFrame:
        """The ids of events: document_id, trigger_start, trigger_end and kind of a report, and `before`."""
        told = self.reports.rename({"reported_kind": "kind", "event_id": "before"})
        return told.unique([name for name in told.columns if name != "before"], keep="last")


NOTHING_BEFORE = Previous()


def inherit(votes: Iterable[tuple[int, int, str]], groups: int, fresh: Callable[[int, int], str]) -> list[str]:
    """An id for each of so many groups, no two alike.

    A group inherits the id that most of its members bore, where no other group has more of them; of equals the first
    group wins. A vote is how many members bore an id, negative, the number of their group, and the id. The others get
    `fresh(group, nth)`, nth being 0, and more where that id is another's.
    """
    ids: dict[int, str] = {}
    taken: set[str] = set()
    for _, number, identity in sorted(votes):
        if number not in ids and identity not in taken:
            ids[number] = identity
            taken.add(identity)
    for number in range(groups):
        nth = 0
        while number not in ids:
            identity = fresh(number, nth)
            if identity not in taken:
                ids[number] = identity
                taken.add(identity)
            nth += 1
    return [ids[number] for number in range(groups)]


def votes(groups: Sequence[Sequence[T]], before: Callable[[T], str | None]) -> list[tuple[int, int, str]]:
    """The votes of all groups' members."""
    counts: dict[tuple[int, str], int] = {}
    for number, group in enumerate(groups):
        for identity in filter(None, map(before, group)):
            counts[number, identity] = counts.get((number, identity), 0) + 1
    return [(-count, number, identity) for (number, identity), count in counts.items()]
