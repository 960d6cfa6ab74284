"""Writes the published record as a SQLite file, for Datasette and whatever else reads SQLite.

python examples/to_sqlite.py record.sqlite && datasette record.sqlite

Lists become JSON, days and moments ISO 8601. The store is $COMMUNIQUE_HOME, else ./data; a file that stands there is
replaced.
"""

import os
import sqlite3
import sys
from pathlib import Path

import duckdb

BATCH = 10_000
NAMES = "SELECT table_name FROM information_schema.tables WHERE table_schema = 'main' ORDER BY ALL"
PLAIN = {"BIGINT", "INTEGER", "DOUBLE", "BOOLEAN", "SMALLINT", "TINYINT"}


def columns(store: duckdb.DuckDBPyConnection, name: str) -> list[str]:
    """The columns of a table or view as SQL that SQLite can hold."""
    selected = []
    for column, kind, *_ in store.execute(f'DESCRIBE "{name}"').fetchall():
        text = f'"{column}"' if kind in PLAIN else f'"{column}"::VARCHAR'
        if kind.endswith("[]"):
            text = f'to_json("{column}")::VARCHAR'
        selected.append(f'{text} AS "{column}"')
    return selected


def copy(store: duckdb.DuckDBPyConnection, out: sqlite3.Connection, name: str) -> int:
    """Copies a table or view; returns how many rows."""
    answer = store.execute(f'SELECT {", ".join(columns(store, name))} FROM "{name}"')
    header = [f'"{column[0]}"' for column in answer.description or ()]
    out.execute(f'CREATE TABLE "{name}" ({", ".join(header)})')
    rows = 0
    while batch := answer.fetchmany(BATCH):
        out.executemany(f'INSERT INTO "{name}" VALUES ({", ".join("?" * len(header))})', batch)
        rows += len(batch)
    return rows


def main(path: Path) -> None:
    """Writes every table and view."""
    home = Path(os.environ.get("COMMUNIQUE_HOME") or "data")
    path.unlink(missing_ok=True)
    store = duckdb.connect(str(home / "warehouse.duckdb"), read_only=True)
    store.execute("SET TimeZone = 'UTC'")
    out = sqlite3.connect(path)
    for (name,) in store.execute(NAMES).fetchall():
        print(f"{name}: {copy(store, out, name):,} rows")
    out.commit()
    out.close()
    store.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
