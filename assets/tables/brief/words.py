"""Plain words for values: days, counts, kinds of event, countries.

Here belongs wording that several parts of the brief and its pages share; whole sentences stand where they are said.
"""

import datetime as dt
import re
from collections.abc import Iterable
from functools import cache

from assets.knowledge.countries import by_code
from assets.reference import read_yaml

_UNSEEN = re.compile(
    "[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]"
)


def day(value: dt.date | None) -> str:
    """As 8 September 2025; nothing for none."""
    return f"{value.day} {value:%B} {value.year}" if value else ""


def span(start: dt.date | None, end: dt.date | None) -> str:
    """A day, or two with "to" between them; nothing where neither is known."""
    first, last = start or end, end or start
    return day(first) if first == last else f"{day(first)} to {day(last)}"


def when(start: dt.date | None, end: dt.date | None, precision: str) -> str:
    """The days of an event at the grain that is known: "September 2025", "week of 8 September 2025"."""
    first = start or end
    if first is None or precision == "none":
        return "day not known"
    if precision == "year":
        return str(first.year)
    if precision == "month":
        return f"{first:%B} {first.year}"
    return f"week of {day(first)}" if precision == "week" else span(start, end)


def count(number: int, thing: str, things: str = "") -> str:
    """No event, one event, 2 events."""
    if number < 2:
        return f"{'one' if number else 'no'} {thing}"
    return f"{number:,} {things or thing + 's'}"


def series(things: Iterable[str], most: int = 0) -> str:
    """As a, b and c; beyond `most`, where it is given, a, b and 3 more."""
    said = list(things)
    if most and len(said) > most:
        said = [*said[:most], f"{len(said) - most} more"]
    return said[0] if len(said) == 1 else " and ".join(part for part in (", ".join(said[:-1]), *said[-1:]) if part)


def kind(name: str) -> str:
    """The words weapons test for `weapons_test`."""
    return name.replace("_", " ")


def country(code: str) -> str:
    """The name of an alpha-3 code; the code where it has none."""
    found = by_code(code)
    return found.name if found else code


@cache
def themes() -> dict[str, str]:
    """The theme of every kind of event, in the order in which themes are told."""
    return {kind: theme for theme, kinds in read_yaml("themes").items() for kind in kinds}


def visible(text: str) -> str:
    """Text whose marks that nobody sees, such as those that turn the direction of writing, are shown as [U+202E]."""
    return _UNSEEN.sub(lambda found: f"[U+{ord(found[0]):04X}]", text)
