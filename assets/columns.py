"""The columns of a declared table in Arrow and polars, and frames of them.

Here belong types and the making of frames. Which tables there are stands in `checks/registry.py`.
"""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

import polars as pl
import pyarrow as arrow

from assets.contract import Column, DuckType, Table

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
_PYTHON: dict[DuckType, tuple[type, ...]] = {
    "VARCHAR": (str,),
    "VARCHAR[]": (list, tuple),
    "BIGINT": (int,),
    "INTEGER": (int,),
    "DOUBLE": (float, int),
    "BOOLEAN": (bool,),
    "DATE": (dt.date,),
    "TIMESTAMPTZ": (dt.datetime,),
    "JSON": (str,),
}


def polars_schema(table: Table) -> dict[str, pl.DataType]:
    """Column names and polars types, in order."""
    return {c.name: POLARS[c.type] for c in table.columns}


def frame(table: Table, rows: Iterable[Mapping[str, Any]]) -> pl.DataFrame:
    """The rows as a frame of the table's columns and types; a key that is missing is null.

    Raises TypeError, naming table and column, where a value is of another type, or a key is no column: a fault of the
    code, not of a row. Arrow alone would make letters of a string, 12 of 12.5 and a day of a moment.
    """
    held = list(rows)
    if not held:  # without Arrow, which asks pandas of every list, so that this costs a quarter of a second once
        return pl.DataFrame(schema=polars_schema(table))
    if strange := {key for keys in set(map(tuple, held)) for key in keys} - {c.name for c in table.columns}:
        raise TypeError(
            f"{table.name} has no column {', '.join(sorted(map(repr, strange)))}: declare it or leave it out"
        )
    columns = {}
    for c in table.columns:
        values = [row.get(c.name) for row in held]
        _of_type(table, c, values)
        try:
            columns[c.name] = arrow.array(values, ARROW[c.type])
        except (arrow.ArrowInvalid, arrow.ArrowTypeError, OverflowError) as error:
            raise TypeError(f"{table.name}.{c.name} wants {c.type}: {error}") from error
    return pl.DataFrame(arrow.table(columns))


def _of_type(table: Table, column: Column, values: Iterable[Any]) -> None:
    """Raises TypeError where a value, or an item of a list, is of none of the column's Python types."""
    kinds: set[type] = set(map(type, values)) - {type(None)}
    wanted: tuple[type, ...] = _PYTHON[column.type]
    if column.type == "VARCHAR[]" and kinds <= {list, tuple}:
        kinds, wanted = {type(item) for value in values if value is not None for item in value}, (str,)
    for kind in kinds:
        if not issubclass(kind, wanted) or (kind is bool and bool not in wanted):
            raise TypeError(f"{table.name}.{column.name} wants {column.type}: not {kind.__name__}")
        if kind is dt.datetime and dt.datetime not in wanted:
            raise TypeError(f"{table.name}.{column.name} wants {column.type}: not a moment")
    if column.type == "TIMESTAMPTZ" and any(value is not None and value.tzinfo is None for value in values):
        raise TypeError(f"{table.name}.{column.name} wants {column.type}: not a moment without its time zone")
