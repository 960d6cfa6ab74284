"""Lists the runs of a store: `communique runs`."""

import dataclasses
from typing import Annotated

import typer

from pipelines.cli import console
from pipelines.cli.options import HomeOption, JsonOption


def runs(
    home: HomeOption = None,
    last: Annotated[int, typer.Option(min=1, help="How many, latest first")] = 20,
    json: JsonOption = False,
) -> None:
    """List the runs with status and counts, latest first."""
    store = console.existing(home)
    manifests, published = store.manifests()[::-1][:last], store.published_run()
    if json:
        console.as_json([dataclasses.asdict(m) | {"published": m.run_id == published} for m in manifests])
    else:
        console.runs(manifests, published)
