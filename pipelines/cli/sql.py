"""Queries the published warehouse: `communique sql`."""

import enum
import sys
from typing import Annotated

import typer

from pipelines.cli import console
from pipelines.cli.options import HomeOption


class Answer(enum.StrEnum):
    """How an answer is printed."""

    table = "table"
    csv = "csv"
    json = "json"
    parquet = "parquet"


def sql(
    query: Annotated[str, typer.Argument(help="The query")],
    home: HomeOption = None,
    format: Annotated[Answer, typer.Option("--format", help="How to print the answer")] = Answer.table,
) -> None:
    """Query the published warehouse, read-only: its tables, and as_of(table, run) for those of earlier runs."""
    import duckdb

    from assets.tables.asking import NoQuestion, asked

    if format is Answer.parquet and sys.stdout.isatty():
        console.problem("No terminal shows Parquet.", "Send it to a file: communique sql … --format parquet > FILE")
        raise typer.Exit(2)
    store = console.published(home)
    try:
        with asked(store.warehouse, store.snapshots, query) as answer:
            console.answer(answer.to_arrow_table(), format.value)
    except (duckdb.Error, NoQuestion) as error:
        console.problem("The query cannot be answered.", str(error))
        raise typer.Exit(2) from error
