"""Ranges whose ends are told apart: "from May 29 to June 2", "Monday through Thursday", "May 29-June 2, 2019".

Here belongs what two days have to do with each other. Each stays a time of its own, as TimeML has it; the first has the
days of the whole range, and both lie in the right order. Ranges within one month are one phrase, in `explicit`.
"""

import datetime as dt
import re
from dataclasses import replace

from assets.enriched.annotate.times.anchor import Value
from assets.enriched.annotate.times.intervals import Interval, interval_of
from assets.enriched.annotate.times.lexicon import WEEKDAY
from assets.knowledge.almanac import day

_DASH = re.compile(r"\s?[-–—]\s?|\s(?:through|thru)\s")
_TO = re.compile(r"\s(?:to|until|till)\s")
_FROM = re.compile(r"\b(?i:from)\s(?:(?i:early|late)\s)?$")
_BARE = re.compile(WEEKDAY)
_LONGEST = 200  # days that such a range spans

Read = tuple[re.Match[str], Value]


def joined(read: list[Read], text: str) -> list[Read]:
    """The times of a text, those that begin a range with the days of all of it."""
    for at in range(len(read) - 1):
        (first, value), (last, other) = read[at], read[at + 1]
        begin, end = _day(value), _day(other)
        if begin is None or end is None or not _is_range(first, last, text):
            continue
        begin, end = _in_order(begin, end, first, last, other)
        if dt.timedelta(0) < end - begin <= dt.timedelta(days=_LONGEST):
            value = replace(value, value=begin.isoformat() + value.value[10:], interval=Interval(begin, end, "day"))
            read[at] = first, value
            if _day(other) != end:
                read[at + 1] = last, replace(other, value=end.isoformat(), interval=Interval(end, end, "day"))
    return read


def _day(value: Value) -> dt.date | None:
    """The one day of a time; None for what is no single day."""
    on = value.interval or interval_of(value.value)
    single = on is not None and on.first == on.last and value.timex_type in {"DATE", "TIME"}
    return on.first if on is not None and single and value.value[:4].isdigit() and value.value[4:6] != "-W" else None


def _is_range(first: re.Match[str], last: re.Match[str], text: str) -> bool:
    """Whether what stands between two times makes them the ends of a range."""
    if _DASH.fullmatch(text, first.end(), last.start()):
        return True
    begun = _FROM.search(text, max(0, first.start() - 14), first.start())
    return begun is not None and _TO.fullmatch(text, first.end(), last.start()) is not None


def _in_order(
    begin: dt.date, end: dt.date, first: re.Match[str], last: re.Match[str], other: Value
) -> tuple[dt.date, dt.date]:
    """Both ends in their order: weekdays within a week of each other, and a year that the second alone has printed."""
    if _BARE.fullmatch(first[0]) and _BARE.fullmatch(last[0]) and end <= begin:
        week = dt.timedelta(days=7)
        return (begin, end + week) if other.method == "reference_future" else (begin - week, end)
    if re.search(r"\d{4}$", last[0]) and not re.search(r"\d{4}$", first[0]):
        year = end.year - ((begin.month, begin.day) > (end.month, end.day))
        return day(year, begin.month, begin.day) or begin, end
    return begin, end
