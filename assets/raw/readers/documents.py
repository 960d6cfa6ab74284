"""Makes the records of documents: content hash, size, media type, and for HTML the reading of the page.

Here belongs what every reader does with a decoded document. Files and containers belong to their readers.
"""

import hashlib
import re

from assets.raw.bounds import MAX_DOCUMENT_BYTES, Refused, too_large
from assets.raw.decoding import Decoded
from assets.raw.html.page import read_html
from assets.raw.mending import mended_page
from assets.raw.records import RawDocument, Supplied

NOTHING = Supplied()
PAGE_START = re.compile(
    r"(?:\s|<\?xml[^>]{0,200}>|<!--.{0,2000}?-->){0,20}<(?:!doctype\s{1,5}html|html|head|body)\b", re.I | re.S
)
BLOCKS = re.compile(
    r"<(p|div|article|section|h[1-6]|li|blockquote|td|span)(?:\s[^<>]{0,500})?>[^<]{1,20000}</\1\s{0,5}>", re.I
)
MANY_BLOCKS = 2  # a report may quote one line of markup
SAMPLE = 100_000


def text_document(
    uri: str, data: bytes, decoded: Decoded, supplied: Supplied = NOTHING, media_type: str = "text/plain"
) -> RawDocument:
    """A document of plain text: its raw text is the decoded text, unchanged.

    A page that is saved as a text is read as the page that it is. Raises Refused (`empty`).
    """
    if is_markup(decoded.text, media_type):
        return html_document(uri, data, decoded, supplied)
    digest = hashlib.sha256(data).hexdigest()
    return RawDocument(digest[:32], uri, media_type, decoded.encoding, len(data), digest, decoded.text, supplied)


def is_markup(text: str, media_type: str) -> bool:
    """Whether a text is a page, or a piece of one: it begins as a page does, or most of it is blocks of markup."""
    if PAGE_START.match(text):
        return True
    head = text[:SAMPLE]
    if media_type != "text/plain" or "</" not in head:
        return False
    blocks = [found.end() - found.start() for found in BLOCKS.finditer(head)]
    return len(blocks) >= MANY_BLOCKS and sum(blocks) > len(head) / 2


def html_document(uri: str, data: bytes, decoded: Decoded, supplied: Supplied = NOTHING) -> RawDocument:
    """A document made from a page. Raises Refused (`empty`) where the page shows no text."""
    page = read_html(mended_page(decoded.text), supplied.url)
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
