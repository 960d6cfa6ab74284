"""Dates that name themselves: days, months, years, quarters, seasons, decades, centuries, holidays.

Here belongs what a printed date means, with the year filled in from the scene where none is printed.
"""

import re

from assets.enriched.annotate.times.intervals import (
    Interval,
    holiday,
    interval_of,
    narrowed,
    quarter_of,
    season_year,
)
from assets.enriched.annotate.times.lexicon import (
    HOLIDAY,
    MONTH_LONG,
    MONTH_NAME,
    ORDINAL,
    SEASON,
    WEEKDAY_ANY,
    YEAR,
    holidays,
    ordinal_of,
    words,
)
from assets.enriched.annotate.times.scene import Rule, Scene, Value
from assets.knowledge.almanac import day, full_year, month_number

PART = (
    r"(?:(?P<part>(?i:early|late|mid|middle|earlier|later))[-\s](?i:in\s|on\s)?"
    r"|(?i:(?:the\s|by\s)?(?P<part2>beginning|start|middle|end|close|latter\spart|first\spart))\s(?i:of\s))?(?i:the\s)?"
)
_PARTS = {
    "early": "early",
    "earlier": "early",
    "beginning": "start",
    "start": "start",
    "first part": "start",
    "mid": "mid",
    "middle": "mid",
    "late": "late",
    "later": "late",
    "latter part": "late",
    "end": "end",
    "close": "end",
}
_TH = r"(?:st|nd|rd|th)?"
_WEEKDAY = rf"(?:{WEEKDAY_ANY},?\s)?"
_YEAR_BEHIND = (
    rf"(?:,?\s(?:of\s)?(?P<year>{YEAR})\b|\s(?P<yearword>(?i:of\s)?(?i:last|this|next|that|the\ssame)\s(?i:year)))"
)
_YEAR_CUES = re.compile(
    r"(?i:\b(?:in|since|by|of|from|until|till|to|and|or|during|before|after|early|late|mid|around|about|fiscal|year|years|the"
    r"|through|between|throughout|circa|dated|for|summer|winter|spring|autumn|fall|a|its|his|their|prior|than|[a-z]+ary|march"
    r"|april|may|june|july|august|[a-z]+ber))[\s(\-–]*$|[(\-–—/,]\s*$|^\s*$"
)


def part_of(found: re.Match[str]) -> str | None:
    """early, mid, late, start or end, where the phrase narrows its date."""
    groups = found.groupdict()
    word = groups.get("part") or groups.get("part2")
    return _PARTS[re.sub(r"\s", " ", word.lower())] if word else None


def dated(value: str, found: re.Match[str], method: str = "explicit") -> Value:
    """The value of a date, its days narrowed where the phrase says early, mid or late."""
    interval, part = interval_of(value), part_of(found)
    if interval is not None and part is not None and interval.precision != "day":
        interval = narrowed(interval, part)
    return Value("DATE", value, interval, method)


def _full_day(found: re.Match[str], scene: Scene) -> Value | None:
    month, number = month_number(found["month"] or found["month2"]), int(found["day"] or found["day2"])
    year = full_year((found["year"] or found["year2"]).lstrip("'’"))
    on = day(year, month, number)
    return None if on is None else Value("DATE", on.isoformat(), interval_of(on.isoformat()))


def _iso(found: re.Match[str], scene: Scene) -> Value | None:
    on = day(int(found[1]), int(found[2]), int(found[3]))
    return None if on is None else Value("DATE", on.isoformat(), interval_of(on.isoformat()))


def _numeric(found: re.Match[str], scene: Scene) -> Value | None:
    """Month/day/year, as wires write it, unless the first number is no month."""
    first, second, year = int(found[1]), int(found[2]), full_year(found[3])
    on = day(year, first, second) or day(year, second, first)
    return None if on is None else Value("DATE", on.isoformat(), interval_of(on.isoformat()))


def _day_of_month(found: re.Match[str], scene: Scene) -> Value | None:
    month, number = month_number(found["month"] or found["month2"]), int(found["day"] or found["day2"])
    if not 1 <= number <= 31:
        return None
    year, method = scene.year_of(month, number, found)
    on = day(year, month, number) if year is not None else None
    if on is None:
        return Value("DATE", f"XXXX-{month:02d}-{number:02d}", None, "open")
    return Value("DATE", on.isoformat(), interval_of(on.isoformat()), method)


def _days_of_month(found: re.Match[str], scene: Scene) -> Value | None:
    """A range within one month: the value is the first day, the interval holds all."""
    month = month_number(found["month"] or found["month2"])
    first, last = int(found["day"] or found["day2"]), int(found["last"] or found["last2"])
    printed = found["year"] or found["year2"]
    year, method = (int(printed), "explicit") if printed else scene.year_of(month, first, found)
    if year is None or not first < last:
        return None
    begin, end = day(year, month, first), day(year, month, last)
    if begin is None or end is None:
        return None
    return Value("DATE", begin.isoformat(), Interval(begin, end, "day"), method)


def _month(found: re.Match[str], scene: Scene) -> Value | None:
    month = month_number(found["month"])
    relative = (found["rel"] or "").lower().split(" ")[-1]
    if found["year"]:
        return dated(f"{int(found['year']):04d}-{month:02d}", found)
    here = scene.base()
    word = (found["yearword"] or "").lower()
    if word and here is not None:
        shift = -1 if "last" in word else 1 if "next" in word else 0
        return dated(f"{here.year + shift:04d}-{month:02d}", found, "reference")
    if relative in {"last", "past", "previous"} and here is not None:
        return dated(f"{here.year - (month >= here.month):04d}-{month:02d}", found, "reference")
    if relative in {"next", "coming", "following"} and here is not None:
        return dated(f"{here.year + (month <= here.month):04d}-{month:02d}", found, "reference")
    if found["month"] == "May" and _is_word(scene, found, {"MD", "VB"}):
        return None
    if found["month"] in {"March", "MARCH"} and _is_word(scene, found, {"VB", "VBP", "NN"}) and not found["part"]:
        return None
    year, method = scene.year_of(month, None, found)
    return Value("DATE", f"XXXX-{month:02d}") if year is None else dated(f"{year:04d}-{month:02d}", found, method)


def _is_word(scene: Scene, found: re.Match[str], tags: set[str]) -> bool:
    span = scene.doc.char_span(found.start("month"), found.end("month"), alignment_mode="expand")
    return span is not None and span[0].tag_ in tags


def _year(found: re.Match[str], scene: Scene) -> Value | None:
    year = int(found["year"])
    before = scene.doc.text[max(0, found.start("year") - 12) : found.start("year")]
    behind = re.match(r"[\s-]*([A-Za-z]+)", scene.doc.text[found.end() : found.end() + 16])
    if behind and behind[1].lower() in words("counted"):
        return None
    likely = 1900 <= year <= 2035
    cued = bool(part_of(found) or found["fiscal"] or _YEAR_CUES.search(before))
    if not (likely or cued) or (not scene.narrative and year < 1700 and not cued):
        return None
    if not cued and scene.doc.text[found.end() : found.end() + 1] == "-":
        return None
    return dated(f"{year:04d}", found)


def _decade(found: re.Match[str], scene: Scene) -> Value | None:
    if found["full"]:
        return dated(found["full"][:3], found)
    tens = found["short"][0] if found["short"] else str(words("decades")[found["word"].lower()])
    here = scene.base()
    century = (found["century"] or "19") if not (here and here.year < 1900) else str(here.year // 100)
    return dated(f"{century}{tens}", found)


def _century(found: re.Match[str], scene: Scene) -> Value | None:
    if found["rel"]:
        here = scene.reference
        if here is None:
            return None
        shift = {"last": -1, "next": 1, "this": 0}[found["rel"].lower()]
        return dated(f"{here.year // 100 + shift:02d}", found, "reference")
    number = ordinal_of(found["ord"])
    return None if number is None or found["bc"] else dated(f"{number - 1:02d}", found)


def _season(found: re.Match[str], scene: Scene) -> Value | None:
    season = words("seasons")[found["season"].lower()]
    here, relative = scene.base(), (found["rel"] or "").lower().split(" ")[-1]
    if found["year"]:
        return dated(f"{int(found['year']):04d}-{season}", found)
    if not (relative or found["the"] or part_of(found)) and not scene.narrative:
        return None
    if here is None:
        return Value("DATE", f"XXXX-{season}")
    if scene.narrative and not relative:
        return dated(f"{here.year:04d}-{season}", found, "focus")
    if relative in {"next", "coming", "following"}:
        ahead = season_year(season, here, 1)
        current = interval_of(f"{ahead:04d}-{season}")
        return dated(f"{ahead + (current is not None and current.first <= here):04d}-{season}", found, "reference")
    if relative == "this":
        return dated(f"{here.year:04d}-{season}", found, "reference")
    ahead_of = 1 if scene.direction(found) == "future" else -1
    return dated(f"{season_year(season, here, ahead_of):04d}-{season}", found, "reference")


def _quarter(found: re.Match[str], scene: Scene) -> Value | None:
    kind, per = ("Q", 4) if found["unit"].lower() == "quarter" else ("H", 2)
    number = ordinal_of(found["ord"])
    if number is None or not 1 <= number <= per:
        return None
    here = scene.base()
    printed = found["year"] or found["year2"]
    if printed:
        return Value("DATE", f"{int(printed):04d}-{kind}{number}")
    word = (found["yearword"] or found["yearword2"] or "").lower()
    if here is None:
        return None
    if word:
        shift = -1 if "last" in word or "previous" in word else 1 if "next" in word else 0
        return Value("DATE", f"{here.year + shift:04d}-{kind}{number}", method="reference")
    now = quarter_of(here) if kind == "Q" else (here.month + 5) // 6
    year = here.year + (number < now) if scene.direction(found) == "future" else here.year - (number > now)
    return Value("DATE", f"{year:04d}-{kind}{number}", method="reference")


def _holiday(found: re.Match[str], scene: Scene) -> Value | None:
    rule = holidays()[re.sub(r"\s", " ", found["name"]).lower()]
    here = scene.base()
    if found["year"]:
        on = holiday(rule, int(found["year"]))
    elif here is None:
        return None
    else:
        days = [holiday(rule, year) for year in (here.year - 1, here.year, here.year + 1)]
        known = [on for on in days if on is not None]
        ahead = (found["rel"] or "").lower() == "next" or scene.direction(found) == "future"
        fitting = [on for on in known if (on >= here if ahead else on <= here)]
        on = (min(fitting) if ahead else max(fitting)) if fitting else None
    return None if on is None else Value("DATE", on.isoformat(), interval_of(on.isoformat()), "holiday")


def _before_christ(found: re.Match[str], scene: Scene) -> Value | None:
    return Value("DATE", f"BC{int(found[1]):04d}")


def _common_era(found: re.Match[str], scene: Scene) -> Value | None:
    return Value("DATE", f"{int(found[1] or found[2]):04d}")


def _rule(name: str, pattern: str, read) -> Rule:  # type: ignore[no-untyped-def]
    return Rule(name, re.compile(pattern), read)


RULES = (
    _rule(
        "full_day",
        rf"\b{_WEEKDAY}(?:(?:the\s)?(?P<month>{MONTH_NAME})\s(?P<day>\d{{1,2}}){_TH},?\s(?P<year>{YEAR})\b"
        rf"|(?:the\s)?(?P<day2>\d{{1,2}}){_TH}[\s-](?:of\s)?(?P<month2>{MONTH_NAME}),?[\s-](?P<year2>{YEAR}\b|['’]?\d\d\b(?![:.]\d)))",
        _full_day,
    ),
    _rule("iso", r"(?<![\d-])((?:1[5-9]|20)\d\d)-([01]\d)-([0-3]\d)(?![\d-])", _iso),
    _rule("numeric", r"(?<![\d/])([01]?\d)/([0-3]?\d)/((?:19|20)?\d\d)(?![\d/])", _numeric),
    _rule(
        "days_of_month",
        rf"\b(?:(?P<month>{MONTH_NAME})\s(?P<day>\d{{1,2}}){_TH}(?:\s?[-–—]\s?|\s(?:to|and|through|until)\s)(?P<last>\d{{1,2}}){_TH}"
        rf"(?!\d|[:,]\d)(?:,?\s(?P<year>{YEAR})\b)?"
        rf"|(?P<day2>\d{{1,2}}){_TH}(?:\s?[-–—]\s?|\s(?:to|and|through|until)\s)(?P<last2>\d{{1,2}}){_TH}\s(?:of\s)?(?P<month2>{MONTH_NAME})"
        rf"(?:,?\s(?P<year2>{YEAR})\b)?)",
        _days_of_month,
    ),
    _rule(
        "day_of_month",
        rf"\b(?:(?i:early|late|around|about)\s)?{_WEEKDAY}(?:(?:the\s)?(?P<month>{MONTH_NAME})\s(?:the\s)?(?P<day>\d{{1,2}}){_TH}(?![\d,]\d|\d|-year|\spercent)"
        rf"|(?:the\s)?(?P<day2>\d{{1,2}}){_TH}\s(?:of\s|day\sof\s)?(?P<month2>{MONTH_NAME}))",
        _day_of_month,
    ),
    _rule(
        "month",
        rf"\b{PART}(?:(?P<rel>(?i:last|next|this\spast|this\scoming|this|previous|following))\s)?"
        rf"(?P<month>{MONTH_LONG})(?![A-Za-z]){_YEAR_BEHIND}?(?!\s\d)",
        _month,
    ),
    _rule(
        "year",
        rf"(?<![\d.,$£€¥/#:]){PART}(?P<fiscal>(?i:(?:fiscal|calendar|financial)(?:\syear)?\s|year\s))?(?P<year>{YEAR})\b(?!,\d|\.\d|:\d|%|/\d)",
        _year,
    ),
    _rule(
        "decade",
        rf"{PART}(?:(?P<full>{YEAR[:0]}(?:1[0-9]|20)\d0)['’]?s\b|['’](?P<short>\d0)['’]?s\b"
        rf"|(?P<century>\b(?:19|20)(?=-))?\b(?P<word>(?i:twenties|thirties|forties|fifties|sixties|seventies|eighties|nineties))\b)",
        _decade,
    ),
    _rule(
        "century",
        rf"\b{PART}(?:(?P<ord>(?i:{ORDINAL}))[\s-]|(?P<rel>(?i:last|this|next))\s)(?i:century)\b(?P<bc>\s(?:BC|B\.C\.))?",
        _century,
    ),
    _rule(
        "season",
        rf"\b(?:(?P<part>(?i:early|late|mid))[-\s](?i:in\s)?)?(?P<the>(?i:the)\s)?(?:(?P<rel>(?i:last|next|this\spast|this\scoming|this|previous|following))\s)?"
        rf"(?P<season>(?i:{SEASON}))\b(?:,?\s(?:of\s)?(?P<year>{YEAR})\b)?",
        _season,
    ),
    _rule(
        "quarter",
        rf"\b(?:(?:(?P<year2>{YEAR})|(?P<yearword2>(?i:last|this|next|the\sprevious)\syear)['’]s\s|(?i:the|its|a|their)\s)\s?)?(?i:fiscal[-\s]|calendar\s|latest\s)?"
        rf"(?P<ord>(?i:first|second|third|fourth|[1-4](?:st|nd|rd|th)))[-\s](?i:fiscal[-\s])?(?P<unit>(?i:quarter|half))\b(?!['’]?s?\s(?i:of\sthe\s(?:game|match)|mile|century))"
        rf"(?:\s(?i:of\s)?(?:(?i:fiscal\s)?(?P<year>{YEAR})\b|(?P<yearword>(?i:last|this|next)\syear)))?",
        _quarter,
    ),
    _rule("holiday", rf"\b(?:(?P<rel>(?i:last|next|this))\s)?(?P<name>{HOLIDAY})(?:,?\s(?P<year>{YEAR})\b)?", _holiday),
    _rule("bc", r"\b(?:c\.\s?|circa\s)?(\d{1,4})\s?(?:BC|B\.C\.?|BCE|B\.C\.E\.?)(?![A-Za-z])", _before_christ),
    _rule("ad", r"\b(?:(?:AD|A\.D\.)\s(\d{1,4})\b|(\d{1,4})\s(?:AD|A\.D\.|CE)(?![A-Za-z]))", _common_era),
)
