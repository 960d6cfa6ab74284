"""What is done to a store before a run, whoever starts it: the lock, the layout's number, mending.

Here belongs the order. What is broken and how it is mended belongs to `assets/tables/mend.py`.
"""

import os
import shutil

import dagster as dg

from assets.tables.mend import mend
from runtime import lock
from runtime.durable import replace
from runtime.resources import Home
from runtime.store import FORMAT, Store, StoreError
from runtime.version import code_version


def open_store(store: Store) -> list[str]:
    """Makes the store ready for a run, and says what was mended. Whoever calls holds its lock.

    Raises StoreError where it was written by a newer version, or where something is broken that nothing can mend.
    """
    found = store.format()
    said = mend(store)
    if found < FORMAT:
        said += _migrated(store, found)
    elif not store.says_format():
        store.write_format(code_version())
    return said


def _migrated(store: Store, found: int) -> list[str]:
    """Brings an older layout to today's: what it lacks is null, and what it published is kept beside."""
    said = []
    run_id = store.published_run()
    if run_id is not None:
        kept = store.home / "kept" / f"{run_id}.layout-{found}.duckdb"
        kept.parent.mkdir(exist_ok=True)
        if not kept.exists():
            part = kept.with_name(f".{kept.name}.part")
            part.unlink(missing_ok=True)  # of an upgrade that was interrupted
            try:
                os.link(store.published_file(run_id), part)
            except OSError:
                shutil.copy2(store.published_file(run_id), part)
            replace(part, kept)
        said.append(f"the store is in layout {FORMAT} now; what layout {found} had published is kept as {kept}")
    store.write_format(code_version())
    return said


class OpenHome(Home):
    """The store, opened for a run of Dagster's: locked from the first step to the last, and mended before it."""

    def setup_for_execution(self, context: dg.InitResourceContext) -> None:
        """Takes the lock, and opens the store unless the command line has. Raises dagster.Failure."""
        super().setup_for_execution(context)
        store = self.store()
        if lock.depth(store.home) > 1:
            return
        try:
            said = open_store(store)
        except StoreError as error:
            lock.release(store.home)
            raise dg.Failure(str(error)) from error
        except BaseException:
            lock.release(store.home)
            raise
        for line in said:
            if context.log is not None:
                context.log.warning(line)
