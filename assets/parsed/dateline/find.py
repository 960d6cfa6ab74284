"""Finds the dateline of a dispatch: place, date and agency before the first words of reporting.

Every wire has its habit, and all are made of the same parts: one or several places, a date, an agency in brackets or
between strokes, a dash. The parts are read one after another from the front, each at most once, so that the cost is
linear and no habit is special. Here belongs the reading of one dateline; whether the parts make one is for `parts`,
which paragraph may hold it for `locate`, and which day a document was published for `published`.
"""

import datetime as dt
import re

from assets.knowledge import agencies
from assets.knowledge.almanac import day
from assets.parsed.dateline import grammar
from assets.parsed.dateline.parts import Parts, is_dateline
from assets.parsed.dateline.place import (
    country_of,
    first_plain_word,
    is_name_shaped,
    is_note,
    is_place,
    is_place_shaped,
    names_place,
    trimmed,
)
from assets.parsed.records import Dateline

REACH = 240  # no dateline is longer: place, region, country, weekday, date, time and two agencies
PLACE_REACH = 120
EDGE_REACH = 40  # the longest mark behind a place: a date with its year
DESK_DELAY = dt.timedelta(days=7)  # an editing desk sends a report on within a week


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


def _one(text: str, start: int, end: int) -> Dateline | None:
    """One dateline at the front of [start, end)."""
    begin = _after(grammar.MARKS, text, start, end)
    stop = min(end, begin + REACH)
    parts = Parts()
    position = first = _agency_first(text, begin, stop, parts)
    position = _leading_day(text, position, stop, parts)
    position = _place(text, position, stop, parts)
    position = _rest(text, position, stop, parts)
    if first > begin and parts.first_ended and parts.ended_by not in {"dash", "colon"}:
        position, parts = first, Parts(agency=parts.agency, agency_known=True, ended_by="dash")
    if parts.ended_by == "" and position >= end:
        parts.ended_by = "end"
    if not is_dateline(parts, _behind(text, position, end)):
        return None
    while position > begin and text[position - 1].isspace():
        position -= 1
    country = country_of(parts.place) if parts.place else None
    return Dateline(begin, position, parts.place, country, parts.date(country), parts.agency)


def _leading_day(text: str, begin: int, stop: int, parts: Parts) -> int:
    """Reads a day that stands before the place: "14 March 2023, Warsaw - ", "March 14, 2023 (WARSAW) - "."""
    found = grammar.DATE.match(text, begin, stop)
    if found is None or not parts.take_day(found):
        return begin
    parts.leading = True
    return _after(grammar.LEADING, text, found.end(), stop)


def _agency_first(text: str, begin: int, stop: int, parts: Parts) -> int:
    """Reads an agency that stands before everything else: "(Reuters) - ", "AFP, SEOUL - "."""
    found = grammar.AGENCY_FIRST.match(text, begin, stop)
    agency = agencies.named(found["name"] or found["bare"]) if found else None
    if found is None or agency is None:
        return begin
    parts.agency, parts.agency_known, parts.bracketed = agency.name, True, found["name"] is not None
    if any(mark in found["gap"] for mark in "-—–:"):
        parts.first_ended = True
    return found.end()


def _place(text: str, begin: int, stop: int, parts: Parts) -> int:
    """Reads the place: all up to the first date, bracket, stroke or dash, if it is written as a place is."""
    missing = grammar.NO_PLACE.match(text, begin, stop)
    if missing:
        parts.unplaced = True
        return missing.end()
    bracket = grammar.BRACKET.match(text, begin, stop)
    if bracket is not None and agencies.named(bracket["name"]) is None:
        known = is_place(bracket["name"], whole=True)
        if not is_place_shaped(bracket["name"]) or not (known or parts.leading):
            return begin
        parts.place, parts.place_known = trimmed(bracket["name"]), known
        return bracket.end()
    lead = _after(grammar.ROUTE, text, begin, stop)
    plain = first_plain_word(text, lead, min(stop, lead + PLACE_REACH))
    edge = _place_end(text, lead, min(stop, plain + EDGE_REACH))
    if edge is None or edge > plain:
        return begin
    place = trimmed(text[begin:edge])
    if not is_place_shaped(trimmed(text[lead:edge])):
        return begin
    parts.place, parts.place_known, parts.ended_by = place, is_place(text[lead:edge]), ""
    return edge


def _place_end(text: str, begin: int, stop: int) -> int | None:
    """Where the place ends; a bracket that holds a country or region and a town after a stroke belong to it."""
    position = begin
    while edge := grammar.EDGE.search(text, position, stop):
        inner = None
        if edge["open"] is not None:
            inner = grammar.BRACKET.match(text, edge.start(), stop)
        elif edge[0].startswith("/"):
            inner = grammar.STROKES.match(text, edge.start(), stop)
        if inner is None or agencies.named(inner["name"]) is not None or not names_place(inner["name"]):
            return edge.start()
        position = inner.end() if edge["open"] is not None else inner.end("name")
    return None


def _rest(text: str, position: int, stop: int, parts: Parts) -> int:
    """Reads date, time and agency in any order, then the dash or what stands for it; a day or agency behind it too."""
    for _ in range(8):
        after = _after(grammar.SEPARATOR, text, position, stop)
        moved = _part(text, after, stop, parts)
        if moved is None:
            moved = _dashed(text, position, stop, parts)
        if moved is None:
            break
        position = moved
    return _closed(text, position, stop, parts)


def _closed(text: str, position: int, stop: int, parts: Parts) -> int:
    """Reads the mark that ends a dateline."""
    for kind, mark in (("dash", grammar.ENDING), ("colon", grammar.COLON)):
        found = mark.match(text, position, stop)
        if found:
            parts.ended_by = kind
            return found.end()
    if parts.ended_by == "stroke" and (found := grammar.LAST_STROKE.match(text, position, stop)):
        return found.end()
    if parts.ended_by == "" and parts.number and (found := grammar.STOP.match(text, position, stop)):
        parts.ended_by = "stop"
        return found.end()
    return position


def _dashed(text: str, position: int, stop: int, parts: Parts) -> int | None:
    """The position behind a dash that a day or a known agency with a mark of its own follows, else None.

    "CAIRO – 14 March 2023: ", "LONDON--(BUSINESS WIRE)--".
    """
    dash = grammar.ENDING.match(text, position, stop)
    if dash is None or parts.place is None:
        return None
    date = grammar.DATE.match(text, dash.end(), stop)
    if date is not None and not parts.dated and grammar.CLOSING.match(text, date.end(), stop):
        return dash.end()
    name = grammar.BRACKET.match(text, dash.end(), stop) or grammar.STROKES.match(text, dash.end(), stop)
    if name is None or parts.agency is not None or agencies.named(name["name"]) is None:
        return None
    return dash.end() if grammar.ENDING.match(text, name.end(), stop) else None


def _part(text: str, position: int, stop: int, parts: Parts) -> int | None:
    """Reads one part at a position; None where nothing that belongs to a dateline stands there."""
    found = grammar.DATE.match(text, position, stop)
    if found and not parts.dated:
        return found.end() if parts.take_day(found) else None
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
    if not found or (parts.agency is not None and not is_note(found.groupdict().get("name") or "")):
        return None
    return found.end() if _signed(found, parts) else None


def _signed(found: re.Match[str], parts: Parts) -> bool:
    """Takes over what a bracket, stroke or bare name holds: a day, a place, a desk's note, else the agency.

    Of several agencies it is the first that is known.
    """
    printed = re.sub(r"\s+", " ", found.groupdict().get("name") or found[0]).rstrip(".")
    if is_note(printed):
        return True
    whole = grammar.DATE.match(printed)
    if whole is not None and (
        whole.end() == len(printed) or grammar.SKIPPED.match(printed[whole.end() :].lstrip(", "))
    ):
        return parts.dated or parts.take_day(whole)
    head, _, tail = printed.partition(" - ")
    inner = grammar.DATE.search(tail)
    if inner and not parts.dated:
        parts.take_day(inner)
        printed = head
    agency = agencies.named(printed)
    for name in (*grammar.JOINED.split(printed), printed.partition(" ")[0]):
        agency = agency or agencies.named(name)
    if agency is None and not is_name_shaped(printed):
        return False
    if agency is None and not parts.dated and found[0][0] in "([" and names_place(printed):
        return True
    parts.agency, parts.agency_known = agency.name if agency else printed, agency is not None
    parts.bracketed = found[0][0] in "([/"
    parts.ended_by = "stroke" if found[0].startswith("/") else "bracket" if parts.bracketed else "name"
    return True


def _behind(text: str, position: int, end: int) -> int:
    """How many words begin the report: 0 where it ends here or goes on in lower case, as a headline's dash does."""
    words = text[position : min(end, position + 200)].split()
    return len(words) if words and not words[0][0].islower() else 0


def _after(pattern: re.Pattern[str], text: str, position: int, stop: int) -> int:
    """The position behind a pattern that may match nothing."""
    found = pattern.match(text, position, stop)
    return found.end() if found else position
