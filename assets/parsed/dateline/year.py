"""Infers the year of a dateline that prints only month and day.

The candidates are the years in which the day falls on the weekday that the report names ("on Monday"); years that the
text names as past rule earlier ones out. Where more than one year stays open there is no answer: of wire reports that
name their own or the last year, the earliest candidate is right in no more than three of five. A copyright year
decides among several, since it is rarely older than the page. Here belongs this inference alone; which source of the
day wins is for `published`.
"""

import re
from dataclasses import dataclass

from assets.knowledge.almanac import weekday_number, years_when

REACH = 2500  # the weekday of the report stands in its first paragraphs
OLDEST = 1850
SURE, LIKELY = 0.85, 0.6  # one candidate left; the latest of several, beside a copyright line of its year

_WEEKDAY = re.compile(
    r"(?P<before>\b(?:last|next|every|each|coming|previous|following|a|by|until|since|from|before|after|to)\s{1,3})?"
    r"\b(?P<name>(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b(?P<behind>s\b|['’]s\b|,?\s{1,3}(?:\d|[A-Z][a-z]{2,8}\.?\s\d))?"
)
_YEAR = re.compile(r"(?<![\d.,$€£¥/-])(?:(?P<cue>\b[A-Za-z]{1,8})\s{1,3})?(?P<year>(?:19|20)\d\d)(?![\d,/]|\.\d)")
_AHEAD = frozenset({"by", "until", "through", "till", "before", "to", "fiscal", "fy"})


@dataclass(frozen=True, slots=True)
class YearGuess:
    """A year, how sure it is (0 to 1), and the evidence in words."""

    year: int
    confidence: float
    evidence: str


def infer_year(month: int, number: int, text: str, latest: int, known_years: tuple[int, ...] = ()) -> YearGuess | None:
    """The year of a day that a dateline prints without one, or None where the text leaves it open.

    `latest` is the last year that can be meant (the current one); `known_years` are years that the document shows
    outside its text, such as that of its copyright line: the report is not later than the latest of them.
    """
    weekday = reported_weekday(text)
    if weekday is None:
        return None
    past = [year for year in _named_years(text) if year <= latest]
    if not past and not known_years:
        return None
    shown = [year for year in known_years if year <= latest]
    last = max(shown) if shown else latest
    first = max(past) if past else last - 1
    candidates = list(years_when(month, number, weekday_number(weekday), max(first, OLDEST), last))
    if not candidates:
        return None
    evidence = f"{weekday} {number:02d}/{month:02d}: {', '.join(map(str, candidates))}; text names {first}"
    if len(candidates) == 1:
        return YearGuess(candidates[0], SURE, evidence)
    if shown and candidates[-1] >= last - 1:
        return YearGuess(candidates[-1], LIKELY, f"{evidence}; page names {last}")
    return None


def reported_weekday(text: str) -> str | None:
    """The first weekday that the report names by itself: not "last Monday", "Mondays" or "Monday, Sept. 8"."""
    for found in _WEEKDAY.finditer(text, 0, REACH):
        if not found["before"] and not found["behind"]:
            return found["name"]
    return None


def _named_years(text: str) -> list[int]:
    """The years that a text names but for those that it names as ahead ("by 2030")."""
    return [int(m["year"]) for m in _YEAR.finditer(text) if (m["cue"] or "").lower() not in _AHEAD]
