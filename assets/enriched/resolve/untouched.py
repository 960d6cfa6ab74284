"""Which entities are as an earlier run resolved them, so that their rows are taken over and not made again.

All documents are grouped anew, since who is meant may hang on any of them; but a group of the same names, said by the
same documents, has the same rows. Here belongs telling which groups these are: everything that a row is made of must
be what it was; and the taking over. Making rows belongs to `entities`; which events stand says `events/standing`.
"""

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import polars as pl

from assets.enriched.resolve.entities import Entity
from assets.enriched.resolve.events.standing import Told
from assets.enriched.resolve.local_entities import Document, DocumentEntity, Rows
from assets.enriched.resolve.previous_ids import Previous

TABLES = ("entities", "entity_merges", "events", "event_participants", "event_reports")


@dataclass(frozen=True)
class Earlier:
    """What an earlier run has resolved by the same code and rulings: its rows of `TABLES`, and what it told of reports.

    `same` are the documents of which annotation and facts are what they were for it.
    """

    tables: Rows
    same: frozenset[str]
    told: Told


@dataclass
class Untouched:
    """The entities whose rows stand, and the documents in which anything is said of something else now.

    `known` are the entities that have rows in the earlier run, `names` what those are called whose rows stand.
    """

    earlier: Earlier | None
    documents: set[str] = field(default_factory=set)
    entities: set[str] = field(default_factory=set)
    known: set[str] = field(default_factory=set)
    names: dict[str, str] = field(default_factory=dict)

    def merges(self, entity: Entity) -> list[DocumentEntity]:
        """The members of an entity whose rows of `entity_merges` are to be made."""
        if entity.entity_id in self.entities:
            return []
        if entity.entity_id not in self.known or not entity.members[0].entity.key:
            return entity.members
        return [local for local in entity.members if local.document.document_id in self.documents]

    def renamed(self, names: Mapping[str, str]) -> pl.DataFrame:
        """The entities (entity_id) that are called otherwise than before, by the `names` of all."""
        before = (
            {}
            if self.earlier is None
            else dict(self.earlier.tables["entities"].select("entity_id", "name").iter_rows())
        )
        return _ids("entity_id", (identity for identity, name in names.items() if before.get(identity) != name))

    def of_events(self, standing: pl.DataFrame) -> dict[str, pl.DataFrame]:
        """The rows of the events (event_id) that stand."""
        if self.earlier is None:
            return {}
        return {
            name: self.earlier.tables[name].join(standing, on="event_id", how="semi", maintain_order="left")
            for name in ("events", "event_participants", "event_reports")
        }

    def rows(self, used: Iterable[str], keyed: Iterable[str]) -> dict[str, pl.DataFrame]:
        """The rows of entities that are taken over; `used` are those that some row names, `keyed` those of a gazetteer.

        Of an entity of a gazetteer what one document calls it does not hang on the others.
        """
        if self.earlier is None:
            return {}
        tables = self.earlier.tables
        entities = _ids("entity_id", self.entities & set(used))
        known = _ids("entity_id", (set(keyed) & set(used)) - self.entities)
        merges = tables["entity_merges"]
        of_known = merges.join(known, on="entity_id", how="semi", maintain_order="left")
        elsewhere = _ids("document_id", self.documents)
        told = of_known.join(elsewhere, on="document_id", how="anti", maintain_order="left")
        return {
            "entities": tables["entities"].join(entities, on="entity_id", how="semi", maintain_order="left"),
            "entity_merges": merges.join(entities, on="entity_id", how="semi", maintain_order="left").vstack(told),
        }


def _ids(column: str, ids: Iterable[str]) -> pl.DataFrame:
    return pl.DataFrame({column: sorted(ids)}, {column: pl.String})


def untouched(
    earlier: Earlier | None, documents: Sequence[Document], entities: Sequence[Entity], previous: Previous
) -> Untouched:
    """The entities that are what they were; `previous` are the ids that the earlier run gave."""
    if earlier is None:
        return Untouched(None)
    held = dict(earlier.tables["entities"].select("entity_id", "name").iter_rows())
    here = {document.document_id for document in documents}
    touched = (here - earlier.same) | _moved(documents, previous, held)
    merges = earlier.tables["entity_merges"]
    gone = set(merges["document_id"].unique()) - here
    lost = merges.filter(pl.col("document_id").is_in(sorted(touched | gone)))["entity_id"].unique()
    changed = {e.entity_id for e in entities if any(local.document.document_id in touched for local in e.members)}
    changed |= set(lost)
    same = {e.entity_id for e in entities if e.entity_id in held and e.entity_id not in changed}
    names = {identity: held[identity] for identity in same}
    return Untouched(earlier, touched | gone, same, known=set(held), names=names)


def _moved(documents: Iterable[Document], previous: Previous, published: Container[str]) -> set[str]:
    """The documents in which a name is read as another entity than before.

    What is read as something that was not published was read as such a thing before, too, or is named by an entity
    whose rows are made anew in any case.
    """
    known = previous.entities
    moved = set()
    for document in documents:
        for local, identity in zip(document.annotation.entities, document.entity_ids, strict=True):
            if local.key:
                continue
            before = known.get((document.document_id, _kind(local.kind), local.name))
            if before != identity and (before is not None or identity in published):
                moved.add(document.document_id)
    return moved


def _kind(kind: str) -> str:
    return "country" if kind == "nationality" else kind
