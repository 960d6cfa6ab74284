"""Durations, sets, and times that are on no calendar."""

from collections.abc import Callable

import pytest

from assets.enriched.annotate.records import TimeMention

ReadTimes = Callable[..., list[TimeMention]]


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("The talks lasted three days.", "DURATION", "P3D"),
        ("It was a ten-day visit.", "DURATION", "P10D"),
        ("It took nearly two and a half years.", "DURATION", "P2Y6M"),
        ("It took an hour and a half.", "DURATION", "PT1H30M"),
        ("It took forty-five minutes.", "DURATION", "PT45M"),
        ("It took two decades.", "DURATION", "P20Y"),
        ("It took several weeks.", "DURATION", "PXW"),
        ("It went on for centuries.", "DURATION", "PXCE"),
        ("It was a month-long strike.", "DURATION", "P1M"),
        ("It takes two to three weeks.", "DURATION", "P3W"),
        ("The council meets every Monday.", "SET", "XXXX-WXX-1"),
        ("The council meets every two weeks.", "SET", "P2W"),
        ("The council meets twice a year.", "SET", "P1Y"),
        ("The council meets daily.", "SET", "P1D"),
        ("The ferry carries 900 cars per day.", "SET", "P1D"),
        ("The council is now in session.", "DATE", "PRESENT_REF"),
        ("The council recently met.", "DATE", "PAST_REF"),
        ("The council looks to the future.", "DATE", "FUTURE_REF"),
    ],
)
def test_amounts_and_sets(read_times: ReadTimes, text: str, kind: str, value: str) -> None:
    [time] = read_times(text)
    assert (time.timex_type, time.value) == (kind, value)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("Prices rose over the past three months.", "2024-02-15", "2024-05-15"),
        ("Prices will rise over the next two years.", "2024-05-15", "2026-05-15"),
        ("The force could be deployed within ten days.", "2024-05-15", "2024-05-25"),
        ("The ministers will meet in two weeks.", "2024-05-29", "2024-05-29"),
    ],
)
def test_durations_pinned_to_the_report_have_days(read_times: ReadTimes, text: str, first: str, last: str) -> None:
    [time] = read_times(text)
    assert (time.timex_type, str(time.start_on), str(time.end_on)) == ("DURATION", first, last)


@pytest.mark.parametrize("text", ["A 29-year-old sailor won.", "About three-quarters of it is gone.", "Wait a second."])
def test_ages_and_fractions_are_no_times(read_times: ReadTimes, text: str) -> None:
    assert read_times(text) == []
