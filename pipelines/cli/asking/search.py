"""Finds articles by words: `communique search`."""

from typing import Annotated

import typer

from pipelines.cli import console
from pipelines.cli.asking import answers
from pipelines.cli.options import HomeOption
from pipelines.cli.sql import Answer


def search(
    words: Annotated[list[str], typer.Argument(help="Words that stand in the title or the text")],
    home: HomeOption = None,
    limit: Annotated[int, typer.Option(min=0, help="Print at most so many articles; 0: all")] = 20,
    format: Annotated[Answer, typer.Option("--format", help="How to print the answer")] = Answer.table,
) -> None:
    """Find articles by words, best first, each with the sentence that holds most of them."""
    import duckdb

    from assets.tables.warehouse import open_read_only

    store = console.published(home)
    con = open_read_only(store.warehouse)
    try:
        found = con.execute("FROM search(?)", [" ".join(words)]).to_arrow_table()
    except duckdb.CatalogException as error:
        console.problem("The warehouse has no search.", "It is of an older version: publish with communique run --full")
        raise typer.Exit(2) from error
    finally:
        con.close()
    answers.answer(found.slice(0, limit) if limit else found, format.value)
    if limit and found.num_rows > limit and format is Answer.table:
        console.line(f"and {found.num_rows - limit:,} more: --limit 0")
