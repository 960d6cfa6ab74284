"""Says what to mend: `communique doctor`. The examinations stand in `examination`."""

import typer

from pipelines.cli import console
from pipelines.cli.options import HomeOption


def doctor(home: HomeOption = None) -> None:
    """Check the installation and the store, and say what to mend; exits 1 where something must be."""
    from pipelines.cli.examination import examine

    findings = examine(console.store(home))
    console.findings(findings)
    if any(f.wrong for f in findings):
        raise typer.Exit(1)
