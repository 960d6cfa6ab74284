"""Who held an office on a day: in the midst of a time, at changes of hands, in gaps, and where documents disagree."""

import datetime as dt
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from assets.enriched.resolve.offices.tenures import SINGLE_SEAT
from tests.tables.conftest import answers, entity, fill

NAMES = ("Ada", "Ben", "Cleo")


def tenure(number: int, who: str, first: str, last: str, documents: int = 1, **more: Any) -> dict[str, Any]:
    held = {
        "tenure_id": f"te-{number:016x}",
        "person_id": f"per-{who.lower()}",
        "office": "president",
        "country": "FRA",
        "status": "current",
        "first_seen_on": dt.date.fromisoformat(first),
        "last_seen_on": dt.date.fromisoformat(last),
        "document_count": documents,
    }
    return held | more


def held_on(folder: Path, day: str, *tenures: Mapping[str, Any], office: str = "president") -> list[tuple[str, str]]:
    return [(row["name"], row["how"]) for row in rows(folder, day, *tenures, office=office)]


def rows(folder: Path, day: str, *tenures: Mapping[str, Any], office: str = "president") -> list[dict[str, Any]]:
    entities = [entity(f"per-{name.lower()}", "person", name, "FRA") for name in NAMES]
    entities.append(entity("org-nato", "organisation", "NATO", None))
    entities.append(entity("org-un", "organisation", "United Nations", None))
    path = fill(folder / "w.duckdb", {"entities": entities, "tenures": tenures})
    country = tenures[0]["country"]
    return answers(path, "FROM holder_on(?, ?, ?)", [office, country, dt.date.fromisoformat(day)])


ADA = tenure(1, "Ada", "2010-01-05", "2014-05-01", 9)
BEN = tenure(2, "Ben", "2014-05-01", "2016-01-01", 9)
LATER = tenure(3, "Cleo", "2017-03-01", "2018-01-01", 9)


def test_on_the_day_of_a_change_there_are_two_with_the_reason(tmp_path: Path) -> None:
    found = rows(tmp_path, "2014-05-01", ADA, BEN, LATER)
    assert [(row["name"], row["how"]) for row in found] == [("Ada", "held"), ("Ben", "held")]
    assert all("one of 2 seen in it on that day: it passed from hand to hand" in row["why"] for row in found)


@pytest.mark.parametrize(
    ("day", "answer"),
    [
        ("2009-12-31", []),
        ("2010-01-05", [("Ada", "held")]),
        ("2014-04-30", [("Ada", "held")]),
        ("2014-05-02", [("Ben", "held")]),
        ("2016-06-01", [("Ben", "last seen")]),
        ("2017-02-28", [("Ben", "last seen")]),
        ("2017-03-01", [("Cleo", "held")]),
        ("2020-01-01", [("Cleo", "last seen")]),
    ],
)
def test_one_holds_it_or_was_last_seen(tmp_path: Path, day: str, answer: list[tuple[str, str]]) -> None:
    assert held_on(tmp_path, day, ADA, BEN, LATER) == answer


def test_a_predecessor_last_seen_before_is_told_with_the_successor(tmp_path: Path) -> None:
    [row] = rows(tmp_path, "2016-06-01", ADA, BEN, LATER)
    assert row["why"] == "last seen on 2016-01-01, 152 days before; Cleo is first seen on 2017-03-01"
    assert (str(row["first_seen_on"]), str(row["last_seen_on"]), row["document_count"]) == (
        "2014-05-01",
        "2016-01-01",
        9,
    )


def test_who_is_seen_before_and_after_with_nobody_between_holds_it(tmp_path: Path) -> None:
    again = tenure(4, "Ada", "2018-01-01", "2018-02-01")
    [row] = rows(tmp_path, "2016-01-01", ADA, again)
    assert (row["name"], row["how"]) == ("Ada", "held")
    assert row["why"] == "seen on 2014-05-01 and again on 2018-01-01, and nobody else between"
    assert held_on(tmp_path, "2017-01-01", ADA, BEN, again) == [("Ben", "last seen")]


def test_few_documents_amid_anothers_time_do_not_make_a_holder_and_are_told(tmp_path: Path) -> None:
    stray = tenure(5, "Ben", "2013-01-22", "2013-01-22", 1)
    [row] = rows(tmp_path, "2013-01-22", ADA, stray)
    assert (row["name"], row["how"]) == ("Ada", "held")
    assert "against 1 of other documents that give Ben" in row["why"]


def test_many_documents_amid_anothers_time_are_a_contradiction(tmp_path: Path) -> None:
    rival = tenure(5, "Ben", "2012-01-22", "2013-02-22", 4)
    found = rows(tmp_path, "2013-01-22", ADA, rival)
    assert {row["name"] for row in found} == {"Ada", "Ben"}
    assert all("documents disagree" in row["why"] for row in found)


@pytest.mark.parametrize("status", ["former", "designate"])
def test_former_and_designate_holders_hold_nothing(tmp_path: Path, status: str) -> None:
    assert held_on(tmp_path, "2012-01-01", ADA | {"status": status}) == []


def test_an_acting_holder_is_said_to_act(tmp_path: Path) -> None:
    [row] = rows(tmp_path, "2012-01-01", ADA | {"status": "acting"})
    assert row["how"] == "held"
    assert row["why"].endswith("; acting")


def test_an_official_holds_no_office(tmp_path: Path) -> None:
    assert held_on(tmp_path, "2012-01-01", ADA | {"office": "official"}, office="official") == []
    assert answers(tmp_path / "w.duckdb", "FROM office_holders") == []


def test_an_office_of_many_seats_has_several_holders(tmp_path: Path) -> None:
    both = [t | {"office": "spokesperson"} for t in (ADA, tenure(6, "Ben", "2012-01-01", "2012-03-01", 1))]
    found = rows(tmp_path, "2012-02-01", *both, office="spokesperson")
    assert [row["name"] for row in found] == ["Ada", "Ben"]
    assert all("an office that several hold" in row["why"] for row in found)


def test_an_office_of_no_country_is_told_apart_by_its_body(tmp_path: Path) -> None:
    shared = {"office": "secretary-general", "country": None}
    nato, un = ADA | shared | {"organisation_id": "org-nato"}, tenure(7, "Ben", "2011-01-01", "2011-06-01") | shared
    found = rows(tmp_path, "2012-02-01", nato, un | {"organisation_id": "org-un"}, office="secretary-general")
    assert {(row["name"], row["how"], row["organisation"]) for row in found} == {
        ("Ada", "held", "NATO"),
        ("Ben", "last seen", "United Nations"),
    }


def test_offices_of_one_seat_are_those_of_resolution(warehouse: Path) -> None:
    assert {row["office"] for row in answers(warehouse, "FROM single_seats")} == SINGLE_SEAT
