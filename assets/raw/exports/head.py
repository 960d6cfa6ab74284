"""Reads the lines above an article's body that have no label: title, source, day, byline, in their databases' orders.

Here belong three orders: source, day, title (Nexis' older text); title, source, day (Nexis Uni, ProQuest); title,
byline, words, day, source (Factiva). Labelled fields belong to `fields`.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from assets.raw.exports import patterns
from assets.raw.exports.days import line_day
from assets.raw.exports.lines import Line

TITLE_LINES = 4  # a headline that is wrapped over more is none
SECTION_WORDS = 3  # words of a section's name above a headline


@dataclass
class Head:
    """The lines of a head by what they are, and the day that one of them prints."""

    title: tuple[int, ...] = ()
    outlet: int | None = None
    byline: int | None = None
    day: int | None = None
    published: str | None = None


def read_head(numbers: Sequence[int], lines: Sequence[Line], factiva: bool) -> Head:
    """What the lines of these numbers, from the top, are."""
    head = Head()
    own = [n for n in numbers if not _is_foreign(lines[n].text)]
    for number in own:
        day = line_day(lines[number].text)
        if day is not None:
            head.day, head.published = number, day
            break
    own = [n for n in own if n != head.day]
    head.byline = next((n for n in own if patterns.without_by(lines[n].text) is not None), None) if factiva else None
    if factiva:
        _as_factiva(head, [n for n in own if n != head.byline], lines)
    elif head.day is not None:
        _as_nexis(head, own, lines)
    else:
        head.title = _wrapped(own, lines)
    return head


def _is_foreign(line: str) -> bool:
    """Whether a line is neither title nor source nor day: rights, marks, editions."""
    return any(
        patterns.says(mark, line) for mark in ("furniture", "rights", "editions", "body_alone", "counters", "ends")
    )


def _as_factiva(head: Head, own: list[int], lines: Sequence[Line]) -> None:
    """Above the count of words section and title; below the day the source."""
    counted = next((n for n in range(len(lines)) if patterns.says("words", lines[n].text)), len(lines))
    above = [n for n in own if n < counted]
    if len(above) > 1 and len(lines[above[0]].text.split()) <= SECTION_WORDS:
        above = above[1:]
    head.title = tuple(above[:1])
    below = [n for n in own if n > (head.day if head.day is not None else counted)]
    head.outlet = next((n for n in below if _is_name(lines[n].text)), None)


def _is_name(line: str) -> bool:
    """Whether a line may be a source's name: no clock, no language, no page."""
    return any(c.isalpha() for c in line) and not line[0].isdigit() and line.lower() not in patterns.words("languages")


def _as_nexis(head: Head, own: list[int], lines: Sequence[Line]) -> None:
    """The source stands above the day; the title above the source, else below the day."""
    assert head.day is not None
    above = [n for n in own if n < head.day]
    below = [n for n in own if n > head.day]
    if above:
        head.outlet = above[-1]
    if len(above) > 1 and (title := _wrapped(list(reversed(above[:-1])), lines, upwards=True)):
        head.title = title
    else:
        head.title = _wrapped(below, lines)


def _wrapped(numbers: Sequence[int], lines: Sequence[Line], upwards: bool = False) -> tuple[int, ...]:
    """The first line and those that it is wrapped over; upwards: the last lines, given from the last."""
    taken: list[int] = []
    for number in numbers:
        if taken and (abs(number - taken[-1]) != 1 or lines[max(number, taken[-1])].gap or len(taken) >= TITLE_LINES):
            break
        taken.append(number)
    return tuple(sorted(taken)) if upwards else tuple(taken)
