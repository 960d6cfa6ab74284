"""Cuts a raw text into lines, and hard-wrapped lines into the paragraphs that they were cut from.

Here belong positions and white space. What a line is belongs to `shapes` and `line_roles`.
"""

import re
from dataclasses import dataclass
from itertools import pairwise

LONGEST_WRAP = 120  # columns; wire copy is wrapped at 60 to 80, plain e-mail at 72, code at 120
SHORTEST_WRAP = 30
BULLETS = "-*•▪■◆–—>"
_LINE = re.compile(r"[^\n\r\f\v\x1c-\x1e\x85\u2028\u2029]+")
_NAME = r"(?: [A-Z][\w.'’-]{0,20}){2,4}"
_MONTH = r"[A-Z][A-Za-z]{2,8}\.?"
_HEADER = re.compile(  # lines that no paragraph runs into: a byline, a place with a day
    rf"(?:By|BY){_NAME}(?:,? (?:and|AND){_NAME})?"
    rf"|(?:[A-Z][\w' -]{{1,30}}, )?(?:\d{{1,2}} {_MONTH}|{_MONTH} \d{{1,2}}),? (?:19|20)\d\d"
)
_ENDS = tuple(".!?:\"”’')]…")


@dataclass(frozen=True, slots=True)
class Line:
    """A line or joined paragraph without outer white space: raw_text[start:end], folded to `text`.

    `gap` counts the blank lines before it.
    """

    start: int
    end: int
    text: str
    gap: int


@dataclass(frozen=True, slots=True)
class _Row:
    """One printed line with the blanks before it, in columns."""

    start: int
    end: int
    indent: int
    gap: int


def split(raw_text: str) -> list[Line]:
    """The lines of a text in order, hard-wrapped ones joined. Every non-blank character lies in exactly one."""
    rows = list(_rows(raw_text))
    if not rows:
        return []
    width = wrap_width(raw_text, rows)
    lines: list[Line] = []
    first = rows[0]
    last = rows[0]
    indents = _body_indent(rows) if width else 0
    for row in rows[1:]:
        if width and _continues(raw_text, last, row, width, indents):
            last = row
            continue
        lines.append(_joined(raw_text, first, last))
        first = last = row
    lines.append(_joined(raw_text, first, last))
    return lines


def _rows(raw_text: str) -> list[_Row]:
    rows: list[_Row] = []
    previous_end = 0
    for match in _LINE.finditer(raw_text):
        start, end = match.span()
        stripped = match.group().strip()
        if not stripped:
            continue
        lead = len(match.group()) - len(match.group().lstrip())
        breaks = raw_text.count("\n", previous_end, start) or raw_text.count("\r", previous_end, start)
        gap = max(0, breaks - 1) if rows else breaks
        rows.append(_Row(start + lead, start + lead + len(stripped), lead, gap))
        previous_end = end
    return rows


def wrap_width(raw_text: str, rows: list[_Row]) -> int:
    """The column at which the text was wrapped, 0 where it was not.

    Wrapped text shows lines that end within a sentence and go on in lower case below, all of nearly one length.
    """
    lengths = sorted(row.indent + row.end - row.start for row in rows)
    width = lengths[min(len(lengths) - 1, len(lengths) * 19 // 20)]
    if not SHORTEST_WRAP <= width <= LONGEST_WRAP:
        return 0
    pairs = flowing = 0
    capitals = raw_text[:4000].isupper()
    for above, below in pairwise(rows):
        if below.gap:
            continue
        pairs += 1
        length = above.indent + above.end - above.start
        goes_on = raw_text[below.start].islower() or (capitals and length * 4 >= width * 3)
        flowing += goes_on and 2 * length >= width and raw_text[above.end - 1] not in _ENDS
    return width if flowing and flowing * 6 >= pairs else 0


def _body_indent(rows: list[_Row]) -> int:
    """The indent of most lines: what stands further in begins a paragraph."""
    counts: dict[int, int] = {}
    for row in rows:
        counts[row.indent] = counts.get(row.indent, 0) + 1
    return max(counts, key=lambda indent: (counts[indent], -indent))


def _continues(raw_text: str, above: _Row, below: _Row, width: int, indent: int) -> bool:
    """Whether `below` is the rest of the paragraph of `above`: its first word did not fit above."""
    if below.gap or (below.indent > indent and below.indent > above.indent):
        return False
    if raw_text[below.start] in BULLETS and raw_text[below.start + 1 : below.start + 2] in {" ", "-"}:
        return False
    if any(_HEADER.fullmatch(raw_text, row.start, row.end) for row in (above, below)):
        return False
    first_word = 0
    while below.start + first_word < below.end and not raw_text[below.start + first_word].isspace():
        first_word += 1
    room = width - (above.indent + above.end - above.start)
    if raw_text[above.end - 1] in _ENDS:
        return first_word + 1 > room - 3
    if raw_text[below.start].islower():
        return True
    return first_word + 1 > room - 12 or room * 5 <= width * 2


def _joined(raw_text: str, first: _Row, last: _Row) -> Line:
    return Line(first.start, last.end, " ".join(raw_text[first.start : last.end].split()), first.gap)
