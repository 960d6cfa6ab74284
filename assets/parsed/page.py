"""Parses an HTML document: its record from the page's metadata, and its segments from the reader's blocks.

Here belongs what a page's structure gives. Texts without structure belong to `parse` and `roles`.
"""

import datetime as dt

from assets.parsed.records import Article, Parsed, Published, Segment
from assets.raw.records import PageMetadata, RawDocument


def parse_page(document: RawDocument) -> Parsed:
    """The article and segments of an HTML document, with the issues that may turn it away."""
    text = document.raw_text
    metadata = document.metadata or PageMetadata()
    segments = [Segment(b.start, b.end, b.role) for b in document.blocks]  # type: ignore[arg-type]
    paragraphs = [text[s.start : s.end] for s in segments if s.role == "paragraph"]
    article = Article(
        document.document_id,
        "\n\n".join(paragraphs),
        document.supplied.language or "en",
        document.supplied.title or metadata.title,
        published=published(document, metadata),
        url=document.supplied.url or metadata.url,
        outlet=document.supplied.outlet or metadata.site_name,
        byline=list(metadata.authors),
        tags=list(metadata.tags),
    )
    return Parsed(article, segments)


def published(document: RawDocument, metadata: PageMetadata) -> Published:
    """The day that the page or the supplier gives."""
    for method, value in (("supplied", document.supplied.published), ("metadata", metadata.published)):
        if value:
            try:
                return Published(dt.date.fromisoformat(value[:10]), None, "day", method, 0.95, ((method, value),))
            except ValueError:
                continue
    return Published()
