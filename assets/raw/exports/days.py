"""Reads the day that a head line prints: "October 7, 2019 Monday", "7. Oktober 2019", "Lundi 7 octobre 2019".

Here belong days written with the month's name, or as ISO 8601 has them: such as cannot be misread. Stamps of pages and
feeds belong to the parsed stage.
"""

import re
from functools import cache

from assets.knowledge import almanac
from assets.raw.exports.patterns import says
from assets.reference import read_yaml

LONGEST = 90  # code points of a line that is a day and little else
_YEAR = r"(?P<year>(?:18|19|20)\d\d)"
_WORD = r"(?P<month>[^\W\d_]{3,12})"
_FORMS = (
    re.compile(rf"(?<!\w){_WORD}\.?\s{{1,3}}(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s{{1,3}}{_YEAR}(?!\d)"),
    re.compile(
        rf"(?<!\d)(?P<day>\d{{1,2}})(?:st|nd|rd|th|er|\.|º)?[\s-]{{1,3}}(?:(?:de|of)\s)?{_WORD}\.?,?[\s-]{{1,3}}(?:(?:de|del)\s)?{_YEAR}(?!\d)"
    ),
    re.compile(rf"(?<!\d){_YEAR}-(?P<month>\d\d)-(?P<day>\d\d)(?!\d)"),
)
_CLOCK = re.compile(r"\b\d{1,2}[:.h]\d\d(?:[:.]\d\d)?(?:\s?[AP]\.?M\.?)?\b|\b\d{1,2}\s?[AP]\.?M\.?\b", re.I)
_REST = re.compile(r"[A-Z]{2,5}\b|[\s,.|()/–-]+|\b(?:um|à|at|a las|uhr)\b")


@cache
def _months() -> dict[str, int]:
    names = {name: number for number, forms in enumerate(read_yaml("calendar_words")["months"], 1) for name in forms}
    return names | almanac.MONTHS


@cache
def _weekdays() -> re.Pattern[str]:
    names = [*almanac.WEEKDAYS, *read_yaml("calendar_words")["weekdays"]]
    return re.compile(rf"\b(?:{'|'.join(sorted(names, key=len, reverse=True))})\b\.?", re.IGNORECASE)


def find_day(text: str) -> str | None:
    """The first day in a short text, in ISO 8601; None where there is none that exists."""
    found = _first(text)
    return found[0] if found else None


def line_day(line: str) -> str | None:
    """The day of a line that holds a day, a clock and an edition at most; None where it is another line."""
    found = _first(line) if len(line) <= LONGEST else None
    if found is None:
        return None
    iso, start, end = found
    rest = _weekdays().sub(" ", line[:start] + " " + line[end:])
    rest = " ".join(_REST.sub(" ", _CLOCK.sub(" ", rest)).split())
    return iso if not rest or says("editions", rest) else None


def _first(text: str) -> tuple[str, int, int] | None:
    """The first day in ISO 8601 and where it stands."""
    best: tuple[str, int, int] | None = None
    for form in _FORMS:
        for match in form.finditer(text):
            name = match["month"].lower()
            month = int(name) if name.isdigit() else _months().get(name, 0)
            day = almanac.day(int(match["year"]), month, int(match["day"]))
            if day is not None and (best is None or match.start() < best[1]):
                best = (day.isoformat(), match.start(), match.end())
    return best
