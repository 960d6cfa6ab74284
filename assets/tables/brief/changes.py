"""Compares what is published with what an earlier run published: events, office-holders, documents.

Here belongs the comparison; `before_NAME` is a table as the earlier run published it, made by `open_before`. Only
columns of the data contract are read of it, since an earlier version may have written it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import duckdb

from assets.enriched.resolve.offices.tenures import SINGLE_SEAT
from assets.tables.brief import words
from assets.tables.brief.conflicts import conflicts
from assets.tables.brief.events import Event, read
from assets.tables.brief.query import TITLE, rows
from assets.tables.snapshots import Sources

COMPARED = (
    "articles", "documents", "document_sources", "entities", "event_participants", "event_reports", "events",
    "mentions", "quarantine", "segments", "statement_speakers", "statements", "tenures",
)  # fmt: skip
CAME_TRUE, CALLED_OFF, SECOND_OUTLET, CONFLICT, CORRECTED = (
    "came true", "called off", "second outlet", "reports differ", "corrected",
)  # fmt: skip
WHAT_CHANGED = (CAME_TRUE, CALLED_OFF, SECOND_OUTLET, CONFLICT, CORRECTED)
_AHEAD = frozenset({"planned", "hypothetical"})
# Of what may be news: events of which a row came or went, and those at a place that has another name; events that went;
# documents that came. `came_` and `went_` begin the names of what has changed, and of all rows where that is not known.
_NEWS = {
    "candidates": """
SELECT event_id FROM came_events
UNION SELECT event_id FROM came_event_participants
UNION SELECT event_id FROM came_event_reports
UNION SELECT event_id FROM before_event_participants
      WHERE hash(event_id, entity_id, role) IN (SELECT k FROM went_event_participants)
UNION SELECT event_id FROM events e SEMI JOIN (
    SELECT n.entity_id FROM came_entities n LEFT JOIN before_entities b USING (entity_id)
    WHERE n.name IS DISTINCT FROM b.name
) p ON p.entity_id = e.place_id
""",
    "gone": "SELECT event_id FROM before_events WHERE hash(event_id) IN (SELECT k FROM went_events)",
    "arrived": "SELECT document_id FROM came_articles",
}
_ALL_NEWS = {
    "candidates": "SELECT event_id FROM events",
    "gone": "SELECT event_id FROM before_events",
    "arrived": "SELECT document_id FROM articles",
}
# An event can be told otherwise only where one of these differs: what reports of documents that were held before say of
# it is what they said then.
_DIFFERING = """
CREATE OR REPLACE TEMP TABLE differing AS
WITH now AS (SELECT event_id, list(DISTINCT entity_id ORDER BY entity_id) AS parties
             FROM event_participants SEMI JOIN candidates USING (event_id) GROUP BY ALL),
was AS (SELECT event_id, list(DISTINCT entity_id ORDER BY entity_id) AS parties
        FROM before_event_participants SEMI JOIN candidates USING (event_id) GROUP BY ALL),
further AS (SELECT DISTINCT r.event_id
            FROM (FROM event_reports SEMI JOIN candidates USING (event_id)) r
            ANTI JOIN (FROM before_event_reports SEMI JOIN candidates USING (event_id)) b USING (event_id, document_id))
SELECT e.event_id
FROM events e
SEMI JOIN candidates USING (event_id)
JOIN (FROM before_events SEMI JOIN candidates USING (event_id)) b USING (event_id)
LEFT JOIN now USING (event_id)
LEFT JOIN was USING (event_id)
LEFT JOIN further USING (event_id)
LEFT JOIN entities n ON n.entity_id = e.place_id
LEFT JOIN before_entities o ON o.entity_id = b.place_id
WHERE further.event_id IS NOT NULL OR now.parties IS DISTINCT FROM was.parties OR n.name IS DISTINCT FROM o.name
   OR (e.status, e.start_on, e.end_on, e.date_precision, e.outlet_count)
      IS DISTINCT FROM (b.status, b.start_on, b.end_on, b.date_precision, b.outlet_count)
"""
_BEFORE = """
SELECT b.event_id, b.status, b.start_on, b.end_on, b.date_precision, b.outlet_count, n.name AS place,
       coalesce(r.documents, []) AS documents, coalesce(p.parties, []) AS parties
FROM before_events b
SEMI JOIN differing USING (event_id)
LEFT JOIN before_entities n ON n.entity_id = b.place_id
LEFT JOIN (SELECT event_id, list(document_id) AS documents
           FROM before_event_reports SEMI JOIN differing USING (event_id) GROUP BY ALL) r USING (event_id)
LEFT JOIN (SELECT event_id, list(DISTINCT entity_id ORDER BY entity_id) AS parties
           FROM before_event_participants SEMI JOIN differing USING (event_id) GROUP BY ALL) p USING (event_id)
"""
_NOW = """
SELECT e.event_id, e.status, e.start_on, e.end_on, e.date_precision, e.outlet_count, n.name AS place,
       coalesce(p.parties, []) AS parties
FROM events e
SEMI JOIN differing USING (event_id)
LEFT JOIN entities n ON n.entity_id = e.place_id
LEFT JOIN (SELECT event_id, list(DISTINCT entity_id ORDER BY entity_id) AS parties
           FROM event_participants SEMI JOIN differing USING (event_id) GROUP BY ALL) p USING (event_id)
"""
_NEW = """
SELECT event_id FROM events SEMI JOIN candidates USING (event_id)
ANTI JOIN (FROM before_events SEMI JOIN candidates USING (event_id)) USING (event_id)
"""
_GONE = """
SELECT event_id, summary FROM before_events SEMI JOIN gone USING (event_id)
ANTI JOIN (FROM events SEMI JOIN gone USING (event_id)) USING (event_id) ORDER BY event_id, summary
"""
_NAMES = """
SELECT entity_id, coalesce(b.name, n.name, entity_id), coalesce(n.name, b.name, entity_id)
FROM (SELECT DISTINCT unnest(?::VARCHAR[]) AS entity_id)
LEFT JOIN entities n USING (entity_id) LEFT JOIN before_entities b USING (entity_id)
"""
_HOLDERS = """
WITH holders AS (
    SELECT t.*, p.name, o.name AS organisation FROM tenures t
    JOIN entities p ON p.entity_id = t.person_id LEFT JOIN entities o ON o.entity_id = t.organisation_id
), seen AS (
    FROM holders h
    WHERE NOT EXISTS (
        FROM before_tenures b
        WHERE b.person_id = h.person_id AND b.office = h.office AND b.country IS NOT DISTINCT FROM h.country
    ) AND h.status <> 'former' AND NOT list_contains(?, h.office)
)
SELECT h.person_id, h.name, h.office, h.country, h.organisation, h.status, h.first_seen_on, h.last_seen_on,
       arg_max(o.name, o.last_seen_on) AS previous, arg_max(o.person_id, o.last_seen_on) AS previous_id,
       max(o.last_seen_on) AS previous_seen_on
FROM seen h
LEFT JOIN holders o ON list_contains(?, h.office) AND o.office = h.office AND o.country = h.country
     AND o.person_id <> h.person_id AND o.last_seen_on <= h.first_seen_on
     AND o.last_seen_on >= h.first_seen_on - to_years(?)
GROUP BY ALL
ORDER BY previous IS NULL, h.first_seen_on DESC NULLS LAST, h.country, h.office, h.name
"""
FOLLOWS = 2  # years within which a holder comes "after" the last who was seen: others may have come between
NO_OFFICE = ("official", "academic", "spokesperson", "military officer", "member of parliament", "adviser")
_CAME = f"""
SELECT a.document_id, {TITLE} AS title, coalesce(a.outlet, a.domain, a.agency) AS outlet, a.published_on, a.url,
       a.word_count, s.source_uri
FROM articles a
SEMI JOIN arrived USING (document_id)
ANTI JOIN (FROM before_articles SEMI JOIN arrived USING (document_id)) USING (document_id)
LEFT JOIN (SELECT document_id, min(source_uri) AS source_uri
           FROM document_sources SEMI JOIN arrived USING (document_id) GROUP BY ALL) s USING (document_id)
ORDER BY a.published_on DESC NULLS LAST, a.document_id
"""
_TURNED_AWAY = """
SELECT q.source_uri, q.rule, q.column_name, q.value, q.message FROM quarantine q
WHERE q.level = 'document' AND NOT EXISTS (
    FROM before_quarantine b WHERE b.source_uri = q.source_uri AND b.rule = q.rule AND b.level = 'document'
)
ORDER BY q.rule, q.source_uri
"""


@dataclass(frozen=True, slots=True)
class Changed:
    """An event that was published before and is told otherwise now: the kinds of change, and each in words."""

    event: Event
    kinds: tuple[str, ...]
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Changes:
    """Everything that differs; `first` where there is no earlier run to compare with."""

    first: bool
    new: list[Event] = field(default_factory=list)
    changed: list[Changed] = field(default_factory=list)
    gone: list[tuple[str, str]] = field(default_factory=list)
    holders: list[dict[str, Any]] = field(default_factory=list)
    came: list[dict[str, Any]] = field(default_factory=list)
    turned_away: list[dict[str, Any]] = field(default_factory=list)


def open_before(con: duckdb.DuckDBPyConnection, before: Sources, changed: Sources | None = None) -> None:
    """Makes `before_NAME` of every compared table: of an earlier run's sources, or without rows where there is none.

    They are views: only the columns that are compared are read. `changed` has what came and went since that run, as
    came_NAME (rows) and went_NAME (`k`, the hash of a row's key), if that is known; what has neither has not changed.
    """
    for name in COMPARED:
        con.execute(f"CREATE OR REPLACE TEMP VIEW before_{name} AS FROM {before.get(name, f'{name} LIMIT 0')}")
        for sign in ("came", "went") if changed is not None else ():
            none = f"(SELECT *, 0::UBIGINT AS k FROM main.{name} LIMIT 0)"
            con.execute(
                f"CREATE OR REPLACE TEMP VIEW {sign}_{name} AS FROM {(changed or {}).get(f'{sign}_{name}', none)}"
            )
    for name, query in (_ALL_NEWS if changed is None else _NEWS).items():
        con.execute(f"CREATE OR REPLACE TEMP TABLE {name} AS {query}")


def compare(con: duckdb.DuckDBPyConnection, first: bool) -> Changes:
    """What differs between the tables and their `before_` namesakes; only events that can be news are read."""
    con.execute(_DIFFERING)
    before = {row["event_id"]: row for row in rows(con, _BEFORE)}
    new = {event_id for (event_id,) in con.execute(_NEW).fetchall()}
    events = read(con, [*before, *new])
    return Changes(
        first,
        [event for event in events.values() if event.event_id in new],
        _changed(con, before, events),
        [(event_id, str(summary)) for event_id, summary in con.execute(_GONE).fetchall()],
        list(rows(con, _HOLDERS, [list(NO_OFFICE), sorted(SINGLE_SEAT), FOLLOWS])),
        list(rows(con, _CAME)),
        list(rows(con, _TURNED_AWAY)),
    )


def _changed(
    con: duckdb.DuckDBPyConnection, before: Mapping[str, Mapping[str, Any]], events: Mapping[str, Event]
) -> list[Changed]:
    """The events that are told otherwise than before, the most telling change first."""
    now = rows(con, _NOW)
    parties = {party for row in (*before.values(), *now) for party in row["parties"]}
    names = {entity: said for entity, *said in con.execute(_NAMES, [sorted(parties)]).fetchall()}
    changed = []
    for row in now:
        event = events[row["event_id"]]
        if found := _changes(before[event.event_id], row, event, names):
            changed.append(Changed(event, tuple(k for k, _ in found), tuple(w for _, w in found)))
    return sorted(changed, key=lambda c: (WHAT_CHANGED.index(c.kinds[0]), -c.event.confidence, c.event.event_id))


def _changes(
    was: Mapping[str, Any], now: Mapping[str, Any], event: Event, names: Mapping[str, Sequence[str]]
) -> list[tuple[str, str]]:
    """What changed of one event: kind of change and words, the most telling first; `names` before and now, by id."""
    found = []
    if was["status"] in _AHEAD and now["status"] == "happened":
        found.append((CAME_TRUE, "it came true: until now it was only planned or spoken of"))
    if was["status"] != "denied" and now["status"] == "denied":
        found.append((CALLED_OFF, "it was called off or denied"))
    if was["outlet_count"] < 2 <= now["outlet_count"]:
        found.append((SECOND_OUTLET, f"a second outlet reports it: {words.series(event.outlets)}"))
    old = set(was["documents"])
    known = {c.about for c in conflicts([t.report for t in event.tellings if t.report.document_id in old])}
    if was["parties"] == now["parties"]:
        known.add("parties")
    found += [(CONFLICT, str(c)) for c in event.conflicts if c.about not in known]
    return [*found, *((CORRECTED, said) for said in _corrections(was, now, names))]


def _corrections(was: Mapping[str, Any], now: Mapping[str, Any], names: Mapping[str, Sequence[str]]) -> list[str]:
    """The day, the place and the parties that are others than before, in words."""
    found = []
    days = [words.when(row["start_on"], row["end_on"], row["date_precision"]) for row in (was, now)]
    if days[0] != days[1]:
        found.append(f"its day was {days[0]}, now {days[1]}")
    if was["place"] != now["place"]:
        found.append(f"its place was {was['place'] or 'not known'}, now {now['place'] or 'not known'}")
    if was["parties"] != now["parties"]:
        both = enumerate((was, now))
        said = [words.series((names[p][at] for p in row["parties"]), 4) or "nobody" for at, row in both]
        found.append(f"its parties were {said[0]}, now {said[1]}")
    return found
