"""What the page of an event holds: its parties, each report in its raw context, and what was said at it.

Here belongs the reading for these pages alone.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import duckdb

from assets.tables.brief import events
from assets.tables.brief.events import Event, Telling
from assets.tables.brief.query import rows
from assets.tables.site.evidence import CUT, Span, context
from assets.tables.site.parts import parts

_LENGTHS = """
SELECT event_id, sum(length(raw_text))::BIGINT FROM (SELECT DISTINCT event_id, document_id FROM event_reports)
JOIN documents USING (document_id) WHERE event_id IN (SELECT unnest(?)) GROUP BY event_id
"""
_PARTIES = """
SELECT p.event_id, p.entity_id, n.name, n.kind, p.role, p.country, p.office
FROM event_participants p JOIN entities n USING (entity_id)
WHERE p.event_id IN (SELECT unnest(?))
ORDER BY p.event_id, p.role, n.name, p.entity_id
"""
_TEXTS = "SELECT document_id, raw_text FROM documents WHERE document_id IN (SELECT unnest(?))"
_NOT_OF_THE_ARTICLE = """
SELECT document_id, list((raw_start, raw_end) ORDER BY raw_start) AS stretches FROM segments
WHERE role NOT IN ('title', 'lead', 'paragraph', 'dateline', 'unknown') AND document_id IN (SELECT unnest(?))
GROUP BY document_id
"""
_STATEMENTS = """
SELECT s.event_id, s.statement_id, s.document_id, s.raw_start, s.kind, s.cue, s.content,
       coalesce(string_agg(coalesce(n.name, p.speaker_text), ' and ' ORDER BY p.raw_start, n.name, p.speaker_text),
                'nobody named') AS speaker
FROM statements s LEFT JOIN statement_speakers p USING (statement_id) LEFT JOIN entities n ON n.entity_id = p.entity_id
WHERE s.event_id IN (SELECT unnest(?))
GROUP BY ALL ORDER BY s.event_id, s.document_id, s.raw_start, s.statement_id
"""


def read(con: duckdb.DuckDBPyConnection, ids: Sequence[str]) -> Iterator[tuple[str, dict[str, Any]]]:
    """The id of each of these events with what its page holds."""
    for part in parts(ids, dict(con.execute(_LENGTHS, [list(ids)]).fetchall())):
        yield from _some(con, list(events.read(con, part).values()))


def _some(con: duckdb.DuckDBPyConnection, told: Sequence[Event]) -> Iterator[tuple[str, dict[str, Any]]]:
    ids = [event.event_id for event in told]
    parties, statements = (_by_event(con, query, ids) for query in (_PARTIES, _STATEMENTS))
    documents = sorted({t.report.document_id for event in told for t in event.tellings})
    texts = {row["document_id"]: row["raw_text"] for row in rows(con, _TEXTS, [documents])}
    out = {row["document_id"]: row["stretches"] for row in rows(con, _NOT_OF_THE_ARTICLE, [documents])}
    for event in told:
        yield (
            event.event_id,
            {
                "event": event,
                "parties": parties[event.event_id],
                "reports": _reports(event.tellings, texts, out),
                "statements": statements[event.event_id],
            },
        )


def _reports(
    tellings: Sequence[Telling], texts: Mapping[str, str], out: Mapping[str, Sequence[tuple[int, int]]]
) -> list[dict[str, Any]]:
    """One entry a sentence: several triggers in one are marked together. `out` is what is no part of the article."""
    sentences: dict[tuple[str, int, int], list[Telling]] = {}
    for telling in tellings:
        sentences.setdefault((telling.report.document_id, telling.raw_start, telling.raw_end), []).append(telling)
    found = []
    for (document, start, end), told in sentences.items():
        triggers = [Span(t.trigger_start, t.trigger_end, "trigger") for t in told]
        shown = context(texts[document], Span(start, end, "event"), triggers, out.get(document, ()))
        cut = shown[-1].start + len(shown[-1].text) < len(texts[document])
        left_out = any(CUT in piece.kinds for piece in shown)
        found.append({"telling": told[0], "pieces": shown, "cut": cut, "left_out": left_out})
    return found


def _by_event(con: duckdb.DuckDBPyConnection, query: str, ids: Sequence[str]) -> defaultdict[str, list[dict[str, Any]]]:
    found: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in rows(con, query, [ids]):
        found[row["event_id"]].append(row)
    return found
