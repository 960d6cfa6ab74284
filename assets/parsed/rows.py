"""Turns records into rows of the contract's tables, and refusals into rows of `quarantine`.

Here belongs the naming of columns. What a row says was decided by the stage that made the record.
"""

import json
from collections.abc import Iterator
from typing import Any

import polars as pl

from assets.contract import Table
from assets.parsed.records import Parsed
from assets.parsed.stories import StoryResult
from assets.raw.records import RawDocument
from checks.gate import Gated

Row = dict[str, Any]


def article_row(parsed: Parsed, story: StoryResult) -> Row:
    """The row of `articles`."""
    article = parsed.article
    published, line = article.published, article.dateline
    return {
        "document_id": article.document_id,
        "title": article.title,
        "lead": article.lead,
        "body": article.body,
        "word_count": len(article.body.split()),
        "language": article.language,
        "published_at": published.at,
        "published_on": published.on,
        "published_precision": published.precision,
        "published_method": published.method,
        "published_confidence": published.confidence,
        "published_evidence": json.dumps(published.evidence, default=str),
        "url": article.url,
        "domain": article.domain,
        "outlet": article.outlet,
        "agency": article.agency,
        "byline": article.byline,
        "dateline_place": line.place if line else None,
        "dateline_country": line.country if line else None,
        "dateline_date": line.date if line else None,
        "section": article.section,
        "tags": article.tags,
        "flags": sorted({issue.rule for issue in parsed.issues if not issue.quarantine}),
        "near_duplicate_of": story.near_duplicate_of,
        "story_id": story.story_id,
    }


def segment_rows(document: RawDocument, parsed: Parsed) -> Iterator[Row]:
    """The rows of `segments`."""
    for number, segment in enumerate(parsed.segments):
        yield {
            "document_id": document.document_id,
            "segment_no": number,
            "raw_start": segment.start,
            "raw_end": segment.end,
            "text": document.raw_text[segment.start : segment.end],
            "role": segment.role,
        }


def refused_document(run_id: str, document: RawDocument, stage: str, rule: str, message: str, **broken: Any) -> Row:
    """The quarantine row of a document that a stage turned away; `broken` gives column_name and value."""
    return {
        "run_id": run_id,
        "level": "document",
        "document_id": document.document_id,
        "source_uri": document.source_uri,
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
