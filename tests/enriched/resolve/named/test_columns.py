"""What a document that is held costs is a few numbers: the same names, offices and countries are one way of naming."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from assets.enriched.resolve.named.columns import Named, facts_in_columns, named
from assets.enriched.resolve.named.rows import Office
from assets.enriched.resolve.named.ruled import tagged
from assets.enriched.resolve.persons.bearers import bearers
from assets.enriched.resolve.resolve import own_tables

if TYPE_CHECKING:
    from tests.enriched.resolve.conftest import Newsroom

DAY = dt.date(2024, 5, 1)


def laid_out(news: Newsroom) -> Named:
    own = own_tables((page.annotation, page.text) for page in news.pages)
    return named(own, facts_in_columns(news.facts().values()))


def test_the_same_names_in_many_documents_are_few_ways(news: Newsroom) -> None:
    for number in range(30):
        page = news.page(DAY + dt.timedelta(days=number), story=f"story {number}")
        page.holder("Ann Lum", "defence minister", "SGP")
        page.name("Lum", aliases=[f"Lum {number}"])
        page.state("Fiji", "FJI")
    found = laid_out(news)
    assert found.rows.height == 90
    assert {way.name for way in found.ways} == {"Ann Lum", "Lum", "Fiji"}
    people, _ = tagged(found, (), {})
    assert sorted((b.written, b.count, b.first, b.last) for b in bearers(people, [frozenset()]).all) == [
        ("Ann Lum", 30, DAY, DAY + dt.timedelta(days=29)),
        ("Lum", 30, DAY, DAY + dt.timedelta(days=29)),
    ]


def test_an_office_makes_another_way_of_a_name(news: Newsroom) -> None:
    news.page(DAY).holder("Ann Lum", "defence minister", "SGP")
    news.page(DAY).holder("Ann Lum", "foreign minister", None, "former")
    news.page(DAY).name("Ann Lum", country="SGP")
    ways = {way.held: way.countries for way in laid_out(news).ways}
    assert ways == {
        (Office("defence minister", "SGP", "current"),): frozenset({"SGP"}),
        (Office("foreign minister", None, "former"),): frozenset(),
        (): frozenset({"SGP"}),
    }


def test_rows_are_numbered_by_day_and_places_by_document(news: Newsroom) -> None:
    for on in (None, DAY, DAY - dt.timedelta(days=1)):
        page = news.page(on)
        page.name("Ann Lum")
        page.name("Bo Strand")
    rows = laid_out(news).rows
    ids = [page.id for page in news.pages]
    assert rows.sort("row")["document_id"].unique(maintain_order=True).to_list() == [ids[2], ids[1], ids[0]]
    assert rows.sort("place")["document_id"].unique(maintain_order=True).to_list() == ids
    assert rows.sort("place")["entity"].to_list() == [0, 1] * 3
