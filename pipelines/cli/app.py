"""The command line: run, sql, ui, runs, diff, doctor, export.

Here belong arguments, exit codes and the order of what is said. Tables and blocks are drawn in `say`; what is heavy to
import is imported by the command that needs it, so that worker processes and quick commands start at once.
"""

import enum
import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from pipelines.cli import console
from runtime.progress import reporting_to

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Turns raw news text into a queryable record of who met whom, where, when, and what came of it.",
)
HomeOption = Annotated[Path | None, typer.Option("--home", help="The store; default $COMMUNIQUE_HOME, else ./data")]


class Answer(enum.StrEnum):
    """How an answer is printed."""

    table = "table"
    csv = "csv"
    json = "json"
    parquet = "parquet"


class Export(enum.StrEnum):
    """What `export` writes."""

    ftm = "ftm"
    polecat = "polecat"
    gdelt = "gdelt"
    csv = "csv"
    parquet = "parquet"


@app.command()
def run(
    inbox: Annotated[
        Path | None, typer.Option(help="The folder to read; default $COMMUNIQUE_INBOX, else the samples")
    ] = None,
    home: HomeOption = None,
    full: Annotated[bool, typer.Option("--full", help="Process everything again, also what has not changed")] = False,
    limit: Annotated[int, typer.Option(min=0, help="Take in at most so many new documents; 0: all")] = 0,
    workers: Annotated[int, typer.Option(min=0, help="Worker processes of the heavy steps; 0: one a core")] = 0,
) -> None:
    """Read every document below INBOX, publish the warehouse, and print what was found."""
    from pipelines.cli.launch import launch, prepare
    from runtime.resources import default_inbox

    folder = inbox.absolute() if inbox is not None else default_inbox()
    if not folder.is_dir():
        console.problem(f"The inbox {folder} is no folder.", "Give one that exists: communique run --inbox DIR")
        raise typer.Exit(2)
    store = console.store(home)
    prepare(store)
    with console.bars() as bars, reporting_to(bars):
        ended = launch(store, folder, full, limit, workers)
    if not ended.success or ended.manifest is None:
        console.failed(store, ended)
        raise typer.Exit(1)
    console.ended(store, ended.manifest, folder)


@app.command()
def sql(
    query: Annotated[str, typer.Argument(help="The query")],
    home: HomeOption = None,
    format: Annotated[Answer, typer.Option("--format", help="How to print the answer")] = Answer.table,
) -> None:
    """Query the published warehouse, read-only."""
    import duckdb

    from assets.tables.warehouse import open_read_only

    store = console.published(home)
    con = open_read_only(store.warehouse, store.snapshots)
    try:
        answer: duckdb.DuckDBPyRelation | None = con.sql(query)
        if answer is None:
            console.problem("The statement gives no rows.", "Ask with SELECT, FROM, DESCRIBE or SHOW.")
            raise typer.Exit(2)
        console.answer(answer.to_arrow_table(), format.value)
    except duckdb.Error as error:
        console.problem("The query cannot be answered.", str(error))
        raise typer.Exit(2) from error
    finally:
        con.close()


@app.command()
def ui(
    home: HomeOption = None,
    inbox: Annotated[Path | None, typer.Option(help="The inbox of runs that the UI starts")] = None,
    port: Annotated[int, typer.Option(help="The port on 127.0.0.1")] = 3000,
) -> None:
    """Open the Dagster UI on 127.0.0.1 with the same store; ends with Ctrl-C."""
    from pipelines.cli.launch import prepare
    from runtime.version import ROOT

    store = console.store(home)
    prepare(store)
    if inbox is not None:
        os.environ["COMMUNIQUE_INBOX"] = str(inbox.absolute())
    dagster = Path(sys.executable).with_name("dagster")
    console.line(f"The Dagster UI is at http://127.0.0.1:{port} (store: {store.home}; Ctrl-C ends it)")
    os.chdir(ROOT)
    os.execv(dagster, [str(dagster), "dev", "-w", "workspace.yaml", "-h", "127.0.0.1", "-p", str(port)])


@app.command()
def runs(
    home: HomeOption = None, last: Annotated[int, typer.Option(min=1, help="How many, latest first")] = 20
) -> None:
    """List the runs with status and counts, latest first."""
    store = console.store(home)
    console.runs(store.manifests()[::-1][:last], store.published_run())


@app.command()
def diff(
    a: Annotated[str, typer.Argument(help="The earlier run, or the beginning of its id")],
    b: Annotated[str, typer.Argument(help="The later run, or the beginning of its id")],
    home: HomeOption = None,
    rows: Annotated[int, typer.Option(min=0, help="How many rows of each kind to show for each table")] = 5,
) -> None:
    """Say which rows came, went and changed between two published runs."""
    from assets.tables.compare import compare
    from checks.registry import TABLES

    store = console.store(home)
    one, other = (console.snapshot(store, run_id) for run_id in (a, b))
    for name, table in TABLES.items():
        if table.key and name not in {"runs", "run_checks", "inbox_files"}:
            console.difference(compare(one, other, name, table.key, rows))
    console.line(f"compared {one.name} with {other.name}")


@app.command()
def doctor(home: HomeOption = None) -> None:
    """Check the installation and the store, and say what to mend; exits 1 where something must be."""
    from pipelines.cli.examination import examine

    findings = examine(console.store(home))
    console.findings(findings)
    if any(f.wrong for f in findings):
        raise typer.Exit(1)


@app.command()
def export(
    out: Annotated[Path, typer.Argument(help="The file or folder to write")],
    format: Annotated[Export, typer.Option("--format", help="What to write")],
    home: HomeOption = None,
) -> None:
    """Write the published record in a form that other tools read."""
    from assets.tables.export import ExportError
    from assets.tables.export import export as write

    store = console.published(home)
    try:
        written = write(store.warehouse, format.value, out)
    except ExportError as error:
        console.problem("The export was not written.", str(error))
        raise typer.Exit(2) from error
    for path in written:
        console.line(f"written: {path}")


def main() -> None:
    """The entry point."""
    from runtime.store import StoreError

    try:
        app()
    except StoreError as error:
        console.problem("The store is not in order.", str(error))
        sys.exit(1)
