"""Writes the published record for other tools: `communique export`."""

import enum
from pathlib import Path
from typing import Annotated

import typer

from pipelines.cli import console
from pipelines.cli.options import HomeOption


class Export(enum.StrEnum):
    """What `export` writes."""

    ftm = "ftm"
    geojson = "geojson"
    polecat = "polecat"
    gdelt = "gdelt"
    csv = "csv"
    parquet = "parquet"


def export(
    out: Annotated[Path, typer.Argument(help="The file or folder to write")],
    format: Annotated[Export, typer.Option("--format", help="What to write")],
    home: HomeOption = None,
) -> None:
    """Write the published record in a form that other tools read."""
    from assets.tables.exports.export import ExportError
    from assets.tables.exports.export import export as write

    store = console.published(home)
    try:
        written = write(store.warehouse, format.value, out)
    except ExportError as error:
        console.problem("The export was not written.", str(error))
        raise typer.Exit(2) from error
    for path in written:
        console.line(f"written: {path}")
