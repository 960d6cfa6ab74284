"""Dates that name themselves: days, months and years, alone or in ranges.

Here belongs what a printed date means, with the year filled in from the anchor where none is printed. Quarters,
seasons, decades and holidays are in `periods`.
"""

import re

from assets.enriched.annotate.times.anchor import TimeAnchor, Value, rule
from assets.enriched.annotate.times.intervals import Interval, interval_of, narrowed
from assets.enriched.annotate.times.lexicon import (
    MONTH_LONG,
    MONTH_NAME,
    NUMERALS,
    ORDINAL,
    WEEKDAY_ANY,
    YEAR,
    choice,
    number_of,
    ordinal_of,
    words,
)
from assets.enriched.annotate.times.namesakes import famous_year, is_in_name, is_person
from assets.knowledge.almanac import MONTHS, day, full_year, month_number

PART = (
    r"(?:(?=[BCEFLMSTbceflmst])"  # the first letters of all that follows: most places need no closer look
    r"(?:(?P<part>(?i:early|late|mid|middle|earlier|later))[-\s](?i:in\s|on\s)?"
    r"|(?i:(?:the\s|by\s)?(?P<part2>beginning|start|middle|end|close|latter\spart|first\spart|latter\shalf))\s(?i:of\s)))?"
    r"(?i:the\s)?"
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
    "latter half": "late",
    "end": "end",
    "close": "end",
}
_TH = r"(?:st|nd|rd|th)?"
_TO = r"(?:\s?[-–—/]\s?|\s(?:to|and|through|until)\s)"
_WEEKDAY = rf"(?:{WEEKDAY_ANY},?\s)?"
_RELATIVE_YEAR = r"(?i:of\s)?(?i:last|this|next|that|the\ssame)\s(?i:year)"
_YEAR_CUES = re.compile(
    r"(?i:\b(?:in|since|by|of|from|until|till|to|and|or|during|before|after|early|late|mid|around|about|fiscal|years?|the"
    r"|through|between|throughout|circa|dated|for|summer|winter|spring|autumn|fall|a|its|his|their|prior|than|[a-z]+ary"
    r"|march|april|may|june|july|august|[a-z]+ber))[\s(\-–]*$|[(\-–—/,]\s*$|^\s*$"
)
_SPELLED = choice(word for word, number in NUMERALS.items() if 20 <= number < 100)
_TEENS = choice(word for word, number in NUMERALS.items() if 10 <= number < 20)
_ONES = choice(word for word, number in NUMERALS.items() if 1 <= number < 10 and len(word) > 2)


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


def _full_day(found: re.Match[str], anchor: TimeAnchor) -> Value | None:
    month, number = month_number(found["month"] or found["month2"]), int(found["day"] or found["day2"])
    on = day(full_year((found["year"] or found["year2"]).lstrip("'’")), month, number)
    return None if on is None else Value("DATE", on.isoformat())


def _capital_day(found: re.Match[str], anchor: TimeAnchor) -> Value | None:
    """ "25 JUL 89" and "25-Jul-89": two digits of a year are only read in these forms."""
    on = day(full_year(found["year"]), month_number(found["month"]), int(found["day"]))
    return None if on is None else Value("DATE", on.isoformat())


def _iso(found: re.Match[str], anchor: TimeAnchor) -> Value | None:
    on = day(int(found[1]), int(found[2]), int(found[3]))
    return None if on is None else Value("DATE", on.isoformat())


def _numeric(found: re.Match[str], anchor: TimeAnchor) -> Value | None:
    """Month/day/year, as wires write it, unless the first number is no month."""
    first, second, year = int(found[1]), int(found[2]), full_year(found[3])
    on = day(year, first, second) or day(year, second, first)
    return None if on is None else Value("DATE", on.isoformat())


def _day_of_month(found: re.Match[str], anchor: TimeAnchor) -> Value | None:
    month, number = (
        month_number(found["month"] or found["month2"]),
        int(found["day"] or found["day2"] or _spelled(found["nth"])),
    )
    if not 1 <= number <= 31 or is_in_name(found, anchor):
        return None
    year: int | None
    famous = famous_year(month, number, found, anchor)
    if famous is not None:
        year, method = famous, "explicit"
    elif (
        found["yearword"]
        and anchor.focus is not None
        and found["yearword"].lower().endswith(("that year", "same year"))
    ):
        year, method = anchor.focus.first.year, "focus"
    elif found["yearword"] and anchor.reference is not None:
        year, method = _shifted_year(found["yearword"], anchor.reference.year), "reference"
    else:
        year, method = anchor.year_of(month, number, found)
    if (month, number) == (2, 29) and year is not None and method != "reference":
        year += -year % 4  # the text has told of an earlier year: the day is of the next that has it
    on = day(year, month, number) if year is not None else None
    if on is None:
        return Value("DATE", f"XXXX-{month:02d}-{number:02d}", None, "open")
    return Value("DATE", on.isoformat(), None, method)


def _bare_day(found: re.Match[str], anchor: TimeAnchor) -> Value | None:
    """ "on the 5th": the latest such day by the day of the report, or the next where the clause lies ahead."""
    here, number = anchor.base(), int(found["day"])
    if here is None:
        return None
    ahead = anchor.direction(found) == "future"
    months = (here.month - 1 + shift for shift in ((0, 1, 2) if ahead else (0, -1, -2)))
    days = (day(here.year + month // 12, month % 12 + 1, number) for month in months)
    on = next((on for on in days if on is not None and (on >= here if ahead else on <= here)), None)
    return None if on is None else Value("DATE", on.isoformat(), None, f"reference_{'future' if ahead else 'past'}")


def _spelled(ordinal: str) -> int:
    """The day of "the fifth of June"; 0 for none."""
    return ordinal_of(ordinal) or 0


def _shifted_year(word: str, year: int) -> int:
    return year + (-1 if "last" in word.lower() else 1 if "next" in word.lower() else 0)


def _days_of_month(found: re.Match[str], anchor: TimeAnchor) -> Value | None:
    """A range within one month: the value is the first day, the interval holds all."""
    month = month_number(found["month"] or found["month2"])
    first, last = int(found["day"] or found["day2"]), int(found["last"] or found["last2"])
    printed = found["year"] or found["year2"]
    year, method = (int(printed), "explicit") if printed else anchor.year_of(month, first, found)
    if year is None or not first < last:
        return None
    begin, end = day(year, month, first), day(year, month, last)
    if begin is None or end is None:
        return None
    return Value("DATE", begin.isoformat(), Interval(begin, end, "day"), method)


def _month(found: re.Match[str], anchor: TimeAnchor) -> Value | None:
    month = month_number(found["month"])
    if found["year"]:
        return dated(f"{int(found['year']):04d}-{month:02d}", found)
    relative = (found["rel"] or "").lower().split(" ")[-1]
    here = anchor.base()
    if here is not None and (found["yearword"] or relative not in {"", "this"}):
        return dated(f"{_relative_year(found, relative, month, anchor):04d}-{month:02d}", found, "reference")
    if _is_other_word(found, anchor) or is_person(found, anchor):
        return None
    year, method = anchor.year_of(month, None, found)
    return Value("DATE", f"XXXX-{month:02d}") if year is None else dated(f"{year:04d}-{month:02d}", found, method)


def _relative_year(found: re.Match[str], relative: str, month: int, anchor: TimeAnchor) -> int:
    """The year of "last October", "next May", "March of last year"."""
    here = anchor.base()
    assert here is not None
    word = found["yearword"] or ""
    if word.lower().endswith(("that year", "same year")) and anchor.focus is not None:
        return anchor.focus.first.year
    if word:
        return _shifted_year(word, here.year)
    if relative in {"next", "coming", "following"}:
        return here.year + (month <= here.month)
    return here.year - (month >= here.month)


def _is_other_word(found: re.Match[str], anchor: TimeAnchor) -> bool:
    """May the verb, March the walk, Jan and Dec as names."""
    name = found["month"]
    if len(name) <= 4 and not name.endswith(".") and name not in {"May", "June", "July", "MAY", "JUNE", "JULY", "Sept"}:
        return not re.search(r"\b[Ii]n\s$", anchor.text[max(0, found.start("month") - 4) : found.start("month")])
    if name not in {"May", "March", "MARCH"} or part_of(found):
        return False
    span = anchor.doc.char_span(found.start("month"), found.end("month"), alignment_mode="expand")
    if span is None:
        return False
    before = anchor.doc[span.start - 1].lower_ if span.start else ""
    return span[0].tag_ in {"MD", "VB", "VBP", "NN"} or (name != "May" and before in {"the", "long", "a"})


def _year(found: re.Match[str], anchor: TimeAnchor) -> Value | None:
    year, text = int(found["year"]), anchor.text
    behind = re.match(r"[\s-]{0,2}([A-Za-z]+)", text[found.end() : found.end() + 16])
    if behind and behind[1].lower() in words("counted"):
        return None
    cued = bool(
        part_of(found)
        or found["fiscal"]
        or _YEAR_CUES.search(text[max(0, found.start("year") - 12) : found.start("year")])
    )
    if not (1900 <= year <= 2035 or cued) or (not anchor.narrative and year < 1700 and not cued):
        return None
    if found["period"] and anchor.quarter:
        return Value("DATE", f"{year:04d}-{anchor.quarter[5:]}", None, "period")
    return dated(f"{year:04d}", found)


def _short_year(found: re.Match[str], anchor: TimeAnchor) -> Value | None:
    """The end of "1958-59", and "'99"."""
    if found["short"]:
        year = full_year(found["short"])
        return dated(f"{year - 100 if anchor.narrative and year > 2020 else year:04d}", found)
    first = anchor.text[found.start() - 5 : found.start() - 1]
    return dated(f"{first[:2]}{found['last']}", found) if int(found["last"]) > int(first[2:]) else None


def _spelled_year(found: re.Match[str], anchor: TimeAnchor) -> Value | None:
    head, tail = number_of(found["head"]), number_of(found["tail"])
    if head is None or tail is None or not 10 <= head <= 20 or not 10 <= tail < 100:
        return None
    year = int(head * 100 + tail)
    if found["month"]:
        return Value("DATE", f"{year:04d}-{month_number(found['month']):02d}")
    return Value("DATE", f"{year:04d}")


RULES = (
    rule(
        "full_day",
        rf"\b(?:(?i:early|late)\s(?:(?i:on)\s)?)?{_WEEKDAY}(?:(?:the\s)?(?P<month>{MONTH_NAME})\s(?P<day>\d{{1,2}}){_TH},?\s(?P<year>{YEAR})\b"
        rf"|(?:the\s)?(?P<day2>\d{{1,2}}){_TH}[\s-](?:of\s)?(?P<month2>{MONTH_NAME}),?[\s-](?P<year2>{YEAR}|['’]\d\d)\b)",
        _full_day,
        MONTHS,
    ),
    rule(
        "capital_day",
        r"\b(?P<day>\d{1,2})(?P<gap>[\s-])(?P<month>(?:JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|SEPT|OCT|NOV|DEC)[A-Z]{0,6}|(?<=-)[A-Z][a-z]{2})"
        r"(?P=gap)(?P<year>\d\d)\b",
        lambda found, anchor: _capital_day(found, anchor) if found["month"].lower() in MONTHS else None,
        MONTHS,
    ),
    rule("iso", r"(?<![\d-])((?:1[5-9]|20)\d\d)-([01]\d)-([0-3]\d)(?![\d-])", _iso, ["#4"]),
    rule("numeric", r"(?<![\d/])([01]?\d)/([0-3]?\d)/((?:19|20)?\d\d)(?![\d/])", _numeric, ["/"]),
    rule(
        "days_of_month",
        rf"\b(?:(?P<month>{MONTH_NAME})\s(?P<day>\d{{1,2}}){_TH}{_TO}(?P<last>\d{{1,2}}){_TH}(?!\d|[:,]\d)(?:,?\s(?P<year>{YEAR})\b)?"
        rf"|(?P<day2>\d{{1,2}}){_TH}{_TO}(?P<last2>\d{{1,2}}){_TH}\s(?:of\s)?(?P<month2>{MONTH_NAME})(?:,?\s(?P<year2>{YEAR})\b)?)",
        _days_of_month,
        MONTHS,
    ),
    rule(
        "day_of_month",
        rf"\b(?:(?i:early\son|late\son|early|late|around|about|last|this|next)\s)?{_WEEKDAY}"
        rf"(?:(?:the\s)?(?P<month>{MONTH_NAME})\s(?:the\s)?(?P<day>\d{{1,2}}){_TH}(?!\d|,\d|-year|\spercent)"
        rf"|(?:the\s)?(?P<day2>\d{{1,2}}){_TH}\s(?:of\s|day\sof\s)?(?P<month2>{MONTH_NAME}))(?:,?\s(?P<yearword>{_RELATIVE_YEAR})\b)?(?P<nth>(?!))?",
        _day_of_month,
        MONTHS,
    ),
    rule(
        "nth_of_month",
        rf"\b{_WEEKDAY}(?:the\s)?(?P<nth>(?i:{ORDINAL}))\s(?:of\s|day\sof\s)(?P<month>{MONTH_NAME})"
        rf"(?:,?\s(?P<yearword>{_RELATIVE_YEAR})\b)?(?!,?\s{YEAR})(?P<month2>(?!))?(?P<day>(?!))?(?P<day2>(?!))?",
        _day_of_month,
        MONTHS,
    ),
    rule(
        "bare_day",
        r"(?<=\b[Oo]n\s)the\s(?P<day>\d{1,2})(?:st|nd|rd|th)"
        r"(?=[,;]|[.!?)]?(?:\s*$|\s+[A-Z])|\s(?:in|at|with|to|and|but|for|by|near|as|after|before|where|when)\b)",
        _bare_day,
        ["st", "nd", "rd", "th"],
    ),
    rule(
        "month",
        rf"\b{PART}(?:(?P<rel>(?i:last|next|this\spast|this\scoming|this|previous|following))\s)?(?P<month>{MONTH_LONG})(?![A-Za-z])"
        rf"(?:,?\s(?:of\s)?(?P<year>{YEAR})\b|,?\s(?P<yearword>{_RELATIVE_YEAR})\b)?(?!\s\d)",
        _month,
        MONTHS,
    ),
    rule(
        "year",
        rf"(?<![\d.,$£€¥/#:])(?=[12A-Za-z]){PART}(?P<fiscal>(?i:(?:fiscal|calendar|financial)(?:\syear)?\s|year\s))?(?<![\d.,$£€¥/#:-]\d)"
        rf"(?P<year>{YEAR})\b(?!,\d|\.\d|:\d|%|/\d)(?P<period>\s(?i:quarter|period)\b)?",
        _year,
        ["#4"],
    ),
    rule(
        "short_year",
        r"(?<=\b(?:1[0-9]|20)\d\d[-–/])(?P<last>\d\d)\b(?![-\d/])|(?<![\w'’])['’](?P<short>\d\d)\b(?!s|['’])",
        _short_year,
        ["#2"],
    ),
    rule(
        "spelled_year",
        rf"\b(?:(?P<month>{MONTH_LONG})\s)?(?i:the\syear\s)?(?P<head>(?i:{_TEENS}|twenty))\s(?P<tail>(?i:{_SPELLED}(?:[-\s]{_ONES})?|{_TEENS}))\b",
        _spelled_year,
        ["nineteen", "eighteen", "twenty"],
    ),
)
