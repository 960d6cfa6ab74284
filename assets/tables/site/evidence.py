"""Cuts a raw text into pieces with the spans that cover each, and takes a span's neighbourhood out of it.

Here belongs the cutting, in code points of the raw text. What a span means is decided by those who give it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

BEFORE, AFTER = 240, 240  # code points of raw text shown around a piece of evidence


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch [start, end) of a raw text; `kind` is `event`, `statement` or `trigger`, `label` what it is about."""

    start: int
    end: int
    kind: str
    label: str = ""
    page: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text with the kinds of span that cover it, and the spans that begin with it."""

    text: str
    start: int
    kinds: frozenset[str]
    opens: tuple[Span, ...]


def pieces(text: str, start: int, end: int, spans: Iterable[Span]) -> list[Piece]:
    """`text`[start:end] cut wherever one of the spans begins or ends, in order; spans may overlap."""
    within = [s for s in spans if s.start < end and s.end > start]
    cuts = sorted({start, end, *(c for s in within for c in (s.start, s.end) if start < c < end)})
    found = []
    for left, right in pairwise(cuts):
        over = frozenset(s.kind for s in within if s.start <= left and right <= s.end)
        found.append(Piece(text[left:right], left, over, tuple(s for s in within if s.start == left)))
    return found


def context(text: str, span: Span, inner: Sequence[Span] = ()) -> list[Piece]:
    """The span in its raw context, marked: some code points more on both sides, whole words."""
    start = max(0, span.start - BEFORE)
    while 0 < start < span.start and not text[start - 1].isspace():
        start += 1
    end = min(len(text), span.end + AFTER)
    while span.end < end < len(text) and not text[end].isspace():
        end -= 1
    return pieces(text, start, end, [span, *inner])
