"""Which entities and events are as an earlier run resolved them, so that their rows are taken over and not made again.

All documents are grouped anew, since who is meant may hang on any of them; but a group of the same names, said by the
same documents, has the same rows. Here belongs telling which groups these are: everything that a row is made of must
be what it was. Making rows belongs to `entities` and `events/rows`.
"""

from collections import Counter
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import polars as pl

from assets.enriched.resolve.entities import Entity
from assets.enriched.resolve.events.coreference import Event
from assets.enriched.resolve.local_entities import Document, DocumentEntity
from assets.enriched.resolve.previous_ids import Previous

TABLES = ("entities", "entity_merges", "events", "event_participants", "event_reports")
Rows = Mapping[str, pl.DataFrame]


@dataclass(frozen=True)
class Earlier:
    """What an earlier run has resolved by the same code and rulings: its rows of `TABLES`.

    `same` are the documents of which annotation and facts are what they were for it.
    """

    tables: Rows
    same: frozenset[str]


@dataclass
class Untouched:
    """The entities and events whose rows stand, and the documents in which anything is said of something else now.

    `known` are the entities that have rows in the earlier run, `names` what those are called whose rows stand.
    """

    earlier: Earlier | None
    documents: set[str] = field(default_factory=set)
    entities: set[str] = field(default_factory=set)
    events: set[str] = field(default_factory=set)
    known: set[str] = field(default_factory=set)
    names: dict[str, str] = field(default_factory=dict)

    def merges(self, entity: Entity) -> list[DocumentEntity]:
        """The members of an entity whose rows of `entity_merges` are to be made."""
        if entity.entity_id in self.entities:
            return []
        if entity.entity_id not in self.known or not entity.members[0].entity.key:
            return entity.members
        return [local for local in entity.members if local.document.document_id in self.documents]

    def rows(self, used: Iterable[str], keyed: Iterable[str]) -> dict[str, pl.DataFrame]:
        """The rows that are taken over; `used` are the entities that some row names, `keyed` those of a gazetteer.

        Of an entity of a gazetteer what one document calls it does not hang on the others.
        """
        if self.earlier is None:
            return {}
        tables, events = self.earlier.tables, _ids("event_id", self.events)
        entities = _ids("entity_id", self.entities & set(used))
        known = _ids("entity_id", (set(keyed) & set(used)) - self.entities)
        merges = tables["entity_merges"]
        of_known = merges.join(known, on="entity_id", how="semi", maintain_order="left")
        elsewhere = _ids("document_id", self.documents)
        told = of_known.join(elsewhere, on="document_id", how="anti", maintain_order="left")
        return {
            "entities": tables["entities"].join(entities, on="entity_id", how="semi", maintain_order="left"),
            "entity_merges": merges.join(entities, on="entity_id", how="semi", maintain_order="left").vstack(told),
        } | {
            name: tables[name].join(events, on="event_id", how="semi", maintain_order="left")
            for name in ("events", "event_participants", "event_reports")
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


def mark_events(
    found: Untouched, events: Iterable[Event], entities: Iterable[Entity], names: Mapping[str, str], previous: Previous
) -> None:
    """Adds the events that are what they were to what is untouched; `names` gives the name of every entity now.

    An event is made of its reports and how well they fit, of the names of those who take part, of its place and forum,
    and of the countries that all documents give its people.
    """
    if found.earlier is None:
        return
    reports = found.earlier.tables["event_reports"]
    rows = Counter(reports["event_id"].to_list())
    before = dict(found.earlier.tables["entities"].select("entity_id", "name").iter_rows())
    renamed = {identity for identity, name in names.items() if before.get(identity) != name}
    renamed |= {e.entity_id for e in entities if e.kind == "person" and e.entity_id not in found.entities}
    score = _scores(reports)
    for event in events:
        told = sum(len(r.mention.tellings) for r in event.reports)
        if rows.get(event.event_id) == told and all(
            report.document.document_id not in found.documents
            and renamed.isdisjoint((report.place_id, report.forum_id, *(p.entity_id for p in report.parties)))
            and _stood(report.document.document_id, event, number, previous, score)
            for number, report in enumerate(event.reports)
        ):
            found.events.add(event.event_id)


Key = tuple[str, int, int, str]


def _scores(reports: pl.DataFrame) -> dict[Key, float]:
    key = reports.select("document_id", "trigger_start", "trigger_end", "reported_kind").iter_rows()
    return dict(zip(key, reports["match_score"].to_list(), strict=True))


def _stood(document_id: str, event: Event, number: int, previous: Previous, scores: Mapping[Key, float]) -> bool:
    """Whether a report of an event was one of it before, and as well."""
    m = event.reports[number].mention
    key = (document_id, m.trigger_start, m.trigger_end, m.event_kind)
    return previous.events.get(key) == event.event_id and scores.get(key) == round(event.scores[number], 4)
