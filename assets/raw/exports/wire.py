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
# The same with a whole day, which nothing but a report's beginning has.
DATED = re.compile(
    r"^[A-Z][A-Z'’.-]+(?: [A-Z][A-Z'’.-]+){0,3}(?:, [A-Z][\w. ]{2,25})?"
    r", (?P<day>[A-Z][a-z]{2,8}\.? \d{1,2}, (?:19|20)\d\d"
    r"|\d{1,2} [A-Z][a-z]{2,8}\.? (?:19|20)\d\d) ?\([A-Za-z][\w /.-]{1,30}\) ?(?:--|[-–—:]) ?\S",
    re.M,
)
DIGIT = re.compile(r"\d")
# Lines that may be marks: most texts have none, and cost one search.
HINT = re.compile(
    r"^[ \t]{0,80}(?:[-_=*~# 0-9]{3,}|[(/-]{0,6} ?ends? ?[)/-]{0,6}|n{4}|x{3,})[ \t\r]{0,80}$", re.I | re.M
)


def wire_parts(text: str) -> list[tuple[int, int]]:
    """Where each story stands; empty where the text is not a batch of several."""
    if not HINT.search(text):
        return _headed(text) if DATED.search(text) else []
    lines = lines_of(text)
    ends = [n for n, line in enumerate(lines) if patterns.says("wire_ends", line.text)]
    for marks, sure in ((ends, len(ends) > 1), (_separators(lines), False)):
        parts = _between(lines, marks, text)
        if len(parts) > 1 and (sure or all(_is_report(text[start:end]) for start, end in parts)):
            return parts
    return _headed(text)


def _headed(text: str) -> list[tuple[int, int]]:
    """Stories one below another without any mark: each a headline above a dateline of a day of its own."""
    lines = lines_of(text)
    found = [(n, match) for n, line in enumerate(lines) if (match := DATED.match(line.text))]
    days = [find_day(match["day"]) for _, match in found]
    if len(found) < 2 or None in days or len(set(days)) < 2 or not all(_is_headline(lines, n) for n, _ in found):
        return []
    starts = [lines[n - 1].start for n, _ in found]
    return [
        (start, end) for start, end in zip(starts, [*starts[1:], len(text)], strict=True) if text[start:end].strip()
    ]


def _is_headline(lines: list[Line], number: int) -> bool:
    """Whether a headline stands above a dateline, on a line of its own."""
    if not number:
        return False
    above = lines[number - 1]
    return above.gap and lines[number].gap and len(above.text) <= HEADLINE and not above.text.endswith((".", ":", ","))


HEADLINE = 140  # code points of a headline


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
        (DATELINE.match(line.text) and DIGIT.search(line.text[:80])) or find_day(line.text[:60]) is not None
        for line in lines_of(story)[:NEAR]
    )
