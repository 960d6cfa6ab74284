"""What the assets are given: where the store and the inbox are, and what one run may be told.

Here belong settings and their defaults, which are documented in the fields.
"""

import os
from pathlib import Path

import dagster as dg
from pydantic import Field

from runtime import lock
from runtime.store import Store
from runtime.version import ROOT

DEFAULT_HOME = "data"


def default_home() -> Path:
    """$COMMUNIQUE_HOME, else ./data."""
    return Path(os.environ.get("COMMUNIQUE_HOME") or DEFAULT_HOME).absolute()


def default_inbox() -> Path:
    """$COMMUNIQUE_INBOX, else the sample documents."""
    return Path(os.environ.get("COMMUNIQUE_INBOX") or ROOT / "seeds" / "documents").absolute()


class Home(dg.ConfigurableResource):  # type: ignore[type-arg]
    """Where the store is."""

    path: str = Field(default="", description="The store; empty: $COMMUNIQUE_HOME, else ./data")

    def store(self) -> Store:
        """The store."""
        return Store(Path(self.path).absolute() if self.path else default_home())

    def setup_for_execution(self, context: dg.InitResourceContext) -> None:
        """Takes the store's lock for as long as the run lasts; waits for it, and says so, where another holds it."""
        what = f"run {context.run.run_id[:8]}" if context.run is not None else "Dagster"
        lock.take(self.store().home, what, lambda holder: self.waits(holder, context))

    def waits(self, holder: str, context: dg.InitResourceContext) -> None:
        """Says in the run's log for whom it waits."""
        if context.log is not None:
            context.log.info(f"waiting for the store, which is held by {holder}")

    def teardown_after_execution(self, context: dg.InitResourceContext) -> None:
        """Gives the store's lock back."""
        lock.release(self.store().home)


class InboxConfig(dg.Config):
    """What one run may be told about its inbox."""

    inbox: str = Field(default="", description="The folder to read; empty: $COMMUNIQUE_INBOX, else seeds/documents")
    full: bool = Field(default=False, description="Process everything again, also what has not changed")
    limit: int = Field(default=0, ge=0, description="Take in at most so many new documents; 0: all")
    leave: list[str] = Field(default=[], description="Paths below the inbox to leave for a later run")
    document_seconds: int = Field(default=60, ge=1, description="Seconds that one document may take in each stage")
    day_order: str = Field(
        default="",
        pattern="^(?:day_first|month_first)?$",
        description="How supplied days such as 7/6/18 are read: day_first, month_first; empty: not at all",
    )
    columns: dict[str, str] = Field(
        default={}, description="What a table's columns are called, by field: {text: Volltext, published: Datum}"
    )
    workers: int = Field(default=0, ge=0, description="Worker processes of the heavy steps; 0: one a core")

    def folder(self) -> Path:
        """The inbox; raises dagster.Failure where it is no folder."""
        path = Path(self.inbox).absolute() if self.inbox else default_inbox()
        if not path.is_dir():
            raise dg.Failure(f"the inbox {path} is no folder: give one that exists")
        return path
