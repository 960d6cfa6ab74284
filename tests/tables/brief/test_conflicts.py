"""Conflicts: what counts as a contradiction between reports, and what does not."""

import datetime as dt

import pytest

from assets.tables.brief.conflicts import Report, conflicts, kilometres

DAY = dt.date(2024, 3, 22)
NEXT = dt.date(2024, 3, 23)
TOULON = {"place": "Toulon", "place_id": "pla-1", "country": "FRA", "latitude": 43.1, "longitude": 5.9}
PARIS = {"place": "Paris", "place_id": "pla-2", "country": "FRA", "latitude": 48.86, "longitude": 2.35}
SUBURB = {"place": "Saint-Denis", "place_id": "pla-3", "country": "FRA", "latitude": 48.93, "longitude": 2.36}
BERLIN = {"place": "Berlin", "place_id": "pla-4", "country": "DEU", "latitude": 52.5, "longitude": 13.4}


def one(**said: object) -> Report:
    return Report("1" * 32, "The Courier", **said)  # type: ignore[arg-type]


def other(**said: object) -> Report:
    return Report("2" * 32, "Daily Wire", **said)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("reports", "about"),
    [
        ([one(start_on=DAY), other(start_on=NEXT)], "day"),
        ([one(**TOULON), other(**PARIS)], "place"),
        ([one(**PARIS), other(**BERLIN)], "place"),
        ([one(status="happened"), other(status="denied")], "status"),
    ],
)
def test_reports_of_two_documents_that_cannot_both_be_true_are_in_conflict(reports: list[Report], about: str) -> None:
    [found] = conflicts(reports)
    assert found.about == about
    assert {outlet for _, outlets in found.sides for outlet in outlets} == {"The Courier", "Daily Wire"}


@pytest.mark.parametrize(
    "reports",
    [
        [one(start_on=DAY), other(start_on=DAY)],
        [one(start_on=DAY, end_on=NEXT), other(start_on=NEXT)],
        [one(start_on=dt.date(2024, 3, 1), end_on=dt.date(2024, 3, 31)), other(start_on=DAY)],
        [one(start_on=DAY), other()],
        [one(start_on=DAY), one(start_on=NEXT)],
        [one(start_on=DAY), one(start_on=NEXT), other(start_on=NEXT)],
        [one(**PARIS), other(**SUBURB)],
        [one(**PARIS), other(place="France", place_id="cou-fra", country="FRA")],
        [one(**PARIS), other(place="Somewhere")],
        [one(status="planned"), other(status="happened")],
        [],
    ],
)
def test_reports_that_agree_overlap_or_say_nothing_are_not(reports: list[Report]) -> None:
    assert conflicts(reports) == []


def test_a_conflict_says_who_says_what() -> None:
    [found] = conflicts([one(start_on=DAY), other(start_on=NEXT)])
    assert str(found) == "reports differ about the day: 22 March 2024 (The Courier); 23 March 2024 (Daily Wire)"


def test_a_distance_is_in_kilometres() -> None:
    assert kilometres(48.86, 2.35, 52.5, 13.4) == pytest.approx(877, abs=10)
