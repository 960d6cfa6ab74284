"""Notes whose rows a run changes, by an id, before the file is changed: what was gathered of these is gathered again.

Here belong the ids. What came and went stands in the attached file `changes`, as `warehouse.Changes` says.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import duckdb


@dataclass(frozen=True)
class Counts:
    """Of each table: SQL for the hash of a row's key, how many rows came, how many went."""

    keys: Mapping[str, str]
    came: Mapping[str, int]
    went: Mapping[str, int]

    def gone(self, table: str) -> str:
        """A query of the hashes of the keys of rows that went."""
        return f"SELECT k FROM changes.went_{table}" if self.went[table] else "SELECT NULL::UBIGINT"


def note(con: duckdb.DuckDBPyConnection, column: str, tables: Sequence[str], counts: Counts) -> None:
    """Makes the temporary table `touched_COLUMN` of the ids that rows which come or go have in that column."""
    con.execute(f"CREATE OR REPLACE TEMP TABLE touched_{column} ({column} VARCHAR)")
    for table in tables:
        if counts.went[table]:
            held = f"SELECT {column} FROM main.{table} WHERE {counts.keys[table]} IN ({counts.gone(table)})"
            con.execute(f"INSERT INTO touched_{column} {held}")
        if counts.came[table]:
            con.execute(f"INSERT INTO touched_{column} SELECT {column} FROM changes.came_{table}")


def forget(con: duckdb.DuckDBPyConnection, column: str) -> None:
    """Drops what was noted."""
    con.execute(f"DROP TABLE touched_{column}")
