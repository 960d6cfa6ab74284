"""What a check found: the one record that gates, flow checks and accuracy hand to Dagster, the manifest and the reader.

Here belongs the record. Deciding belongs to the checks, showing to `pipelines`.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from assets.contract import Severity


@dataclass(frozen=True)
class Outcome:
    """One check of one run. A failed ERROR stops the run from publishing; a failed WARN is shown and goes on.

    `asset` is the asset it guards, `figures` numbers that the UI plots over time.
    """

    asset: str
    name: str
    passed: bool
    message: str = ""
    severity: Severity = "ERROR"
    failed_rows: int = 0
    figures: dict[str, float] = field(default_factory=dict)

    @property
    def stops(self) -> bool:
        """Whether this outcome keeps the run from publishing."""
        return not self.passed and self.severity == "ERROR"


def stopping(outcomes: Iterable[Outcome]) -> list[Outcome]:
    """The outcomes that keep a run from publishing."""
    return [o for o in outcomes if o.stops]
