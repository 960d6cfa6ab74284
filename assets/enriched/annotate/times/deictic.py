"""Times that are counted from the day of the report or from the time the text has reached.

Here belong "today", weekdays, "last week", "three days ago", "the next day", and parts of the day. The rule of bare
weekdays: in the past the latest such day, the day of the report included; ahead the next such day, it included.
"""

import datetime as dt
import re

from assets.enriched.annotate.times.anchor import TimeAnchor, Value, rule
from assets.enriched.annotate.times.explicit import PART, dated
from assets.enriched.annotate.times.intervals import Interval, add_months, interval_of, quarter_value, week_value
from assets.enriched.annotate.times.lexicon import (
    ANY_UNIT,
    DAYPART,
    NUMBER,
    UNIT,
    UNITS,
    VAGUE,
    WEEKDAY,
    duration,
    number_of,
    unit_of,
    words,
)
from assets.knowledge.almanac import WEEKDAYS, latest_weekday, next_weekday, weekday_number

ABOUT = (
    r"(?:(?i:nearly|about|almost|around|roughly|some|approximately|more\sthan|less\sthan|over|just|only|at\sleast"
    r"|barely|exactly)\s)?"
)
_DAYS = {"today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1}
BACK = frozenset({"last", "past", "previous", "preceding"})
AHEAD = frozenset({"next", "coming", "following"})


def at_part_of_day(on: dt.date, word: str) -> Value:
    """A part of a day, or noon or midnight."""
    code = words("dayparts")[word.lower()]
    return Value("TIME", f"{on.isoformat()}T{code}", Interval(on, on, "day"), "reference")


def _single(on: dt.date, method: str = "reference") -> Value:
    return Value("DATE", on.isoformat(), Interval(on, on, "day"), method)


def _deictic_day(found: re.Match[str], anchor: TimeAnchor) -> Value | None:
    word, here = found["word"].lower(), anchor.reference
    if here is None:
        return Value("DATE", "PRESENT_REF" if word in {"today", "tonight"} else "XXXX-XX-XX")
    on = here + dt.timedelta(days=_DAYS[word])
    if word == "tonight":
        return at_part_of_day(on, "night")
    return at_part_of_day(on, found["daypart"]) if found["daypart"] else _single(on)


def _day_beyond(found: re.Match[str], anchor: TimeAnchor) -> Value | None:
    here = anchor.reference
    if here is None:
        return None
    return _single(here + dt.timedelta(days=-2 if found["word"].lower() == "yesterday" else 2))


def _part_of_day(found: re.Match[str], anchor: TimeAnchor) -> Value | None:
    """ "this morning", "last night", "that evening", "overnight"."""
    which = (found["which"] or "").lower()
    base = anchor.base()
    if which in {"that", "same", "the same"} and anchor.focus is not None and anchor.focus.precision == "day":
        base = anchor.focus.first
    if base is None:
        return None
    if which == "last":
        base -= dt.timedelta(days=1)
    elif which in AHEAD:
        base += dt.timedelta(days=1)
    return at_part_of_day(base, found["daypart"])


def _is_named(found: re.Match[str], anchor: TimeAnchor) -> bool:
    """Whether a weekday is part of a name or says what kind of paper it is: "The Sunday Times", "Bloody Sunday"."""
    behind = re.match(r"\s([A-Za-z]+)", anchor.text[found.end() : found.end() + 16])
    before = re.search(r"([A-Z][a-z]+)\s$", anchor.text[max(0, found.start() - 8) : found.start()])
    return (behind is not None and behind[1] in words("papers")) or (
        before is not None and before[1] in words("day_names")
    )


def _weekday(found: re.Match[str], anchor: TimeAnchor) -> Value | None:
    if _is_named(found, anchor):
        return None
    weekday = weekday_number(found["weekday"])
    relative = (found["rel"] or "").lower().split(" ")[-1]
    here = anchor.base()
    method = "reference"
    on: dt.date | None
    if found["week"] and here is not None:
        shift = {"last": -7, "next": 7}.get(found["week"].lower(), 0)
        on = here + dt.timedelta(days=weekday - here.weekday() + shift)
    elif relative in BACK and here is not None:
        on = latest_weekday(weekday, here - dt.timedelta(days=1))
    elif relative in AHEAD and here is not None:
        on = next_weekday(weekday, here + dt.timedelta(days=1))
    else:
        on, method = anchor.weekday(weekday, found)
        if method == "reference_past" and _is_abroad_already(on, found, anchor):
            on = on + dt.timedelta(days=7) if on is not None else None
    if on is None:
        return Value("DATE", f"XXXX-WXX-{weekday + 1}", None, "open")
    if found["daypart"]:
        return at_part_of_day(on, found["daypart"])
    if found["before"]:
        on -= dt.timedelta(days=1)
    return _single(on, method)


def _is_abroad_already(on: dt.date | None, found: re.Match[str], anchor: TimeAnchor) -> bool:
    """Whether a past "early Tuesday" of a report of Monday is the next morning of a place further east."""
    here = anchor.reference
    if on is None or here is None or here - on != dt.timedelta(days=6):
        return False
    return "early" in found[0].lower() or (found["daypart"] or "").lower() == "morning"


def _overnight(found: re.Match[str], anchor: TimeAnchor) -> Value | None:
    """ "fell overnight": the night before the report; before a noun ("overnight stay") it is no time."""
    here = anchor.reference
    if here is None:
        return None
    if found["weekday"]:
        on, _ = anchor.weekday(weekday_number(found["weekday"]), found)
        return at_part_of_day(on, "night") if on is not None else None
    span = anchor.doc.char_span(*found.span())
    if span is None or (span.end < len(anchor.doc) and anchor.doc[span.end].pos_ in {"NOUN", "PROPN", "ADJ"}):
        return None
    eve = here - dt.timedelta(days=1)
    return Value("TIME", f"{eve.isoformat()}TNI", Interval(eve, here, "day"), "reference")


def _same_day(found: re.Match[str], anchor: TimeAnchor) -> Value | None:
    """ "earlier in the day": the day that was told last in the sentence, else that of the report."""
    near = anchor.told_day is not None and not re.search(r"[.!?]\s", anchor.text[anchor.told_at : found.start()])
    on = anchor.told_day if near else anchor.base()
    return None if on is None else _single(on, "told" if near else "reference")


def shifted(here: dt.date, unit: str, number: int) -> str | None:
    """The value, in the grain of the unit, so many units from a day."""
    if unit in {"day", "night"}:
        return (here + dt.timedelta(days=number)).isoformat()
    if unit in {"week", "fortnight"}:
        return week_value(here + dt.timedelta(weeks=number * (2 if unit == "fortnight" else 1)))
    if unit == "weekend":
        return week_value(here + dt.timedelta(weeks=number)) + "-WE"
    if unit == "month":
        on = add_months(here, number)
        return f"{on.year:04d}-{on.month:02d}"
    if unit == "quarter":
        return quarter_value(here, number)
    size = {"year": 1, "decade": 10, "century": 100}.get(unit)
    if size is None:
        return None
    year = here.year + number * size
    if not 1 <= year <= 9999:
        return None
    return f"{year:04d}"[: {1: 4, 10: 3, 100: 2}[size]]


def _unit(found: re.Match[str], anchor: TimeAnchor) -> Value | None:
    """ "last week", "early next year", "the end of the month", "later this week"."""
    which, unit = found["which"].lower(), unit_of(found["unit"])
    here = anchor.base()
    if which in {"that", "same"} and anchor.focus is not None:
        here = anchor.focus.first
    if here is None or unit in {"second", "minute", "hour", "night"}:
        return None
    if unit == "day":
        return _day_of(which, found, anchor)
    number = -1 if which in BACK else 1 if which in AHEAD else 0
    value = shifted(here, unit, number)
    if value is None:
        return None
    return _until_report(dated(value, found, "reference"), found, anchor, number)


def _day_of(which: str, found: re.Match[str], anchor: TimeAnchor) -> Value | None:
    """ "that day", "the same day", "the next day": counted from the last day that was told."""
    told = anchor.day_told(found)
    if told is None or which in {"last", "past", "coming", "current"}:
        return None
    step = {"next": 1, "following": 1, "previous": -1, "preceding": -1}.get(which, 0)
    return _single(told + dt.timedelta(days=step), "focus")


def _until_report(value: Value, found: re.Match[str], anchor: TimeAnchor, number: int) -> Value:
    """ "earlier this month" ends with the report's day, "later this week" begins with it."""
    word = (found.groupdict().get("part") or "").lower()
    whole, here = interval_of(value.value), anchor.reference
    if whole is None or here is None or number or word not in {"earlier", "later"}:
        return value
    if not whole.first <= here <= whole.last:
        return value
    begin, end = (whole.first, here) if word == "earlier" else (here, whole.last)
    return Value(value.timex_type, value.value, Interval(begin, end, whole.precision), value.method)


def year_earlier(found: re.Match[str], anchor: TimeAnchor) -> Value | None:
    """ "the year-earlier quarter", "year-ago": the quarter in question a year before, else the year before."""
    here = anchor.base()
    if anchor.quarter:
        year, _, quarter = anchor.quarter.partition("-")
        return Value("DATE", f"{int(year) - 1:04d}-{quarter}", None, "reference")
    return None if here is None else Value("DATE", f"{here.year - 1:04d}", None, "reference")


def _ago(found: re.Match[str], anchor: TimeAnchor) -> Value | None:
    """ "three days ago", "a year earlier", "two weeks later", "ten years from now"."""
    unit, where = unit_of(found["unit"]), re.sub(r"\s", " ", found["where"].lower())
    number = number_of(found["number"])
    back = where in {"ago", "earlier", "before", "previously", "prior"}
    here = anchor.base()
    method = "reference"
    if where not in {"ago", "hence", "from now", "from today"} and anchor.focus is not None and anchor.narrative:
        here, method = anchor.focus.first, "focus"
    elif where in {"earlier", "later", "previously"} and unit in {"day", "week"} and anchor.day_told(found) is not None:
        here, method = anchor.day_told(found), "told"
    if unit == "year" and where in {"earlier", "ago"} and number == 1 and anchor.quarter and not anchor.narrative:
        return year_earlier(found, anchor)
    told_of = where in {"before", "prior"} and anchor.text[found.end() : found.end() + 2].lstrip(" ")[:1].isalpha()
    if told_of or (unit in {"second", "minute", "hour"} and where != "ago"):
        return Value("DURATION", duration(number, unit), None, "duration")
    if number is None or here is None:
        return Value("DATE", "PAST_REF" if back else "FUTURE_REF", None, "vague")
    if number != int(number) or unit in {"second", "minute", "hour"} or number > 5000:
        return Value("DATE", "PAST_REF" if back else "FUTURE_REF", None, "vague")
    value = shifted(here, unit, int(-number if back else number))
    if value is None:
        return None
    if unit in {"week", "fortnight"}:
        exact = here + dt.timedelta(weeks=int(-number if back else number) * (2 if unit == "fortnight" else 1))
        return Value("DATE", exact.isoformat(), interval_of(value), method)
    if unit == "decade":
        value = f"{here.year + int(-number if back else number) * 10:04d}"
    return Value("DATE", value, interval_of(value), method)


_WHICH = r"(?i:last|next|this\spast|this\scoming|this|past|previous|preceding|following|coming|current|same|that)"
_OVERNIGHT = rf"(?:\s(?i:(?:on|into|from)\s)?(?P<weekday>{WEEKDAY})\b)?"
_MOVED = (
    r"(?:(?i:(?:the\s)?(?:early|small|wee)\s(?:morning\s)?hours\s(?:of|on)|early|late|earlier|later)\s(?:(?i:on)\s)?)?"
)
DAY_PARTS = r"(?i:morning|afternoon|evening|night)"
_SINGULAR = frozenset(UNITS)
_CALENDAR = frozenset({"day", "week", "month", "year"})
RULES = (
    rule(
        "deictic_day",
        rf"\b{_MOVED}(?P<word>(?i:today|tonight|yesterday|tomorrow))\b(?:\s(?P<daypart>(?i:{DAYPART}))\b)?",
        _deictic_day,
        _DAYS,
    ),
    rule(
        "day_beyond",
        r"\b(?i:the\sday\s(?:before|after)\s(?P<word>yesterday|tomorrow))\b",
        _day_beyond,
        ["yesterday", "tomorrow"],
    ),
    rule(
        "part_of_day",
        rf"\b{_MOVED}(?P<which>(?i:this|last|that|the\ssame))\s(?P<daypart>{DAY_PARTS})\b",
        _part_of_day,
        words("dayparts"),
    ),
    rule(
        "weekday",
        rf"\b(?P<before>(?i:the\s)?(?i:day\sbefore\s))?{_MOVED}"
        rf"(?:(?P<rel>(?i:last|next|this\spast|this\scoming|past|this|previous|following))\s)?(?P<weekday>{WEEKDAY})\b(?:['’]s)?"
        rf"(?:\s(?P<daypart>(?i:{DAYPART}))\b|\s(?i:of\s)?(?P<week>(?i:last|next|this))\s(?i:week)\b)?",
        _weekday,
        WEEKDAYS,
    ),
    rule("overnight", rf"\b(?i:overnight)\b{_OVERNIGHT}", _overnight, ["overnight"]),
    rule("same_day", r"\b(?i:earlier|later)\s(?i:in|on\sin)\s(?i:the\sday)\b", _same_day, ["day"]),
    rule(
        "unit",
        rf"\b{PART}(?P<which>{_WHICH})\s(?i:fiscal\s|calendar\s|full\s|trading\s)?(?P<unit>(?i:{UNIT}))\b(?!-old|\s\d)",
        _unit,
        _SINGULAR,
    ),
    rule(
        "ago",
        rf"\b{ABOUT}(?P<number>(?i:{NUMBER}|{VAGUE}|an?))[\s-](?P<unit>(?i:{ANY_UNIT}))(?:\s(?i:or\s(?:so|two|more|longer)))?"
        rf"\s(?P<where>(?i:ago|earlier|later|hence|from\snow|from\stoday|before|previously|prior))\b(?!\s(?:on\s)?{WEEKDAY})",
        _ago,
        ["ago", "earlier", "later", "hence", "from", "before", "previously", "prior"],
    ),
)
