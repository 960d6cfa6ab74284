"""Joins what was supplied with the exact copies of one document: each fact is that of the first copy that gives it.

Here belong the order of copies and the settling of a day that can be read in two ways. What a fact is belongs to
`readers.supplied`, which copies there are to `stage`.
"""

from collections.abc import Sequence
from dataclasses import fields, replace
from typing import Any

from assets.contract import Row
from assets.raw.readers.supplied_day import DayOrder, in_order
from assets.raw.records import Supplied
from assets.raw.rows import supplied_of

OPEN_DAY = "supplied_day_open"
OWN = ("id", "open_day", "flags")


def joined(source_uri: str, sources: Sequence[Row], order: DayOrder) -> Supplied:
    """The facts of a document that first stood at `source_uri`, from its rows of `document_sources`.

    The copy at that place comes first, then the others in the order of their places; a flag of any copy stays, but that
    of an open day where another copy, or the setting, says the day.
    """
    ordered = sorted(sources, key=lambda row: (row["source_uri"] != source_uri, row["source_uri"]))
    given = [supplied_of(row["supplied"]) for row in ordered]
    facts: dict[str, Any] = {
        f.name: next((value for one in given if (value := getattr(one, f.name))), f.default)
        for f in fields(Supplied)
        if f.name not in OWN
    }
    flags = dict.fromkeys(flag for one in given for flag in one.flags)
    whole = replace(Supplied(id=given[0].id, flags=tuple(flags)), **facts)
    return settled(whole, next((one.open_day for one in given if one.open_day), None), order)


def settled(supplied: Supplied, open_day: str | None, order: DayOrder) -> Supplied:
    """The facts with the open day read in the order that the setting says, where no copy gives a plain one."""
    if open_day is None:
        return supplied
    published = supplied.published or in_order(open_day, order)
    if published is None:
        return replace(supplied, open_day=open_day)
    return replace(supplied, published=published, flags=tuple(f for f in supplied.flags if f != OPEN_DAY))
