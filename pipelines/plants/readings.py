"""Faults in what a broken model, lexicon or parser finds in the sentinel documents.

Here belong faults in `checks.sentinels.Found`, by document.
"""

from collections.abc import Callable
from dataclasses import replace

from checks.sentinels import Found
from pipelines.plants.planting import readings

Reading = dict[str, Found]


def _each(found: Reading, change: Callable[[Found], Found]) -> None:
    for path, one in found.items():
        if one.refused is None:
            found[path] = change(one)


@readings
def nobody_is_found(found: Reading) -> None:
    _each(found, lambda one: replace(one, persons=frozenset(), offices=frozenset()))


@readings
def no_office_is_known(found: Reading) -> None:
    _each(found, lambda one: replace(one, offices=frozenset()))


@readings
def every_office_is_american(found: Reading) -> None:
    _each(found, lambda one: replace(one, offices=frozenset((n, o, "USA") for n, o, _ in one.offices)))


@readings
def no_place_is_known(found: Reading) -> None:
    _each(found, lambda one: replace(one, places=frozenset()))


@readings
def no_event_is_read(found: Reading) -> None:
    _each(found, lambda one: replace(one, events=0))


@readings
def nothing_is_said(found: Reading) -> None:
    _each(found, lambda one: replace(one, statements=0, quotes=frozenset()))


@readings
def days_are_days_late(found: Reading) -> None:
    _each(found, lambda one: replace(one, times=frozenset((text, "2001-01-01") for text, _ in one.times)))


@readings
def no_dateline_is_seen(found: Reading) -> None:
    _each(found, lambda one: replace(one, dateline=(None, None)))


@readings
def titles_keep_their_outlet(found: Reading) -> None:
    _each(found, lambda one: replace(one, title=f"{one.title} | The Courier"))


@readings
def no_day_is_published(found: Reading) -> None:
    _each(found, lambda one: replace(one, published_on=None))


@readings
def everything_is_an_index_page(found: Reading) -> None:
    _each(found, lambda one: Found(refused="index_page"))


@readings
def nothing_is_turned_away(found: Reading) -> None:
    for path, one in found.items():
        if one.refused:
            found[path] = Found(events=9, statements=9)
