"""A small warehouse with two ministers' meeting in two reports, a planned exercise and a condemnation."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
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


def mention(number: int, entity_id: str, kind: str) -> dict[str, Any]:
    return {
        "mention_id": f"me-{number:016x}",
        "document_id": f"{1:032x}",
        "sentence_no": 0,
        "raw_start": number,
        "raw_end": number + 1,
        "text": "T",
        "kind": kind,
        "entity_id": entity_id,
        "method": "name",
        "confidence": 1.0,
    }


def document(number: int) -> dict[str, Any]:
    return {
        "document_id": f"{number:032x}",
        "source_uri": f"wire/{number}.txt",
        "media_type": "text/plain",
        "size_bytes": 9,
        "sha256": f"{number:064x}",
        "raw_text": "They met.",
        "supplied": "{}",
        "metadata": "{}",
        "blocks": "[]",
        "first_run_id": "20240401T000000-00000001",
        "first_seen_at": dt.datetime(2024, 4, 1, tzinfo=dt.UTC),
    }


def refusal(number: int, level: str, rule: str, message: str) -> dict[str, Any]:
    held = {"run_id": "20240401T000000-00000001", "source_uri": f"wire/{number}.txt", "stage": "raw"}
    identity = f"{number:032x}" if level == "row" else None
    return held | {"level": level, "document_id": identity, "rule": rule, "message": message}


ROWS: dict[str, list[dict[str, Any]]] = {
    "documents": [document(1), document(2)],
    "quarantine": [
        refusal(2, "row", "bad_span", "the span is not in the text"),
        refusal(3, "document", "empty", "the document holds no text"),
    ],
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
    "mentions": [
        mention(number, entity_id, kind)
        for number, (entity_id, kind) in enumerate(
            [("per-1", "person"), ("org-2", "organisation"), ("pla-2972328", "place"), ("cou-fra", "country")]
        )
    ],
    "statements": [
        {
            "statement_id": f"st-{1:016x}",
            "document_id": f"{1:032x}",
            "sentence_no": 0,
            "kind": "direct",
            "joint": False,
            "cue": "added",
            "content": "We agree",
            "raw_start": 0,
            "raw_end": 8,
            "said_on": DAY,
        }
    ],
    "statement_speakers": [
        {"statement_id": f"st-{1:016x}", "entity_id": "per-2", "speaker_text": "He", "raw_start": 9}
    ],
    "runs": [
        {
            "run_id": "20240401T000000-00000001",
            "started_at": dt.datetime(2024, 4, 1, tzinfo=dt.UTC),
            "status": "published",
            "code_version": "1.0+abc",
            "schema_version": "def",
            "documents_in": 2,
            "documents_published": 2,
            "documents_quarantined": 0,
            "settings": "{}",
        }
    ],
}


def fill(path: Path, held: Mapping[str, Sequence[Mapping[str, Any]]]) -> Path:
    """Writes a warehouse with these rows and the views; it replaces one that stands there."""
    path.unlink(missing_ok=True)
    connection = duckdb.connect(str(path))
    try:
        connection.execute("SET TimeZone = 'UTC'")
        for name, table in TABLES.items():
            for statement in ddl(table):
                connection.execute(statement)
            if held.get(name):
                connection.register("incoming", frame(table, held[name]))
                connection.execute(f"INSERT INTO {name} BY NAME SELECT * FROM incoming")
                connection.unregister("incoming")
        load(connection)
    finally:
        connection.close()
    return path


def answers(path: Path, query: str, values: Sequence[object] = ()) -> list[dict[str, Any]]:
    """The rows of a query on a warehouse, by column."""
    connection = duckdb.connect(str(path), read_only=True)
    try:
        connection.execute("SET TimeZone = 'UTC'")
        found = connection.execute(query, list(values))
        names = [column[0] for column in found.description or ()]
        return [dict(zip(names, row, strict=True)) for row in found.fetchall()]
    finally:
        connection.close()


@pytest.fixture(scope="session")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The path of the warehouse, with its views."""
    return fill(tmp_path_factory.mktemp("warehouse") / "warehouse.duckdb", ROWS)


@pytest.fixture
def published(warehouse: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A read-only connection to it."""
    connection = duckdb.connect(str(warehouse), read_only=True)
    yield connection
    connection.close()
