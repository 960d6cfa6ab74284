"""What events break by themselves: asked of those that are made anew; of the others it is known.

Here belong the rules that an event decides by itself and the asking of them. All others are asked in `judging`.
"""

from collections.abc import Mapping

import polars as pl

from assets.contract import Rule, Table
from assets.enriched.schema import TABLES
from checks import meaning

RULES = {
    "events": frozenset(
        {
            "type_of_its_kind", "mode_of_its_type", "mode_of_its_kind", "dated_as_it_says", "day_as_exact",
            "happened_before_it_was_told", "told", "attended", "sides", "counted", "as_reported", "visited_by_somebody",
            "filled",
        }
    ),
    "event_participants": frozenset(
        {"country_is_itself", "level_of_its_kind", "office_of_a_person", "role_of_its_kind"}
    ),
    "event_reports": frozenset(
        {"in_its_sentence", "holds_its_trigger", "type_of_its_kind", "day_of_its_text", "filled"}
    ),
}  # fmt: skip
"""By table: rules that read the event's rows in these tables, and what its reports' documents say by themselves."""
BESIDE = ("articles", "sentences", "time_mentions")
FAULTS: dict[str, pl.DataType] = {"event_id": pl.String()} | {
    n: t for n, t in meaning.FAULTS.items() if n != "document_id"
}
"""Rows that break a rule which their event decides by itself; `key` is the row's, as JSON."""


def decided(table: Table, rule: Rule) -> bool:
    """Whether an event decides the rule by itself."""
    return rule.name in RULES.get(table.name, ())


def faults(rows: Mapping[str, pl.DataFrame], events: pl.DataFrame) -> pl.DataFrame:
    """What some events (event_id) break by themselves: FAULTS. `rows` are all that is held, by table."""
    own = {name: rows[name].join(events, on="event_id", how="semi") for name in RULES}
    told = own["event_reports"].select("document_id").unique()
    beside = {name: rows[name].join(told, on="document_id", how="semi") for name in BESIDE}
    return meaning.faults(own | beside, TABLES, "event_id", decided)
