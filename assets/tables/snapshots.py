"""How DuckDB sees tables that stand elsewhere: in the files of a run's stages, in the lake, in another DuckDB file.

Here belong names: `Sources` says for each table, by its name, what may stand after FROM in SQL. What is in a table was
decided before; which files the lake has belongs to `runtime/lake`.
"""

from collections.abc import Mapping
from pathlib import Path

import duckdb

Sources = Mapping[str, str]


def parquet(path: Path) -> str:
    """A Parquet file."""
    return f"read_parquet({quoted(path)}, hive_partitioning = false)"


def of_folder(folder: Path) -> dict[str, str]:
    """Every table of a folder that has a Parquet file a table; none where there is no folder."""
    return {path.stem: parquet(path) for path in sorted(folder.glob("*.parquet"))}


def of_file(con: duckdb.DuckDBPyConnection, path: Path, name: str) -> dict[str, str]:
    """Every table of another DuckDB file, which the connection sees as `name` from now on. Raises duckdb.Error."""
    con.execute(f"ATTACH {quoted(path)} AS {name} (READ_ONLY)")
    found = con.execute(
        "SELECT table_name FROM duckdb_tables() WHERE database_name = ? AND schema_name = 'main' ORDER BY ALL", [name]
    ).fetchall()
    return {table: f"{name}.main.{table}" for (table,) in found}


def view(con: duckdb.DuckDBPyConnection, sources: Sources, schema: str = "") -> None:
    """Makes every source a view of its table's name; `schema` is empty, or one that exists, with a dot."""
    for name, source in sources.items():
        con.execute(f"CREATE VIEW {schema}{name} AS FROM {source}")


def quoted(path: Path | str) -> str:
    """A path as a DuckDB string literal."""
    return "'" + str(path).replace("'", "''") + "'"
