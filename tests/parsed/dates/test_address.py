"""The day that an address holds, in any order of its parts; numbers that are no day give none."""

import datetime as dt

import pytest

from assets.parsed.dates.address import url_day, url_month

LEAP = dt.date(2024, 2, 29)


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://example.org/2024/02/29/ferries", LEAP),
        ("https://example.org/news/2024/feb/29/ferries/", LEAP),
        ("https://example.org/20240229/ferries-1.html", LEAP),
        ("https://example.org/ferries-2024-02-29", LEAP),
        ("https://example.org/29-Feb-2024/ferries", LEAP),
        ("https://example.org/29Feb2024/ferries", LEAP),
        ("https://example.org/february-29-2024/ferries", LEAP),
        ("https://example.org/29/02/2024/ferries", LEAP),
        ("https://example.org/ferries?id=7&ud=20240229", LEAP),
        ("https://example.org/ferries?date=2024-02-29&page=1", LEAP),
        ("https://example.org/05/02/2024/ferries", None),
        ("https://example.org/2024/02/ferries", None),
        ("https://example.org/2024/02/31/ferries", None),
        ("https://example.org/a/1234567890", None),
    ],
)
def test_days_in_addresses(url: str, day: dt.date | None) -> None:
    assert url_day(url) == day


def test_an_address_without_a_day_may_have_a_month() -> None:
    assert url_month("https://example.org/2024/02/ferries") == (2024, 2)
    assert url_month("https://example.org/2024/02/29/ferries") is None
