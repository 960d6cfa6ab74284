"""Makes one entity of every real person, organisation, country, place, forum, equipment and agreement that is named.

Here belong the order of the grouping modules, analysts' rulings on entities, ids, and the rows of `entities` and
`entity_merges`. An id is made of kind, name and country; see `previous_ids` for how it stays when more documents come.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from assets.enriched.resolve.ids import digest, keyed_entity_id, named_entity_id
from assets.enriched.resolve.local_entities import Document, DocumentEntity, Row
from assets.enriched.resolve.named_things import body_key, group_bodies, known_name
from assets.enriched.resolve.persons.name_similarity import key, likeness, name_of
from assets.enriched.resolve.persons.persons import (
    countries_of,
    full_name,
    group_full_names,
    tell_namesakes,
    written_name,
)
from assets.enriched.resolve.persons.surnames import link_surnames
from assets.enriched.resolve.previous_ids import NOTHING_BEFORE, Previous, inherit
from assets.enriched.resolve.rulings import NO_RULINGS, Reference, Rulings, references, tags
from assets.enriched.resolve.union_find import UnionFind

MAX_ALIASES = 60
LONGEST_INITIALS = 3
LONGEST_NAME = 5  # words; what is longer has taken in what stood beside it
SURNAME = (0.75, "surname")
CHAIN = (0.7, "chain")  # alike not to the chosen name but to another name of the entity


@dataclass(slots=True)
class Entity:
    """A resolved entity: its id and every local entity that is it; `ruled` ones are in it by an analyst's word."""

    entity_id: str
    kind: str
    members: list[DocumentEntity]
    ruled: frozenset[tuple[str, int]] = field(default_factory=frozenset)


def resolve_entities(
    documents: Sequence[Document],
    locals_: Sequence[DocumentEntity],
    rulings: Rulings = NO_RULINGS,
    previous: Previous = NOTHING_BEFORE,
) -> tuple[list[Entity], set[Reference]]:
    """Groups all local entities and writes each document's `entity_ids`.

    Returns the entities and those references of the rulings that point to nothing.
    """
    found = _find(locals_, references(rulings)[0], previous)
    for local, tag in zip(locals_, tags(rulings.different_entities, found, len(locals_)), strict=True):
        local.tag = tag
    entities = [*_keyed(locals_), *_named(locals_, previous)]
    entities = _ruled_same(entities, locals_, rulings, found)
    for document in documents:
        document.entity_ids = [""] * len(document.annotation.entities)
    for entity in entities:
        for local in entity.members:
            local.document.entity_ids[local.index] = entity.entity_id
    return entities, {reference for reference, positions in found.items() if not positions}


def meant(
    wanted: Collection[Reference], entities: Iterable[Entity], previous: Previous = NOTHING_BEFORE
) -> dict[Reference, str]:
    """Which entity each reference points to, once all are resolved: that of the id, else the one that bore it."""
    if not wanted:
        return {}
    homes = [(entity, local) for entity in entities for local in entity.members]
    ids = {entity.entity_id for entity, _ in homes}
    found = _find([local for _, local in homes], set(wanted), previous)
    return {
        reference: str(reference.id) if reference.id in ids else homes[positions[0]][0].entity_id
        for reference, positions in found.items()
        if positions or reference.id in ids
    }


def _keyed(locals_: Iterable[DocumentEntity]) -> Iterable[Entity]:
    """What a gazetteer knows: its key decides, whatever the name."""
    groups: dict[tuple[str, str], list[DocumentEntity]] = defaultdict(list)
    for local in locals_:
        if local.entity.key:
            groups[local.kind, keyed_entity_id(local.kind, local.entity.key)].append(local)
    for (kind, entity_id), members in groups.items():
        yield Entity(entity_id, kind, members)


def _named(locals_: Iterable[DocumentEntity], previous: Previous) -> Iterable[Entity]:
    """Everything else, under ids of name and country; namesakes that come later in time get one of their own."""
    unkeyed = [local for local in locals_ if not local.entity.key]
    people = [local for local in unkeyed if local.kind == "person"]
    tell_namesakes(people)
    full = group_full_names(people)
    rest = link_surnames([local for local in people if not full_name(local).full], full)
    groups = [person.members for person in (*full, *rest)]
    groups += group_bodies(local for local in unkeyed if local.kind != "person")
    groups.sort(key=lambda members: min(local.order for local in members))

    def fresh(number: int, taken: bool) -> str:
        members = groups[number]
        identity = _own_id(members)
        return named_entity_id(members[0].kind, f"{identity}:{digest(*members[0].place)}", None) if taken else identity

    def before(local: DocumentEntity) -> str | None:
        return previous.entities.get((local.document.document_id, local.kind, local.entity.name))

    for members, entity_id in zip(groups, inherit(groups, before, fresh), strict=True):
        yield Entity(entity_id, members[0].kind, members)


def _own_id(members: Sequence[DocumentEntity]) -> str:
    """The id that name and country make."""
    kind, name, country = members[0].kind, best_name(members), best_country(members)
    return named_entity_id(kind, _name_key(kind, name, country), country)


def _name_key(kind: str, name: str, country: str | None) -> str:
    return key(name_of(name)) if kind == "person" else body_key(kind, name, country)


def _find(locals_: Sequence[DocumentEntity], wanted: set[Reference], previous: Previous) -> dict[Reference, list[int]]:
    """The positions of the local entities that each reference points to."""
    found: dict[Reference, list[int]] = {reference: [] for reference in wanted}
    if not wanted:
        return found
    for position, local in enumerate(locals_):
        document, name = local.document.document_id, local.entity.name
        ids = _answers_to(local) | {previous.entities.get((document, local.kind, name), "")}
        for reference in (Reference(document=document, name=name), *(Reference(id=identity) for identity in ids)):
            if reference in found:
                found[reference].append(position)
    return found


def _answers_to(local: DocumentEntity) -> set[str]:
    """The ids that the local entity's own name makes."""
    if local.entity.key:
        return {keyed_entity_id(local.kind, local.entity.key)}
    name = written_name(local) if local.kind == "person" else local.entity.name
    countries = countries_of(local) if local.kind == "person" else {local.entity.country}
    return {named_entity_id(local.kind, _name_key(local.kind, name, c), c) for c in {*countries, None}}


def _ruled_same(
    entities: list[Entity], locals_: Sequence[DocumentEntity], rulings: Rulings, found: Mapping[Reference, list[int]]
) -> list[Entity]:
    """Joins entities that an analyst calls the same; the first reference's entity gives id and kind."""
    if not rulings.same_entities:
        return entities
    home = {local.place: number for number, entity in enumerate(entities) for local in entity.members}
    clusters = UnionFind(len(entities))
    keepers: list[int] = []
    for group in rulings.same_entities:
        numbers = [home[locals_[position].place] for reference in group for position in found[reference]]
        keepers += numbers[:1]
        for number in numbers[1:]:
            clusters.join(numbers[0], number)
    joined = []
    for numbers in clusters.groups():
        keeper = entities[next((number for number in keepers if number in numbers), numbers[0])]
        others = [local for number in numbers if entities[number] is not keeper for local in entities[number].members]
        keeper.members = sorted((*keeper.members, *others), key=lambda local: local.place)
        keeper.ruled = frozenset(local.place for local in others)
        joined.append(keeper)
    return joined


def _most(values: Iterable[str | None]) -> str | None:
    """The most frequent value, of equals the first in the alphabet."""
    counts = Counter(value for value in values if value)
    return min(counts, key=lambda value: (-counts[value], value), default=None)


def best_country(members: Sequence[DocumentEntity]) -> str | None:
    """The country most often given."""
    if members[0].kind == "person":
        return _most(country for local in members for country in countries_of(local))
    return _most(local.entity.country for local in members)


def countries_given(entities: Iterable[Entity]) -> dict[str, Counter[str]]:
    """By person: the countries that documents give, and how many do."""
    return {
        entity.entity_id: Counter(country for local in entity.members for country in countries_of(local))
        for entity in entities
        if entity.kind == "person"
    }


def best_name(members: Sequence[DocumentEntity]) -> str:
    """The most frequent of the names, the longest of equals; of a person a full name before a surname."""
    gazetteer = known_name(members[0].entity.key)
    if gazetteer:
        return gazetteer
    if members[0].kind == "person":
        names = Counter(written_name(local) for local in members)
        names = Counter({n: c for n, c in names.items() if name_of(n).full}) or names
    else:
        names = Counter(local.entity.name for local in members)
    chosen = min(names, key=lambda name: (-names[name], len(name.split()) > LONGEST_NAME, -len(name), name))
    return _unshouted(chosen, names, members[0].kind)


def _unshouted(name: str, names: Iterable[str], kind: str) -> str:
    """A name without the capitals of a dateline or headline: as another document writes it, else as names are."""
    if not name.isupper():
        return name
    written = [other for other in names if other != name and other.casefold() == name.casefold()]
    return min(written, default=name.title() if kind in ("person", "place") and len(name) > LONGEST_INITIALS else name)


def entity_row(entity: Entity) -> Row:
    """Its row of `entities`."""
    name = best_name(entity.members)
    names = Counter(form for local in entity.members for form in (local.entity.name, *local.entity.aliases))
    points = Counter(
        (local.entity.latitude, local.entity.longitude)
        for local in entity.members
        if local.entity.latitude is not None and local.entity.longitude is not None
    )
    latitude, longitude = min(points, key=lambda p: (-points[p], p), default=(None, None))
    days = [local.document.on for local in entity.members if local.document.on]
    return {
        "entity_id": entity.entity_id,
        "kind": entity.kind,
        "name": name,
        "country": best_country(entity.members),
        "latitude": latitude,
        "longitude": longitude,
        "aliases": [n for n in sorted(names, key=lambda n: (-names[n], n)) if n and n != name][:MAX_ALIASES],
        "first_seen_on": min(days, default=None),
        "last_seen_on": max(days, default=None),
        "document_count": len({local.document.document_id for local in entity.members}),
    }


def merge_rows(entity: Entity, members: Iterable[DocumentEntity] | None = None) -> Iterable[Row]:
    """Its rows of `entity_merges`: every name in every document that was read as this entity, and why.

    With `members` of those of its members alone.
    """
    chosen = best_name(entity.members)
    judge = _judge_of(entity, chosen)
    seen = set()
    for local in entity.members if members is None else members:
        place = (local.document.document_id, local.entity.name)
        if place in seen:
            continue
        seen.add(place)
        score, method = (1.0, "overrule") if local.place in entity.ruled else judge(local)
        yield {
            "entity_id": entity.entity_id,
            "document_id": local.document.document_id,
            "kind": local.kind,
            "name": local.entity.name,
            "method": method,
            "score": score,
        }


def _judge_of(entity: Entity, chosen: str) -> Callable[[DocumentEntity], tuple[float, str]]:
    """How a local name was tied to the entity's chosen name: score and method."""
    if entity.members[0].entity.key:
        return lambda local: (1.0, "gazetteer")
    if entity.kind != "person":
        return lambda local: (1.0, "name") if local.entity.name == chosen else (0.9, "form")
    whole = name_of(chosen)

    def of_person(local: DocumentEntity) -> tuple[float, str]:
        name = full_name(local)
        score, method = likeness(name, whole)
        if score:
            return score, method
        return CHAIN if name.full else SURNAME

    return of_person
