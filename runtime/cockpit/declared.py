"""What every asset declares beside its name: who owns it, how old it may grow, and where its columns are explained.

Here belong the settings of the operator ($COMMUNIQUE_OWNERS, $COMMUNIQUE_FRESH_HOURS), the links, and the assets of
declared tables.
"""

import datetime as dt
import os
import re
from collections.abc import Sequence
from typing import Any

import dagster as dg

from assets.contract import Table
from checks.registry import dictionary as rows_of

KINDS = {"python", "polars"}
OWNER = "team:communique"
DICTIONARY = "/dictionary"  # where `pipelines/web/front.py` serves the whole of it
FRESH_HOURS = 36  # a daily run that was late or failed once is warned of, not cried over
_IS_OWNER = re.compile(r"team:[A-Za-z0-9_-]+|[^@\s,]+@[^@\s,]+\.[^@\s,]+")


def owners() -> list[str]:
    """Whom to ask, as $COMMUNIQUE_OWNERS lists them: team:desk, addresses. Raises ValueError for another form."""
    said = os.environ.get("COMMUNIQUE_OWNERS", OWNER).replace(",", " ").split()
    if wrong := [owner for owner in said if not _IS_OWNER.fullmatch(owner)]:
        raise ValueError(f"COMMUNIQUE_OWNERS: {wrong[0]!r} is no owner: give team:NAME or an address of mail")
    return said


def freshness() -> dg.FreshnessPolicy:
    """How old what is published may grow: warned of after $COMMUNIQUE_FRESH_HOURS, failed after twice as long."""
    said = os.environ.get("COMMUNIQUE_FRESH_HOURS", str(FRESH_HOURS))
    if not said.isdecimal() or not 1 <= int(said) <= 8760:
        raise ValueError(f"COMMUNIQUE_FRESH_HOURS is {said!r}: give whole hours from 1 to 8760")
    hours = int(said)
    return dg.FreshnessPolicy.time_window(dt.timedelta(hours=2 * hours), dt.timedelta(hours=hours))


def spec(table: Table, group: str, deps: Sequence[str] = ()) -> dg.AssetSpec:
    """The asset of a declared table, made in a stage from the assets before it."""
    return dg.AssetSpec(
        table.name,
        deps=deps,
        description=table.description,
        group_name=group,
        kinds=KINDS,
        skippable=True,
        owners=owners(),
        metadata=dictionary(table),
    )


def dictionary(table: Table) -> dict[str, Any]:
    """The table's page of the data dictionary: what every column is, and which columns of other tables it points to."""
    lines = ["| column | type | what it is | rules |", "|---|---|---|---|"]
    for cells in rows_of(table):
        lines.append("| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |")
    return {
        "dictionary": dg.MetadataValue.md("\n".join(lines)),
        "dictionary_page": dg.MetadataValue.url(f"{DICTIONARY}#{table.name}"),
    }
