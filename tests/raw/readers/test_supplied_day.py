"""Supplied days: what cannot be misread is taken, what can is told, and a setting reads it."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assets.raw.readers.supplied_day import Day, in_order, read_day, readings


@pytest.mark.parametrize(
    ("value", "iso"),
    [
        ("2019", "2019"),
        ("2019-10", "2019-10"),
        ("2019-10-08", "2019-10-08"),
        ("2019-10-08T12:20:00Z", "2019-10-08T12:20:00Z"),
        ("2019-10-08 12:20:00 +0200", "2019-10-08 12:20:00+0200"),
        ("2019-10-08T12:20:00+64:00", "2019-10-08T12:20:00"),
        ("2019/10/08", "2019-10-08"),
        ("2019-10-8", "2019-10-08"),
        ("2019.10.08", "2019-10-08"),
        ("20191008", "2019-10-08"),
        ("20191008T122000Z", "2019-10-08T12:20:00+00:00"),
        ("20191008122000", "2019-10-08T12:20:00"),
        ("1570537200", "2019-10-08T12:20:00+00:00"),
        ("1570537200000", "2019-10-08T12:20:00+00:00"),
        ("November 9, 2015", "2015-11-09"),
        ("on November 9, 2015", "2015-11-09"),
        ("Nov. 9, 2015 10:15 AM", "2015-11-09T10:15:00"),
        ("Nov. 9, 2015 10:15 PM EST", "2015-11-09"),
        ("9 November 2015", "2015-11-09"),
        ("Monday, 9th November 2015", "2015-11-09"),
        ("9-Nov-15", "2015-11-09"),
        ("Tue, 08 Oct 2019 12:20:00 GMT", "2019-10-08T12:20:00+00:00"),
        ("Tue, 08 Oct 2019 23:20:00 -0400", "2019-10-08T23:20:00-04:00"),
        ("25/12/2018", "2018-12-25"),
        ("12/25/2018", "2018-12-25"),
        ("12/25/18 10:30", "2018-12-25T10:30:00"),
        ("5/5/2018", "2018-05-05"),
        ("07.06.2018", "2018-06-07"),
    ],
)
def test_a_day_that_cannot_be_misread_is_taken(value: str, iso: str) -> None:
    assert read_day(value) == Day(iso)


@pytest.mark.parametrize("value", ["7/6/18", "07/06/2018", "7-6-2018", "7.6.18", "7 6 2018", "7/6/2018 10:30"])
def test_a_day_of_two_readings_is_open_and_read_by_the_setting(value: str) -> None:
    assert read_day(value) == Day(open=True)
    assert in_order(value, "day_first") == "2018-06-07"
    assert in_order(value, "month_first") == "2018-07-06"
    assert in_order(value, "") is None
    assert readings(value) == [dt.date(2018, 6, 7), dt.date(2018, 7, 6)]


@pytest.mark.parametrize(
    "value", ["yesterday", "2025-02-30", "32/13/2018", "May", "November 9", "12:30", "9" * 400, "0", "-", "Oct 2019 x"]
)
def test_what_is_no_day_is_none(value: str) -> None:
    assert read_day(value) == Day()


@given(st.text(max_size=40) | st.from_regex(r"[0-9TZ:/+. -]{1,25}", fullmatch=True))
def test_any_text_is_a_day_or_none(value: str) -> None:
    found = read_day(value)
    assert found.iso is None or len(found.iso) in {4, 7} or dt.datetime.fromisoformat(found.iso)
    assert in_order(value, "day_first") is None or readings(value)
