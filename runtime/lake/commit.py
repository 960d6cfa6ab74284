"""Writes a run into the lake: one transaction, one snapshot, and of its rows those alone that are not there yet.

Here belongs writing what changed, and keeping it for those who follow (`changes`). What changed is found in `compared`.
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
from runtime.lake import compared
from runtime.lake.compared import Compared, Differences
from runtime.lake.place import ALIKE, AUTHOR, Place, literal, patiently
from runtime.manifests import StoreError


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
    found: Compared | None = None,
) -> Committed:
    """Makes the lake hold what `sources` give (by a table's name, what stands after FROM), as the run's snapshot.

    A table of which no source speaks has no rows. With `anew` nothing that stands there is read: all rows are written.
    What came and went is kept in the file `changes`, if one is given and there is a `base`. What was `found` of some of
    the sources by this connection is not looked for again, unless the lake holds another snapshot since. Raises
    StoreError where the lake cannot be written; then nothing has changed.
    """
    try:
        done = patiently(lambda: _transaction(con, place, run_id, sources, anew, found))
        if changes is not None and done.base is not None:
            keep_changes(con, changes, done)
        return done
    except duckdb.Error as error:
        said = " ".join(str(error).split())[:300]
        raise StoreError(f"the lake cannot be written ({said}): what is published stays as it is") from error


def _transaction(
    con: duckdb.DuckDBPyConnection,
    place: Place,
    run_id: str,
    sources: Mapping[str, str],
    anew: bool,
    found: Compared | None,
) -> Committed:
    before = _files(place)
    done = Committed()
    con.execute("SET threads = 1")  # less work in all than more, and no later: there are many small tables
    con.execute("BEGIN")
    try:
        there = compared.columns(con)
        done.base, done.before = (None, {}) if anew else compared.last_run(con)
        known_of = found.tables if found is not None and found.snapshot == compared.last_snapshot(con) else {}
        if not there:
            con.execute("CALL lake.set_option('parquet_compression', 'zstd')")
        for table in TABLES.values():
            known = _make(con, table, there.get(table.name, {}), anew)
            done.base = done.base if known else None
            source = sources.get(table.name)
            if not known:
                _write_all(con, table, source, done)
                continue
            differences = known_of.get(table.name) or compared.differ(con, table, source, _of(table))
            _write(con, table, source, done, differences)
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


def _make(con: duckdb.DuckDBPyConnection, table: Table, held: Mapping[str, str], anew: bool) -> bool:
    """Makes the table, or brings it to its columns of today; where more has changed than columns that came, anew.

    Whether it can hold rows.
    """
    wanted = {column.name: compared.kind(column.type) for column in table.columns}
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


def _mark(con: duckdb.DuckDBPyConnection, run_id: str, there: bool) -> None:
    """Writes down a run that changes no row: a transaction without a change would make no snapshot."""
    if not there:
        con.execute(f"CREATE TABLE lake.{ALIKE} (run_id VARCHAR)")
    con.execute(f"INSERT INTO lake.{ALIKE} VALUES ({literal(run_id)})")


def _of(table: Table) -> str:
    return f"lake.{table.name}"


def _write_all(con: duckdb.DuckDBPyConnection, table: Table, source: str | None, done: Committed) -> None:
    """Writes a table that holds nothing."""
    wanted = compared.typed(con, table, source)
    told = f"SELECT count(*), coalesce(sum({compared.row_hash(table)}), 0)::VARCHAR FROM ({wanted})"
    rows, content = con.execute(told).fetchone() or (0, "0")
    if rows:
        con.execute(f"INSERT INTO {_of(table)} BY NAME {wanted}")
    _check(con, table, int(rows))
    done.rows[table.name], done.content[table.name] = int(rows), str(content)
    done.came[table.name], done.went[table.name], done.left[table.name] = int(rows), 0, "0"


def _write(
    con: duckdb.DuckDBPyConnection, table: Table, source: str | None, done: Committed, found: Differences
) -> None:
    """Writes what of a table came, and removes what went."""
    name = table.name
    done.base = done.base if found.kept else None
    if found.went and found.went == found.held:
        con.execute(f"DELETE FROM {_of(table)}")
    elif found.went:
        con.execute(f"DELETE FROM {_of(table)} WHERE rowid IN (SELECT r FROM went_{name})")
    if found.came and found.came == found.rows and not found.kept:
        con.execute(f"INSERT INTO {_of(table)} BY NAME {compared.typed(con, table, source)}")
    elif found.came:
        con.execute(f"INSERT INTO {_of(table)} BY NAME SELECT {compared.names(table)} FROM came_{name}")
    if found.came or found.went:
        _check(con, table, found.rows)
    done.rows[name], done.content[name] = found.rows, str(found.content)
    done.came[name], done.went[name], done.left[name] = found.came, found.went, str(found.left)


def _check(con: duckdb.DuckDBPyConnection, table: Table, rows: int) -> None:
    (after,) = con.execute(f"SELECT count(*) FROM {_of(table)}").fetchone() or (0,)
    if after != rows:
        raise StoreError(f"the lake would hold {after:,} rows of {table.name}, not {rows:,}: communique doctor --deep")


def keep_changes(con: duckdb.DuckDBPyConnection, file: Path, done: Committed) -> None:
    """Keeps what a commit left in a DuckDB file: tables `came_NAME` of whole rows, with `k` and `h` of each, and
    `went_NAME` of `k` and `h`. A table of which nothing came, or went, has none."""
    for old in (file, file.with_name(f"{file.name}.wal")):
        old.unlink(missing_ok=True)
    con.execute(f"ATTACH {literal(str(file))} AS changes")
    con.execute(
        "SET force_compression = 'uncompressed'"
    )  # to try what packs best costs more than it saves, so few rows
    try:
        for sign, counts in (("came", done.came), ("went", done.went)):
            chosen = "*" if sign == "came" else "k, h"
            for name in (name for name, count in counts.items() if count):
                con.execute(f"CREATE TABLE changes.{sign}_{name} AS SELECT {chosen} FROM temp.{sign}_{name}")
    finally:
        con.execute("DETACH changes")
        con.execute("RESET force_compression")


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
