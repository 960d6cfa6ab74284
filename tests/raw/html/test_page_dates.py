"""Dates that pages declare and print, and the day by the publisher's own clock."""

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assets.raw.html.page_dates import iso, local, printed_days, prints_day, reissued


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2024-03-05", "2024-03-05"),
        ("2024-03-05T22:15:00Z", "2024-03-05T22:15:00+00:00"),
        ("2024-03-05T22:15:00.123456789-0500", "2024-03-05T22:15:00-05:00"),
        ("2024-03-05 22:15:00 +02:00", "2024-03-05T22:15:00+02:00"),
        ("Tue, 05 Mar 2024 22:15:00 GMT", "2024-03-05T22:15:00+00:00"),
        ("March 5th, 2024 10:15 PM", "2024-03-05T22:15:00"),
        ("2019-10-08T12:00:00+64:00", "2019-10-08T12:00:00"),
        ("2019-10-08T12:00:00 +2400", "2019-10-08T12:00:00"),
        ("Tue, 08 Oct 2019 12:00:00 -9900", "2019-10-08T12:00:00"),
        ("2019-10-08T12:00:00+14:30", "2019-10-08T12:00:00"),
        ("03-2024", None),
        ("March 2024", None),
        ("Tuesday", None),
        ("2024-02-31", None),
        ("0024-01-01T00:00:00Z", None),
        ("9" * 500, None),
        ("", None),
        (None, None),
    ],
)
def test_declared_dates_become_iso_or_nothing(value: str | None, expected: str | None) -> None:
    assert iso(value) == expected


@settings(deadline=None)
@given(st.text(max_size=60))
def test_any_declaration_is_iso_or_nothing(value: str) -> None:
    found = iso(value)
    assert found is None or dt.datetime.fromisoformat(found).year >= 1980


@settings(deadline=None)
@given(st.dates(dt.date(1990, 1, 1), dt.date(2060, 1, 1)))
def test_printed_forms_of_a_day_are_read(day: dt.date) -> None:
    month = day.strftime("%B")
    forms = [
        f"{month} {day.day}, {day.year}",
        f"{day.day} {month} {day.year}",
        f"{month[:3]}. {day.day}, {day.year} 5 pm",
    ]
    for form in [*forms, day.isoformat(), f"{day.day:02d}-{month[:3].upper()}-{day.year}"]:
        assert printed_days(f"Posted {form}.") == [day], form


def test_numbers_of_open_order_are_no_printed_day() -> None:
    assert printed_days("05/03/2024 and May 2024 and 2024") == []


def test_days_in_figures_that_have_one_reading_are_printed_days() -> None:
    for form in ("26.02.24 14:05", "26.02.2024", "26/02/2024", "02/26/24", "26-02-2024"):
        assert printed_days(f"Posted {form}") == [dt.date(2024, 2, 26)], form
    assert printed_days("Version 1.2.24, 10.0.0.24 and 31.31.2024") == []
    assert prints_day("05/03/2024")
    assert not prints_day("May 2024")


def test_the_same_moment_with_an_offset_gives_the_local_day() -> None:
    assert local("2024-03-06T03:22:07+00:00", ["2024-03-05T22:22:07-05:00"], []) == "2024-03-05T22:22:07-05:00"


def test_another_moment_with_an_offset_does_not() -> None:
    assert local("2024-03-06T03:22:07+00:00", ["2024-03-01T22:22:07-05:00"], []) == "2024-03-06T03:22:07+00:00"


def test_the_printed_day_beside_it_is_the_publishers() -> None:
    assert local("2024-03-06T03:22:07+00:00", [], [dt.date(2024, 3, 5)]) == "2024-03-05"
    assert local("2024-03-06T03:22:07+00:00", [], [dt.date(2024, 2, 5)]) == "2024-03-06T03:22:07+00:00"
    assert local("2024-03-06T03:22:07+09:00", [], [dt.date(2024, 3, 5)]) == "2024-03-06T03:22:07+09:00"
    assert local(None, [], []) is None


def test_a_page_kept_for_years_has_the_day_that_it_prints() -> None:
    issued = ("2021-07-04T10:00:00+00:00", "2023-12-01T10:00:00+00:00")
    assert reissued(*issued, ["By Ann Example", "Nov 14, 2023 3:30 pm"]) == "2023-11-14"
    assert reissued(*issued, ["Updated Nov 14, 2023"]) is None
    assert reissued(*issued, ["Nov 14, 2023", "July 4, 2021"]) is None
    assert reissued(issued[0], None, ["Nov 14, 2023"]) is None
