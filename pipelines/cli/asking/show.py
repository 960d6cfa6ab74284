"""Shows one event, person or document: `communique show`."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from pipelines.cli import console
from pipelines.cli.options import HomeOption, JsonOption

if TYPE_CHECKING:
    from assets.tables.questions.details import Details

SHOWN = 20


def show(
    what: Annotated[str, typer.Argument(help="An id or its beginning, a person's or body's name, a file of the inbox")],
    home: HomeOption = None,
    rows: Annotated[int, typer.Option(min=1, help="How many rows of each kind to show")] = SHOWN,
    json: JsonOption = False,
) -> None:
    """Show one event, one person or other entity, or one document with all that is held of it."""
    from assets.tables.questions.details import details, find
    from assets.tables.warehouse import open_read_only

    store = console.published(home)
    con = open_read_only(store.warehouse)
    try:
        found = find(con, what)
        if len(found) != 1:
            _unclear(what, found)
            raise typer.Exit(2)
        held = details(con, *found[0][:2])
    finally:
        con.close()
    if json:
        console.as_json(held)
    else:
        _print(held, rows)


def _unclear(what: str, found: Sequence[tuple[str, str, str]]) -> None:
    if found:
        console.table(f"{len(found)} may be meant by {what}", ("what", "id", "name"), found[:SHOWN], len(found) - SHOWN)
        return
    console.problem(
        f"Nothing that is held is called {what}.",
        "Give an event's or document's id or its beginning, a name, or a file's place below the inbox;"
        " communique search WORDS finds documents.",
    )


def _print(held: "Details", rows: int) -> None:
    kind = str(held.facts.get("kind", held.kind)) if held.kind == "entity" else held.kind
    console.table(kind.capitalize(), ("", ""), held.facts.items())
    for section in held.sections:
        console.table(section.heading, section.header, section.rows[:rows], len(section.rows) - rows)
