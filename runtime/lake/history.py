"""Which runs the lake holds, and how a table was in one of them.

Here belongs reading. A run's snapshot is known by its commit message, the run's id. Whether that run was published the
store says: a run that was killed before the switch has left a snapshot that nobody is shown.
"""

import re
from collections.abc import Collection, Mapping

import duckdb
import pyarrow as pa

from runtime.lake import place
from runtime.lake.place import ALIKE, AUTHOR, literal, patiently
from runtime.manifests import Manifests, StoreError

_HISTORY = re.compile(r"\bas_of\b", re.IGNORECASE)


def versions(con: duckdb.DuckDBPyConnection, name: str = "lake") -> dict[str, int]:
    """The snapshot of every run that the lake called `name` holds, in order; published or not."""
    query = (
        f"SELECT commit_message, max(snapshot_id) FROM {name}.snapshots() WHERE author = '{AUTHOR}'"
        " AND commit_message IS NOT NULL GROUP BY ALL ORDER BY ALL"
    )
    return {str(run): int(version) for run, version in patiently(lambda: con.execute(query).fetchall())}


def published(store: Manifests, con: duckdb.DuckDBPyConnection, name: str = "lake") -> dict[str, int]:
    """The snapshots of published runs alone, in order."""
    return {run: version for run, version in versions(con, name).items() if _is_published(store, run)}


def runs(store: Manifests) -> list[str]:
    """The published runs that the lake holds, in order; none where there is no lake yet."""
    at = place.of_home(store.home)
    if at.catalog_file is not None and not at.catalog_file.is_file():
        return []
    with place.opened(at) as con:
        return list(published(store, con))


class NoSuchRun(StoreError):
    """What was asked for is not kept: no fault of the store."""


def one_of(store: Manifests, con: duckdb.DuckDBPyConnection, run_id: str, name: str = "lake") -> tuple[str, int]:
    """The one published run whose id begins so, with its snapshot. Raises NoSuchRun."""
    held = published(store, con, name)
    found = [run for run in held if run.startswith(run_id)] if run_id else []
    if len(found) != 1:
        there = ", ".join(list(held)[-5:]) or "none"
        raise NoSuchRun(
            f"{len(found) or 'No'} published runs begin with {run_id!r}, of those that are kept; there are: {there}"
        )
    return found[0], held[found[0]]


def tables(con: duckdb.DuckDBPyConnection, version: int, name: str = "lake") -> dict[str, str]:
    """Every table of a snapshot, by its name, as what SQL may stand after FROM."""
    query = (
        f"SELECT table_name FROM {catalog(name)}.ducklake_table WHERE begin_snapshot <= {version}"
        f" AND (end_snapshot IS NULL OR end_snapshot > {version}) ORDER BY ALL"
    )
    found = patiently(lambda: con.execute(query).fetchall())
    return {table: f"(FROM {name}.main.{table} AT (VERSION => {version}))" for (table,) in found if table != ALIKE}


def catalog(name: str = "lake") -> str:
    """Where a connection sees the catalogue's own tables."""
    return f"__ducklake_metadata_{name}"


def named_in(store: Manifests, query: str) -> Mapping[str, pa.Table]:
    """The tables of earlier runs that a query can mean, each as "TABLE of RUN": both stand in it word by word.

    None where it does not ask for `as_of`. Raises StoreError.
    """
    if not _HISTORY.search(query):
        return {}
    found: dict[str, pa.Table] = {}
    with place.opened(place.of_home(store.home)) as con:
        for run, version in published(store, con).items():
            if run in query:
                for table, source in tables(con, version).items():
                    if re.search(rf"\b{table}\b", query, re.IGNORECASE):
                        found[f"{table} of {run}"] = patiently(lambda s=source: con.sql(f"FROM {s}").to_arrow_table())  # type: ignore[misc]
    return found


def macro(held: Mapping[str, int], name: str = "lake") -> str:
    """SQL for what comes after FROM in `as_of(tbl, run)`: a table as a run published it, in the lake called `name`."""
    known = ", ".join(f"{literal(run)}: {version}" for run, version in held.items())
    number = f"map {{{known}}}[run]::VARCHAR" if held else "NULL::VARCHAR"
    refused = "error('no run ' || run || ' is kept: see communique runs')"
    return f"query('FROM {name}.main.' || tbl || ' AT (VERSION => ' || coalesce({number}, {refused}) || ')')"


def _is_published(store: Manifests, run_id: str) -> bool:
    if run_id == store.published_run():
        return True
    try:
        manifest = store.manifest(run_id)
    except StoreError:
        return False
    return manifest is not None and manifest.status == "published"


def unpublished(held: Mapping[str, int], good: Collection[str]) -> list[int]:
    """The snapshots of runs that are not among the good ones."""
    return [version for run, version in held.items() if run not in good]
