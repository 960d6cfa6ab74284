"""Holds what has been read of a dateline, and judges whether it is one.

Here belong the record of parts and the judgement. How parts are read belongs to `find`, what a place is written like to
`place`.
"""

import re
from dataclasses import dataclass

from assets.knowledge.almanac import day, full_year, month_number, partial
from assets.parsed.dateline.place import has_region, is_city, is_country, is_large, is_place

MIN_WORDS = 5  # behind a place without date and agency stands a sentence, not a headline
LEAP_YEAR = 2000  # a printed 29 February without a year is a day
MONTH_FIRST = frozenset({"USA", "PHL"})  # where days in numbers begin with the month


@dataclass(slots=True)
class Parts:
    """What has been read of a dateline so far.

    `numbers` are day and month of a date printed in figures, in the printed order. `leading` says that the day stands
    before the place.
    """

    place: str | None = None
    year: int | None = None
    month: int | None = None
    number: int | None = None
    numbers: tuple[int, int] | None = None
    dated: bool = False
    leading: bool = False
    agency: str | None = None
    agency_known: bool = False
    bracketed: bool = False
    place_known: bool = False
    unplaced: bool = False
    first_ended: bool = False
    ended_by: str = ""

    def take_day(self, found: re.Match[str]) -> bool:
        """Takes over the day of a date match; False where the calendar has no such day."""
        if found["first"]:
            return self._take_numbers(int(found["first"]), int(found["second"]), full_year(found["year4"]))
        if found["iso"]:
            year, month, number = (int(part) for part in found["iso"].split("-"))
        else:
            name = found["month"] or found["month2"] or found["month3"]
            printed = found["year"] or found["year2"] or found["year3"]
            year, month = full_year(printed) if printed else 0, month_number(name)
            number = int(found["day"] or found["day2"] or 0)
        if number and day(year or LEAP_YEAR, month, number) is None:
            return False
        self.year, self.month, self.number, self.dated = year or None, month, number or None, True
        return True

    def _take_numbers(self, first: int, second: int, year: int) -> bool:
        if day(year, second, first) is None and day(year, first, second) is None:
            return False
        self.year, self.numbers, self.dated = year, (first, second), True
        return True

    def date(self, country: str | None) -> str | None:
        """The day as a partial date; one in figures whose order is open is read as the place's country writes it."""
        if self.numbers is None or self.year is None:
            return partial(self.year, self.month, self.number)
        first, second = self.numbers
        orders = [(first, second), (second, first)] if country in MONTH_FIRST else [(second, first), (first, second)]
        month, number = next(order for order in orders if day(self.year, *order) is not None)
        return partial(self.year, month, number)


def is_dateline(parts: Parts, words_behind: int) -> bool:
    """Whether what was read is a dateline: the less it shows, the surer place and dash have to be."""
    upper = parts.place is not None and is_upper(parts.place)
    dashed = parts.ended_by in {"dash", "stroke"}
    if parts.leading:
        signed = dashed or parts.ended_by == "colon" or (parts.agency_known and parts.bracketed)
        return parts.place is not None and (parts.place_known or upper) and signed
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
        closed = parts.ended_by in {"colon", "end"} or (parts.ended_by == "stop" and words_behind >= MIN_WORDS)
        return (dashed and (upper or parts.place_known)) or (closed and parts.place_known)
    if words_behind < MIN_WORDS or not (is_place(parts.place, whole=True) or (upper and has_region(parts.place))):
        return False
    if dashed or parts.ended_by != "colon":
        return dashed
    return is_city(parts.place) or (not is_country(parts.place) and (upper or is_large(parts.place)))


def is_upper(place: str) -> bool:
    """Whether the first part of a place is in capitals; regions behind it seldom are."""
    first = re.split(r"[,(\[]", place)[0]
    return first.isupper() and len(first) > 2
