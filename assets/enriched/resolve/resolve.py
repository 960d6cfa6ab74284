"""Resolves annotations across documents: the order of the resolving modules. Pure: no Dagster, no files.

Here belongs the order, and the rows of the contract's enriched tables. A decision belongs to the module it is about.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

import polars as pl

from assets.columns import frame
from assets.enriched.annotate.records import Annotation
from assets.enriched.resolve.document_rows import OWN_TABLES, own_rows
from assets.enriched.resolve.entities import Entities, resolve_entities
from assets.enriched.resolve.entity.called import best_name
from assets.enriched.resolve.entity.rows import entity_rows, merge_rows
from assets.enriched.resolve.entity.untouched import Earlier, Untouched, untouched
from assets.enriched.resolve.events.coreference import Event
from assets.enriched.resolve.events.corrected import Known, corrected
from assets.enriched.resolve.events.meeting import of_entities, reports_in_columns
from assets.enriched.resolve.events.rows import event_row, participant_rows, report_rows
from assets.enriched.resolve.events.standing import Told, resolve_told
from assets.enriched.resolve.local_entities import Document, DocumentFacts, Row, Rows, Text
from assets.enriched.resolve.named.columns import facts_in_columns, named, numbers
from assets.enriched.resolve.offices.contradictions import Contradiction, contradictions
from assets.enriched.resolve.offices.tenures import resolve_roles, resolve_tenures, tenure_row
from assets.enriched.resolve.placed import placed
from assets.enriched.resolve.previous_ids import NOTHING_BEFORE, Previous
from assets.enriched.resolve.rulings import NO_RULINGS, Reference, Rulings
from assets.enriched.schema import TABLES, TENURES

__all__ = ["DocumentFacts", "Resolution", "Row", "resolve", "resolve_all", "resolve_documents"]

WRITTEN = ("entities", "events", "event_participants", "event_reports")  # the tables of which rows are made one by one
Read = Callable[[Collection[str]], Sequence[Document]]
"""Some documents, with what annotation says of their entities and events."""


@dataclass(frozen=True, slots=True)
class Resolution:
    """What follows from all annotations, and what a person should look at.

    `tables` and `columns` have the rows of what documents say together, by table, but for those `taken` over from an
    earlier run; `placed` has what each says by itself (`placed`).
    `contradictions` are pairs of people shown in one seat on one day; `dangling` are rulings' references that point to
    nothing in these documents, `unfit` corrections that cannot stand, each with the reason. `told` is for the next run.
    """

    tables: dict[str, list[Row]]
    contradictions: tuple[Contradiction, ...] = ()
    dangling: tuple[str, ...] = ()
    unfit: tuple[str, ...] = ()
    columns: dict[str, pl.DataFrame] = field(default_factory=dict)
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
    told = facts_in_columns(facts[document_id] for document_id in latest)

    def read(wanted: Collection[str]) -> list[Document]:
        return [Document(latest[document_id], facts[document_id]) for document_id in wanted]

    found = resolve_documents(told, own, read, rulings, previous)
    columns = found.placed | found.columns
    tables = found.tables | {
        table.name: columns[table.name].select(column.name for column in table.columns).to_dicts()
        for table in TABLES
        if table.name in columns
    }
    return replace(found, tables=tables, placed={}, columns={}, told=None)


def own_tables(annotations: Iterable[tuple[Annotation, Text]]) -> dict[str, pl.DataFrame]:
    """What documents say by themselves, each given with its raw text: frames by the names of `OWN_TABLES`."""
    rows: dict[str, list[Row]] = {name: [] for name in OWN_TABLES}
    for annotation, text in annotations:
        for name, own in own_rows(annotation, text).items():
            rows[name] += own
    return {name: frame(table, rows[name]) for name, table in OWN_TABLES.items()}


def resolve_documents(
    facts: pl.DataFrame,
    own: Rows,
    read: Read,
    rulings: Rulings = NO_RULINGS,
    previous: Previous = NOTHING_BEFORE,
    earlier: Earlier | None = None,
) -> Resolution:
    """Everything that follows from what the documents name, with analysts' rulings and the ids of the last run.

    `facts` are FACTS of documents in order of day and id; `own` is what they say by themselves, by the names of
    `OWN_TABLES`. Rows that are what they were in an `earlier` run are taken over from it. `read` gives those documents
    whose events are decided anew.
    """
    tables: dict[str, list[Row]] = {name: [] for name in WRITTEN}
    things = named(own, facts)
    entities = resolve_entities(things, rulings, previous)
    held = untouched(earlier, facts, entities)
    names = held.names | {e.entity_id: best_name(e) for e in (entities.all[group] for group in held.anew)}
    tenures = resolve_tenures(own, facts, entities)
    columns = {"tenures": frame(TENURES, map(tenure_row, tenures.all))}
    known = Known({}, {}, {}, names)
    if entities.meant:
        rows = entity_rows(entities, things, held.anew, names)
        known = _known(rows, columns["tenures"], entities.meant, names)
    known_ids, given = entities.numbers(), entities.given()
    reports = reports_in_columns(own, facts, known_ids, given, previous.bore())
    touched = of_entities(reports, held.renamed(names))
    last, same = (None, None) if earlier is None else (earlier.told, earlier.same)
    events = resolve_told(reports, given, _resolved(read, known_ids), last, same, touched, rulings)
    unfit = _write_events(events.anew, known, tables)
    filled = placed(own, known_ids, events.told.reports, resolve_roles(_open_offices(own, facts), tenures.all))
    taken = held.of_events(events.standing)
    used = _entities_used(tables, filled | taken | columns)
    taken |= _write_entities(entities, held, used, tables, columns, partial(entity_rows, entities, things, names=names))
    seats = contradictions(tenures, names, partial(_sentence_of, own["sentences"], read))
    said = tuple(sorted(map(str, entities.dangling | events.unmatched)))
    return Resolution(tables, tuple(seats), said, tuple(unfit), columns, filled, taken, events.told)


def _write_entities(
    entities: Entities,
    held: Untouched,
    used: pl.DataFrame,
    tables: dict[str, list[Row]],
    columns: dict[str, pl.DataFrame],
    rows_of: Callable[[Sequence[int]], list[Row]],
) -> dict[str, pl.DataFrame]:
    """Adds the rows of those entities that are `used`; of those whose rows stand what is taken over."""
    ids = set(used["entity_id"])
    groups = [group for group in held.anew if entities.all[group].entity_id in ids]
    tables["entities"] = rows_of(groups)
    columns["entity_merges"] = merge_rows(entities, held.told.join(numbers("group", groups), on="group", how="semi"))
    return held.rows(used, (e.entity_id for e in entities.all if e.lead.key))


def _resolved(read: Read, known: pl.DataFrame) -> Read:
    """What reads documents, with the entity_id of each of their entities, which `known` gives."""

    def told(wanted: Collection[str]) -> Sequence[Document]:
        documents = read(wanted)
        ids = pl.DataFrame({"document_id": list(wanted)}, {"document_id": pl.String})
        own = known.join(ids, on="document_id", how="semi").sort("document_id", "entity")
        found: dict[str, list[str]] = {}
        for document_id, identity in own.select("document_id", "entity_id").iter_rows():
            found.setdefault(document_id, []).append(identity)
        for document in documents:
            document.entity_ids = found.get(document.document_id, [])
        return documents

    return told


def _open_offices(own: Rows, facts: pl.DataFrame) -> pl.DataFrame:
    """The offices that are named without a person, in documents of which the day is known."""
    held = (
        own["own_mentions"]
        .filter(pl.col("office").is_not_null())
        .select("document_id", "position", "office", "country")
    )
    return held.join(
        facts.filter(pl.col("on").is_not_null()).select("document_id", "on"), on="document_id", how="inner"
    )


def _sentence_of(sentences: pl.DataFrame, read: Read, document_id: str, start: int, end: int) -> str:
    """The sentence of a document that holds a position, else the stretch itself."""
    held = (pl.col("document_id") == document_id) & (pl.col("raw_start") <= start)
    found = sentences.filter(held & (pl.col("raw_end") > start))
    return str(found["text"][0]) if found.height else read([document_id])[0].facts.raw_text[start:end]


def _known(
    entities: Iterable[Row], tenures: pl.DataFrame, meant: Mapping[Reference, str], names: Mapping[str, str]
) -> Known:
    """What corrections are held against."""
    held: dict[str, list[Row]] = {}
    for tenure in tenures.to_dicts():
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


def _entities_used(tables: Mapping[str, Sequence[Row]], columns: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """The entities (entity_id) that some row names: an entity nobody refers to is not published."""
    used: set[str] = set()
    for table in TABLES:
        for reference in table.references:
            if reference.table != "entities":
                continue
            if table.name in columns:
                used.update(columns[table.name][reference.column].drop_nulls().unique())
            used.update(row[reference.column] for row in tables.get(table.name, ()) if row[reference.column])
    return pl.DataFrame({"entity_id": sorted(used)}, {"entity_id": pl.String})
