"""Queries the published warehouse: `communique sql`."""

import enum
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
