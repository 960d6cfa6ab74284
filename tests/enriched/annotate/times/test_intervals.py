"""The days that TIMEX3 values cover."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assets.enriched.annotate.times.intervals import (
    add_months,
    easter,
    holiday,
    interval_of,
    narrowed,
    quarter_value,
    season_year,
    week_value,
)

DAYS = st.dates(dt.date(1600, 1, 1), dt.date(2400, 12, 31))


@pytest.mark.parametrize(
    ("value", "first", "last", "precision"),
    [
        ("2024", "2024-01-01", "2024-12-31", "year"),
        ("2024-02", "2024-02-01", "2024-02-29", "month"),
        ("2024-02-03", "2024-02-03", "2024-02-03", "day"),
        ("2024-02-03T10:30", "2024-02-03", "2024-02-03", "day"),
        ("2024-W01", "2024-01-01", "2024-01-07", "week"),
        ("2024-W01-WE", "2024-01-06", "2024-01-07", "day"),
        ("2024-Q3", "2024-07-01", "2024-09-30", "quarter"),
        ("2024-H2", "2024-07-01", "2024-12-31", "year"),
        ("2023-WI", "2023-12-01", "2024-02-29", "season"),
        ("198", "1980-01-01", "1989-12-31", "decade"),
        ("19", "1900-01-01", "1999-12-31", "century"),
    ],
)
def test_values_cover_their_days(value: str, first: str, last: str, precision: str) -> None:
    interval = interval_of(value)
    assert interval is not None
    assert (str(interval.first), str(interval.last), interval.precision) == (first, last, precision)


@pytest.mark.parametrize(
    "value", ["PAST_REF", "XXXX-10", "BC0044", "P3D", "2024-13", "2024-W60", "2024-Q9", "", "0000"]
)
def test_values_on_no_calendar_cover_none(value: str) -> None:
    assert interval_of(value) is None


@given(DAYS)
def test_the_week_and_the_quarter_of_a_day_hold_it(on: dt.date) -> None:
    for value in (week_value(on), quarter_value(on)):
        interval = interval_of(value)
        assert interval is not None
        assert interval.first <= on <= interval.last


@given(DAYS, st.integers(-600, 600))
def test_months_are_added_within_the_shorter_month(on: dt.date, months: int) -> None:
    moved = add_months(on, months)
    assert (moved.year * 12 + moved.month) - (on.year * 12 + on.month) == months
    assert moved.day <= on.day


@given(DAYS, st.sampled_from(["SP", "SU", "FA", "WI"]))
def test_the_latest_season_has_begun_and_the_next_has_not_ended(on: dt.date, season: str) -> None:
    latest = interval_of(f"{season_year(season, on, -1):04d}-{season}")
    ahead = interval_of(f"{season_year(season, on, 1):04d}-{season}")
    assert latest is not None
    assert ahead is not None
    assert latest.first <= on <= ahead.last


@pytest.mark.parametrize(
    ("rule", "day"),
    [
        ("thanksgiving", "2023-11-23"),
        ("election", "2016-11-08"),
        ("memorial", "2024-05-27"),
        ("labor", "2024-09-02"),
        ("good_friday", "2024-03-29"),
        ("12-25", "2024-12-25"),
    ],
)
def test_holidays_fall_on_their_days(rule: str, day: str) -> None:
    assert str(holiday(rule, int(day[:4]))) == day


def test_easter_is_a_sunday_in_spring() -> None:
    days = [easter(year) for year in range(1900, 2100)]
    assert all(day.weekday() == 6 and dt.date(day.year, 3, 22) <= day <= dt.date(day.year, 4, 25) for day in days)
    assert easter(2000) == dt.date(2000, 4, 23)


@given(DAYS, st.sampled_from(["early", "mid", "late", "start", "end"]))
def test_a_part_lies_within_its_whole(on: dt.date, part: str) -> None:
    for value in (str(on.year), f"{on.year:04d}-{on.month:02d}", week_value(on)):
        whole = interval_of(value)
        assert whole is not None
        inner = narrowed(whole, part)
        assert whole.first <= inner.first <= inner.last <= whole.last
        assert inner.precision == whole.precision
