"""Queries the published warehouse: `communique sql`."""

import enum
import sys
from pathlib import Path
from typing import Annotated

import typer

from pipelines.cli import console
from pipelines.cli.asking import answers
from pipelines.cli.options import HomeOption


class Answer(enum.StrEnum):
    """How an answer is printed."""

    table = "table"
    csv = "csv"
    json = "json"
    parquet = "parquet"


def sql(
    query: Annotated[str, typer.Argument(help="The query, a file that ends in .sql, or - for standard input")],
    home: HomeOption = None,
    format: Annotated[Answer, typer.Option("--format", help="How to print the answer")] = Answer.table,
    limit: Annotated[int, typer.Option(min=0, help="Print at most so many rows; 0: all")] = 0,
) -> None:
    """Query the published warehouse, read-only: its tables, and as_of(table, run) for those of earlier runs."""
    import duckdb

    from assets.tables.questions.asking import NoQuestion, asked
    from runtime.lake.history import named_in

    if format is Answer.parquet and sys.stdout.isatty():
        console.problem("No terminal shows Parquet.", "Send it to a file: communique sql … --format parquet > FILE")
        raise typer.Exit(2)
    query = _text(query)
    store = console.published(home)
    try:
        with asked(store.warehouse, named_in(store, query), query) as answer:
            rows = (answer.limit(limit + 1) if limit else answer).to_arrow_table()
            shown = rows.slice(0, limit) if limit else rows
            answers.answer(shown, format.value, more=rows.num_rows > shown.num_rows)
    except (duckdb.Error, NoQuestion) as error:
        console.problem("The query cannot be answered.", str(error))
        raise typer.Exit(2) from error


def _text(query: str) -> str:
    """The query itself, from wherever it was said to stand; ends with 2 where it cannot be read."""
    if query == "-":
        return sys.stdin.read()
    if not query.endswith(".sql") or "\n" in query:
        return query
    try:
        return Path(query).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        why = error.strerror if isinstance(error, OSError) else "it is not in UTF-8"
        console.problem(f"The query file {query} cannot be read.", f"{why}: give the path of a text file, or the query")
        raise typer.Exit(2) from error
