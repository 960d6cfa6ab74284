"""A report's own day is a full date with its true weekday; dates of background are none."""

import datetime as dt

import pytest

from assets.parsed.dates.own_day import own_day
from assets.parsed.dates.published import Evidence, decide

TODAY = dt.date(2026, 1, 1)


@pytest.mark.parametrize(
    "opening",
    [
        "Envoys met in Lima on Wednesday, March 3, 2021, to talk about copper.",
        "On Wednesday, 3 March 2021, envoys met in Lima.",
        "Envoys met on Monday, March 1, 2021, and parted on Wednesday, March 3, 2021.",
    ],
)
def test_the_latest_own_day_is_found(opening: str) -> None:
    found = own_day([opening], TODAY)
    assert found is not None
    assert found[0] == dt.date(2021, 3, 3)


@pytest.mark.parametrize(
    "opening",
    [
        "Envoys met on Tuesday, March 3, 2021, in Lima.",
        "Envoys will meet on Wednesday, March 3, 2021, in Lima.",
        "The port has been shut since on Wednesday, March 3, 2021.",
        "Envoys met on March 3, 2021, in Lima.",
        "A ship enters port in Lima, Wednesday, March 3, 2021. The strike has ended.",
        "Envoys met on Wednesday, March 3, 2021. In 2024 they met again.",
        "Envoys meet on Wednesday, March 3, 2027, in Lima.",
    ],
)
def test_other_days_are_not_taken(opening: str) -> None:
    assert own_day([opening], TODAY) is None


def test_background_far_below_is_not_taken() -> None:
    assert (
        own_day(["Envoys met.", "They smiled.", "They left.", "The pact dates from on Monday, 1 March 2021."], TODAY)
        is None
    )


def test_the_text_dates_a_document_only_where_nothing_else_does() -> None:
    text = "Envoys met on Wednesday, March 3, 2021, to talk about copper."
    alone = decide(Evidence(text=text, today=TODAY))
    assert (alone.on, alone.method, alone.precision) == (dt.date(2021, 3, 3), "text", "day")
    assert alone.confidence < 0.7
    assert decide(Evidence(text=text, supplied="2021-03-09", today=TODAY)).on == dt.date(2021, 3, 9)
