"""Turns what readers give into rows of `documents` and `quarantine`, and rows of `documents` back into records.

Here belongs the naming of columns. What a row says was decided by the readers.
"""

import datetime as dt
import json
from collections.abc import Iterator
from dataclasses import asdict

import polars as pl

from assets.contract import Row
from assets.raw.records import Block, PageMetadata, RawDocument, Refusal, Supplied


def refusal_row(refusal: Refusal, run_id: str) -> Row:
    """The quarantine row of a refusal at the door."""
    return {
        "run_id": run_id,
        "level": "document",
        "document_id": refusal.document_id,
        "source_uri": refusal.source_uri,
        "stage": "raw",
        "rule": refusal.rule,
        "column_name": None,
        "value": refusal.value,
        "message": refusal.message,
    }


def document_row(document: RawDocument, run_id: str, started_at: dt.datetime) -> Row:
    """The row of `documents` for what a reader gave."""
    return {
        "document_id": document.document_id,
        "source_uri": document.source_uri,
        "media_type": document.media_type,
        "encoding": document.encoding,
        "size_bytes": document.size_bytes,
        "sha256": document.sha256,
        "raw_text": document.raw_text,
        "first_run_id": run_id,
        "first_seen_at": started_at,
        "superseded_by": None,
        "supplied": supplied_json(document.supplied),
        "metadata": None if document.metadata is None else json.dumps(asdict(document.metadata)),
        "blocks": json.dumps([[b.start, b.end, b.role] for b in document.blocks]) if document.blocks else None,
    }


def supplied_json(supplied: Supplied) -> str:
    """The column `supplied`."""
    return json.dumps(asdict(supplied))


def supplied_of(value: str) -> Supplied:
    """What was supplied, from the column `supplied`."""
    held = json.loads(value)
    return Supplied(**(held | {name: tuple(held[name]) for name in ("authors", "flags") if name in held}))


def documents(rows: pl.DataFrame) -> Iterator[RawDocument]:
    """What the readers gave, from rows of `documents`; the reverse of `document_row`."""
    for row in rows.iter_rows(named=True):
        page = json.loads(row["metadata"]) if row["metadata"] else None
        if page is not None:
            page |= {name: tuple(page[name]) for name in ("authors", "tags")}
        yield RawDocument(
            row["document_id"],
            row["source_uri"],
            row["media_type"],
            row["encoding"],
            row["size_bytes"],
            row["sha256"],
            row["raw_text"],
            supplied_of(row["supplied"]),
            None if page is None else PageMetadata(**page),
            tuple(Block(*block) for block in json.loads(row["blocks"] or "[]")),
        )
