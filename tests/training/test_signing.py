"""Which rows would be signed: by kind, status, parties and days, each labelled act once."""

import datetime as dt
from typing import Any

import pytest

from training.signing import Party, Row, judge

DAY = dt.date(2024, 5, 14)
LUND, HOLM = Party("person", "NOR", ("Kari Lund",)), Party("person", "DNK", ("Jens Holm", "Holm"))
NORWAY, SWEDEN = Party("country", "NOR", ("Norway",)), Party("country", "SWE", ("Sweden",))


def label(**said: Any) -> dict[str, Any]:
    return {
        "event_kind": "meeting",
        "status": "happened",
        "central": True,
        "start_on": "2024-05-14",
        "end_on": "2024-05-14",
        "date_precision": "day",
        "participants": [
            {"name": "Kari Lund", "country": "NOR", "role": "actor", "person": True},
            {"name": "Jens Holm", "country": "DNK", "role": "actor", "person": True},
        ],
        "mentions": [{"span": [0, 40], "trigger_span": [10, 13]}],
    } | said


def row(**said: Any) -> Row:
    given = {
        "kind": "meeting",
        "status": "happened",
        "days": (DAY, DAY, "day"),
        "parties": (LUND, HOLM),
        "spans": ((0, 40),),
    } | said
    return Row(**given)


def faults(labels: list[dict[str, Any]], *rows: Row) -> list[set[str]]:
    return [set(verdict.faults) for verdict in judge(labels, rows)]


def test_a_row_as_labelled_is_signed_and_its_envoys_state_may_stand_beside() -> None:
    assert faults([label()], row()) == [set()]
    assert faults([label()], row(parties=(LUND, HOLM, NORWAY))) == [set()]


@pytest.mark.parametrize(
    ("said", "fault"),
    [
        ({"kind": "call"}, "kind"),
        ({"status": "planned"}, "status"),
        ({"parties": (LUND,)}, "parties"),
        ({"parties": (LUND, HOLM, SWEDEN)}, "parties"),
        ({"days": (None, None, "none")}, "days"),
        ({"days": (DAY - dt.timedelta(days=1), None, "day")}, "days"),
    ],
)
def test_what_is_wrong_of_a_row_is_named(said: dict[str, Any], fault: str) -> None:
    assert faults([label()], row(**said)) == [{fault}]


def test_a_second_row_of_one_act_is_a_duplicate_and_the_better_one_is_kept() -> None:
    assert faults([label()], row(parties=(LUND,)), row()) == [{"duplicate"}, set()]


def test_a_row_that_no_label_tells_is_false() -> None:
    assert faults([label()], row(kind="attack", parties=(SWEDEN,), spans=((80, 90),))) == [{"no_event"}]
    assert faults([label()], row(kind="attack", parties=(SWEDEN,))) == [{"other_kind"}]


def test_arguable_labels_count_neither_way() -> None:
    assert faults([label(arguable=True)], row()) == []


@pytest.mark.parametrize(("start", "right"), [(dt.date(2024, 5, 3), True), (dt.date(2024, 6, 1), False), (None, False)])
def test_a_labelled_month_asks_for_a_day_within_it(start: dt.date | None, right: bool) -> None:
    month = label(start_on="2024-05-01", end_on="2024-05-31", date_precision="month")
    assert (faults([month], row(days=(start, start, "month"))) == [set()]) is right
