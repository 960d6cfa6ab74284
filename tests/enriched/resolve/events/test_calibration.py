"""What a second outlet adds to the confidence of an event."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.enriched.resolve.conftest import Newsroom

DAY = dt.date(2024, 6, 10)


def test_a_second_outlet_settles_a_part_of_the_doubt(news: Newsroom) -> None:
    for outlet in ("The Courier", "Daily Wire"):
        page = news.page(DAY, outlet)
        page.event("call", [page.state("South Korea", "KOR"), page.state("Japan", "JPN")], DAY, confidence=0.5)
    (event,) = news.resolve().tables["events"]
    alone = 0.5
    assert alone < event["confidence"] < 1


def test_one_outlet_alone_leaves_the_confidence_as_it_was_read(news: Newsroom) -> None:
    page = news.page(DAY, "The Courier")
    page.event("call", [page.state("South Korea", "KOR"), page.state("Japan", "JPN")], DAY, confidence=0.5)
    (event,) = news.resolve().tables["events"]
    assert event["confidence"] == 0.5
