"""Finds the turns of a transcript or an interview in print: "Q: …", "A: …", "PENCE: …" at the start of a paragraph.

Here belongs what a speaker's label announces. Words in quotation marks and words with a verb of speech belong to
`quotations` and `indirect_speech`.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assets.enriched.annotate.reading import Reading
from assets.enriched.annotate.records import Speaker, Statement

LEAST_TURNS = 3  # labelled paragraphs that make a transcript; fewer are headings or lists
LEAST_WORDS = 3
_LABEL = re.compile(r"([A-Z][\w.’'\-]{0,20}(?: [A-Z(][\w.’'\-)]{0,20}){0,4}):\s{1,3}(?=\S)")


@dataclass(frozen=True, slots=True)
class _Turn:
    label: str
    start: int  # of the label
    colon: int
    content: int
    end: int


def find(reading: Reading, paragraphs: Sequence[tuple[int, int]]) -> list[Statement]:
    """One indirect statement a labelled paragraph, where the document is a transcript; else none."""
    turns = list(_turns(reading.clean.text, paragraphs))
    speakers = Counter(turn.label for turn in turns)
    if len(turns) < LEAST_TURNS or max(speakers.values()) < 2 or len(speakers) * 2 > len(turns):
        return []
    return [_row(reading, turn) for turn in turns if _may_speak(reading, turn)]


def _turns(text: str, paragraphs: Sequence[tuple[int, int]]) -> Iterator[_Turn]:
    for start, end in paragraphs:
        label = _LABEL.match(text, start, end)
        if label is None:
            continue
        while end > label.end() and text[end - 1] in " .\n\t":
            end -= 1
        if len(text[label.end() : end].split()) >= LEAST_WORDS:
            yield _Turn(label[1], start, label.end(1), label.end(), end)


def _may_speak(reading: Reading, turn: _Turn) -> bool:
    """Whether a label names somebody: the letters of an interview, capitals alone, or a name of a person or a body."""
    if turn.label in ("Q", "A") or (turn.label.isupper() and len(turn.label) > 2):
        return True
    return any(m.kind in ("person", "organisation", "office") for m in reading.mentions_in(turn.start, turn.colon))


def _row(reading: Reading, turn: _Turn) -> Statement:
    named = [m for m in reading.mentions_in(turn.start, turn.colon) if m.kind in ("person", "organisation")]
    entity = named[-1].entity if named else None
    speaker = Speaker(turn.start, turn.colon, entity)
    number = reading.sentence_at(turn.content)
    return Statement(number, "indirect", False, ":", turn.content, turn.end, [speaker])
