"""Gathers what a published warehouse holds of one event, one person or other entity, or one document.

Here belong the finding of what was meant and the queries. Showing it belongs to the command line.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

import duckdb

Kind = Literal["event", "entity", "document"]
NAMED = "lower(strip_accents({}))"
LEAST_PREFIX = 6  # characters of a document's id that may stand for it

FIND: tuple[tuple[Kind, str], ...] = (
    (
        "event",
        "SELECT event_id, summary FROM events WHERE starts_with(event_id, $asked) AND starts_with($asked, 'ev-')",
    ),
    ("entity", "SELECT entity_id, name FROM entities WHERE entity_id = $asked"),
    (
        "document",
        "SELECT document_id, source_uri FROM documents WHERE source_uri = $asked"
        f" OR (starts_with(document_id, $asked) AND length($asked) >= {LEAST_PREFIX})"
        " UNION SELECT source_uri, source_uri FROM quarantine WHERE level = 'document' AND source_uri = $asked"
        " AND source_uri NOT IN (SELECT d.source_uri FROM documents AS d)",
    ),
    (
        "entity",
        f"SELECT entity_id, name FROM entities WHERE {NAMED.format('name')} = {NAMED.format('$asked')}"
        f" OR list_contains(list_transform(aliases, alias -> {NAMED.format('alias')}), {NAMED.format('$asked')})",
    ),
    (
        "entity",
        f"SELECT entity_id, name FROM entities WHERE kind = 'person' AND length($asked) > 2"
        f" AND contains({NAMED.format('name')}, {NAMED.format('$asked')})",
    ),
)

EVENT = """SELECT t.summary, t.event_kind AS kind, concat_ws('-', t.event_type, t.event_mode) AS plover, t.status,
  t.start_on AS "first day", t.end_on AS "last day", t.date_precision AS "days known by", t.place, t.country, t.forum,
  t.how_sure || ' (' || round(t.confidence, 2) || ')' AS "how sure",
  array_to_string(t.corrected, ', ') AS "corrected by an analyst", t.document_count AS documents,
  array_to_string(t.outlets, ', ') AS outlets, t.first_run_id AS "first published by", t.event_id AS id
FROM timeline AS t WHERE t.event_id = $id"""
ENTITY = """SELECT name, kind, country, array_to_string(aliases, ', ') AS "also called", first_seen_on AS "first seen",
  last_seen_on AS "last seen", document_count AS documents, entity_id AS id
FROM entities WHERE entity_id = $id"""
DOCUMENT = """SELECT a.title, a.outlet, a.agency, array_to_string(a.byline, ', ') AS byline,
  a.published_on AS published,
  concat_ws(', ', a.published_method, a.published_precision, a.published_confidence) AS "day known by",
  concat_ws(', ', a.dateline_place, a.dateline_date) AS dateline, a.url, a.word_count AS words, a.language,
  array_to_string(a.tags, ', ') AS tags, array_to_string(a.flags, ', ') AS flags,
  a.near_duplicate_of AS "near duplicate of", a.story_id AS story, d.source_uri AS source, d.media_type AS "media type",
  d.first_run_id AS "first read by", d.superseded_by AS "superseded by", d.document_id AS id
FROM documents AS d LEFT JOIN articles AS a USING (document_id) WHERE d.document_id = $id
UNION ALL BY NAME SELECT DISTINCT source_uri AS source FROM quarantine WHERE source_uri = $id AND level = 'document'"""

PARTIES = """SELECT n.name, p.role, p.office, coalesce(p.country, n.country) AS country, p.level, p.entity_id AS id
FROM event_participants AS p JOIN entities AS n USING (entity_id)
WHERE p.event_id = $id ORDER BY n.name, p.entity_id, p.role"""
REPORTS = """SELECT a.published_on AS day, coalesce(a.outlet, a.agency, a.domain) AS outlet, s.text AS sentence,
  r.reported_kind AS kind, r.reported_status AS status, r.reported_start_on AS "first day", r.reported_place AS place,
  r.document_id AS document
FROM event_reports AS r JOIN articles AS a USING (document_id)
LEFT JOIN sentences AS s ON s.document_id = r.document_id AND s.sentence_no = r.sentence_no
WHERE r.event_id = $id ORDER BY a.published_on NULLS LAST, r.document_id, r.trigger_start"""
SAID_AT = """SELECT q.speaker, q.cue, q.quoted AS words, q.outlet, q.document_id AS document
FROM quotations AS q JOIN statements AS s USING (statement_id)
WHERE s.event_id = $id ORDER BY q.document_id, q.raw_start"""
OFFICES = """SELECT office, country, organisation, status, first_seen_on AS "first seen", last_seen_on AS "last seen",
  document_count AS documents
FROM office_holders WHERE person_id = $id ORDER BY first_seen_on NULLS LAST, office, tenure_id"""
TAKEN_PART_IN = """SELECT t.start_on AS day, t.event_kind AS kind, t.status,
  string_agg(p.role, ', ' ORDER BY p.role) AS role, t.summary, t.how_sure AS "how sure", t.event_id AS id
FROM event_participants AS p JOIN timeline AS t USING (event_id)
WHERE p.entity_id = $id GROUP BY ALL ORDER BY t.start_on DESC NULLS LAST, t.event_id"""
SAID_BY = """SELECT said_on AS day, cue, quoted AS words, outlet, document_id AS document
FROM quotations WHERE list_contains(speaker_ids, $id) ORDER BY said_on DESC NULLS LAST, document_id, raw_start"""
TOLD = """SELECT t.start_on AS day, t.event_kind AS kind, t.status, t.summary, s.text AS sentence, t.event_id AS id
FROM event_reports AS r JOIN timeline AS t USING (event_id)
LEFT JOIN sentences AS s ON s.document_id = r.document_id AND s.sentence_no = r.sentence_no
WHERE r.document_id = $id ORDER BY r.trigger_start, t.event_id"""
SAID_IN = """SELECT speaker, cue, quoted AS words, said_on AS day
FROM quotations WHERE document_id = $id ORDER BY raw_start"""
TURNED_AWAY = """SELECT level, stage, rule, column_name AS "column", value, message
FROM quarantine WHERE document_id = $id OR source_uri = $id ORDER BY ALL"""

SECTIONS: dict[Kind, tuple[tuple[str, str], ...]] = {
    "event": (("Who took part", PARTIES), ("Reports, earliest first", REPORTS), ("What was said there", SAID_AT)),
    "entity": (
        ("Offices", OFFICES),
        ("Events, latest first", TAKEN_PART_IN),
        ("What was said, latest first", SAID_BY),
    ),
    "document": (("Events", TOLD), ("What was said", SAID_IN), ("Quarantine", TURNED_AWAY)),
}
_FACTS: dict[Kind, str] = {"event": EVENT, "entity": ENTITY, "document": DOCUMENT}


@dataclass(frozen=True)
class Section:
    """A heading and the rows under it."""

    heading: str
    header: tuple[str, ...]
    rows: Sequence[tuple[Any, ...]]


@dataclass(frozen=True)
class Details:
    """What is held of one thing: facts by name, those unknown left out, and sections that hold anything."""

    kind: Kind
    facts: dict[str, Any]
    sections: list[Section] = field(default_factory=list)


def find(connection: duckdb.DuckDBPyConnection, asked: str) -> list[tuple[Kind, str, str]]:
    """What may be meant: kind, id and name of each, in order of the ids.

    An id, or the beginning of an event's or a document's; a place below the inbox; a name, in any case and without
    accents, or a part of a person's. The first of these ways that finds anything counts.
    """
    for kind, query in FIND:
        rows = connection.execute(f"{query} ORDER BY ALL", {"asked": asked.strip()}).fetchall()
        if rows:
            return [(kind, identity, name) for identity, name in rows]
    return []


def details(connection: duckdb.DuckDBPyConnection, kind: Kind, identity: str) -> Details:
    """Everything that is held of it; `identity` is as `find` gives it. Raises KeyError where nothing is."""
    header, rows = _rows(connection, _FACTS[kind], identity)
    if not rows:
        raise KeyError(identity)
    facts = {name: value for name, value in zip(header, rows[0], strict=True) if value not in (None, "")}
    found = Details(kind, facts)
    for heading, query in SECTIONS[kind]:
        header, rows = _rows(connection, query, identity)
        if rows:
            found.sections.append(Section(heading, header, rows))
    return found


def _rows(
    connection: duckdb.DuckDBPyConnection, query: str, identity: str
) -> tuple[tuple[str, ...], list[tuple[Any, ...]]]:
    answer = connection.execute(query, {"id": identity})
    return tuple(column[0] for column in answer.description or ()), answer.fetchall()
