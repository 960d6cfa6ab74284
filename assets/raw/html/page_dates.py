"""Reads the dates that pages declare and print, and settles the day as the publisher printed it.

Here belong the forms of dates in heads and near headlines. Datelines, URLs and texts belong to the parsed stage.
"""

import datetime as dt
import re
from collections.abc import Iterable, Sequence

from dateutil import parser as dateutil_parser

MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()  # noqa: SIM905
_MONTH = r"(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?"
PRINTED = (
    (re.compile(rf"\b{_MONTH}\s{{0,3}}(\d{{1,2}})(?:st|nd|rd|th)?,?\s{{0,3}}((?:19|20)\d\d)\b", re.I), (3, 1, 2)),
    (re.compile(rf"\b(\d{{1,2}})(?:st|nd|rd|th)?[\s-]{{0,3}}{_MONTH},?[\s-]{{0,3}}((?:19|20)\d\d)\b", re.I), (3, 2, 1)),
    (re.compile(r"\b((?:19|20)\d\d)[-/.](\d{1,2})[-/.](\d{1,2})\b"), (1, 2, 3)),
)
NUMBERS = re.compile(r"(?<![\d./-])(\d{1,2})([./-])(\d{1,2})\2((?:19|20)\d\d|\d\d)(?![\d./-]|:\d)")
FRACTION = re.compile(r"(\d{2}:\d{2}:\d{2})[.,]\d{1,12}")
LOOSE_OFFSET = re.compile(r"\s{1,3}([+-]\d{2}:?\d{2})$")
FIRST, LAST = 1980, 2100
CHANGED = re.compile(r"updat|modif|revis|edited|correct|changed", re.I)
WIDEST_OFFSET = dt.timedelta(hours=14)
A_DAY = dt.timedelta(days=1)
SAME_MOMENT = dt.timedelta(minutes=2)
UTC = dt.timedelta(0)


def iso(value: str | None) -> str | None:
    """A declared date or date-time as ISO 8601, its offset kept; None where the year, month or day is not given."""
    text = " ".join((value or "").split())
    if not text or len(text) > 80:
        return None
    text = LOOSE_OFFSET.sub(r"\1", FRACTION.sub(r"\1", text))
    try:
        moment = dt.datetime.fromisoformat(text)
    except ValueError:
        found = loose(text)
        if found is None:
            return None
        moment = found
    if not FIRST <= moment.year <= LAST:
        return None
    moment = with_sane_offset(moment)
    return moment.date().isoformat() if len(text) <= 10 else moment.isoformat(timespec="seconds")


def with_sane_offset(moment: dt.datetime) -> dt.datetime:
    """The moment as local time alone where its offset is none that any clock has."""
    try:
        offset = moment.utcoffset()
    except ValueError:  # a day or more
        return moment.replace(tzinfo=None)
    return moment.replace(tzinfo=None) if offset is not None and abs(offset) > WIDEST_OFFSET else moment


def loose(text: str) -> dt.datetime | None:
    """A date in words or in another order, read with two defaults so that nothing missing is made up."""
    readings = []
    for default in (dt.datetime(2001, 1, 1), dt.datetime(2002, 2, 2)):
        try:
            readings.append(dateutil_parser.parse(text, default=default, ignoretz=False))
        except (ValueError, ArithmeticError, TypeError, AttributeError, LookupError):
            return None
    return readings[0] if readings[0].date() == readings[1].date() else None


def printed_days(text: str) -> list[dt.date]:
    """The full dates that a line prints: the month in words, in ISO order, or in figures that have one reading."""
    days: list[dt.date] = []
    for pattern, (year, month, day) in PRINTED:
        for found in pattern.finditer(text[:400]):
            name = found.group(month)
            number = MONTHS.index(name[:3].lower()) + 1 if name[:1].isalpha() else int(name)
            try:
                days.append(dt.date(int(found.group(year)), number, int(found.group(day))))
            except ValueError:
                continue
    for found in NUMBERS.finditer(text[:400]):
        readings = numbered_days(found)
        days += readings if len(readings) == 1 else []
    return days


def numbered_days(found: re.Match[str]) -> list[dt.date]:
    """The days that figures may mean, two where the order of day and month is open; with stops the day stands first."""
    year = int(found[4]) + (2000 if len(found[4]) == 2 else 0)
    if found[2] == "." and len(found[0]) < len("08.10.19"):
        return []
    orders = [(int(found[3]), int(found[1]))] + ([(int(found[1]), int(found[3]))] if found[2] != "." else [])
    days: list[dt.date] = []
    for month, day in orders:
        try:
            days.append(dt.date(year, month, day))
        except ValueError:
            continue
    return list(dict.fromkeys(days))


def prints_day(text: str) -> bool:
    """Whether a line prints a full date, in figures of an open order too."""
    return bool(printed_days(text)) or any(numbered_days(found) for found in NUMBERS.finditer(text[:400]))


def reissued(published: str, modified: str | None, lines: Iterable[str]) -> str | None:
    """The one day that the lines print as that of publication, where it lies between the first issue and the last.

    Pages that are kept for years declare their first issue and print the day of the present one.
    """
    if modified is None:
        return None
    days = {day for line in lines if not CHANGED.search(line) for day in printed_days(line)}
    if len(days) != 1:
        return None
    first, last = (dt.date.fromisoformat(value[:10]) for value in (published, modified))
    day = days.pop()
    return day.isoformat() if first + A_DAY < day <= last + A_DAY else None


def local(published: str | None, moments: Iterable[str], printed: Sequence[dt.date]) -> str | None:
    """The publication as the publisher's own clock has it.

    A declared moment in UTC gives way to the same moment with an offset (`moments`), and its day to the day that is
    printed beside the headline, where the two lie a day apart.
    """
    if published is None or "T" not in published:
        return published
    moment = dt.datetime.fromisoformat(published)
    if moment.utcoffset() in {None, UTC}:
        for other in map(dt.datetime.fromisoformat, (m for m in moments if "T" in m)):
            if other.utcoffset() not in {None, UTC} and abs(other - aware(moment)) < SAME_MOMENT:
                moment = other
                break
    day = moment.date()
    if moment.utcoffset() in {None, UTC} and printed and day not in printed:
        near = [d for d in printed if abs((d - day).days) == 1]
        if near:
            return near[0].isoformat()
    return moment.isoformat(timespec="seconds")


def aware(moment: dt.datetime) -> dt.datetime:
    """The moment with an offset, UTC where none is given."""
    return moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC)
