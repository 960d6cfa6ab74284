"""Flow checks over whole tables: each passes on sound tables and finds the one thing that is wrong."""

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import asdict
from typing import Any

import duckdb
import polars as pl
import pytest

from checks import flow
from checks.gate import Gated, Reason
from checks.registry import TABLES, ddl, frame
from checks.results import Offender, Outcome
from checks.since import fresh
from runtime.lake.compared import differ
from runtime.manifests import StoreError

A, B = "a" * 32, "b" * 32
TEXT = "Kim met Lee."
Insert = Callable[..., None]


@pytest.fixture
def con() -> Iterator[duckdb.DuckDBPyConnection]:
    """A small sound warehouse: one document, one sentence, two people who met."""
    connection = duckdb.connect()
    for table in TABLES.values():
        connection.execute(ddl(table)[0])
    put(connection, "documents", document_id=A, source_uri="a.txt", raw_text=TEXT)
    put(connection, "articles", document_id=A, body=TEXT, published_on=dt.date(2024, 5, 1), title="Kim met Lee")
    put(connection, "segments", document_id=A, segment_no=0, raw_start=0, raw_end=12, text=TEXT, role="paragraph")
    put(connection, "sentences", document_id=A, sentence_no=0, raw_start=0, raw_end=12, text=TEXT)
    for name, start in (("Kim", 0), ("Lee", 8)):
        put(connection, "entities", entity_id=f"per-{name}", kind="person", name=name)
        put(
            connection,
            "mentions",
            mention_id=name,
            document_id=A,
            raw_start=start,
            raw_end=start + 3,
            text=name,
            entity_id=f"per-{name}",
        )
    put(connection, "events", event_id="ev-1", event_type="CONSULT")
    put(
        connection,
        "event_reports",
        event_id="ev-1",
        document_id=A,
        raw_start=0,
        raw_end=12,
        trigger="met",
        trigger_start=4,
        trigger_end=7,
    )
    put(connection, "statements", statement_id="st-1", document_id=A, raw_start=4, raw_end=7, content="met")
    put(connection, "statement_speakers", statement_id="st-1", speaker_text="Kim", raw_start=0, raw_end=3)
    yield connection
    connection.close()


def put(connection: duckdb.DuckDBPyConnection, table: str, /, **values: Any) -> None:
    """A row in which every column that is not given has some value of its type."""
    some: dict[str, Any] = {
        "VARCHAR": "x",
        "VARCHAR[]": [],
        "BIGINT": 1,
        "INTEGER": 1,
        "DOUBLE": 0.5,
        "BOOLEAN": True,
        "DATE": None,
        "TIMESTAMPTZ": dt.datetime(2024, 5, 1, tzinfo=dt.UTC),
        "JSON": "{}",
    }
    columns = TABLES[table].columns
    row = [values.get(c.name, None if c.nullable else some[c.type]) for c in columns]
    connection.execute(f"INSERT INTO {table} VALUES ({', '.join('?' * len(row))})", row)


def keep(con: duckdb.DuckDBPyConnection) -> None:
    """Keeps the tables as they were asked, as the lake would."""
    con.execute("CREATE SCHEMA IF NOT EXISTS asked")
    for name in present(con):
        con.execute(f"CREATE OR REPLACE TABLE asked.{name} AS FROM main.{name}")


def changed(con: duckdb.DuckDBPyConnection) -> fresh.Since | None:
    """What has changed since, as a run finds it; None where that cannot be told."""
    try:
        found = {name: differ(con, TABLES[name], f"main.{name}", f"asked.{name}") for name in present(con)}
    except StoreError:
        return None
    came, went = (frozenset(n for n, of in found.items() if getattr(of, sign)) for sign in ("came", "went"))
    return fresh.Since(came, went)


def present(con: duckdb.DuckDBPyConnection) -> list[str]:
    names = "SELECT table_name FROM information_schema.tables WHERE table_schema = 'main' ORDER BY ALL"
    return [name for (name,) in con.execute(names).fetchall() if name in TABLES]


def test_a_sound_run_passes_all_checks(con: duckdb.DuckDBPyConnection) -> None:
    assert [o.name for o in flow.whole_run(con, flow.figures(con), None) if not o.passed] == []


@pytest.mark.parametrize(
    ("statement", "check"),
    [
        ("UPDATE mentions SET text = 'Kin' WHERE mention_id = 'Kim'", "spans_true"),
        ("UPDATE event_reports SET trigger_start = 3", "spans_true"),
        ("UPDATE event_reports SET raw_end = trigger_start", "spans_true"),
        ("UPDATE mentions SET document_id = 'gone'", "spans_true"),
        ("UPDATE mentions SET entity_id = 'per-Park' WHERE mention_id = 'Kim'", "ids_join"),
        ("DELETE FROM events", "ids_join"),
        ("INSERT INTO entities FROM entities", "keys_unique"),
        ("INSERT INTO mentions FROM mentions", "keys_unique"),
        ("INSERT INTO segments FROM segments", "keys_unique"),
        ("UPDATE mentions SET mention_id = 'Kim'", "keys_unique"),
        ("UPDATE statement_speakers SET speaker_text = 'Kin'", "spans_true"),
        ("UPDATE documents SET raw_text = 'Lee met Kim.'", "spans_true"),
    ],
)
@pytest.mark.parametrize("held", [False, True])
def test_what_is_wrong_is_found_and_stops_the_run(
    con: duckdb.DuckDBPyConnection, statement: str, check: str, held: bool
) -> None:
    keep(con)  # of a held document, all of it was asked before something went wrong with it
    con.execute(statement)
    since = changed(con) if held else None
    fresh.mark(con, since)
    wrong = {o.name: o for o in flow.whole_run(con, flow.figures(con), None, since) if not o.passed}
    assert check in wrong
    assert wrong[check].stops
    assert wrong[check].failed_rows > 0
    assert wrong[check].offenders


def test_what_was_asked_is_not_asked_again(con: duckdb.DuckDBPyConnection) -> None:
    con.execute("UPDATE mentions SET text = 'Kin' WHERE mention_id = 'Kim'")
    assert fresh.mark(con, None) == 1
    assert not flow.spans_true(con, fresh.TABLE).passed
    keep(con)
    assert fresh.mark(con, changed(con)) == 0
    assert flow.spans_true(con, fresh.TABLE).passed
    assert not flow.spans_true(con).passed  # doctor --deep asks all rows, whatever was asked before


def test_of_several_documents_the_changed_one_alone_is_asked(con: duckdb.DuckDBPyConnection) -> None:
    put(con, "documents", document_id=B, source_uri="b.txt", raw_text="Lee left.")
    keep(con)
    put(con, "segments", document_id=B, segment_no=0, raw_start=0, raw_end=9, text="Lee left.", role="paragraph")
    assert fresh.mark(con, changed(con)) == 1
    assert con.execute(f"FROM {fresh.TABLE}").fetchall() == [(B,)]


def test_ids_are_asked_where_a_row_went_that_others_lead_to(con: duckdb.DuckDBPyConnection) -> None:
    """Also where none of those came; a row that only changed leaves its key there."""
    keep(con)
    con.execute("UPDATE entities SET document_count = 7")
    assert flow.ids_join(con, changed(con)).passed
    con.execute("DELETE FROM entities WHERE entity_id IN (SELECT entity_id FROM mentions)")
    since = changed(con)
    assert since is not None
    assert not since.came
    assert flow.ids_join(con, since).failed_rows == flow.ids_join(con).failed_rows > 0


def test_what_broke_a_check_is_named_by_rule_document_and_value(con: duckdb.DuckDBPyConnection) -> None:
    con.execute("UPDATE mentions SET text = 'Kin', entity_id = 'per-Park' WHERE mention_id = 'Kim'")
    con.execute("INSERT INTO articles FROM articles")
    found = {o.name: o.offenders for o in flow.whole_run(con, flow.figures(con), None)}
    assert found["spans_true"] == (Offender("mentions.text is not what stands at its span", A, "Kin"),)
    assert found["ids_join"] == (Offender("mentions.entity_id names no row of entities", A, "per-Park"),)
    assert found["keys_unique"] == (Offender("articles: another row has the same key", A, A),)


def test_articles_that_lack_what_a_floor_asks_for_are_named(con: duckdb.DuckDBPyConnection) -> None:
    con.execute("DELETE FROM mentions")
    low = {o.name: o for o in flow.floors(FIGURES | {"with_mentions": 0.01}, con)}["floor_with_mentions"]
    assert [o.document for o in low.offenders] == [A]


def test_a_refused_row_is_named_by_its_document() -> None:
    rows = pl.DataFrame({"document_id": [A], "language": ["xx"]})
    found = flow.gate_outcome("articles", 9, Gated(rows.clear(), rows, [Reason("allowed", "language", "xx", "")]))
    assert found.offenders == (Offender("articles.language: allowed", A, "xx"),)
    assert Outcome(**asdict(found)) == found


def test_what_had_nothing_to_look_at_says_so() -> None:
    nothing = frame(TABLES["segments"], [])
    empty = Gated(nothing, nothing)
    outcomes = [
        flow.gate_outcome("segments", 0, empty),
        flow.step_errors("articles", "parser_errors", 0, 0),
        flow.unknown_share(nothing),
        flow.drift(FIGURES, None),
        *flow.floors(FIGURES | {"articles": 0.0}),
        *flow.floors(FIGURES | {"articles": 19.0}),
    ]
    assert all(o.passed and not o.measured and o.message.startswith("not measured") for o in outcomes)
    assert all(o.measured for o in [*flow.floors(FIGURES), flow.drift(FIGURES, FIGURES)])


def gated(refused: int) -> Gated:
    rows = pl.DataFrame({"n": range(refused)})
    return Gated(rows.clear(), rows, [Reason("allowed", "n", "1", "")] * refused)


@pytest.mark.parametrize(
    ("refused", "rows", "passed", "stops"),
    [
        (0, 100, True, False),
        (1, 100, False, False),
        (20, 100, False, False),
        (21, 100, False, True),
        (21, 9999, False, False),
    ],
)
def test_refused_rows_are_shown_and_a_flood_of_them_stops(refused: int, rows: int, passed: bool, stops: bool) -> None:
    outcome = flow.gate_outcome("articles", rows, gated(refused))
    assert (outcome.passed, outcome.stops, outcome.failed_rows) == (passed, stops, refused)


@pytest.mark.parametrize(("errors", "items", "stops"), [(20, 20, False), (21, 1000, False), (21, 30, True)])
def test_documents_that_fail_stop_the_run_only_when_the_code_must_be_at_fault(
    errors: int, items: int, stops: bool
) -> None:
    assert flow.step_errors("articles", "parser_errors", errors, items).stops is stops


def document_rows(*ids: str) -> pl.DataFrame:
    return pl.DataFrame({"document_id": list(ids)})


def test_every_document_is_published_or_turned_away() -> None:
    refused = [{"document_id": B, "level": "document"}]
    assert flow.accounted(document_rows(A, B), document_rows(A), refused).passed
    assert flow.accounted(document_rows(A, B), document_rows(A), []).stops
    assert flow.accounted(document_rows(A, B), document_rows(A, B), refused).stops
    assert flow.accounted(document_rows(A), document_rows(A, B), []).stops
    assert flow.accounted(document_rows(A, B), document_rows(A), [{"document_id": B, "level": "row"}]).stops


def test_unknown_roles_are_counted_in_characters() -> None:
    table = TABLES["segments"]
    rows = [
        {"document_id": A, "segment_no": 0, "raw_start": 0, "raw_end": 90, "text": "x", "role": "paragraph"},
        {"document_id": A, "segment_no": 1, "raw_start": 90, "raw_end": 100, "text": "x", "role": "unknown"},
    ]
    outcome = flow.unknown_share(frame(table, rows))
    assert not outcome.passed
    assert outcome.figures == {"unknown_share": pytest.approx(0.1)}
    assert flow.unknown_share(frame(table, rows[:1])).passed


FIGURES = dict.fromkeys(flow.FLOORS, 1.0) | {"articles": 100.0, "events_per_article": 3.0, "words": 400.0}


def test_floors_are_asked_of_stores_of_some_size() -> None:
    low = FIGURES | {"with_mentions": 0.01, "with_title": 0.01}
    outcomes = {o.name: o for o in flow.floors(low)}
    assert outcomes["floor_with_mentions"].stops
    assert not outcomes["floor_with_title"].passed
    assert not outcomes["floor_with_title"].stops
    assert all(o.passed for o in flow.floors(low | {"articles": 19.0}))


def test_a_strange_inbox_is_shown_and_does_not_stop_the_run() -> None:
    outcomes = {o.name: o for o in flow.floors(FIGURES | {"with_mentions": 0.1, "with_sentences": 0.9})}
    for name in ("floor_with_mentions", "floor_with_sentences"):
        assert not outcomes[name].passed
        assert not outcomes[name].stops


def test_drift_is_shown_and_a_collapse_stops() -> None:
    assert flow.drift(FIGURES, None).passed
    assert flow.drift(FIGURES, FIGURES).passed
    moved = flow.drift(FIGURES | {"words": 250.0}, FIGURES)
    assert not moved.passed
    assert not moved.stops
    assert flow.drift(FIGURES | {"events_per_article": 1.0}, FIGURES).stops
    grown = FIGURES | {"events_per_article": 1.0, "articles": 900.0}
    assert not flow.drift(grown, FIGURES).stops
