"""Ids that stay from run to run."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from assets.enriched.resolve.previous_ids import Previous, inherit, votes

if TYPE_CHECKING:
    from tests.enriched.resolve.conftest import Newsroom

DAY = dt.date(2024, 6, 10)


def remembered(news: Newsroom) -> Previous:
    tables = news.resolve().tables
    return Previous.of(tables["entity_merges"], tables["event_reports"])


def test_an_entity_keeps_its_id_when_a_fuller_name_comes(news: Newsroom) -> None:
    news.page(DAY).holder("Lloyd Austin", "defence minister", "USA")
    before = remembered(news)
    (old,) = {row["entity_id"] for row in news.resolve().tables["entities"]}
    for _ in range(2):
        news.page(DAY).holder("Lloyd James Austin", "defence minister", "USA")
    assert {row["entity_id"] for row in news.resolve(previous=before).tables["entities"]} == {old}
    assert {row["entity_id"] for row in news.resolve().tables["entities"]} != {old}


def test_an_event_keeps_its_id_when_an_earlier_report_comes(news: Newsroom) -> None:
    def report(on: dt.date) -> None:
        page = news.page(on)
        page.event("meeting", [page.state("Fiji", "FJI"), page.state("Tonga", "TON")], DAY)

    report(DAY)
    before = remembered(news)
    old = news.resolve().tables["events"][0]["event_id"]
    report(DAY - dt.timedelta(days=1))
    assert [row["event_id"] for row in news.resolve(previous=before).tables["events"]] == [old]


def test_what_a_gazetteer_knows_lends_its_id_to_nothing_else(news: Newsroom) -> None:
    page = news.page(DAY)
    for country, key in (("KOR", "place:1835848"), ("KOR", None)):
        page.name("Seoul", "place", country, key=key)
    told = news.resolve()
    assert len({row["entity_id"] for row in told.tables["entities"]}) == 2
    again = news.resolve(previous=Previous.of(told.tables["entity_merges"], []))
    assert again.tables["entities"] == told.tables["entities"]


def test_the_same_documents_give_the_same_ids(news: Newsroom) -> None:
    page = news.page(DAY)
    page.event("visit", [page.holder("Ann Lum", "mayor", "SGP"), page.state("Fiji", "FJI")], DAY)
    assert news.resolve(previous=remembered(news)).tables == news.resolve().tables


@given(
    st.lists(st.lists(st.integers(0, 6), min_size=1, max_size=4), max_size=6),
    st.dictionaries(st.integers(0, 6), st.sampled_from("abc")),
    st.sampled_from(["{number}/{nth}", "{nth}", "abcdefgh"]),
)
def test_no_two_groups_get_one_id(groups: list[list[int]], before: dict[int, str], form: str) -> None:
    def fresh(number: int, nth: int) -> str:
        return form[nth] if form.isalpha() else form.format(number=number, nth=nth)

    ids = inherit(votes(groups, before.get), len(groups), fresh)
    assert len(set(ids)) == len(ids) == len(groups)
    for identity in before.values():
        most = max((sum(before.get(m) == identity for m in group) for group in groups), default=0)
        assert (identity in ids) or most == 0 or any(i in before.values() for i in ids)
