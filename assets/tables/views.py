"""Loads the views and macros that stand as SQL files in `sql/`: each file makes one, in the order of the files' names.

Here belongs the loading. A file opens with a comment "name: what a row is", which becomes the view's comment in the
warehouse; then every column has a line "  column: what it is", three spaces in. A view may use those of earlier files.
What is kept of a view (`gathered`) is made as soon as the view stands; so is the index of words, with its macro.
"""

import re
from collections.abc import Mapping
from pathlib import Path

import duckdb

from assets.tables.gathered import casts
from assets.tables.gathered.words import index_words
from assets.tables.snapshots import quoted

FOLDER = Path(__file__).parent / "sql"
_OPENING = re.compile(r"((?:--[^\n]*\n)+)\s*CREATE OR REPLACE (VIEW|MACRO) (\w+)(\((?:[^()]*)\) AS TABLE\b)?")
_COLUMN = re.compile(r"--   ([\w ]+): (\S.*)")


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
        kind, name = opening[2] + (" TABLE" if opening[4] else ""), opening[3]
        try:
            con.execute(text)
            casts.keep(con, name)
            con.execute(f"COMMENT ON {kind} {name} IS {quoted(comment(opening[1], name))}")
            if name == "word_stems":
                index_words(con)
            if kind == "VIEW":
                _describe(con, path, name, columns(opening[1]))
        except duckdb.Error as error:
            raise ViewError(f"{path.name}: {error}") from error
        names.append(name)
    return names


def select(name: str) -> str:
    """The SELECT of a view, to be asked of other tables of the same names. Raises ViewError where there is none."""
    for path in sorted(FOLDER.glob(f"*_{name}.sql")):
        text = path.read_text(encoding="utf-8")
        opening = _OPENING.match(text)
        if opening is not None and (opening[2], opening[3]) == ("VIEW", name):
            return text[opening.end() :].strip().removeprefix("AS").rstrip(";\n")
    raise ViewError(f"no view is named {name}")


def _describe(con: duckdb.DuckDBPyConnection, path: Path, view: str, described: Mapping[str, str]) -> None:
    """Comments every column of a view; each must be described, and no other."""
    there = [row[0] for row in con.execute(f"DESCRIBE {view}").fetchall()]
    if missing := sorted(set(there) - set(described)):
        raise ViewError(f"{path.name} does not describe the columns {', '.join(missing)}")
    if beside := sorted(set(described) - set(there)):
        raise ViewError(f"{path.name} describes columns that the view does not have: {', '.join(beside)}")
    for column, text in described.items():
        con.execute(f'COMMENT ON COLUMN {view}."{column}" IS {quoted(text)}')


def comment(lines: str, name: str) -> str:
    """Comment lines as one text, without the name they may begin with and without the lines of columns."""
    text = " ".join(line.removeprefix("--").strip() for line in lines.splitlines() if not _COLUMN.match(line))
    return text.removeprefix(f"{name}:").strip()


def columns(lines: str) -> dict[str, str]:
    """What the comment lines say of each column (of a macro: of each parameter and column), in order."""
    return {found[1]: found[2].strip() for line in lines.splitlines() if (found := _COLUMN.match(line))}


def time_travel(con: duckdb.DuckDBPyConnection, source: str) -> None:
    """Makes the macro `as_of(tbl, run)`, a table as an earlier run published it: `source` is what it selects from."""
    con.execute(f"CREATE OR REPLACE MACRO as_of(tbl, run) AS TABLE FROM {source}")
