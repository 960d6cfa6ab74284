"""Writes the published record for other tools: `communique export`."""

import enum
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipelines.cli import console
from pipelines.cli.options import HomeOption

if TYPE_CHECKING:
    from runtime.store import Store


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
    as_of: Annotated[
        str | None, typer.Option("--as-of", help="As an earlier run published it: its id, or the beginning of it")
    ] = None,
) -> None:
    """Write the published record in a form that other tools read, or that of an earlier run."""
    from assets.tables.exports.export import ExportError
    from assets.tables.exports.export import export as write

    store = console.published(home)
    try:
        with _file(store, as_of) as file:
            written = write(file, format.value, out)
    except ExportError as error:
        console.problem("The export was not written.", str(error))
        raise typer.Exit(2) from error
    for path in written:
        console.line(f"written: {path}")


@contextmanager
def _file(store: "Store", as_of: str | None) -> Iterator[Path]:
    """The published file, or one of an earlier run that is built of the lake while the block runs."""
    if as_of is None:
        yield store.warehouse
        return
    import duckdb

    from assets.tables.mend import of_run
    from assets.tables.views import ViewError
    from runtime.lake import history, place
    from runtime.store import StoreError

    with place.opened(place.of_home(store.home)) as con:
        run_id, _ = history.one_of(store, con, as_of)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"{run_id}.duckdb"
        try:
            of_run(store, run_id, path)
        except (duckdb.Error, ViewError) as error:
            raise StoreError(
                f"run {run_id} cannot be brought to today's tables ({error}): ask for its tables one by one with"
                f" communique sql \"FROM as_of('events', '{run_id}')\" --format parquet"
            ) from error
        yield path
