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


def test_the_day_of_a_saying_is_not_that_of_an_aside(read_text: ReadText) -> None:
    text = "Denmark's Lars Lokke Rasmussen, who met Polish President Andrzej Duda, said on Monday that he was glad."
    assert [event.date_precision for event in read_text(text).events if event.event_kind == "meeting"] == ["none"]


def test_a_clause_of_when_has_the_time_that_it_explains(read_text: ReadText) -> None:
    text = "The wall went up in 2007, when Denmark withdrew its troops from Iraq."
    assert only(read_text(text), "withdrawal").start_on == dt.date(2007, 1, 1)


def test_a_time_of_the_subject_above_is_not_the_events(read_text: ReadText) -> None:
    text = "An attack this month raised doubts about North Korea, which tested missiles."
    (event,) = [event for event in read_text(text).events if event.event_kind == "weapons_test"]
    assert event.date_precision == "none"
