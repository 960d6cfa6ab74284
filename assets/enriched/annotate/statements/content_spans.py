"""Where reported content begins and ends: without "that", outer marks and stops, whole where it holds a quotation.

Here belong the spans. What a cue reports belongs to `indirect_speech`.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from assets.enriched.annotate.records import Statement
from assets.enriched.annotate.statements.attribution import Frames
from assets.enriched.annotate.statements.cues import Cue

LEAST_WORDS = 3
_EDGE = ' ,;:.\n\t—–-"“”'
_LEADING = re.compile(r"(?i)(?:that|as|and|but)\s+")
_TRAILING = re.compile(r"(?: (?:a|an|the|to|of|for|with|in|on|as|and|or|amid|that|by|from|was|is|were|are|be)){1,4}$")
_BESIDE = frozenset({"conj", "cc", "punct", "mark", "parataxis", "advcl", "dep", "ROOT", "ccomp"})
_MARKS = {"“": "”", '"': '"', "«": "»"}


def without_direct(frames: Frames, span: tuple[int, int], direct: Sequence[Statement]) -> Iterator[tuple[int, int]]:
    """A span without the quotations in it that have rows of their own, where what is left is a clause: "that 'A' and
    that B". Where the quotation is a part of the clause the whole is given, unless it is nearly all of it."""
    pieces = []
    at = span[0]
    for row in direct[max(0, bisect_left(direct, span[0], key=_start) - 1) :]:
        if row.start >= span[1]:
            break
        if row.end > span[0]:
            pieces.append((at, row.start))
            at = row.end
    pieces.append((at, span[1]))
    if len(pieces) == 1:
        yield span
        return
    longest = max(pieces, key=lambda piece: piece[1] - piece[0])
    if longest[0] >= longest[1]:
        return
    words = [_words_but_times(frames, *trim(frames, *piece)) for piece in pieces]
    if max(words) >= LEAST_WORDS and _stands_alone(frames, longest, span):
        yield longest
    elif sum(words) >= LEAST_WORDS:
        yield span


def _stands_alone(frames: Frames, piece: tuple[int, int], whole: tuple[int, int]) -> bool:
    """Whether no word of a piece hangs on the rest of the whole, or the rest on it, but as a clause beside another."""
    for token in frames.reading.span(*whole):
        inside = piece[0] <= token.idx < piece[1]
        head = whole[0] <= token.head.idx < whole[1]
        if head and inside != (piece[0] <= token.head.idx < piece[1]) and token.dep_ not in _BESIDE:
            return False
    return True


def _start(row: Statement) -> int:
    return row.start


def tells(frames: Frames, cue: Cue, start: int, end: int) -> bool:
    """Whether enough is left: a few words, or of a stance the name of whom it is about ("endorsed Jane Doe")."""
    words = _words_but_times(frames, start, end)
    if 0 < words < LEAST_WORDS and cue.verb.stance:
        return any(mention.start == start for mention in frames.reading.mentions_in(start, end))
    return words >= LEAST_WORDS


def _words_but_times(frames: Frames, start: int, end: int) -> int:
    """Words of a span without times and what leads to them: "his resignation on Sunday" has two."""
    text, count, at = frames.reading.clean.text, 0, start
    for time in frames.reading.times_in(start + 1, end):
        if time.start >= at:
            count += len(_TRAILING.sub("", text[at : time.start].rstrip()).split())
            at = time.end
    return count + len(text[at:end].split())


def trim(frames: Frames, start: int, end: int) -> tuple[int, int]:
    """The span without "that", outer marks and stops."""
    text = frames.reading.clean.text
    while True:
        while start < end and text[start] in _EDGE:
            start += 1
        leading = _LEADING.match(text, start, end)
        if leading is None:
            break
        start = leading.end()
    while end > start and text[end - 1] in _EDGE:
        end -= 1
    trailing = _TRAILING.search(text, max(start, end - 40), end)  # what led to a quotation that was cut off
    if trailing is not None:
        end = trailing.start()
    return _with_marks(text, start, max(start, end))


def _with_marks(text: str, start: int, end: int) -> tuple[int, int]:
    """The span with the mark that opens or closes a quotation whose other mark is inside."""
    for opening, closing in _MARKS.items():
        inside = text[start:end]
        if opening == closing:
            unpaired = inside.count(opening) % 2 == 1
            opened = unpaired and not inside.rpartition(opening)[0].endswith(" ") and bool(inside)
            lacks_closing = unpaired and inside.rpartition(opening)[2][:1] not in (" ", "")
            lacks_opening = opened and not lacks_closing
        else:
            lacks_closing = inside.count(opening) > inside.count(closing)
            lacks_opening = inside.count(closing) > inside.count(opening)
        if lacks_closing:
            behind = text.find(closing, end, end + 3)
            end = behind + 1 if behind >= 0 else end
        elif lacks_opening and text[start - 1 : start] == opening:
            start -= 1
    return start, end
