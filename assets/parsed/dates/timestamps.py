"""Reads the time stamps that pages and feeds print: a day, often with a clock time and a zone.

Here belongs the grammar of stamps ("Thursday, February 29, 2024", "8:41 AM EDT, Mon October 2, 2023",
"2023-06-04T16:20+0000", "04/06/2023", "Updated 9 Sept. 2025"). Which stamp is the document's own is for `published`;
times in running text are for `annotate`.
"""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from assets.knowledge.almanac import MONTH, WEEKDAY, day, full_year, month_number, weekday_number
from assets.parsed.dates.zones import ZONE, offset_of

Label = Literal["published", "updated", "none"]

LOOK_BACK = 40  # a label such as "Last updated on" stands within so many characters before its stamp
_YEAR = r"(?:19|20)\d\d"
_ORDINAL = r"(?:st|nd|rd|th)?"
_GAP = r"[\s,.|•·@–—-]{0,4}(?:at\s{1,2}|on\s{1,2}|T)?[\s(]{0,2}"
_CLOCK = r"(?P<hour{n}>[012]?\d)[:.h](?P<minute{n}>[0-5]\d)(?::(?P<second{n}>[0-5]\d)(?:\.\d{{1,9}})?)?" + (
    r"(?:\s{{0,2}}(?P<half{n}>[AaPp]\.?\s?[Mm]\.?(?![A-Za-z])))?"
)
_HALF_CLOCK = r"(?P<hour{n}>[01]?\d)\s{{0,1}}(?P<half{n}>[AaPp]\.?[Mm]\.?)(?![A-Za-z])"
_ZONE_GAP = rf"(?:\s{{0,2}}[(,]?\s{{0,1}}(?P<zone{{n}}>{ZONE})\)?)?"


def _named(pattern: str, number: int) -> str:
    return pattern.replace("{n}", str(number)).replace("{{", "{").replace("}}", "}")


_TIME_BEFORE = rf"(?:(?:{_named(_CLOCK, 1)}|{_named(_HALF_CLOCK, 2)}){_named(_ZONE_GAP, 1)}{_GAP})?"
_TIME_BEHIND = rf"(?:{_GAP}(?:{_named(_CLOCK, 3)}|{_named(_HALF_CLOCK, 4)}){_named(_ZONE_GAP, 3)})?"
_DAY_WORDS = (
    rf"(?:(?P<month>{MONTH})[\s,.]{{0,3}}(?P<day>\d{{1,2}}){_ORDINAL}(?:[\s,.]{{1,4}})(?P<year>{_YEAR})"
    rf"|(?P<day2>\d{{1,2}}){_ORDINAL}(?:\s{{1,2}}of)?[\s,./-]{{1,3}}(?P<month2>{MONTH})[\s,./-]{{1,4}}(?P<year2>{_YEAR}|'?\d\d(?![\d:]))"
    rf"|(?P<year5>{_YEAR})[\s,-]{{1,3}}(?P<month5>{MONTH})[\s,-]{{1,3}}(?P<day5>\d{{1,2}})(?!\d))"
)
_DAY_NUMBERS = (
    rf"(?:(?P<year3>{_YEAR})(?P<mark3>[-/.])(?P<month3>[01]?\d)(?P=mark3)(?P<day3>[0-3]?\d)(?!\d)"
    rf"|(?P<first>[0-3]?\d)(?P<mark4>[-/.]|\. )(?P<second>[0-3]?\d)(?P=mark4)(?P<year4>{_YEAR}|\d\d(?!\d)))"
)
_STAMP = re.compile(
    rf"(?<!\w)(?:(?<!/)|(?=[A-Za-z])){_TIME_BEFORE}(?:(?P<weekday>{WEEKDAY})[\s,.]{{1,3}})?(?:{_DAY_WORDS}|{_DAY_NUMBERS}){_TIME_BEHIND}",
    re.IGNORECASE,
)
_DIGIT = re.compile(r"\d")
_COMPACT = re.compile(
    rf"(?<!\w)(?P<year>{_YEAR})(?P<month>[01]\d)(?P<day>[0-3]\d)T?(?P<clock>\d{{4,6}})?(?P<zone>Z)?(?!\w)"
)
_UPDATED = re.compile(r"\b(?:updat|modifi|revis|edited|amend|refresh|correct|last\s+(?:change|review))", re.IGNORECASE)
_PUBLISHED = re.compile(
    r"\b(?:publish|posted|creat|issued|releas|filed|date|first\s+(?:aired|appeared)|originally|aired|uploaded|added|on)\b"
    r"|\b(?:publish|releas|creat)",
    re.IGNORECASE,
)
_LABEL_WORDS = re.compile(
    r"\b(?:last|first|originally|publish(?:ed)?|publication|posted|updated?|modified|modification|created?|issued|released?"
    r"|date[d]?|time|on|at|by|filed|revised|edited|aired|added|as|of|the|local|min(?:ute)?s?|read|reading|hrs?|hours|ist|gmt|pages?\s?[A-Z]?\d{0,3}"
    rf"|{WEEKDAY})\b|[\W_]+",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Stamp:
    """A printed day at [start, end). `at` is the moment in UTC where clock time and zone were printed.

    `clock` is the local time as printed. `other` is the second reading of a day printed in numbers whose order is open
    ("04/06/2023"). `label` is what the words before say the stamp is of. `weekday_agrees` is None without a weekday.
    `half_day` says that the clock was printed with a.m. or p.m.
    """

    start: int
    end: int
    on: dt.date
    at: dt.datetime | None = None
    clock: dt.time | None = None
    other: dt.date | None = None
    label: Label = "none"
    weekday_agrees: bool | None = None
    half_day: bool = False


def find_stamps(text: str, start: int = 0, end: int | None = None) -> Iterator[Stamp]:
    """The stamps of a stretch, in order. Days without a printed year, and relative ones ("3 hours ago"), are none."""
    stop = len(text) if end is None else end
    if not _DIGIT.search(text, start, stop):
        return
    position = start
    while found := _STAMP.search(text, position, stop):
        position = max(found.end(), position + 1)
        stamp = _stamp(found, text, start)
        if stamp is not None:
            yield stamp


def parse_stamp(value: str | None) -> Stamp | None:
    """The stamp that a metadata value is: ISO 8601 in any of its forms, or what a page would print; else None."""
    if not value:
        return None
    compact = _COMPACT.fullmatch(value.strip())
    if compact:
        on = day(int(compact["year"]), int(compact["month"]), int(compact["day"]))
        if on is None:
            return None
        clock = _compact_clock(compact["clock"])
        at = dt.datetime.combine(on, clock, dt.UTC) if clock and compact["zone"] else None
        return Stamp(0, len(value), on, at, clock)
    return next(find_stamps(value[:200]), None)


def is_stamp_line(text: str, start: int, end: int) -> bool:
    """Whether a line is nothing but stamps, their labels and zones ("Published: 9 Sept. 2025, 10:30 (JST)")."""
    if end - start > 200:
        return False
    stamps = list(find_stamps(text, start, end))
    if not stamps:
        return False
    rest, at = "", start
    for stamp in stamps:
        rest += text[at : stamp.start] + " "
        at = stamp.end
    return not _LABEL_WORDS.sub("", rest + text[at:end])


def _stamp(found: re.Match[str], text: str, start: int) -> Stamp | None:
    on, other = _day(found)
    if on is None:
        return None
    agrees = None
    if found["weekday"]:
        weekday = weekday_number(found["weekday"])
        if other is not None and on.weekday() != weekday == other.weekday():
            on = other
        other, agrees = None, on.weekday() == weekday
    clock, zone = _clock(found)
    at = None
    if clock is not None and zone:
        at = _moment(on, clock, zone)
    line = text.rfind("\n", start, found.start()) + 1
    label = _label(text[max(start, line, found.start() - LOOK_BACK) : found.start()])
    begin, close = found.span()
    while begin < close and text[begin] in " \t\n,.|@-–—":
        begin += 1
    half = any(found[f"half{number}"] for number in (1, 2, 3, 4))
    return Stamp(begin, close, on, at, clock, other, label, agrees, half)


def _day(found: re.Match[str]) -> tuple[dt.date | None, dt.date | None]:
    """The day of a match, and its other reading where day and month may be exchanged."""
    for name, years, number in (("month", "year", "day"), ("month2", "year2", "day2"), ("month5", "year5", "day5")):
        if found[name]:
            return day(full_year(found[years].lstrip("'")), month_number(found[name]), int(found[number])), None
    if found["year3"]:
        return day(int(found["year3"]), int(found["month3"]), int(found["day3"])), None
    year, first, second = full_year(found["year4"]), int(found["first"]), int(found["second"])
    if len(found["year4"]) == 2 and found["mark4"] == "." and len(found["first"]) + len(found["second"]) < 4:
        return None, None  # a version, or a clause's number
    day_first, month_first = day(year, second, first), day(year, first, second)
    if found["mark4"].startswith("."):
        return day_first, None
    if day_first is None or month_first is None or day_first == month_first:
        return day_first or month_first, None
    return day_first, month_first


def _clock(found: re.Match[str]) -> tuple[dt.time | None, str | None]:
    """The printed time of day and zone of a match, before or behind its day."""
    for number in (1, 2, 3, 4):
        if not found[f"hour{number}"]:
            continue
        minute = int(found[f"minute{number}"]) if number in (1, 3) else 0
        hour, half = int(found[f"hour{number}"]), found[f"half{number}"]
        if half:
            hour = hour % 12 + (12 if half[0] in "pP" else 0)
        if hour > 23:
            return None, None
        return dt.time(hour, minute), found["zone1" if number < 3 else "zone3"]
    return None, None


def _compact_clock(digits: str | None) -> dt.time | None:
    if not digits or int(digits[:2]) > 23 or int(digits[2:4]) > 59:
        return None
    return dt.time(int(digits[:2]), int(digits[2:4]))


def _moment(on: dt.date, clock: dt.time, zone: str) -> dt.datetime | None:
    """The moment in UTC, or None for a zone that is not known."""
    local = dt.datetime.combine(on, clock)
    offset = offset_of(zone, local)
    try:
        return None if offset is None else (local - offset).replace(tzinfo=dt.UTC)
    except OverflowError:
        return None


def _label(before: str) -> Label:
    """What the words before a stamp say: the last label counts."""
    updated = [m.start() for m in _UPDATED.finditer(before)]
    published = [m.start() for m in _PUBLISHED.finditer(before)]
    if updated and (
        not published or published[-1] < updated[-1] or before[updated[-1] :].strip().lower().endswith("on")
    ):
        return "updated"
    return "published" if published else "none"
