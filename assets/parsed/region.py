"""Finds the stretch of lines that is the reporting.

Here belongs the choice of the stretch. Which lines inside it are furniture belongs to `roles`.
"""

from assets.parsed.draft import Draft
from assets.parsed.shapes import Shape

# Worth of a line for the stretch, by what it looks like. Set by hand: a paragraph of forty words outweighs a
# newsletter box of five lines, and a heading that opens another list of stories outweighs its teaser.
WORTH = {"heading": -0.6, "label": -1.0, "caption": -0.1, "list": -1.0, "date": -1.0, "furniture": -1.0}
MACHINE_WORTH = -1.0
CLOSES_WORTH = -4.0
FULL_PARAGRAPH = 40  # words
LONG_SENTENCE = 12  # words; in plain text such a closed line is reporting whatever it begins with
REACH = 3  # lines on either side that vouch for a paragraph


def find_body(draft: Draft) -> tuple[int, int]:
    """The range of lines [first, last) of the reporting; empty where the text has no prose."""
    if draft.manner == "values":
        return _longest_run(draft)
    if draft.manner == "page":
        return _best_stretch([_worth(draft, number) for number in range(len(draft.lines))])
    return _whole(draft)


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
        return (longest, longest + 1) if draft.shapes[longest].words >= 8 else (0, 0)
    return -best[1], best[2]


def _worth(draft: Draft, number: int) -> float:
    """What a line adds to the stretch that holds it."""
    shape = draft.shapes[number]
    if shape.kind != "prose":
        if shape.furniture == "closes":
            return CLOSES_WORTH
        return MACHINE_WORTH if shape.machine else WORTH[shape.kind]
    worth = min(shape.words, FULL_PARAGRAPH) / 8
    if draft.copies[draft.keys[number]] > 1:
        worth *= 0.3
    return worth * _vouched(draft.shapes, number)


def _vouched(shapes: list[Shape], number: int) -> float:
    """How far the neighbours are paragraphs too: a teaser stands alone among short lines."""
    near = shapes[max(0, number - REACH) : number] + shapes[number + 1 : number + 1 + REACH]
    prose = sum(min(s.words, 20) for s in near if s.kind in {"prose", "caption"})
    return 0.4 + 0.6 * min(1.0, prose / 40)


def _best_stretch(worths: list[float]) -> tuple[int, int]:
    """The contiguous stretch of the greatest sum (Kadane's algorithm), from paragraph to paragraph."""
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
