"""Reads what a page says of itself: JSON-LD, OpenGraph and meta tags, and microdata.

Here belong the facts of the head. The visible lines belong to `visible`.
"""

import trafilatura
from lxml import etree  # type: ignore[import-untyped]

from assets.raw.records import PageMetadata


def read_metadata(tree: etree._Element, url: str | None) -> PageMetadata:
    """What the page says of itself; every field that it does not say is None or empty."""
    try:
        found = trafilatura.extract_metadata(tree, default_url=url)
    except Exception:  # the library's errors on broken trees are of no one kind
        found = None
    if found is None:
        return PageMetadata(url=url)
    authors = tuple(name.strip() for name in (found.author or "").split(";") if name.strip())
    tags = tuple(tag.strip() for tag in found.tags or () if tag.strip())
    return PageMetadata(
        found.title, found.url or url, found.date, None, authors, None, tags, found.sitename, None, found.description
    )
