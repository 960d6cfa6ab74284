"""Settles which of two numbers of a printed day is the month: "04/06/2023".

Here belongs the order alone: what other days, the weekday that the report names, the domain and the text's own habits
say of it. The grammar of stamps belongs to `timestamps`.
"""

import datetime as dt
import re
from collections.abc import Iterable, Set
from dataclasses import replace

from assets.knowledge.almanac import MONTH, weekday_number
from assets.parsed.dateline.year import reported_weekday
from assets.parsed.dates.timestamps import Stamp
from assets.reference import read_yaml

NEAR = dt.timedelta(days=1)
_DAY_FIRST_DOMAIN = re.compile(rf"\.(?:{'|'.join(read_yaml('page_lines')['day_first_domains'])})$")
_MONTH_FIRST = re.compile(rf"{MONTH}\s\d{{1,2}}\b")
_NUMBER_FIRST = re.compile(rf"\b\d{{1,2}}\s{MONTH}")
_BRITISH = re.compile(r"\b(?:\w{2,12}isation|colour|favour|labour|centre|defence|programme|metres|whilst)\b|£")


def settled(stamps: Iterable[Stamp], known: Set[dt.date], domain: str | None, text: str) -> list[Stamp]:
    """The stamps with every day of open order read in the way that known days, else the report, support."""
    held = list(stamps)
    if all(stamp.other is None for stamp in held):
        return held
    days = known | {stamp.on for stamp in held if stamp.other is None}
    day_first = _day_first(domain, text)
    return [_settled(stamp, days, day_first, text) if stamp.other is not None else stamp for stamp in held]


def _settled(stamp: Stamp, days: Set[dt.date], day_first: bool, text: str) -> Stamp:
    """A stamp with two readings with the likelier one first, alone where a known day vouches for it."""
    on, other = stamp.on, stamp.other or stamp.on
    distance = min((abs(on - day) for day in days), default=dt.timedelta.max)
    farther = min((abs(other - day) for day in days), default=dt.timedelta.max)
    if distance == farther:
        first = day_first or (stamp.clock is not None and not stamp.half_day)
        exchange = _by_weekday(on, other, text, not first)
    else:
        exchange = farther < distance
    if exchange:
        on, other = other, on
    return replace(stamp, on=on, other=None if min(distance, farther) <= NEAR else other)


def _by_weekday(on: dt.date, other: dt.date, text: str, otherwise: bool) -> bool:
    """Whether the second reading is meant: the one on the weekday that the report names, else `otherwise`."""
    named = reported_weekday(text)
    fits = [named is not None and day.weekday() == weekday_number(named) for day in (on, other)]
    return fits[1] if fits[0] != fits[1] else otherwise


def _day_first(domain: str | None, text: str) -> bool:
    """Whether numbers are likelier day before month: by the domain, else by the text's own dates and spelling."""
    if domain:
        return bool(_DAY_FIRST_DOMAIN.search(domain))
    month_first = _MONTH_FIRST.findall(text[:5000])
    number_first = _NUMBER_FIRST.findall(text[:5000])
    if len(number_first) != len(month_first):
        return len(number_first) > len(month_first)
    return _BRITISH.search(text) is not None
