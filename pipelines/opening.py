"""What is done to a store before a run, whoever starts it: the lock, the layout's number, mending.

Here belongs the order. What is broken and how it is mended belongs to `assets/tables/mend.py`.
"""

import dagster as dg

from assets.tables import migrate
from assets.tables.mend import mend
from runtime import lock
from runtime.resources import Home
from runtime.store import FORMAT, Store, StoreError
from runtime.version import code_version


def open_store(store: Store) -> list[str]:
    """Makes the store ready for a run, and says what was mended. Whoever calls holds its lock.

    Raises StoreError where it was written by a newer version, or where something is broken that nothing can mend.
    """
    found = store.format()
    if found < FORMAT:
        migrate.into_the_lake(store)
    said = mend(store)
    if found < FORMAT:
        said += migrate.migrated(store, found) + mend(store)
    elif not store.says_format():
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
