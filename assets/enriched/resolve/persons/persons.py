"""Decides which persons of different documents are one: by name, office, country and time.

Names meet in blocks of their first and last words, so that cost grows with the number of documents; whether two bearers
of like names are one is decided by what the documents say of them. Surnames alone are settled in `surnames`.
"""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from assets.enriched.resolve.local_entities import DocumentEntity
from assets.enriched.resolve.persons.name_similarity import Name, block_keys, key, likeness, name_of
from assets.enriched.resolve.persons.namesakes import has_namesakes, true_name
from assets.enriched.resolve.union_find import Tag, UnionFind, apart

NEAR = dt.timedelta(days=3 * 365)  # two sightings within it may be of one person in one office
CLOSE = dt.timedelta(days=30)
NAME_ALONE = frozenset({"name", "order", "hyphen"})
COUNTRY_OR_UNKNOWN = frozenset({"spelling", "middle_name"})
MOST_IN_A_BLOCK = 400  # distinct names compared under one key; beyond it names meet in their order only


@dataclass(slots=True)
class Person:
    """Persons of several documents that are one, with all that is known of them."""

    name: Name
    members: list[DocumentEntity] = field(default_factory=list)
    countries: Counter[str] = field(default_factory=Counter)
    offices: set[tuple[str, str | None]] = field(default_factory=set)
    stories: set[str] = field(default_factory=set)
    documents: set[str] = field(default_factory=set)
    tag: Tag = frozenset()
    first: dt.date | None = None
    last: dt.date | None = None

    def add(self, local: DocumentEntity) -> None:
        """Takes in one more local entity."""
        self.members.append(local)
        self.stories.add(local.document.story)
        self.documents.add(local.document.document_id)
        self.offices.update((h.office, h.country) for h in local.holdings)
        self.countries.update(countries_of(local))
        self.tag |= local.tag
        on = local.document.on
        if on:
            self.first = min(self.first or on, on)
            self.last = max(self.last or on, on)


def person_of(members: Iterable[DocumentEntity]) -> Person:
    """One person under the fullest of the names."""
    held = sorted(members, key=lambda local: local.place)
    person = Person(full_name(max(held, key=lambda local: (len(full_name(local).core), local.entity.name))))
    for local in held:
        person.add(local)
    return person


def countries_of(local: DocumentEntity) -> set[str]:
    """The countries that a document gives a person: those of the offices held, else its own."""
    held = {h.country for h in local.holdings if h.country}
    return held or ({local.entity.country} if local.entity.country else set())


def tell_namesakes(locals_: Iterable[DocumentEntity]) -> None:
    """Marks well-known namesakes, so that no likeness of names makes one of two."""
    for local in locals_:
        known = _namesake(local)
        if known:
            local.tag |= {(f"namesake {name_of(local.entity.name).family}", known)}


def _namesake(local: DocumentEntity) -> str | None:
    if not has_namesakes(local.entity.name):
        return None
    offices = {h.office for h in local.holdings}
    return true_name(local.entity.name, countries_of(local), offices, local.document.on)


def written_name(local: DocumentEntity) -> str:
    """The name that the document gives; of a known namesake the name that tells it apart."""
    return _namesake(local) or local.entity.name


def outvoted(counts: Mapping[str, int], country: str | None) -> str | None:
    """The country that at least twice as many documents give, else the one given: one reading may be a misreading."""
    top = min(counts, key=lambda c: (-counts[c], c), default=None)
    if top is None or (country is not None and 2 * counts.get(country, 0) > counts[top]):
        return country
    return top if country is not None or len(counts) == 1 else None


def full_name(local: DocumentEntity) -> Name:
    """The words of that name."""
    if local.name is None:
        written = written_name(local)
        local.name = name_of(written, local.entity.family_name if written == local.entity.name else None)
    return local.name


def group_full_names(locals_: Sequence[DocumentEntity]) -> list[Person]:
    """The persons who are known by more than a surname."""
    units = list(_exact(local for local in locals_ if full_name(local).full))
    clusters = UnionFind(len(units), [unit.tag for unit in units])
    for _, a, b in sorted(_variants(units), key=lambda found: (-found[0], found[1], found[2])):
        clusters.join(a, b)
    return [person_of(local for i in members for local in units[i].members) for members in clusters.groups()]


def _exact(locals_: Iterable[DocumentEntity]) -> Iterable[Person]:
    """Bearers of one name, apart by the country in whose service they stand and by analysts' rulings.

    A country given to a bearer without an office is no reason: it may be the country that is written about. Nor is the
    country of the same office at the same time: that two bearers of one full name hold it in two countries is less
    likely than that one document was misread.
    """
    by_name: dict[str, list[DocumentEntity]] = defaultdict(list)
    for local in locals_:
        by_name[key(full_name(local))].append(local)
    for _, bearers in sorted(by_name.items()):
        served = Counter(h.country for local in bearers for h in local.holdings if h.country)
        main = min(served, key=lambda c: (-served[c], c), default=None)
        seats = _seats(bearers, main)
        parted: dict[tuple[str | None, Tag], list[DocumentEntity]] = defaultdict(list)
        for local in bearers:
            held = {h.country for h in local.holdings if h.country}
            country = main if not held or main in held or _in_one_of(local, seats) else min(held)
            parted[country, local.tag].append(local)
        people = [person_of(members) for members in parted.values()]
        yield from sorted(people, key=lambda person: person.members[0].place)


def _seats(bearers: Iterable[DocumentEntity], country: str | None) -> dict[str, list[dt.date]]:
    """The days on which bearers were seen in the offices of a country, by office."""
    seats: dict[str, list[dt.date]] = defaultdict(list)
    for local in bearers:
        for h in local.holdings:
            if h.country == country and local.document.on:
                seats[h.office].append(local.document.on)
    return {office: [min(days), max(days)] for office, days in seats.items()}


def _in_one_of(local: DocumentEntity, seats: Mapping[str, Sequence[dt.date]]) -> bool:
    """Whether a bearer holds one of the offices about the time at which it was seen held."""
    on = local.document.on
    held = [seats[h.office] for h in local.holdings if h.office in seats]
    return any(on is None or first - NEAR <= on <= last + NEAR for first, last in held)


def _variants(units: Sequence[Person]) -> Iterable[tuple[float, int, int]]:
    """Pairs of units whose names are variants of one and who may be one: (likeness, earlier, later)."""
    blocks: dict[str, list[int]] = defaultdict(list)
    seen: set[tuple[int, int]] = set()
    for later, unit in enumerate(units):
        for block in block_keys(unit.name):
            for earlier in blocks[block][-MOST_IN_A_BLOCK:]:
                if (earlier, later) not in seen:
                    seen.add((earlier, later))
                    score, method = likeness(units[earlier].name, unit.name)
                    if score and one_person(units[earlier], unit, method):
                        yield score, earlier, later
            blocks[block].append(later)


def one_person(a: Person, b: Person, method: str) -> bool:
    """Whether office, country and time allow that two bearers of like names are one."""
    if apart(a.tag, b.tag) or _countries_differ(a, b):
        return False
    if method in NAME_ALONE:
        return True
    if method == "suffix":  # a document that names both tells father from son
        return bool(a.offices & b.offices) and not a.documents & b.documents
    if len(a.documents & b.documents) * 2 > min(len(a.documents), len(b.documents)):
        return False
    if method in COUNTRY_OR_UNKNOWN:
        return True
    if not (a.countries.keys() & b.countries.keys() or a.stories & b.stories):
        return False
    if method == "misprint":
        return bool(a.offices & b.offices or a.stories & b.stories) and within(a, b, CLOSE)
    return bool(a.offices & b.offices) or within(a, b, NEAR)


def _countries_differ(a: Person, b: Person) -> bool:
    """Whether both have countries and share none; where one has no office its country is only a guess."""
    if not a.countries or not b.countries or a.countries.keys() & b.countries.keys():
        return False
    return bool(a.offices and b.offices) or not a.stories & b.stories


def within(a: Person, b: Person, span: dt.timedelta) -> bool:
    """Whether the times at which two were seen lie no farther apart than a span."""
    if not (a.first and a.last and b.first and b.last):
        return True
    return a.first - span <= b.last and b.first - span <= a.last
