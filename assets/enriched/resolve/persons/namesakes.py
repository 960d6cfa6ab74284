"""Tells well-known namesakes apart by office, country and year: the two presidents Bush, the Assads, the Kims.

Here belongs the look-up alone, in `seeds/reference/namesakes.csv`.
"""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass
from functools import cache, lru_cache

from assets.enriched.resolve.persons.name_similarity import words
from assets.reference import read_csv, split


@dataclass(frozen=True, slots=True)
class Namesake:
    """A person, and the country, offices and years in which a short form of the name means this one."""

    name: str
    country: str
    offices: frozenset[str]
    since: int
    until: int


@cache
def _table() -> dict[tuple[str, ...], list[Namesake]]:
    """The words of a short form → the people it may mean."""
    table: dict[tuple[str, ...], list[Namesake]] = defaultdict(list)
    for row in read_csv("namesakes"):
        since, until = int(row["since"] or dt.MINYEAR), int(row["until"] or dt.MAXYEAR)
        person = Namesake(row["name"], row["country"], frozenset(split(row["offices"])), since, until)
        for form in split(row["names"]):
            table[words(form)].append(person)
    return dict(table)


@lru_cache(maxsize=200_000)
def has_namesakes(name: str) -> bool:
    """Whether several people are known by the name."""
    return words(name) in _table()


def true_name(name: str, countries: set[str], offices: set[str], on: dt.date | None) -> str | None:
    """The name of the one namesake that country, office and day allow; None where there is none or more than one.

    A full name needs the country or the office, a surname both; either needs the day.
    """
    found = _table().get(words(name))
    if not found or not on:
        return None
    surname = len(words(name)) == 1
    fitting = {
        person.name
        for person in found
        if person.since <= on.year <= person.until and _fits(person, countries, offices, surname)
    }
    return fitting.pop() if len(fitting) == 1 else None


def _fits(person: Namesake, countries: set[str], offices: set[str], both: bool) -> bool:
    country, office = person.country in countries, bool(person.offices & offices)
    if countries and not country:
        return False
    return (country and office) if both else (country or office)
