"""What of the lake is kept: the snapshots of the last published runs, in files that are not too many.

Here belongs retention. A file that no kept snapshot needs is deleted only after a while, since a reader in another
process may just be reading it.
"""

import duckdb

from runtime.lake import history, place
from runtime.lake.place import Place, patiently
from runtime.manifests import Manifests

KEEP_RUNS = 30
KEEP_FILES_FOR = "1 HOUR"  # after nothing needs them; of a writer that was killed, too
MERGED_FROM = 16  # files of one table that run after run has left
SMALL = "32MB"  # a file above is merged no more
REWRITTEN_FROM = 0.3  # share of a file's rows that are gone


def keep(store: Manifests) -> int:
    """Drops what retention does not keep and merges small files, as far as there is anything to do.

    Returns how many snapshots are left. Whoever calls holds the store's lock. Raises StoreError.
    """
    at = place.of_home(store.home)
    with place.opened(at, read_only=False) as con:
        good = history.published(store, con)
        kept = dict(list(good.items())[-KEEP_RUNS:])
        merged = _merged(con)
        gone = _dropped(con, set(kept.values())) if len(good) > KEEP_RUNS or _strange(con, good) or merged else False
        if gone or merged:
            _delete(con)
        return len(kept)


def forget(con: duckdb.DuckDBPyConnection, keep_versions: set[int]) -> None:
    """Drops every snapshot but these and the last."""
    _dropped(con, keep_versions)
    _delete(con)


def _strange(con: duckdb.DuckDBPyConnection, good: dict[str, int]) -> bool:
    """Whether there are snapshots of runs that were never published."""
    return bool(history.unpublished(history.versions(con), good))


def _dropped(con: duckdb.DuckDBPyConnection, kept: set[int]) -> bool:
    """Expires all snapshots but those; the last cannot be, whatever it is of. Whether there was any."""
    there = [int(v) for (v,) in con.execute("SELECT snapshot_id FROM lake.snapshots() ORDER BY ALL").fetchall()]
    gone = [version for version in there[:-1] if version not in kept]
    if gone:
        patiently(lambda: con.execute(f"CALL ducklake_expire_snapshots('lake', versions => {gone})"))
    return bool(gone)


def _merged(con: duckdb.DuckDBPyConnection) -> bool:
    """Merges the files of the tables that have many, and writes anew those that have lost most rows."""
    query = (
        f"SELECT table_name FROM {history.catalog()}.ducklake_data_file JOIN {history.catalog()}.ducklake_table t"
        f" USING (table_id) WHERE ducklake_data_file.end_snapshot IS NULL AND t.end_snapshot IS NULL"
        f" GROUP BY ALL HAVING count(*) >= {MERGED_FROM} ORDER BY ALL"
    )
    many = [str(name) for (name,) in patiently(lambda: con.execute(query).fetchall())]
    for name in many:
        rewrite = f"CALL ducklake_rewrite_data_files('lake', '{name}', delete_threshold => {REWRITTEN_FROM})"
        merge = f"CALL ducklake_merge_adjacent_files('lake', '{name}', max_file_size => {_bytes(SMALL)})"
        for statement in (rewrite, merge):
            patiently(lambda s=statement: con.execute(s))  # type: ignore[misc]
    return bool(many)


def _bytes(size: str) -> int:
    return int(size.removesuffix("MB")) * 1024 * 1024


def _delete(con: duckdb.DuckDBPyConnection) -> None:
    """Deletes the files that nothing has needed for a while, and those of writers that were killed."""
    older = f"older_than => now() - INTERVAL {KEEP_FILES_FOR}"
    for function in ("ducklake_cleanup_old_files", "ducklake_delete_orphaned_files"):
        patiently(lambda f=function: con.execute(f"CALL {f}('lake', {older})"))  # type: ignore[misc]


def where(store: Manifests) -> Place:
    """Where the store's lake stands."""
    return place.of_home(store.home)
