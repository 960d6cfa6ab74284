"""A small warehouse with two ministers' meeting in two reports, a planned exercise and a condemnation."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest

from assets.tables.views import load
from checks.registry import TABLES, ddl, frame

DAY = dt.date(2024, 3, 22)


def article(number: int, outlet: str) -> dict[str, Any]:
    identity = f"{number:032x}"
    filled: dict[str, Any] = {column.name: None for column in TABLES["articles"].columns}
    return filled | {
        "document_id": identity,
        "title": f"Ministers meet, says {outlet}",
        "body": "They met.",
        "word_count": 2,
        "language": "en",
        "published_on": DAY + dt.timedelta(days=number),
        "published_precision": "day",
        "published_method": "supplied",
        "published_confidence": 1.0,
        "published_evidence": "[]",
        "url": f"https://example.org/{number}",
        "byline": ["Ann Author"],
        "tags": [],
        "flags": [],
        "outlet": outlet,
        "story_id": "story-1",
    }


def entity(identity: str, kind: str, name: str, country: str | None, **more: Any) -> dict[str, Any]:
    return {
        "entity_id": identity,
        "kind": kind,
        "name": name,
        "country": country,
        "aliases": [],
        "document_count": 1,
        **more,
    }


def event(number: int, kind: str, event_type: str, status: str = "happened", **more: Any) -> dict[str, Any]:
    return {
        "event_id": f"ev-{number:016x}",
        "event_type": event_type,
        "event_kind": kind,
        "contexts": ["military"],
        "status": status,
        "start_on": DAY,
        "end_on": DAY,
        "date_precision": "day",
        "summary": f"Event {number}.",
        "document_count": 1,
        "outlet_count": 1,
        "confidence": 0.9,
        **more,
    }


def party(number: int, entity_id: str, role: str, country: str | None, office: str | None = None) -> dict[str, Any]:
    level = "minister" if office else None
    keys = {"event_id": f"ev-{number:016x}", "entity_id": entity_id, "role": role}
    return keys | {"country": country, "office": office, "level": level}


def report(number: int, document: int) -> dict[str, Any]:
    return {
        "event_id": f"ev-{number:016x}",
        "document_id": f"{document:032x}",
        "sentence_no": 0,
        "raw_start": 0,
        "raw_end": 9,
        "trigger": "met",
        "trigger_start": 5,
        "trigger_end": 8,
        "reported_type": "CONSULT",
        "reported_kind": "meeting",
        "reported_status": "happened",
        "match_score": 1.0,
        "confidence": 0.8,
    }


ROWS: dict[str, list[dict[str, Any]]] = {
    "articles": [article(1, "The Courier"), article(2, "Daily O'Wire")],
    "sentences": [
        {
            "document_id": f"{n:032x}",
            "sentence_no": 0,
            "paragraph_no": 0,
            "raw_start": 0,
            "raw_end": 9,
            "text": "They met.",
        }
        for n in (1, 2)
    ],
    "entities": [
        entity("per-1", "person", "Sébastien Lecornu", "FRA", aliases=["Lecornu"]),
        entity("per-2", "person", "Boris Pistorius", "DEU"),
        entity("cou-fra", "country", "France", "FRA"),
        entity("cou-rus", "country", "Russia", "RUS"),
        entity("pla-2972328", "place", "Toulon", "FRA", latitude=43.1, longitude=5.9),
        entity("org-1", "organisation", "German Navy Ministry", "DEU"),
        entity("org-2", "organisation", "NATO", None),
        entity("equ-1", "equipment", "Rafale", None),
    ],
    "tenures": [
        {
            "tenure_id": f"te-{1:016x}",
            "person_id": "per-1",
            "office": "defence minister",
            "country": "FRA",
            "status": "current",
            "first_seen_on": DAY,
            "last_seen_on": DAY + dt.timedelta(days=9),
            "document_count": 2,
        }
    ],
    "events": [
        event(1, "meeting", "CONSULT", place_id="pla-2972328", country="FRA", document_count=2, outlet_count=2),
        event(2, "exercise", "MOBILIZE", "planned"),
        event(3, "condemnation", "ACCUSE", event_mode="disapprove"),
        event(4, "planned_meeting", "AGREE", "planned"),
        event(5, "meeting", "CONSULT", "denied"),
    ],
    "event_participants": [
        party(1, "per-1", "actor", "FRA", "defence minister"),
        party(1, "per-2", "actor", "DEU", "defence minister"),
        party(2, "cou-fra", "actor", "FRA"),
        party(3, "org-2", "actor", None),
        party(3, "cou-rus", "target", "RUS"),
        party(4, "cou-fra", "actor", "FRA"),
        party(4, "cou-rus", "actor", "RUS"),
        party(5, "cou-fra", "actor", "FRA"),
        party(5, "cou-rus", "actor", "RUS"),
    ],
    "event_reports": [report(1, 1), report(1, 2), report(3, 1)],
}


@pytest.fixture(scope="session")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The path of the warehouse, with its views."""
    path = tmp_path_factory.mktemp("warehouse") / "warehouse.duckdb"
    connection = duckdb.connect(str(path))
    try:
        for name, table in TABLES.items():
            for statement in ddl(table):
                connection.execute(statement)
            if ROWS.get(name):
                connection.register("incoming", frame(table, ROWS[name]))
                connection.execute(f"INSERT INTO {name} BY NAME SELECT * FROM incoming")
                connection.unregister("incoming")
        load(connection)
    finally:
        connection.close()
    return path


@pytest.fixture
def published(warehouse: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A read-only connection to it."""
    connection = duckdb.connect(str(warehouse), read_only=True)
    yield connection
    connection.close()
