"""Says what to mend: `communique doctor`. The examinations stand in `examination`."""

import typer

from pipelines.cli import console
from pipelines.cli.options import HomeOption, JsonOption


def doctor(home: HomeOption = None, json: JsonOption = False) -> None:
    """Check the installation and the store, and say what to mend; exits 1 where something must be."""
    from pipelines.cli.examination import examine

    findings = examine(console.existing(home))
    if json:
        console.as_json(findings)
    else:
        console.findings(findings)
    if any(f.wrong for f in findings):
        raise typer.Exit(1)
