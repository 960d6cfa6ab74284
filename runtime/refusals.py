"""Rows of `quarantine`: what a stage or a gate turned away, and by which rule.

Here belongs the naming of columns. Which rule turns something away is decided by the stages and the gates.
"""

from collections.abc import Iterator
from typing import Any

import polars as pl

from assets.contract import Row, Table
from checks.gate import Gated


def refused_document(
    run_id: str, document_id: str | None, source_uri: str, stage: str, rule: str, message: str, **broken: Any
) -> Row:
    """The quarantine row of a document that a stage turned away; `broken` gives column_name and value."""
    return {
        "run_id": run_id,
        "level": "document",
        "document_id": document_id,
        "source_uri": source_uri,
        "stage": stage,
        "rule": rule,
        "message": message,
    } | broken


def refused_rows(run_id: str, gated: Gated, table: Table, sources: dict[str, str], level: str = "row") -> Iterator[Row]:
    """The quarantine rows of what a gate refused; `sources` gives each document's source_uri."""
    rows: pl.DataFrame = gated.refused
    for row, reason in zip(rows.iter_rows(named=True), gated.reasons, strict=True):
        document_id = row.get("document_id")
        yield {
            "run_id": run_id,
            "level": level,
            "document_id": document_id,
            "source_uri": sources.get(document_id or "", ""),
            "stage": table.stage,
            "rule": reason.rule,
            "column_name": reason.column,
            "value": reason.value,
            "message": reason.message,
        }
