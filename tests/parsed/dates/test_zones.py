"""Time zones as pages print them."""

import datetime as dt

import pytest

from assets.parsed.dates.zones import offset_of

WINTER, SUMMER = dt.datetime(2024, 1, 15, 12), dt.datetime(2024, 7, 15, 12)


@pytest.mark.parametrize(
    ("zone", "hours"),
    [("GMT", 0), ("JST", 9), ("EDT", -4), ("IST", 5.5), ("+0530", 5.5), ("-05:00", -5), ("−03:00", -3), ("GMT+9", 9)],
)
def test_printed_zones_have_their_offset(zone: str, hours: float) -> None:
    assert offset_of(zone, WINTER) == dt.timedelta(hours=hours)


def test_zones_without_a_season_in_their_name_follow_summer_time() -> None:
    assert offset_of("ET", WINTER) == dt.timedelta(hours=-5)
    assert offset_of("ET", SUMMER) == dt.timedelta(hours=-4)


def test_an_unknown_zone_has_no_offset() -> None:
    assert offset_of("XYZT", WINTER) is None


def test_an_offset_that_no_clock_has_is_none() -> None:
    assert offset_of("+24:00", WINTER) is None
    assert offset_of("GMT-6400", WINTER) is None
