"""Fills in what the rows of single documents point to, once it is known which entities and events there are.

Here belongs the filling in, in columns. What a document says is written down in `document_rows`, who and what its
numbers are is decided before.
"""

import polars as pl

from assets.enriched.resolve.local_entities import Rows
from assets.enriched.schema import STATEMENT_SPEAKERS


def placed(own: Rows, entities: pl.DataFrame, told: pl.DataFrame, roles: pl.DataFrame) -> dict[str, pl.DataFrame]:
    """`sentences`, `time_mentions`, `mentions`, `statements`, `statement_speakers`, each with its document_id.

    `own` are the rows by the names of `document_rows.OWN_TABLES`; `entities` and `told` say which entity and event a
    document's number is. `roles` says, by document and position of a mention, who is meant by an office without a
    person (`holder`).
    """
    return {
        "sentences": own["sentences"],
        "time_mentions": own["time_mentions"],
        "mentions": _mentions(own["own_mentions"], entities, roles),
        "statements": _statements(own["own_statements"], told),
        "statement_speakers": _speakers(own["own_speakers"], entities),
    }


def _mentions(own: pl.DataFrame, entities: pl.DataFrame, roles: pl.DataFrame) -> pl.DataFrame:
    meant = _joined(_joined(own, entities, "entity"), roles, "position")
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
