"""The commands together, and the entry point.

Here belongs the gathering alone. A command is a module beside this one; what is heavy to import is imported inside it,
so that worker processes and quick commands start at once.
"""

import sys

import typer

from pipelines.cli import console
from pipelines.cli.diff import brief, diff
from pipelines.cli.doctor import doctor
from pipelines.cli.export import export
from pipelines.cli.run import run
from pipelines.cli.runs import runs
from pipelines.cli.sql import sql
from pipelines.cli.ui import ui

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Turns raw news text into a queryable record of who met whom, where, when, and what came of it.",
)
for command in (run, sql, ui, brief, runs, diff, doctor, export):
    app.command()(command)


def main() -> None:
    """The entry point."""
    from runtime.store import StoreError

    try:
        app()
    except StoreError as error:
        console.problem("The store is not in order.", str(error))
        sys.exit(1)
