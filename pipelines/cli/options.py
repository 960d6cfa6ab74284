"""Options that several commands share."""

from pathlib import Path
from typing import Annotated

import typer

INTERRUPTED = 130  # the exit status of what Ctrl-C ended: 128 and the number of the signal
HomeOption = Annotated[Path | None, typer.Option("--home", help="The store; default $COMMUNIQUE_HOME, else ./data")]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON, for other programs")]
