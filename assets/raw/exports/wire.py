"""Parts a batch of wire copy: stories that end with "-30-" or the like, or that a line of signs or a slug parts.

Here belongs where a story begins and ends in text without a database's labels. A separator parts articles only where a
report stands on both sides of it: articles print such lines between their own sections too.
"""

import re

from assets.raw.exports import patterns
from assets.raw.exports.days import find_day
from assets.raw.exports.lines import Line, lines_of

LEAST = 15  # words of a story
NEAR = 6  # lines from a story's first to its dateline
# "OSLO, Oct. 8, 2019 (Reuters) - ", "Oslo (AP) — ", "MUSCAT, Oman, Oct 9 --"
DATELINE = re.compile(
    r"(?:[A-Z][A-Z'’.-]+(?: [A-Z][A-Z'’.-]+){0,3}|[A-Z][a-z]+(?: [A-Z][a-z]+){0,2}(?=.{0,40}\([A-Z]))"
    r"(?:, [^()\n]{2,40}?)?(?: ?\([A-Za-z][\w /.-]{1,30}\))? ?(?:--|[-–—:])[ \n]\S"
)
DAYLESS = re.compile(r"\d")


def wire_parts(text: str) -> list[tuple[int, int]]:
    """Where each story stands; empty where the text is not a batch of several."""
    lines = lines_of(text)
    ends = [n for n, line in enumerate(lines) if patterns.says("wire_ends", line.text)]
    for marks, sure in ((ends, len(ends) > 1), (_separators(lines), False)):
        parts = _between(lines, marks, text)
        if len(parts) > 1 and (sure or all(_is_report(text[start:end]) for start, end in parts)):
            return parts
    return []


def _separators(lines: list[Line]) -> list[int]:
    return [n for n, line in enumerate(lines) if patterns.says("separators", line.text)]


def _between(lines: list[Line], marks: list[int], text: str) -> list[tuple[int, int]]:
    """The stretches between marks that hold a story's words, without slugs above it."""
    found = []
    for first, last in zip([-1, *marks], [*marks, len(lines)], strict=True):
        own = lines[first + 1 : last]
        while own and patterns.says("wire_slugs", own[0].text):
            own = own[1:]
        if own and len(text[own[0].start : own[-1].end].split()) >= LEAST:
            found.append((own[0].start, own[-1].end))
    return found


def _is_report(story: str) -> bool:
    """Whether a stretch begins as a report does: a dateline with a day among its first lines, or a day on its own."""
    return any(
        (DATELINE.match(line.text) and DAYLESS.search(line.text[:80])) or find_day(line.text[:60]) is not None
        for line in lines_of(story)[:NEAR]
    )
