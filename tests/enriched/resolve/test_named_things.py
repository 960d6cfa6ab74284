"""Which organisations, places and equipment of different documents are one."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest

from assets.enriched.resolve.named_things import body_key, is_generic

if TYPE_CHECKING:
    from tests.enriched.resolve.conftest import Newsroom

DAY = dt.date(2024, 3, 4)


@pytest.mark.parametrize(
    ("kind", "one", "other", "country"),
    [
        ("organisation", "Ministry of Defence", "Defense Ministry", "GBR"),
        ("organisation", "Japanese Defense Ministry", "the Defense Ministry", "JPN"),
        ("organisation", "South Korea's Ministry of National Defense", "National Defense Ministry", "KOR"),
        ("equipment", "F-35", "F35", None),
        ("place", "The Hague", "Hague", "NLD"),
    ],
)
def test_written_forms_of_one_name_have_one_key(kind: str, one: str, other: str, country: str | None) -> None:
    assert body_key(kind, one, country) == body_key(kind, other, country)


def test_a_place_keeps_the_order_of_its_words() -> None:
    assert body_key("place", "Falls Church", None) != body_key("place", "Church Falls", None)


def test_a_country_that_is_not_the_bodys_stays_in_the_name() -> None:
    assert body_key("organisation", "Korean Friendship League", "JPN") == "friendship korean league"


def test_generic_names() -> None:
    assert is_generic("defense ministry")
    assert not is_generic("chosun defense ministry")


def entities(news: Newsroom, kind: str) -> list[dict[str, Any]]:
    return [row for row in news.resolve().tables["entities"] if row["kind"] == kind]


def test_a_generic_body_without_country_stays_in_its_story(news: Newsroom) -> None:
    for story in ("a", "a", "b"):
        news.page(DAY, story=story).name("Defence Ministry", "organisation")
    assert sorted(row["document_count"] for row in entities(news, "organisation")) == [1, 2]


def test_a_name_without_country_joins_the_only_country_it_is_known_in(news: Newsroom) -> None:
    news.page(DAY).name("Sejong Institute", "organisation", "KOR")
    news.page(DAY).name("Sejong Institute", "organisation")
    assert [row["country"] for row in entities(news, "organisation")] == ["KOR"]


def test_one_name_in_two_countries_is_two_places(news: Newsroom) -> None:
    news.page(DAY).name("Tripoli", "place", "LBY")
    news.page(DAY).name("Tripoli", "place", "LBN")
    assert len(entities(news, "place")) == 2


def test_an_acronym_joins_the_body_that_another_document_ties_it_to(news: Newsroom) -> None:
    news.page(DAY).name("Frontier Works Bureau", "organisation", "PAK", aliases=["FWB"])
    news.page(DAY).name("FWB", "organisation")
    assert [row["document_count"] for row in entities(news, "organisation")] == [2]


def test_an_acronym_of_two_bodies_stands_alone(news: Newsroom) -> None:
    news.page(DAY).name("Frontier Works Bureau", "organisation", "PAK", aliases=["FWB"])
    news.page(DAY).name("Federal Water Board", "organisation", "NGA", aliases=["FWB"])
    news.page(DAY).name("FWB", "organisation")
    assert len(entities(news, "organisation")) == 3


def test_a_gazetteers_key_wins_over_the_name(news: Newsroom) -> None:
    news.page(DAY).name("Republic of Korea", "country", "KOR", key="country:KOR")
    news.page(DAY).name("South Korea", "country", "KOR", key="country:KOR")
    rows = entities(news, "country")
    assert [(row["entity_id"], row["name"], row["document_count"]) for row in rows] == [("cou-kor", "South Korea", 2)]
    assert "Republic of Korea" in rows[0]["aliases"]


@pytest.mark.parametrize(
    ("forms", "name"), [(["HELSINKI"], "Helsinki"), (["OSLO", "OSLO", "Oslo"], "Oslo"), (["Bergen"], "Bergen")]
)
def test_the_capitals_of_a_dateline_are_no_part_of_a_name(news: Newsroom, forms: list[str], name: str) -> None:
    for form in forms:
        news.page(DAY).name(form, "place", "NOR", key="place:1")
    assert [row["name"] for row in entities(news, "place")] == [name]
