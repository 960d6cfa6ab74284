"""Finds what is reported without quotation marks: "said that …", "…, he said", "according to …", "stressed the need …".

Here belongs the span of the reported content. Cues come from `cues`, speakers from `speakers`.
"""

import re
from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from assets.enriched.annotate.attribution import Frames
from assets.enriched.annotate.cues import Cue, is_actual
from assets.enriched.annotate.records import Speaker, Statement
from assets.enriched.annotate.speakers import speakers_of

LEAST_WORDS = 3
_CLAUSE = frozenset({"ccomp"})
_EDGE = ' ,;:.\n\t—–-"“”'
_LEADING = re.compile(r"(?i)(?:that|as|and|but)\s+")

Reported = tuple[Statement, Cue | None]


def find(frames: Frames, paragraphs: Sequence[tuple[int, int]], direct: Sequence[Statement]) -> Iterator[Reported]:
    """Indirect statements with their cues, outermost first; one inside the content of another is left out."""
    reading = frames.reading
    taken = -1
    for cue in frames.cues:
        if cue.subject is None or not is_actual(cue) or cue.start < taken or not _within(cue.start, paragraphs):
            continue
        spans = [span for span in _contents(frames, cue) for span in _without_direct(span, direct)]
        spans = [trimmed for trimmed in (_trim(frames, *span) for span in spans) if trimmed is not None]
        if not spans:
            continue
        speakers = speakers_of(reading, cue.subject)
        for start, end in spans:
            taken = max(taken, end)
            yield _row(frames, cue, start, end, speakers), cue


def _row(frames: Frames, cue: Cue, start: int, end: int, speakers: list[Speaker]) -> Statement:
    reading = frames.reading
    joint = len({(s.entity, s.start) for s in speakers}) > 1
    joint = joint or bool(re.search(r"(?i)\bjoint (?:statement|communiqu|declaration)", cue.token.sent.text))
    printed = reading.doc.text[cue.start : cue.end]
    return Statement(reading.sentence_at(start), "indirect", joint, printed, start, end, list(speakers))


def _within(position: int, paragraphs: Sequence[tuple[int, int]]) -> bool:
    return any(start <= position < end for start, end in paragraphs)


def _contents(frames: Frames, cue: Cue) -> Iterator[tuple[int, int]]:
    """Ranges of what a cue reports, by what its verb takes."""
    if cue.verb.form == "according to":
        yield from _sentence_without(cue)
        return
    children = list(cue.token.children)
    clause = next((c for c in children if c.dep_ in _CLAUSE and "clause" in cue.verb.content), None)
    if clause is None and "infinitive" in cue.verb.content:
        clause = next((c for c in children if c.dep_ == "xcomp" and _is_infinitive(c)), None)
    if clause is None and "object" in cue.verb.content:
        clause = _object(cue)
    if clause is not None:
        yield from _subtree(cue, clause)


def _is_infinitive(token: Token) -> bool:
    return any(child.dep_ == "aux" and child.lower_ == "to" for child in token.children)


def _object(cue: Cue) -> Token | None:
    """The object of a verb, or of the preposition that belongs to its form."""
    particle = cue.verb.form.partition(" ")[2]
    for child in cue.token.children:
        if particle and child.dep_ == "prep" and child.lower_ == particle:
            return next((noun for noun in child.children if noun.dep_ in ("pobj", "pcomp")), None)
        if not particle and child.dep_ == "dobj":
            return child
    return None


def _subtree(cue: Cue, clause: Token) -> Iterator[tuple[int, int]]:
    """The range of a clause; in two parts where the cue stands inside it."""
    first, last = clause.left_edge, clause.right_edge
    start, end = first.idx, last.idx + len(last)
    if start < cue.start < end:
        subject = cue.subject
        left = min(cue.start, subject.left_edge.idx) if subject is not None else cue.start
        right = max(cue.end, subject.right_edge.idx + len(subject.right_edge)) if subject is not None else cue.end
        yield start, left
        yield right, end
    else:
        yield start, end


def _sentence_without(cue: Cue) -> Iterator[tuple[int, int]]:
    """The sentence of "according to X" without that phrase."""
    sentence = cue.token.sent
    subject = cue.subject
    right = max(cue.end, subject.right_edge.idx + len(subject.right_edge)) if subject is not None else cue.end
    before, behind = (sentence.start_char, cue.start), (right, sentence.end_char)
    yield before if before[1] - before[0] > behind[1] - behind[0] else behind


def _without_direct(span: tuple[int, int], direct: Sequence[Statement]) -> Iterator[tuple[int, int]]:
    """A span without the quotations in it that have rows of their own: the longest stretch that is left."""
    pieces = []
    at = span[0]
    for row in direct:
        if row.end > span[0] and row.start < span[1]:
            pieces.append((at, row.start))
            at = row.end
    pieces.append((at, span[1]))
    longest = max(pieces, key=lambda piece: piece[1] - piece[0])
    if longest[0] < longest[1]:
        yield longest


def _trim(frames: Frames, start: int, end: int) -> tuple[int, int] | None:
    """The span without "that", outer marks and stops; None where less than a few words are left."""
    text = frames.reading.doc.text
    while True:
        while start < end and text[start] in _EDGE:
            start += 1
        leading = _LEADING.match(text, start, end)
        if leading is None:
            break
        start = leading.end()
    while end > start and text[end - 1] in _EDGE:
        end -= 1
    return (start, end) if len(text[start:end].split()) >= LEAST_WORDS else None
