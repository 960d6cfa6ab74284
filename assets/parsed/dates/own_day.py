"""Finds the day that a report calls its own in its first paragraphs: "met on Friday, 15 August 2025".

Here belongs the last resort of dating, for texts that no stamp, address or dateline dates (see `published`). Times
that the report speaks of belong to the annotate stage.
"""

import datetime as dt
import re

from assets.knowledge.almanac import WEEKDAY
from assets.parsed.dates.timestamps import find_stamps

OPENING = 1500  # code points of the report within which its own day is printed
PARAGRAPHS = 3
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_WEEKDAY = re.compile(rf"{WEEKDAY}\b", re.IGNORECASE)
_ON = re.compile(r"\bon\s{1,3}$", re.IGNORECASE)  # captions leave it out: "in Osaka, Monday, 3 March 2025."
_OTHER = re.compile(
    r"\b(?:since|until|till|before|after|from|between|by|scheduled|planned|slated|due|expected|begin\w*|begun|will|would"
    r"|to be held|anniversary|of|dated|signed|next|last|previous|ago|starting|ending|deadline)\b[^.;]{0,25}$",
    re.IGNORECASE,
)


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
