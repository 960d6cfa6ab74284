"""Locates a document's dateline among its first paragraphs, and the place that stands on a line of its own above them.

Here belongs which paragraph may hold it. The reading of one dateline belongs to `find`.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from assets.parsed.dateline.find import find_dateline
from assets.parsed.dateline.parts import is_upper
from assets.parsed.dateline.place import (
    country_of,
    is_city,
    is_continent,
    is_country,
    is_large,
    is_place,
    is_place_shaped,
)
from assets.parsed.records import Dateline

SPOKEN_WITHIN = 8000  # code points behind a label among which other speakers' stand
LEAST_SPEAKERS = 3
ABOVE = 3  # lines above a report among which its place stands by itself
HUGE = 500_000  # inhabitants of a town whose name in small letters is a line of its own
LONGEST_PLACE = 60  # code points of a place on a line of its own
_LABEL = re.compile(r"^[ \t]{0,8}(?P<name>[A-Z][\w.'’-]{0,30}(?: [A-Z(][\w.'’()-]{0,30}){0,5}):\s", re.MULTILINE)


def locate(text: str, ranges: Iterable[tuple[int, int]], limit: int = 12) -> Dateline | None:
    """The document's dateline: that of the first of the first `limit` ranges that begins with one.

    A dateline that shows an agency or a date is taken before one of a place alone, which a section name may look like.
    """
    bare: Dateline | None = None
    held = list(ranges)[: limit + 1]
    for number, (start, end) in enumerate(held[:limit]):
        below = held[number + 1][1] if number + 1 < len(held) else end
        found = find_dateline(text, start, below if _breaks_off(text[start:end]) else end)
        if found is not None and (found.date or found.agency):
            return found
        if found is not None and not _speaks(text, found):
            bare = bare or found
    return bare


def _breaks_off(line: str) -> bool:
    """Whether a line is a place whose day and agency stand in an element of their own below: "OSLO,"."""
    return line.endswith(",") and len(line) <= LONGEST_PLACE and is_place(line, whole=True)


def own_line(text: str, start: int, end: int) -> Dateline | None:
    """The place that a line is and nothing else: a town in capitals or a large one; sections are named after others."""
    line = text[start:end].strip(" \t.,:—–-")
    if not line or len(line) > LONGEST_PLACE or not is_place_shaped(line) or not is_place(line, whole=True):
        return None
    first = re.split(r"[,/(]", line)[0].strip()
    if is_country(first) or is_continent(first):
        return None
    if not (is_city(first) or is_large(first, HUGE) or (is_upper(first) and is_large(first, 0))):
        return None
    return Dateline(start, end, " ".join(line.split()), country_of(line), None, None)


def placed_above(text: str, lines: Sequence[tuple[int, int]]) -> Dateline | None:
    """The dateline or place that one of the short lines above a report is; the nearest is looked at first."""
    for start, end in reversed(lines[-ABOVE:]):
        found = find_dateline(text, start, end)
        whole = found if found is not None and found.end >= end else own_line(text, start, end)
        if whole is not None:
            return whole
    return None


def _speaks(text: str, found: Dateline) -> bool:
    """Whether a place with a colon is the label of a speaker in a transcript: it comes again, or others beside it."""
    if not text[found.start : found.end].endswith(":"):
        return False
    region = text[max(0, found.start - SPOKEN_WITHIN) : found.start + SPOKEN_WITHIN]
    labels = Counter(m["name"] for m in _LABEL.finditer(region) if is_place_shaped(m["name"]))
    known = all(is_large(name) or is_country(name) for name in labels)
    return labels[text[found.start : found.end].rstrip(":")] > 1 or (len(labels) >= LEAST_SPEAKERS and not known)
