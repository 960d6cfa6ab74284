"""Who stands behind "the statement said", "it added" and "he said": speakers carried on from the statements before.

Here belongs what one statement tells of the next one's speaker. Who speaks in a clause by itself belongs to `speakers`,
and whom a pronoun means in general to `coreference`, whose word counts where it has one.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from assets.enriched.annotate.reading import Reading
from assets.enriched.annotate.records import Speaker, Statement
from assets.enriched.annotate.statements.cues import DOCUMENTS, Cue, is_document
from assets.enriched.annotate.statements.speakers import issuer_of, speakers_of
from assets.reference import read_yaml

REACH = 8  # statements back within which "the statement" finds its issuers
NEAR = 3  # and within which a pronoun finds its speaker
_IN_STATEMENT = re.compile(
    r"(?i)\b(?:in|issued|released|published|made|signed|adopted) (?:a|an|the|their|its|his|her) (?:[a-z\-]{1,20} ){0,2}"
    r"(?:statement|communiqu|declaration|letter|release)"
)
_WRITTEN = ("statement", "communiqu", "declaration", "letter", "release")  # one of them stands in each match
_PERSONS = frozenset({"he", "she"})
_GROUPS = frozenset(read_yaml("speech")["groups"])

Row = tuple[Statement, Cue | None]


@dataclass(slots=True)
class _Memory:
    """The speakers of earlier statements: the last issuers of something written, and the last of each kind."""

    issuers: list[Speaker] = field(default_factory=list)
    issued_at: int = 0
    document_at: int = -REACH
    last: dict[str, tuple[int, list[Speaker]]] = field(default_factory=dict)


def carry(reading: Reading, rows: list[Row]) -> None:
    """Gives the entities of earlier speakers to those printed as a document, a pronoun or a group without a name."""
    memory = _Memory()
    issued = list(_issued(reading))
    for number, (row, cue) in enumerate(rows):
        printed = {_word(reading, speaker) for speaker in row.speakers}
        word = printed.pop() if len(printed) == 1 else ""
        document = word in DOCUMENTS
        source = _source(reading, memory, number, row, word) or _issuers_before(reading, issued, row, word)
        if source:
            row.speakers = [replace(row.speakers[0], entity=speaker.entity) for speaker in source]
            row.joint = row.joint or len({speaker.entity for speaker in source}) > 1
            document = document or source is memory.issuers
        _remember(reading, memory, number, row, cue, document)


def _issued(reading: Reading) -> Iterator[tuple[int, list[Speaker]]]:
    """Where somebody known issues something written, and who: "Denmark and Norway issued a statement"."""
    for token in reading.doc:
        if is_document(token) and (issuer := issuer_of(reading, token)) is not None:
            known = [speaker for speaker in speakers_of(reading, issuer) if speaker.entity is not None]
            if known:
                yield token.idx, known


def _issuers_before(
    reading: Reading, issued: list[tuple[int, list[Speaker]]], row: Statement, word: str
) -> list[Speaker]:
    """Who issued the last thing written before a row whose speaker is "the statement", or "it" behind one."""
    if word not in DOCUMENTS or any(speaker.entity is not None for speaker in row.speakers):
        return []
    last = next((pair for pair in reversed(issued) if pair[0] < row.speakers[0].start), None)
    near = last is not None and reading.sentence_at(row.start) - reading.sentence_at(last[0]) <= REACH
    return last[1] if last is not None and near else []


def _source(reading: Reading, memory: _Memory, number: int, row: Statement, word: str) -> list[Speaker]:
    """The earlier speakers that a printed word stands for; none where it needs no help."""
    it = word == "it" and number - memory.document_at <= NEAR and not _is_somebodys(reading, memory)
    if word in DOCUMENTS or it:
        if memory.issuers and number - memory.issued_at <= REACH:
            return memory.issuers
        known = any(speaker.entity is not None for speaker in row.speakers)
        at, group = memory.last.get("group", (0, []))
        return group if not known and number - at <= NEAR else []
    if not row.speakers or any(speaker.entity is not None for speaker in row.speakers):
        return []
    kind = "person" if word in _PERSONS else "body" if word == "it" else "group" if word in _GROUPS else ""
    at, speakers = memory.last.get(kind, (0, []))
    return speakers if number - at <= (REACH if kind == "group" else NEAR) else []


def _is_somebodys(reading: Reading, memory: _Memory) -> bool:
    """Whether the last thing written is that of one person: then a later "it" is not the writing."""
    entities = reading.annotation.entities
    return any(s.entity is not None and entities[s.entity].kind == "person" for s in memory.issuers)


def _remember(reading: Reading, memory: _Memory, number: int, row: Statement, cue: Cue | None, document: bool) -> None:
    known = [speaker for speaker in row.speakers if speaker.entity is not None]
    if document:
        memory.document_at = number
    if not known:
        return
    if document or (cue is not None and _in_statement(cue.token.sent.text)):
        memory.issuers, memory.issued_at, memory.document_at = known, number, number
    kinds = {reading.annotation.entities[speaker.entity].kind for speaker in known if speaker.entity is not None}
    if len({speaker.entity for speaker in known}) > 1:
        memory.last["group"] = (number, known)
    elif kinds == {"person"}:
        memory.last["person"] = (number, known)
    elif kinds:
        memory.last["body"] = (number, known)


def _in_statement(sentence: str) -> bool:
    """Whether a sentence tells that something was issued in writing."""
    lowered = sentence.lower()
    return any(word in lowered for word in _WRITTEN) and _IN_STATEMENT.search(sentence) is not None


def _word(reading: Reading, speaker: Speaker) -> str:
    """The last word of a printed speaker, without capitals: what kind of thing it is."""
    words = reading.clean.text[speaker.start : speaker.end].lower().split()
    return words[-1].strip("'’\"”.,") if words else ""
