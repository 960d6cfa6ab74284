"""Accuracy against labels: it counts what is met, and has nothing to say of other people's documents."""

import datetime as dt
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest

from checks import accuracy
from checks.registry import TABLES, ddl

A = "a" * 32
LABEL: dict[str, Any] = {
    "source_uri": "a.txt",
    "quarantined": None,
    "published_on": "2024-05-01",
    "title": "Kim meets Lee",
    "persons": [{"name": "Kim Han", "office": "defence minister", "country": "KOR", "status": "current"}],
    "events": [
        {
            "event_kind": "meeting",
            "status": "happened",
            "start_on": "2024-05-01",
            "participants": ["Kim Han", "Lee So"],
            "central": True,
        }
    ],
    "statements": [{"kind": "direct", "content": "We will meet again"}],
}
REFUSED = {"source_uri": "b.txt", "quarantined": "empty"}


@pytest.fixture
def con() -> Iterator[duckdb.DuckDBPyConnection]:
    connection = duckdb.connect()
    for table in TABLES.values():
        connection.execute(ddl(table)[0].replace(" NOT NULL", ""))
    put = connection.execute
    put("INSERT INTO document_sources BY NAME SELECT ? AS document_id, 'a.txt' AS source_uri, true AS current", [A])
    put(
        "INSERT INTO articles BY NAME SELECT ? AS document_id, 'Kim meets Lee' AS title, ? AS published_on",
        [A, dt.date(2024, 5, 1)],
    )
    put("INSERT INTO quarantine BY NAME SELECT 'b.txt' AS source_uri, 'empty' AS rule, 'document' AS level")
    put(
        "INSERT INTO entities BY NAME SELECT 'per-1' AS entity_id, 'person' AS kind, 'Kim Han' AS name,"
        " ['Kim'] AS aliases"
    )
    put(
        "INSERT INTO mentions BY NAME SELECT ? AS document_id, 'person' AS kind, 'per-1' AS entity_id",
        [A],
    )
    put("INSERT INTO tenures BY NAME SELECT 'per-1' AS person_id, 'defence minister' AS office, 'KOR' AS country")
    put(
        "INSERT INTO events BY NAME SELECT 'ev-1' AS event_id, 'meeting' AS event_kind, 'happened' AS status,"
        " DATE '2024-05-01' AS start_on"
    )
    put("INSERT INTO event_reports BY NAME SELECT 'ev-1' AS event_id, ? AS document_id", [A])
    put("INSERT INTO event_participants BY NAME SELECT 'ev-1' AS event_id, 'per-1' AS entity_id")
    put("INSERT INTO statements BY NAME SELECT ? AS document_id, 'We will meet again.' AS content", [A])
    yield connection
    connection.close()


def measured(con: duckdb.DuckDBPyConnection, folder: Path, *labels: dict[str, Any]) -> dict[str, tuple[float, float]]:
    """Share met and labels asked, by measure."""
    (folder / "labels.jsonl").write_text("\n".join(map(json.dumps, labels)), encoding="utf-8")
    found = {o.name.removeprefix("accuracy_"): o for o in accuracy.measure(con, folder)}
    return {name: (o.figures.get("accuracy", -1), o.figures.get("labels", 0)) for name, o in found.items()}


def test_labels_that_are_met_count(con: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    found = measured(con, tmp_path, LABEL, REFUSED)
    assert found.pop("quarantine_rules") == (1.0, 2.0)
    assert set(found.values()) == {(1.0, 1.0)}


@pytest.mark.parametrize(
    ("statement", "measure"),
    [
        ("UPDATE articles SET title = 'Another'", "titles"),
        ("UPDATE articles SET published_on = NULL", "published_days"),
        ("UPDATE quarantine SET rule = 'binary'", "quarantine_rules"),
        ("UPDATE entities SET name = 'Kim Il', aliases = []", "persons"),
        ("UPDATE tenures SET country = 'PRK'", "offices"),
        ("UPDATE events SET start_on = DATE '2024-05-02'", "events"),
        ("UPDATE events SET status = 'planned'", "events"),
        ("DELETE FROM event_participants", "events"),
        ("UPDATE statements SET content = 'We will'", "statements"),
    ],
)
def test_a_label_that_is_not_met_lowers_its_measure(
    con: duckdb.DuckDBPyConnection, tmp_path: Path, statement: str, measure: str
) -> None:
    con.execute(statement)
    assert measured(con, tmp_path, LABEL, REFUSED)[measure][0] < 1


def test_other_peoples_documents_are_not_measured(con: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    others = [LABEL | {"source_uri": f"{n}.txt"} for n in range(4)]
    assert set(measured(con, tmp_path, LABEL, *others).values()) == {(-1, 0)}


@pytest.mark.parametrize("line", ["{", "[]", "{}", "null"])
def test_a_bad_label_file_is_named(tmp_path: Path, line: str) -> None:
    (tmp_path / "bad.jsonl").write_text(line, encoding="utf-8")
    with pytest.raises(accuracy.GoldError, match=r"bad\.jsonl, line 1"):
        accuracy.read(tmp_path)


def test_our_own_labels_can_be_read() -> None:
    from assets.tables.publish import GOLD

    assert len(accuracy.read(GOLD)) >= 30
