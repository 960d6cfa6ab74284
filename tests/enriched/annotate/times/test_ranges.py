"""Ranges whose two ends are times of their own."""

import datetime as dt

import pytest

from tests.enriched.annotate.times.conftest import ReadTimes


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("The drill ran from April 29 to May 2.", (4, 29), (5, 2)),
        ("The drill runs May 29-June 2.", (5, 29), (6, 2)),
        ("The drill runs from 29 May to 2 June.", (5, 29), (6, 2)),
        ("The minister will visit Seoul from Monday to Thursday.", (5, 20), (5, 23)),
        ("The minister was in Seoul from Friday to Monday.", (5, 10), (5, 13)),
        ("The minister was in Seoul from Monday to Friday.", (5, 6), (5, 10)),
        ("The drill lasts Saturday through Tuesday.", (5, 18), (5, 21)),
        ("The pact was signed on 10/12 March.", (3, 10), (3, 12)),
    ],
)
def test_the_first_end_has_the_days_of_the_range(
    read_times: ReadTimes, text: str, first: tuple[int, int], last: tuple[int, int]
) -> None:
    time = read_times(text)[0]
    assert (time.start_on, time.end_on) == (dt.date(2024, *first), dt.date(2024, *last))
    assert time.precision == "day"


def test_a_year_behind_the_range_is_that_of_both_ends(read_times: ReadTimes) -> None:
    times = read_times("The drill ran from May 29 to June 2, 2019, and another from December 30 to January 2, 2021.")
    assert [time.value for time in times] == ["2019-05-29", "2019-06-02", "2020-12-30", "2021-01-02"]


@pytest.mark.parametrize("text", ["He moved the talks of May 3 to May 8.", "They met on Monday and Tuesday."])
def test_two_days_without_a_range_stay_apart(read_times: ReadTimes, text: str) -> None:
    assert all(time.start_on == time.end_on for time in read_times(text))
