"""Writes and opens snapshots: one Parquet file a table, of every run that published.

Here belong the files and how DuckDB sees them. What is in a table was decided before.
"""

import os
from collections.abc import Mapping
from pathlib import Path

import duckdb
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq

ROW_GROUP = 122_880  # DuckDB's own; pyarrow would write a million rows as one group


def write(folder: Path, name: str, rows: pl.DataFrame, schema: pa.Schema, facts: Mapping[str, str]) -> None:
    """One table as `folder`/`name`.parquet: its declared schema with descriptions, and the run's facts, in the file."""
    folder.mkdir(parents=True, exist_ok=True)
    table = rows.select(schema.names).to_arrow(compat_level=pl.CompatLevel.oldest()).cast(schema)
    part = folder / f".{name}.{os.getpid()}.part"
    pq.write_table(
        table.replace_schema_metadata(dict(facts)),
        part,
        compression="zstd",
        compression_level=3,
        row_group_size=ROW_GROUP,
        use_dictionary=True,
    )
    with part.open("rb") as file:
        os.fsync(file.fileno())
    os.replace(part, folder / f"{name}.parquet")


def view(con: duckdb.DuckDBPyConnection, folder: Path, schema: str = "") -> None:
    """Makes every table of a snapshot a view of its name; `schema` is empty, or one that exists, with a dot."""
    for path in sorted(folder.glob("*.parquet")):
        con.execute(f"CREATE VIEW {schema}{path.stem} AS FROM read_parquet({quoted(path)}, hive_partitioning = false)")


def quoted(path: Path | str) -> str:
    """A path as a DuckDB string literal."""
    return "'" + str(path).replace("'", "''") + "'"
