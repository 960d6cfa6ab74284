"""Plain words for values: days, counts, kinds of event, countries.

Here belongs wording that several parts of the brief and its pages share; whole sentences stand where they are said.
"""

import datetime as dt
import re
from collections.abc import Iterable
from functools import cache

from assets.enriched.resolve.events.summary import named
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
    if first is None or last is None or first == last:
        return day(first)
    if first.year != last.year:
        return f"{day(first)} to {day(last)}"
    return f"{first.day if first.month == last.month else f'{first.day} {first:%B}'} to {day(last)}"


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


def of_country(code: str) -> str:
    """The name as it stands behind "of": Japan, but the United States."""
    return named(country(code))


@cache
def themes() -> dict[str, str]:
    """The theme of every kind of event, in the order in which themes are told."""
    return {kind: theme for theme, kinds in read_yaml("themes").items() for kind in kinds}


_PARTS = {
    "actor": "By", "recipient": "Towards", "target": "Against", "host": "Host", "visitor": "Visitor",
    "mediator": "Mediator",
}  # fmt: skip
_READ_IN = {
    "supplied": "as supplied with it",
    "metadata": "as its page's metadata say",
    "url": "as its address says",
    "header": "as its header says",
    "dateline": "as its dateline says",
    "dateline_weekday": "by the weekday of its dateline",
}


def part(role: str, sides: int) -> str:
    """What a party did in an event of that many different roles: those of one side alone took part."""
    return "Took part" if role == "actor" and sides < 2 else _PARTS.get(role, role.capitalize())


def read_in(method: str) -> str:
    """How the day of publication is known, in words; the text says it where nothing else does."""
    return _READ_IN.get(method, "as its text says")


def source(outlet: str | None, published: dt.date | None) -> str:
    """What a link to a document says: MPA, 8 April 2010; or "document of 8 April 2010" where no outlet is named."""
    if outlet:
        return f"{outlet}, {day(published)}" if published else outlet
    return f"document of {day(published)}" if published else "document without a day"


def spoken(cue: str, content: str, kind: str) -> str:
    """A statement as it is told behind its speaker's name: said “it is so”; agreed to meet."""
    said = cue[:1].lower() + cue[1:]
    if kind == "direct":
        return f"{said} “{content}”"
    return content if said == "according to" else f"{said} {content}"


def place(text: str) -> str:
    """A place as printed, without the capitals of a dateline."""
    return text.title() if len(text) > 3 and text.isupper() else text


def visible(text: str) -> str:
    """Text whose marks that nobody sees, such as those that turn the direction of writing, are shown as [U+202E]."""
    if text.isprintable():  # nothing unseen is: nearly every text ends here
        return text
    return _UNSEEN.sub(lambda found: f"[U+{ord(found[0]):04X}]", text)
