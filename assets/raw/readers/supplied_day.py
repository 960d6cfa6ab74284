"""Reads a supplied day of publication in any form that cannot be misread, and tells one that can.

Here belong the forms: ISO 8601, the month in words, RFC 822, numbers whose order is plain, seconds since 1970. Which of
two readings of a day such as 7/6/18 is meant is said by a setting (`in_order`), never guessed.
"""

import datetime as dt
import re
from typing import Literal, NamedTuple

from assets.raw.html.page_dates import iso, with_sane_offset

DayOrder = Literal["", "day_first", "month_first"]
PARTIAL = re.compile(r"(?:19|20)\d\d(?:-(?:0[1-9]|1[0-2]))?")
COMPACT = re.compile(r"((?:19|20)\d\d)([01]\d)([0-3]\d)(?:T?(\d\d)(\d\d)(\d\d)?(Z)?)?")
EPOCH = re.compile(r"(\d{9,10})(?:\d{3})?(?:\.\d{1,9})?")
NUMBERS = re.compile(r"(\d{1,4})([/.\- ])(\d{1,2})\2(\d{4}|\d{2})(?!\d)(.{0,40})", re.S)
IN_WORDS = re.compile(r"(?i)(?<![a-z])(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\b")
YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)|'\d\d\b|-\d\d(?![\d:])")
CLOCK = re.compile(r"(\d{1,2}):(\d\d)(?::(\d\d))?")
UNKNOWN_ZONE = re.compile(r"\b(?!(?:UTC|GMT|AM|PM|Z)\b)[A-Z]{2,5}$")


class Day(NamedTuple):
    """A day in ISO 8601, with the clock time where one was given; or `open`: it has two readings."""

    iso: str | None = None
    open: bool = False


def read_day(value: str) -> Day:
    """The day; neither of both where the text is no day at all."""
    text = " ".join(value.split()).removeprefix("on ").strip("\"' ")
    if PARTIAL.fullmatch(text):
        return Day(text)
    if (found := COMPACT.fullmatch(text)) is not None:
        return Day(_compact(found))
    if (found := EPOCH.fullmatch(text)) is not None:
        return Day(_since_1970(int(found[1])))
    if (found := NUMBERS.fullmatch(text)) is not None and len(found[1]) < 3:
        readings = _readings(found)
        return Day(readings[0]) if len(readings) == 1 else Day(open=len(readings) > 1)
    return Day(_standard(text) or _in_words(text))


def in_order(value: str, order: DayOrder) -> str | None:
    """A day that can be read in two ways, in the order that the setting says; None without one."""
    found = NUMBERS.fullmatch(" ".join(value.split()))
    if found is None or not order:
        return None
    first, second, year = int(found[1]), int(found[3]), _year(found[4])
    return _iso(year, second, first) if order == "day_first" else _iso(year, first, second)


def readings(value: str) -> list[dt.date]:
    """The days that a text of two readings may be."""
    found = NUMBERS.fullmatch(" ".join(value.split()))
    return [dt.date.fromisoformat(day[:10]) for day in _readings(found)] if found is not None else []


def _standard(text: str) -> str | None:
    """ISO 8601 in any of its forms, with a blank before the offset too."""
    if not re.match(r"(?:1[89]|20)\d\d[-/.W]?\d", text):
        return None
    try:
        text = re.sub(r"\s([+-]\d\d)", r"\1", text)
        moment = dt.datetime.fromisoformat(text)
    except ValueError:
        # A day that does not exist is none; other forms with the year first are in plain order.
        return None if re.fullmatch(r"\d{4}-\d\d-\d\d(?:[T ].*)?", text) and not _exists(text[:10]) else _loose(text)
    sane = with_sane_offset(moment)
    return text if sane is moment else sane.isoformat(timespec="seconds")


def _exists(day: str) -> bool:
    try:
        dt.date.fromisoformat(day)
    except ValueError:
        return False
    return True


def _in_words(text: str) -> str | None:
    """A day with the month in words: RFC 822, "November 9, 2015", "9-Nov-15, 10:15"."""
    return _loose(text) if IN_WORDS.search(text) and YEAR.search(text) else None


def _loose(text: str) -> str | None:
    without_zone = UNKNOWN_ZONE.sub("", text).strip()
    found = iso(without_zone)
    if found is None:
        return None
    return found if CLOCK.search(text) and without_zone == text else found[:10]


def _readings(found: re.Match[str]) -> list[str]:
    """What numbers in an open order can be: the day first, the month first, each if it exists; one if both are equal.

    A dot stands between numbers only where the day is first, and the year is written in full there.
    """
    first, mark, second, year = int(found[1]), found[2], int(found[3]), _year(found[4])
    day_first, month_first = _iso(year, second, first, found[5]), _iso(year, first, second, found[5])
    if mark == "." and len(found[4]) == 4:
        month_first = day_first
    return list(dict.fromkeys(day for day in (day_first, month_first) if day is not None))


def _year(printed: str) -> int:
    if len(printed) == 4:
        return int(printed)
    return int(printed) + (2000 if int(printed) <= (dt.datetime.now(dt.UTC).year + 1) % 100 else 1900)


def _iso(year: int, month: int, day: int, rest: str = "") -> str | None:
    try:
        on = dt.date(year, month, day)
    except ValueError:
        return None
    clock = CLOCK.search(rest)
    hour = int(clock[1]) if clock else 24
    if clock is None or hour > 23 or int(clock[2]) > 59 or re.search(r"(?i)[ap]\.?m", rest):
        return on.isoformat()
    return f"{on.isoformat()}T{hour:02d}:{clock[2]}:00"


def _compact(found: re.Match[str]) -> str | None:
    year, month, day, hour, minute, _, utc = found.groups()
    on = _iso(int(year), int(month), int(day))
    if on is None or hour is None or int(hour) > 23 or int(minute) > 59:
        return on
    return f"{on}T{hour}:{minute}:00{'+00:00' if utc else ''}"


def _since_1970(seconds: int) -> str | None:
    moment = dt.datetime.fromtimestamp(seconds, dt.UTC)
    return moment.isoformat(timespec="seconds")
