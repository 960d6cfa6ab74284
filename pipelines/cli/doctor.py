"""Says what to mend: `communique doctor`. The examinations stand in `examination`."""

from typing import Annotated

import typer

from pipelines.cli import console
from pipelines.cli.options import HomeOption, JsonOption


def doctor(
    home: HomeOption = None,
    deep: Annotated[bool, typer.Option("--deep", help="Check every published row, too: what it must mean")] = False,
    json: JsonOption = False,
) -> None:
    """Check the installation and the store, and say what to mend; exits 1 where something must be."""
    from pipelines.cli.examination import examine, examine_rows

    store = console.existing(home)
    findings = examine(store)
    if deep:
        findings += examine_rows(store)
    if json:
        console.as_json(findings)
    else:
        console.findings(findings)
    if any(f.wrong for f in findings):
        raise typer.Exit(1)
