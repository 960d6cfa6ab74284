"""Resolves annotations across documents: the order of the resolving modules. Pure: no Dagster, no files.

Here belongs the order, and the rows of the contract's enriched tables. A decision belongs to the module it is about.
"""

from collections.abc import Mapping, Sequence

from assets.enriched.annotate.records import Annotation
from assets.enriched.resolve.documents import mention_rows, sentence_rows, statement_rows, time_rows
from assets.enriched.resolve.entities import entity_row, resolve_entities
from assets.enriched.resolve.events import event_row, participants, report_rows, reports_of, resolve_events
from assets.enriched.resolve.locals import Document, DocumentFacts, Row, documents_of, locals_of
from assets.enriched.resolve.tenures import resolve_tenures, tenure_row
from assets.enriched.schema import TABLES

__all__ = ["DocumentFacts", "Row", "resolve"]


def resolve(annotations: Sequence[Annotation], facts: Mapping[str, DocumentFacts]) -> dict[str, list[Row]]:
    """The rows of every enriched table by table name, columns as in `assets/enriched/schema.py`.

    The order of the annotations does not matter; of two annotations of one document the last counts.
    """
    tables: dict[str, list[Row]] = {table.name: [] for table in TABLES}
    documents = documents_of(annotations, facts)
    entities = resolve_entities(documents, locals_of(documents))
    entity_rows = [entity_row(entity) for entity in sorted(entities, key=lambda e: e.entity_id)]
    names = {row["entity_id"]: row["name"] for row in entity_rows}
    tables["tenures"] = [tenure_row(tenure) for tenure in resolve_tenures(documents)]
    event_ids: dict[str, dict[int, str]] = {document.document_id: {} for document in documents}
    for event in resolve_events(reports_of(documents)):
        tables["events"].append(event_row(event, names))
        tables["event_participants"].extend(participants(event))
        tables["event_reports"].extend(report_rows(event))
        for report in event.reports:
            event_ids[report.document.document_id][report.position] = event.event_id
    for document in documents:
        _say(document, event_ids[document.document_id], tables)
    used = _entities_used(tables)
    tables["entities"] = [row for row in entity_rows if row["entity_id"] in used]
    return tables


def _say(document: Document, event_ids: Mapping[int, str], tables: dict[str, list[Row]]) -> None:
    """Adds the rows of what one document says."""
    tables["sentences"].extend(sentence_rows(document))
    tables["mentions"].extend(mention_rows(document))
    tables["time_mentions"].extend(time_rows(document))
    statements, speakers = statement_rows(document, event_ids)
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
