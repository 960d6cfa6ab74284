"""Parts a headline from what runs on behind it on one line: "Ministers meet OSLO, March 3 (AFP) - The".

Here belongs the cut alone; it is made only before a place in capitals with an agency and a dash, or before a full day
with a byline, which no sentence holds. How datelines are read belongs to `dateline`.
"""

import re
from itertools import pairwise

from assets.knowledge.almanac import MONTH
from assets.parsed.dateline.find import find_dateline
from assets.parsed.dateline.parts import is_upper
from assets.parsed.lines.split import Line

LONGEST_TITLE = 200  # code points
LEAST_WORDS = 3  # of a headline
LEAST_REPORT = 5  # words behind the dateline
FEW_LINES = 3
_STAMP = (
    rf"(?:{MONTH}\s\d{{1,2}},?\s(?:19|20)\d\d|\d{{1,2}}\s{MONTH},?\s(?:19|20)\d\d)"
    r"(?:,?\s(?:at\s)?\d{1,2}:\d\d(?:\s?[aApP]\.?[mM]\.?)?(?:\s[A-Z]{2,4})?)?"
)
_NAME = r"[A-Z][\w.'’-]{1,20}(?:\s[A-Z]\.)?\s[A-Z][\w'’-]{1,20}"
_HEAD = re.compile(
    rf"(?P<title>(?:(?![.!?]\s)[^\n]){{20,200}}?)\s(?:[|•·]\s[A-Z][\w&.' -]{{2,40}}?\s)?(?P<stamp>{_STAMP})\s"
    rf"(?P<by>By\s{_NAME}(?:\sand\s{_NAME})?\s)(?=[A-Z\"“])"
)
_CAPITALS = re.compile(r"(?<=[\s])[A-Z]{3}")
_JOINED = ("-", "–", "—", "|", ":")  # a stroke between the two is no part of a headline


def split_headline(raw_text: str, lines: list[Line]) -> list[Line]:
    """The lines, the first cut where a dateline runs on behind its headline."""
    if not lines:
        return lines
    first = lines[0]
    run_on = _HEAD.match(raw_text, first.start, first.end) if len(lines) <= FEW_LINES else None
    if run_on is not None:
        return [*_parts(raw_text, first, run_on), *lines[1:]]
    cut = _dateline_start(raw_text, first)
    if cut is None:
        return lines
    edges = [(first.start, first.start + len(raw_text[first.start : cut].rstrip())), (cut, first.end)]
    head, rest = (" ".join(raw_text[a:b].split()) for a, b in edges)
    return [Line(*edges[0], head, first.gap), Line(*edges[1], rest, 0), *lines[1:]]


def _parts(raw_text: str, line: Line, head: re.Match[str]) -> list[Line]:
    """Headline, outlet, day, byline and report of a page that was flattened to one line, a line each."""
    behind = head.end("title") + 1
    cuts = [line.start, *dict.fromkeys((behind, head.start("stamp"), head.start("by"))), head.end(), line.end]
    found = []
    for start, end in pairwise(cuts):
        kept = start + len(raw_text[start:end].rstrip())
        found.append(Line(start, kept, " ".join(raw_text[start:kept].split()), line.gap if start == line.start else 0))
    return found


def _dateline_start(raw_text: str, line: Line) -> int | None:
    """Where a dateline of a place in capitals and an agency begins within a line, None where none does."""
    for found in _CAPITALS.finditer(raw_text, line.start, min(line.end, line.start + LONGEST_TITLE)):
        head = raw_text[line.start : found.start()]
        if len(head.split()) < LEAST_WORDS or head.isupper() or head.rstrip().endswith(_JOINED):
            continue
        dateline = find_dateline(raw_text, found.start(), line.end)
        if dateline is None or not dateline.place or not dateline.agency or not is_upper(dateline.place):
            continue
        if dateline.country and len(raw_text[dateline.end : line.end].split(None, LEAST_REPORT)) > LEAST_REPORT:
            return found.start()
    return None
