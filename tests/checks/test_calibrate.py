"""Published events judged by labels, and the curve that is written from them."""

from pathlib import Path
from typing import Any

import duckdb
import pytest
import yaml

from checks.calibrate import judged, write

LABEL = {
    "event_kind": "meeting",
    "status": "happened",
    "start_on": "2024-03-22",
    "participants": ["Ann-Marie Lee", "Fiji"],
    "quote": "they met",
}


@pytest.fixture
def published() -> duckdb.DuckDBPyConnection:
    """Two events of one labelled document, and one of another."""
    con = duckdb.connect()
    con.execute("CREATE TABLE events (event_id VARCHAR, event_kind VARCHAR, status VARCHAR, start_on DATE)")
    con.execute(
        "CREATE TABLE event_reports (event_id VARCHAR, document_id VARCHAR, sentence_no INT, confidence DOUBLE)"
    )
    con.execute("CREATE TABLE sentences (document_id VARCHAR, sentence_no INT, text VARCHAR)")
    con.execute("INSERT INTO sentences VALUES ('d1', 0, 'There they met again.'), ('d1', 1, 'Rain fell.')")
    con.execute("CREATE TABLE document_sources (document_id VARCHAR, source_uri VARCHAR)")
    con.execute("CREATE TABLE event_participants (event_id VARCHAR, entity_id VARCHAR)")
    con.execute("CREATE TABLE entities (entity_id VARCHAR, name VARCHAR, aliases VARCHAR[])")
    con.execute("INSERT INTO document_sources VALUES ('d1', 'a.txt'), ('d2', 'unlabelled.txt')")
    con.execute("INSERT INTO entities VALUES ('e1', 'A. Lee', ['Ann Marie Lee']), ('e2', 'Tonga', [])")
    for number, (day, document) in enumerate((("2024-03-22", "d1"), ("2024-03-23", "d1"), ("2024-03-22", "d2"))):
        con.execute("INSERT INTO events VALUES (?, 'meeting', 'happened', ?)", [f"ev{number}", day])
        con.execute("INSERT INTO event_reports VALUES (?, ?, 0, ?)", [f"ev{number}", document, 0.9 - 0.2 * number])
        con.execute("INSERT INTO event_participants VALUES (?, 'e1'), (?, 'e2')", [f"ev{number}"] * 2)
    return con


@pytest.mark.parametrize(
    ("change", "right"),
    [
        ({}, True),
        ({"start_on": None}, True),
        ({"event_kind": "visit"}, False),
        ({"status": "planned"}, False),
        ({"participants": ["Samoa", "Fiji"]}, False),
    ],
)
def test_an_event_is_right_where_a_label_of_its_document_says_so(
    published: duckdb.DuckDBPyConnection, change: dict[str, Any], right: bool
) -> None:
    found = judged(published, [{"source_uri": "a.txt", "events": [LABEL | change]}])
    assert [raw for raw, _ in found] == [0.9, 0.7]
    assert found[0][1] is right
    assert found[1][1] is (change == {"start_on": None})


def test_an_event_where_no_label_quotes_is_left_out(published: duckdb.DuckDBPyConnection) -> None:
    published.execute("UPDATE event_reports SET sentence_no = 1 WHERE event_id = 'ev1'")
    assert judged(published, [{"source_uri": "a.txt", "events": [LABEL]}]) == [(0.9, True)]


def test_points_are_replaced_and_the_rest_is_kept(tmp_path: Path) -> None:
    file = tmp_path / "calibration.yaml"
    file.write_text("# why\npoints:\n  - {raw: 0.0, right: 0.0, events: 0}\nfurther_outlet: 0.25\n")
    write([(0.4, 0.25, 8), (0.8, 0.9, 10)], file)
    assert file.read_text().startswith("# why\n")
    assert yaml.safe_load(file.read_text()) == {
        "points": [{"raw": 0.4, "right": 0.25, "events": 8}, {"raw": 0.8, "right": 0.9, "events": 10}],
        "further_outlet": 0.25,
    }
