"""The rows that say what one document says: sentences, mentions, times, statements and their speakers.

Here belongs the writing down alone; which entity or event a row points to was decided before.
"""

from collections.abc import Iterable, Mapping

from assets.enriched.annotate.records import Statement
from assets.enriched.resolve.ids import mention_id, statement_id
from assets.enriched.resolve.local_entities import Document, Row


def sentence_rows(document: Document) -> Iterable[Row]:
    """Its rows of `sentences`."""
    text = document.facts.raw_text
    for s in document.annotation.sentences:
        yield {
            "document_id": document.document_id,
            "sentence_no": s.sentence_no,
            "paragraph_no": s.paragraph_no,
            "raw_start": s.start,
            "raw_end": s.end,
            "text": text[s.start : s.end],
        }


def mention_rows(document: Document, roles: Mapping[tuple[str, int], str]) -> Iterable[Row]:
    """Its rows of `mentions`, each span and kind once; `roles` gives who is meant by an office without a person."""
    text = document.facts.raw_text
    seen = set()
    for position, m in enumerate(document.annotation.mentions):
        if (m.start, m.end, m.kind) in seen:
            continue
        seen.add((m.start, m.end, m.kind))
        holder = roles.get((document.document_id, position))
        yield {
            "mention_id": mention_id(document.document_id, m.start, m.end, m.kind),
            "document_id": document.document_id,
            "sentence_no": max(0, m.sentence_no),
            "raw_start": m.start,
            "raw_end": m.end,
            "text": text[m.start : m.end],
            "kind": m.kind,
            "entity_id": holder or document.entity_id(m.entity),
            "method": "tenure" if holder else m.method,
            "confidence": min(1.0, max(0.0, m.confidence)),
        }


def time_rows(document: Document) -> Iterable[Row]:
    """Its rows of `time_mentions`, each span once."""
    text = document.facts.raw_text
    seen = set()
    for t in document.annotation.times:
        if (t.start, t.end) in seen:
            continue
        seen.add((t.start, t.end))
        yield {
            "document_id": document.document_id,
            "sentence_no": max(0, t.sentence_no),
            "raw_start": t.start,
            "raw_end": t.end,
            "text": text[t.start : t.end],
            "timex_type": t.timex_type,
            "value": t.value,
            "start_on": t.start_on,
            "end_on": t.end_on,
            "precision": t.precision,
            "method": t.method,
        }


def statement_rows(document: Document, event_ids: Mapping[int, str]) -> tuple[list[Row], list[Row]]:
    """Its rows of `statements` and of `statement_speakers`; `event_ids` gives the id of each event of the document."""
    statements: dict[str, Row] = {}
    speakers: dict[tuple[str, str | None, int | None], Row] = {}
    for s in document.annotation.statements:
        identity = statement_id(document.document_id, s.start, s.end)
        if identity in statements:
            continue
        statements[identity] = _statement_row(document, s, identity, event_ids)
        for speaker in s.speakers:
            entity_id = document.entity_id(speaker.entity)
            speakers[identity, entity_id, speaker.start] = {
                "statement_id": identity,
                "entity_id": entity_id,
                "speaker_text": document.facts.raw_text[speaker.start : speaker.end],
                "raw_start": speaker.start,
                "raw_end": speaker.end,
            }
    return list(statements.values()), list(speakers.values())


def _statement_row(document: Document, s: Statement, identity: str, event_ids: Mapping[int, str]) -> Row:
    return {
        "statement_id": identity,
        "document_id": document.document_id,
        "sentence_no": max(0, s.sentence_no),
        "kind": s.kind,
        "joint": s.joint,
        "cue": s.cue,
        "content": document.facts.raw_text[s.start : s.end],
        "raw_start": s.start,
        "raw_end": s.end,
        "said_on": s.said_on,
        "event_id": None if s.event is None else event_ids.get(s.event),
    }
