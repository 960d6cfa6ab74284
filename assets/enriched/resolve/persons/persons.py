"""Decides which persons of different documents are one: by name, office, country and time.

Which names may be variants of one is found in `variants`, so that cost grows with the number of names; whether two
bearers of like names are one is decided by what the documents say of them. Surnames alone are settled in `surnames`.
"""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import polars as pl

from assets.enriched.resolve.named.columns import numbers
from assets.enriched.resolve.persons.bearers import Bearer, Bearers
from assets.enriched.resolve.persons.name_similarity import Name, key, likeness
from assets.enriched.resolve.persons.variants import meetings
from assets.enriched.resolve.union_find import Tag, UnionFind, apart

NEAR = dt.timedelta(days=3 * 365)  # two sightings within it may be of one person in one office
CLOSE = dt.timedelta(days=30)
NAME_ALONE = frozenset({"name", "order", "hyphen"})
COUNTRY_OR_UNKNOWN = frozenset({"spelling", "middle_name"})
Pair = tuple[int, int]


@dataclass(slots=True)
class Person:
    """Persons of several documents that are one, with all that is known of them; `fullest` ranks the name's bearer."""

    name: Name
    fullest: tuple[int, str, int]
    countries: Counter[str] = field(default_factory=Counter)
    offices: set[tuple[str, str | None]] = field(default_factory=set)
    tag: Tag = frozenset()
    first: dt.date | None = None
    last: dt.date | None = None

    def add(self, bearer: Bearer) -> None:
        """Takes in bearers of one way."""
        for country in bearer.way.countries:
            self.countries[country] += bearer.count
        self.offices.update((h.office, h.country) for h in bearer.way.held)
        self._also(bearer.name, (len(bearer.name.core), bearer.way.name, -bearer.place), bearer)

    def join(self, other: "Person") -> None:
        """Takes in a person."""
        self.countries.update(other.countries)
        self.offices |= other.offices
        self._also(other.name, other.fullest, other)

    def _also(self, name: Name, fullest: tuple[int, str, int], other: "Bearer | Person") -> None:
        if fullest > self.fullest:
            self.name, self.fullest = name, fullest
        self.tag |= other.tag
        self.first = min((day for day in (self.first, other.first) if day), default=None)
        self.last = max((day for day in (self.last, other.last) if day), default=None)


def _person() -> Person:
    return Person(Name((), (), "", ""), (-1, "", 0))


@dataclass(frozen=True)
class Together:
    """In how many documents each of two persons is named, in how many both, and whether one story names both."""

    a: int = 0
    b: int = 0
    documents: int = 0
    stories: bool = False


def outvoted(counts: Mapping[str, int], country: str | None) -> str | None:
    """The country that at least twice as many documents give, else the one given: one reading may be a misreading."""
    top = min(counts, key=lambda c: (-counts[c], c), default=None)
    if top is None or (country is not None and 2 * counts.get(country, 0) > counts[top]):
        return country
    return top if country is not None or len(counts) == 1 else None


def group_full_names(held: Bearers) -> tuple[list[Person], pl.DataFrame]:
    """The persons who are known by more than a surname; and their rows, each with the position of its `person`."""
    units, rows = _exact(held)
    clusters = UnionFind(len(units), [unit.tag for unit in units])
    for _, a, b in sorted(_variants(units, rows), key=lambda found: (-found[0], found[1], found[2])):
        clusters.join(a, b)
    people = []
    person_of = [0] * len(units)
    for number, members in enumerate(clusters.groups()):
        person = _person()
        for unit in members:
            person.join(units[unit])
            person_of[unit] = number
        people.append(person)
    home = pl.DataFrame({"person": person_of}, {"person": pl.UInt32}).with_row_index("unit")
    return people, rows.join(home, on="unit", how="inner").drop("unit")


@dataclass(slots=True)
class _Unit:
    """Bearers of one name who stand in one service; those whose service hangs on the day, by it."""

    person: Person
    place: int
    bearers: list[int] = field(default_factory=list)
    on_days: list[tuple[int, dt.date | None]] = field(default_factory=list)


def _exact(held: Bearers) -> tuple[list[Person], pl.DataFrame]:
    """Bearers of one name, apart by the country in whose service they stand and by analysts' rulings; and their rows.

    A country given to a bearer without an office is no reason: it may be the country that is written about. Nor is the
    country of the same office at the same time: that two bearers of one full name hold it in two countries is less
    likely than that one document was misread.
    """
    by_name: dict[str, list[int]] = defaultdict(list)
    for number, bearer in enumerate(held.all):
        if bearer.name.full:
            by_name[key(bearer.name)].append(number)
    mains = {name: _main([held.all[n] for n in found]) for name, found in by_name.items()}
    abroad = [n for name, found in by_name.items() for n in found if not _serves(held.all[n], mains[name])]
    days: dict[int, list[tuple[dt.date | None, int, int]]] = defaultdict(list)
    for number, on, count, place in held.days(abroad).iter_rows():
        days[number].append((on, count, place))
    units: list[_Unit] = []
    for name, found in sorted(by_name.items()):
        units += _parted(held.all, found, mains[name], days)
    return [unit.person for unit in units], _rows(held, units)


def _main(found: Iterable[Bearer]) -> str | None:
    """The country in whose service they stand most often."""
    served: Counter[str] = Counter()
    for bearer in found:
        for h in bearer.way.held:
            if h.country:
                served[h.country] += bearer.count
    return min(served, key=lambda c: (-served[c], c), default=None)


def _serves(bearer: Bearer, country: str | None) -> bool:
    """Whether a bearer can be in the service of a country: no other is said of it, or this one is."""
    held = {h.country for h in bearer.way.held if h.country}
    return not held or country in held


def _parted(
    all_: Sequence[Bearer],
    found: Sequence[int],
    main: str | None,
    days: Mapping[int, Sequence[tuple[dt.date | None, int, int]]],
) -> list[_Unit]:
    """The bearers of one name by service and ruling, in order of place."""
    seats = _seats([all_[number] for number in found], main)
    parted: dict[tuple[str | None, Tag], _Unit] = {}

    def put(country: str | None, bearer: Bearer) -> _Unit:
        unit = parted.setdefault((country, bearer.tag), _Unit(_person(), bearer.place))
        unit.person.add(bearer)
        unit.place = min(unit.place, bearer.place)
        return unit

    for number in found:
        bearer = all_[number]
        if _serves(bearer, main):
            put(main, bearer).bearers.append(number)
            continue
        other = min(h.country for h in bearer.way.held if h.country)
        for on, count, place in days[number]:
            part = Bearer(bearer.way, bearer.written, bearer.tag, count, on, on, place)
            put(main if _in_one_of(part, seats) else other, part).on_days.append((number, on))
    return sorted(parted.values(), key=lambda unit: unit.place)


def _seats(found: Iterable[Bearer], country: str | None) -> dict[str, tuple[dt.date, dt.date]]:
    """The first and last day on which bearers were seen in the offices of a country, by office."""
    seats: dict[str, tuple[dt.date, dt.date]] = {}
    for bearer in found:
        for h in bearer.way.held:
            if h.country == country and bearer.first and bearer.last:
                first, last = seats.get(h.office, (bearer.first, bearer.last))
                seats[h.office] = min(first, bearer.first), max(last, bearer.last)
    return seats


def _in_one_of(bearer: Bearer, seats: Mapping[str, tuple[dt.date, dt.date]]) -> bool:
    """Whether a bearer, of one day, holds one of the offices about the time at which it was seen held."""
    held = [seats[h.office] for h in bearer.way.held if h.office in seats]
    return any(bearer.first is None or first - NEAR <= bearer.first <= last + NEAR for first, last in held)


def _rows(held: Bearers, units: Sequence[_Unit]) -> pl.DataFrame:
    """The rows of bearers with the position of their `unit`."""
    always = [(bearer, number) for number, unit in enumerate(units) for bearer in unit.bearers]
    some = [(bearer, on, number) for number, unit in enumerate(units) for bearer, on in unit.on_days]
    types = {"bearer": pl.UInt32, "on": pl.Date, "unit": pl.UInt32}
    whole = pl.DataFrame(always, {n: types[n] for n in ("bearer", "unit")}, orient="row")
    by_day = pl.DataFrame(some, types, orient="row")
    rows = held.rows.join(whole, on="bearer", how="inner")
    return rows.vstack(held.rows.join(by_day, on=["bearer", "on"], how="inner", nulls_equal=True).select(rows.columns))


def _variants(units: Sequence[Person], rows: pl.DataFrame) -> list[tuple[float, int, int]]:
    """Pairs of units whose names are variants of one and who may be one: (likeness, earlier, later)."""
    alike = list(_alike(units))
    met = _together([(earlier, later) for _, _, earlier, later in alike], rows)
    return [
        (score, earlier, later)
        for score, method, earlier, later in alike
        if one_person(units[earlier], units[later], method, met.get((earlier, later), Together()))
    ]


def _alike(units: Sequence[Person]) -> Iterable[tuple[float, str, int, int]]:
    """Pairs of units with like names: likeness, what it rests on, earlier, later."""
    for earlier, later in meetings([unit.name for unit in units]):
        score, method = likeness(units[earlier].name, units[later].name)
        if score:
            yield score, method, earlier, later


def _together(pairs: Sequence[Pair], rows: pl.DataFrame) -> dict[Pair, Together]:
    """Where both of each pair of units are named."""
    asked = pl.DataFrame(pairs, {"earlier": pl.UInt32, "later": pl.UInt32}, orient="row")
    some = rows.join(numbers("unit", {unit for pair in pairs for unit in pair}), on="unit", how="semi")
    told = some.select("unit", "at").unique()
    counts = dict(told.group_by("unit").len().iter_rows())
    documents = dict(_both(asked, told, "at", counts))
    stories = dict(_both(asked, some.select("unit", "story").unique(), "story", counts))
    return {
        pair: Together(counts.get(pair[0], 0), counts.get(pair[1], 0), documents.get(pair, 0), pair in stories)
        for pair in pairs
    }


def _both(pairs: pl.DataFrame, told: pl.DataFrame, where: str, counts: Mapping[int, int]) -> Iterable[tuple[Pair, int]]:
    """In how many of `where` both of a pair are told of, where there is any; the rarer one's are looked through."""
    size = pl.DataFrame(list(counts.items()), {"unit": pl.UInt32, "size": pl.UInt32}, orient="row")
    sized = pairs.join(size, left_on="earlier", right_on="unit", how="left").join(
        size, left_on="later", right_on="unit", how="left", suffix="_later"
    )
    first = pl.col("size") <= pl.col("size_later")
    turned = sized.with_columns(
        pl.when(first).then("earlier").otherwise("later").alias("unit"),
        pl.when(first).then("later").otherwise("earlier").alias("other"),
    )
    met = turned.join(told, on="unit", how="inner").join(
        told, left_on=["other", where], right_on=["unit", where], how="semi"
    )
    for earlier, later, count in met.group_by("earlier", "later").len().iter_rows():
        yield (earlier, later), count


def one_person(a: Person, b: Person, method: str, met: Together) -> bool:
    """Whether office, country and time allow that two bearers of like names are one."""
    if apart(a.tag, b.tag) or _countries_differ(a, b, met):
        return False
    if method in NAME_ALONE:
        return True
    if method == "suffix":  # a document that names both tells father from son
        return bool(a.offices & b.offices) and not met.documents
    if met.documents * 2 > min(met.a, met.b):
        return False
    if method in COUNTRY_OR_UNKNOWN:
        return True
    if not (a.countries.keys() & b.countries.keys() or met.stories):
        return False
    if method == "misprint":
        return bool(a.offices & b.offices or met.stories) and within(a, b, CLOSE)
    return bool(a.offices & b.offices) or within(a, b, NEAR)


def _countries_differ(a: Person, b: Person, met: Together) -> bool:
    """Whether both have countries and share none; where one has no office its country is only a guess."""
    if not a.countries or not b.countries or a.countries.keys() & b.countries.keys():
        return False
    return bool(a.offices and b.offices) or not met.stories


def within(a: Person, b: Person, span: dt.timedelta) -> bool:
    """Whether the times at which two were seen lie no farther apart than a span."""
    if not (a.first and a.last and b.first and b.last):
        return True
    return a.first - span <= b.last and b.first - span <= a.last
