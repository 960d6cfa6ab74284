"""What an event is said to be: short ways for what is told once must choose what the long ones would."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest

from assets.enriched.resolve.events.coreference import reports_of
from assets.enriched.resolve.events.rows import leading, most, when, where

if TYPE_CHECKING:
    from assets.enriched.resolve.events.matching import Report
    from tests.enriched.resolve.conftest import Newsroom

DAY = dt.date(2024, 3, 4)


def told(news: Newsroom, **said: Any) -> Report:
    """The report of one event by two ministers."""
    page = news.page(DAY)
    parties = [page.holder("Ann Lum", "defence minister", "SGP"), page.holder("Bo Strand", "defence minister", "NOR")]
    place = page.name("Oslo", "place", "NOR", key="place:3143244", latitude=59.9, longitude=10.7)
    page.event("meeting", parties, **(said | ({"place": place} if said.pop("there", False) else {})))
    return reports_of(news.documents(), {})[-1]


@pytest.mark.parametrize(
    "said",
    [
        {},
        {"on": DAY},
        {"on": DAY, "end_on": DAY + dt.timedelta(days=2), "there": True, "country": "NOR"},
        {"on": DAY, "end_on": DAY - dt.timedelta(days=2)},
        {"on": None, "end_on": DAY, "date_precision": "month"},
        {"country": "NOR", "status": "planned"},
    ],
)
def test_what_is_told_once_is_what_is_told_twice_in_the_same_words(news: Newsroom, said: dict[str, Any]) -> None:
    report = told(news, **said)
    assert leading([report]) is leading([report, report])
    assert when([report]) == when([report, report])
    assert where([report]) == where([report, report])


def test_the_most_frequent_value_is_the_first_of_equals_and_nothing_counts_for_nothing() -> None:
    assert most([]) is most([None, ""]) is None
    assert most([None, "a"]) == most(["a", None, "a"]) == "a"
    assert most(["b", "a"]) == "b"
    assert most(["b", "a", "a"]) == "a"
