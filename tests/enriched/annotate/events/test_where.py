"""Place, country and forum of an event: its own clause's, and the dateline's only where it must have been there."""

from collections.abc import Callable

import pytest

from assets.enriched.annotate.records import Annotation, EventMention

ReadText = Callable[..., Annotation]
SEATED = {"dateline_place": "WARSAW", "dateline_country": "POL"}


def only(annotation: Annotation, kind: str) -> EventMention:
    (event,) = [event for event in annotation.events if event.event_kind == kind]
    return event


def place(annotation: Annotation, event: EventMention) -> str | None:
    return annotation.entities[event.place].name if event.place is not None else None


def forum(annotation: Annotation, event: EventMention) -> str | None:
    return annotation.entities[event.forum].name if event.forum is not None else None


def test_a_capital_behind_its_description(read_text: ReadText) -> None:
    annotation = read_text("Polish Foreign Minister Radoslaw Sikorski will pay a visit to Danish capital Copenhagen.")
    event = only(annotation, "planned_meeting")
    assert (place(annotation, event), event.country) == ("Copenhagen", "DNK")


def test_whom_one_calls_on_is_not_where(read_text: ReadText) -> None:
    annotation = read_text("Norway called on Tehran to free the sailors.")
    event = only(annotation, "appeal")
    assert (place(annotation, event), event.country) == (None, None)


@pytest.mark.parametrize(
    ("text", "context", "country"),
    [
        ("Poland condemned Iran on Tuesday.", SEATED, "POL"),
        ("Norway condemned Iran on Tuesday.", SEATED, None),
        ("Poland condemned Iran on Tuesday.", {"dateline_place": "WARSAW/OSLO", "dateline_country": "POL"}, None),
    ],
)
def test_an_utterance_is_where_its_speaker_is(
    read_text: ReadText, text: str, context: dict[str, str], country: str | None
) -> None:
    assert only(read_text(text, **context), "condemnation").country == country


def test_a_forum_abroad_is_not_at_the_dateline(read_text: ReadText) -> None:
    annotation = read_text(
        "Polish President Andrzej Duda will meet Danish Prime Minister Mette Frederiksen at the G20.", **SEATED
    )
    event = only(annotation, "planned_meeting")
    assert (forum(annotation, event), event.country) == ("G20", None)


def test_a_summit_of_a_body_is_a_forum(read_text: ReadText) -> None:
    annotation = read_text("Leaders of 30 NATO states met in Vilnius for a summit on Tuesday.")
    (event,) = annotation.events
    assert (forum(annotation, event), place(annotation, event)) == ("NATO summit", "Vilnius")


def test_a_forum_of_another_clause_is_not_theirs(read_text: ReadText) -> None:
    annotation = read_text(
        "Polish President Andrzej Duda, who missed the G20 summit, met Danish Prime Minister Mette Frederiksen."
    )
    assert only(annotation, "meeting").forum is None


def test_a_continent_is_no_place_of_a_meeting(read_text: ReadText) -> None:
    annotation = read_text("Polish President Andrzej Duda met Danish Prime Minister Mette Frederiksen in Africa.")
    assert place(annotation, only(annotation, "meeting")) is None


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("Polish President Andrzej Duda will meet Danish Prime Minister Mette Frederiksen next month.", None),
        ("Polish President Andrzej Duda will meet Danish Prime Minister Mette Frederiksen later Wednesday.", "POL"),
        (
            "Danish Prime Minister Mette Frederiksen arrived in Poland on Tuesday.\n"
            "Frederiksen will meet Polish President Andrzej Duda.",
            "POL",
        ),
    ],
)
def test_a_plan_is_at_the_dateline_only_with_those_who_are_there(
    read_text: ReadText, text: str, country: str | None
) -> None:
    assert only(read_text(text, **SEATED), "planned_meeting").country == country


def test_one_act_of_one_day_is_at_one_place(read_text: ReadText) -> None:
    text = "North Korea fired a missile from Wonsan on Tuesday.\nThe North Korean launch on Tuesday worried many."
    annotation = read_text(text)
    assert {place(annotation, e) for e in annotation.events if e.event_kind == "weapons_test"} == {"Wonsan"}


def test_a_journey_to_several_countries_is_first_in_the_first(read_text: ReadText) -> None:
    annotation = read_text("Polish President Andrzej Duda visited Norway, Sweden and Finland on Tuesday.")
    assert only(annotation, "visit").country == "NOR"


def test_a_forum_for_which_the_parties_are_there_is_told_beside_their_meeting(read_text: ReadText) -> None:
    annotation = read_text(
        "Finnish Foreign Minister Elina Valtonen held talks with her Thai counterpart, Maris Sangiampongsa, "
        "while visiting Singapore to attend the Shangri-La Dialogue."
    )
    assert forum(annotation, only(annotation, "forum_sideline")) == "Shangri-La Dialogue"
