"""The days that a TIMEX3 value covers, and the arithmetic of weeks, months, quarters, seasons and holidays.

Here belongs the calendar alone, in the notation of TIMEX3. Which value a phrase has belongs to the modules beside.
"""

import datetime as dt
import re
from dataclasses import dataclass

from assets.knowledge.almanac import day, last_of_month

SEASONS = {"SP": (3, 5), "SU": (6, 8), "FA": (9, 11), "WI": (12, 2)}  # first and last month, northern news habit
_NTH = {  # month, weekday, which of them
    "thanksgiving": (11, 3, 4),
    "labor": (9, 0, 1),
    "king": (1, 0, 3),
    "presidents": (2, 0, 3),
    "columbus": (10, 0, 2),
    "memorial": (5, 0, -1),
    "election": (11, 0, 1),
}
_VALUE = re.compile(r"(?P<year>\d{4})(?:-(?P<rest>[^T]+))?(?:T.*)?")


@dataclass(frozen=True, slots=True)
class Interval:
    """Days from first to last, inclusive, and the grain in which the text gave them."""

    first: dt.date
    last: dt.date
    precision: str


def interval_of(value: str) -> Interval | None:
    """The days of a TIMEX3 date or time, or None for one that is on no calendar (`PAST_REF`, `XXXX-10`, `BC0044`)."""
    try:
        return _interval(value)
    except (ValueError, OverflowError):
        return None


def _interval(value: str) -> Interval | None:
    if re.fullmatch(r"\d{3}", value):
        return Interval(dt.date(int(value) * 10, 1, 1), dt.date(int(value) * 10 + 9, 12, 31), "decade")
    if re.fullmatch(r"\d{2}", value):
        return Interval(dt.date(int(value) * 100 or 1, 1, 1), dt.date(int(value) * 100 + 99, 12, 31), "century")
    found = _VALUE.fullmatch(value)
    if found is None:
        return None
    year, rest = int(found["year"]), found["rest"]
    if rest is None:
        return Interval(dt.date(year, 1, 1), dt.date(year, 12, 31), "year")
    if rest[0] == "W" and rest != "WI":
        return _week(year, rest)
    if rest[0] == "Q":
        quarter = int(rest[1:])
        return Interval(dt.date(year, quarter * 3 - 2, 1), last_of_month(year, quarter * 3), "quarter")
    if rest[0] == "H":
        half = int(rest[1:])
        return Interval(dt.date(year, half * 6 - 5, 1), last_of_month(year, half * 6), "year")
    if rest in SEASONS:
        first, last = SEASONS[rest]
        return Interval(dt.date(year, first, 1), last_of_month(year + (last < first), last), "season")
    month, _, number = rest.partition("-")
    if number:
        on = dt.date(year, int(month), int(number))
        return Interval(on, on, "day")
    return Interval(dt.date(year, int(month), 1), last_of_month(year, int(month)), "month")


def _week(year: int, rest: str) -> Interval:
    number, _, part = rest[1:].partition("-")
    monday = dt.date.fromisocalendar(year, int(number), 1)
    if part == "WE":
        return Interval(monday + dt.timedelta(days=5), monday + dt.timedelta(days=6), "day")
    return Interval(monday, monday + dt.timedelta(days=6), "week")


def week_value(on: dt.date) -> str:
    """The ISO week of a day, as `2024-W05`."""
    year, week, _ = on.isocalendar()
    return f"{year:04d}-W{week:02d}"


def quarter_of(on: dt.date) -> int:
    """1 to 4."""
    return (on.month + 2) // 3


def quarter_value(on: dt.date, shift: int = 0) -> str:
    """The quarter so many quarters from that of a day."""
    total = on.year * 4 + quarter_of(on) - 1 + shift
    return f"{total // 4:04d}-Q{total % 4 + 1}"


def add_months(on: dt.date, months: int) -> dt.date:
    """The same day so many months on, or the last of a shorter month. Raises ValueError beyond the calendar."""
    total = on.year * 12 + on.month - 1 + months
    year, month = divmod(total, 12)
    return day(year, month + 1, on.day) or last_of_month(year, month + 1)


def season_year(season: str, on: dt.date, direction: int) -> int:
    """The year of the latest season begun by a day (direction -1), or of the next not ended by it (1)."""
    first, last = SEASONS[season]
    if direction < 0:
        return on.year if dt.date(on.year, first, 1) <= on else on.year - 1
    return on.year if on <= last_of_month(on.year + (last < first), last) else on.year + 1


def holiday(rule: str, year: int) -> dt.date | None:
    """The day of a holiday in a year: `MM-DD`, or a reckoned rule by its name."""
    if rule[0].isdigit():
        printed, _, number = rule.partition("-")
        return day(year, int(printed), int(number))
    if rule in {"easter", "good_friday", "easter_monday"}:
        shift = {"easter": 0, "good_friday": -2, "easter_monday": 1}[rule]
        return easter(year) + dt.timedelta(days=shift)
    month, weekday, nth = _NTH[rule]
    on = nth_weekday(year, month, weekday, nth)
    return on + dt.timedelta(days=1) if rule == "election" else on  # the Tuesday after the first Monday


def nth_weekday(year: int, month: int, weekday: int, nth: int) -> dt.date:
    """The nth such weekday of a month; -1 is the last."""
    if nth < 0:
        last = last_of_month(year, month)
        return last - dt.timedelta(days=(last.weekday() - weekday) % 7)
    first = dt.date(year, month, 1)
    return first + dt.timedelta(days=(weekday - first.weekday()) % 7 + 7 * (nth - 1))


def easter(year: int) -> dt.date:
    """Easter Sunday of the Gregorian calendar (the anonymous algorithm of 1876)."""
    a, (b, c) = year % 19, divmod(year, 100)
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    k = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * k) // 451
    month, number = divmod(h + k - 7 * m + 114, 31)
    return dt.date(year, month, number + 1)


def narrowed(interval: Interval, part: str) -> Interval:
    """The early, middle or late part of an interval: thirds of a month, else of the span; the grain stays."""
    length = (interval.last - interval.first).days + 1
    first, last = interval.first, interval.last
    if interval.precision == "month":
        cuts = {"early": (0, 9), "mid": (10, 19), "late": (19, length - 1), "start": (0, 9), "end": (19, length - 1)}
    else:
        third = length // 3
        cuts = {
            "early": (0, third),
            "mid": (third, 2 * third),
            "late": (2 * third, length - 1),
            "start": (0, third),
            "end": (2 * third, length - 1),
        }
    begin, end = cuts[part]
    return Interval(first + dt.timedelta(days=begin), min(last, first + dt.timedelta(days=end)), interval.precision)
