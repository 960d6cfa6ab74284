"""Finds the stretch of lines that is the reporting, in plain texts and among a page's values.

Here belongs the choice of the stretch. Pages with menus are for `layout`; which lines inside are furniture for `roles`.
"""

import re

from assets.parsed.lines.line_table import Draft
from assets.parsed.lines.shapes import Shape

LONG_SENTENCE = 12  # words; in plain text such a closed line is reporting whatever it begins with
_COUNTED = re.compile(r"[\d½¼¾⅓⅔⅛][\d/⁄.,]{0,6}[.):]? \S|[•*-] \S|[A-Z][\w ]{2,30}: (?:[A-Z][a-z]{2,9} )?\d")
LEAST_BODY = 8  # words of a single value that may be the reporting


def find_body(draft: Draft) -> tuple[int, int]:
    """The range of lines [first, last) of the reporting; empty where values hold no prose."""
    return _longest_run(draft) if draft.manner == "values" else _whole(draft)


def _longest_run(draft: Draft) -> tuple[int, int]:
    """The run of paragraphs with most words; values stand between runs, at most one heading inside."""
    best = (0, 0, 0)
    first = words = 0
    last = -2
    for number, shape in enumerate(draft.shapes):
        if shape.kind != "prose" or draft.copies[draft.keys[number]] > 1:
            continue
        between = draft.shapes[last + 1 : number]
        if last < 0 or len(between) > 1 or any(s.kind not in {"heading", "label"} for s in between):
            first, words = number, 0
        words += shape.words
        last = number
        best = max(best, (words, -first, number + 1))
    if not best[0]:
        longest = max(range(len(draft.lines)), key=lambda n: draft.shapes[n].words * (not draft.shapes[n].machine))
        return (longest, longest + 1) if draft.shapes[longest].words >= LEAST_BODY else (0, 0)
    return -best[1], best[2]


def is_list(draft: Draft, first: int, last: int) -> bool:
    """Whether a run of short lines is a list of the report's own: amounts, ranks or years begin most of its lines."""
    run = range(first, last)
    counted = sum(bool(_COUNTED.match(draft.lines[n].text)) for n in run)
    return len(run) >= 3 and counted * 5 >= len(run) * 3 and not any(draft.shapes[n].furniture for n in run)


def best_stretch(worths: list[float]) -> tuple[int, int]:
    """The contiguous stretch of the greatest sum (Kadane's algorithm)."""
    best, best_range = 0.0, (0, 0)
    running, first = 0.0, 0
    for number, worth in enumerate(worths):
        if running <= 0:
            running, first = 0.0, number
        running += worth
        if running > best:
            best, best_range = running, (first, number + 1)
    return best_range


def _whole(draft: Draft) -> tuple[int, int]:
    """In plain text everything is reporting but the furniture at both ends."""
    first, last = 0, len(draft.lines)
    while first < last and _is_edge(draft.shapes[first]):
        first += 1
    while last > first and _is_edge(draft.shapes[last - 1]):
        last -= 1
    return (first, last) if first < last else (0, len(draft.lines))


def _is_edge(shape: Shape) -> bool:
    """Whether a line at either end is a value, a date or furniture; a whole sentence never is."""
    if shape.machine:
        return True
    return shape.kind in {"date", "furniture"} and not (shape.closed and shape.words >= LONG_SENTENCE)
