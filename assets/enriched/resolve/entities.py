"""Makes one entity of every real person, organisation, country, place, forum, equipment and agreement that is named.

Here belongs the grouping of what is known by key or by name alone, and the rows of `entities` and `entity_merges`.
Persons are grouped in `persons`.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assets.enriched.resolve import persons
from assets.enriched.resolve.ids import digest, keyed_entity_id, named_entity_id
from assets.enriched.resolve.locals import Document, Local, Row
from assets.enriched.resolve.names import key, name_of, words

MAX_ALIASES = 60


@dataclass(slots=True)
class Entity:
    """A resolved entity: its id and every local entity that is it, by what method and how surely."""

    entity_id: str
    kind: str
    members: list[Local]
    method: str
    score: float


def resolve_entities(documents: Sequence[Document], locals_: Sequence[Local]) -> list[Entity]:
    """Groups all local entities and writes each document's `entity_ids`."""
    entities = [*_by_key(locals_), *_by_name(locals_), *_persons(locals_)]
    for document in documents:
        document.entity_ids = [""] * len(document.annotation.entities)
    for entity in entities:
        for local in entity.members:
            local.document.entity_ids[local.index] = entity.entity_id
    return entities


def _by_key(locals_: Iterable[Local]) -> Iterable[Entity]:
    """What a gazetteer knows: its key decides, whatever the name."""
    groups: dict[tuple[str, str], list[Local]] = defaultdict(list)
    for local in locals_:
        if local.entity.key:
            groups[local.kind, keyed_entity_id(local.kind, local.entity.key)].append(local)
    for (kind, entity_id), members in groups.items():
        yield Entity(entity_id, kind, members, "gazetteer", 1.0)


def _by_name(locals_: Iterable[Local]) -> Iterable[Entity]:
    """Everything else but persons: one name in one country is one thing."""
    groups: dict[tuple[str, str, str | None], list[Local]] = defaultdict(list)
    for local in locals_:
        if not local.entity.key and local.kind != "person":
            name = " ".join(w for w in words(local.entity.name) if w != "the") or local.entity.name
            groups[local.kind, name, local.entity.country].append(local)
    for (kind, name, country), members in groups.items():
        yield Entity(named_entity_id(kind, name, country), kind, members, "name", 0.9)


def _persons(locals_: Iterable[Local]) -> Iterable[Entity]:
    """Persons, each under an id of its name and country; of namesakes the later seen ones are told apart by a place."""
    taken: set[str] = set()
    people = [local for local in locals_ if local.kind == "person" and not local.entity.key]
    for members, method, score in persons.group(people):
        name = name_of(_best_name(members))
        countries = Counter(c for local in members for c in persons.countries_of(local))
        country = min(countries, key=lambda c: (-countries[c], c), default=None)
        entity_id = named_entity_id("person", key(name), country)
        if entity_id in taken:
            entity_id = named_entity_id("person", f"{key(name)}:{digest(*members[0].place)}", country)
        taken.add(entity_id)
        yield Entity(entity_id, "person", members, method, score)


def _best_name(members: Sequence[Local]) -> str:
    """The most frequent of the full names, the longest of equals; of surnames only where there is no full name."""
    names = Counter(local.entity.name for local in members)
    full = {name: count for name, count in names.items() if name_of(name).full} or names
    return min(full, key=lambda name: (-full[name], -len(name), name))


def entity_row(entity: Entity) -> Row:
    """Its row of `entities`."""
    names = Counter(name for local in entity.members for name in (local.entity.name, *local.entity.aliases))
    if entity.kind == "person":
        name = _best_name(entity.members)
        countries = Counter(c for local in entity.members for c in persons.countries_of(local))
    else:
        own = Counter(local.entity.name for local in entity.members)
        name = min(own, key=lambda n: (-own[n], -len(n), n))
        countries = Counter(local.entity.country for local in entity.members if local.entity.country)
    points = Counter(
        (local.entity.latitude, local.entity.longitude)
        for local in entity.members
        if local.entity.latitude is not None and local.entity.longitude is not None
    )
    latitude, longitude = min(points, key=lambda p: (-points[p], p), default=(None, None))
    days = [local.document.on for local in entity.members if local.document.on]
    aliases = [n for n in sorted(names, key=lambda n: (-names[n], n)) if n and n != name]
    return {
        "entity_id": entity.entity_id,
        "kind": entity.kind,
        "name": name,
        "country": min(countries, key=lambda c: (-countries[c], c), default=None),
        "latitude": latitude,
        "longitude": longitude,
        "aliases": aliases[:MAX_ALIASES],
        "first_seen_on": min(days, default=None),
        "last_seen_on": max(days, default=None),
        "document_count": len({local.document.document_id for local in entity.members}),
    }
