"""Dates that name themselves, and the year of those that print none."""

import datetime as dt
import re
from collections.abc import Callable

import pytest

from assets.enriched.annotate.records import TimeMention

ReadTimes = Callable[..., list[TimeMention]]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The pact was signed on Thursday, May 9, 2019.", "2019-05-09"),
        ("The pact was signed on 9 May 2019 in Oslo.", "2019-05-09"),
        ("The pact was signed on the 9th of May, 2019.", "2019-05-09"),
        ("It is dated 2019-05-09 in the archive.", "2019-05-09"),
        ("It is dated 5/9/2019 in the archive.", "2019-05-09"),
        ("THE PACT WAS SIGNED ON 9 MAY 89 IN OSLO.", "1989-05-09"),
        ("The pact was signed in March 2019.", "2019-03"),
        ("The pact was signed in March last year.", "2023-03"),
        ("The pact was signed last October.", "2023-10"),
        ("The pact will be signed next October.", "2024-10"),
        ("The pact dates from 1975.", "1975"),
        ("The pact dates from nineteen seventy-five.", "1975"),
        ("The war of 1914-18 had ended.", "1914"),
        ("The fleet was built in the 1980s.", "198"),
        ("The fort was built in the 17th century.", "16"),
        ("Sales rose in the third quarter of 2019.", "2019-Q3"),
        ("Sales rose in the second half of 2019.", "2019-H2"),
        ("The fort fell in the summer of 1943.", "1943-SU"),
        ("The ferry sank on Christmas Eve 2019.", "2019-12-24"),
        ("Voters chose a council on Election Day 2016.", "2016-11-08"),
        ("The town was founded in 44 BC.", "BC0044"),
    ],
)
def test_dates_that_name_themselves(read_times: ReadTimes, text: str, value: str) -> None:
    assert read_times(text)[0].value == value


@pytest.mark.parametrize(
    ("text", "value", "method"),
    [
        ("The ministers met on July 30.", "2023-07-30", "reference_past"),
        ("Dividends were payable on June 3.", "2024-06-03", "reference_past"),
        ("The ministers will meet on June 3.", "2024-06-03", "reference_future"),
        ("The ministers met on April 30.", "2024-04-30", "reference_past"),
        ("The ministers met in August.", "2023-08", "reference_past"),
        ("The ministers will meet in August.", "2024-08", "reference_future"),
        ("The ministers will meet in February.", "2025-02", "reference_future"),
        ("The talks were postponed until June 3.", "2024-06-03", "reference_future"),
    ],
)
def test_the_tense_of_the_clause_gives_the_year(read_times: ReadTimes, text: str, value: str, method: str) -> None:
    [time] = read_times(text)
    assert (time.value, time.method) == (value, method)


def test_a_range_of_days_is_one_time_with_all_its_days(read_times: ReadTimes) -> None:
    for text in ("The drill ran May 2-5.", "The drill ran from 2 to 5 May.", "The drill ran May 2 to 5, 2024."):
        [time] = read_times(text)
        assert (time.start_on, time.end_on, time.precision) == (dt.date(2024, 5, 2), dt.date(2024, 5, 5), "day")


@pytest.mark.parametrize(
    ("phrase", "first", "last", "precision"),
    [
        ("early September 2023", "2023-09-01", "2023-09-10", "month"),
        ("mid-September 2023", "2023-09-11", "2023-09-20", "month"),
        ("late September 2023", "2023-09-20", "2023-09-30", "month"),
        ("the end of 2023", "2023-09-01", "2023-12-31", "year"),
        ("September 2023", "2023-09-01", "2023-09-30", "month"),
        ("the winter of 2023", "2023-12-01", "2024-02-29", "season"),
    ],
)
def test_parts_of_a_period_narrow_its_days(
    read_times: ReadTimes, phrase: str, first: str, last: str, precision: str
) -> None:
    [time] = read_times(f"The ministers met in {phrase}.")
    assert time.precision == precision
    assert str(time.end_on) == last
    if not phrase.startswith("the end"):
        assert str(time.start_on) == first


@pytest.mark.parametrize(
    "text",
    [
        "The army sent 1950 troops to the valley.",
        "They may leave the valley.",
        "It costs $1999 a piece.",
        "Jan Novak won the race.",
        "The Long March of the union was over.",
        "Prices fall when supply grows.",
    ],
)
def test_numbers_and_words_that_are_no_dates(read_times: ReadTimes, text: str) -> None:
    assert [time for time in read_times(text) if time.timex_type == "DATE"] == []


def test_without_a_day_of_report_the_year_stays_open(read_times: ReadTimes) -> None:
    [day, month] = read_times("The ministers met on June 3 and again in August.", None)
    assert (day.value, day.start_on) == ("XXXX-06-03", None)
    assert month.value == "XXXX-08"


def test_a_narrative_counts_from_the_last_year_it_named(read_times: ReadTimes) -> None:
    story = (
        "In 1861 the fort was built. In April the siege began, and on 3 May the walls fell. In 1862 the town was taken."
        " The fleet left in July 1863 and came back in November. In 1864 and 1865 the garrison starved, and in 1866 it"
        " was relieved. By 1867 trade had returned, and in 1868 the walls were razed."
    )
    values = [time.value for time in read_times(story, dt.date(2010, 1, 1))]
    assert values[:6] == ["1861", "1861-04", "1861-05-03", "1862", "1863-07", "1863-11"]
    assert values[6:] == ["1864", "1865", "1866", "1867", "1868"]


def test_news_that_names_many_years_counts_from_its_own_day(read_times: ReadTimes) -> None:
    story = (
        "Ministers met on Monday and will meet again on Thursday. Talks in 1961, 1962, 1963, 1964, 1965, 1966, 1967 and"
        " 1968 had failed. They also met in April."
    )
    values = [time.value for time in read_times(story)]
    assert (values[0], values[1], values[-1]) == ("2024-05-13", "2024-05-16", "2024-04")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The ministers met in Oslo on the 5th.", "2024-05-05"),
        ("On the 30th, the ministers met in Oslo.", "2024-04-30"),
        ("The ministers met on the 31st in Oslo. It rained.", "2024-03-31"),
        ("The ministers will meet on the 5th in Oslo.", "2024-06-05"),
        ("The ministers will meet on the 31st in Oslo.", "2024-05-31"),
    ],
)
def test_a_day_without_a_month_is_the_nearest_on_its_side(read_times: ReadTimes, text: str, value: str) -> None:
    [time] = read_times(text)
    assert (text[time.start : time.end], time.value) == (re.search(r"the \d+\w\w", text, re.I)[0], value)  # type: ignore[index]


def test_an_ordinal_before_a_noun_is_no_day(read_times: ReadTimes) -> None:
    assert read_times("Clashes were reported on the 38th parallel and on the 5th floor.") == []
