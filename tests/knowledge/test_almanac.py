"""The calendar as news prints it."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assets.knowledge import almanac

DAYS = st.dates(dt.date(1800, 1, 1), dt.date(2200, 12, 31))


@pytest.mark.parametrize(("name", "number"), [("Sept.", 9), ("SEPTEMBER", 9), ("mar", 3), ("Dec.", 12), ("May", 5)])
def test_months_are_known_in_every_form(name: str, number: int) -> None:
    assert almanac.month_number(name) == number


def test_a_word_that_is_no_month_is_refused() -> None:
    with pytest.raises(KeyError):
        almanac.month_number("Smarch")


@pytest.mark.parametrize(("printed", "year"), [("89", 1989), ("25", 2025), ("70", 1970), ("1914", 1914)])
def test_two_digits_of_a_year_stand_for_the_nearer_century(printed: str, year: int) -> None:
    assert almanac.full_year(printed) == year


@given(DAYS, st.integers(0, 6))
def test_weekdays_lie_within_a_week_of_their_anchor(anchor: dt.date, weekday: int) -> None:
    before, ahead = almanac.latest_weekday(weekday, anchor), almanac.next_weekday(weekday, anchor)
    assert before.weekday() == ahead.weekday() == weekday
    assert 0 <= (anchor - before).days <= 6
    assert 0 <= (ahead - anchor).days <= 6


def test_years_are_those_in_which_the_day_falls_on_the_weekday() -> None:
    assert list(almanac.years_when(9, 8, 0, 2010, 2026)) == [2014, 2025]
    assert list(almanac.years_when(2, 29, 3, 2001, 2030)) == [2024]


@pytest.mark.parametrize(
    ("parts", "written"),
    [
        ((2025, 9, 8), "2025-09-08"),
        ((None, 9, 8), "--09-08"),
        ((2025, 9, None), "2025-09"),
        ((2025, None, None), "2025"),
        ((None, None, 8), None),
    ],
)
def test_partial_dates_are_written_as_iso_8601(parts: tuple[int | None, ...], written: str | None) -> None:
    assert almanac.partial(*parts) == written
