"""Finds what is reported without quotation marks: "said that …", "…, he said", "according to …", "stressed the need …".

Here belongs the span of the reported content. Cues come from `cues`, speakers from `speakers`.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from assets.enriched.annotate.attribution import Frames
from assets.enriched.annotate.cues import Cue, is_actual, is_document
from assets.enriched.annotate.records import Speaker, Statement
from assets.enriched.annotate.speakers import speakers_of

LEAST_WORDS = 3
_CLAUSE = frozenset({"ccomp"})
_EDGE = ' ,;:.\n\t—–-"“”'
_LEADING = re.compile(r"(?i)(?:that|as|and|but)\s+")
_TRAILING = re.compile(r"(?: (?:a|an|the|to|of|for|with|in|on|as|and|or|amid|that|by|from|was|is|were|are|be)){1,4}$")

Reported = tuple[Statement, Cue | None]


def find(frames: Frames, paragraphs: Sequence[tuple[int, int]], direct: Sequence[Statement]) -> list[Reported]:
    """Indirect statements with their cues, in order; of one inside the content of another only one is kept."""
    found: list[Reported] = []
    for cue in frames.cues:
        if cue.subject is not None and is_actual(cue) and _within(cue.start, paragraphs):
            found += _reported(frames, cue, direct)
    return _unnested(frames, found)


def _reported(frames: Frames, cue: Cue, direct: Sequence[Statement]) -> Iterator[Reported]:
    spans = [span for whole in _contents(frames, cue) for span in _without_direct(whole, direct)]
    trimmed = [span for span in (_trim(frames, *span) for span in spans) if span is not None]
    speakers = speakers_of(frames.reading, cue.subject) if trimmed and cue.subject is not None else []
    for start, end in trimmed:
        yield _row(frames, cue, start, end, speakers), cue


def _unnested(frames: Frames, found: list[Reported]) -> list[Reported]:
    """Drops what is reported inside a report; of a medium or a document that tells what others said, the outer one."""
    dropped: set[int] = set()
    ordered = sorted(range(len(found)), key=lambda n: (found[n][0].start, -found[n][0].end))
    for place, outer in enumerate(ordered):
        for inner in ordered[place + 1 :]:
            if found[inner][0].start >= found[outer][0].end:
                break
            if found[inner][1] is found[outer][1] or outer in dropped:
                continue
            dropped.add(outer if _passes_on(found[outer]) else inner)
    dropped |= {n for n in ordered if _passes_on(found[n]) and _holds_cue(frames, found[n])}
    return [found[n] for n in ordered if n not in dropped]


def _holds_cue(frames: Frames, row: Reported) -> bool:
    """Whether the content is itself about what somebody said."""
    return any(
        c.subject is not None and is_actual(c) and c.verb.content for c in frames.cues_in(row[0].start, row[0].end)
    )


def _passes_on(row: Reported) -> bool:
    """Whether the outer cue only hands on: "X said …, Yonhap reported", "X stressed …, their statement said"."""
    cue = row[1]
    return cue is not None and (cue.verb.form == "report" or is_document(cue.subject))


def _row(frames: Frames, cue: Cue, start: int, end: int, speakers: list[Speaker]) -> Statement:
    reading = frames.reading
    joint = len({(s.entity, s.start) for s in speakers}) > 1
    joint = joint or bool(re.search(r"(?i)\bjoint (?:statement|communiqu|declaration)", cue.token.sent.text))
    printed = reading.clean.text[cue.start : cue.end]
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
    if clause is None and "clause" in cue.verb.content:
        clause = _attached(cue)
    if clause is None and "infinitive" in cue.verb.content:
        clause = next((c for c in children if c.dep_ == "xcomp" and _is_infinitive(c)), None)
    if clause is None and "object" in cue.verb.content:
        clause = _object(cue)
    if clause is not None:
        yield from _subtree(cue, clause)
    elif "clause" in cue.verb.content:
        yield from _around_aside(cue)


def _around_aside(cue: Cue) -> Iterator[tuple[int, int]]:
    """The sentence around an aside between commas: "The port, she said, will open"."""
    sentence, subject, doc = cue.token.sent, cue.subject, cue.token.doc
    if subject is None or not sentence.start < subject.left_edge.i <= cue.token.i < sentence.end - 1:
        return
    before, behind = subject.left_edge.i - 1, cue.token.i + 1
    if doc[before].text == "," and doc[behind].text == ",":
        yield sentence.start_char, doc[before].idx
        yield doc[behind].idx + 1, sentence.end_char


def _attached(cue: Cue) -> Token | None:
    """A that-clause which the parser hung on a noun between it and its verb: "said in a statement that …"."""
    for child in cue.token.children:
        for noun in (n for n in child.children if child.dep_ == "prep" and n.dep_ == "pobj"):
            for clause in noun.children:
                if clause.dep_ in ("acl", "relcl", "ccomp") and clause.left_edge.lower_ == "that" and is_document(noun):
                    return clause
    return None


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
    for row in direct[max(0, bisect_left(direct, span[0], key=_start) - 1) :]:
        if row.start >= span[1]:
            break
        if row.end > span[0]:
            pieces.append((at, row.start))
            at = row.end
    pieces.append((at, span[1]))
    longest = max(pieces, key=lambda piece: piece[1] - piece[0])
    if longest[0] < longest[1]:
        yield longest


def _start(row: Statement) -> int:
    return row.start


def _trim(frames: Frames, start: int, end: int) -> tuple[int, int] | None:
    """The span without "that", outer marks and stops; None where less than a few words are left."""
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
    return (start, end) if len(text[start:end].split()) >= LEAST_WORDS else None
