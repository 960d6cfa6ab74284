"""The commands together, and the entry point.

Here belongs the gathering alone. A command is a module beside this one; what is heavy to import is imported inside it,
so that worker processes and quick commands start at once.
"""

import signal
import sys
from types import FrameType
from typing import Annotated

import typer

from pipelines.cli import console
from pipelines.cli.asking.review import review
from pipelines.cli.asking.search import search
from pipelines.cli.asking.show import show
from pipelines.cli.diff import brief, diff
from pipelines.cli.doctor import doctor
from pipelines.cli.export import export
from pipelines.cli.options import INTERRUPTED
from pipelines.cli.run import run
from pipelines.cli.runs import runs
from pipelines.cli.sql import sql
from pipelines.cli.ui import ui

app = typer.Typer(
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)
for command in (run, sql, search, show, review, ui, brief, runs, diff, doctor, export):
    app.command()(command)


def _version(wanted: bool) -> None:
    if wanted:
        from runtime.version import code_version

        console.line(f"communique {code_version()}")
        raise typer.Exit


@app.callback()
def communique(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and end")
    ] = False,
) -> None:
    """Turns raw news text into a queryable record of who met whom, where, when, and what came of it."""


def main() -> None:
    """The entry point. Ends with 130, as shells expect, where Ctrl-C or a request to terminate ended the command."""
    from runtime.store import StoreError

    pressed: list[int] = []

    def interrupted(number: int, frame: FrameType | None) -> None:
        pressed.append(number)
        signal.default_int_handler(number, frame)

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, interrupted)
    try:
        app()
    except SystemExit:
        if pressed:
            sys.exit(INTERRUPTED)
        raise
    except StoreError as error:
        console.problem("The store is not in order.", str(error))
        sys.exit(1)
    except Exception:
        console.crashed()
        sys.exit(1)
