"""Reads the day that the address of a page holds: in its path, in a file's name, in a query.

Here belong the forms of such days. How far an address is believed is for `published`.
"""

import datetime as dt
import re

from assets.knowledge.almanac import MONTH, day, month_number

_YEAR = r"(?:19|20)\d\d"
_DAYS = (
    re.compile(
        rf"[/_=-](?P<year>{_YEAR})[/_-]?(?P<month>[01]\d|{MONTH})[/_-]?(?P<day>[0-3]\d)(?!\d)"
        rf"|[/_=-](?P<year2>{_YEAR})[/-](?P<month2>[01]?\d|{MONTH})[/-](?P<day2>[0-3]?\d)(?=[/&?#.]|$)",
        re.IGNORECASE,
    ),
    re.compile(
        rf"[/_=-](?P<day>[0-3]?\d)(?:st|nd|rd|th)?[/_-]?(?P<month>{MONTH})[/_-]?"
        rf"(?P<year>{_YEAR})(?!\d)"
        rf"|[/_=-](?P<month2>{MONTH})[/_-](?P<day2>[0-3]?\d)[/_-](?P<year2>{_YEAR})(?!\d)",
        re.IGNORECASE,
    ),
)
_NUMBERS = re.compile(rf"[/_=-](?P<first>[0-3]?\d)(?P<mark>[/_-])(?P<second>[0-3]?\d)(?P=mark)(?P<year>{_YEAR})(?!\d)")
_MONTH_ONLY = re.compile(r"/(?P<year>(?:19|20)\d\d)/(?P<month>[01]\d)(?=/)")


def url_day(url: str) -> dt.date | None:
    """The day that an address holds ("/2024/02/29/", "/29-Feb-2024/", "?d=20240229"), or None.

    A day in numbers behind which the year stands is one only where no other reading is left.
    """
    for pattern in _DAYS:
        for found in pattern.finditer(url):
            year, month, number = (found[name] or found[f"{name}2"] for name in ("year", "month", "day"))
            on = day(int(year), int(month) if month.isdigit() else month_number(month), int(number))
            if on is not None:
                return on
    for found in _NUMBERS.finditer(url):
        year, first, second = int(found["year"]), int(found["first"]), int(found["second"])
        readings = {on for on in (day(year, second, first), day(year, first, second)) if on is not None}
        if len(readings) == 1:
            return readings.pop()
    return None


def url_month(url: str) -> tuple[int, int] | None:
    """Year and month of an address that holds no day, or None."""
    found = _MONTH_ONLY.search(url)
    return (int(found["year"]), int(found["month"])) if found and url_day(url) is None else None
