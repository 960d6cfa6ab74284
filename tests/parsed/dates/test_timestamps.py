"""Time stamps as pages print them."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assets.parsed.dates.timestamps import find_stamps, is_stamp_line, parse_stamp


@pytest.mark.parametrize(
    ("printed", "day", "moment"),
    [
        ("Thursday, February 29, 2024", "2024-02-29", None),
        ("8:41 AM EDT, Mon October 2, 2023", "2023-10-02", "2023-10-02T12:41"),
        ("2023-06-04T16:20+0000", "2023-06-04", "2023-06-04T16:20"),
        ("2024-02-29T01:10:31.000-05:00", "2024-02-29", "2024-02-29T06:10"),
        ("2024-02-29T04:04:55Z", "2024-02-29", "2024-02-29T04:04"),
        ("20 Dec 2023", "2023-12-20", None),
        ("Published Fri, Apr 28 20232:23 PM EDT", "2023-04-28", "2023-04-28T18:23"),
        ("Oct 2, 2023, 9am ET", "2023-10-02", "2023-10-02T13:00"),
        ("Jan 2, 2023, 9am ET", "2023-01-02", "2023-01-02T14:00"),
        ("First published on 13.04.2021 at 10.30 CET", "2021-04-13", "2021-04-13T09:30"),
        ("9 Sept. 2025, 10:30 (JST)", "2025-09-09", "2025-09-09T01:30"),
        ("2025/09/09", "2025-09-09", None),
        ("the 1st of May, 2024", "2024-05-01", None),
    ],
)
def test_stamps_of_every_habit_are_read(printed: str, day: str, moment: str | None) -> None:
    stamps = list(find_stamps(printed))
    assert [stamp.on.isoformat() for stamp in stamps] == [day]
    at = stamps[0].at
    assert (at.strftime("%Y-%m-%dT%H:%M") if at else None) == moment


@pytest.mark.parametrize("text", ["3 hours ago", "May 5", "31 February 2024", "call 2023-55-90", "page 12/2023"])
def test_what_gives_no_day_with_a_year_is_no_stamp(text: str) -> None:
    assert list(find_stamps(text)) == []


def test_a_day_in_numbers_keeps_its_second_reading_unless_it_has_only_one() -> None:
    open_day, closed, weekday = (next(find_stamps(t)) for t in ("04/06/2023", "13/06/2023", "Tuesday 04/11/2023"))
    assert (open_day.on, open_day.other) == (dt.date(2023, 6, 4), dt.date(2023, 4, 6))
    assert (closed.on, closed.other) == (dt.date(2023, 6, 13), None)
    assert (weekday.on, weekday.other) == (dt.date(2023, 4, 11), None)


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Last updated on 9 May 2025", "updated"),
        ("Published: 9 May 2025", "published"),
        ("Weather 9 May 2025", "none"),
        ("Updated: 9 May 2025", "updated"),
    ],
)
def test_the_words_before_a_stamp_say_what_it_is_of(text: str, label: str) -> None:
    assert next(find_stamps(text)).label == label


def test_a_published_and_an_updated_stamp_on_one_line_are_told_apart() -> None:
    stamps = list(find_stamps("Published 8 May 2025 10:00 GMT | Updated 9 May 2025 11:00 GMT"))
    assert [(stamp.label, stamp.on.day) for stamp in stamps] == [("published", 8), ("updated", 9)]


@pytest.mark.parametrize(
    ("line", "whole"),
    [
        ("Published: 9 Sept. 2025, 10:30 (JST)", True),
        ("Monday, 9 September 2025", True),
        ("Tue, Sep 9, 2025 page A3", True),
        ("The council met on 9 September 2025", False),
        ("Menu", False),
    ],
)
def test_lines_of_stamps_alone_are_known(line: str, whole: bool) -> None:
    assert is_stamp_line(line, 0, len(line)) is whole


def test_metadata_values_may_be_compact() -> None:
    stamp = parse_stamp("20240228T113552Z")
    assert stamp is not None
    assert stamp.at == dt.datetime(2024, 2, 28, 11, 35, tzinfo=dt.UTC)
    assert parse_stamp("soon") is None
    assert parse_stamp(None) is None


@given(st.datetimes(dt.datetime(1950, 1, 1), dt.datetime(2090, 1, 1)))
def test_iso_values_come_back_as_they_went_in(moment: dt.datetime) -> None:
    stamp = parse_stamp(moment.strftime("%Y-%m-%dT%H:%M:%SZ"))
    assert stamp is not None
    assert stamp.at == moment.replace(second=0, microsecond=0, tzinfo=dt.UTC)


@given(st.text(alphabet=st.sampled_from("0123456789/-.: ,APMTZapm\nJanMaySept"), max_size=200))
def test_any_line_is_read_without_error_and_spans_stay_inside(text: str) -> None:
    end = 0
    for stamp in find_stamps(text):
        assert end <= stamp.start < stamp.end <= len(text)
        end = stamp.end


@pytest.mark.parametrize("unit", ["1", "1/", "May ", "12:30 ", "Mon, ", "2023-", " "])
def test_a_hostile_line_holds_no_stamp(unit: str) -> None:
    assert list(find_stamps(unit * (300_000 // len(unit)))) == []
