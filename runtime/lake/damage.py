"""Looks whether the lake is whole: its catalogue opens, it holds a run, and every file that it speaks of is there.

Here belongs the looking, which changes nothing. What follows from it belongs to `assets/tables/mend.py`.
"""

import sqlite3
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import duckdb

from checks.registry import TABLES
from runtime.lake import history, place
from runtime.lake.compared import row_hash, typed
from runtime.lake.place import Place, patiently
from runtime.manifests import Manifests, StoreError


@dataclass(frozen=True)
class Damage:
    """What is wrong with the lake as it is now; `older` are snapshots of earlier runs that lack a file.

    `lacks_run` is it where nothing is broken but that the published run is not in it.
    """

    wrong: str | None = None
    lacks_run: bool = False
    unreadable: bool = False
    older: tuple[tuple[str, str], ...] = ()


def look(store: Manifests, run_id: str) -> Damage:
    """What is wrong with the lake, of which `run_id` is the published run."""
    at = place.of_home(store.home)
    if (why := catalogue(at)) is not None:
        return Damage(why, unreadable=True)
    try:
        with place.opened(at) as con:
            held = history.published(store, con)
            broken = _broken_files(con, at)
    except (StoreError, duckdb.Error) as error:
        return Damage(f"cannot be read ({' '.join(str(error).split())[:200]})", unreadable=True)
    live = [why for first, last, why in broken if last is None or _lives(first, last, held.get(run_id))]
    if live:
        return Damage(live[0])
    older = tuple(
        (run, next(why for first, last, why in broken if _lives(first, last, version)))
        for run, version in held.items()
        if any(_lives(first, last, version) for first, last, _ in broken)
    )
    if run_id not in held:
        return Damage(f"has no snapshot of run {run_id}", lacks_run=True, older=older)
    return Damage(older=older)


def catalogue(at: Place) -> str | None:
    """What is wrong with a catalogue that is a file, None where SQLite finds it whole."""
    if at.catalog_file is None:
        return None
    if not at.catalog_file.is_file():
        return "has no catalogue"
    try:
        with closing(sqlite3.connect(f"{at.catalog_file.as_uri()}?mode=ro", uri=True, timeout=place.BUSY)) as con:
            (said,) = con.execute("PRAGMA quick_check(1)").fetchone()
    except sqlite3.Error as error:
        return f"has a catalogue that cannot be read ({error})"
    return None if said == "ok" else f"has a catalogue that is not whole ({' '.join(said.split())[:100]})"


def _lives(first: int, last: int | None, version: int | None) -> bool:
    return version is not None and first <= version and (last is None or version < last)


def _broken_files(con: duckdb.DuckDBPyConnection, at: Place) -> list[tuple[int, int | None, str]]:
    """Files that are not here as they were written: the first snapshot that needs each, the first that does not, why.

    Of files in a bucket nothing is asked: to do so of each would cost more than a run.
    """
    if at.folder is None:
        return []
    parts = " UNION ALL ".join(
        f"SELECT t.path, f.path, f.path_is_relative = 1, f.file_size_bytes, f.begin_snapshot, f.end_snapshot"
        f" FROM {history.catalog()}.{kind} f JOIN {history.catalog()}.ducklake_table t USING (table_id)"
        for kind in ("ducklake_data_file", "ducklake_delete_file")
    )
    found = []
    for table, name, relative, size, first, last in patiently(lambda: con.execute(parts).fetchall()):
        path = at.folder / "main" / str(table) / str(name) if relative else Path(str(name))
        try:
            there = path.stat().st_size
        except FileNotFoundError:
            found.append((int(first), last, f"lacks the file {path}"))
            continue
        if there != size:
            found.append((int(first), last, f"has {there:,} bytes in {path}, not {size:,}"))
    return found


def contents(con: duckdb.DuckDBPyConnection, sources: Mapping[str, str], deep: bool) -> dict[str, tuple[int, str]]:
    """Of each table its rows and, with `deep`, the sum of the hashes of all that they hold."""
    found = {}
    for name, table in TABLES.items():
        if name in sources:
            content = f"coalesce(sum({row_hash(table)}), 0)::VARCHAR" if deep else "''"
            query = f"SELECT count(*), {content} FROM ({typed(con, table, sources[name])})"
            rows, content_of = patiently(lambda q=query: con.execute(q).fetchone()) or (0, "")  # type: ignore[misc]
            found[name] = (int(rows), str(content_of))
    return found
