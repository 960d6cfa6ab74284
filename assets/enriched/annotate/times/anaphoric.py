"""Times that lean on what stands around them: "the next day", "the week of March 6", "the end of the year".

Here belong times that are counted from the last one told, or that name a part of the year in question. What is counted
from the day of the report alone is in `deictic`.
"""

import datetime as dt
import re

from assets.enriched.annotate.times.anchor import TimeAnchor, Value, rule
from assets.enriched.annotate.times.deictic import AHEAD, BACK, DAY_PARTS, at_part_of_day, shifted, year_earlier
from assets.enriched.annotate.times.explicit import PART, dated, part_of
from assets.enriched.annotate.times.intervals import interval_of, narrowed, week_value
from assets.enriched.annotate.times.lexicon import MONTH_NAME, ORDINAL, unit_of, words
from assets.knowledge.almanac import MONTHS, day, month_number

_CALENDAR = frozenset({"day", "week", "month", "year"})


def _week_of(found: re.Match[str], anchor: TimeAnchor) -> Value | None:
    """ "the week of March 6", "the week ended March 14": the week that holds the day."""
    inner = _day_within(found["day"], found, anchor)
    if inner is None:
        return None
    return dated(week_value(inner), found, "reference")


def _day_within(text: str, found: re.Match[str], anchor: TimeAnchor) -> dt.date | None:
    """The day that "March 6" means within another phrase."""
    name, _, number = text.partition(" ")
    month = month_number(name)
    year, _ = anchor.year_of(month, int(number), found)
    return day(year, month, int(number)) if year is not None else None


def _anaphoric_day(found: re.Match[str], anchor: TimeAnchor) -> Value | None:
    """ "the next day", "the following year", "the same month", "the day before": counted from what was told last."""
    which, unit = found["which"].lower().split(" ")[-1], unit_of(found["unit"])
    number = 1 if which in AHEAD or which == "after" else -1 if which in BACK or which == "before" else 0
    told = _counted_from(unit, found, anchor)
    value = shifted(told, unit, number) if told is not None else None
    if told is None or value is None:
        return None
    if found["daypart"]:
        return at_part_of_day(told + dt.timedelta(days=number), found["daypart"])
    return Value("DATE", value, interval_of(value), "focus")


def _counted_from(unit: str, found: re.Match[str], anchor: TimeAnchor) -> dt.date | None:
    """The day that "the next day" counts from; "the day before the vote" is not counted from a day just told."""
    focus = anchor.focus
    beside = found["which"].lower() in {"before", "after"} and anchor.text[found.end()] not in ".,;"
    if unit == "day" and not beside:
        return anchor.day_told(found)
    return None if focus is None or (unit == "day" and focus.precision != "day") else focus.first


def _end_of(found: re.Match[str], anchor: TimeAnchor) -> Value | None:
    """ "year end", "the end of the year", "later in the month"."""
    here = anchor.discourse_base()
    unit = unit_of(found["unit"])
    value = shifted(here, unit, 0) if here is not None else None
    interval = interval_of(value) if value else None
    if value is None or interval is None:
        return None
    if found["yearend"] is not None:
        return Value("DATE", f"{value}-12", None, "reference")
    part = part_of(found)
    return Value("DATE", value, narrowed(interval, part) if part else interval, "reference")


def _anaphoric_morning(found: re.Match[str], anchor: TimeAnchor) -> Value | None:
    told = anchor.day_told(found)
    return None if told is None else at_part_of_day(told + dt.timedelta(days=1), found["daypart"])


def _weekend(found: re.Match[str], anchor: TimeAnchor) -> Value | None:
    """The weekend before the report, or the next one where the clause lies ahead."""
    here = anchor.base()
    if here is None:
        return None
    ahead = anchor.direction(found) == "future" or here.weekday() >= 5
    value = shifted(here, "weekend", 0 if ahead else -1)
    return dated(value, found, "reference") if value else None


def _whole_year(found: re.Match[str], anchor: TimeAnchor) -> Value | None:
    """ "for the year", "of the year": the year of the report, or the one the text tells of."""
    here = anchor.discourse_base()
    return None if here is None else Value("DATE", f"{here.year:04d}", None, "reference")


def _nth_day(found: re.Match[str], anchor: TimeAnchor) -> Value | None:
    """ "today is the eighth day": the day of the report itself."""
    if anchor.reference is None:
        return None
    return Value("DATE", anchor.reference.isoformat(), interval_of(anchor.reference.isoformat()), "reference")


_IS_THE = r"(?:(?<=\b[Tt]oday\sis\s)|(?<=\b[Ii]t\sis\s)|(?<=\b[Ii]t['’]s\s)|(?<=\b[Tt]his\sis\s))"
RULES = (
    rule("nth_day", rf"{_IS_THE}the\s(?i:{ORDINAL})(?:\s(?i:straight|consecutive))?\s(?i:day)\b", _nth_day, ["day"]),
    rule(
        "week_of",
        rf"\b(?i:the\s)?(?i:week)\s(?i:of|ended|ending|beginning|starting)\s(?P<day>{MONTH_NAME}\s\d{{1,2}})\b",
        _week_of,
        MONTHS,
    ),
    rule(
        "year_earlier",
        r"\b(?i:the\s|an?\s|its\s)?(?i:comparable\s|corresponding\s|same\s)?(?i:year[-](?:earlier|ago))(?:\s(?i:quarter|period|months))?\b"
        r"|\b(?i:the\s)(?i:corresponding|comparable|same)\s(?i:period|quarter)\s(?i:last\syear|a\syear\s(?:earlier|ago))\b",
        year_earlier,
        ["year"],
    ),
    rule(
        "told_day",
        rf"\b(?:(?i:early|late)\s)?(?i:the\svery\s|the\s|that\s)(?P<which>(?i:next|following|previous|preceding|same))"
        rf"\s(?P<unit>(?i:day|week|month|year))\b(?:\s(?P<daypart>{DAY_PARTS}))?",
        _anaphoric_day,
        _CALENDAR,
    ),
    rule(
        "told_after",
        r"\b(?i:the|a)\s(?P<unit>(?i:day|week|month|year))\s(?P<which>(?i:before|after))(?=[.,;]|\sthe\b|\sthat\b)(?P<daypart>(?!))?",
        _anaphoric_day,
        _CALENDAR,
    ),
    rule(
        "told_morning",
        rf"\b(?i:the)\s(?i:next|following)\s(?P<daypart>{DAY_PARTS})\b",
        _anaphoric_morning,
        words("dayparts"),
    ),
    rule(
        "end_of",
        rf"\b{PART}(?P<unit>(?i:month|year|week|decade|century))\b(?P<yearend>(?!))?",
        lambda found, anchor: _end_of(found, anchor) if part_of(found) else None,
        ["month", "year", "week", "decade", "century"],
    ),
    rule(
        "year_end",
        r"\b(?i:the\s)?(?P<unit>(?i:year))(?P<yearend>(?:['’]s\s|[-\s])(?i:end))\b(?P<part>(?!))?(?P<part2>(?!))?",
        _end_of,
        ["year"],
    ),
    rule(
        "whole_year",
        r"(?<=\bfor\s)(?i:the\s(?:full\s|whole\s|entire\s)?year)\b(?!\s?[\d-])|(?<=\bof\s)(?i:the\syear)\b(?=[.,;])",
        _whole_year,
        ["year"],
    ),
    rule("weekend", r"\b(?i:the)\s(?i:weekend)\b", _weekend, ["weekend"]),
)
