"""Makes one entity of every real person, organisation, country, place, forum, equipment and agreement that is named.

Here belong the order of the grouping modules, analysts' rulings on entities, and ids. An id is made of kind, name and
country; see `previous_ids` for how it stays when more documents come. What an entity is called says `entity`.
"""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from assets.enriched.resolve.entity.called import Entity, Form, best_country, best_name, countries, form_key
from assets.enriched.resolve.ids import digest, keyed_entity_id, named_entity_id
from assets.enriched.resolve.named.columns import Named
from assets.enriched.resolve.named.rows import Way
from assets.enriched.resolve.named.ruled import Found, find, tagged
from assets.enriched.resolve.named_things import body_key, group_bodies
from assets.enriched.resolve.persons.bearers import Bearers, bearers
from assets.enriched.resolve.persons.name_similarity import key, name_of
from assets.enriched.resolve.persons.namesakes import true_name
from assets.enriched.resolve.persons.persons import group_full_names
from assets.enriched.resolve.persons.surnames import link_surnames
from assets.enriched.resolve.previous_ids import Previous, inherit
from assets.enriched.resolve.rulings import Reference, Rulings, references
from assets.enriched.resolve.union_find import Tag, UnionFind

BEHIND = 1 << 45  # more than any row's number or place: members that were added stand behind the others


@dataclass(frozen=True)
class Entities:
    """All entities; `rows` are those of `Named` with the number of their `entity` in `all`, as `group`.

    They have `bearer`, `order` (of the members of a group), the id that they `bore` and whether they are in their
    entity by an analyst's word (`ruled`). `dangling` are references of rulings that point to nothing, `meant` the id of
    the entity that each other one points to.
    """

    rows: pl.DataFrame
    all: Sequence[Entity]
    dangling: frozenset[Reference]
    meant: Mapping[Reference, str]

    def ids(self, groups: pl.Series) -> pl.Series:
        """The entity_id of each of some groups."""
        return pl.Series("entity_id", [entity.entity_id for entity in self.all], pl.String).gather(groups)

    def numbers(self) -> pl.DataFrame:
        """The entity_id of every document's numbers (document_id, entity)."""
        return self.rows.select("document_id", "entity", self.ids(self.rows["group"]))

    def given(self) -> dict[str, Counter[str]]:
        """By person: the countries that documents give, and how many do."""
        return {entity.entity_id: countries(entity.forms) for entity in self.all if entity.kind == "person"}


def resolve_entities(named: Named, rulings: Rulings, previous: Previous) -> Entities:
    """Groups all that is named."""
    bore = _bore(named, previous)
    found = find(named, references(rulings)[0], bore, _answers_to)
    named, tags = tagged(named, rulings.different_entities, found)
    held = bearers(named, tags)
    rows = _grouped(named, held, tags).join(bore, on="row", how="left")
    entities = _entities(rows, named, held)
    _name(entities, rows)
    rows = rows.with_columns(pl.lit(False).alias("ruled"))
    if rulings.same_entities:
        rows = _ruled_same(entities, rows, named, rulings, found)
    return Entities(rows, entities, frozenset(r for r, at in found.items() if not at), _meant(entities, rows, found))


def _bore(named: Named, previous: Previous) -> pl.DataFrame:
    """Which id each row (`row`) bore in the last run (`before`)."""
    there = named.rows.select("document_id", "at").unique("at")
    ways = [(way.kind, way.name, w) for w, way in enumerate(named.ways) if not way.key]
    names = pl.DataFrame(ways, {"kind": pl.String, "name": pl.String, "w": pl.UInt32}, orient="row")
    numbered = names.select("kind", "name").unique(maintain_order=True).with_row_index("number")
    known = pl.DataFrame({"entity_id": sorted(_known_ids(named.ways))}, {"entity_id": pl.String})
    told = previous.names.join(known, on="entity_id", how="anti").join(there, on="document_id")
    told = told.join(numbered, on=["kind", "name"])
    told = told.group_by("at", "number").agg(pl.col("entity_id").min().alias("before"))
    of_way = names.join(numbered, on=["kind", "name"]).select("w", "number")
    return (
        named.rows.select("row", "at", "w").join(of_way, on="w").join(told, on=["at", "number"]).select("row", "before")
    )


def _known_ids(ways: Iterable[Way]) -> set[str]:
    """The ids of what a gazetteer knows: nothing else inherits them."""
    return {keyed_entity_id(way.kind, way.key) for way in ways if way.key}


def _answers_to(way: Way, year: int | None) -> set[str]:
    """The ids that a name makes by itself, in a document of that year."""
    if way.key:
        return {keyed_entity_id(way.kind, way.key)}
    person = way.kind == "person"
    name, given = way.name, {way.country}
    if person:
        on = None if year is None else dt.date(year, 1, 1)
        name, given = true_name(way.name, set(way.countries), way.offices, on) or way.name, set(way.countries)
    return {named_entity_id(way.kind, _name_key(way.kind, name, c), c) for c in {*given, None}}


def _grouped(named: Named, held: Bearers, tags: Sequence[Tag]) -> pl.DataFrame:
    """All rows with their `group`, those of things that no gazetteer knows first, in order of their first naming."""
    people, full = group_full_names(held)
    full = full.with_columns(pl.col("person").alias("group"), pl.lit(0, pl.Int64).alias("behind"))
    alone = link_surnames(held, people, full.select("person", "story", "at"))
    columns = ["row", "document_id", "entity", "i", "w", "at", "on", "bearer", "order", "group"]
    order = (pl.col("behind") * BEHIND + pl.col("place")).alias("order")
    persons = pl.concat([full.with_columns(order).select(columns), alone.with_columns(order).select(columns)])
    bodies = group_bodies(named, tags).with_columns(
        (pl.col("behind") * BEHIND + pl.col("row")).alias("order"), pl.lit(None, pl.UInt32).alias("bearer")
    )
    unkeyed = persons.with_columns(pl.col("group") * 2).vstack(
        bodies.select(columns).with_columns(pl.col("group") * 2 + 1)
    )
    first = unkeyed.group_by("group").agg(pl.col("row").min()).sort("row").select("group").with_row_index("number")
    unkeyed = unkeyed.join(first, on="group").drop("group").rename({"number": "group"})
    known = _keyed(named, first.height)
    return pl.concat([unkeyed, known.select(unkeyed.columns)])


def _keyed(named: Named, begin: int) -> pl.DataFrame:
    """What a gazetteer knows, with its `group`: its key decides, whatever the name."""
    groups: dict[tuple[str, str], int] = {}
    found = [
        (w, groups.setdefault((way.kind, keyed_entity_id(way.kind, way.key)), begin + len(groups)))
        for w, way in enumerate(named.ways)
        if way.key
    ]
    of_way = pl.DataFrame(found, {"w": pl.UInt32, "group": pl.UInt32}, orient="row")
    rows = named.rows.join(of_way, on="w")
    return rows.with_columns(pl.col("row").alias("order"), pl.lit(None, pl.UInt32).alias("bearer"))


def _entities(rows: pl.DataFrame, named: Named, held: Bearers) -> list[Entity]:
    """The entity of each group, by its number, without an id."""
    first = rows.group_by("group").agg(pl.col("order").min())
    leads = rows.join(first, on=["group", "order"], how="semi").sort("group")
    entities = [
        Entity("", named.ways[w].kind, named.ways[w], (document_id, entity))
        for w, document_id, entity in leads.select("w", "document_id", "entity").iter_rows()
    ]
    for group, w, bearer, count in rows.group_by("group", "w", "bearer").len().iter_rows():
        way, known = named.ways[w], None if bearer is None else held.all[bearer]
        entities[group].forms.append(
            Form(way, form_key(w, bearer), known.written if known else way.name, known.name if known else None, count)
        )
    return entities


def _name(entities: Sequence[Entity], rows: pl.DataFrame) -> None:
    """Gives every entity its id: that of name and country; namesakes that come later in time get one of their own."""
    named = [entity for entity in entities if not entity.lead.key]
    counts = rows.filter(pl.col("before").is_not_null()).group_by("group", "before").len()
    votes = [(-count, group, identity) for group, identity, count in counts.iter_rows()]

    def fresh(number: int, nth: int) -> str:
        entity = named[number]
        identity = _own_id(entity)
        return (
            named_entity_id(entity.kind, f"{identity}:{digest(*entity.place, *range(2, nth + 1))}", None)
            if nth
            else identity
        )

    for entity, identity in zip(named, inherit(votes, len(named), fresh), strict=True):
        entity.entity_id = identity
    for entity in entities[len(named) :]:
        entity.entity_id = keyed_entity_id(entity.kind, str(entity.lead.key))


def _own_id(entity: Entity) -> str:
    """The id that name and country make."""
    kind, name, country = entity.kind, best_name(entity), best_country(entity)
    return named_entity_id(kind, _name_key(kind, name, country), country)


def _name_key(kind: str, name: str, country: str | None) -> str:
    return key(name_of(name)) if kind == "person" else body_key(kind, name, country)


def _ruled_same(
    entities: list[Entity], rows: pl.DataFrame, named: Named, rulings: Rulings, found: Found
) -> pl.DataFrame:
    """Joins entities that an analyst calls the same; the first reference's entity gives id and kind."""
    asked = sorted({row for group in rulings.same_entities for reference in group for row in found[reference]})
    wanted = pl.DataFrame({"row": asked}, {"row": pl.Int64})
    home = dict(rows.join(wanted, on="row", how="semi").select("row", "group").iter_rows())
    clusters = UnionFind(len(entities))
    keepers: list[int] = []
    for group in rulings.same_entities:
        members = [home[row] for reference in group for row in found[reference]]
        keepers += members[:1]
        for number in members[1:]:
            clusters.join(members[0], number)
    into: dict[int, int] = {}
    for joined in clusters.groups():
        if len(joined) > 1:
            keeper = next((number for number in keepers if number in joined), joined[0])
            into |= dict.fromkeys(joined, keeper)
    moves = pl.DataFrame(list(into.items()), {"group": pl.UInt32, "keeper": pl.UInt32}, orient="row")
    rows = rows.join(moves, on="group", how="left").join(named.rows.select("row", "place"), on="row", how="left")
    ruled = pl.col("keeper").is_not_null()
    rows = rows.with_columns(
        (ruled & (pl.col("keeper") != pl.col("group"))).alias("ruled"),
        pl.when(ruled).then("place").otherwise("order").alias("order"),
        pl.coalesce("keeper", "group").alias("group"),
    )
    first = rows.filter(ruled).group_by("group").agg(pl.col("order").min())
    leads = rows.join(first, on=["group", "order"], how="semi").select("group", "w").iter_rows()
    for number, keeper in into.items():
        if number != keeper:
            entities[keeper].forms += entities[number].forms
            entities[number].forms = []
    for keeper, w in leads:
        entities[keeper].lead = named.ways[w]
    return rows.drop("keeper", "place")


def _meant(entities: Sequence[Entity], rows: pl.DataFrame, found: Found) -> dict[Reference, str]:
    """Which entity each reference points to, once all are resolved: that of the id, else the one that bore it."""
    if not found:
        return {}
    ids = {entity.entity_id for entity in entities if entity.forms}
    asked = pl.DataFrame({"row": sorted({row for at in found.values() for row in at})}, {"row": pl.Int64})
    home = dict(rows.join(asked, on="row", how="semi").select("row", "group").iter_rows())
    return {
        reference: str(reference.id) if reference.id in ids else min(entities[home[row]].entity_id for row in at)
        for reference, at in found.items()
        if at or reference.id in ids
    }
