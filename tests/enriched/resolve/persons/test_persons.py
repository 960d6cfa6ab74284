"""Which people of different documents are one."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.enriched.resolve.conftest import Newsroom

DAY = dt.date(2024, 3, 4)


def people(news: Newsroom) -> list[set[str]]:
    """The names of every person."""
    rows = news.resolve().tables["entities"]
    return [{row["name"], *row["aliases"]} for row in rows if row["kind"] == "person"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Shin Won-sik", "Shin Won Sik"),
        ("KIHARA Minoru", "Minoru Kihara"),
        ("Mohammed al-Sudani", "Muhammad Al Sudani"),
        ("Lloyd Austin", "Lloyd J. Austin"),
        ("Bob Hawke", "Robert Hawke"),
    ],
)
def test_variants_of_a_name_in_one_office_are_one_person(news: Newsroom, one: str, other: str) -> None:
    news.page(DAY).holder(one, "defence minister", "KOR")
    news.page(DAY).holder(other, "defence minister", "KOR")
    assert people(news) == [{one, other}]


def test_a_short_form_of_another_country_is_another_person(news: Newsroom) -> None:
    news.page(DAY).holder("Tony Blinken", "foreign minister", "USA")
    news.page(DAY).holder("Anthony Blinken", "ambassador", "GBR")
    assert len(people(news)) == 2


def test_bearers_of_one_name_in_the_service_of_two_states_are_two(news: Newsroom) -> None:
    news.page(DAY).holder("Ali Hassan", "defence minister", "TZA")
    news.page(DAY).holder("Ali Hassan", "interior minister", "MDV")
    assert people(news) == [{"Ali Hassan"}, {"Ali Hassan"}]
    ids = [row["entity_id"] for row in news.resolve().tables["entities"]]
    assert len(set(ids)) == 2


def test_a_country_without_an_office_does_not_part_bearers_of_one_name(news: Newsroom) -> None:
    news.page(DAY).holder("Rafael Grossi", "head of mission", "ARG")
    news.page(DAY).name("Rafael Grossi", country="IRN")
    assert len(people(news)) == 1


def test_a_surname_in_the_same_office_country_and_time_is_the_full_name(news: Newsroom) -> None:
    news.page(DAY).holder("Boris Pistorius", "defence minister", "DEU")
    news.page(DAY + dt.timedelta(days=200)).holder("Pistorius", "defence minister", "DEU")
    assert people(news) == [{"Boris Pistorius", "Pistorius"}]


@pytest.mark.parametrize(
    ("office", "country", "on"),
    [
        ("defence minister", "AUT", DAY),
        ("mayor", "DEU", DAY),
        ("defence minister", "DEU", DAY + dt.timedelta(days=4000)),
    ],
)
def test_a_surname_in_another_office_country_or_time_is_another(
    news: Newsroom, office: str, country: str, on: dt.date
) -> None:
    news.page(DAY).holder("Boris Pistorius", "defence minister", "DEU")
    news.page(on).holder("Pistorius", office, country)
    assert len(people(news)) == 2


def test_a_bare_surname_follows_the_story(news: Newsroom) -> None:
    news.page(DAY, story="a").holder("Boris Pistorius", "defence minister", "DEU")
    news.page(DAY, story="a").name("Pistorius")
    news.page(DAY, story="b").name("Pistorius")
    assert sorted(map(len, people(news))) == [1, 2]


def test_a_surname_that_two_fit_is_neither(news: Newsroom) -> None:
    news.page(DAY).holder("Lee Jong-sup", "defence minister", "KOR")
    news.page(DAY).holder("Lee Sang-hee", "defence minister", "KOR")
    news.page(DAY).holder("Lee", "defence minister", "KOR")
    assert len(people(news)) == 3


def test_father_and_son_of_one_name_are_told_apart_by_the_year(news: Newsroom) -> None:
    news.page(dt.date(1990, 5, 1)).holder("George Bush", "president", "USA")
    news.page(dt.date(2004, 5, 1)).holder("George Bush", "president", "USA")
    news.page(dt.date(2005, 5, 1)).holder("Bush", "president", "USA")
    assert sorted(row["document_count"] for row in news.resolve().tables["entities"]) == [1, 2]
    assert {row["name"] for row in news.resolve().tables["entities"]} == {"George H. W. Bush", "George W. Bush"}


def test_surnames_in_one_office_are_parted_by_another_holder(news: Newsroom) -> None:
    news.page(dt.date(1996, 1, 1)).holder("Ito", "finance minister", "JPN")
    news.page(dt.date(1996, 5, 1)).holder("Ito", "finance minister", "JPN")
    news.page(dt.date(1997, 1, 1)).holder("Mori", "finance minister", "JPN")
    news.page(dt.date(1998, 1, 1)).holder("Ito", "finance minister", "JPN")
    assert sorted(row["document_count"] for row in news.resolve().tables["entities"]) == [1, 1, 2]


def test_a_surname_without_country_goes_with_the_only_country_near_its_day(news: Newsroom) -> None:
    news.page(DAY).holder("Marin", "prime minister", "FIN")
    news.page(DAY).holder("Marin", "prime minister", None)
    assert len(people(news)) == 1
    assert {row["country"] for row in news.resolve().tables["tenures"]} == {"FIN"}


def test_an_office_whose_country_is_left_unsaid_points_to_its_only_holder(news: Newsroom) -> None:
    news.page(DAY).holder("Sauli Niinisto", "president", "FIN")
    news.page(DAY).holder("Niinisto", "president", None)
    assert len(people(news)) == 1


@pytest.mark.parametrize(("office", "count"), [("president", 1), ("spokesperson", 2)])
def test_a_bare_surname_is_enough_for_a_head_of_state(news: Newsroom, office: str, count: int) -> None:
    news.page(DAY, story="a").holder("Sauli Niinisto", office, "FIN")
    news.page(DAY, story="b").name("Niinisto")
    assert len(people(news)) == count


def test_a_bare_surname_of_two_heads_is_neither(news: Newsroom) -> None:
    news.page(DAY).holder("Ruth Perry", "president", "LBR")
    news.page(DAY).holder("Janet Perry", "prime minister", "BRB")
    news.page(DAY).name("Perry")
    assert len(people(news)) == 3


def test_one_document_that_misreads_the_country_of_an_office_is_outvoted(news: Newsroom) -> None:
    for country in ("KOR", "KOR", "JPN"):
        page = news.page(DAY)
        minister = page.holder("Shin Won-sik", "defence minister", country)
        page.event("meeting", [minister, page.state("Australia", "AUS")], DAY)
    tables = news.resolve().tables
    assert [row["country"] for row in tables["tenures"]] == ["KOR"]
    assert {row["country"] for row in tables["event_participants"]} == {"KOR", "AUS"}
    assert len(tables["events"]) == 1


def test_one_of_two_is_not_outvoted(news: Newsroom) -> None:
    for country in ("KOR", "JPN"):
        news.page(DAY).holder("Shin Won-sik", "defence minister", country)
    assert {row["country"] for row in news.resolve().tables["tenures"]} == {"KOR", "JPN"}


def test_story_and_office_together_point_to_one(news: Newsroom) -> None:
    page = news.page(DAY, story="a")
    page.holder("Lee Jong-sup", "defence minister", "KOR")
    page.name("Lee-Austin")
    news.page(DAY, story="a").holder("Lee", "defence minister", "KOR")
    assert {frozenset(names) for names in people(news)} == {
        frozenset({"Lee Jong-sup", "Lee"}),
        frozenset({"Lee-Austin"}),
    }


def test_a_junior_is_the_senior_only_in_the_same_office(news: Newsroom) -> None:
    news.page(DAY).holder("Paul Marlow", "president", "USA")
    news.page(DAY).name("Paul Marlow Jr.", country="USA")
    news.page(DAY).holder("Joseph Strand Jr", "governor", "USA")
    news.page(DAY).holder("Joseph Strand", "governor", "USA")
    assert sorted(map(len, people(news))) == [1, 1, 2]


def test_a_given_name_alone_is_not_a_surname(news: Newsroom) -> None:
    news.page(DAY).holder("Alexander Stubb", "president", "FIN")
    news.page(DAY).name("Alexander")
    news.page(DAY).holder("Moon Jae-in", "president", "KOR")
    news.page(DAY).name("Moon")
    assert sorted(map(len, people(news))) == [1, 1, 2]


def test_a_document_that_names_both_keeps_father_and_son_apart(news: Newsroom) -> None:
    page = news.page(DAY)
    page.holder("Rafael Quiroz Jr.", "president", "PHL")
    page.holder("Rafael Quiroz", "president", "PHL")
    assert sorted(map(len, people(news))) == [1, 1]
