"""Reads an inbox and publishes the warehouse: `communique run`."""

import errno
import sqlite3
from enum import Enum
from pathlib import Path
from typing import Annotated

import typer

from pipelines.cli import console
from pipelines.cli.options import INTERRUPTED, HomeOption
from pipelines.storage import StorageError
from runtime.batches.worker import MEGABYTES
from runtime.progress import reporting_to

NO_RIGHT = (errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOTDIR, errno.EEXIST)
UNWRITABLE = frozenset((*NO_RIGHT, errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO))


class Engine(Enum):
    """Where the heavy steps are done."""

    LOCAL = "local"
    RAY = "ray"


class DayOrder(Enum):
    """Which number of a day such as 7/6/18 is the day."""

    DAY_FIRST = "day_first"
    MONTH_FIRST = "month_first"


def run(
    inbox: Annotated[
        Path | None, typer.Option(help="The folder to read; default $COMMUNIQUE_INBOX, else the samples")
    ] = None,
    home: HomeOption = None,
    full: Annotated[bool, typer.Option("--full", help="Process everything again, also what has not changed")] = False,
    limit: Annotated[int, typer.Option(min=0, help="Take in at most so many new documents; 0: all")] = 0,
    document_seconds: Annotated[
        int, typer.Option(min=1, help="Seconds that one document may take in each stage before it is set aside")
    ] = 60,
    document_megabytes: Annotated[
        int, typer.Option(min=1_000, help="Megabytes of memory that a worker may hold over one document")
    ] = MEGABYTES,
    day_order: Annotated[
        DayOrder | None, typer.Option(help="How supplied days such as 7/6/18 are read; default: not at all, but marked")
    ] = None,
    column: Annotated[
        list[str] | None, typer.Option(help="What a table's column is called, as text=Volltext; as often as needed")
    ] = None,
    accept_drift: Annotated[
        bool, typer.Option("--accept-drift", help="Publish although what is found has moved far, as with another model")
    ] = False,
    threshold: Annotated[
        list[str] | None,
        typer.Option(help="A floor or threshold of the checks, as with_title=0.2; as often as needed"),
    ] = None,
    workers: Annotated[int, typer.Option(min=0, help="Worker processes of the heavy steps; 0: one a core")] = 0,
    engine: Annotated[
        Engine | None,
        typer.Option(
            help="Where these are: here, or on the cluster of $RAY_ADDRESS; default $COMMUNIQUE_ENGINE or local"
        ),
    ] = None,
) -> None:
    """Read every document below INBOX, publish the warehouse, and print what was found."""
    from pipelines.cli.launch import launch, prepare
    from runtime.resources import default_inbox

    folder = inbox.absolute() if inbox is not None else default_inbox()
    store = console.store(home)
    if not folder.is_dir() and not store.home.is_dir():
        console.problem(f"The inbox {folder} is no folder.", "Give one that exists: communique run --inbox DIR")
        raise typer.Exit(2)
    columns = dict(_column(given) for given in column or [])
    store.check_inbox(folder)
    settings = {
        "full": full, "limit": limit, "workers": workers, "document_seconds": document_seconds,
        "document_megabytes": document_megabytes,
        "day_order": "" if day_order is None else day_order.value, "columns": columns,
        "accept_drift": accept_drift, "thresholds": _thresholds(threshold or []), "engine": _engine(engine),
    }  # fmt: skip
    try:
        for said in prepare(store):
            console.line(said)
        with console.bars() as bars, reporting_to(bars):
            ended = launch(store, folder, settings, console.line)
    except StorageError as error:
        console.problem("Dagster's storage cannot be used.", str(error))
        raise typer.Exit(2) from error
    except Exception as error:
        why = unwritable(error)
        if why is None:
            raise
        console.problem(
            f"The store {store.home} cannot be written: {why}.",
            "Make room or give the right to write, and run again: what was done is kept. Or give another --home",
        )
        raise typer.Exit(1) from error
    if ended.interrupted:
        console.problem("The run was interrupted.", "What it had finished is kept: the next run goes on from there.")
        raise typer.Exit(INTERRUPTED)
    if not ended.success and ended.manifest is not None and ended.manifest.status == "published":
        console.problem(f"Run {ended.manifest.run_id} is published, and failed afterwards.", str(ended.manifest.reason))
        raise typer.Exit(1)
    if not ended.success or ended.manifest is None:
        console.failed(store, ended)
        raise typer.Exit(1)
    console.ended(store, ended.manifest, folder)


def unwritable(error: BaseException | None) -> str | None:
    """Why the store could not be written, where that is what an error comes from; else None.

    Dagster writes its own files by SQLite, which says no more than that the disk refused.
    """
    while error is not None:
        if isinstance(error, OSError) and error.errno in UNWRITABLE:
            return str(error.strerror)
        if isinstance(error, sqlite3.OperationalError):
            return f"Dagster's storage in it says {error}"
        error = error.__cause__ or error.__context__
    return None


def _thresholds(given: list[str]) -> dict[str, float]:
    """The thresholds that were given; ends with 2 where one is none or out of bounds."""
    import dagster as dg

    from checks.thresholds import Thresholds, parse

    try:
        told = Thresholds(**parse(given))
    except (ValueError, dg.Failure) as error:
        console.problem("--threshold cannot be set.", str(error))
        raise typer.Exit(2) from error
    return told.changed()


def _engine(given: Engine | None) -> str:
    """The engine that was given, else the environment's; ends with 2 where it is none, or not installed."""
    import dagster as dg

    from runtime.resources import InboxConfig

    try:
        return InboxConfig(engine="" if given is None else given.value).chosen_engine()
    except dg.Failure as error:
        console.problem("The heavy steps cannot be done there.", str(error.description))
        raise typer.Exit(2) from error


def _column(given: str) -> tuple[str, str]:
    """A field and the name of its column; ends with 2 where it is none."""
    from assets.raw.readers.tabular.rows import FACTS, FIELDS

    field, sign, name = given.partition("=")
    if not sign or not name.strip() or field not in (*FIELDS, *FACTS):
        known = ", ".join((*FIELDS, *FACTS))
        console.problem(f"--column {given} names no column.", f"Give FIELD=NAME with FIELD one of {known}")
        raise typer.Exit(2)
    return field, name
