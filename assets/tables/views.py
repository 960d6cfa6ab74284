"""Loads the views and macros that stand as SQL files in `sql/`: each file makes one, in the order of the files' names.

Here belongs the loading. A file opens with a comment "name: what a row is", which becomes the view's comment in the
warehouse; a view may use those of earlier files.
"""

import re
from pathlib import Path

import duckdb

from assets.tables.snapshots import quoted

FOLDER = Path(__file__).parent / "sql"
_OPENING = re.compile(r"((?:--[^\n]*\n)+)\s*CREATE OR REPLACE (VIEW|MACRO) (\w+)")


class ViewError(RuntimeError):
    """A view's file is not in its form, or its SQL does not run on the tables; the message names the file."""


def load(con: duckdb.DuckDBPyConnection, folder: Path = FOLDER) -> list[str]:
    """Makes every view; returns their names, in order. Raises ViewError."""
    names = []
    for path in sorted(folder.glob("*.sql")):
        text = path.read_text(encoding="utf-8")
        opening = _OPENING.match(text)
        if opening is None:
            raise ViewError(f"{path.name} must open with a comment and CREATE OR REPLACE VIEW or MACRO")
        kind, name = opening[2], opening[3]
        try:
            con.execute(text)
            con.execute(f"COMMENT ON {kind} {name} IS {quoted(comment(opening[1], name))}")
        except duckdb.Error as error:
            raise ViewError(f"{path.name}: {error}") from error
        names.append(name)
    return names


def comment(lines: str, name: str) -> str:
    """Comment lines as one text, without the name they may begin with."""
    text = " ".join(line.removeprefix("--").strip() for line in lines.splitlines())
    return text.removeprefix(f"{name}:").strip()


def time_travel(con: duckdb.DuckDBPyConnection, snapshots: Path) -> None:
    """Makes the macro `as_of(tbl, run)`: a table as an earlier run published it."""
    folder = quoted(snapshots.resolve())
    con.execute(
        f"CREATE OR REPLACE MACRO as_of(tbl, run) AS TABLE"
        f" FROM read_parquet({folder} || '/' || run || '/' || tbl || '.parquet', hive_partitioning = false)"
    )
