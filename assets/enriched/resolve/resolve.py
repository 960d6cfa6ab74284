"""Resolves annotations across documents: the order of the resolving modules. Pure: no Dagster, no files.

Here belongs the order, and the rows of the contract's enriched tables. A decision belongs to the module it is about.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assets.enriched.annotate.records import Annotation
from assets.enriched.resolve.document_rows import mention_rows, sentence_rows, statement_rows, time_rows
from assets.enriched.resolve.entities import countries_given, entity_row, merge_rows, resolve_entities
from assets.enriched.resolve.events.coreference import Event, reports_of, resolve_events
from assets.enriched.resolve.events.rows import event_row, participant_rows, report_rows
from assets.enriched.resolve.local_entities import Document, DocumentFacts, Row, document_entities_of, documents_of
from assets.enriched.resolve.offices.tenures import (
    Contradiction,
    contradictions,
    resolve_roles,
    resolve_tenures,
    tenure_row,
)
from assets.enriched.resolve.previous_ids import NOTHING_BEFORE, Previous
from assets.enriched.resolve.rulings import NO_RULINGS, Rulings
from assets.enriched.schema import TABLES

__all__ = ["DocumentFacts", "Resolution", "Row", "resolve", "resolve_all"]


@dataclass(frozen=True, slots=True)
class Resolution:
    """The rows by table, and what a person should look at.

    `contradictions` are pairs of people shown in one seat on one day; `dangling` are rulings' references that point to
    nothing in these documents.
    """

    tables: dict[str, list[Row]]
    contradictions: tuple[Contradiction, ...] = ()
    dangling: tuple[str, ...] = ()


def resolve(annotations: Sequence[Annotation], facts: Mapping[str, DocumentFacts]) -> dict[str, list[Row]]:
    """The rows of every enriched table by table name, columns as in `assets/enriched/schema.py`."""
    return resolve_all(annotations, facts).tables


def resolve_all(
    annotations: Sequence[Annotation],
    facts: Mapping[str, DocumentFacts],
    rulings: Rulings = NO_RULINGS,
    previous: Previous = NOTHING_BEFORE,
) -> Resolution:
    """Everything that follows from the annotations, with analysts' rulings and the ids of the last run.

    The order of the annotations does not matter; of two annotations of one document the last counts. Raises KeyError
    for a document without facts.
    """
    tables: dict[str, list[Row]] = {table.name: [] for table in TABLES}
    documents = documents_of(annotations, facts)
    entities, dangling = resolve_entities(documents, document_entities_of(documents), rulings, previous)
    entities.sort(key=lambda entity: entity.entity_id)
    rows = [entity_row(entity) for entity in entities]
    tenures = resolve_tenures(documents)
    events, unmatched = resolve_events(reports_of(documents, countries_given(entities)), rulings, previous)
    tables["tenures"] = [tenure_row(tenure) for tenure in tenures]
    names = {row["entity_id"]: row["name"] for row in rows}
    _write_events(events, names, tables)
    _write_documents(documents, events, resolve_roles(documents, tenures), tables)
    used = _entities_used(tables)
    tables["entities"] = [row for row in rows if row["entity_id"] in used]
    tables["entity_merges"] = [row for e in entities if e.entity_id in used for row in merge_rows(e)]
    return Resolution(tables, tuple(contradictions(tenures, names)), tuple(sorted(map(str, dangling | unmatched))))


def _write_events(events: Sequence[Event], names: Mapping[str, str], tables: dict[str, list[Row]]) -> None:
    """Adds the rows of events, their participants and their reports."""
    for event in events:
        parties = participant_rows(event)
        tables["events"].append(event_row(event, parties, names))
        tables["event_participants"].extend(parties)
        tables["event_reports"].extend(report_rows(event))


def _write_documents(
    documents: Sequence[Document],
    events: Sequence[Event],
    roles: Mapping[tuple[str, int], str],
    tables: dict[str, list[Row]],
) -> None:
    """Adds the rows of what each document says."""
    event_ids: dict[str, dict[int, str]] = {document.document_id: {} for document in documents}
    for event in events:
        for report in event.reports:
            event_ids[report.document.document_id][report.position] = event.event_id
    for document in documents:
        tables["sentences"].extend(sentence_rows(document))
        tables["mentions"].extend(mention_rows(document, roles))
        tables["time_mentions"].extend(time_rows(document))
        statements, speakers = statement_rows(document, event_ids[document.document_id])
        tables["statements"].extend(statements)
        tables["statement_speakers"].extend(speakers)


def _entities_used(tables: Mapping[str, Sequence[Row]]) -> set[str]:
    """The entities that some row names: an entity nobody refers to is not published."""
    columns = [
        (table.name, reference.column)
        for table in TABLES
        for reference in table.references
        if reference.table == "entities"
    ]
    return {row[column] for name, column in columns for row in tables[name] if row[column]}
