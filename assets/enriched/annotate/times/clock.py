"""Times of day: "10:30 a.m. EST Wednesday", "0400 GMT", "noon", "four in the morning".

Here belongs the hour; the day is the one printed beside it, else the one that the text has reached.
"""

import datetime as dt
import re

from assets.enriched.annotate.times.anchor import TimeAnchor, Value, rule
from assets.enriched.annotate.times.deictic import at_part_of_day
from assets.enriched.annotate.times.intervals import Interval
from assets.enriched.annotate.times.lexicon import MONTH_NAME, WEEKDAY, number_of
from assets.knowledge.almanac import day, month_number, weekday_number

_ZONE = (
    r"(?:\s(?:\(?(?:GMT|UTC|EST|EDT|CST|CDT|MST|MDT|PST|PDT|ET|CET|BST|JST|KST|IST|MSK|Moscow\stime|local\stime|local"
    r"|Eastern(?:\sTime)?)\b\)?))?"
)
_DAY = (
    r"(?:\s\([^()]{3,14}\))?"
    rf"(?:,?\s(?:on\s|last\s)?(?:(?P<weekday>{WEEKDAY})|(?P<month>{MONTH_NAME})\s(?P<number>\d{{1,2}})(?!\d))"
    r"|\s(?P<word>(?i:today|yesterday|tomorrow)))?"
)
_EARLY = r"(?:(?i:about|around|at|by|shortly\sbefore|shortly\safter|just\safter|just\sbefore|before|after)\s)?"


def _on(found: re.Match[str], anchor: TimeAnchor) -> dt.date | None:
    """The day of a clock time."""
    groups = found.groupdict()
    if groups.get("weekday"):
        on, _ = anchor.weekday(weekday_number(groups["weekday"] or ""), found)
        return on
    if groups.get("month"):
        month, number = month_number(groups["month"] or ""), int(groups["number"] or 0)
        year, _ = anchor.year_of(month, number, found)
        return day(year, month, number) if year is not None else None
    if groups.get("word") and anchor.reference is not None:
        return anchor.reference + dt.timedelta(days={"today": 0, "yesterday": -1, "tomorrow": 1}[found["word"].lower()])
    if anchor.focus is not None and anchor.focus.precision == "day" and found.start() - anchor.focus_at < 400:
        return anchor.focus.first
    return anchor.base()


def _at(hour: int, minute: int, found: re.Match[str], anchor: TimeAnchor, exact: bool = True) -> Value | None:
    if hour > 24 or minute > 59:
        return None
    on = _on(found, anchor)
    written = f"T{hour:02d}:{minute:02d}" if exact else f"T{hour:02d}"
    if on is None:
        return Value("TIME", f"XXXX-XX-XX{written}")
    return Value("TIME", f"{on.isoformat()}{written}", Interval(on, on, "minute"), "reference")


def _half_day(found: re.Match[str], anchor: TimeAnchor) -> Value | None:
    hour = int(number_of(found["hour"]) or 0)
    if not 1 <= hour <= 12:
        return None
    afternoon = found["half"][0] in "pP"
    return _at(hour % 12 + 12 * afternoon, int(found["minute"] or 0), found, anchor)


def _full_day(found: re.Match[str], anchor: TimeAnchor) -> Value | None:
    return _at(int(found["hour"]), int(found["minute"]), found, anchor)


def _in_the(found: re.Match[str], anchor: TimeAnchor) -> Value | None:
    hour = int(number_of(found["hour"]) or 0)
    late = (found["part"] or "").lower() in {"afternoon", "evening"} or (
        (found["part"] or "").lower() == "night" and 5 < hour < 12
    )
    return _at(hour % 12 + 12 * late if hour <= 12 else hour, 0, found, anchor) if hour else None


def _noon(found: re.Match[str], anchor: TimeAnchor) -> Value | None:
    on = _on(found, anchor)
    return None if on is None else at_part_of_day(on, found["part"])


_HOUR = r"(?P<hour>\d{1,2}|(?i:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve))"
RULES = (
    rule(
        "twelve",
        rf"\b{_EARLY}{_HOUR}(?:[:.](?P<minute>[0-5]\d))?\s?(?P<half>(?i:a\.?m\b\.?|p\.?m\b\.?)){_ZONE}{_DAY}",
        _half_day,
        ["am", "pm", "m"],
    ),
    rule(
        "twenty_four",
        r"(?<![\d:.,$])\b"
        rf"{_EARLY}(?P<hour>[01]?\d|2[0-4]):(?P<minute>[0-5]\d)(?![\d:]|\s?-\s?\d|%)(?:\s(?i:hours|hrs|h)\b)?{_ZONE}{_DAY}",
        _full_day,
        [":"],
    ),
    rule(
        "military",
        r"(?<![\d:.,$])\b"
        rf"{_EARLY}(?P<hour>[01]\d|2[0-4])(?P<minute>[0-5]\d)\s(?:GMT|UTC|(?i:hours|hrs)\b|local)(?:\stime)?{_DAY}",
        _full_day,
        ["gmt", "utc", "hours", "hrs", "local"],
    ),
    rule(
        "in_the",
        rf"\b{_EARLY}{_HOUR}(?:\so['’]clock)?\s(?i:in\sthe|at)\s(?P<part>(?i:morning|afternoon|evening|night))\b{_DAY}",
        _in_the,
        ["morning", "afternoon", "evening", "night"],
    ),
    rule("o_clock", rf"\b{_EARLY}{_HOUR}\so['’]clock\b(?P<part>(?!))?{_DAY}", _in_the, ["clock"]),
    rule("noon", rf"\b(?P<part>(?i:noon|midnight|midday))\b{_ZONE}{_DAY}", _noon, ["noon", "midnight", "midday"]),
)
