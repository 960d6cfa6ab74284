"""Faults in rows before they become frames: values of other types, columns that are none, values out of bounds.

Here belong faults in Python; each spoils the first row of a table, as a stage would hand it over.
"""

import datetime as dt
from typing import Any

from pipelines.plants.planting import rows

Rows = dict[str, list[dict[str, Any]]]


@rows
def a_list_is_a_string(held: Rows) -> None:
    held["articles"][0]["byline"] = "Ann Author"


@rows
def a_count_is_no_whole_number(held: Rows) -> None:
    held["articles"][0]["word_count"] = 12.5


@rows
def a_count_is_a_truth(held: Rows) -> None:
    held["entities"][0]["document_count"] = True


@rows
def a_column_is_unknown(held: Rows) -> None:
    held["events"][0]["kind"] = "meeting"


@rows
def a_column_is_misspelled(held: Rows) -> None:
    held["mentions"][0]["entity"] = held["mentions"][0].pop("entity_id")


@rows
def a_day_is_a_moment(held: Rows) -> None:
    held["articles"][0]["published_on"] = dt.datetime(2024, 5, 1, 23, 59)


@rows
def a_moment_is_of_no_zone(held: Rows) -> None:
    held["documents"][0]["first_seen_at"] = dt.datetime(2024, 5, 1, 23, 59)


@rows
def a_number_is_a_string(held: Rows) -> None:
    held["sentences"][0]["raw_start"] = "0"


@rows
def a_string_is_a_number(held: Rows) -> None:
    held["articles"][0]["title"] = 2024


@rows
def a_truth_is_a_number(held: Rows) -> None:
    held["statements"][0]["joint"] = 1


@rows
def a_confidence_is_above_one(held: Rows) -> None:
    held["mentions"][0]["confidence"] = 1.2


@rows
def an_id_is_gone(held: Rows) -> None:
    held["events"][0]["event_id"] = None
