"""Brings what an older layout published to today's: the folders of snapshots become runs in the lake.

Here belongs what layouts before 3 left. The old files are kept below `kept/` until a run of today's layout has
published; a migration that is killed is taken up where it stopped.
"""

import os
import shutil
from pathlib import Path

import duckdb

from assets.tables.snapshots import of_folder
from checks.registry import TABLES
from runtime.durable import replace, sync
from runtime.lake import history, place
from runtime.lake.commit import commit
from runtime.store import FORMAT, Store, StoreError
from runtime.version import code_version


def into_the_lake(store: Store) -> None:
    """Writes the snapshots of the published runs into the lake, oldest first, but for those that cannot be read.

    Whoever calls holds the lock. Raises StoreError where the lake cannot be written.
    """
    published = [m.run_id for m in store.manifests() if m.status == "published"]
    folders = [store.old_snapshots / run_id for run_id in sorted({*published, *filter(None, [store.published_run()])})]
    folders = [folder for folder in folders if _is_whole(folder)]
    if not folders:
        return
    at = place.of_home(store.home)
    with place.opened(at, read_only=False) as con:
        held = history.versions(con)
        for folder in folders:
            if folder.name not in held:
                commit(con, at, folder.name, of_folder(folder))


def _is_whole(folder: Path) -> bool:
    """Whether every table of a snapshot is there and can be opened."""
    sources = of_folder(folder)
    con = duckdb.connect()
    try:
        for source in sources.values():
            con.execute(f"SELECT count(*) FROM {source}")
    except duckdb.Error:
        return False
    finally:
        con.close()
    return {"documents", "articles"} <= sources.keys() & TABLES.keys()


def migrated(store: Store, found: int) -> list[str]:
    """Says that the store is in today's layout, once what layout `found` had published is kept beside."""
    said = []
    run_id = store.published_run()
    kept = store.home / "kept"
    if run_id is not None:
        file = kept / f"{run_id}.layout-{found}.duckdb"
        kept.mkdir(exist_ok=True)
        if not file.exists():
            part = file.with_name(f".{file.name}.part")
            part.unlink(missing_ok=True)  # of an upgrade that was interrupted
            try:
                os.link(store.published_file(run_id), part)
            except OSError:
                shutil.copy2(store.published_file(run_id), part)
            replace(part, file)
        said.append(f"the store is in layout {FORMAT} now; what layout {found} had published is kept as {file}")
    if store.old_snapshots.is_dir():
        aside = kept / f"snapshots.layout-{found}"
        if aside.exists():
            raise StoreError(f"{aside} and {store.old_snapshots} are both there: delete the one that is older")
        kept.mkdir(exist_ok=True)
        store.old_snapshots.rename(aside)
        sync(kept)
        said.append(f"its snapshots are in the lake now, and kept as {aside} until the next run has published")
    store.write_format(code_version())
    return said


def let_go(store: Store) -> None:
    """Deletes the snapshots of an older layout that are kept, once a run has published that is not among them."""
    for folder in (store.home / "kept").glob("snapshots.layout-*"):
        if not (folder / str(store.published_run())).is_dir():
            shutil.rmtree(folder, ignore_errors=True)
