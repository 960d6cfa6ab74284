"""Finds the day that a report calls its own in its first paragraphs: "met on Friday, 15 August 2025".

Here belongs the last resort of dating, for texts that no stamp, address or dateline dates (see `published`). Times
that the report speaks of belong to the annotate stage.
"""

import datetime as dt
import re
from dataclasses import dataclass

from assets.knowledge.almanac import MONTH, WEEKDAY, month_number
from assets.parsed.dates.timestamps import find_stamps

OPENING = 1500  # code points of the report within which its own day is printed
PARAGRAPHS = 3
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_WEEKDAY = re.compile(rf"{WEEKDAY}\b", re.IGNORECASE)
_ON = re.compile(
    r"\bon\s{1,3}$|\b(?:today|tonight|this (?:morning|afternoon|evening)),?\s?\(?$", re.IGNORECASE
)  # captions leave it out: "in Osaka, Monday, 3 March 2025."
_OTHER = re.compile(
    r"\b(?:since|until|till|before|after|from|between|by|scheduled|planned|slated|due|expected|begin\w*|begun|will|would"
    r"|to be held|anniversary|of|dated|signed|next|last|previous|ago|starting|ending|deadline)\b[^.;]{0,25}$",
    re.IGNORECASE,
)
_TODAY = re.compile(
    rf"\b(?:today|tonight|this\s(?:morning|afternoon|evening)|(?P<on>(?:on\s)?{WEEKDAY}))\s?[,(]\s?(?:on\s)?"
    rf"(?:(?P<weekday>{WEEKDAY}),?\s{{1,2}}(?:the\s)?)?"
    rf"(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s(?:of\s)?(?P<month>{MONTH})|(?P<month2>{MONTH})\s(?P<day2>\d{{1,2}}))(?!\d)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Told:
    """A day that the report calls today, without a year; `text` is the report with its weekday first."""

    month: int
    number: int
    text: str
    shown: str


def today_of(paragraphs: list[str]) -> Told | None:
    """The day in "today (Sunday, 6 May)" or "on Sunday (6 May)" of the first paragraphs."""
    opening = "\n".join(paragraphs[:PARAGRAPHS])[:OPENING]
    found = _TODAY.search(opening)
    if found is None:
        return None
    name = found["weekday"] or found["on"]
    weekday = re.sub(r"^on\s", "", name, flags=re.IGNORECASE) if name else ""
    month, number = month_number(found["month"] or found["month2"]), int(found["day"] or found["day2"])
    return Told(month, number, "\n".join([weekday, *paragraphs]), found[0])


def own_day(paragraphs: list[str], today: dt.date) -> tuple[dt.date, str] | None:
    """The day and its wording: a full date with its true weekday, in the past, and no later year in the report.

    Dates behind "since", "until", "will" and the like are other days; the latest of several is the report's.
    """
    found: list[tuple[dt.date, str]] = []
    opening = "\n".join(paragraphs[:PARAGRAPHS])[:OPENING]
    for stamp in find_stamps(opening):
        shown = opening[stamp.start : stamp.end]
        sentence = re.split(r"[.!?\n]\s", opening[: stamp.start])[-1]
        told = _ON.search(opening[: stamp.start]) and not _OTHER.search(_ON.sub("", sentence))
        if told and stamp.weekday_agrees and _WEEKDAY.match(shown) and stamp.on <= today:
            found.append((stamp.on, shown))
    if not found:
        return None
    best = max(found)
    later = [int(year) for year in _YEAR.findall("\n".join(paragraphs)[:20_000]) if int(year) > best[0].year + 1]
    return None if any(year <= today.year for year in later) else best
