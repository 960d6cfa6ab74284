"""Decides who is meant by a surname alone: office, country and time, or the story, must point to one person.

What full names share is decided in `persons`. Here a bearer who fits no full name is grouped with its like: those of
one surname in one office and country without another holder or a long gap between them.
"""

import datetime as dt
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence

from assets.enriched.resolve.local_entities import DocumentEntity
from assets.enriched.resolve.persons.name_similarity import standard
from assets.enriched.resolve.persons.persons import NEAR, Person, countries_of, full_name, person_of
from assets.enriched.resolve.union_find import Tag, apart

GAP = dt.timedelta(days=4 * 365 + 31)  # longer than most terms: by then another may bear the name and the office
SURNAME_FIRST = frozenset({"CHN", "TWN", "HKG", "MAC", "KOR", "PRK", "JPN", "VNM", "KHM", "SGP", "MYS", "HUN", "MMR"})
TOP_OFFICES = frozenset({"president", "prime minister", "chancellor", "supreme leader", "leader", "monarch"})
RETURN = dt.timedelta(days=365)  # an office left and taken again by the same person within it is one time in it


def link_surnames(locals_: Sequence[DocumentEntity], people: Sequence[Person]) -> list[Person]:
    """Adds each surname-only bearer to the one person it means, and returns the others as persons of their own."""
    by_word: dict[str, list[Person]] = defaultdict(list)
    for person in people:
        for word in _surnames_of(person):
            by_word[word].append(person)
    found: list[tuple[Person, DocumentEntity]] = []
    rest: list[DocumentEntity] = []
    for local in locals_:
        meant = _meant(local, by_word.get(_surname(local), []))
        if meant:
            found.append((meant, local))
        else:
            rest.append(local)
    for person, local in found:
        person.add(local)
    return list(_groups(rest, _holders(locals_, people)))


def _surnames_of(person: Person) -> set[str]:
    """The words of a name that may stand for it alone: all but a given name in front."""
    name = person.name
    first = name.core[:1] if SURNAME_FIRST & person.countries.keys() else ()
    return {standard(word) for word in (name.family, *first, *name.core[1:])}


def _surname(local: DocumentEntity) -> str:
    return standard(full_name(local).family)


def _meant(local: DocumentEntity, bearers: Iterable[Person]) -> Person | None:
    """The one person among the bearers of the surname that story and office point to, the one narrowing the other."""
    fitting = [person for person in bearers if not apart(local.tag, person.tag) and _may_be(local, person)]
    for test in (_same_story, _same_office, _well_known):
        pointed = [person for person in fitting if test(local, person)]
        if len(pointed) == 1:
            return pointed[0]
        fitting = pointed or fitting
    return None


def _may_be(local: DocumentEntity, person: Person) -> bool:
    here = countries_of(local)
    return not here or not person.countries or bool(here & person.countries.keys())


def _same_story(local: DocumentEntity, person: Person) -> bool:
    if local.document.story not in person.stories or local.document.document_id in person.documents:
        return False
    offices = {h.office for h in local.holdings}
    return not offices or not person.offices or bool(offices & {office for office, _ in person.offices})


def _same_office(local: DocumentEntity, person: Person) -> bool:
    """Whether an office is one of the person's, about that time; its country may be left unsaid by either."""
    if not _same_time(local, person):
        return False
    held = {h.office for h in local.holdings if h.country is None} | {
        h.office for h in local.holdings if (h.office, None) in person.offices
    }
    exact = {(h.office, h.country) for h in local.holdings} & person.offices
    return bool(exact or held & {office for office, _ in person.offices})


def _well_known(local: DocumentEntity, person: Person) -> bool:
    """Whether a bare surname may be that of a head of state or government: news needs no more to name one."""
    if local.holdings or local.document.document_id in person.documents:
        return False
    return _same_time(local, person) and bool(TOP_OFFICES & {office for office, _ in person.offices})


def _same_time(local: DocumentEntity, person: Person) -> bool:
    on = local.document.on
    return bool(on and person.first and person.last and person.first - NEAR <= on <= person.last + NEAR)


Holders = dict[tuple[str, str], list[tuple[dt.date, str]]]


def _holders(locals_: Iterable[DocumentEntity], people: Iterable[Person]) -> Holders:
    """By office and country: the days on which someone was seen to hold it, and the surname."""
    found: dict[tuple[str, str], set[tuple[dt.date, str]]] = defaultdict(set)
    for local in (*locals_, *(member for person in people for member in person.members)):
        for h in local.holdings:
            if h.country and h.status == "current" and local.document.on:
                found[h.office, h.country].add((local.document.on, _surname(local)))
    return {office: sorted(days) for office, days in found.items()}


def _groups(locals_: Iterable[DocumentEntity], holders: Holders) -> Iterable[Person]:
    """Surname-only persons: those of one office and country in an unbroken run, else those of one story."""
    offices: dict[tuple[str, str], list[DocumentEntity]] = defaultdict(list)
    stories: dict[tuple[str, str, Tag], list[DocumentEntity]] = defaultdict(list)
    for local in locals_:
        if local.holdings:
            offices[_surname(local), min(h.office for h in local.holdings)].append(local)
        else:
            stories[_surname(local), local.document.story, local.tag].append(local)
    for (_, office), bearers in sorted(offices.items()):
        for country, held in _by_country(bearers):
            yield from (person_of(run) for run in _runs(held, holders.get((office, country), [])))
    yield from (person_of(members) for _, members in sorted(stories.items(), key=lambda item: item[1][0].place))


def _by_country(bearers: Iterable[DocumentEntity]) -> list[tuple[str, list[DocumentEntity]]]:
    """Bearers by country and ruling; those without a country go with the only country there is near their day."""
    parted: dict[tuple[str, tuple[tuple[str, str], ...]], list[DocumentEntity]] = defaultdict(list)
    unknown: list[DocumentEntity] = []
    for local in sorted(bearers, key=_by_day):
        here = countries_of(local)
        if here:
            parted[min(here), tuple(sorted(local.tag))].append(local)
        else:
            unknown.append(local)
    for local in unknown:
        near = {place for place, held in parted.items() if place[0] and any(_near(local, other) for other in held)}
        parted[near.pop() if len(near) == 1 else ("", tuple(sorted(local.tag)))].append(local)
    return [(country, sorted(held, key=_by_day)) for (country, _), held in sorted(parted.items())]


def _by_day(local: DocumentEntity) -> tuple[dt.date, tuple[str, int]]:
    return local.document.on or dt.date.max, local.place


def _near(a: DocumentEntity, b: DocumentEntity) -> bool:
    return bool(a.document.on and b.document.on and abs(a.document.on - b.document.on) <= NEAR)


def _runs(bearers: Sequence[DocumentEntity], holders: Sequence[tuple[dt.date, str]]) -> Iterable[list[DocumentEntity]]:
    """Parts bearers in order of time where a long gap, or another holder, lies between two."""
    run: list[DocumentEntity] = []
    for local in bearers:
        if run and broken(run[-1].document.on, local.document.on, _surname(local), holders):
            yield run
            run = []
        run.append(local)
    yield run


def broken(before: dt.date | None, after: dt.date | None, holder: str, holders: Sequence[tuple[dt.date, str]]) -> bool:
    """Whether between two sightings of a holder lies a long gap, or a shorter one in which another held the office."""
    if not before or not after or after - before <= RETURN:
        return False
    if after - before > GAP:
        return True
    between = holders[bisect_right(holders, (before, "\uffff")) :]
    return any(day < after and name != holder for day, name in between)
