"""Events of sentences of our own: type, kind, status, sides, day and place, and what is no event."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assets.enriched.annotate.records import Annotation, EventMention
from assets.enriched.schema import EVENT_KINDS, EVENT_TYPES

ReadText = Callable[..., Annotation]
DAY = dt.date(2024, 3, 14)


@dataclass
class Told:
    """An event with the names of what it points to."""

    event: EventMention
    sides: dict[str, str]
    place: str | None
    forum: str | None


def told(annotation: Annotation) -> list[Told]:
    """The events of an annotation, by name."""

    def name(position: int | None) -> str | None:
        return None if position is None else annotation.entities[position].name

    return [
        Told(e, {annotation.entities[p.entity].name: p.role for p in e.participants}, name(e.place), name(e.forum))
        for e in annotation.events
    ]


def only(annotation: Annotation, kind: str) -> Told:
    """The one event of a kind; fails where there is none or there are several."""
    found = [t for t in told(annotation) if t.event.event_kind == kind]
    assert len(found) == 1, [(t.event.event_kind, t.sides) for t in told(annotation)]
    return found[0]


@pytest.mark.parametrize(
    ("text", "event_type", "kind", "status"),
    [
        ("Japan condemned North Korea for the launch.", "ACCUSE", "condemnation", "happened"),
        ("Estonia accused Russia of jamming its radios.", "ACCUSE", "accusation", "happened"),
        ("Iran threatened to attack Israel.", "THREATEN", "threat", "happened"),
        ("France urged Israel to reopen the crossing.", "REQUEST", "appeal", "happened"),
        ("Hungary refused to send troops to Ukraine.", "REJECT", "refusal", "happened"),
        ("Norway pledged to help Ukraine.", "AGREE", "commitment", "happened"),
        ("Poland signed a defence pact with Lithuania.", "SUPPORT", "agreement", "happened"),
        ("Britain praised Kenya for its role in the talks.", "SUPPORT", "support", "happened"),
        ("Canada imposed sanctions on Belarus.", "COERCE", "sanction", "happened"),
        ("Spain expelled two Russian diplomats.", "SANCTION", "sanction", "happened"),
        ("The United States lifted sanctions on Sudan.", "CONCEDE", "concession", "happened"),
        ("Turkey released three Greek soldiers.", "RETREAT", "concession", "happened"),
        ("Italy withdrew its troops from Libya.", "RETREAT", "withdrawal", "happened"),
        ("Germany delivered tanks to Ukraine.", "AID", "military_aid", "happened"),
        ("Japan donated vaccines to Vietnam.", "AID", "aid", "happened"),
        ("Israel bombed targets in Syria.", "ASSAULT", "attack", "happened"),
        ("Egyptian police arrested a French journalist.", "COERCE", "coercion", "happened"),
        ("Denmark suspended aid to Niger.", "SANCTION", "sanction", "happened"),
    ],
)
def test_types_and_kinds(read_text: ReadText, text: str, event_type: str, kind: str, status: str) -> None:
    event = only(read_text(text), kind).event
    assert (event.event_type, event.status) == (event_type, status)


def test_a_meeting_has_its_sides_day_and_place(read_text: ReadText) -> None:
    text = (
        "German Defence Minister Boris Pistorius met with his French counterpart Sebastien Lecornu in Paris on Monday."
    )
    meeting = only(read_text(text), "meeting")
    assert meeting.sides == {"Boris Pistorius": "actor", "Sebastien Lecornu": "actor"}
    assert (meeting.event.start_on, meeting.event.date_precision) == (dt.date(2024, 5, 13), "day")
    assert (meeting.place, meeting.event.country) == ("Paris", "FRA")
    assert {p.office for p in meeting.event.participants} == {"defence minister"}
    assert {p.level for p in meeting.event.participants} == {"minister"}


@pytest.mark.parametrize(
    "text",
    [
        "Norwegian Foreign Minister Espen Barth Eide held talks with Japanese Foreign Minister Yoko Kamikawa.",
        "Norwegian Foreign Minister Espen Barth Eide said after a meeting with Japanese Foreign Minister Yoko Kamikawa "
        "that trade would grow.",
        "The talks between Norwegian Foreign Minister Espen Barth Eide and Japanese Foreign Minister Yoko Kamikawa "
        "lasted an hour.",
    ],
)
def test_nouns_and_light_verbs_tell_of_meetings(read_text: ReadText, text: str) -> None:
    assert only(read_text(text), "meeting").sides == {"Espen Barth Eide": "actor", "Yoko Kamikawa": "actor"}


def test_a_visit_has_visitor_and_host(read_text: ReadText) -> None:
    visit = only(read_text("Indian Defence Minister Rajnath Singh arrived in Kuala Lumpur on Sunday."), "visit")
    assert visit.sides == {"Rajnath Singh": "visitor", "Malaysia": "host"}
    assert (visit.event.event_mode, visit.place, visit.event.country) == ("visit", "Kuala Lumpur", "MYS")


def test_here_is_the_place_of_the_dateline(read_text: ReadText) -> None:
    text = "Polish Foreign Minister Radoslaw Sikorski arrived here on Tuesday for a three-day visit."
    visit = only(read_text(text, dateline_place="HANOI", dateline_country="VNM"), "visit")
    assert (visit.place, visit.event.country) == ("Hanoi", "VNM")
    assert visit.sides == {"Radoslaw Sikorski": "visitor", "Vietnam": "host"}
    assert visit.event.start_on == dt.date(2024, 5, 14)


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Brazilian President Luiz Inacio Lula da Silva will visit Portugal in June.", "planned"),
        ("Brazilian President Luiz Inacio Lula da Silva is going to visit Portugal.", "planned"),
        ("Brazilian President Luiz Inacio Lula da Silva plans to visit Portugal.", "planned"),
        ("Brazilian President Luiz Inacio Lula da Silva cancelled a visit to Portugal.", "denied"),
        ("Brazilian President Luiz Inacio Lula da Silva will not visit Portugal.", "denied"),
        ("Brazilian President Luiz Inacio Lula da Silva may visit Portugal.", "hypothetical"),
    ],
)
def test_what_lies_ahead_is_a_planned_meeting(read_text: ReadText, text: str, status: str) -> None:
    planned = only(read_text(text), "planned_meeting")
    assert (planned.event.event_type, planned.event.status) == ("AGREE", status)
    assert planned.event.country == "PRT"


def test_a_planned_weekday_is_the_coming_one(read_text: ReadText) -> None:
    text = "Swedish Foreign Minister Tobias Billstrom will meet Finland's Elina Valtonen on Monday."
    assert only(read_text(text), "planned_meeting").event.start_on == dt.date(2024, 5, 20)


def test_first_since_makes_no_old_event(read_text: ReadText) -> None:
    text = (
        "The meeting between Greek Prime Minister Kyriakos Mitsotakis and Turkish President Recep Tayyip Erdogan was "
        "the first since 2019."
    )
    assert all(e.start_on is None or e.start_on.year != 2019 for e in read_text(text).events)


def test_a_ship_stands_for_its_country(read_text: ReadText) -> None:
    visit = only(read_text("The USS Blue Ridge arrived in Busan on Tuesday."), "visit")
    assert visit.sides == {"United States": "visitor", "South Korea": "host"}


def test_a_phone_call(read_text: ReadText) -> None:
    text = (
        "Canadian Defence Minister Bill Blair spoke by phone with Ukrainian Defence Minister Rustem Umerov on Monday."
    )
    call = only(read_text(text), "call")
    assert (call.event.event_mode, call.place, call.event.country) == ("phone", None, None)


@pytest.mark.parametrize(
    "text",
    [
        "French President Emmanuel Macron spoke to reporters at a news conference.",
        "The minister raised questions about the budget.",
        "North Korea did not launch a missile on Monday.",
    ],
)
def test_what_is_no_event(read_text: ReadText, text: str) -> None:
    assert [t.event.event_kind for t in told(read_text(text)) if t.event.status == "happened" and t.sides] == []


def test_undated_news_of_the_lead_has_its_day(read_text: ReadText) -> None:
    text = (
        "Thai Prime Minister Srettha Thavisin arrived in Tokyo on Tuesday.\n"
        "Srettha met Japanese Prime Minister Fumio Kishida."
    )
    assert only(read_text(text), "meeting").event.start_on == dt.date(2024, 5, 14)


WORDS = st.sampled_from(
    [
        "Japan",
        "China",
        "met",
        "with",
        "talks",
        "to",
        "visited",
        "said",
        "would",
        "not",
        "will",
        "agreed",
        "attack",
        "on",
        "in",
        "Paris",
        "Monday",
        "the",
        "and",
        ",",
        ".",
        "“",
        "”",
        "by",
        "of",
        "sanctions",
        "lifted",
        "refused",
        "minister",
        "Kim",
        "who",
        "which",
        "condemned",
        "planned",
        "after",
        "before",
    ]
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(WORDS, min_size=1, max_size=40))
def test_any_words_give_true_spans_and_known_values(read_text: ReadText, words: list[str]) -> None:
    text = " ".join(words)
    annotation = read_text(text)
    for event in annotation.events:
        assert 0 <= event.start <= event.trigger_start < event.trigger_end <= event.end <= len(text)
        assert event.event_kind in EVENT_KINDS
        assert event.event_type in EVENT_TYPES
        assert 0 <= event.confidence <= 1
        assert all(0 <= p.entity < len(annotation.entities) for p in event.participants)


def test_the_evidence_holds_the_event_word_that_is_the_subject_of_a_verb_above(read_text: ReadText) -> None:
    annotation = read_text(
        "WARSAW, March 3 (Agency) - Poland's visits to Kyiv, Chisinau, Tbilisi and Yerevan are not set to be long."
    )
    assert annotation.events
    assert all(event.start <= event.trigger_start < event.trigger_end <= event.end for event in annotation.events)


def test_the_agent_of_a_passive_acts(
    read_text: ReadText, sides: Callable[[Annotation, str], list[dict[str, str]]]
) -> None:
    read = read_text("BRASILIA, March 14 (AFP) - Brazil was urged by Peru on Tuesday to stop its patrols.", DAY)
    assert sides(read, "appeal") == [{"Peru": "actor", "Brazil": "recipient"}]


def test_a_broker_of_talks_is_their_mediator(
    read_text: ReadText, sides: Callable[[Annotation, str], list[dict[str, str]]]
) -> None:
    read = read_text("Qatar brokered talks between Chadian and Rwandan officials in Doha on Tuesday.", DAY)
    assert sides(read, "meeting") == [{"Qatar": "mediator", "Chad": "actor", "Rwanda": "actor"}]


def test_whoever_is_called_on_is_met(read_text: ReadText) -> None:
    read = read_text(
        "ISLAMABAD: Omani Defence Minister Salim al-Harthy called on the Chief of Army Staff, General Asad Mehmood, on"
        " Tuesday.",
        DAY,
    )
    assert [told.event.event_kind for told in told(read)] == ["meeting"]


@pytest.mark.parametrize(
    ("text", "countries"),
    [
        ("Kenyan President Daniel Mwangi visited Mombasa on Wednesday to open a port.", []),
        ("Kenyan President Daniel Mwangi visited Kampala on Wednesday to open a port.", ["UGA"]),
    ],
)
def test_a_visit_leads_abroad(read_text: ReadText, text: str, countries: list[str]) -> None:
    assert [event.country for event in read_text(text, DAY).events if event.event_kind == "visit"] == countries


def test_a_place_is_told_or_only_the_datelines(read_text: ReadText) -> None:
    text = "RIGA, March 14 (LETA) - Latvia was condemned by Russia on Wednesday for pulling down a monument."
    assert not only(read_text(text, DAY), "condemnation").event.place_told
    met = "French Premier Luc Garnier met German Chancellor Ute Brandt in Bonn on Wednesday."
    assert only(read_text(met, DAY), "meeting").event.place_told


def test_one_side_of_a_border_is_no_state(
    read_text: ReadText, sides: Callable[[Annotation, str], list[dict[str, str]]]
) -> None:
    read = read_text("Six Pakistani soldiers were killed when gunmen fired from the Afghan side of the border.", DAY)
    assert [name for told in sides(read, "attack") for name in told] == ["Pakistan"]


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("The envoys spoke of the resignation of Japanese Prime Minister Koji Mori on Sunday.", "JPN"),
        ("Ethiopian Prime Minister Abiy Haile arrived in the Sudanese capital on Friday.", "SDN"),
        ("Greek Prime Minister Nikos Vallas flew to Ankara on Friday, the first trip by a Greek premier.", "TUR"),
    ],
)
def test_some_kinds_happen_where_one_side_is_at_home(read_text: ReadText, text: str, country: str) -> None:
    [event] = read_text(text, DAY, dateline_place="Seoul", dateline_country="KOR").events
    assert event.country == country
