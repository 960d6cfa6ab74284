"""Finds the dateline of a dispatch: place, date and agency before the first words of reporting.

Every wire has its habit, and all are made of the same parts: one or several places, a date, an agency in brackets or
between strokes, a dash. The parts are read one after another from the front, each at most once, so that the cost is
linear and no habit is special. Here belongs the reading of one dateline; which day a document was published is for
`published`, and which paragraph may hold the dateline for `parse`.
"""

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass

from assets.knowledge import agencies
from assets.knowledge.almanac import day, full_year, month_number, partial
from assets.parsed.dateline import grammar as grammar
from assets.parsed.dateline.place import (
    country_of,
    first_plain_word,
    has_region,
    is_city,
    is_country,
    is_name_shaped,
    is_place,
    is_place_shaped,
    trimmed,
)
from assets.parsed.records import Dateline

REACH = 240  # no dateline is longer: place, region, country, weekday, date, time and two agencies
PLACE_REACH = 120
EDGE_REACH = 40  # the longest mark behind a place: a date with its year
MIN_WORDS = 5  # behind a place without date and agency stands a sentence, not a headline
DESK_DELAY = dt.timedelta(days=7)  # an editing desk sends a report on within a week
LEAP_YEAR = 2000  # a printed 29 February without a year is a day


@dataclass(slots=True)
class _Parts:
    """What has been read of a dateline so far."""

    place: str | None = None
    year: int | None = None
    month: int | None = None
    number: int | None = None
    dated: bool = False
    agency: str | None = None
    agency_known: bool = False
    bracketed: bool = False
    place_known: bool = False
    unplaced: bool = False
    first_ended: bool = False
    ended_by: str = ""


def find_dateline(text: str, start: int, end: int) -> Dateline | None:
    """The dateline with which the stretch [start, end) begins, or None.

    Of two datelines in a row the inner one is given, and the stretch covers both; a day that the inner one prints
    without a year takes the outer one's, which is hardly ever more than a few days away.
    """
    outer = _one(text, start, end)
    if outer is None:
        return None
    inner = _one(text, outer.end, end)
    if inner is None or inner.place is None or (inner.date is None and inner.agency is None):
        return outer
    date = _with_year(inner.date, outer.date) if inner.date and outer.date else inner.date or outer.date
    return Dateline(outer.start, inner.end, inner.place, inner.country, date, inner.agency or outer.agency)


def _with_year(inner: str, outer: str) -> str:
    if not inner.startswith("--") or len(inner) != 7 or len(outer) != 10:
        return inner
    desk = dt.date.fromisoformat(outer)
    full = day(desk.year, int(inner[2:4]), int(inner[5:7]))
    return full.isoformat() if full is not None and abs(full - desk) <= DESK_DELAY else inner


def locate(text: str, ranges: Iterable[tuple[int, int]], limit: int = 12) -> Dateline | None:
    """The document's dateline: that of the first of the first `limit` ranges that begins with one.

    A dateline that shows an agency or a date is taken before one of a place alone, which a section name may look like.
    """
    bare: Dateline | None = None
    for number, (start, end) in enumerate(ranges):
        if number >= limit:
            break
        found = find_dateline(text, start, end)
        if found is not None and (found.date or found.agency):
            return found
        bare = bare or found
    return bare


def _one(text: str, start: int, end: int) -> Dateline | None:
    """One dateline at the front of [start, end)."""
    begin = _after(grammar.MARKS, text, start, end)
    stop = min(end, begin + REACH)
    parts = _Parts()
    position = first = _agency_first(text, begin, stop, parts)
    position = _place(text, position, stop, parts)
    position = _rest(text, position, stop, parts)
    if first > begin and parts.first_ended and parts.ended_by not in {"dash", "colon"}:
        position, parts = first, _Parts(agency=parts.agency, agency_known=True, ended_by="dash")
    if parts.ended_by == "" and position >= end:
        parts.ended_by = "end"
    if not _is_dateline(parts, _behind(text, position, end)):
        return None
    while position > begin and text[position - 1].isspace():
        position -= 1
    date = partial(parts.year, parts.month, parts.number)
    return Dateline(begin, position, parts.place, country_of(parts.place) if parts.place else None, date, parts.agency)


def _agency_first(text: str, begin: int, stop: int, parts: _Parts) -> int:
    """Reads an agency that stands before everything else: "(Reuters) - ", "AFP, SEOUL - "."""
    found = grammar.AGENCY_FIRST.match(text, begin, stop)
    agency = agencies.named(found["name"] or found["bare"]) if found else None
    if found is None or agency is None:
        return begin
    parts.agency, parts.agency_known, parts.bracketed = agency.name, True, found["name"] is not None
    if any(mark in found["gap"] for mark in "-—–:"):
        parts.first_ended = True
    return found.end()


def _place(text: str, begin: int, stop: int, parts: _Parts) -> int:
    """Reads the place: all up to the first date, bracket, stroke or dash, if it is written as a place is."""
    missing = grammar.NO_PLACE.match(text, begin, stop)
    if missing:
        parts.unplaced = True
        return missing.end()
    plain = first_plain_word(text, begin, min(stop, begin + PLACE_REACH))
    edge = _place_end(text, begin, min(stop, plain + EDGE_REACH))
    if edge is None or edge > plain:
        return begin
    place = trimmed(text[begin:edge])
    if not is_place_shaped(place):
        return begin
    parts.place, parts.place_known, parts.ended_by = place, is_place(place), ""
    return edge


def _place_end(text: str, begin: int, stop: int) -> int | None:
    """Where the place ends; a bracket that holds a country or region belongs to it."""
    position = begin
    while edge := grammar.EDGE.search(text, position, stop):
        if edge["open"] is None:
            return edge.start()
        bracket = grammar.BRACKET.match(text, edge.start(), stop)
        if bracket is None or agencies.named(bracket["name"]) is not None or not is_place(bracket["name"]):
            return edge.start()
        position = bracket.end()
    return None


def _rest(text: str, position: int, stop: int, parts: _Parts) -> int:
    """Reads date, time and agency in any order, then the dash or what stands for it."""
    for _ in range(8):
        after = _after(grammar.SEPARATOR, text, position, stop)
        moved = _part(text, after, stop, parts)
        if moved is None:
            break
        position = moved
    for kind, mark in (("dash", grammar.DASH), ("colon", grammar.COLON)):
        found = mark.match(text, position, stop)
        if found:
            parts.ended_by = kind
            return found.end()
    return position


def _part(text: str, position: int, stop: int, parts: _Parts) -> int | None:
    """Reads one part at a position; None where nothing that belongs to a dateline stands there."""
    found = grammar.DATE.match(text, position, stop)
    if found and not parts.dated:
        return found.end() if _dated(found, parts) else None
    found = grammar.SKIPPED.match(text, position, stop)
    if found and found.end() > position:
        parts.dated = parts.dated or found["undated"] is not None
        return found.end()
    found = (
        grammar.STROKES.match(text, position, stop)
        or grammar.BRACKET.match(text, position, stop)
        or grammar.SIGNED.match(text, position, stop)
        or grammar.BARE.match(text, position, stop)
    )
    if not found or parts.agency is not None:
        return None
    return found.end() if _signed(found, parts) else None


def _dated(found: re.Match[str], parts: _Parts) -> bool:
    """Takes over the day of a date match; False where the calendar has no such day."""
    if found["iso"]:
        year, month, number = (int(part) for part in found["iso"].split("-"))
    else:
        name = found["month"] or found["month2"] or found["month3"]
        printed = found["year"] or found["year2"] or found["year3"]
        year, month = full_year(printed) if printed else 0, month_number(name)
        number = int(found["day"] or found["day2"] or 0)
    if number and day(year or LEAP_YEAR, month, number) is None:
        return False
    parts.year, parts.month, parts.number, parts.dated = year or None, month, number or None, True
    return True


def _signed(found: re.Match[str], parts: _Parts) -> bool:
    """Takes over the agency of a bracket, stroke or bare name; of several the first that is known."""
    printed = re.sub(r"\s+", " ", found.groupdict().get("name") or found[0]).rstrip(".")
    head, _, tail = printed.partition(" - ")
    inner = grammar.DATE.search(tail)
    if inner and not parts.dated:
        _dated(inner, parts)
        printed = head
    agency = agencies.named(printed)
    for name in (*grammar.JOINED.split(printed), printed.partition(" ")[0]):
        agency = agency or agencies.named(name)
    if agency is None and not is_name_shaped(printed):
        return False
    parts.agency, parts.agency_known = agency.name if agency else printed, agency is not None
    parts.bracketed = found[0][0] in "([/"
    parts.ended_by = "stroke" if found[0].startswith("/") else "bracket" if parts.bracketed else "name"
    return True


def _is_dateline(parts: _Parts, words_behind: int) -> bool:
    """Whether what was read is a dateline: the less it shows, the surer place and dash have to be."""
    upper = parts.place is not None and is_upper(parts.place)
    dashed = parts.ended_by in {"dash", "stroke"}
    if parts.agency_known and parts.bracketed:
        if parts.place is None:
            return (dashed and parts.dated) or words_behind >= MIN_WORDS
        return dashed or words_behind >= MIN_WORDS or is_place(parts.place, whole=True)
    if parts.agency is not None:
        placed = parts.place_known or (parts.place is None and parts.agency_known)
        if parts.agency_known and parts.ended_by == "name":
            return parts.dated and parts.place_known and words_behind >= MIN_WORDS
        return dashed and (parts.dated or (placed and words_behind >= MIN_WORDS))
    if parts.place is None:
        return parts.unplaced and parts.dated and dashed
    if parts.dated:
        return (dashed and (upper or parts.place_known)) or (parts.ended_by in {"colon", "end"} and parts.place_known)
    if words_behind < MIN_WORDS or not (is_place(parts.place, whole=True) or (upper and has_region(parts.place))):
        return False
    return dashed or (parts.ended_by == "colon" and upper and (is_city(parts.place) or not is_country(parts.place)))


def is_upper(place: str) -> bool:
    """Whether the first part of a place is in capitals; regions behind it seldom are."""
    first = re.split(r"[,(\[]", place)[0]
    return first.isupper() and len(first) > 2


def _behind(text: str, position: int, end: int) -> int:
    """How many words begin the report: 0 where it ends here or goes on in lower case, as a headline's dash does."""
    words = text[position : min(end, position + 200)].split()
    return len(words) if words and not words[0][0].islower() else 0


def _after(pattern: re.Pattern[str], text: str, position: int, stop: int) -> int:
    """The position behind a pattern that may match nothing."""
    found = pattern.match(text, position, stop)
    return found.end() if found else position
