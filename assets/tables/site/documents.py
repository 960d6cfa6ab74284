"""What the page of a document holds: its raw text, every segment with its role, and what was read in it, marked.

Here belongs the reading for these pages alone.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

import duckdb

from assets.tables.brief.lines import COLUMNS, Line, line
from assets.tables.brief.query import TITLE, rows
from assets.tables.site.evidence import Span, pieces
from assets.tables.site.parts import parts

_LENGTHS = "SELECT document_id, length(raw_text) FROM documents WHERE document_id IN (SELECT unnest(?))"
_DOCUMENTS = f"""
SELECT d.document_id, d.raw_text, d.media_type, {TITLE} AS title, coalesce(a.outlet, a.domain, a.agency) AS outlet,
       a.agency, a.byline, a.published_on, a.published_method, a.url, a.dateline_place, a.near_duplicate_of, a.flags,
       s.sources
FROM documents d
JOIN articles a USING (document_id)
LEFT JOIN (SELECT document_id, list(DISTINCT source_uri ORDER BY source_uri) AS sources
           FROM document_sources GROUP BY ALL) s USING (document_id)
WHERE d.document_id IN (SELECT unnest(?))
"""
_SEGMENTS = """
SELECT document_id, role, raw_start, raw_end FROM segments
WHERE document_id IN (SELECT unnest(?)) ORDER BY document_id, segment_no
"""
_STATEMENTS = """
SELECT s.document_id, s.statement_id, s.raw_start, s.raw_end, s.kind, s.cue, s.content, s.said_on,
       coalesce(string_agg(coalesce(n.name, p.speaker_text), ' and ' ORDER BY p.raw_start, n.name, p.speaker_text),
                'nobody named') AS speaker
FROM statements s LEFT JOIN statement_speakers p USING (statement_id) LEFT JOIN entities n ON n.entity_id = p.entity_id
WHERE s.document_id IN (SELECT unnest(?))
GROUP BY ALL ORDER BY s.document_id, s.raw_start, s.statement_id
"""
_MENTIONED = """
SELECT DISTINCT m.document_id, n.entity_id, n.name FROM mentions m JOIN entities n USING (entity_id)
WHERE n.kind = 'person' AND m.document_id IN (SELECT unnest(?)) ORDER BY ALL
"""
_TOLD = f"""
SELECT r.document_id, r.raw_start, r.raw_end, {COLUMNS}
FROM event_reports r JOIN lines l USING (event_id)
WHERE r.document_id IN (SELECT unnest(?))
ORDER BY l.nth, r.trigger_start, r.raw_start, r.raw_end
"""


def read(con: duckdb.DuckDBPyConnection, ids: Sequence[str]) -> Iterator[tuple[str, dict[str, Any]]]:
    """The id of each of these documents with what its page holds."""
    for part in parts(ids, dict(con.execute(_LENGTHS, [list(ids)]).fetchall())):
        yield from _some(con, part)


def _some(con: duckdb.DuckDBPyConnection, ids: Sequence[str]) -> Iterator[tuple[str, dict[str, Any]]]:
    told = _told(con, ids)
    segments, statements, people = (_by_document(con, query, ids) for query in (_SEGMENTS, _STATEMENTS, _MENTIONED))
    for document in rows(con, _DOCUMENTS, [ids]):
        identity, text = document["document_id"], document.pop("raw_text")
        reports = told.get(identity, [])
        spans = [Span(start, end, "event", e.sentence, e.page) for e, start, end in reports]
        spans = list(dict.fromkeys(spans))
        spans += [Span(s["raw_start"], s["raw_end"], "statement", s["speaker"]) for s in statements[identity]]
        parted = [
            {"role": s["role"], "pieces": pieces(text, s["raw_start"], s["raw_end"], spans)} for s in segments[identity]
        ]
        events = {event.event_id: event for event, _, _ in sorted(reports, key=lambda told: told[1:])}
        first = {event.event_id: start for event, start, _ in sorted(reports, key=lambda told: -told[1])}
        yield (
            identity,
            {
                "document": document,
                "segments": parted,
                "events": [(event, first[event.event_id]) for event in events.values()],
                "statements": statements[identity],
                "people": people[identity],
            },
        )


def _told(con: duckdb.DuckDBPyConnection, ids: Sequence[str]) -> dict[str, list[tuple[Line, int, int]]]:
    """The events that each document tells, once a report, with where the report stands."""
    told: dict[str, list[tuple[Line, int, int]]] = defaultdict(list)
    for document, start, end, *values in con.execute(_TOLD, [list(ids)]).fetchall():
        told[document].append((line(values), start, end))
    return told


def _by_document(
    con: duckdb.DuckDBPyConnection, query: str, ids: Sequence[str]
) -> defaultdict[str, list[dict[str, Any]]]:
    found: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in rows(con, query, [ids]):
        found[row["document_id"]].append(row)
    return found
