"""Opens the Dagster UI over the store: `communique ui`."""

import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from pipelines.cli import console
from pipelines.cli.options import HomeOption


def ui(
    home: HomeOption = None,
    inbox: Annotated[Path | None, typer.Option(help="The inbox of runs that the UI starts")] = None,
    port: Annotated[int, typer.Option(help="The port on 127.0.0.1")] = 3000,
) -> None:
    """Open the Dagster UI on 127.0.0.1 with the same store; ends with Ctrl-C."""
    from pipelines.cli.launch import prepare
    from runtime.version import ROOT

    store = console.store(home)
    prepare(store)
    if inbox is not None:
        os.environ["COMMUNIQUE_INBOX"] = str(inbox.absolute())
    dagster = Path(sys.executable).with_name("dagster")
    console.line(f"The Dagster UI is at http://127.0.0.1:{port} (store: {store.home}; Ctrl-C ends it)")
    os.chdir(ROOT)
    os.execv(dagster, [str(dagster), "dev", "-w", "workspace.yaml", "-h", "127.0.0.1", "-p", str(port)])
