"""Parts those who are named by a surname in one office and country into persons, by time.

Here belongs what is decided of the days on which they were seen. Whether a full name is meant is decided in `surnames`.
"""

import datetime as dt
from bisect import bisect_left, bisect_right, insort
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence

import polars as pl

from assets.enriched.resolve.persons.bearers import Bearer, Bearers
from assets.enriched.resolve.persons.persons import NEAR
from assets.enriched.resolve.union_find import Tag

GAP = dt.timedelta(days=4 * 365 + 31)  # longer than most terms: by then another may bear the name and the office
RETURN = dt.timedelta(days=365)  # an office left and taken again by the same person within it is one time in it
Day = dt.date | None
Seen = Sequence[tuple[dt.date, str]]
"""The days on which somebody was seen to hold an office, and who, in order."""
Home = tuple[str, tuple[tuple[str, str], ...]]


def broken(before: Day, after: Day, holder: str, seen: Callable[[], Seen]) -> bool:
    """Whether between two sightings of a holder lies a long gap, or a shorter one in which another held the office."""
    if not before or not after or after - before <= RETURN:
        return False
    if after - before > GAP:
        return True
    holders = seen()
    between = holders[bisect_right(holders, (before, "\uffff")) :]
    return any(day < after and name != holder for day, name in between)


def runs_in_office(held: Bearers, rows: pl.DataFrame, bearers: Iterable[int], begin: int) -> tuple[pl.DataFrame, int]:
    """The `group` of each row of those who hold an office, numbered from `begin`, and the number behind the last."""
    days: dict[int, list[Day]] = defaultdict(list)
    for bearer, on in rows.select("bearer", "on").unique().iter_rows():
        days[bearer].append(on)
    offices: dict[tuple[str, str], list[int]] = defaultdict(list)
    for bearer in bearers:
        offices[held.all[bearer].surname, min(held.all[bearer].way.offices)].append(bearer)
    found: list[tuple[int, Day, int]] = []
    group = begin
    holders = _Holders(held)
    for (surname, office), those in offices.items():
        for (country, _), told in _by_country(held.all, those, days).items():
            for run in _runs(sorted({on for _, on in told}, key=_late), surname, holders.of(office, country)):
                found += [(bearer, on, group) for bearer, on in told if on in run]
                group += 1
    types = {"bearer": pl.UInt32, "on": pl.Date, "group": pl.UInt32}
    placed = rows.join(pl.DataFrame(found, types, orient="row"), on=["bearer", "on"], how="inner", nulls_equal=True)
    return placed.select("row", "group"), group


def _late(on: Day) -> dt.date:
    return on or dt.date.max


def _by_country(
    all_: Sequence[Bearer], those: Iterable[int], days: dict[int, list[Day]]
) -> dict[Home, list[tuple[int, Day]]]:
    """Bearers and days by country and ruling; those without a country go with the only one there is near their day."""
    parted: dict[Home, list[tuple[int, Day]]] = defaultdict(list)
    unknown: dict[Day, list[int]] = defaultdict(list)
    for bearer in those:
        here = all_[bearer].way.countries
        for on in days[bearer]:
            if here:
                parted[min(here), _sorted(all_[bearer].tag)].append((bearer, on))
            else:
                unknown[on].append(bearer)
    seen = {home: sorted({on for _, on in told if on}) for home, told in parted.items()}
    for on in sorted(unknown, key=_late):  # one who was placed may be near to the next
        near = [home for home, held in seen.items() if on and _near(on, held)]
        for bearer in unknown[on]:
            home = near[0] if len(near) == 1 else ("", _sorted(all_[bearer].tag))
            parted[home].append((bearer, on))
        if on and len(near) == 1:
            insort(seen[near[0]], on)
    return parted


def _sorted(tag: Tag) -> tuple[tuple[str, str], ...]:
    return tuple(sorted(tag))


def _near(on: dt.date, held: Sequence[dt.date]) -> bool:
    """Whether one of the days, which are in order, lies near."""
    at = bisect_left(held, on)
    return any(abs(on - day) <= NEAR for day in held[max(0, at - 1) : at + 1])


def _runs(days: Sequence[Day], holder: str, seen: Callable[[], Seen]) -> Iterator[set[Day]]:
    """Parts days, in order, where a long gap, or another holder, lies between two."""
    run: list[Day] = []
    for on in days:
        if run and broken(run[-1], on, holder, seen):
            yield set(run)
            run = []
        run.append(on)
    yield set(run)


class _Holders:
    """Who was seen in which office of which country: looked up when it is asked for, since few times are parted."""

    def __init__(self, held: Bearers) -> None:
        self._held = held
        self._found: dict[tuple[str, str], Seen] = {}

    def of(self, office: str, country: str) -> Callable[[], Seen]:
        """What gives the days of holders, and their surnames."""
        return lambda: self._found.get((office, country)) or self._look(office, country)

    def _look(self, office: str, country: str) -> Seen:
        now = (office, country, "current")
        those = [number for number, bearer in enumerate(self._held.all) if now in bearer.way.held]
        days = self._held.days(those).filter(pl.col("on").is_not_null()).select("bearer", "on")
        seen = sorted({(on, self._held.all[bearer].surname) for bearer, on in days.iter_rows()})
        self._found[office, country] = seen
        return seen
