"""Runs in the lake of a store, as tests want them there: rows of some tables, under a run's id."""

from collections.abc import Mapping
from pathlib import Path

import polars as pl

from assets.tables.snapshots import of_folder
from runtime.lake import history, place
from runtime.lake.commit import Committed, commit
from runtime.manifests import Manifests
from runtime.store import Store


def hold(store: Store, run_id: str, tables: Mapping[str, pl.DataFrame]) -> Committed:
    """Writes a run into the store's lake; its tables also stand as files where a run's stage leaves them."""
    for name, rows in tables.items():
        store.write_table(run_id, "snapshots", name, rows)
    return hold_folder(store, run_id, store.stage_folder(run_id, "snapshots"))


def hold_folder(store: Manifests, run_id: str, folder: Path) -> Committed:
    """Writes a run into the store's lake from a folder with a Parquet file a table."""
    at = place.of_home(store.home)
    with place.opened(at, read_only=False) as con:
        return commit(con, at, run_id, of_folder(folder))


def held(store: Manifests, run_id: str, table: str) -> pl.DataFrame:
    """A table as the lake holds it for a run, whether that was published or not."""
    with place.opened(place.of_home(store.home)) as con:
        source = history.tables(con, history.versions(con)[run_id])[table]
        return pl.DataFrame(con.sql(f"FROM {source}").to_arrow_table())
