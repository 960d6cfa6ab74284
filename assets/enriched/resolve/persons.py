"""Decides which persons of different documents are one: by name, office, country and time.

Names meet in blocks of their first and last words, so that cost grows with the number of documents; whether two bearers
of like names are one is decided by what the documents say of them. A surname alone is never enough.
"""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from assets.enriched.resolve.locals import Local
from assets.enriched.resolve.names import Name, block_keys, key, likeness, name_of, standard
from assets.enriched.resolve.unions import Unions

NEAR = dt.timedelta(days=3 * 365)  # two sightings within it may be of one person in one office
CLOSE = dt.timedelta(days=30)
GAP = dt.timedelta(days=4 * 365 + 31)  # longer than most terms: a surname in an office may be another person's by then
NAME_ALONE = frozenset({"name", "order", "hyphen"})
SAME_COUNTRY_OR_UNKNOWN = frozenset({"spelling", "middle_name"})


@dataclass(slots=True)
class Unit:
    """Persons of several documents that are already one, with all that is known of them."""

    name: Name
    members: list[Local] = field(default_factory=list)
    countries: Counter[str] = field(default_factory=Counter)
    offices: set[tuple[str, str | None]] = field(default_factory=set)
    stories: set[str] = field(default_factory=set)
    documents: set[str] = field(default_factory=set)
    first: dt.date | None = None
    last: dt.date | None = None

    def add(self, local: Local) -> None:
        """Takes in one more local entity."""
        self.members.append(local)
        self.stories.add(local.document.story)
        self.documents.add(local.document.document_id)
        self.offices.update((h.office, h.country) for h in local.holdings)
        for country in countries_of(local):
            self.countries[country] += 1
        on = local.document.on
        if on:
            self.first = min(self.first or on, on)
            self.last = max(self.last or on, on)


def countries_of(local: Local) -> set[str]:
    """The countries that a document gives a person: those of the offices held, else its own."""
    held = {h.country for h in local.holdings if h.country}
    return held or ({local.entity.country} if local.entity.country else set())


def full_name(local: Local) -> Name:
    """The fullest name that the document gives."""
    return name_of(local.entity.name, local.entity.family_name)


def group(locals_: Sequence[Local]) -> list[tuple[list[Local], str, float]]:
    """The persons: their locals, by what the weakest link was made, and its score."""
    full = [local for local in locals_ if full_name(local).full]
    units = list(_exact(full))
    unions = Unions(len(units))
    _merge_variants(units, unions)
    groups: dict[int, list[Local]] = defaultdict(list)
    for position, unit in enumerate(units):
        groups[unions.root(position)].extend(unit.members)
    people = [_unit(members) for _, members in sorted(groups.items())]
    rest = _link_surnames([local for local in locals_ if not full_name(local).full], people)
    people.extend(_surname_groups(rest))
    return [(unit.members, "name", 1.0) for unit in people]


def _unit(members: Iterable[Local]) -> Unit:
    held = sorted(members, key=lambda local: local.place)
    unit = Unit(full_name(max(held, key=lambda local: (len(full_name(local).core), local.entity.name))))
    for local in held:
        unit.add(local)
    return unit


def _exact(locals_: Iterable[Local]) -> Iterable[Unit]:
    """Bearers of one name, apart by the country in whose service they stand and by analysts' rulings."""
    by_name: dict[str, list[Local]] = defaultdict(list)
    for local in locals_:
        by_name[key(full_name(local))].append(local)
    for _, bearers in sorted(by_name.items()):
        counts = Counter(country for local in bearers for country in sorted(countries_of(local)))
        main = max(counts, key=lambda c: (counts[c], c), default=None)
        apart: dict[tuple[str | None, frozenset[tuple[int, int]]], list[Local]] = defaultdict(list)
        for local in bearers:
            held = {h.country for h in local.holdings if h.country}
            country = main if not held or main in held else min(held)
            apart[country, local.tag].append(local)
        yield from (_unit(members) for _, members in sorted(apart.items(), key=lambda item: item[1][0].place))


def _merge_variants(units: Sequence[Unit], unions: Unions) -> None:
    """Joins units whose names are variants of one, best likeness first."""
    blocks: dict[str, list[int]] = defaultdict(list)
    for position, unit in enumerate(units):
        for block in block_keys(unit.name):
            blocks[block].append(position)
    found: dict[tuple[int, int], tuple[float, str]] = {}
    for held in blocks.values():
        for i, a in enumerate(held):
            for b in held[i + 1 :]:
                if (a, b) not in found:
                    score, method = likeness(units[a].name, units[b].name)
                    if score and _one_person(units[a], units[b], method):
                        found[a, b] = (score, method)
    for (a, b), _ in sorted(found.items(), key=lambda item: (-item[1][0], item[0])):
        unions.join(a, b)


def _one_person(a: Unit, b: Unit, method: str) -> bool:
    """Whether office, country and time allow that two bearers of like names are one."""
    if a.countries and b.countries and not a.countries.keys() & b.countries.keys():
        return False
    if method in NAME_ALONE:
        return True
    if len(a.documents & b.documents) * 2 > min(len(a.documents), len(b.documents)):
        return False
    if method in SAME_COUNTRY_OR_UNKNOWN:
        return True
    if not (a.countries.keys() & b.countries.keys() or a.stories & b.stories):
        return False
    if method == "misprint":
        return bool(a.offices & b.offices or a.stories & b.stories) and _within(a, b, CLOSE)
    return bool(a.offices & b.offices) or _within(a, b, NEAR)


def _within(a: Unit, b: Unit, span: dt.timedelta) -> bool:
    """Whether the times at which two were seen lie no farther apart than a span."""
    if not (a.first and a.last and b.first and b.last):
        return True
    return a.first - span <= b.last and b.first - span <= a.last


def _link_surnames(locals_: Sequence[Local], people: Sequence[Unit]) -> list[Local]:
    """Adds surname-only persons to the one full name that office, country and time, or the story, point to."""
    by_word: dict[str, list[Unit]] = defaultdict(list)
    for unit in people:
        for word in {standard(w) for w in unit.name.core}:
            by_word[word].append(unit)
    rest = []
    found = []
    for local in locals_:
        candidates = [u for u in by_word.get(standard(full_name(local).family), ()) if _fits(local, u)]
        if len(candidates) == 1:
            found.append((candidates[0], local))
        else:
            rest.append(local)
    for unit, local in found:
        unit.add(local)
    return rest


def _fits(local: Local, unit: Unit) -> bool:
    """Whether a surname-only person may be this one: the same office and country near in time, or the same story."""
    here = countries_of(local)
    if here and unit.countries and not here & unit.countries.keys():
        return False
    if local.document.story in unit.stories:
        return True
    on = local.document.on
    if on and unit.first and unit.last and not unit.first - NEAR <= on <= unit.last + NEAR:
        return False
    return bool({(h.office, h.country) for h in local.holdings if h.country} & unit.offices)


def _surname_groups(locals_: Sequence[Local]) -> Iterable[Unit]:
    """Surname-only persons: one for each office and country without a long gap in time, else one for each story."""
    offices: dict[tuple[str, str], list[Local]] = defaultdict(list)
    stories: dict[tuple[str, str], list[Local]] = defaultdict(list)
    for local in locals_:
        word = standard(full_name(local).family)
        if local.holdings:
            offices[word, local.holdings[0].office].append(local)
        else:
            stories[word, local.document.story].append(local)
    for _, bearers in sorted(offices.items()):
        yield from (_unit(members) for members in _runs(bearers))
    yield from (_unit(members) for _, members in sorted(stories.items()))


def _runs(bearers: Sequence[Local]) -> Iterable[list[Local]]:
    """Parts bearers by country, those without one going to the nearest in time, and then by long gaps."""
    countries = sorted({c for local in bearers for c in countries_of(local)})
    dated = sorted(bearers, key=lambda local: (local.document.on or dt.date.max, local.place))
    by_country: dict[str | None, list[Local]] = defaultdict(list)
    for local in dated:
        here = sorted(countries_of(local))
        by_country[here[0] if here else (countries[0] if len(countries) == 1 else None)].append(local)
    for _, held in sorted(by_country.items(), key=lambda item: item[0] or ""):
        run: list[Local] = []
        for local in held:
            before = run[-1].document.on if run else None
            if before and local.document.on and local.document.on - before > GAP:
                yield run
                run = []
            run.append(local)
        yield run
