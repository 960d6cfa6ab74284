"""Turns the readable segments of a document into the text that the language model reads, and spans back into raw ones.

Here belongs the choice of roles that are read, and the folding of white space. Nothing here looks at words.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import replace

from assets.enriched.annotate.records import CleanText, Paragraph
from assets.raw.mending import mend

READ_ROLES = frozenset({"title", "lead", "paragraph", "dateline"})

LONGEST_WORD = 200  # code points
_WORD = re.compile(r"\S+")


def clean(raw_text: str, segments: Iterable[tuple[int, int, str]], roles: frozenset[str] = READ_ROLES) -> CleanText:
    """The segments (start, end, role) whose role is read, each one paragraph.

    A dateline is a paragraph of its own: run into the sentence behind it, its place would parse as the subject. Within
    a paragraph every run of white space becomes one blank; no other character changes. Of a run without white space
    that no word is as long as, only the first LONGEST_WORD characters are read: it is a key, a picture or a ruler, and
    the model's cost grows with its square. Garbled text is read as it is mended; spans lead back to the raw text.
    """
    view = mend(raw_text)
    if view is None:
        return _clean(raw_text, segments, roles)
    own = ((bisect_left(view.starts, start), bisect_right(view.ends, end), role) for start, end, role in segments)
    found = _clean(view.text, own, roles)
    size = len(view.text)
    starts = tuple(view.starts[at] if at < size else len(raw_text) for at in found.to_raw)
    ends = tuple(view.ends[at] if at < size else len(raw_text) + 1 for at in found.to_raw)
    return replace(found, to_raw=starts, ends=ends)


def _clean(raw_text: str, segments: Iterable[tuple[int, int, str]], roles: frozenset[str]) -> CleanText:
    pieces: list[str] = []
    positions: list[int] = []
    paragraphs: list[Paragraph] = []
    for start, end, role in segments:
        words = list(_words(raw_text, start, end)) if role in roles else []
        if not words:
            continue
        if pieces:
            pieces.append("\n\n")
            positions += [words[0][0]] * 2
        first = len(positions)
        for number, (begin, stop, _) in enumerate(words):
            if number:
                positions.append(words[number - 1][2])  # the blank is the first of the white space before the word
            positions += range(begin, stop)
        pieces.append(" ".join(raw_text[begin:stop] for begin, stop, _ in words))
        paragraphs.append(Paragraph(first, len(positions), role))
    positions.append(positions[-1] + 1 if positions else 0)
    return CleanText("".join(pieces), tuple(positions), tuple(paragraphs))


def _words(raw_text: str, start: int, end: int) -> Iterator[tuple[int, int, int]]:
    """The words of a stretch: where each begins, how far it is read, and where it ends."""
    for word in _WORD.finditer(raw_text, start, end):
        yield word.start(), min(word.end(), word.start() + LONGEST_WORD), word.end()
