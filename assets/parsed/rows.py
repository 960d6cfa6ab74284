"""Turns parsed records into rows of `articles` and `segments`.

Here belongs the naming of columns. What a row says was decided by the stage that made the record.
"""

import json
from collections.abc import Iterator

from assets.contract import Row
from assets.parsed.records import Parsed
from assets.raw.records import RawDocument


def article_row(parsed: Parsed) -> Row:
    """The row of `articles`, but for what other documents decide: its story, and whether it is a copy."""
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
