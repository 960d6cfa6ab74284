"""Prints of pages: whatever value of the warehouse changes, every page that shows it is known to be another."""

import contextlib
import datetime as dt
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest

from assets.tables.brief import changes, lines
from assets.tables.site.write import write
from checks.registry import TABLES
from runtime.manifests import StoreError
from tests.tables.brief.world import RUN, changed, opened, today
from tests.tables.site.conftest import pages

# Values that a column may take, where not any text will do; ids lead to something else that is held.
OTHER = {
    "status": "denied",
    "event_kind": "visit",
    "reported_status": "denied",
    "date_precision": "month",
    "role": "mediator",
    "event_id": f"ev-{2:016x}",
    "document_id": f"{1:032x}",
    "near_duplicate_of": f"{1:032x}",
    "entity_id": "cou-rus",
    "person_id": "per-3",
    "organisation_id": "cou-rus",
    "place_id": "pla-2",
    "forum_id": "cou-rus",
    "country": "DEU",
    "published_evidence": "[1]",
    "supplied": '{"id": "1"}',
    "raw_text": "They met. “We agree on it,” Pistorius has said; they will meet again.",
}
KEYS = {("documents", "document_id"), ("articles", "document_id"), ("events", "event_id"), ("entities", "entity_id")}
SHOWN = (
    "articles", "document_sources", "documents", "entities", "event_participants", "event_reports", "events",
    "mentions", "segments", "statement_speakers", "statements", "tenures",
)  # fmt: skip


def other(table: str, column: str, value: Any) -> Any:
    """Another value of the same type."""
    if column in OTHER and not (table == "segments" and column == "role"):
        return OTHER[column]
    match value:
        case None:
            return None
        case bool():
            return not value
        case int():
            return value + 1
        case float():
            return value / 2
        case dt.datetime() | dt.date():
            return value + dt.timedelta(days=400)
        case list():
            return [*value, "Another"]
        case _:
            return f"{value} x"


@pytest.fixture(scope="module")
def con() -> Iterator[duckdb.DuckDBPyConnection]:
    rows = today()
    rows["mentions"] = [
        {"mention_id": f"me-{n:016x}", "document_id": f"{d:032x}", "sentence_no": 0, "raw_start": 0, "raw_end": 4,
         "text": text, "kind": kind, "entity_id": entity, "method": "name", "confidence": 1.0}
        for n, (d, text, kind, entity) in enumerate(
            [(1, "Toulon", "place", "pla-1"), (1, "Lecornu", "person", "per-1"), (2, "Vautrin", "person", "per-3")]
        )
    ]  # fmt: skip
    rows["event_reports"][-1]["reported_place"] = "Toulon"
    rows["statements"][-1]["event_id"] = f"ev-{1:016x}"
    made = opened(rows)
    yield made
    made.close()


def touched_alone(con: duckdb.DuckDBPyConnection) -> bool:
    """Whether the last site was written from what a change leads to; forgets it."""
    there = con.execute("SELECT count(*) FROM duckdb_tables() WHERE table_name = 'touched'").fetchone() == (1,)
    con.execute("DROP TABLE IF EXISTS touched")
    return there


@pytest.mark.slow
@pytest.mark.parametrize("table", SHOWN)
def test_whatever_changes_the_site_is_as_if_written_anew(
    con: duckdb.DuckDBPyConnection, table: str, tmp_path: Path
) -> None:
    """Where all pages are looked at (`prints`), and where only what a change leads to is (`touched`)."""
    kept = tmp_path / "kept"
    write(con, kept, RUN)
    before = {name: f"asked.{name}" for name in changes.COMPARED}
    con.execute("CREATE SCHEMA IF NOT EXISTS asked")
    for name in before:
        con.execute(f"CREATE OR REPLACE TABLE asked.{name} AS FROM main.{name}")
    shown = []
    order = "ASC" if table == "entities" else "DESC"  # the last place is on no page
    for column in (c.name for c in TABLES[table].columns if (table, c.name) not in KEYS):
        [(row, value)] = con.execute(f"SELECT rowid, {column} FROM {table} ORDER BY rowid {order} LIMIT 1").fetchall()
        con.execute("BEGIN")
        con.execute(f"UPDATE {table} SET {column} = ? WHERE rowid = ?", [other(table, column, value), row])
        lines.open_lines(con)
        told = shutil.copytree(kept, tmp_path / f"told_{column}")
        shown += [column] if write(con, kept, RUN).anew else []
        write(con, tmp_path / column, RUN)
        with contextlib.suppress(StoreError):  # a row is now like another: a run cannot tell what changed, either
            changes.open_before(con, before, changed(con, {table: before[table]}))
            write(con, told, "the next", since=RUN)
            assert touched_alone(con)
            assert pages(told, gone=False) == pages(tmp_path / column), (column, value)
        con.execute("ROLLBACK")
        assert pages(kept, gone=False) == pages(tmp_path / column), (column, value)
        lines.open_lines(con)
        write(con, kept, RUN)
    assert shown, "no column of it is shown"
