"""Prints the answer to a query: as a grid, CSV, JSON or Parquet.

Here belongs what every form makes of a value. Widths and folding of the grid belong to `grid`.
"""

import csv
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

import orjson

from pipelines.cli import console
from pipelines.cli.asking import grid
from pipelines.plain import escaped, plain

if TYPE_CHECKING:
    import pyarrow as pa


def answer(rows: "pa.Table", form: str, more: bool = False) -> None:
    """The answer to a query, on standard output: on a terminal in plain characters, else as it is.

    `more` says that these are only its first rows.
    """
    if form == "parquet":
        import pyarrow.parquet as pq

        pq.write_table(rows, sys.stdout.buffer)
    elif form == "json":
        text = orjson.dumps(rows.to_pylist(), default=str, option=orjson.OPT_INDENT_2).decode("utf-8") + "\n"
        sys.stdout.buffer.write((escaped(text) if sys.stdout.isatty() else text).encode("utf-8"))
    elif form == "csv":
        _csv(rows)
    else:
        _grid(rows)
        console.line(_counted(rows.num_rows) + (", the first of more: --limit cut the answer" if more else ""))


def _counted(rows: int) -> str:
    return f"{rows:,} row" if rows == 1 else f"{rows:,} rows"


def _csv(rows: "pa.Table") -> None:
    """Comma-separated, lists and structures as JSON, text made harmless to spreadsheets."""
    from assets.tables.exports.sheet import cell

    readable = plain if sys.stdout.isatty() else str
    writer = csv.writer(sys.stdout)
    for row in (rows.column_names, *_rows(rows)):
        harmless = (cell(console.flat(value)) for value in row)
        writer.writerow([readable(value) if isinstance(value, str) else value for value in harmless])


def _rows(rows: "pa.Table") -> Iterator[tuple[object, ...]]:
    """The values of each row; two columns may have one name."""
    return zip(*(column.to_pylist() for column in rows.columns), strict=True)


def _grid(rows: "pa.Table") -> None:
    """Rows as a grid, drawn without rich: that takes a second for a thousand."""
    cells = [[console.clean(value) for value in row] for row in _rows(rows)]
    grid.write(console.console.file, [console.clean(name) for name in rows.column_names], cells, console.console.width)
