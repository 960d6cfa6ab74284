"""What the assets are given: where the store and the inbox are, and what one run may be told.

Here belong settings and their defaults, which are documented in the fields, and the bounds of what a run may be told:
they are kept here, where a run begins, because the UI is not the only way to start one.
"""

import os
from collections.abc import Iterable
from pathlib import Path

import dagster as dg
from pydantic import Field

from checks.thresholds import Settings, Thresholds
from runtime import lock
from runtime.batches import cluster
from runtime.batches.engine import ENGINES, LOCAL, RAY
from runtime.batches.worker import MEGABYTES
from runtime.store import Store
from runtime.version import ROOT

DEFAULT_HOME = "data"


def default_home() -> Path:
    """$COMMUNIQUE_HOME, else ./data."""
    return Path(os.environ.get("COMMUNIQUE_HOME") or DEFAULT_HOME).absolute()


def default_inbox() -> Path:
    """$COMMUNIQUE_INBOX, else the sample documents."""
    return Path(os.environ.get("COMMUNIQUE_INBOX") or ROOT / "seeds" / "documents").absolute()


def confine(further: Iterable[Path]) -> None:
    """Keeps the runs of this process, and of those it starts, to the store and inbox of today and folders `further`.

    $COMMUNIQUE_ALLOW holds these; where it is not set, nothing is confined, as in a run from the command line. Raises
    ValueError for a folder that such a list cannot name.
    """
    os.environ["COMMUNIQUE_HOME"], os.environ["COMMUNIQUE_INBOX"] = str(default_home()), str(default_inbox())
    folders = [str(path.resolve()) for path in further]
    if split := [folder for folder in folders if os.pathsep in folder]:
        raise ValueError(f"{split[0]} has {os.pathsep!r} in its name, which parts a list of folders: rename it")
    os.environ["COMMUNIQUE_ALLOW"] = os.pathsep.join(folders)


def _allowed(path: Path, what: str, own: bool) -> Path:
    """The folder, where a run may be told of it. Raises dagster.Failure, which does not repeat the path.

    A run's configuration can ask for a variable of the environment instead of a path.
    """
    listed = os.environ.get("COMMUNIQUE_ALLOW")
    folders = [Path(folder) for folder in (listed or "").split(os.pathsep) if folder]
    if listed is None or own or any(path.resolve().is_relative_to(folder) for folder in folders):
        return path
    raise dg.Failure(
        f"the {what} that this run was told of is none that the operator allows: leave it empty, or have"
        f" `communique ui` started with --allow FOLDER"
    )


class Home(dg.ConfigurableResource):  # type: ignore[type-arg]
    """Where the store is."""

    path: str = Field(default="", description="The store; empty: $COMMUNIQUE_HOME, else ./data")

    def store(self) -> Store:
        """The store. Raises dagster.Failure where the operator does not allow it."""
        path = Path(self.path).absolute() if self.path else default_home()
        return Store(_allowed(path, "store", path.resolve() == default_home().resolve()))

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


class InboxConfig(Settings):
    """What one run may be told about its inbox."""

    inbox: str = Field(default="", description="The folder to read; empty: $COMMUNIQUE_INBOX, else seeds/documents")
    full: bool = Field(default=False, description="Process everything again, also what has not changed")
    limit: int = Field(default=0, ge=0, description="Take in at most so many new documents; 0: all")
    leave: list[str] = Field(default=[], description="Paths below the inbox to leave for a later run")
    document_seconds: int = Field(default=60, ge=1, description="Seconds that one document may take in each stage")
    document_megabytes: int = Field(
        default=MEGABYTES, ge=1_000, description="Megabytes of memory that a worker may hold over one document"
    )
    day_order: str = Field(
        default="",
        pattern="^(?:day_first|month_first)?$",
        description="How supplied days such as 7/6/18 are read: day_first, month_first; empty: not at all",
    )
    columns: dict[str, str] = Field(
        default={}, description="What a table's columns are called, by field: {text: Volltext, published: Datum}"
    )
    accept_drift: bool = Field(
        default=False, description="Publish although shares have moved far in documents that were published before"
    )
    workers: int = Field(default=0, ge=0, description="Worker processes of the heavy steps; 0: one a core")
    engine: str = Field(
        default="",
        pattern="^(?:local|ray)?$",
        description=(
            "Where the worker processes are: local, on this machine; ray, on the cluster of $RAY_ADDRESS, else one of"
            " this machine; empty: $COMMUNIQUE_ENGINE, else local"
        ),
    )
    thresholds: Thresholds = Field(
        default=Thresholds(), description="Floors and thresholds of the checks, where this run is to have others"
    )

    def chosen_engine(self) -> str:
        """The engine of this run; raises dagster.Failure where it is none, or not installed."""
        chosen = self.engine or os.environ.get("COMMUNIQUE_ENGINE") or LOCAL
        if chosen not in ENGINES:
            raise dg.Failure(f"COMMUNIQUE_ENGINE is {chosen!r}: give one of {', '.join(ENGINES)}")
        try:
            if chosen == RAY:
                cluster.available()
        except cluster.ClusterError as error:
            raise dg.Failure(str(error)) from error
        return chosen

    def folder(self) -> Path:
        """Where the inbox is, if it is there; raises dagster.Failure where the operator does not allow it."""
        path = Path(self.inbox).absolute() if self.inbox else default_inbox()
        return _allowed(path, "inbox", path.resolve().is_relative_to(default_inbox().resolve()))
