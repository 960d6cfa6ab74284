"""The registry: one declaration, and every tool sees the same table."""

import datetime as dt
from typing import Any

import dagster as dg
import duckdb
import polars as pl
import pyarrow as pa
import pytest

from checks import registry
from checks.registry import TABLES


@pytest.mark.parametrize("name", sorted(TABLES))
def test_duckdb_arrow_and_polars_have_the_same_columns(name: str) -> None:
    table = TABLES[name]
    con = duckdb.connect()
    try:
        for statement in registry.ddl(table):
            con.execute(statement)
        described = con.execute(f"DESCRIBE {name}").fetchall()
        comments = dict(
            con.execute("SELECT column_name, comment FROM duckdb_columns() WHERE table_name = ?", [name]).fetchall()
        )
        empty = con.sql(f"FROM {name}").to_arrow_table()
    finally:
        con.close()
    assert [row[0] for row in described] == registry.arrow_schema(table).names == list(registry.polars_schema(table))
    assert [row[2] == "YES" for row in described] == [c.nullable for c in table.columns]
    assert comments == {c.name: c.description for c in table.columns}
    assert [pa.types.is_list(f.type) for f in empty.schema] == [
        pa.types.is_list(f.type) for f in registry.arrow_schema(table)
    ]


@pytest.mark.parametrize("name", sorted(TABLES))
def test_every_reference_points_to_a_column_that_exists(name: str) -> None:
    for reference in TABLES[name].references:
        assert TABLES[reference.table].column(reference.other)
        assert TABLES[name].column(reference.column)
    for low, high in TABLES[name].ordered:
        assert TABLES[name].column(low)
        assert TABLES[name].column(high)
    assert all(TABLES[name].column(key) for key in TABLES[name].key)


def test_an_empty_frame_and_a_full_one_have_the_same_types() -> None:
    table = TABLES["tenures"]
    row = {"tenure_id": "te-0", "person_id": "per-0", "office": "president", "status": "current", "document_count": 1}
    assert registry.frame(table, []).schema == registry.frame(table, [row]).schema
    assert registry.frame(table, [row]).schema == pl.Schema(registry.polars_schema(table))


@pytest.mark.parametrize(
    ("table", "values", "said"),
    [
        ("articles", {"byline": "Ann Author"}, "articles.byline wants VARCHAR\\[\\]: not str"),
        ("articles", {"byline": ["Ann", 3]}, "articles.byline wants VARCHAR\\[\\]: not int"),
        ("articles", {"word_count": 12.5}, "articles.word_count wants INTEGER: not float"),
        ("articles", {"word_count": True}, "articles.word_count wants INTEGER: not bool"),
        ("articles", {"title": 2024}, "articles.title wants VARCHAR: not int"),
        ("articles", {"published_on": dt.datetime(2024, 5, 1, 9)}, "published_on wants DATE: not a moment"),
        ("articles", {"published_at": dt.datetime(2024, 5, 1, 9)}, "not a moment without its time zone"),
        ("statements", {"joint": 1}, "statements.joint wants BOOLEAN: not int"),
        ("events", {"kind": "meeting"}, "events has no column 'kind'"),
    ],
)
def test_nothing_is_made_fit_in_silence(table: str, values: dict[str, Any], said: str) -> None:
    with pytest.raises(TypeError, match=said):
        registry.frame(TABLES[table], [{}, values])


def test_whole_numbers_are_numbers_and_tuples_are_lists() -> None:
    rows = registry.frame(TABLES["articles"], [{"published_confidence": 1, "byline": ("Ann",)}])
    assert rows["published_confidence"].to_list() == [1.0]
    assert rows["byline"].to_list() == [["Ann"]]


def test_dagster_sees_types_constraints_and_descriptions() -> None:
    schema = registry.dagster_schema(TABLES["articles"])
    column = {c.name: c for c in schema.columns}["published_precision"]
    assert isinstance(schema, dg.TableSchema)
    assert column.type == "VARCHAR"
    assert column.constraints.nullable is False
    assert "one of minute, day, month, year, none" in column.constraints.other
    assert {c.name: c for c in schema.columns}["document_id"].constraints.unique


def test_the_schema_version_changes_with_a_declaration(monkeypatch: pytest.MonkeyPatch) -> None:
    before = registry.schema_version()
    registry.schema_version.cache_clear()
    monkeypatch.delitem(TABLES, "run_checks")
    try:
        assert registry.schema_version() != before
    finally:
        registry.schema_version.cache_clear()


def test_the_dictionary_tells_rules_and_references() -> None:
    rows = {row[0]: row for row in registry.dictionary(TABLES["event_participants"])}
    assert rows["office"][1] == "VARCHAR?"
    assert "points to events.event_id" in rows["event_id"][3]
    assert "defence minister" in rows["office"][3]
