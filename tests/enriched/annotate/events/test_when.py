"""The day of an event: from its own clause, on the right side of today, and on the day that has begun where it was."""

import datetime as dt
from collections.abc import Callable

import pytest

from assets.enriched.annotate.records import Annotation, EventMention

ReadText = Callable[..., Annotation]
SATURDAY = dt.date(2024, 6, 1)
TUESDAY = dt.date(2024, 6, 4)


def only(annotation: Annotation, kind: str) -> EventMention:
    (event,) = [event for event in annotation.events if event.event_kind == kind]
    return event


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Norway accused Iran of new raids in the Gulf after the April disaster off Jask.", "accusation"),
        ("Sweden accused Iran of planning deadly attacks on Swedish soil in 2015.", "accusation"),
        (
            "Danish Prime Minister Mette Frederiksen will host Polish President Andrzej Duda in return for a report "
            "on the 2019 election.",
            "planned_meeting",
        ),
        (
            "Norway will not hold the joint military exercises with Iran, Norwegian officials said on Monday.",
            "joint_exercise",
        ),
    ],
)
def test_days_of_something_else(read_text: ReadText, text: str, kind: str) -> None:
    events = [event for event in read_text(text).events if event.event_kind == kind]
    assert [(event.start_on, event.date_precision) for event in events] == [(None, "none")]


@pytest.mark.parametrize(
    ("text", "kind", "day"),
    [
        ("Iran rejected on Monday calls by Norway for a pause.", "refusal", dt.date(2024, 6, 3)),
        (
            "In an opening round of talks late Monday with Danish Defence Minister Troels Lund Poulsen, Polish Defence "
            "Minister Wladyslaw Kosiniak-Kamysz pledged to send troops to Denmark.",
            "commitment",
            dt.date(2024, 6, 3),
        ),
    ],
)
def test_days_of_the_event_in_odd_places(read_text: ReadText, text: str, kind: str, day: dt.date) -> None:
    assert only(read_text(text, reference_on=TUESDAY), kind).start_on == day


def test_a_past_weekend_is_behind(read_text: ReadText) -> None:
    event = only(read_text("Norway condemned Iran this weekend.", reference_on=TUESDAY), "condemnation")
    assert (event.start_on, event.end_on) == (dt.date(2024, 6, 1), dt.date(2024, 6, 2))


@pytest.mark.parametrize(
    ("text", "context", "day"),
    [
        ("North Korea fired a missile on Sunday.", {}, dt.date(2024, 6, 2)),
        ("Iran fired a missile on Sunday.", {}, dt.date(2024, 5, 26)),
        (
            "North Korea fired a missile on Sunday.",
            {"dateline_place": "Seoul", "dateline_country": "KOR"},
            dt.date(2024, 5, 26),
        ),
        ("North Korea fired a missile last Sunday.", {}, dt.date(2024, 5, 26)),
    ],
)
def test_a_day_that_has_begun_in_the_east(
    read_text: ReadText, text: str, context: dict[str, str], day: dt.date
) -> None:
    assert only(read_text(text, reference_on=SATURDAY, **context), "weapons_test").start_on == day
