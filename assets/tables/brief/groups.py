"""Sorts events for reading: by the countries between which they happened, and by theme.

Here belongs the order. Within a group the surest stand first; what is not sure stands apart.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assets.tables.brief import words
from assets.tables.brief.events import Event
from assets.tables.brief.sureness import CLASSES, UNCERTAIN

PAIR = 2
NAMED = 4


@dataclass(frozen=True, slots=True)
class Group:
    """Events under a heading: those that are likely at least, those that are not, and, of a pair of countries, those
    in which others took part too."""

    heading: str
    sure: tuple[Event, ...]
    uncertain: tuple[Event, ...]
    with_others: tuple[Event, ...] = ()


def by_countries(events: Sequence[Event]) -> list[Group]:
    """Events by the countries that took part: pairs first, then larger circles, single countries, and the rest.

    What more took part in stands beside every pair between whom it was: two who condemn a third together are none.
    """
    sets: dict[tuple[str, ...], list[Event]] = {}
    others: dict[tuple[str, ...], list[Event]] = {}
    for event in events:
        sets.setdefault(event.countries, []).append(event)
        for pair in event.pairs if len(event.countries) > PAIR else ():
            others.setdefault(pair, []).append(event)
    groups = [(_rank(codes), _group(_heading(codes), told, others.get(codes, ()))) for codes, told in sets.items()]
    groups.sort(key=lambda ranked: (ranked[0], -len(ranked[1].sure), -len(ranked[1].uncertain), ranked[1].heading))
    return [group for _, group in groups]


def by_theme(events: Sequence[Event]) -> list[Group]:
    """Events by theme, in the order of the themes."""
    groups = []
    for theme in dict.fromkeys(words.themes().values()):
        if members := [e for e in events if e.theme == theme]:
            groups.append(_group(theme, members))
    return groups


def _rank(codes: Sequence[str]) -> int:
    return {0: 3, 1: 2, PAIR: 0}.get(len(codes), 1)


def _heading(codes: Sequence[str]) -> str:
    names = sorted(words.country(code) for code in codes)
    if not names:
        return "No country named"
    if len(names) == 1:
        return f"{names[0]} alone"
    return " – ".join(names) if len(names) == PAIR else words.series(names, NAMED)


def _group(heading: str, members: Iterable[Event], others: Iterable[Event] = ()) -> Group:
    ordered = sorted(members, key=lambda e: (CLASSES.index(e.sure.grade), -e.confidence, e.event_id))
    return Group(
        heading,
        tuple(e for e in ordered if e.sure.grade != UNCERTAIN),
        tuple(e for e in ordered if e.sure.grade == UNCERTAIN),
        tuple(sorted(others, key=lambda e: (CLASSES.index(e.sure.grade), -e.confidence, e.event_id))),
    )
