"""Builds a warehouse file from a run's tables: tables with comments, rows by name, views, time travel.

Here belongs the file. Which snapshot it is, and when readers see it, belongs to the store.
"""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import duckdb

from assets.tables import views
from assets.tables.snapshots import Sources

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


def build(
    path: Path,
    statements: Mapping[str, Sequence[str]],
    sources: Sources,
    history: str | None = None,
    prepare: Prepare | None = None,
    config: Config | None = None,
) -> dict[str, int]:
    """Writes the file anew; `statements` gives the DDL of every table by name. Returns the rows of each table.

    A table without a source stays empty. `history` is what `as_of(tbl, run)` selects from, if it is to be there;
    `prepare` lets the connection, made with `config`, see the sources. Raises duckdb.Error and ViewError.
    """
    for old in (path, path.with_name(path.name + ".wal")):
        old.unlink(missing_ok=True)
    path.parent.mkdir(parents=True, exist_ok=True)
    con = duckdb.connect(str(path), config=dict(config or {}))
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
        con.execute("CHECKPOINT")
        return rows
    finally:
        con.close()


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
