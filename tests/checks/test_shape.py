"""Shapes of two runs: what moved is found with its documents, chance and other documents are not taken for it."""

import random
from collections import Counter
from collections.abc import Iterator

import duckdb
import pytest

from checks import shape
from checks.registry import TABLES, ddl
from checks.since import sample
from checks.since.fresh import Since
from checks.thresholds import Thresholds
from runtime.lake.compared import differ

DOCUMENTS = 40
SCHEMAS = ("", "before.")


@pytest.fixture
def con() -> Iterator[duckdb.DuckDBPyConnection]:
    """Two equal runs of forty articles with six mentions each."""
    connection = duckdb.connect()
    connection.execute("CREATE SCHEMA before")
    for schema in SCHEMAS:
        for name, table in TABLES.items():
            connection.execute(ddl(table)[0].replace(f"TABLE {name}", f"TABLE {schema}{name}").replace("NOT NULL", ""))
        connection.execute(
            f"INSERT INTO {schema}documents BY NAME SELECT 'd' || i AS document_id, i || '.txt' AS source_uri FROM"
            f" range({DOCUMENTS}) r(i)"
        )
        connection.execute(
            f"INSERT INTO {schema}articles BY NAME SELECT 'd' || i AS document_id, 100 AS word_count, DATE"
            f" '2024-05-01' +"
            f" i::INT AS published_on, 'Courier' AS outlet, 's' || i AS story_id FROM range({DOCUMENTS}) r(i)"
        )
        connection.execute(
            f"INSERT INTO {schema}mentions BY NAME SELECT 'm' || i AS mention_id, 'd' || (i // 6) AS document_id,"
            f" CASE i %"
            f" 3 WHEN 0 THEN 'person' WHEN 1 THEN 'country' ELSE 'place' END AS kind, 0.9 AS confidence FROM"
            f" range({6 * DOCUMENTS}) r(i)"
        )
    yield connection
    connection.close()


def test_equal_runs_have_not_moved(con: duckdb.DuckDBPyConnection) -> None:
    outcomes = [*shape.still_there(con), shape.compared(con), shape.of_new(con)]
    assert all(o.passed for o in outcomes)
    assert tuple(o.name for o in outcomes) == shape.OF_BOTH == tuple(o.name for o in shape.nothing_before())


def test_a_share_that_moved_much_stops_the_run_and_tells_feature_value_and_documents(
    con: duckdb.DuckDBPyConnection,
) -> None:
    con.execute("UPDATE mentions SET kind = 'organisation' WHERE kind = 'person' AND document_id <> 'd0'")
    found = shape.compared(con)
    assert found.stops
    assert "kind of mentions: organisation 0% → 32%" in found.message
    assert "1.txt" in found.message
    assert ", 0.txt" not in found.message
    assert "--accept-drift" in found.message
    accepted = shape.compared(con, accepted=True)
    assert not accepted.passed
    assert not accepted.stops


def test_a_share_that_moved_a_little_is_told_and_stops_nothing(con: duckdb.DuckDBPyConnection) -> None:
    con.execute("UPDATE mentions SET kind = 'country' WHERE kind = 'person' AND hash(mention_id) % 2 = 0")
    found = shape.compared(con)
    assert not found.passed
    assert not found.stops


def test_half_of_the_rows_of_the_same_documents_stops(con: duckdb.DuckDBPyConnection) -> None:
    con.execute("DELETE FROM mentions WHERE hash(mention_id) % 2 = 0")
    found = shape.compared(con)
    assert found.stops
    assert "mentions of an article: 240 →" in found.message


def test_of_more_documents_than_say_what_a_share_is_some_are_compared(
    con: duckdb.DuckDBPyConnection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sample, "MOST", 20)
    con.execute("UPDATE mentions SET kind = 'organisation' WHERE kind = 'person'")
    found = shape.compared(con)
    assert found.stops
    assert "kind of mentions: organisation 0% → 33%" in found.message
    counted = [con.execute(f"SELECT count(*) FROM {side}mentions").fetchone() for side in (shape.BEFORE, shape.NOW)]
    assert counted == [(120,), (120,)]
    first = set(con.execute("FROM shared").fetchall())
    con.execute("DELETE FROM articles WHERE document_id = 'd7'")
    shape.compared(con)
    assert set(con.execute("FROM shared").fetchall()) - first, "others are chosen as the store grows"


def test_a_story_counts_all_its_articles_chosen_or_not(
    con: duckdb.DuckDBPyConnection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sample, "MOST", 10)
    con.execute("UPDATE articles SET story_id = 's'")
    shape.compared(con)
    assert con.execute(f"FROM {shape.NOW}stories").fetchall() == [("s", DOCUMENTS)]


def test_other_documents_are_no_drift_of_what_was_published(con: duckdb.DuckDBPyConnection) -> None:
    con.execute("INSERT INTO documents BY NAME SELECT 'n' || i AS document_id, 'n' AS source_uri FROM range(40) r(i)")
    con.execute("INSERT INTO articles BY NAME SELECT 'n' || i AS document_id, 9 AS word_count FROM range(40) r(i)")
    con.execute("INSERT INTO mentions BY NAME SELECT 'n' || i AS document_id, 'forum' AS kind FROM range(240) r(i)")
    assert shape.compared(con).passed
    new = shape.of_new(con)
    assert not new.passed
    assert not new.stops
    assert "forum" in new.message
    found = {name: differ(con, table, f"main.{name}", f"before.{name}") for name, table in TABLES.items()}
    came = frozenset(name for name, of in found.items() if of.came)
    assert came == {"documents", "articles", "mentions"}
    con.execute("DELETE FROM mentions")  # nothing is looked for beside what came
    assert shape.of_new(con, Since(came, frozenset())) == new


@pytest.mark.parametrize(("more", "stops"), [(0, True), (1, False), (20, False)])
def test_what_grows_with_the_store_stops_only_where_it_has_not_grown(
    con: duckdb.DuckDBPyConnection, more: int, stops: bool
) -> None:
    con.execute(f"INSERT INTO articles BY NAME SELECT 'n' || i AS document_id, 's' AS story_id FROM range({more}) r(i)")
    con.execute("UPDATE articles SET story_id = 's'")
    assert shape.compared(con).stops is stops


def test_a_document_that_is_held_no_more_stops_the_run(con: duckdb.DuckDBPyConnection) -> None:
    con.execute("DELETE FROM documents WHERE document_id = 'd7'")
    kept = shape.still_there(con)[0]
    assert kept.stops
    assert "d7" in kept.message


@pytest.mark.parametrize(("gone", "passed", "stops"), [(0, True, False), (5, False, False), (24, False, True)])
def test_articles_that_one_rule_turns_away_are_told_and_most_of_them_stop(
    con: duckdb.DuckDBPyConnection, gone: int, passed: bool, stops: bool
) -> None:
    con.execute(f"DELETE FROM articles WHERE substr(document_id, 2)::INT < {gone}")
    con.execute(
        "INSERT INTO quarantine BY NAME SELECT document_id, 'document' AS level, 'index_page' AS rule FROM documents"
        " WHERE"
        " document_id NOT IN (SELECT document_id FROM articles)"
    )
    kept = shape.still_there(con)[1]
    assert (kept.passed, kept.stops) == (passed, stops)
    assert passed or f"index_page ({gone})" in kept.message


def test_what_is_superseded_may_go(con: duckdb.DuckDBPyConnection) -> None:
    con.execute("UPDATE documents SET superseded_by = 'd39' WHERE document_id <> 'd39'")
    con.execute("DELETE FROM articles WHERE document_id <> 'd39'")
    assert all(o.passed for o in shape.still_there(con))


@pytest.mark.parametrize("seed", range(20))
def test_chance_alone_moves_no_index_far(seed: int) -> None:
    draw = random.Random(seed)
    before, now = (Counter(draw.choices("abcdefgh", [9, 7, 5, 3, 2, 2, 1, 1], k=150)) for _ in range(2))
    assert shape.index(before, now)[0] < Thresholds().shape_warn


def test_the_index_names_the_value_that_moved_most() -> None:
    assert shape.index({"a": 900, "b": 100}, {"a": 900, "b": 100}) == (0.0, "a")
    moved, value = shape.index({"USA": 200, "KOR": 300, "JPN": 500}, {"USA": 1000})
    assert moved > 2 * Thresholds().shape_stop
    assert value == "JPN"
