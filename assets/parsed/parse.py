"""Parses one raw document: the order of the parsing modules. Pure: no Dagster, no files.

Here belongs the order alone. What a line is belongs to `roles`, a dateline to `dateline`, the day to `published`.
"""

import datetime as dt
import re

from assets.parsed.page import parse_page
from assets.parsed.records import Article, Parsed, Published, Segment
from assets.raw.records import RawDocument


def parse(document: RawDocument) -> Parsed:
    """The article and segments of a document, with the issues that may turn it away."""
    if document.media_type == "text/html":
        return parse_page(document)
    text = document.raw_text
    segments = [Segment(m.start(), m.end(), "paragraph") for m in re.finditer(r"\S(?:[^\n]*\S)?", text)]
    body = "\n\n".join(text[s.start : s.end] for s in segments)
    published = Published()
    if document.supplied.published:
        day = dt.date.fromisoformat(document.supplied.published[:10])
        published = Published(day, None, "day", "supplied", 1.0, (("supplied", document.supplied.published),))
    article = Article(document.document_id, body, "en", document.supplied.title, published=published)
    return Parsed(article, segments)
