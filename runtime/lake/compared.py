"""Finds which rows of a run the lake does not hold yet, and which it holds that are no longer there.

Here belongs the comparison. Rows are told apart by the hash of what they hold, with the hash of their key beside it: a
row is left where it is if both are the same. In a table without a key, rows that are alike in all are counted.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field

import duckdb

from assets.contract import Table
from checks.registry import TABLES
from runtime.lake.place import AUTHOR, patiently
from runtime.manifests import StoreError

MUCH, FEW = 0.3, 10_000  # share of a table's rows above which they are not kept as changes, unless the table is small


@dataclass(frozen=True)
class Differences:
    """Of a table: its rows and the sum of their hashes, how many the lake holds, how many came and went.

    `left` is the sum of what went. Rows that came stand in the temporary table `came_NAME`, whole and with `k` and `h`;
    of those that went `went_NAME` has their number `r`, `k` and `h`. Where all rows came, and they are many (not
    `kept`), there is none.
    """

    rows: int
    content: int
    held: int
    came: int
    went: int
    left: int

    @property
    def kept(self) -> bool:
        """Whether so little changed that it is worth keeping for those who follow."""
        return self.came + self.went <= MUCH * self.rows or self.rows <= FEW


@dataclass(frozen=True)
class Compared:
    """What of a run's tables changed since the lake's last snapshot, `snapshot`, which holds the rows of `base`.

    `base` is None where that cannot be told. A table that the lake holds in another form is not in `tables`.
    """

    snapshot: int
    base: str | None = None
    tables: dict[str, Differences] = field(default_factory=dict)

    def since(self, run_id: str | None, sources: Mapping[str, str]) -> bool:
        """Whether `came_NAME` and `went_NAME` of every source are what has changed since this run."""
        whole = all(name in self.tables and self.tables[name].kept for name in sources)
        return run_id is not None and self.base == run_id and whole


def compare(con: duckdb.DuckDBPyConnection, sources: Mapping[str, str]) -> Compared:
    """Compares what `sources` give (by a table's name, what stands after FROM) with what the lake holds.

    Raises duckdb.Error where one of them cannot be read.
    """
    run_id, _ = last_run(con)
    found = Compared(last_snapshot(con), run_id)
    there = columns(con)
    for table in TABLES.values():
        declared = {column.name: kind(column.type) for column in table.columns}
        if table.name in sources and there.get(table.name) == declared:
            try:
                found.tables[table.name] = differ(con, table, sources[table.name], f"lake.{table.name}")
            except StoreError:
                continue  # the commit will say so, unless a check tells more
    return found


def differ(con: duckdb.DuckDBPyConnection, table: Table, now: str | None, held: str) -> Differences:
    """The differences of what stands after FROM in `now`, if anything, and the table `held`, with temporary tables.

    Raises StoreError where one cannot be made of the other, since rows are alike.
    """
    name, wanted = table.name, typed(con, table, now)
    con.execute(f"CREATE OR REPLACE TEMP TABLE is_now AS SELECT {marks(table)} FROM ({wanted})")
    con.execute(f"CREATE OR REPLACE TEMP TABLE was AS SELECT rowid AS r, {marks(table)} FROM {held}")
    con.execute("CREATE OR REPLACE TEMP TABLE came AS SELECT k, h FROM is_now ANTI JOIN was USING (k, h)")
    went_of = f"went_{name}"
    con.execute(f"CREATE OR REPLACE TEMP TABLE {went_of} AS FROM was LIMIT 0")
    (rows, content), (there, of_there), (came, of_came) = (_sums(con, name) for name in ("is_now", "was", "came"))
    if there != rows - came:  # where as many are left as there were, none has gone
        con.execute(f"INSERT INTO {went_of} FROM was ANTI JOIN is_now USING (k, h)")
    went, left = _sums(con, went_of)
    if (there + came - went, of_there + of_came - left) != (rows, content):
        raise StoreError(f"of {name} it cannot be told what changed: communique doctor --deep")
    found = Differences(rows, content, there, came, went, left)
    if came and (found.kept or came < rows):
        marked = f"SELECT {names(table)}, {marks(table)} FROM ({wanted})"
        con.execute(f"CREATE OR REPLACE TEMP TABLE came_{name} AS FROM ({marked}) SEMI JOIN came USING (k, h)")
    return found


def last_run(con: duckdb.DuckDBPyConnection) -> tuple[str | None, dict[str, str]]:
    """The run whose rows the lake holds now, with the sums of their hashes; none where another DuckDB has made them."""
    row = patiently(
        lambda: con.execute(
            f"SELECT commit_message, commit_extra_info FROM lake.snapshots() WHERE author = '{AUTHOR}' AND"
            " commit_message IS NOT NULL ORDER BY snapshot_id DESC LIMIT 1"
        ).fetchone()
    )
    told = json.loads(row[1] or "{}") if row is not None else {}
    if row is None or told.get("duckdb") != duckdb.__version__:  # hashes may be others
        return None, {}
    return str(row[0]), told.get("content", {})


def last_snapshot(con: duckdb.DuckDBPyConnection) -> int:
    """The number of the lake's last snapshot."""
    row = patiently(lambda: con.execute("SELECT max(snapshot_id) FROM lake.snapshots()").fetchone())
    return int(row[0] or 0) if row else 0


def columns(con: duckdb.DuckDBPyConnection) -> dict[str, dict[str, str]]:
    """The columns of every table that the lake holds now, each with its type."""
    found: dict[str, dict[str, str]] = {}
    asked = "SELECT table_name, column_name, data_type FROM duckdb_columns() WHERE database_name = 'lake'"
    for table, column, of_type in con.execute(asked).fetchall():
        found.setdefault(table, {})[column] = of_type
    return found


def kind(declared: str) -> str:
    """A declared type as DuckDB calls it."""
    return "TIMESTAMP WITH TIME ZONE" if declared == "TIMESTAMPTZ" else declared


def marks(table: Table) -> str:
    """SQL for what a row is known by: `k` of its key, `h` of all that it holds."""
    whole = row_hash(table)
    key = key_hash(table) if table.key else f"row_number() OVER (PARTITION BY {whole})"
    return f"{key} AS k, {whole} AS h"


def key_hash(table: Table) -> str:
    """SQL for the hash of a row's key, in a table that has one."""
    return f"hash({', '.join(table.key)})"


def row_hash(table: Table) -> str:
    """SQL for the hash of all that a row holds, the same wherever its columns have their declared types."""
    return f"hash({names(table)})"


def names(table: Table) -> str:
    """The table's columns as SQL."""
    return ", ".join(column.name for column in table.columns)


def typed(con: duckdb.DuckDBPyConnection, table: Table, source: str | None) -> str:
    """SQL for a source's rows in the declared columns and types; what it does not have is null."""
    there = set() if source is None else {row[0] for row in con.execute(f"DESCRIBE FROM {source}").fetchall()}
    chosen = ", ".join(
        f"{column.name if column.name in there else 'NULL'}::{column.type} AS {column.name}" for column in table.columns
    )
    return f"SELECT {chosen} FROM {source}" if source is not None else f"SELECT {chosen} LIMIT 0"


def _sums(con: duckdb.DuckDBPyConnection, name: str) -> tuple[int, int]:
    count, content = con.execute(f"SELECT count(*), coalesce(sum(h), 0)::VARCHAR FROM {name}").fetchone() or (0, "0")
    return int(count), int(content)
