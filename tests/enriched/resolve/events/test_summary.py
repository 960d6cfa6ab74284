"""The sentence that an event is told in."""

import datetime as dt
from typing import Any

import pytest

from assets.enriched.resolve.events.summary import summarise
from assets.enriched.schema import EVENT_KINDS

NAMES = {
    "per-1": "Sébastien Lecornu",
    "per-2": "Boris Pistorius",
    "cou-fra": "France",
    "pla-1": "Toulon",
    "for-1": "Paris Air Forum",
}
FRENCH = {"entity_id": "per-1", "role": "actor", "country": "FRA", "office": "defence minister"}
GERMAN = {"entity_id": "per-2", "role": "actor", "country": "DEU", "office": None}


def event(kind: str = "meeting", **said: Any) -> dict[str, Any]:
    blank = dict.fromkeys(("start_on", "end_on", "place_id", "country", "forum_id"))
    return {"event_kind": kind, "status": "happened", "date_precision": "none", **blank, **said}


def test_a_meeting_with_all_its_fields() -> None:
    day = dt.date(2024, 3, 22)
    said = event(start_on=day, end_on=day, date_precision="day", place_id="pla-1", country="FRA", forum_id="for-1")
    assert summarise(said, [FRENCH, GERMAN], NAMES) == (
        "Sébastien Lecornu (France, defence minister) and Boris Pistorius (Germany) met at the Paris Air Forum"
        " in Toulon on 22 March 2024."
    )


def test_sides() -> None:
    target = {"entity_id": "cou-fra", "role": "target", "country": "FRA", "office": None}
    assert summarise(event("condemnation"), [GERMAN, target], NAMES) == "Boris Pistorius (Germany) condemned France."


@pytest.mark.parametrize(
    ("status", "start"),
    [("planned", "A meeting of "), ("denied", "A meeting of "), ("hypothetical", "A meeting of ")],
)
def test_what_did_not_happen_is_not_told_as_if_it_had(status: str, start: str) -> None:
    said = summarise(event(status=status), [FRENCH, GERMAN], NAMES)
    assert said.startswith(start)
    assert " met" not in said


@pytest.mark.parametrize(
    ("start", "end", "precision", "words"),
    [
        (dt.date(2024, 3, 1), dt.date(2024, 3, 31), "month", "in March 2024."),
        (dt.date(2024, 1, 1), dt.date(2024, 12, 31), "year", "in 2024."),
        (dt.date(2024, 3, 4), dt.date(2024, 3, 10), "week", "in the week of 4 March 2024."),
        (dt.date(2024, 3, 4), dt.date(2024, 3, 6), "day", "from 4 to 6 March 2024."),
        (dt.date(2024, 2, 29), dt.date(2024, 3, 6), "day", "from 29 February to 6 March 2024."),
        (dt.date(2023, 12, 30), dt.date(2024, 1, 2), "day", "from 30 December 2023 to 2 January 2024."),
        (dt.date(2024, 3, 1), dt.date(2024, 5, 2), "month", "between 1 March and 2 May 2024."),
        (None, dt.date(2024, 3, 6), "day", "on 6 March 2024."),
        (None, None, "none", "met."),
    ],
)
def test_time_at_its_grain(start: dt.date | None, end: dt.date | None, precision: str, words: str) -> None:
    said = summarise(event(start_on=start, end_on=end, date_precision=precision), [FRENCH, GERMAN], NAMES)
    assert said.endswith(words)


@pytest.mark.parametrize("kind", EVENT_KINDS)
@pytest.mark.parametrize("status", ["happened", "planned", "hypothetical", "denied"])
@pytest.mark.parametrize("parties", [[], [FRENCH], [FRENCH, {**GERMAN, "role": "target"}], [GERMAN] * 9])
def test_every_kind_has_its_sentence(kind: str, status: str, parties: list[dict[str, Any]]) -> None:
    said = summarise(event(kind, status=status), parties, NAMES)
    assert said.endswith(".")
    assert said[0].isupper()
    assert "{" not in said
    assert "  " not in said


def test_one_party_of_two_took_part() -> None:
    assert summarise(event("meeting", forum_id="for-1"), [FRENCH], NAMES) == (
        "Sébastien Lecornu (France, defence minister) took part in talks at the Paris Air Forum."
    )


def test_a_place_that_is_a_party_is_told_once() -> None:
    host = {"entity_id": "cou-fra", "role": "host", "country": "FRA", "office": None}
    said = event("visit", place_id="cou-fra", country="FRA")
    assert summarise(said, [GERMAN | {"role": "visitor"}, host], NAMES) == "Boris Pistorius (Germany) visited France."


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("United States", "Sébastien Lecornu (France, defence minister) condemned the United States."),
        ("Strait of Hormuz", "Sébastien Lecornu (France, defence minister) condemned the Strait of Hormuz."),
        ("United Airlines", "Sébastien Lecornu (France, defence minister) condemned United Airlines."),
        ("Germany", "Sébastien Lecornu (France, defence minister) condemned Germany."),
    ],
)
def test_the_article_stands_before_names_that_take_one(name: str, said: str) -> None:
    target = {"entity_id": "x", "role": "target", "country": None, "office": None}
    assert summarise(event("condemnation"), [FRENCH, target], NAMES | {"x": name}) == said


def test_a_country_with_an_article_is_not_named_twice() -> None:
    target = {"entity_id": "x", "role": "target", "country": "USA", "office": None}
    said = summarise(event("condemnation"), [FRENCH, target], NAMES | {"x": "United States"})
    assert said.endswith("condemned the United States.")


@pytest.mark.parametrize(
    ("forum", "said"),
    [
        (None, "of a forum."),
        ("Paris Air Forum", "of the Paris Air Forum."),
        ("APEC", "of APEC."),
        ("G20", "of the G20."),
    ],
)
def test_sidelines_are_those_of_a_forum(forum: str | None, said: str) -> None:
    met = event("forum_sideline", forum_id="f" if forum else None)
    assert summarise(met, [FRENCH, GERMAN], NAMES | ({"f": forum} if forum else {})).endswith(
        f"on the sidelines {said}"
    )


def test_an_acronym_that_is_read_as_a_word_takes_no_article() -> None:
    assert summarise(event(forum_id="f"), [FRENCH, GERMAN], NAMES | {"f": "ASEAN"}).endswith("met at ASEAN.")
    assert summarise(event(forum_id="f"), [FRENCH, GERMAN], NAMES | {"f": "UN"}).endswith("met at the UN.")
