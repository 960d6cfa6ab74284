"""Fills in what the rows of single documents point to, once it is known which entities and events there are.

Here belongs the filling in, in columns. What a document says is written down in `document_rows`, who and what its
numbers are is decided before.
"""

from collections.abc import Mapping, Sequence

import polars as pl

from assets.enriched.resolve.local_entities import Document, Rows
from assets.enriched.schema import STATEMENT_SPEAKERS


def placed(
    own: Rows, entities: pl.DataFrame, told: pl.DataFrame, roles: Mapping[tuple[str, int], str]
) -> dict[str, pl.DataFrame]:
    """`sentences`, `time_mentions`, `mentions`, `statements`, `statement_speakers`, each with its document_id.

    `own` are the rows by the names of `document_rows.OWN_TABLES`; `entities` and `told` say which entity and event a
    document's number is. `roles` says, by document and position of a mention, who is meant by an office without a
    person.
    """
    return {
        "sentences": own["sentences"],
        "time_mentions": own["time_mentions"],
        "mentions": _mentions(own["own_mentions"], entities, roles),
        "statements": _statements(own["own_statements"], told),
        "statement_speakers": _speakers(own["own_speakers"], entities),
    }


def entities_of(documents: Sequence[Document]) -> pl.DataFrame:
    """The entity_id of every document's numbers."""
    sizes = [len(document.entity_ids) for document in documents]
    names = pl.Series("document_id", [document.document_id for document in documents], pl.String)
    columns = {
        "entity": [number for size in sizes for number in range(size)],
        "entity_id": [identity for document in documents for identity in document.entity_ids],
    }
    schema = {"entity": pl.Int32, "entity_id": pl.String}
    repeated = pl.DataFrame({"document_id": names, "size": sizes}, schema={"document_id": pl.String, "size": pl.Int64})
    of_document = repeated.select(pl.col("document_id").repeat_by("size").explode(empty_as_null=False))
    return pl.DataFrame(columns, schema=schema).with_columns(of_document["document_id"])


def _mentions(own: pl.DataFrame, entities: pl.DataFrame, roles: Mapping[tuple[str, int], str]) -> pl.DataFrame:
    holders = pl.DataFrame(
        [(document_id, position, holder) for (document_id, position), holder in roles.items()],
        schema={"document_id": pl.String, "position": pl.Int32, "holder": pl.String},
        orient="row",
    )
    meant = _joined(_joined(own, entities, "entity"), holders, "position")
    held = pl.col("holder").is_not_null()
    return meant.with_columns(
        pl.coalesce("holder", "entity_id").alias("entity_id"),
        pl.when(held).then(pl.lit("tenure")).otherwise("method").alias("method"),
    ).drop("entity", "position", "office", "country", "holder")


def _statements(own: pl.DataFrame, told: pl.DataFrame) -> pl.DataFrame:
    return _joined(own, told.select("document_id", "event", "event_id"), "event").drop("event")


def _speakers(own: pl.DataFrame, entities: pl.DataFrame) -> pl.DataFrame:
    """Each speaker once: two numbers of a document may be one entity. The last telling of it counts."""
    known = _joined(own, entities, "entity").drop("entity")
    return known.unique(list(STATEMENT_SPEAKERS.key), keep="last", maintain_order=True)


def _joined(rows: pl.DataFrame, known: pl.DataFrame, number: str) -> pl.DataFrame:
    """The rows with what is known of a document's number; where there is none, null."""
    return rows.join(known, on=["document_id", number], how="left", maintain_order="left")
