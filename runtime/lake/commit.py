"""Writes a run into the lake: one transaction, one snapshot, and of its rows those alone that are not there yet.

Here belongs finding what changed, writing it, and keeping it for those who follow (`changes`). Rows are told apart by
the hash of what they hold, with the hash of their key beside it: a row is left where it is if both are the same. In a
table without a key, rows that are alike in all are counted.
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

MUCH, FEW = 0.3, 10_000  # share of a table's rows above which they are not kept as changes, unless the table is small


@dataclass
class Committed:
    """A run's snapshot: its number; of each table its rows, the sum of their hashes, and what came and went.

    `base` is the run of which the lake held the rows before, with `before` as the sums of their hashes; None where
    they cannot be told, or not all tables could be compared. `left` are the sums of what went.
    """

    version: int = 0
    base: str | None = None
    before: dict[str, str] = field(default_factory=dict)
    left: dict[str, str] = field(default_factory=dict)
    rows: dict[str, int] = field(default_factory=dict)
    content: dict[str, str] = field(default_factory=dict)
    came: dict[str, int] = field(default_factory=dict)
    went: dict[str, int] = field(default_factory=dict)


def commit(
    con: duckdb.DuckDBPyConnection,
    place: Place,
    run_id: str,
    sources: Mapping[str, str],
    anew: bool = False,
    changes: Path | None = None,
) -> Committed:
    """Makes the lake hold what `sources` give (by a table's name, what stands after FROM), as the run's snapshot.

    A table of which no source speaks has no rows. With `anew` nothing that stands there is read: all rows are written.
    What came and went is kept in the file `changes`, if one is given and there is a `base`. Raises StoreError where the
    lake cannot be written; then nothing has changed.
    """
    try:
        done = patiently(lambda: _transaction(con, place, run_id, sources, anew))
        if changes is not None and done.base is not None:
            keep_changes(con, changes, done)
        return done
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
        done.base, done.before = (None, {}) if anew else _last_run(con)
        if not there:
            con.execute("CALL lake.set_option('parquet_compression', 'zstd')")
        for table in TABLES.values():
            known = _make(con, table, there.get(table.name, {}), anew)
            done.base = done.base if known else None
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


def _last_run(con: duckdb.DuckDBPyConnection) -> tuple[str | None, dict[str, str]]:
    """The run whose rows the lake holds now, with the sums of their hashes; none where another DuckDB has made them."""
    row = con.execute(
        f"SELECT commit_message, commit_extra_info FROM lake.snapshots() WHERE author = '{AUTHOR}' AND commit_message"
        " IS NOT NULL ORDER BY snapshot_id DESC LIMIT 1"
    ).fetchone()
    told = json.loads(row[1] or "{}") if row is not None else {}
    if row is None or told.get("duckdb") != duckdb.__version__:  # hashes may be others
        return None, {}
    return str(row[0]), told.get("content", {})


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
    """Writes what of a table came, and removes what went; both are left in `came_NAME` and `went_NAME`."""
    name, columns = table.name, ", ".join(column.name for column in table.columns)
    wanted = typed(con, table, source)
    marked = f"SELECT {columns}, {_marks(table)} FROM ({wanted})"
    con.execute(f"CREATE OR REPLACE TEMP TABLE is_now AS SELECT {_marks(table)} FROM ({wanted})")
    rows, content = con.execute("SELECT count(*), coalesce(sum(h), 0)::VARCHAR FROM is_now").fetchone() or (0, "0")
    held, came, went = _differences(con, table, int(rows), int(content)) if known else (0, int(rows), 0)
    kept = known and (came + went <= MUCH * rows or rows <= FEW)
    done.base = done.base if kept else None
    if went == held and went:
        con.execute(f"DELETE FROM lake.{name}")
    elif went:
        con.execute(f"DELETE FROM lake.{name} WHERE rowid IN (SELECT r FROM went)")
    done.left[name] = "0"
    if went and kept:
        (done.left[name],) = con.execute("SELECT sum(h)::VARCHAR FROM went").fetchone() or ("0",)
        con.execute(f"CREATE OR REPLACE TEMP TABLE went_{name} AS SELECT k, h FROM went")
    if came == rows and came and not kept:
        con.execute(f"INSERT INTO lake.{name} BY NAME {wanted}")
    elif came:
        con.execute(f"CREATE OR REPLACE TEMP TABLE came_{name} AS FROM ({marked}) SEMI JOIN came USING (k, h)")
        con.execute(f"INSERT INTO lake.{name} BY NAME SELECT {columns} FROM came_{name}")
    if came or went:
        (after,) = con.execute(f"SELECT count(*) FROM lake.{name}").fetchone() or (0,)
        if after != rows:
            raise StoreError(f"the lake would hold {after:,} rows of {name}, not {rows:,}: communique doctor --deep")
    done.rows[name], done.content[name] = int(rows), content
    done.came[name], done.went[name] = came, went


def _differences(con: duckdb.DuckDBPyConnection, table: Table, rows: int, content: int) -> tuple[int, int, int]:
    """Makes `came` and `went` of `is_now` and what the lake holds; returns how many it holds, came and went.

    `rows` and `content` are of `is_now`. Raises StoreError where one cannot be made of the other, since rows are alike.
    """
    con.execute(f"CREATE OR REPLACE TEMP TABLE was AS SELECT rowid AS r, {_marks(table)} FROM lake.{table.name}")
    con.execute("CREATE OR REPLACE TEMP TABLE came AS SELECT k, h FROM is_now ANTI JOIN was USING (k, h)")
    con.execute("CREATE OR REPLACE TEMP TABLE went AS FROM was LIMIT 0")
    summed = "SELECT count(*), coalesce(sum(h), 0)::VARCHAR FROM"
    (held, of_held), (came, of_came) = (_sums(con, f"{summed} {name}") for name in ("was", "came"))
    if held != rows - came:  # where as many are left as there were, none has gone
        con.execute("INSERT INTO went FROM was ANTI JOIN is_now USING (k, h)")
    went, of_went = _sums(con, f"{summed} went")
    if (held + came - went, of_held + of_came - of_went) != (rows, content):
        raise StoreError(f"of {table.name} it cannot be told what changed: communique doctor --deep")
    return held, came, went


def _sums(con: duckdb.DuckDBPyConnection, query: str) -> tuple[int, int]:
    count, content = con.execute(query).fetchone() or (0, "0")
    return int(count), int(content)


def keep_changes(con: duckdb.DuckDBPyConnection, file: Path, done: Committed) -> None:
    """Keeps what a commit left in a DuckDB file: tables `came_NAME` of whole rows, with `k` and `h` of each, and
    `went_NAME` of `k` and `h`. A table of which nothing came, or went, has none."""
    for old in (file, file.with_name(f"{file.name}.wal")):
        old.unlink(missing_ok=True)
    con.execute(f"ATTACH {literal(str(file))} AS changes")
    try:
        for sign, counts in (("came", done.came), ("went", done.went)):
            for name in (name for name, count in counts.items() if count):
                con.execute(f"CREATE TABLE changes.{sign}_{name} AS FROM temp.{sign}_{name}")
    finally:
        con.execute("DETACH changes")


def _marks(table: Table) -> str:
    """SQL for what a row is known by: `k` of its key, `h` of all that it holds."""
    whole = row_hash(table)
    key = key_hash(table) if table.key else f"row_number() OVER (PARTITION BY {whole})"
    return f"{key} AS k, {whole} AS h"


def key_hash(table: Table) -> str:
    """SQL for the hash of a row's key, in a table that has one."""
    return f"hash({', '.join(table.key)})"


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
