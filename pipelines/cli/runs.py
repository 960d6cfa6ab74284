"""Lists the runs of a store: `communique runs`."""

from typing import Annotated

import typer

from pipelines.cli import console
from pipelines.cli.options import HomeOption


def runs(
    home: HomeOption = None, last: Annotated[int, typer.Option(min=1, help="How many, latest first")] = 20
) -> None:
    """List the runs with status and counts, latest first."""
    store = console.store(home)
    console.runs(store.manifests()[::-1][:last], store.published_run())
