"""Durations, sets and times that are on no calendar: "three days", "every Monday", "now".

Here belong amounts of time and repeated times. A duration that the text pins to the report ("the past three months",
"within ten days") has its days as interval; its TIMEX3 value stays the amount.
"""

import datetime as dt
import re
from collections.abc import Callable

from assets.enriched.annotate.times.anchor import TimeAnchor, Value, rule
from assets.enriched.annotate.times.deictic import ABOUT
from assets.enriched.annotate.times.intervals import Interval, add_months
from assets.enriched.annotate.times.lexicon import (
    ANY_UNIT,
    MONTH_LONG,
    NUMBER,
    SEASON,
    UNIT,
    UNITS,
    UNITS_PLURAL,
    VAGUE,
    WEEKDAY,
    choice,
    duration,
    number_of,
    unit_of,
    words,
)
from assets.knowledge.almanac import WEEKDAYS, month_number, weekday_number

_BACK = frozenset({"last", "past", "previous", "preceding", "recent"})
_AHEAD = frozenset({"next", "coming", "following"})


def reach(here: dt.date, number: float, unit: str, back: bool) -> Interval | None:
    """The days between a day and so many units before or after it; None for clock units and beyond the calendar."""
    letter, factor, clock = UNITS[unit]
    if clock or letter in {"WE", "NI"}:
        return None
    amount = int(number * factor) * (-1 if back else 1)
    try:
        if letter in {"D", "W"}:
            other = here + dt.timedelta(days=amount * (7 if letter == "W" else 1))
        else:
            other = add_months(here, amount * {"M": 1, "Q": 3, "Y": 12}[letter])
    except (ValueError, OverflowError):
        return None
    grain = {"D": "day", "W": "week", "M": "month", "Q": "quarter", "Y": "year"}[letter]
    return Interval(min(here, other), max(here, other), grain)


def _pinned(found: re.Match[str], anchor: TimeAnchor) -> Value | None:
    """ "the past three months", "the next two years", "the first ten days"."""
    which, unit = found["which"].lower(), unit_of(found["unit"])
    number = number_of(found["number"]) if found["number"] else None
    if number is None:
        if which == "recent" and unit in {"year", "decade", "quarter"}:
            return Value("DATE", "PAST_REF", None, "vague")
        if which == "coming":
            return Value("DATE", "FUTURE_REF", None, "vague")
    here = anchor.base()
    interval = None
    if here is not None and number is not None and which in _BACK | _AHEAD:
        interval = reach(here, number, unit, which in _BACK)
    return Value("DURATION", duration(number, unit), interval, "duration")


def _amount(found: re.Match[str], anchor: TimeAnchor) -> Value | None:
    """ "three days", "a ten-day", "two and a half years", "nearly a decade", "29-year-old"."""
    unit, number = unit_of(found["unit"]), number_of(found["number"])
    if found["number"].lower() in {"a", "an"} and not found["about"] and _is_rate(found, anchor):
        return Value("SET", duration(1, unit), None, "set")
    if found["half"]:
        number = (number or 0) + 0.5
    if unit in {"second", "quarter"} and not found["unit"].lower().endswith("s"):
        return None
    if unit == "quarter" and "-" in found[0]:
        return None
    before = anchor.text[max(0, found.start() - 8) : found.start()].lower()
    interval = None
    if number is not None and anchor.reference is not None and not anchor.narrative:
        within = before.endswith("within ")
        if within or (before.endswith(" in ") and anchor.direction(found) == "future"):
            interval = reach(anchor.reference, number, unit, False)
            if interval is not None and not within:
                interval = Interval(interval.last, interval.last, "week" if unit == "week" else interval.precision)
    return Value("DURATION", duration(number, unit), interval, "duration")


def _is_rate(found: re.Match[str], anchor: TimeAnchor) -> bool:
    """Whether "a year" stands behind an amount: "$5 a year", "twice a week"."""
    before = anchor.text[max(0, found.start() - 24) : found.start()]
    return bool(
        re.search(
            r"(?:[\d%]|\b(?i:times|once|twice|thrice|cents|dollars|percent|million|billion|thousand|tons|barrels"
            r"|hours|days|people|pct))\s$",
            before,
        )
    )


def _range(found: re.Match[str], anchor: TimeAnchor) -> Value | None:
    """ "two to three weeks": the value is the upper end, which bounds it."""
    high = number_of(found["high"])
    return Value("DURATION", duration(high, unit_of(found["unit"])), None, "duration")


def _and_a_half(found: re.Match[str], anchor: TimeAnchor) -> Value | None:
    number = number_of(found["number"])
    return Value("DURATION", duration((number or 1) + 0.5, unit_of(found["unit"])), None, "duration")


def _bare_units(found: re.Match[str], anchor: TimeAnchor) -> Value | None:
    unit = unit_of(found["unit"])
    if unit in {"second", "quarter", "night", "minute"}:
        return None
    return Value("DURATION", duration(None, unit), None, "duration")


def _long(found: re.Match[str], anchor: TimeAnchor) -> Value | None:
    """ "month-long", "decades-long"."""
    plural = found["unit"].lower().endswith("s")
    return Value("DURATION", duration(None if plural else 1, unit_of(found["unit"])), None, "duration")


def _whole(found: re.Match[str], anchor: TimeAnchor) -> Value | None:
    return Value("DURATION", duration(1, unit_of(found["unit"])), None, "duration")


def _set(found: re.Match[str], anchor: TimeAnchor) -> Value | None:
    """ "every Monday", "each year", "every two weeks", "per month"."""
    if found["weekday"]:
        return Value("SET", f"XXXX-WXX-{weekday_number(found['weekday']) + 1}", None, "set")
    if found["month"]:
        return Value("SET", f"XXXX-{month_number(found['month']):02d}", None, "set")
    if found["season"]:
        return Value("SET", f"XXXX-{words('seasons')[found['season'].lower()]}", None, "set")
    if found["daypart"]:
        return Value("SET", f"XXXX-XX-XXT{words('dayparts')[found['daypart'].lower()]}", None, "set")
    number = 2.0 if (found["number"] or "").lower() == "other" else number_of(found["number"] or "one")
    return Value("SET", duration(number, unit_of(found["unit"])), None, "set")


def _weekdays(found: re.Match[str], anchor: TimeAnchor) -> Value | None:
    number = weekday_number(found["weekday"]) + 1
    return Value("SET", f"XXXX-WXX-{number}" + ("TNI" if found["night"] else ""), None, "set")


def _adverb(found: re.Match[str], anchor: TimeAnchor) -> Value | None:
    return Value("SET", words("sets")[found[0].lower()], None, "set")


def _rate(found: re.Match[str], anchor: TimeAnchor) -> Value | None:
    return Value("SET", duration(1, unit_of(found["unit"])), None, "set")


def _future_noun(found: re.Match[str], anchor: TimeAnchor) -> Value | None:
    """ "future" the noun: the adjective ("future earnings") is no time."""
    span = anchor.doc.char_span(*found.span(), alignment_mode="expand")
    if span is None or span[-1].pos_ == "ADJ" or span[-1].dep_ in {"amod", "compound"}:
        return None
    return Value("DATE", "FUTURE_REF", None, "vague")


def _reference(code: str) -> Callable[[re.Match[str], TimeAnchor], Value | None]:
    """A reader that gives one value whatever the match."""

    def read(found: re.Match[str], anchor: TimeAnchor) -> Value | None:
        return Value("DATE", code, None, "vague")

    return read


_COUNT = rf"(?i:{NUMBER}|{VAGUE})"
_PLURAL = frozenset([f"{unit}s" for unit in UNITS] + ["centuries", "millennia"])
_ALL_UNITS = _PLURAL | frozenset(UNITS)
_BETWEEN = (
    r"(?:(?i:more|full|consecutive|straight|whole|long|solid|trading|business|working|additional|extra|entire"
    r"|calendar)\s)?"
)


def _cue_words(kind: str) -> list[str]:
    """The last word of each form: what the text is searched for before a pattern is tried."""
    return [re.split(r"[\s-]", form)[-1] for form in words(kind)]


RULES = (
    rule(
        "some_day",
        r"(?:(?<=\bwill\s)|(?<=\bmay\s)|(?<=\bmight\s)|(?<=\bcould\s)|(?<=\bwould\s))(?i:one\sday)\b",
        _reference("FUTURE_REF"),
        ["day"],
    ),
    rule(
        "pinned",
        r"\b(?i:(?:over|during|in|for)\s(?=the))?(?i:the\s|its\s|their\s|his\s|her\s)?"
        r"(?P<which>(?i:last|past|next|first|coming|final|previous|preceding|following|recent|opening))\s"
        rf"(?P<number>{_COUNT})?(?(number)[\s-])(?:(?i:or\sso|more|full|consecutive|fiscal)\s)?"
        rf"(?P<unit>(?i:{UNITS_PLURAL}))(?![A-Za-z])(?:\s(?i:or\sso))?",
        _pinned,
        _PLURAL,
    ),
    rule(
        "amount",
        rf"\b(?P<about>{ABOUT})(?P<number>{_COUNT}|(?i:an?))(?P<half>\s(?i:and\sa\shalf))?[\s-]{_BETWEEN}"
        rf"(?P<unit>(?i:{ANY_UNIT}))(?!-old)(?:[\s-](?i:old|long)\b)?",
        _amount,
        _ALL_UNITS,
    ),
    rule(
        "range",
        rf"\b{ABOUT}{_COUNT}\s?(?:-|–|to|or)\s?(?P<high>{_COUNT})[\s-](?:(?i:more)\s)?(?P<unit>(?i:{ANY_UNIT}))(?!-old)",
        _range,
        _ALL_UNITS,
    ),
    rule(
        "and_a_half",
        rf"\b(?P<number>(?i:an?|one|two|three|four|five))\s(?P<unit>(?i:{ANY_UNIT}))\s(?i:and\sa\shalf)\b",
        _and_a_half,
        ["half"],
    ),
    rule("bare_units", rf"(?<![\w-])(?P<unit>(?i:{UNITS_PLURAL}))(?![A-Za-z-])", _bare_units, _PLURAL),
    rule("long", r"\b(?P<unit>(?i:(?:month|year|week|day|decade|hour)s?))-(?i:long)\b", _long, ["long"]),
    rule(
        "whole",
        r"\b(?i:all|the\swhole|the\sentire|the\sfull|half\sthe|half\sa)\s(?P<unit>(?i:day|week|month|year|night))\b",
        _whole,
        UNITS,
    ),
    rule(
        "set",
        rf"\b(?i:every|each)\s(?:(?P<number>(?i:other|few|{NUMBER}))\s)?(?:(?P<weekday>{WEEKDAY})|(?P<month>{MONTH_LONG})(?![A-Za-z])"
        rf"|(?P<season>(?i:{SEASON}))\b|(?P<daypart>(?i:morning|afternoon|evening|night))\b|(?P<unit>(?i:{ANY_UNIT})))",
        _set,
        ["every", "each"],
    ),
    rule("rate", rf"\b(?i:per)\s(?P<unit>(?i:{UNIT}))\b", _rate, ["per"]),
    rule(
        "weekdays",
        r"\b(?P<weekday>(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)(?:s|\s(?P<night>nights))\b",
        _weekdays,
        [f"{weekday}s" for weekday in WEEKDAYS] + ["nights"],
    ),
    rule("adverb", rf"\b{choice(words('sets'))}\b", _adverb, words("sets")),
    rule(
        "present",
        rf"\b(?i:{choice(words('present'))})\b|\b(?i:current)(?=\s[a-z])",
        _reference("PRESENT_REF"),
        ["current", *_cue_words("present")],
    ),
    rule(
        "past",
        rf"\b(?i:{choice(words('past'))})\b(?!\s(?i:{NUMBER}|{VAGUE}|{UNIT}))"
        r"|\b(?i:recent)(?=\s[a-z])|\b(?i:the\s(?:recent\s|distant\s)?past)\b(?!\s(?i:{NUMBER}|{VAGUE}|{UNIT}))",
        _reference("PAST_REF"),
        ["recent", "past", *_cue_words("past")],
    ),
    rule(
        "future",
        rf"\b(?i:{choice(words('future'))})\b|\b(?i:the\s(?:near|short)\sterm)\b",
        _reference("FUTURE_REF"),
        ["term", *_cue_words("future")],
    ),
    rule("future_noun", r"\b(?i:(?:the\s(?:near\s|foreseeable\s|distant\s)?)?future)\b", _future_noun, ["future"]),
)
