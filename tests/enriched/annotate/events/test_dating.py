"""Which times date an event: its own clause's, not those of what it speaks of or counts from."""

import datetime as dt
from collections.abc import Callable

import pytest

from assets.enriched.annotate.records import Annotation

ReadText = Callable[..., Annotation]


@pytest.mark.parametrize(
    ("text", "kind", "start", "end"),
    [
        (
            "Danish Foreign Minister Lars Lokke Rasmussen and Swedish Foreign Minister Tobias Billstrom ended two days "
            "of talks in Malmo on Tuesday.",
            "meeting",
            dt.date(2024, 5, 13),
            dt.date(2024, 5, 14),
        ),
        (
            "Danish Foreign Minister Lars Lokke Rasmussen became the first minister in years to visit Oran on Monday.",
            "visit",
            dt.date(2024, 5, 13),
            dt.date(2024, 5, 13),
        ),
        (
            "Danish Prime Minister Mette Frederiksen announced on Sunday that she would step down.",
            "resignation",
            dt.date(2024, 5, 12),
            dt.date(2024, 5, 12),
        ),
    ],
)
def test_days_of_events(read_text: ReadText, text: str, kind: str, start: dt.date, end: dt.date) -> None:
    (event,) = [event for event in read_text(text).events if event.event_kind == kind]
    assert (event.status, event.start_on, event.end_on) == ("happened", start, end)


def test_a_reproach_is_not_of_the_day_of_the_deed(read_text: ReadText) -> None:
    events = read_text("Denmark condemned Iran's missile test of March 3.").events
    assert all(event.start_on != dt.date(2024, 3, 3) for event in events if event.event_kind == "condemnation")


@pytest.mark.parametrize(
    "text",
    [
        "No Danish foreign minister had visited Tripoli since 2011.",
        "Denmark and Sweden promised to meet every year.",
    ],
)
def test_history_and_habits_are_no_plans(read_text: ReadText, text: str) -> None:
    assert [event for event in read_text(text).events if event.event_kind in {"planned_meeting", "visit"}] == []


def test_a_forum_that_comes_later_is_not_where_they_met(read_text: ReadText) -> None:
    text = (
        "Japanese Defence Minister Minoru Kihara met South Korea's Shin Won-sik in Singapore on Monday, a day before "
        "the Shangri-La Dialogue."
    )
    (met,) = [event for event in read_text(text).events if event.event_kind in {"meeting", "forum_sideline"}]
    assert (met.event_kind, met.forum) == ("meeting", None)


def test_a_month_within_a_name_is_part_of_it(read_text: ReadText) -> None:
    annotation = read_text("Chinese Defence Minister Dong Jun met Poland's Radoslaw Sikorski.")
    assert "Dong Jun" in {entity.name for entity in annotation.entities}
