"""The calendar as news prints it: names of months and weekdays, two-digit years, and weekday arithmetic.

Here belong facts of the calendar that parsing and annotation share. What a phrase in a text means belongs to them.
"""

import calendar
import datetime as dt
from collections.abc import Iterator

MONTHS: dict[str, int] = {
    name.lower(): number
    for names in (calendar.month_name, calendar.month_abbr)
    for number, name in enumerate(names)
    if name
} | {"sept": 9}
WEEKDAYS: dict[str, int] = {
    name.lower(): number for names in (calendar.day_name, calendar.day_abbr) for number, name in enumerate(names)
} | {"tues": 1, "weds": 2, "thur": 3, "thurs": 3}

# Both begin with a look at two letters: where case is ignored, that costs a tenth of trying every name at every place.
MONTH = (
    r"(?=[JFMASOND][aepuco])"
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June|July|Jun\.?|Jul\.?|Aug(?:ust|\.)?"
    r"|Sept(?:ember|\.)?|Sep\.?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)(?![A-Za-z])"
)
WEEKDAY = (
    r"(?=[MTWFS][ouehra])"
    r"(?:Mon(?:day)?|Tue(?:s(?:day)?)?|Wed(?:s|nesday)?|Thu(?:r(?:s(?:day)?)?)?|Fri(?:day)?|Sat(?:urday)?|Sun(?:day)?)"
    r"(?![A-Za-z])\.?"
)
PIVOT = 70  # a printed '69 is 2069, a printed '70 is 1970: news archives begin about then


def month_number(name: str) -> int:
    """1 to 12 for a name or abbreviation in any case, with or without its stop. Raises KeyError for no month."""
    return MONTHS[name.rstrip(".").lower()]


def weekday_number(name: str) -> int:
    """0 (Monday) to 6 for a name or abbreviation in any case. Raises KeyError for no weekday."""
    return WEEKDAYS[name.rstrip(".").lower()]


def full_year(printed: str) -> int:
    """The year that two or four printed digits mean."""
    year = int(printed)
    if len(printed) > 2:
        return year
    return year + (1900 if year >= PIVOT else 2000)


def day(year: int, month: int, number: int) -> dt.date | None:
    """The day, or None where the calendar has no such day."""
    try:
        return dt.date(year, month, number)
    except ValueError:
        return None


def last_of_month(year: int, month: int) -> dt.date:
    """The last day of a month."""
    return dt.date(year, month, calendar.monthrange(year, month)[1])


def latest_weekday(weekday: int, until: dt.date) -> dt.date:
    """The latest such weekday up to and including a day."""
    return until - dt.timedelta(days=(until.weekday() - weekday) % 7)


def next_weekday(weekday: int, since: dt.date) -> dt.date:
    """The next such weekday, the given day included."""
    return since + dt.timedelta(days=(weekday - since.weekday()) % 7)


def years_when(month: int, number: int, weekday: int, first: int, last: int) -> Iterator[int]:
    """The years from first to last, inclusive, in which that day of the month falls on that weekday."""
    for year in range(first, last + 1):
        found = day(year, month, number)
        if found is not None and found.weekday() == weekday:
            yield year


def partial(year: int | None, month: int | None, number: int | None) -> str | None:
    """Partial ISO 8601: `2025-09-08`, `2025-09`, `2025`, `--09-08`, `--09`; None where nothing is known."""
    if year is None and month is None:
        return None
    written = f"{year:04d}" if year is not None else "-"
    for part in (month, number):
        if part is None:
            break
        written += f"-{part:02d}"
    return written
