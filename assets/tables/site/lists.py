"""What the pages of people and countries hold, and the lists of all of them, of events and of documents.

Here belongs the reading for these pages alone.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

import duckdb

from assets.tables.brief import words
from assets.tables.brief.events import Event
from assets.tables.brief.pictures import charts
from assets.tables.brief.pictures.atlas import atlas
from assets.tables.brief.query import TITLE, rows

MOST = 500  # events, statements and documents that a page lists; SQL has the rest
MOST_LISTED = 5000  # rows of a list of everything
_PEOPLE = """
SELECT entity_id, name, country, aliases, first_seen_on, last_seen_on, document_count
FROM entities WHERE kind = 'person' ORDER BY name, entity_id
"""
_NAMED = ("entity_id", "name", "country")
_TENURES = """
SELECT t.person_id, p.name, t.office, t.country, o.name AS organisation, t.status, t.first_seen_on, t.last_seen_on,
       t.document_count
FROM tenures t JOIN entities p ON p.entity_id = t.person_id LEFT JOIN entities o ON o.entity_id = t.organisation_id
ORDER BY t.last_seen_on DESC NULLS LAST, t.office, p.name, t.tenure_id
"""
_TAKING_PART = "SELECT DISTINCT entity_id, event_id FROM event_participants"
_SAID = """
SELECT p.entity_id, s.said_on, s.kind, s.cue, s.content, s.document_id, s.raw_start,
       coalesce(a.outlet, a.domain, a.agency) AS outlet
FROM statement_speakers p JOIN statements s USING (statement_id) JOIN articles a ON a.document_id = s.document_id
WHERE p.entity_id IS NOT NULL
ORDER BY s.said_on DESC NULLS LAST, s.document_id, s.raw_start
"""
_DOCUMENTS = f"""
SELECT a.document_id, {TITLE} AS title, coalesce(a.outlet, a.domain, a.agency) AS outlet, a.published_on
FROM articles a
ORDER BY published_on DESC NULLS LAST, document_id
"""


def people(con: duckdb.DuckDBPyConnection, events: Mapping[str, Event]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every person's id with offices, events and statements, latest first."""
    tenures, said = _by(rows(con, _TENURES), "person_id"), _by(rows(con, _SAID), "entity_id")
    taking = defaultdict(set)
    for row in rows(con, _TAKING_PART):
        taking[row["entity_id"]].add(row["event_id"])
    order = {event_id: n for n, event_id in enumerate(events)}
    for person in rows(con, _PEOPLE):
        identity = person["entity_id"]
        theirs = [events[i] for i in sorted(taking[identity] & order.keys(), key=order.__getitem__)]
        yield (
            identity,
            {
                "person": person,
                "tenures": tenures[identity],
                "events": theirs[:MOST],
                "statements": said[identity][:MOST],
                "more": {"events": len(theirs) - MOST, "statements": len(said[identity]) - MOST},
            },
        )


def countries(con: duckdb.DuckDBPyConnection, events: Mapping[str, Event]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every country's code with its events, those of others on its soil, whom it dealt with, who held its offices."""
    theirs: defaultdict[str, list[Event]] = defaultdict(list)
    here: defaultdict[str, list[Event]] = defaultdict(list)
    for event in events.values():
        for code in event.countries:
            theirs[code].append(event)
        if event.country and event.country not in event.countries:
            here[event.country].append(event)
    tenures = _by((row for row in rows(con, _TENURES) if row["country"]), "country")
    for code in sorted({*theirs, *tenures, *here}):
        partners = Counter(other for event in theirs[code] for other in event.countries if other != code)
        yield (
            code,
            {
                "code": code,
                "name": words.country(code),
                "partners": sorted(partners.items(), key=lambda item: (-item[1], item[0])),
                "tenures": tenures[code],
                "events": theirs[code][:MOST],
                "here": here[code][:MOST],
                "map": atlas([*theirs[code], *here[code]][:MOST]),
                "timeline": charts.timeline(theirs[code][:MOST]),
                "more": {"events": len(theirs[code]) - MOST, "here": len(here[code]) - MOST},
            },
        )


def listed(con: duckdb.DuckDBPyConnection, events: Mapping[str, Event]) -> Iterator[tuple[str, dict[str, Any]]]:
    """The lists of all events, countries, people and documents, by the name of their page."""
    places = Counter(code for event in events.values() for code in event.countries)
    held = [row["country"] for row in rows(con, _TENURES)]
    for code in [*held, *(event.country for event in events.values())]:
        if code:
            places.setdefault(code, 0)
    lists: dict[str, list[Any]] = {
        "events": list(events.values()),
        "countries": sorted(((words.country(c), c, n) for c, n in places.items()), key=lambda row: row[0]),
        "people": [{name: person[name] for name in _NAMED} for person in rows(con, _PEOPLE)],
        "documents": rows(con, _DOCUMENTS),
    }
    for name, members in lists.items():
        yield name, {"name": name, "members": members[:MOST_LISTED], "more": len(members) - MOST_LISTED}


def _by(found: Any, column: str) -> defaultdict[str, list[dict[str, Any]]]:
    parted: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in found:
        parted[row[column]].append(row)
    return parted
