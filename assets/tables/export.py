"""Writes a published warehouse out in the formats that other tools read.

Here belong the choice of format and the tables and views that are written as they are. FollowTheMoney entities are made
in `followthemoney`.
"""

from collections.abc import Callable
from pathlib import Path

import duckdb

from assets.tables.followthemoney import write_entities
from assets.tables.sheet import cells

TABLES_OF = (
    "SELECT table_name FROM information_schema.tables WHERE table_schema = 'main' AND table_type = ? ORDER BY ALL"
)


class ExportError(RuntimeError):
    """The export cannot be made; the message says why and what to do."""


def export(warehouse: Path, format: str, out: Path) -> list[Path]:
    """Writes the warehouse in a format and returns the files written.

    `ftm` (FollowTheMoney entities, one JSON object a line), `polecat` and `gdelt` (the views of the same names,
    tab-separated with a header line) write the file `out`; `csv` and `parquet` write one file a table into the folder
    `out`. Text in CSV and TSV is made harmless to spreadsheets, as `sheet` says. What stands there under the same name
    is replaced. Raises ExportError where the format is unknown, the warehouse is missing or `out` cannot be written.
    """
    if format not in FORMATS:
        raise ExportError(f"the format {format!r} is not known: choose one of {', '.join(FORMATS)}")
    if not warehouse.is_file():
        raise ExportError(f"there is no warehouse at {warehouse}: publish one with `communique run` first")
    connection = duckdb.connect(str(warehouse), read_only=True)
    try:
        return FORMATS[format](connection, out)
    except (OSError, duckdb.IOException) as error:
        raise ExportError(f"{out} cannot be written: {error}") from error
    finally:
        connection.close()


def _ftm(connection: duckdb.DuckDBPyConnection, out: Path) -> list[Path]:
    out.parent.mkdir(parents=True, exist_ok=True)
    with out.open("w", encoding="utf-8", newline="\n") as file:
        write_entities(connection, file)
    return [out]


def _view(name: str) -> Callable[[duckdb.DuckDBPyConnection, Path], list[Path]]:
    """A writer of one view as tab-separated text."""

    def write(connection: duckdb.DuckDBPyConnection, out: Path) -> list[Path]:
        if (name,) not in connection.execute(TABLES_OF, ["VIEW"]).fetchall():
            raise ExportError(f"the warehouse has no view {name}: publish it again with this version")
        out.parent.mkdir(parents=True, exist_ok=True)
        cells(connection.table(name).order("ALL")).write_csv(str(out), sep="\t", header=True)
        return [out]

    return write


def _tables(suffix: str) -> Callable[[duckdb.DuckDBPyConnection, Path], list[Path]]:
    """A writer of every table into a folder."""

    def write(connection: duckdb.DuckDBPyConnection, out: Path) -> list[Path]:
        out.mkdir(parents=True, exist_ok=True)
        files = []
        for (name,) in connection.execute(TABLES_OF, ["BASE TABLE"]).fetchall():
            file = out / f"{name}.{suffix}"
            if suffix == "csv":
                cells(connection.table(name)).write_csv(str(file), header=True)
            else:
                connection.table(name).write_parquet(str(file), compression="zstd")
            files.append(file)
        return files

    return write


FORMATS: dict[str, Callable[[duckdb.DuckDBPyConnection, Path], list[Path]]] = {
    "ftm": _ftm,
    "polecat": _view("polecat_events"),
    "gdelt": _view("gdelt_events"),
    "csv": _tables("csv"),
    "parquet": _tables("parquet"),
}
