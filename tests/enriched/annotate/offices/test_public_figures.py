"""Well-known persons without a title: for whom they act on the document's day."""

import datetime as dt

import pytest

from assets.enriched.annotate.records import Annotation, LocalEntity
from tests.conftest import ReadText

DAY = dt.date(2019, 5, 15)


def person(annotation: Annotation, name: str) -> LocalEntity:
    return next(e for e in annotation.entities if e.kind == "person" and e.name == name)


def test_heads_who_are_named_alone_bring_their_countries(read_text: ReadText) -> None:
    annotation = read_text("Putin met Trump in Moscow on Friday.\nThe talks lasted an hour.", DAY)
    assert {(p.country, p.office) for e in annotation.events for p in e.participants} == {
        ("RUS", "president"),
        ("USA", "president"),
    }


def test_the_day_decides_for_whom_a_person_acts(read_text: ReadText) -> None:
    text = "Germany hailed the accord. John Bolton praised Germany in Berlin, and Washington was silent."
    assert person(read_text(text, dt.date(2019, 3, 1)), "John Bolton").acts_for == "USA"
    assert person(read_text(text, dt.date(2022, 3, 1)), "John Bolton").acts_for is None


def test_a_year_of_change_leaves_the_office_open(read_text: ReadText) -> None:
    text = "Washington warned Iran. Pompeo was silent, but Mike Pompeo flew to Iraq."
    assert person(read_text(text, dt.date(2019, 3, 1)), "Mike Pompeo").office == "foreign minister"
    assert person(read_text(text, dt.date(2018, 3, 1)), "Mike Pompeo").office is None


def test_what_the_document_says_comes_first(read_text: ReadText) -> None:
    annotation = read_text("Angela Merkel, a lawmaker in Austria, met Putin in Moscow.", DAY)
    assert person(annotation, "Angela Merkel").acts_for is None
    assert {h.office for h in annotation.holdings} == {"member of parliament"}


@pytest.mark.parametrize("text", ["Brown sold his farm near the river.", "Merkel baked bread for her neighbours."])
def test_a_single_name_needs_something_of_its_country(read_text: ReadText, text: str) -> None:
    annotation = read_text(text, dt.date(2009, 5, 15))
    assert all(e.acts_for is None for e in annotation.entities)


def test_heads_of_bodies_act_for_them(read_text: ReadText) -> None:
    annotation = read_text("Stoltenberg met Putin in Moscow on Tuesday.", DAY)
    assert person(annotation, "Stoltenberg").acts_for == "NATO"
    assert [e.event_kind for e in annotation.events] == ["meeting"]


def test_without_a_day_nothing_is_known(read_text: ReadText) -> None:
    annotation = read_text("Putin invited Trump to Moscow.", None)
    assert all(e.acts_for is None for e in annotation.entities)
