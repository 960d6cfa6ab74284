"""Finds bylines that say neither "by" nor "author": names alone beside the day of publication.

Here belongs that last resort. Bylines by their words or markup belong to `metadata`, the forms of names to
`author_names`.
"""

import re
from collections.abc import Sequence

from assets.raw.html.author_names import BODY, ROLE
from assets.raw.html.page_dates import NUMBERS, PRINTED, printed_days
from assets.raw.html.visible_text import Line
from assets.reference import read_yaml

LONGEST = 140  # characters of a line of names and a day
CLOCK = re.compile(r"\b\d{1,2}[:.]\d\d(?:\s?[ap]\.?m\b\.?)?(?:\s[A-Z]{2,4}\b)?", re.I)
EDGES = " \t,.;:|/·•-–—"
AND = re.compile(r"\s{0,3}(?:,\s?(?:and\s)?|\sand\s|\s&\s|[|•·])\s{0,3}")
PART = re.compile(r"[^\W\d_][^\W\d_'’.-]{0,30}(?:['’.-]{1,2}[^\W\d_]{1,30}){0,3}\.?")
PARTICLES = frozenset(read_yaml("bylines")["plain_particles"])
MOST_NAMES = 5


def unsigned(zone: Sequence[Line]) -> list[str]:
    """The names of a line around the headline that a full day follows, in the line itself or right below it."""
    for number, line in enumerate(zone):
        if len(line.text) > LONGEST or line.hidden or "h1" in line.tags:
            continue
        below = zone[number + 1].text if number + 1 < len(zone) else ""
        dated = printed_days(line.text) or (len(below) <= 60 and printed_days(below))
        names = without_day(line.text)
        if dated and names and all(map(is_person, AND.split(names))) and len(AND.split(names)) <= MOST_NAMES:
            return [names]
    return []


def without_day(text: str) -> str:
    """A line without its days, clock times and the marks between."""
    for pattern in (*(pattern for pattern, _ in PRINTED), NUMBERS):
        text = pattern.sub(" | ", text)
    return re.sub(r"(?:\s{0,3}[|•·]\s{0,3}){1,9}", " | ", CLOCK.sub(" | ", text)).strip(EDGES)


def is_person(name: str) -> bool:
    """Whether a text is two to four words in capitals, particles aside, none of an office or a house."""
    words = name.split()
    own = [word for word in words if word.lower() not in PARTICLES]
    if not 2 <= len(own) <= len(words) <= 4 or ROLE.search(name) or BODY.search(name):
        return False
    return all(PART.fullmatch(word) and word[0].isupper() and not (word.isupper() and len(word) > 3) for word in own)
