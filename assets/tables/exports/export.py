"""Writes a published warehouse out in the formats that other tools read.

Here belong the choice of format and the tables and views that are written as they are. FollowTheMoney entities are made
in `followthemoney`, points for maps in `geojson`, the description of what was written in `datapackage`.
"""

from collections.abc import Callable
from pathlib import Path
from typing import TextIO

import duckdb

from assets.tables.exports.datapackage import Exported, describe
from assets.tables.exports.followthemoney import write_entities
from assets.tables.exports.geojson import write_points
from assets.tables.exports.sheet import cells

TABLES_OF = (
    "SELECT table_name FROM information_schema.tables WHERE table_schema = 'main' AND table_type = ? ORDER BY ALL"
)
# GDELT's files have neither a header nor columns of ours; an undated row has 0 for its day, which no row of theirs has.
GDELT = """SELECT * EXCLUDE (date_precision, event_id) REPLACE (coalesce(SQLDATE, 0) AS SQLDATE,
coalesce(MonthYear, 0) AS MonthYear, coalesce("Year", 0) AS "Year", coalesce(FractionDate, 0) AS FractionDate)
FROM gdelt_events ORDER BY ALL"""
UNDATED = frozenset({"SQLDATE", "MonthYear", "Year", "FractionDate"})
POLECAT = "FROM polecat_events ORDER BY ALL"
DESCRIPTION = "datapackage.json"


class ExportError(RuntimeError):
    """The export cannot be made; the message says why and what to do."""


def export(warehouse: Path, format: str, out: Path) -> list[Path]:
    """Writes the warehouse in a format and returns the files written.

    `ftm` (FollowTheMoney entities, one JSON object a line), `geojson` (events as points), `polecat` (tab-separated with
    a header line) and `gdelt` (its 61 columns, tab-separated without one) write the file `out`; beside the last two
    stands `NAME.datapackage.json`.
    `csv` and `parquet` write one file a table and view into the folder `out`, and `datapackage.json`. Text in CSV and
    TSV is made harmless to spreadsheets, as `sheet` says. What stands there under the same name is replaced. Raises
    ExportError where the format is unknown, the warehouse is missing or `out` cannot be written.
    """
    if format not in FORMATS:
        raise ExportError(f"the format {format!r} is not known: choose one of {', '.join(FORMATS)}")
    if not warehouse.is_file():
        raise ExportError(f"there is no warehouse at {warehouse}: publish one with `communique run` first")
    connection = duckdb.connect(str(warehouse), read_only=True)
    try:
        connection.execute("SET TimeZone = 'UTC'")
        return FORMATS[format](connection, out)
    except (OSError, duckdb.IOException) as error:
        raise ExportError(f"{out} cannot be written: {error}") from error
    finally:
        connection.close()


def _text(
    write: Callable[[duckdb.DuckDBPyConnection, TextIO], None],
) -> Callable[[duckdb.DuckDBPyConnection, Path], list[Path]]:
    """A writer of one text file."""

    def written(connection: duckdb.DuckDBPyConnection, out: Path) -> list[Path]:
        out.parent.mkdir(parents=True, exist_ok=True)
        with out.open("w", encoding="utf-8", newline="\n") as file:
            write(connection, file)
        return [out]

    return written


def _tsv(
    name: str, query: str, header: bool, marked: frozenset[str] = frozenset()
) -> Callable[[duckdb.DuckDBPyConnection, Path], list[Path]]:
    """A writer of one view as tab-separated text, with its description beside it; `marked` are 0 where it has null."""

    def write(connection: duckdb.DuckDBPyConnection, out: Path) -> list[Path]:
        if (name,) not in connection.execute(TABLES_OF, ["VIEW"]).fetchall():
            raise ExportError(f"the warehouse has no view {name}: publish it again with this version")
        out.parent.mkdir(parents=True, exist_ok=True)
        rows = connection.sql(query)
        cells(rows).write_csv(str(out), sep="\t", header=header)
        dialect = {"delimiter": "\t", "header": header}
        written = Exported(name, out, "tsv", tuple(rows.columns), dialect, marked)
        return [out, describe(connection, [written], out.with_name(f"{out.stem}.{DESCRIPTION}"))]

    return write


def _tables(suffix: str) -> Callable[[duckdb.DuckDBPyConnection, Path], list[Path]]:
    """A writer of every table and view into a folder."""

    def write(connection: duckdb.DuckDBPyConnection, out: Path) -> list[Path]:
        out.mkdir(parents=True, exist_ok=True)
        files = []
        for kind in ("BASE TABLE", "VIEW"):
            for (name,) in connection.execute(TABLES_OF, [kind]).fetchall():
                file = Exported(name, out / f"{name}.{suffix}", suffix)
                if suffix == "csv":
                    flat = connection.sql(f"SELECT {_as_text(connection, name)} FROM {name}")
                    cells(flat).write_csv(str(file.path), header=True)
                else:
                    connection.table(name).write_parquet(str(file.path), compression="zstd")
                files.append(file)
        return [*(file.path for file in files), describe(connection, files, out / DESCRIPTION)]

    return write


def _as_text(connection: duckdb.DuckDBPyConnection, name: str) -> str:
    """The columns of a table as SQL, lists as JSON and times in ISO 8601, as other tools read them from CSV."""
    columns = []
    for column, kind, *_ in connection.execute(f"DESCRIBE {name}").fetchall():
        if kind.endswith("[]"):
            columns.append(f'to_json("{column}") AS "{column}"')
        elif kind == "TIMESTAMP WITH TIME ZONE":
            columns.append(f"""strftime("{column}" AT TIME ZONE 'UTC', '%Y-%m-%dT%H:%M:%SZ') AS "{column}\"""")
        else:
            columns.append(f'"{column}"')
    return ", ".join(columns)


FORMATS: dict[str, Callable[[duckdb.DuckDBPyConnection, Path], list[Path]]] = {
    "ftm": _text(write_entities),
    "geojson": _text(write_points),
    "polecat": _tsv("polecat_events", POLECAT, header=True),
    "gdelt": _tsv("gdelt_events", GDELT, header=False, marked=UNDATED),
    "csv": _tables("csv"),
    "parquet": _tables("parquet"),
}
