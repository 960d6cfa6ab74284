"""Writes a run into the lake: one transaction, one snapshot, and of its rows those alone that are not there yet.

Here belongs finding what changed and writing it. Rows are told apart by the hash of what they hold, with the hash of
their key beside it: a row is left where it is if both are the same. In a table without a key, rows that are alike in
all are counted.
"""

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import duckdb

from assets.contract import Table
from checks.registry import TABLES
from runtime.durable import sync
from runtime.lake.place import ALIKE, AUTHOR, Place, literal, patiently
from runtime.manifests import StoreError


@dataclass
class Committed:
    """A run's snapshot: its number; of each table its rows, the sum of their hashes, and what came and went."""

    version: int = 0
    rows: dict[str, int] = field(default_factory=dict)
    content: dict[str, str] = field(default_factory=dict)
    came: dict[str, int] = field(default_factory=dict)
    went: dict[str, int] = field(default_factory=dict)


def commit(
    con: duckdb.DuckDBPyConnection, place: Place, run_id: str, sources: Mapping[str, str], anew: bool = False
) -> Committed:
    """Makes the lake hold what `sources` give (by a table's name, what stands after FROM), as the run's snapshot.

    A table of which no source speaks has no rows. With `anew` nothing that stands there is read: all rows are written.
    Raises StoreError where it cannot be written; then nothing has changed.
    """
    try:
        return patiently(lambda: _transaction(con, place, run_id, sources, anew))
    except duckdb.Error as error:
        said = " ".join(str(error).split())[:300]
        raise StoreError(f"the lake cannot be written ({said}): what is published stays as it is") from error


def _transaction(
    con: duckdb.DuckDBPyConnection, place: Place, run_id: str, sources: Mapping[str, str], anew: bool
) -> Committed:
    before = _files(place)
    done = Committed()
    con.execute("SET threads = 1")  # less work in all than more, and no later: there are many small tables
    con.execute("BEGIN")
    try:
        there = _columns(con)
        if not there:
            con.execute("CALL lake.set_option('parquet_compression', 'zstd')")
        for table in TABLES.values():
            known = _make(con, table, there.get(table.name, {}), anew)
            _write(con, table, sources.get(table.name), done, known)
        if not any(done.came.values()) and not any(done.went.values()):
            _mark(con, run_id, ALIKE in there)
        told = {"duckdb": duckdb.__version__, "rows": done.rows, "content": done.content}
        said = f"{literal(AUTHOR)}, {literal(run_id)}, extra_info => {literal(json.dumps(told))}"
        con.execute(f"CALL lake.set_commit_message({said})")
        _durable(_files(place) - before)
        con.execute("COMMIT")
    except BaseException:
        _roll_back(con)
        raise
    (done.version,) = con.execute("SELECT max(snapshot_id) FROM lake.snapshots()").fetchone() or (0,)
    if place.catalog_file is not None:
        sync(place.catalog_file)
        sync(place.catalog_file.parent)
    return done


def _roll_back(con: duckdb.DuckDBPyConnection) -> None:
    try:
        con.execute("ROLLBACK")
    except duckdb.Error:
        return  # the failed commit has ended it


def _columns(con: duckdb.DuckDBPyConnection) -> dict[str, dict[str, str]]:
    """The columns of every table that the lake holds now, each with its type."""
    found: dict[str, dict[str, str]] = {}
    asked = "SELECT table_name, column_name, data_type FROM duckdb_columns() WHERE database_name = 'lake'"
    for table, column, kind in con.execute(asked).fetchall():
        found.setdefault(table, {})[column] = kind
    return found


def _make(con: duckdb.DuckDBPyConnection, table: Table, held: Mapping[str, str], anew: bool) -> bool:
    """Makes the table, or brings it to its columns of today; where more has changed than columns that came, anew.

    Whether it can hold rows.
    """
    wanted = {column.name: _kind(column.type) for column in table.columns}
    if held and (anew or any(wanted.get(name) != kind for name, kind in held.items())):
        con.execute(f"DROP TABLE lake.{table.name}")
        held = {}
    if not held:
        con.execute(f"CREATE TABLE lake.{table.name} ({', '.join(f'{c.name} {c.type}' for c in table.columns)})")
        return False
    for column in table.columns:
        if column.name not in held:
            con.execute(f"ALTER TABLE lake.{table.name} ADD COLUMN {column.name} {column.type}")
    return True


def _kind(declared: str) -> str:
    return "TIMESTAMP WITH TIME ZONE" if declared == "TIMESTAMPTZ" else declared


def _mark(con: duckdb.DuckDBPyConnection, run_id: str, there: bool) -> None:
    """Writes down a run that changes no row: a transaction without a change would make no snapshot."""
    if not there:
        con.execute(f"CREATE TABLE lake.{ALIKE} (run_id VARCHAR)")
    con.execute(f"INSERT INTO lake.{ALIKE} VALUES ({literal(run_id)})")


def _write(con: duckdb.DuckDBPyConnection, table: Table, source: str | None, done: Committed, known: bool) -> None:
    """Writes what of a table came, and removes what went."""
    name, columns = table.name, ", ".join(column.name for column in table.columns)
    wanted = typed(con, table, source)
    con.execute(f"CREATE OR REPLACE TEMP TABLE is_now AS SELECT {_marks(table)} FROM ({wanted})")
    rows, content = con.execute("SELECT count(*), coalesce(sum(h), 0)::VARCHAR FROM is_now").fetchone() or (0, "0")
    held, came, went = _differences(con, table) if known else (0, rows, 0)
    if went == held and went:
        con.execute(f"DELETE FROM lake.{name}")
    elif went:
        con.execute(f"DELETE FROM lake.{name} WHERE rowid IN (SELECT r FROM went)")
    if came == rows and came:
        con.execute(f"INSERT INTO lake.{name} BY NAME {wanted}")
    elif came:
        marked = f"SELECT {columns}, {_marks(table)} FROM ({wanted})"
        con.execute(f"INSERT INTO lake.{name} BY NAME SELECT {columns} FROM ({marked}) SEMI JOIN came USING (k, h)")
    if came or went:
        (after,) = con.execute(f"SELECT count(*) FROM lake.{name}").fetchone() or (0,)
        if after != rows:
            raise StoreError(f"the lake would hold {after:,} rows of {name}, not {rows:,}: communique doctor --deep")
    done.rows[name], done.content[name] = rows, content
    done.came[name], done.went[name] = came, went


def _differences(con: duckdb.DuckDBPyConnection, table: Table) -> tuple[int, int, int]:
    """Makes `came` and `went` of `is_now` and what the lake holds; returns how many it holds, came and went."""
    con.execute(f"CREATE OR REPLACE TEMP TABLE was AS SELECT rowid AS r, {_marks(table)} FROM lake.{table.name}")
    con.execute("CREATE OR REPLACE TEMP TABLE came AS SELECT k, h FROM is_now ANTI JOIN was USING (k, h)")
    con.execute("CREATE OR REPLACE TEMP TABLE went AS SELECT r FROM was ANTI JOIN is_now USING (k, h)")
    counts = "SELECT (SELECT count(*) FROM was), (SELECT count(*) FROM came), (SELECT count(*) FROM went)"
    held, came, went = con.execute(counts).fetchone() or (0, 0, 0)
    return int(held), int(came), int(went)


def _marks(table: Table) -> str:
    """SQL for what a row is known by: `k` of its key, `h` of all that it holds."""
    whole = row_hash(table)
    key = f"hash({', '.join(table.key)})" if table.key else f"row_number() OVER (PARTITION BY {whole})"
    return f"{key} AS k, {whole} AS h"


def row_hash(table: Table) -> str:
    """SQL for the hash of all that a row holds, the same wherever its columns have their declared types."""
    return f"hash({', '.join(column.name for column in table.columns)})"


def typed(con: duckdb.DuckDBPyConnection, table: Table, source: str | None) -> str:
    """SQL for a source's rows in the declared columns and types; what it does not have is null."""
    there = set() if source is None else {row[0] for row in con.execute(f"DESCRIBE FROM {source}").fetchall()}
    chosen = ", ".join(
        f"{column.name if column.name in there else 'NULL'}::{column.type} AS {column.name}" for column in table.columns
    )
    return f"SELECT {chosen} FROM {source}" if source is not None else f"SELECT {chosen} LIMIT 0"


def _files(place: Place) -> set[Path]:
    """The data files that are here."""
    if place.folder is None:
        return set()
    return {Path(folder, name) for folder, _, names in os.walk(place.folder) for name in names}


def _durable(files: set[Path]) -> None:
    """Brings new files to the disk, before the catalogue speaks of them."""
    for path in files:
        sync(path)
    for folder in {parent for path in files for parent in (path.parent, path.parent.parent)}:
        sync(folder)
