"""Makes the records of documents: content hash, size, media type, and for HTML the reading of the page.

Here belongs what every reader does with a decoded document. Files and containers belong to their readers.
"""

import hashlib

from assets.raw.bounds import MAX_DOCUMENT_BYTES, Refused, too_large
from assets.raw.decoding import Decoded
from assets.raw.html.page import read_html
from assets.raw.records import RawDocument, Supplied

NOTHING = Supplied()


def text_document(
    uri: str, data: bytes, decoded: Decoded, supplied: Supplied = NOTHING, media_type: str = "text/plain"
) -> RawDocument:
    """A document of plain text: its raw text is the decoded text, unchanged."""
    digest = hashlib.sha256(data).hexdigest()
    return RawDocument(digest[:32], uri, media_type, decoded.encoding, len(data), digest, decoded.text, supplied)


def html_document(uri: str, data: bytes, decoded: Decoded, supplied: Supplied = NOTHING) -> RawDocument:
    """A document made from a page. Raises Refused (`empty`) where the page shows no text."""
    page = read_html(decoded.text, supplied.url)
    if not page.raw_text.strip():
        raise Refused("empty", "the page shows no text: it may need a browser to fill it; save the page as displayed")
    digest = hashlib.sha256(data).hexdigest()
    return RawDocument(
        digest[:32], uri, "text/html", decoded.encoding, len(data), digest, page.raw_text, supplied,
        page.metadata, page.blocks,
    )  # fmt: skip


def given_bytes(text: str) -> bytes:
    """A container's text as the bytes that are hashed. Raises Refused (`too_large`, `empty`)."""
    data = text.encode()
    if len(data) > MAX_DOCUMENT_BYTES:
        raise too_large()
    if not text.strip():
        raise Refused("empty", "the document holds no text: give its text, or leave the line out")
    return data
