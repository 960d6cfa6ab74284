"""What a check found: the one record that gates, flow checks and accuracy hand to Dagster, the manifest and the reader.

Here belongs the record, and how rows of a query become part of it. Deciding belongs
to the checks, showing to `runtime/cockpit`.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

import duckdb

from assets.contract import Severity

NOT_MEASURED = "not measured"
VALUE_LENGTH = 200
OFFENDERS = 50  # named by one outcome; `failed_rows` counts all


@dataclass(frozen=True)
class Offender:
    """What broke a check: the rule, the document (its id or its place), the value, and what to do if the rule says it.

    Where a whole table or run is at fault, `document` is empty.
    """

    rule: str
    document: str = ""
    value: str = ""
    remedy: str = ""


@dataclass(frozen=True)
class Outcome:
    """One check of one run. A failed ERROR stops the run from publishing; a failed WARN is shown and goes on.

    `asset` is the asset it guards, `figures` numbers that the UI plots over time, `offenders` the first that broke it.
    One that had nothing to look at is not `measured`: it stops nothing, and is no good news either.
    """

    asset: str
    name: str
    passed: bool
    message: str = ""
    severity: Severity = "ERROR"
    failed_rows: int = 0
    figures: dict[str, float] = field(default_factory=dict)
    offenders: tuple[Offender, ...] = ()
    measured: bool = True

    def __post_init__(self) -> None:
        """Takes offenders as JSON gives them, too."""
        given: Iterable[Any] = self.offenders
        object.__setattr__(self, "offenders", tuple(Offender(**o) if isinstance(o, dict) else o for o in given))

    @property
    def stops(self) -> bool:
        """Whether this outcome keeps the run from publishing."""
        return not self.passed and self.severity == "ERROR"


def not_measured(asset: str, name: str, why: str) -> Outcome:
    """The outcome of a check that had nothing to look at."""
    return Outcome(asset, name, True, f"{NOT_MEASURED}: {why}", "WARN", measured=False)


def named(con: duckdb.DuckDBPyConnection, rule: str, query: str, remedy: str = "") -> list[Offender]:
    """The first rows of a query of two columns, document and value, as what broke a rule."""
    rows = con.execute(f"SELECT * FROM ({query}) t(document, value) ORDER BY ALL LIMIT {OFFENDERS}").fetchall()
    return [Offender(rule, str(d or ""), "" if v is None else str(v)[:VALUE_LENGTH], remedy) for d, v in rows]


def stopping(outcomes: Iterable[Outcome]) -> list[Outcome]:
    """The outcomes that keep a run from publishing."""
    return [o for o in outcomes if o.stops]
