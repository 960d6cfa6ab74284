"""Times counted from the day of the report (Wednesday, 15 May 2024) or from what was told last."""

import datetime as dt
from collections.abc import Callable

import pytest

from assets.enriched.annotate.records import TimeMention

ReadTimes = Callable[..., list[TimeMention]]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The ministers met on Monday.", "2024-05-13"),
        ("The ministers met on Wednesday.", "2024-05-15"),
        ("The ministers met on Thursday.", "2024-05-09"),
        ("The missile flew early on Thursday.", "2024-05-16"),
        ("The missile flew on Thursday morning.", "2024-05-16TMO"),
        ("The missile flew on Thursday evening.", "2024-05-09TEV"),
        ("The missile will fly early on Thursday.", "2024-05-16"),
        ("The ministers will meet on Monday.", "2024-05-20"),
        ("The ministers will meet on Wednesday.", "2024-05-15"),
        ("The ministers are to meet on Friday.", "2024-05-17"),
        ("The ministers plan to meet on Friday.", "2024-05-17"),
        ("The talks begin on Friday.", "2024-05-17"),
        ("The deadline was extended until Friday.", "2024-05-17"),
        ("The ministers met last Wednesday.", "2024-05-08"),
        ("The ministers will meet next Wednesday.", "2024-05-22"),
        ("The ministers met on Tuesday last week.", "2024-05-07"),
        ("The ministers met today.", "2024-05-15"),
        ("The ministers met late yesterday.", "2024-05-14"),
        ("The ministers will meet tomorrow.", "2024-05-16"),
        ("The ministers met the day before yesterday.", "2024-05-13"),
        ("The ministers met last week.", "2024-W19"),
        ("The ministers will meet next month.", "2024-06"),
        ("The ministers met last year.", "2023"),
        ("The ministers met three days ago.", "2024-05-12"),
        ("The ministers met two months ago.", "2024-03"),
        ("The ministers met ten years ago.", "2014"),
        ("The ministers met over the weekend.", "2024-W19-WE"),
        ("The ministers met during the week of March 6.", "2024-W10"),
        ("The work will be done by the end of the year.", "2024"),
        ("It is the second day of the talks.", "2024-05-15"),
    ],
)
def test_days_and_periods_count_from_the_report(read_times: ReadTimes, text: str, value: str) -> None:
    assert read_times(text)[0].value == value


@pytest.mark.parametrize(
    ("phrase", "first", "last", "precision"),
    [
        ("last week", "2024-05-06", "2024-05-12", "week"),
        ("this week", "2024-05-13", "2024-05-19", "week"),
        ("last month", "2024-04-01", "2024-04-30", "month"),
        ("earlier this month", "2024-05-01", "2024-05-15", "month"),
        ("earlier this year", "2024-01-01", "2024-05-15", "year"),
        ("late last month", "2024-04-20", "2024-04-30", "month"),
        ("two weeks ago", "2024-04-29", "2024-05-05", "week"),
    ],
)
def test_periods_have_their_days(read_times: ReadTimes, phrase: str, first: str, last: str, precision: str) -> None:
    [time] = read_times(f"The ministers met {phrase}.")
    assert (str(time.start_on), str(time.end_on), time.precision) == (first, last, precision)


def test_a_headline_in_the_present_does_not_lie_ahead(read_times: ReadTimes) -> None:
    [title] = read_times("Harbour ministers meet in Oslo on Monday", role="title")
    [lead] = read_times("Harbour ministers meet in Oslo on Monday.")
    assert (title.value, lead.value) == ("2024-05-13", "2024-05-20")


def test_the_next_day_follows_the_day_told_last(read_times: ReadTimes) -> None:
    times = read_times("The fleet sailed on 3 March 1999. It came back the next day. The following year it was sold.")
    assert [time.value for time in times] == ["1999-03-03", "1999-03-04", "2000"]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The ferry left this morning.", "2024-05-15TMO"),
        ("The ferry left last night.", "2024-05-14TNI"),
        ("The ferry left Monday evening.", "2024-05-13TEV"),
        ("The ferry left at 10:30 a.m. on Monday.", "2024-05-13T10:30"),
        ("The ferry left at 9 p.m. yesterday.", "2024-05-14T21:00"),
        ("The ferry left at 0415 GMT.", "2024-05-15T04:15"),
        ("The ferry left at noon Tuesday.", "2024-05-14T12:00"),
        ("The ferry left at four in the morning.", "2024-05-15T04:00"),
    ],
)
def test_times_of_day(read_times: ReadTimes, text: str, value: str) -> None:
    [time] = read_times(text)
    assert (time.timex_type, time.value) == ("TIME", value)
    assert time.start_on == time.end_on == dt.date.fromisoformat(value[:10])


def test_without_a_day_of_report_a_weekday_keeps_its_name(read_times: ReadTimes) -> None:
    [time] = read_times("The ministers met on Monday.", None)
    assert (time.value, time.start_on, time.precision) == ("XXXX-WXX-1", None, "none")


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("The court ordered that he stay in Oran until July 6.", ["2024-07-06"]),
        ("She told them of a cut in June.", ["2024-06"]),
        ("She told them of a cut in September.", ["2023-09"]),
        ("They met for more than an hour later Tuesday.", ["PT1H", "2024-05-14"]),
        ("It will one day be the largest.", ["FUTURE_REF"]),
    ],
)
def test_the_nearest_day_that_fits(read_times: ReadTimes, text: str, values: list[str]) -> None:
    assert [time.value for time in read_times(text)] == values


def test_a_leap_day_is_of_the_next_year_that_has_it(read_times: ReadTimes) -> None:
    text = "Troops stayed in 2003, in 2004, in 2005, in 2006 and in 2007. They left on February 29."
    assert read_times(text, day=None)[-1].value == "2008-02-29"
