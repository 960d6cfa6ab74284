"""Resolves annotations across documents: the order of the resolving modules. Pure: no Dagster, no files.

Here belongs the order, and the rows of the contract's enriched tables. A decision belongs to the module it is about.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

import polars as pl

from assets.columns import frame
from assets.enriched.annotate.records import Annotation
from assets.enriched.resolve.document_rows import OWN_TABLES, own_rows
from assets.enriched.resolve.entities import countries_given, entity_row, meant, merge_rows, resolve_entities
from assets.enriched.resolve.events.coreference import Event
from assets.enriched.resolve.events.corrected import Known, corrected
from assets.enriched.resolve.events.meeting import of_entities, reports_in_columns
from assets.enriched.resolve.events.rows import event_row, participant_rows, report_rows
from assets.enriched.resolve.events.standing import Read, Told, resolve_told
from assets.enriched.resolve.local_entities import (
    Document,
    DocumentFacts,
    Row,
    Text,
    document_entities_of,
    documents_of,
)
from assets.enriched.resolve.offices.tenures import (
    Contradiction,
    OpenOffice,
    contradictions,
    resolve_roles,
    resolve_tenures,
    tenure_row,
)
from assets.enriched.resolve.placed import entities_of, placed
from assets.enriched.resolve.previous_ids import NOTHING_BEFORE, Previous
from assets.enriched.resolve.rulings import NO_RULINGS, Reference, Rulings
from assets.enriched.resolve.untouched import Earlier, untouched
from assets.enriched.schema import TABLES

__all__ = ["DocumentFacts", "Resolution", "Row", "resolve", "resolve_all", "resolve_documents"]

PLACED = ("sentences", "mentions", "time_mentions", "statements", "statement_speakers")
TOGETHER = [table.name for table in TABLES if table.name not in PLACED]


@dataclass(frozen=True, slots=True)
class Resolution:
    """What follows from all annotations, and what a person should look at.

    `tables` has the rows of what documents say together, by table, but for those `taken` over from an earlier run;
    `placed` has what each says by itself (`placed`).
    `contradictions` are pairs of people shown in one seat on one day; `dangling` are rulings' references that point to
    nothing in these documents, `unfit` corrections that cannot stand, each with the reason. `told` is for the next run.
    """

    tables: dict[str, list[Row]]
    contradictions: tuple[Contradiction, ...] = ()
    dangling: tuple[str, ...] = ()
    unfit: tuple[str, ...] = ()
    placed: dict[str, pl.DataFrame] = field(default_factory=dict)
    taken: dict[str, pl.DataFrame] = field(default_factory=dict)
    told: Told | None = None


def resolve(annotations: Sequence[Annotation], facts: Mapping[str, DocumentFacts]) -> dict[str, list[Row]]:
    """The rows of every enriched table by table name, columns as in `assets/enriched/schema.py`."""
    return resolve_all(annotations, facts).tables


def resolve_all(
    annotations: Sequence[Annotation],
    facts: Mapping[str, DocumentFacts],
    rulings: Rulings = NO_RULINGS,
    previous: Previous = NOTHING_BEFORE,
) -> Resolution:
    """Everything that follows from the annotations: `tables` has the rows of every enriched table.

    The order of the annotations does not matter; of two annotations of one document the last counts. Raises KeyError
    for a document without facts.
    """
    latest = {annotation.document_id: annotation for annotation in annotations}
    own = own_tables((annotation, facts[document_id].raw_text) for document_id, annotation in latest.items())
    found = resolve_documents(documents_of(annotations, facts), own, rulings, previous)
    tables = found.tables | {
        table.name: found.placed[table.name].select(column.name for column in table.columns).to_dicts()
        for table in TABLES
        if table.name in found.placed
    }
    return replace(found, tables=tables, placed={}, told=None)


def own_tables(annotations: Iterable[tuple[Annotation, Text]]) -> dict[str, pl.DataFrame]:
    """What documents say by themselves, each given with its raw text: frames by the names of `OWN_TABLES`."""
    rows: dict[str, list[Row]] = {name: [] for name in OWN_TABLES}
    for annotation, text in annotations:
        for name, own in own_rows(annotation, text).items():
            rows[name] += own
    return {name: frame(table, rows[name]) for name, table in OWN_TABLES.items()}


def resolve_documents(
    documents: Sequence[Document],
    own: Mapping[str, pl.DataFrame],
    rulings: Rulings = NO_RULINGS,
    previous: Previous = NOTHING_BEFORE,
    earlier: Earlier | None = None,
    read: Read | None = None,
) -> Resolution:
    """Everything that follows from what the documents name, with analysts' rulings and the ids of the last run.

    `documents` stand in order of day and id; `own` is what they say by themselves, by the names of `OWN_TABLES`. Rows
    that are what they were in an `earlier` run are taken over from it. `read` gives the event mentions of documents;
    without it their annotations hold them.
    """
    tables: dict[str, list[Row]] = {name: [] for name in TOGETHER}
    entities, dangling = resolve_entities(documents, document_entities_of(documents), rulings, previous)
    entities.sort(key=lambda entity: entity.entity_id)
    held = untouched(earlier, documents, entities, previous)
    rows = [entity_row(entity) for entity in entities if entity.entity_id not in held.entities]
    tenures = resolve_tenures(documents)
    tables["tenures"] = [tenure_row(tenure) for tenure in tenures]
    names = held.names | {row["entity_id"]: row["name"] for row in rows}
    wanted = {reference for correction in rulings.corrections for reference in correction.entities}
    known = _known(rows, tables["tenures"], meant(wanted, entities, previous), names)
    numbers, given = entities_of(documents), countries_given(entities)
    reports = reports_in_columns(own, documents, numbers, given, previous.reports())
    touched, last = of_entities(reports, held.renamed(names)), None if earlier is None else earlier.told
    same = () if earlier is None else earlier.same
    events = resolve_told(reports, documents, given, read or _read(documents), last, same, touched, rulings, previous)
    unfit = _write_events(events.anew, known, tables)
    roles = resolve_roles(_open_offices(documents, own["own_mentions"]), tenures)
    filled = placed(own, numbers, events.told.reports, roles)
    taken = held.of_events(events.standing)
    used = _entities_used(tables, filled | taken)
    tables["entities"] = [row for row in rows if row["entity_id"] in used]
    told = ((e, held.merges(e)) for e in entities if e.entity_id in used)
    tables["entity_merges"] = [row for e, members in told if members for row in merge_rows(e, members)]
    taken |= held.rows(used, (e.entity_id for e in entities if e.members[0].entity.key))
    seats = contradictions(tenures, names, partial(_sentence_of, own["sentences"]))
    said = tuple(sorted(map(str, dangling | events.unmatched)))
    return Resolution(tables, tuple(seats), said, tuple(unfit), filled, taken, events.told)


def _read(documents: Iterable[Document]) -> Read:
    """What gives the event mentions that annotations hold."""
    held = {d.document_id: d.annotation.events for d in documents if isinstance(d.annotation, Annotation)}
    return lambda wanted: {document_id: held[document_id] for document_id in wanted}


def _open_offices(documents: Sequence[Document], mentions: pl.DataFrame) -> Iterator[OpenOffice]:
    """The offices that are named without a person, in documents of which the day is known."""
    days = {document.document_id: document.on for document in documents}
    held = mentions.filter(pl.col("office").is_not_null()).select("document_id", "position", "office", "country")
    for document_id, position, office, country in held.iter_rows():
        on = days[document_id]
        if on is not None:
            yield document_id, position, office, country, on


def _sentence_of(sentences: pl.DataFrame, document: Document, start: int, end: int) -> str:
    """The sentence of a document that holds a position, else the stretch itself."""
    held = (pl.col("document_id") == document.document_id) & (pl.col("raw_start") <= start)
    found = sentences.filter(held & (pl.col("raw_end") > start))
    return str(found["text"][0]) if found.height else document.facts.raw_text[start:end]


def _known(
    entities: Iterable[Row], tenures: Iterable[Row], meant: Mapping[Reference, str], names: Mapping[str, str]
) -> Known:
    """What corrections are held against."""
    held: dict[str, list[Row]] = {}
    for tenure in tenures if meant else ():
        held.setdefault(tenure["person_id"], []).append(tenure)
    return Known({row["entity_id"]: row for row in entities}, held, meant, names)


def _write_events(events: Sequence[Event], known: Known, tables: dict[str, list[Row]]) -> list[str]:
    """Adds the rows of events, their participants and their reports; the corrections that cannot stand, and why."""
    unfit = []
    for event in events:
        parties = participant_rows(event)
        row = event_row(event, parties, known.names)
        if event.corrections:
            row, parties, said = corrected(event, row, parties, known)
            unfit += said
        tables["events"].append(row)
        tables["event_participants"].extend(parties)
        tables["event_reports"].extend(report_rows(event))
    return unfit


def _entities_used(tables: Mapping[str, Sequence[Row]], filled: Mapping[str, pl.DataFrame]) -> set[str]:
    """The entities that some row names: an entity nobody refers to is not published."""
    used: set[str] = set()
    for table in TABLES:
        for reference in table.references:
            if reference.table != "entities":
                continue
            if table.name in filled:
                used.update(filled[table.name][reference.column].drop_nulls().unique())
            used.update(row[reference.column] for row in tables.get(table.name, ()) if row[reference.column])
    return used
