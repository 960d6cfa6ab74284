"""Finds where a page's report ends and entries with marks of their own begin: a live blog, comments, an endless page.

Here belongs the tell-tale alone: lines that say again and again when, or by whom and on which day, something was
posted. Where the stretch of the reporting lies is chosen by `layout` before.
"""

import re

from assets.parsed.lines.line_table import LineTable
from assets.parsed.metadata.author_names import is_signed_date

LEAST_REPORT = 40  # words that must stand before the first entry; a live blog without a report of its own is kept whole
LEAST_ENTRIES = 3
NEAR = 4  # lines below a mark within which its entry's text begins
LONGEST_MARK = 80  # code points
_AGO = re.compile(
    r"\b(?:\d{1,3} ?(?:s|secs?|m|mins?|minutes?|h|hrs?|hours?|d|days?|w|weeks?)|an? (?:hour|minute|day|week)) ago\b"
)
_CLOCK = re.compile(r"\b\d{1,2}:\d\d\b|\b\d{1,2}(?:\.\d\d)? ?(?:[ap]\.?m\b|[A-Z]{2,3}T\b)", re.IGNORECASE)
_EPOCH = re.compile(r"1[5-9]\d{8}(?=\D|$)")  # seconds since 1970, as pages glue them before an entry's heading


def before_entries(page: LineTable, first: int, last: int) -> int:
    """The end of the report that stands before entries of its page; `last` where there are none."""
    reported = 0
    marks = []
    for number in range(first, last):
        if page.shapes[number].kind == "prose":
            reported += page.shapes[number].words
        if reported >= LEAST_REPORT and _is_mark(page, number) and _has_text(page, number, last):
            marks.append(number)
    if len(marks) < LEAST_ENTRIES:
        return last
    end = marks[0]
    while page.shapes[end - 1].kind != "prose":
        end -= 1  # the entry's heading, or the boilerplate above it
    return end


def _is_mark(page: LineTable, number: int) -> bool:
    """Whether a line is the mark of an entry: a date with the time of day, a time that has passed, a signed date."""
    shape, text = page.shapes[number], page.lines[number].text
    if len(text) > LONGEST_MARK:
        return bool(_EPOCH.match(text))
    if shape.kind in {"date", "stamp"}:
        return bool(_CLOCK.search(text) or _AGO.search(text.lower()))
    if _EPOCH.match(text) or is_signed_date(text):
        return True
    return shape.kind != "prose" and bool(_AGO.search(text.lower()) and _CLOCK.search(text))


def _has_text(page: LineTable, number: int, last: int) -> bool:
    """Whether an entry's text or heading stands soon below its mark."""
    return any(s.kind in {"prose", "heading"} for s in page.shapes[number + 1 : min(last + 1, number + 1 + NEAR)])
