"""What a time expression is read against: the day of the report, and the time the text has reached.

News counts "Monday" and "October" from its own day. A narrative of the past counts "October" from the last date it has
named. Here belong the anchors, and the choice of year or day that they decide.
"""

import datetime as dt
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal

from spacy.tokens import Doc

from assets.enriched.annotate.records import TimexType
from assets.enriched.annotate.times.intervals import Interval, interval_of
from assets.enriched.annotate.times.lexicon import choice, words
from assets.enriched.annotate.times.tense import Direction, direction, is_deferred
from assets.knowledge.almanac import day, latest_weekday, next_weekday

Grain = Literal["day", "month", "year"]
MANY_YEARS, SOME_YEARS = 8, 5  # that make a narrative of a text, and of one without a day of report
SOON, RECENT = 40, 30  # days that a printed day may lie ahead in a past clause ("was put off to Nov. 16"), and behind
LATER = 150  # and where the clause says until when: "ordered him to stay until March 6"
COMING = 31  # days that a bare month may lie ahead there: in August "a cut in September" is of this year
_YEAR = re.compile(r"(?<![\d.,$£€])\b(1[4-9]\d\d|20\d\d)\b(?![.,]?\d|\s?(?:%|percent|people|troops|dollars|km|miles))")
_DAILY = re.compile(
    r"\b(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|today|yesterday|tomorrow|tonight|(?:last|next|this)\s(?:week|month|year))\b"
)
_UNTIL = re.compile(
    r"(?i:\b(?:by|until|till|through|effective|starting|beginning|expires?|due|no\slater\sthan|as\s(?:soon|early)\sas))\s$"
)
_SURELY = re.compile(r"(?i:\b(?:effective|expires|no\slater\sthan|as\s(?:soon|early)\sas))\s$")
_BOUND = re.compile(r"(?i:\b(?:until|till|through))\s$")
_PLANS = re.compile(rf"\b{choice(words('before_plans'))}\s[^.,;:()]{{2,70}}\s(?:on\s|this\s)?$")
_NEAR = 400  # characters from a day that was told to a phrase that counts from it
_DEFERRED = re.compile(r"(?i:\b(?:until|till|to|for|by))\s$")


@dataclass(frozen=True, slots=True)
class Value:
    """What a phrase means: TIMEX3 type and value, its days if they differ from the value's own, and the method."""

    timex_type: TimexType
    value: str
    interval: Interval | None = None
    method: str = "explicit"


@dataclass(slots=True)
class TimeAnchor:
    """The anchors while one document is read from front to back; `text` is the text of `doc`.

    `reference` is the day of the report. `focus` is the last date with a year that the text has reached, `focus_at`
    where it stands; `told_day` the last day, however it was told; `quarter` the last quarter that was over by then. A
    `narrative` counts from the focus, not from the reference. `headlines` are the ranges of titles, which tell in the
    present what has happened.
    """

    doc: Doc
    text: str
    reference: dt.date | None
    narrative: bool = False
    focus: Interval | None = None
    focus_at: int = -1
    told_day: dt.date | None = None
    told_at: int = -1
    quarter: str | None = None
    headlines: tuple[tuple[int, int], ...] = ()

    def base(self) -> dt.date | None:
        """The day that "last week" and the like count from: the report's, else the time a narrative has reached."""
        if self.reference is None and self.narrative and self.focus is not None:
            return self.focus.first
        return self.reference

    def discourse_base(self) -> dt.date | None:
        """The day that a bare season or "the year" counts from: in a narrative the time it has reached."""
        return self.focus.first if self.narrative and self.focus is not None else self.base()

    def direction(self, found: re.Match[str]) -> Direction:
        """Whether a phrase lies behind or ahead, by a word like "until" before it, else by its clause."""
        headline = any(start <= found.start() < end for start, end in self.headlines)
        ahead = direction(self.doc, *found.span(), headline)
        before = self.text[max(0, found.start() - 16) : found.start()]
        if ahead != "past":
            return "future" if _UNTIL.search(before) else ahead
        if _SURELY.search(before) or _PLANS.search(self.text, max(0, found.start() - 100), found.start()):
            return "future"
        if _DEFERRED.search(before) and is_deferred(self.doc, *found.span()):
            return "future"
        return ahead

    def reached(self, value: Value, at: int) -> None:
        """Moves the focus to a value that the text names by itself."""
        interval = value.interval or interval_of(value.value)
        if interval is None or value.timex_type not in {"DATE", "TIME"}:
            return
        if interval.precision in {"day", "week", "month", "season", "quarter", "year"}:
            self.focus, self.focus_at = interval, at

    def day_told(self, found: re.Match[str]) -> dt.date | None:
        """The day that "the next day" and "two days earlier" count from: the last that was told, if that is near."""
        if self.told_day is not None and found.start() - self.told_at <= _NEAR:
            return self.told_day
        return self.focus.first if self.focus is not None and self.focus.precision == "day" else None

    def advance(self, value: Value, at: int) -> None:
        """Remembers the day, and a quarter that was over by the day of the report, and not long: results are of it."""
        if value.timex_type in {"DATE", "TIME"}:
            on = value.interval or interval_of(value.value)
            if on is not None and on.precision in {"day", "minute"}:
                self.told_day, self.told_at = on.first, at
        interval = interval_of(value.value) if value.method == "period" and "-Q" in value.value else None
        if interval is not None and self.reference is not None and 0 < (self.reference - interval.last).days < 200:
            self.quarter = value.value

    def near_focus(self, found: re.Match[str]) -> Interval | None:
        """The focus, where it stands in the same sentence before a phrase and in another year than the report's."""
        if self.focus is None or self.reference is None or self.focus.first.year == self.reference.year:
            return None
        between = found.start() - self.focus_at
        if not 0 <= between <= 60 or ". " in self.text[self.focus_at : found.start()]:
            return None
        return self.focus

    def year_of(self, month: int, number: int | None, found: re.Match[str]) -> tuple[int | None, str]:
        """The year of a month, or of a day of a month, that is printed without one, and how it was chosen."""
        ahead: Direction = "open" if self.narrative else self.direction(found)
        if self.narrative or (ahead != "future" and self.near_focus(found) is not None):
            return self._focus_year(month), "focus"
        if self.reference is None:
            return None, "open"
        bounded = _BOUND.search(self.text[max(0, found.start() - 10) : found.start()]) is not None
        return self._nearest_year(month, number, ahead, bounded), f"reference_{ahead}"

    def _focus_year(self, month: int) -> int | None:
        if self.focus is None:
            return self.reference.year if self.reference and not self.narrative else None
        past_winter = self.focus.precision in {"day", "month"} and self.focus.first.month - month >= 6
        return self.focus.first.year + past_winter

    def _nearest_year(self, month: int, number: int | None, ahead: Direction, bounded: bool) -> int:
        """The nearest such day or month, unless it lies clearly on the other side of the report than its clause;
        `bounded` where the clause says until when."""
        assert self.reference is not None
        here = self.reference
        years = (here.year - 1, here.year, here.year + 1)
        off = {year: self._distance(year, month, number) for year in years}
        behind, before = (LATER if bounded else SOON, -RECENT) if number else (COMING, 0)
        fitting = [
            year
            for year in years
            if not (ahead == "past" and off[year] > behind) and not (ahead == "future" and off[year] < before)
        ]
        return min(fitting or years, key=lambda year: (abs(off[year]), off[year] > 0))

    def _distance(self, year: int, month: int, number: int | None) -> int:
        """Days, or for a bare month months times thirty, from the report to a date."""
        assert self.reference is not None
        if number is None:
            return ((year - self.reference.year) * 12 + month - self.reference.month) * 30
        on = day(year, month, number) or dt.date(year, month, 28)
        return (on - self.reference).days

    def weekday(self, weekday: int, found: re.Match[str]) -> tuple[dt.date | None, str]:
        """The day that a bare weekday means: the latest such day, or the next where the clause lies ahead."""
        if self.reference is None:
            told = self.focus if self.narrative and self.focus is not None and self.focus.precision == "day" else None
            return (next_weekday(weekday, told.first), "focus") if told is not None else (None, "open")
        ahead = self.direction(found)
        if ahead == "future":
            return next_weekday(weekday, self.reference), "reference_future"
        return latest_weekday(weekday, self.reference), f"reference_{ahead}"


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern and what a match of it means in a scene; None turns the match down.

    Every match holds one of the `cues`: words in lower case, the marks `:` and `/`, or `#2` and `#4` for a number of so
    many digits. The pattern is only tried around them.
    """

    name: str
    pattern: re.Pattern[str]
    read: Callable[[re.Match[str], "TimeAnchor"], Value | None]
    cues: frozenset[str]


def rule(
    name: str, pattern: str, read: Callable[[re.Match[str], TimeAnchor], Value | None], cues: Iterable[str]
) -> Rule:
    """A rule from the source of its pattern."""
    return Rule(name, re.compile(pattern), read, frozenset(cues))


def is_narrative(text: str, reference: dt.date | None) -> bool:
    """Whether a text tells of the past by its dates: several years, most of them gone, and hardly a word of the day."""
    years = [int(found[1]) for found in _YEAR.finditer(text)]
    if len(years) < (MANY_YEARS if reference else SOME_YEARS):
        return False
    gone = sum(year < (reference.year if reference else 9999) for year in years)
    daily = sum(1 for _ in _DAILY.finditer(text))
    return gone * 10 >= len(years) * 8 and daily * 8 <= len(years) and len(years) * 200 >= len(text.split())
