"""Finds the stretch of lines that is the reporting, in plain texts and among a page's values.

Here belongs the choice of the stretch. Pages with menus are for `layout`; which lines inside are boilerplate is decided
in `line_roles`.
"""

import re

from assets.parsed.lines.line_table import LineTable
from assets.parsed.lines.shapes import Shape

LONG_SENTENCE = 12  # words; in plain text such a closed line is reporting whatever it begins with
_COUNTED = re.compile(r"[\d½¼¾⅓⅔⅛][\d/⁄.,]{0,6}[.):]? \S|[•*-] \S|[A-Z][\w ]{2,30}: (?:[A-Z][a-z]{2,9} )?\d")
LEAST_BODY = 8  # words of a single value that may be the reporting


def find_body(page: LineTable) -> tuple[int, int]:
    """The range of lines [first, last) of the reporting; empty where values hold no prose."""
    return _longest_run(page) if page.layout_kind == "values" else _whole(page)


def _longest_run(page: LineTable) -> tuple[int, int]:
    """The run of paragraphs with most words; values stand between runs, at most one heading inside."""
    best = (0, 0, 0)
    first = words = 0
    last = -2
    for number, shape in enumerate(page.shapes):
        if shape.kind != "prose" or page.copies[page.keys[number]] > 1:
            continue
        between = page.shapes[last + 1 : number]
        if last < 0 or len(between) > 1 or any(s.kind not in {"heading", "label"} for s in between):
            first, words = number, 0
        words += shape.words
        last = number
        best = max(best, (words, -first, number + 1))
    if not best[0]:
        longest = max(range(len(page.lines)), key=lambda n: page.shapes[n].words * (not page.shapes[n].machine))
        return (longest, longest + 1) if page.shapes[longest].words >= LEAST_BODY else (0, 0)
    return -best[1], best[2]


def is_list(page: LineTable, first: int, last: int) -> bool:
    """Whether a run of short lines is a list of the report's own: amounts, ranks or years begin most of its lines."""
    run = range(first, last)
    counted = sum(bool(_COUNTED.match(page.lines[n].text)) for n in run)
    return len(run) >= 3 and counted * 5 >= len(run) * 3 and not any(page.shapes[n].boilerplate for n in run)


def best_stretch(scores: list[float]) -> tuple[int, int]:
    """The contiguous stretch of the greatest sum (Kadane's algorithm)."""
    best, best_range = 0.0, (0, 0)
    running, first = 0.0, 0
    for number, score in enumerate(scores):
        if running <= 0:
            running, first = 0.0, number
        running += score
        if running > best:
            best, best_range = running, (first, number + 1)
    return best_range


def _whole(page: LineTable) -> tuple[int, int]:
    """In plain text everything is reporting but the boilerplate at both ends."""
    first, last = 0, len(page.lines)
    while first < last and _is_edge(page.shapes[first]):
        first += 1
    while last > first and _is_edge(page.shapes[last - 1]):
        last -= 1
    return (first, last) if first < last else (0, len(page.lines))


def _is_edge(shape: Shape) -> bool:
    """Whether a line at either end is a value, a date or boilerplate; a whole sentence never is."""
    if shape.machine:
        return True
    return shape.kind in {"date", "boilerplate"} and not (shape.closed and shape.words >= LONG_SENTENCE)
