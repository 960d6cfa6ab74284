"""Compares published runs: row by row (`communique diff`), or as a page for reading (`communique brief`)."""

from pathlib import Path
from typing import Annotated

import typer

from pipelines.cli import console
from pipelines.cli.options import HomeOption, JsonOption


def diff(
    a: Annotated[str, typer.Argument(help="The earlier run, or the beginning of its id")],
    b: Annotated[str, typer.Argument(help="The later run, or the beginning of its id")],
    home: HomeOption = None,
    other: Annotated[Path | None, typer.Option("--other", help="The store of the later run, if it is another")] = None,
    rows: Annotated[int, typer.Option(min=0, help="How many rows of each kind to show for each table")] = 5,
    json: JsonOption = False,
) -> None:
    """Say which rows came, went and changed between two published runs, of one store or of two."""
    from assets.tables.compare import compare
    from checks.registry import TABLES
    from runtime.lake import history, place

    first, second = console.existing(home), console.existing(other or home)
    compared = [
        table for name, table in TABLES.items() if table.key and name not in {"runs", "run_checks", "inbox_files"}
    ]
    try:
        with place.opened(place.of_home(first.home)) as con:
            if other is not None:
                place.attach(con, place.of_home(second.home), "other_lake")
            earlier, one = history.one_of(first, con, a)
            lake = "lake" if other is None else "other_lake"
            later, two = history.one_of(second, con, b, lake)
            sources = history.tables(con, one), history.tables(con, two, lake)
            found = [compare(con, *sources, table.name, table.key, rows) for table in compared]
    except history.NoSuchRun as error:
        console.problem("There is nothing to compare.", str(error))
        raise typer.Exit(2) from error
    if json:
        console.as_json({"earlier": earlier, "later": later, "tables": found})
        return
    for difference in found:
        console.difference(difference)
    console.line(f"compared {earlier} with {later}")


def brief(
    home: HomeOption = None,
    since: Annotated[
        str | None, typer.Option("--since", help="An earlier run, or the beginning of its id, or a day: 2024-05-01")
    ] = None,
) -> None:
    """Write the brief of the published run anew, or what is new since an earlier run or day."""
    from assets.tables.telling import earlier_run, write_brief
    from runtime.store import StoreError

    held = console.published(home)
    held.format()  # what a newer version wrote is not written anew
    run_id = held.published_run()
    assert run_id is not None
    try:
        earlier_run(held, run_id, since)
    except StoreError as error:
        console.problem("There is nothing to compare with.", str(error))
        raise typer.Exit(2) from error
    produced = write_brief(held, run_id, since)
    for outcome in produced.outcomes:
        if not outcome.passed:
            console.problem("The watch list is not in order.", outcome.message)
    console.line(f"wrote {produced.notes['metadata']['brief_path']}")
