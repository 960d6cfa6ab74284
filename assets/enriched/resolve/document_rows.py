"""The rows that say what one document says: sentences, mentions, times, statements and speakers, acts and parties.

They are made when a document is new, and kept: which entity or event a row points to stands in them as the document's
own number, and is filled in by `placed` when all documents have been resolved. Here belongs the writing down alone.
"""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

from assets.contract import Column, Table
from assets.enriched.annotate.records import Annotation, EventMention, Statement
from assets.enriched.resolve.ids import mention_id, report_id, statement_id
from assets.enriched.resolve.local_entities import Row, Text
from assets.enriched.resolve.named.rows import HELD, NAMED, held_rows, named_rows
from assets.enriched.schema import MENTIONS, SENTENCES, STATEMENT_SPEAKERS, STATEMENTS, TIME_MENTIONS
from assets.raw.schema import DOCUMENT_ID


def _own(table: Table, without: str, *more: Column) -> Table:
    """The table as one document fills it in."""
    columns = tuple(column for column in table.columns if column.name != without)
    return replace(table, columns=(*columns, *more))


ENTITY = Column("entity", "INTEGER", "The document's number of what is meant", nullable=True)
OWN_TABLES: dict[str, Table] = {
    "sentences": SENTENCES,
    "time_mentions": TIME_MENTIONS,
    "own_mentions": _own(
        MENTIONS,
        "entity_id",
        ENTITY,
        Column("position", "INTEGER", "Its number among the document's mentions"),
        Column("office", "VARCHAR", "Of an office that is named without a person: the office", nullable=True),
        Column("country", "VARCHAR", "… and the country in whose service it stands", nullable=True),
    ),
    "own_statements": _own(
        STATEMENTS, "event_id", Column("event", "INTEGER", "The document's number of the event", nullable=True)
    ),
    "own_speakers": _own(STATEMENT_SPEAKERS, "entity_id", DOCUMENT_ID, ENTITY),
    "own_named": NAMED,
    "own_held": HELD,
    "own_acts": Table(
        "own_acts",
        "enriched",
        "One row a report of an act: what is asked to tell with which others it can be of one event",
        (
            DOCUMENT_ID,
            Column("event", "INTEGER", "The document's number of the act"),
            Column("lends", "VARCHAR", "The event id that it lends"),
            Column("kind", "VARCHAR", "The finer kind"),
            Column("trigger_start", "BIGINT", "First code point of the trigger"),
            Column("trigger_end", "BIGINT", "Code point after its last"),
            Column("first", "DATE", "First day", nullable=True),
            Column("last", "DATE", "Last day", nullable=True),
            Column("place", "INTEGER", "The document's number of the place", nullable=True),
            Column("forum", "INTEGER", "… and of the forum", nullable=True),
        ),
        ("document_id", "event"),
    ),
    "own_parties": Table(
        "own_parties",
        "enriched",
        "One row a party of such a report",
        (
            DOCUMENT_ID,
            Column("event", "INTEGER", "The document's number of the act"),
            ENTITY,
            Column("country", "VARCHAR", "The country that the document gives it", nullable=True),
            Column("person", "BOOLEAN", "Whether it is a person, whose country other documents may know better"),
        ),
        (),
    ),
}


def own_rows(annotation: Annotation, text: Text) -> dict[str, list[Row]]:
    """The rows of one document by the names of OWN_TABLES; `text` is its raw text."""
    statements, speakers = _statement_rows(annotation, text)
    acts, parties = _act_rows(annotation)
    return {
        "sentences": list(_sentence_rows(annotation, text)),
        "time_mentions": list(_time_rows(annotation, text)),
        "own_mentions": list(_mention_rows(annotation, text)),
        "own_statements": statements,
        "own_speakers": speakers,
        "own_named": list(named_rows(annotation)),
        "own_held": list(held_rows(annotation, text)),
        "own_acts": acts,
        "own_parties": parties,
    }


def _sentence_rows(annotation: Annotation, text: Text) -> Iterable[Row]:
    for s in annotation.sentences:
        yield {
            "document_id": annotation.document_id,
            "sentence_no": s.sentence_no,
            "paragraph_no": s.paragraph_no,
            "raw_start": s.start,
            "raw_end": s.end,
            "text": text[s.start : s.end],
        }


def _mention_rows(annotation: Annotation, text: Text) -> Iterable[Row]:
    """Each span and kind once."""
    document_id = annotation.document_id
    seen = set()
    for position, m in enumerate(annotation.mentions):
        if (m.start, m.end, m.kind) in seen:
            continue
        seen.add((m.start, m.end, m.kind))
        open_office = m.kind == "office" and m.entity is None and m.normal and m.country
        yield {
            "mention_id": mention_id(document_id, m.start, m.end, m.kind),
            "document_id": document_id,
            "sentence_no": max(0, m.sentence_no),
            "raw_start": m.start,
            "raw_end": m.end,
            "text": text[m.start : m.end],
            "kind": m.kind,
            "method": m.method,
            "confidence": min(1.0, max(0.0, m.confidence)),
            "entity": m.entity,
            "position": position,
            "office": m.normal if open_office else None,
            "country": m.country if open_office else None,
        }


def _time_rows(annotation: Annotation, text: Text) -> Iterator[Row]:
    """Each span once."""
    seen = set()
    for t in annotation.times:
        if (t.start, t.end) in seen:
            continue
        seen.add((t.start, t.end))
        yield {
            "document_id": annotation.document_id,
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


def _statement_rows(annotation: Annotation, text: Text) -> tuple[list[Row], list[Row]]:
    """Its statements, each span once, and who made them."""
    statements: dict[str, Row] = {}
    speakers: list[Row] = []
    for s in annotation.statements:
        identity = statement_id(annotation.document_id, s.start, s.end)
        if identity in statements:
            continue
        statements[identity] = _statement_row(annotation.document_id, s, identity, text)
        speakers += (
            {
                "document_id": annotation.document_id,
                "statement_id": identity,
                "entity": speaker.entity,
                "speaker_text": text[speaker.start : speaker.end],
                "raw_start": speaker.start,
                "raw_end": speaker.end,
            }
            for speaker in s.speakers
        )
    return list(statements.values()), speakers


def _statement_row(document_id: str, s: Statement, identity: str, text: Text) -> Row:
    return {
        "statement_id": identity,
        "document_id": document_id,
        "sentence_no": max(0, s.sentence_no),
        "kind": s.kind,
        "joint": s.joint,
        "cue": s.cue,
        "content": text[s.start : s.end],
        "raw_start": s.start,
        "raw_end": s.end,
        "said_on": s.said_on,
        "event": s.event,
    }


def _act_rows(annotation: Annotation) -> tuple[list[Row], list[Row]]:
    """Its reports of acts, and the parties of each in order."""
    acts: list[Row] = []
    parties: list[Row] = []
    for number, (m, lends) in enumerate(
        zip(annotation.events, lent(annotation.document_id, annotation.events), strict=True)
    ):
        days = interval(m)
        place = {"document_id": annotation.document_id, "event": number}
        acts.append(
            place
            | {
                "lends": lends,
                "kind": m.event_kind,
                "trigger_start": m.trigger_start,
                "trigger_end": m.trigger_end,
                "first": days and days[0],
                "last": days and days[1],
                "place": m.place,
                "forum": m.forum,
            }
        )
        for p in m.participants:
            entity = annotation.entities[p.entity]
            country = p.country or entity.country
            parties.append(place | {"entity": p.entity, "country": country, "person": entity.kind == "person"})
    return acts, parties


def lent(document_id: str, events: Iterable[EventMention]) -> Iterator[str]:
    """The event id that each report of a document lends to its event."""
    seen: Counter[tuple[int, int, str]] = Counter()
    for m in events:
        trigger = (m.trigger_start, m.trigger_end, m.event_kind)
        yield report_id(document_id, *trigger, seen[trigger])
        seen[trigger] += 1


def interval(mention: EventMention) -> tuple[dt.date, dt.date] | None:
    """First and last day of a report."""
    start, end = mention.start_on or mention.end_on, mention.end_on or mention.start_on
    return (min(start, end), max(start, end)) if start and end else None
