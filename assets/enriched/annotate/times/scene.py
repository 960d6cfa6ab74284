"""What a time expression is read against: the day of the report, and the time the text has reached.

News counts "Monday" and "October" from its own day. A narrative of the past counts "October" from the last date it has
named. Here belong the anchors, and the choice of year or day that they decide.
"""

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from spacy.tokens import Doc

from assets.enriched.annotate.records import TimexType
from assets.enriched.annotate.times.clause import Direction, direction
from assets.enriched.annotate.times.intervals import Interval, interval_of
from assets.knowledge.almanac import day, latest_weekday, next_weekday

Grain = Literal["day", "month", "year"]
GRACE = dt.timedelta(days=2)  # time zones and late updates: a past event may lie this far ahead of its report
_YEAR = re.compile(r"(?<![\d.,$£€])\b(1[4-9]\d\d|20\d\d)\b(?![.,]?\d|\s?(?:%|percent|people|troops|dollars|km|miles))")


@dataclass(frozen=True, slots=True)
class Value:
    """What a phrase means: TIMEX3 type and value, its days if they differ from the value's own, and the method."""

    timex_type: TimexType
    value: str
    interval: Interval | None = None
    method: str = "explicit"


@dataclass(slots=True)
class Scene:
    """The anchors while one document is read from front to back.

    `reference` is the day of the report. `focus` is the last date with a year that the text has reached, `focus_at`
    where it stands; `quarter` the last quarter. A `narrative` counts from the focus instead of the reference.
    """

    doc: Doc
    reference: dt.date | None
    narrative: bool = False
    focus: Interval | None = None
    focus_at: int = -1
    quarter: str | None = None

    def base(self) -> dt.date | None:
        """The day that relative expressions count from."""
        if self.narrative:
            return self.focus.first if self.focus else None
        return self.reference

    def direction(self, found: re.Match[str]) -> Direction:
        """Whether the clause of a phrase lies behind or ahead."""
        return direction(self.doc, *found.span())

    def reached(self, value: Value, at: int) -> None:
        """Moves the focus to a value that the text names by itself."""
        interval = value.interval or interval_of(value.value)
        if interval is None or value.timex_type not in {"DATE", "TIME"}:
            return
        if "-Q" in value.value:
            self.quarter = value.value
        if interval.precision in {"day", "week", "month", "season", "quarter", "year"}:
            self.focus, self.focus_at = interval, at

    def near_focus(self, found: re.Match[str]) -> Interval | None:
        """The focus, where it stands in the same sentence before a phrase and in another year than the report's."""
        if self.focus is None or self.reference is None or self.focus.first.year == self.reference.year:
            return None
        between = found.start() - self.focus_at
        if not 0 <= between <= 200 or ". " in self.doc.text[self.focus_at : found.start()]:
            return None
        return self.focus

    def year_of(self, month: int, number: int | None, found: re.Match[str]) -> tuple[int | None, str]:
        """The year of a month, or of a day of a month, that is printed without one, and how it was chosen."""
        close = self.near_focus(found)
        if self.narrative or close is not None:
            return self._told_year(month), "focus"
        if self.reference is None:
            return None, "open"
        ahead = self.direction(found)
        return self._nearest_year(month, number, ahead), f"reference_{ahead}"

    def _told_year(self, month: int) -> int | None:
        if self.focus is None:
            return self.reference.year if self.reference and not self.narrative else None
        past_winter = self.focus.precision in {"day", "month"} and self.focus.first.month - month >= 9
        return self.focus.first.year + past_winter

    def _nearest_year(self, month: int, number: int | None, ahead: Direction) -> int:
        assert self.reference is not None
        here = self.reference
        years = (here.year - 1, here.year, here.year + 1)
        days = {year: day(year, month, number or min(here.day, 28)) or dt.date(year, month, 28) for year in years}
        if ahead == "past":
            return max((year for year in years if days[year] <= here + GRACE), default=here.year)
        if ahead == "future":
            return min((year for year in years if days[year] >= here - (GRACE if number else dt.timedelta(0))))
        return min(years, key=lambda year: (abs((days[year] - here).days), days[year] > here))

    def weekday(self, weekday: int, found: re.Match[str]) -> tuple[dt.date | None, str]:
        """The day that a bare weekday means: the latest such day, or the next where the clause lies ahead."""
        base = self.base()
        if base is None or (self.narrative and self.focus is not None and self.focus.precision != "day"):
            return None, "open"
        if self.narrative:
            return next_weekday(weekday, base), "focus"
        ahead = self.direction(found)
        if ahead == "future":
            return next_weekday(weekday, base), "reference_future"
        return latest_weekday(weekday, base), f"reference_{ahead}"


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern and what a match of it means in a scene; None turns the match down."""

    name: str
    pattern: re.Pattern[str]
    read: Callable[[re.Match[str], Scene], Value | None]


def is_narrative(text: str, reference: dt.date | None) -> bool:
    """Whether a text tells of the past by dates: many years, most of them long before the report, if that has a day."""
    years = [int(found[1]) for found in _YEAR.finditer(text)]
    if len(years) < (8 if reference else 3):
        return False
    old = sum(year < (reference.year - 2 if reference else 9999) for year in years)
    words = len(text.split())
    return old * 10 >= len(years) * 8 and len(years) * 250 >= words
