"""The columns of a declared table in Arrow and polars, and frames of them.

Here belong types and the making of frames. Which tables there are stands in `checks/registry.py`.
"""

from collections.abc import Iterable, Mapping
from typing import Any

import polars as pl
import pyarrow as arrow

from assets.contract import DuckType, Table

ARROW: dict[DuckType, arrow.DataType] = {
    "VARCHAR": arrow.string(),
    "VARCHAR[]": arrow.list_(arrow.string()),
    "BIGINT": arrow.int64(),
    "INTEGER": arrow.int32(),
    "DOUBLE": arrow.float64(),
    "BOOLEAN": arrow.bool_(),
    "DATE": arrow.date32(),
    "TIMESTAMPTZ": arrow.timestamp("us", "UTC"),
    "JSON": arrow.string(),
}
POLARS: dict[DuckType, pl.DataType] = {
    "VARCHAR": pl.String(),
    "VARCHAR[]": pl.List(pl.String()),
    "BIGINT": pl.Int64(),
    "INTEGER": pl.Int32(),
    "DOUBLE": pl.Float64(),
    "BOOLEAN": pl.Boolean(),
    "DATE": pl.Date(),
    "TIMESTAMPTZ": pl.Datetime("us", "UTC"),
    "JSON": pl.String(),
}


def polars_schema(table: Table) -> dict[str, pl.DataType]:
    """Column names and polars types, in order."""
    return {c.name: POLARS[c.type] for c in table.columns}


def frame(table: Table, rows: Iterable[Mapping[str, Any]]) -> pl.DataFrame:
    """The rows as a frame of the table's columns and types; a key that is missing is null.

    Raises TypeError, naming table and column, where a value does not fit its type: a fault of the code, not of a row.
    """
    held = list(rows)
    columns = {}
    for c in table.columns:
        try:
            columns[c.name] = arrow.array([row.get(c.name) for row in held], ARROW[c.type])
        except (arrow.ArrowInvalid, arrow.ArrowTypeError, OverflowError) as error:
            raise TypeError(f"{table.name}.{c.name} wants {c.type}: {error}") from error
    return pl.DataFrame(arrow.table(columns)) if held else pl.DataFrame(schema=polars_schema(table))
