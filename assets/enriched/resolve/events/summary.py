"""Says an event in one plain sentence made from its fields.

Here belongs the wording, with the phrases of `seeds/reference/event_phrases.yaml`; no text of a document is read.
"""

import datetime as dt
import re
from collections.abc import Mapping, Sequence, Set
from functools import cache
from typing import Any

from assets.knowledge.countries import by_code
from assets.reference import read_yaml

ACTING = frozenset({"actor", "visitor", "mediator"})
MOST_NAMED = 6
WEEK = 7
WORD_LIKE = 4  # capitals that make a word, as APEC: no article stands before it


@cache
def _phrases() -> dict[str, dict[str, str]]:
    phrases: dict[str, dict[str, str]] = read_yaml("event_phrases")
    return phrases


def summarise(event: Mapping[str, Any], participants: Sequence[Mapping[str, Any]], names: Mapping[str, str]) -> str:
    """One sentence: who, what, whom, at what forum, where, when. `names` gives the name of every entity.

    "Ahn Gyu-back (South Korea, defence minister) and Gen Nakatani (Japan, defence minister) met in Seoul on 8 September
    2025."
    """
    acting = [p for p in participants if p["role"] in ACTING]
    others = [p for p in participants if p["role"] not in ACTING]
    what = _what(event, _list(acting, names), _list(others, names), _list(participants, names), len(participants) == 1)
    told = {names.get(p["entity_id"]) for p in participants}
    parts = [what, *_frame(event, names, told)]
    sentence = " ".join(part for part in parts if part)
    return f"{sentence[:1].upper()}{sentence[1:]}."


def _what(event: Mapping[str, Any], who: str, whom: str, everyone: str, alone: bool) -> str:
    """The clause with the parties."""
    phrase = _phrases()[event["event_kind"]]
    if event["status"] != "happened" and not (
        event["event_kind"] == "planned_meeting" and event["status"] == "planned"
    ):
        return _phrases()["status"][event["status"]].format(noun=phrase["noun"], parties=everyone or "unnamed parties")
    if who and whom:
        return phrase["sides"].format(who=who, whom=whom)
    return phrase["alone" if alone and "alone" in phrase else "all"].format(who=who or everyone or "unnamed parties")


def _list(participants: Sequence[Mapping[str, Any]], names: Mapping[str, str]) -> str:
    """The parties in a row, each with country and office; beyond six only their number."""
    said = [_party(p, names) for p in participants[:MOST_NAMED]]
    if len(participants) > MOST_NAMED:
        said.append(f"{len(participants) - MOST_NAMED} others")
    return said[0] if len(said) == 1 else " and ".join([", ".join(said[:-1]), said[-1]] if said else [])


def _party(participant: Mapping[str, Any], names: Mapping[str, str]) -> str:
    name = named(names.get(participant["entity_id"], "an unnamed party"))
    country = by_code(participant["country"]) if participant["country"] else None
    beside = [country.name if country and named(country.name) != name else None, participant["office"]]
    known = ", ".join(part for part in beside if part)
    return f"{name} ({known})" if known else name


def _frame(event: Mapping[str, Any], names: Mapping[str, str], told: Set[str | None]) -> list[str]:
    """Forum, place and time; a place that is also a party was told before."""
    forum = names.get(event["forum_id"] or "")
    place = names.get(event["place_id"] or "")
    country = by_code(event["country"]) if event["country"] else None
    where = place or (country.name if country else "")
    place_said = f"in {named(where)}" if where and where not in told else ""
    return [_forum(event["event_kind"], forum), place_said, _when(event)]


def _forum(kind: str, forum: str | None) -> str:
    """At the forum; a meeting on the sidelines is always on those of one, named or not."""
    if kind == "forum_sideline":
        return f"of {_the(forum)}" if forum else "of a forum"
    return f"at {_the(forum)}" if forum else ""


def named(name: str) -> str:
    """A name as it stands in a sentence: the United States, but France."""
    return f"the {name}" if re.fullmatch(_phrases()["article"]["names"], name) else name


def _the(name: str) -> str:
    word = name.isalpha() and name.isupper() and len(name) >= WORD_LIKE
    return name if word or name.lower().startswith("the ") else f"the {name}"


def _when(event: Mapping[str, Any]) -> str:
    """The day or span at the grain that is known."""
    start: dt.date | None = event["start_on"] or event["end_on"]
    end: dt.date | None = event["end_on"] or start
    if start is None or end is None:
        return ""
    precision = event["date_precision"]
    if precision == "year":
        return f"in {start.year}"
    if precision == "month" and (start.year, start.month) == (end.year, end.month):
        return f"in {start:%B} {start.year}"
    if start == end:
        return f"on {_day(start)}"
    if precision == "week" and (end - start).days < WEEK:
        return f"in the week of {_day(start)}"
    first, last = _first(start, end), _day(end)
    return f"between {first} and {last}" if precision != "day" else f"from {first} to {last}"


def _first(start: dt.date, end: dt.date) -> str:
    """The first day of a span, without the month and year that its last day says."""
    if start.year != end.year:
        return _day(start)
    return str(start.day) if start.month == end.month else f"{start.day} {start:%B}"


def _day(day: dt.date) -> str:
    return f"{day.day} {day:%B} {day.year}"
