"""Cuts a raw text into pieces with the spans that cover each, and takes a span's neighbourhood out of it.

A neighbourhood is of the article alone: menus, addresses of pictures and the like are left out, and say so.

Here belongs the cutting, in code points of the raw text. What a span means is decided by those who give it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

BEFORE, AFTER = 240, 240  # code points of the article shown around a piece of evidence
CUT = "cut"  # the kind of a piece without text that stands where something was left out


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


def context(text: str, span: Span, inner: Sequence[Span] = (), out: Sequence[tuple[int, int]] = ()) -> list[Piece]:
    """The span in its raw context, marked: some code points more on both sides, whole words.

    `out` are stretches of the text, in order, that are no part of the article; where one is left out between what is
    shown stands a piece of the kind `CUT`.
    """
    kept = _kept(len(text), span, out)
    at = next(n for n, (_, end) in enumerate(kept) if end >= span.end)
    first, start = _reach(kept, at, span.start, -BEFORE)
    while 0 < start < span.start and not text[start - 1].isspace() and start != kept[first][0]:
        start += 1
    last, end = _reach(kept, at, span.end, AFTER)
    while span.end < end < len(text) and not text[end].isspace() and end != kept[last][1]:
        end -= 1
    found: list[Piece] = []
    for opens, closes in kept[first : last + 1]:
        left, right = max(opens, start), min(closes, end)
        if not text[left:right].strip():
            continue
        if left > 0:  # blank lines between what is left out and what follows
            blank = len(text[left:right]) - len(text[left:right].lstrip())
            left = min(left + blank, span.start) if left <= span.start < right else left + blank
        if found:
            found.append(Piece("", left, frozenset({CUT}), ()))
        found += pieces(text, left, right, [span, *inner])
    return found


def _kept(length: int, span: Span, out: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """The stretches of a text that are shown: all but those left out; the span itself always is."""
    kept, at = [], 0
    for start, end in (*out, (length, length)):
        if start < span.end and end > span.start:
            continue
        if at < start:
            kept.append((at, start))
        at = max(at, end)
    return kept


def _reach(kept: Sequence[tuple[int, int]], at: int, position: int, far: int) -> tuple[int, int]:
    """How far so many code points lead, forth or back over what is kept: the stretch and the position in it."""
    step, left = (1, far) if far > 0 else (-1, -far)
    while True:
        start, end = kept[at]
        room = end - position if step > 0 else position - start
        if left <= room or not 0 <= at + step < len(kept):
            return at, position + step * min(left, room)
        left -= room
        at += step
        position = kept[at][0] if step > 0 else kept[at][1]
