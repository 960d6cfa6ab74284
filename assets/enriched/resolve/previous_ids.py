"""Remembers which ids the last published run gave, so that what is known keeps its id as documents come and go.

Here belongs who inherits an id where groups have grown, joined or parted: the group that holds most of what bore it.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar, TypeVar

import polars as pl

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Previous:
    """The ids of the last run: of entities by (document_id, kind, name), of events by (document_id, trigger, kind)."""

    ENTITY: ClassVar = ("document_id", "kind", "name")
    EVENT: ClassVar = ("document_id", "trigger_start", "trigger_end", "reported_kind")
    entities: Mapping[tuple[str, str, str], str] = field(default_factory=dict)
    events: Mapping[tuple[str, int, int, str], str] = field(default_factory=dict)

    @classmethod
    def of(cls, entity_merges: Iterable[Mapping[str, Any]], event_reports: Iterable[Mapping[str, Any]]) -> "Previous":
        """What the rows of two tables of the last run tell."""
        return cls(
            {tuple(r[name] for name in cls.ENTITY): r["entity_id"] for r in entity_merges},
            {tuple(r[name] for name in cls.EVENT): r["event_id"] for r in event_reports},
        )

    def reports(self) -> pl.DataFrame:
        """The ids of events in columns: document_id, trigger_start, trigger_end and kind of a report, and `before`."""
        kinds = (pl.String, pl.Int64, pl.Int64, pl.String)
        named = zip(("document_id", "trigger_start", "trigger_end", "kind"), kinds, strict=True)
        rows = [(*key, identity) for key, identity in self.events.items()]
        return pl.DataFrame(rows, {**dict(named), "before": pl.String}, orient="row")


NOTHING_BEFORE = Previous()


def inherit(
    groups: Sequence[Sequence[T]], before: Callable[[T], str | None], fresh: Callable[[int, bool], str]
) -> list[str]:
    """An id for every group, no two alike.

    A group inherits the id that most of its members bore, where no other group has more of them; of equals the first
    group wins. The others get `fresh(group, taken)`: first with taken False, and with True where that id is another's.
    """
    votes = [
        (-count, number, identity)
        for number, group in enumerate(groups)
        for identity, count in Counter(filter(None, map(before, group))).items()
    ]
    ids: dict[int, str] = {}
    taken: set[str] = set()
    for _, number, identity in sorted(votes):
        if number not in ids and identity not in taken:
            ids[number] = identity
            taken.add(identity)
    for number in range(len(groups)):
        if number not in ids:
            identity = fresh(number, False)
            ids[number] = fresh(number, True) if identity in taken else identity
            taken.add(ids[number])
    return [ids[number] for number in range(len(groups))]
