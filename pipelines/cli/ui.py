"""Opens the Dagster UI over the store: `communique ui`."""

import os
from pathlib import Path
from typing import Annotated

import typer

from pipelines.cli import console
from pipelines.cli.options import HomeOption

LOOPBACK = "127.0.0.1"


def ui(
    home: HomeOption = None,
    inbox: Annotated[Path | None, typer.Option(help="The inbox of runs that the UI starts")] = None,
    port: Annotated[int, typer.Option(help="The port")] = 3000,
    listen: Annotated[
        str,
        typer.Option(
            help="The address to listen on; another only where something else bars the way, as in a container"
        ),
    ] = LOOPBACK,
    allow: Annotated[
        list[Path] | None,
        typer.Option(help="A further folder that runs may read as inbox or keep as store; as often as needed"),
    ] = None,
    allow_host: Annotated[
        list[str] | None,
        typer.Option(help="A further host under which the UI is reached, as a reverse proxy's; as often as needed"),
    ] = None,
) -> None:
    """Open the Dagster UI on 127.0.0.1 with the same store; ends with Ctrl-C."""
    from pipelines.cli.launch import prepare
    from pipelines.storage import StorageError
    from pipelines.web.front import authorities
    from pipelines.web.serve import ServeError, opened, serve
    from runtime.resources import confine, default_inbox

    store = console.store(home)
    folder = inbox.absolute() if inbox is not None else default_inbox()
    try:
        if missing := [path for path in (folder, *(allow or ())) if not path.is_dir()]:
            raise ServeError(f"{missing[0]} is no folder: give one that exists")
        with opened(port, listen) as door:
            ours = authorities(port, allow_host or ())
            prepare(store)
            os.environ["COMMUNIQUE_INBOX"] = str(folder)
            confine(allow or ())
            where = f"The Dagster UI is at http://{listen}:{port} (store: {store.home}; Ctrl-C ends it)"
            serve(door, ours, lambda: console.line(where))
    except (ServeError, StorageError, ValueError) as error:
        console.problem("The UI cannot be opened.", str(error))
        raise typer.Exit(2) from error
