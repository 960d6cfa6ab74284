"""Reads the labelled fields of an article of an export: which lines each takes, and what its value is.

Here belong labels before a colon and Factiva's codes before a blank or on lines of their own. What the values mean
belongs to `record`.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from assets.raw.exports import patterns
from assets.raw.exports.lines import Line

MIN_CODES = 4  # different codes that make an article one of Factiva's with codes
WIDE = 130  # code points of a line beyond which a text is not wrapped: every line is a paragraph


@dataclass(frozen=True, slots=True)
class Field:
    """A field: its kind, its value at [start, end), and its lines, first to last inclusive."""

    kind: str
    start: int
    end: int
    first: int
    last: int


def fields_of(text: str, lines: list[Line]) -> list[Field]:
    """The fields in order; where an article is written in codes, these alone."""
    codes = [patterns.code(line.text) for line in lines]
    if len({line.text.split()[0] for line, found in zip(lines, codes, strict=True) if found}) >= MIN_CODES:
        return [_coded(n, lines, codes) for n, found in enumerate(codes) if found]
    labels = [patterns.label(line.text) for line in lines]
    return [_labelled(n, lines, labels) for n, found in enumerate(labels) if found]


def _coded(number: int, lines: list[Line], codes: list[patterns.Label | None]) -> Field:
    """A code's field: up to the next code, whatever blank lines stand between."""
    found = codes[number]
    assert found is not None
    behind = next((n for n in range(number + 1, len(lines)) if codes[n]), len(lines))
    ended = next((n for n in range(number + 1, behind) if patterns.says("numbers", lines[n].text)), behind)
    return _field(found, number, ended - 1, lines)


def _labelled(number: int, lines: list[Line], labels: list[patterns.Label | None]) -> Field:
    """A label's field: its paragraph, or the paragraph below it where nothing stands behind the colon."""
    found = labels[number]
    assert found is not None
    last = number
    if found.field == "body":
        return _field(found, number, last, lines)
    if found.value >= len(lines[number].text) and number + 1 < len(lines) and _runs_on(number + 1, lines, labels):
        last = number + 1
    wide = any(len(line.text) > WIDE for line in lines[number : last + 1])
    while not wide and last + 1 < len(lines) and not lines[last + 1].gap and _runs_on(last + 1, lines, labels):
        last += 1
        if len(lines[last].text) > WIDE:
            return _field(found, number, last - 1, lines)
    return _field(found, number, last, lines)


def _runs_on(number: int, lines: list[Line], labels: list[patterns.Label | None]) -> bool:
    """Whether a line may belong to the field above it."""
    text = lines[number].text
    marks = ("furniture", "rights", "ends", "numbers", "body_alone")
    return labels[number] is None and not any(patterns.says(mark, text) for mark in marks)


def _field(found: patterns.Label, first: int, last: int, lines: list[Line]) -> Field:
    start = lines[first].start + found.value
    if start >= lines[first].end and last > first:
        start = lines[first + 1].start
    return Field(found.field, min(start, lines[last].end), lines[last].end, first, last)


def first_of(fields: Iterable[Field], kind: str) -> Field | None:
    """The first field of a kind that holds a value."""
    return next((field for field in fields if field.kind == kind and field.end > field.start), None)
