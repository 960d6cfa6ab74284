"""Builds a warehouse file from a run's tables: tables with comments, rows by name, views, time travel.

Or it makes the file of a run out of a copy of the last one's and what changed. Here belongs the file. Which snapshot it
is, and when readers see it, belongs to the store.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb

from assets.tables import views
from assets.tables.gathered import casts, words
from assets.tables.gathered.touched import Counts
from assets.tables.snapshots import Sources, quoted

Prepare = Callable[[duckdb.DuckDBPyConnection], None]
Config = Mapping[str, str | bool | int | float | list[str]]

# In this order: the last makes the others lasting. Without a file system nothing can be written, whichever function a
# query finds for it: `COPY`, `enable_logging` and `enable_profiling` all write where only access is restricted.
_LOCKED = {
    "temp_directory": "''",
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "allow_community_extensions": "false",
    "python_enable_replacements": "false",
    "enable_external_access": "false",
    "disabled_filesystems": "'LocalFileSystem'",
    "lock_configuration": "true",
}


# A file that was changed often keeps the room of rows that are gone: after so many times, or with so great a share of
# blocks that hold nothing, it is built anew.
MOST_TIMES, MOST_FREE, MOST_FREE_FROM = 100, 0.4, 512  # the last in blocks
_MADE = re.compile(r"(\S+), changed (\d+) times")

# The oldest DuckDB that reads the file: one that knows zstd and the `lambda` of macros. And blocks of half the usual
# size: a file of a few thousand documents is a fifth smaller or more, one of 50,000 a thirtieth larger.
FORM_OF_FILE: Config = {"storage_compatibility_version": "v1.3.0", "default_block_size": 131_072}


class NotRenewed(RuntimeError):
    """The last file cannot be changed into the next one; the message says why. It is built anew."""


@dataclass(frozen=True)
class Changes:
    """What changed since the last file: a DuckDB file with tables came_NAME and went_NAME, and the rows of each.

    Rows that came have beside their columns `k`, the hash of their key, and `h`, that of all they hold; of those that
    went there is only that.
    """

    file: Path
    came: Mapping[str, int]
    went: Mapping[str, int]


def build(
    path: Path,
    statements: Mapping[str, Sequence[str]],
    sources: Sources,
    history: str | None = None,
    prepare: Prepare | None = None,
    config: Config | None = None,
    form: str = "",
) -> dict[str, int]:
    """Writes the file anew; `statements` gives the DDL of every table by name. Returns the rows of each table.

    A table without a source stays empty. `history` is what `as_of(tbl, run)` selects from, if it is to be there;
    `prepare` lets the connection, made with `config`, see the sources; `form` names what made the file, without spaces,
    if `renew` may change it. Raises duckdb.Error and ViewError.
    """
    for old in (path, path.with_name(path.name + ".wal")):
        old.unlink(missing_ok=True)
    path.parent.mkdir(parents=True, exist_ok=True)
    con = duckdb.connect(str(path), config={**FORM_OF_FILE, **(config or {})})
    try:
        con.execute("SET TimeZone = 'UTC'")
        if prepare is not None:
            prepare(con)
        rows = {}
        for name, ddl in statements.items():
            for statement in ddl:
                con.execute(statement)
            if name in sources:
                con.execute(f"INSERT INTO {name} BY NAME FROM {sources[name]}")
            rows[name] = int((con.execute(f"SELECT count(*) FROM {name}").fetchone() or (0,))[0])
        views.load(con)
        if history is not None:
            views.time_travel(con, history)
        if form:
            _mark(con, form, 0)
        con.execute("CHECKPOINT")
        return rows
    finally:
        con.close()


def renew(
    path: Path, form: str, keys: Mapping[str, str], hashes: Mapping[str, str], changes: Changes, history: str
) -> tuple[dict[str, int], dict[str, int]]:
    """Changes a copy of the last file into that of the next run; views stay, and what is gathered beside follows.

    `hashes` gives of every table SQL for the hash of all that a row holds, `keys` of those with a key for the key's.
    Returns of each table the rows that the file holds, and the sum of the hashes of those that it has got. Raises
    NotRenewed where that cannot be, and duckdb.Error: then the file is of no use.
    """
    con = duckdb.connect(str(path))
    try:
        con.execute("SET TimeZone = 'UTC'")
        times = _times(con, form)
        con.execute(f"ATTACH {quoted(changes.file)} AS changes (READ_ONLY)")
        con.execute("BEGIN")
        counts = Counts(keys, changes.came, changes.went)
        casts.note(con, counts)
        words.note(con, counts)
        first = {name: _change(con, name, keys.get(name), whole, changes) for name, whole in hashes.items()}
        casts.follow(con, views.select)
        words.follow(con)
        views.time_travel(con, history)
        _mark(con, form, times + 1)
        con.execute("COMMIT")
        came = {name: _content(con, name, whole, first[name]) for name, whole in hashes.items() if changes.came[name]}
        con.execute("DETACH changes")
        con.execute("CHECKPOINT")
        rows = {name: _count(con, f"SELECT count(*) FROM {name}") for name in hashes}
        return rows, {name: came.get(name, 0) for name in hashes}
    finally:
        con.close()


def _times(con: duckdb.DuckDBPyConnection, form: str) -> int:
    """How often the file was changed. Raises NotRenewed where something else made it, or it is to be built anew."""
    said = con.execute(
        "SELECT comment FROM duckdb_tables() WHERE schema_name = ? AND table_name = 'indexed'", [words.SCHEMA]
    ).fetchone()
    made = _MADE.fullmatch(str(said[0] if said else ""))
    if made is None or made[1] != form:
        raise NotRenewed("another version has made the last file")
    if int(made[2]) >= MOST_TIMES:
        raise NotRenewed(f"the last file has been changed {made[2]} times")
    free, blocks = con.execute("SELECT free_blocks, total_blocks FROM pragma_database_size()").fetchone() or (0, 0)
    if blocks > MOST_FREE_FROM and free > MOST_FREE * blocks:
        raise NotRenewed(f"of the last file {free / blocks:.0%} are empty")
    return int(made[2])


def _mark(con: duckdb.DuckDBPyConnection, form: str, times: int) -> None:
    con.execute(f"COMMENT ON TABLE {words.SCHEMA}.indexed IS {quoted(f'{form}, changed {times} times')}")


# Of rows that are alike in all, so many as went, whichever these are.
_ALIKE = """rowid IN (
    SELECT r FROM (SELECT rowid AS r, {whole} AS h, row_number() OVER (PARTITION BY {whole}) AS nth FROM main.{name})
    JOIN (SELECT h, count(*) AS times FROM changes.went_{name} GROUP BY h) USING (h) WHERE nth <= times
)"""


def _change(con: duckdb.DuckDBPyConnection, name: str, key: str | None, whole: str, changes: Changes) -> int:
    """Takes the rows that went out of a table and puts in those that came; returns the number of the first of these."""
    if changes.went[name]:
        theirs = f"{key} IN (SELECT k FROM changes.went_{name})" if key else _ALIKE.format(name=name, whole=whole)
        gone = _count(con, f"DELETE FROM main.{name} WHERE {theirs}")
        if gone != changes.went[name]:
            raise NotRenewed(f"the last file has {gone:,} of {changes.went[name]:,} rows of {name} that are to go")
    first = _count(con, f"SELECT coalesce(max(rowid), -1) + 1 FROM main.{name}")
    if changes.came[name]:
        came = _count(con, f"INSERT INTO main.{name} BY NAME SELECT * EXCLUDE (k, h) FROM changes.came_{name}")
        if came != changes.came[name]:
            raise NotRenewed(f"of {name} came {came:,} rows, not {changes.came[name]:,}")
    return first


def _content(con: duckdb.DuckDBPyConnection, name: str, whole: str, first: int) -> int:
    """The sum of the hashes of a table's last rows, as the file holds them."""
    return _count(con, f"SELECT coalesce(sum({whole}), 0)::VARCHAR FROM main.{name} WHERE rowid >= {first}")


def _count(con: duckdb.DuckDBPyConnection, query: str) -> int:
    return int((con.execute(query).fetchone() or (0,))[0])


def open_read_only(path: Path, prepare: Prepare | None = None) -> duckdb.DuckDBPyConnection:
    """A read-only connection that reaches nothing but the file's own tables, and what `prepare` makes for it before.

    No file is read or written, not even to sort what is larger than memory; no setting can be changed. The caller
    closes it.
    """
    con = duckdb.connect(str(path), read_only=True)
    con.execute("SET TimeZone = 'UTC'")
    if prepare is not None:
        prepare(con)
    for setting, value in _LOCKED.items():
        con.execute(f"SET {setting} = {value}")
    return con
