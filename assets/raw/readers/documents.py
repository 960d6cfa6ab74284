"""Makes the records of documents: content hash, size, media type, the articles of a text, the reading of a page.

Here belongs what every reader does with a decoded document. Files and containers belong to their readers.
"""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import fields, replace
from functools import partial

from lxml import etree  # type: ignore[import-untyped]

from assets.raw.bounds import MAX_DOCUMENT_BYTES, Refused, too_large
from assets.raw.decoding import Decoded
from assets.raw.exports.split import Part, split
from assets.raw.html.page import read_html, whole_tree
from assets.raw.html.several import several
from assets.raw.html.visible_text import visible_lines
from assets.raw.mending import mended_page
from assets.raw.readers.wall import behind_wall
from assets.raw.records import Block, PageMetadata, RawDocument, Refusal, Supplied

NOTHING = Supplied()
# What a page of a database's export holds somewhere: other pages are not looked at twice.
EXPORTED = re.compile(
    r"\b(?:Document|Dokument|Documento)\s{1,5}[A-Z0-9]{4,12}(?:19|20)\d{6}|\d\s{1,5}\w{2,3}\s{1,5}\d{1,6}\s{1,5}DO[CK]UMENT"
    r"|(?:End of|Ende des|Fin du|Fin de|Fin del|Fine del|Fim do)\s{1,5}Do[ck]ument|ProQuest document",
    re.IGNORECASE,
)
PAGE_START = re.compile(
    r"(?:\s|<\?xml[^>]{0,200}>|<!--.{0,2000}?-->){0,20}<(?:!doctype\s{1,5}html|html|head|body)\b", re.I | re.S
)
BLOCKS = re.compile(
    r"<(p|div|article|section|h[1-6]|li|blockquote|td|span)(?:\s[^<>]{0,500})?>[^<]{1,20000}</\1\s{0,5}>", re.I
)
MANY_BLOCKS = 2  # a report may quote one line of markup
SAMPLE = 100_000


def text_document(
    uri: str,
    data: bytes,
    decoded: Decoded,
    supplied: Supplied = NOTHING,
    media_type: str = "text/plain",
    metadata: PageMetadata | None = None,
) -> RawDocument:
    """A document of plain text: its raw text is the decoded text, unchanged; `metadata` is what its container says.

    A page that is saved as a text is read as the page that it is. Raises Refused (`empty`).
    """
    if is_markup(decoded.text, media_type):
        page = html_document(uri, data, decoded, supplied)
        return page if metadata is None else replace(page, metadata=_joined(page.metadata, metadata))
    digest = hashlib.sha256(data).hexdigest()
    return RawDocument(
        digest[:32], uri, media_type, decoded.encoding, len(data), digest, decoded.text, supplied, metadata
    )


def _joined(page: PageMetadata | None, container: PageMetadata) -> PageMetadata:
    """What a page says of itself, but what its container says."""
    given = {f.name: value for f in fields(container) if (value := getattr(container, f.name))}
    return container if page is None else replace(page, **given)


def is_markup(text: str, media_type: str) -> bool:
    """Whether a text is a page, or a piece of one: it begins as a page does, or most of it is blocks of markup."""
    if PAGE_START.match(text):
        return True
    head = text[:SAMPLE]
    if media_type != "text/plain" or "</" not in head:
        return False
    blocks = [found.end() - found.start() for found in BLOCKS.finditer(head)]
    return len(blocks) >= MANY_BLOCKS and sum(blocks) > len(head) / 2


def articles(
    uri: str, data: bytes, decoded: Decoded, media_type: str = "text/plain", wrapped: bool = True
) -> Iterator[RawDocument | Refusal]:
    """The articles of a text, several at `uri#n`; one, or a text of no known kind, at `uri`.

    Raises Refused (`several_articles`) where several cannot be told apart.
    """
    if is_markup(decoded.text, media_type):
        yield from page_articles(uri, data, decoded)
        return
    parts = split(decoded.text, wrapped)
    if len(parts) > 1:
        for n, part in enumerate(parts):
            yield behind_wall(f"{uri}#{n}", partial(_part, f"{uri}#{n}", decoded, part, media_type))
        return
    if parts and parts[0].refusal is not None:
        raise parts[0].refusal
    only = parts[0] if parts and parts[0].end == len(decoded.text) else None
    yield behind_wall(uri, lambda: _told(text_document(uri, data, decoded, media_type=media_type), only))


def page_articles(
    uri: str, data: bytes, decoded: Decoded, supplied: Supplied = NOTHING
) -> Iterator[RawDocument | Refusal]:
    """The articles of a page: those of an export, or each in its own element, at `uri#n`; else the page as one."""
    source = mended_page(decoded.text)
    tree = _looked_at(source) if EXPORTED.search(source) else None
    if tree is not None:
        text = "\n".join(line.text for line in visible_lines(tree))
        parts = split(text, wrapped=False, wires=False)
        if len(parts) > 1:
            shown = Decoded(text, decoded.encoding)
            for n, part in enumerate(parts):
                yield behind_wall(f"{uri}#{n}", partial(_part, f"{uri}#{n}", shown, part, "text/html"))
            return
    pages = several(_looked_at(source)) if source.count("<h1") > 1 else []
    for n, page in enumerate(pages):
        own = Decoded(page, decoded.encoding)
        yield behind_wall(f"{uri}#{n}", partial(html_document, f"{uri}#{n}", page.encode("utf-8", "replace"), own))
    if not pages:
        yield behind_wall(uri, lambda: html_document(uri, data, decoded, supplied))


def _looked_at(source: str) -> etree._Element | None:
    """A page's tree to see what kind of page it is; None where it cannot be read, which reading it will say."""
    try:
        return whole_tree(source)
    except Refused:
        return None


def _part(uri: str, decoded: Decoded, part: Part, media_type: str) -> RawDocument:
    """The document of one article of several: its raw text is its own stretch of the text. Raises Refused."""
    if part.refusal is not None:
        raise part.refusal
    stretch = decoded.text[part.start : part.end]
    own = Decoded(stretch, decoded.encoding)
    # A stretch of which the database says nothing is plain text, wherever it was found.
    kind = media_type if part.record is not None or media_type != "text/html" else "text/plain"
    return _told(text_document(uri, stretch.encode("utf-8", "replace"), own, media_type=kind), part)


def _told(document: RawDocument, part: Part | None) -> RawDocument:
    """The document with what its database says of it."""
    if part is None or part.record is None:
        return document
    return described(document, part.record.metadata, part.record.blocks)


def described(document: RawDocument, metadata: PageMetadata, blocks: tuple[Block, ...]) -> RawDocument:
    """The document with facts and with the roles of its lines."""
    return RawDocument(
        document.document_id, document.source_uri, document.media_type, document.encoding, document.size_bytes,
        document.sha256, document.raw_text, document.supplied, metadata, blocks,
    )  # fmt: skip


def html_document(uri: str, data: bytes, decoded: Decoded, supplied: Supplied = NOTHING) -> RawDocument:
    """A document made from a page. Raises Refused: `empty` where it shows no text, `too_large`, `too_deep`."""
    page = read_html(mended_page(decoded.text), supplied.url)
    if not page.raw_text.strip():
        raise Refused("empty", "the page shows no text: it may need a browser to fill it; save the page as displayed")
    digest = hashlib.sha256(data).hexdigest()
    return RawDocument(
        digest[:32], uri, "text/html", decoded.encoding, len(data), digest, page.raw_text, supplied,
        page.metadata, page.blocks,
    )  # fmt: skip


def fragment_document(uri: str, html: str, metadata: PageMetadata) -> RawDocument:
    """A document made from markup that is an article and nothing else, as feeds, messages and mails hold it.

    Its raw text is the title, then the visible lines. Raises Refused (`empty`, `too_large`, `too_deep`).
    """
    data = given_bytes(html)
    tree = whole_tree(mended_page(html))
    lines = [line.text for line in visible_lines(tree) if not line.hidden] if tree is not None else []
    if not lines:
        raise Refused("empty", "the document shows no text: give its text, or leave it out")
    rows = [(metadata.title, "title")] if metadata.title else []
    rows += [(line, "duplicate" if line == metadata.title else "paragraph") for line in lines]
    blocks: list[Block] = []
    at = 0
    for text, role in rows:
        blocks.append(Block(at, at + len(text), role))
        at += len(text) + 1
    raw_text = "\n".join(text for text, _ in rows)
    digest = hashlib.sha256(data).hexdigest()
    return RawDocument(
        digest[:32], uri, "text/html", "utf-8", len(data), digest, raw_text, NOTHING, metadata, tuple(blocks)
    )


def given_bytes(text: str) -> bytes:
    """A container's text as the bytes that are hashed. Raises Refused (`too_large`, `empty`)."""
    data = text.encode("utf-8", "replace")
    if len(data) > MAX_DOCUMENT_BYTES:
        raise too_large()
    if not text.strip():
        raise Refused("empty", "the document holds no text: give its text, or leave the line out")
    return data
