"""Makes the records of documents: content hash, size, media type, the articles of a text, the reading of a page.

Here belongs what every reader does with a decoded document. Files and containers belong to their readers.
"""

import hashlib
import re
from collections.abc import Iterator

from assets.raw.bounds import MAX_DOCUMENT_BYTES, Refused, too_large
from assets.raw.decoding import Decoded
from assets.raw.exports.split import Part, split
from assets.raw.html.page import parse_tree, read_html
from assets.raw.html.several import several
from assets.raw.html.visible_text import visible_lines
from assets.raw.records import Block, PageMetadata, RawDocument, Refusal, Supplied

NOTHING = Supplied()
# What a page of a database's export holds somewhere: other pages are not looked at twice.
EXPORTED = re.compile(
    r"\b(?:Document|Dokument|Documento)\s{1,5}[A-Z0-9]{4,12}(?:19|20)\d{6}|\d\s{1,5}\w{2,3}\s{1,5}\d{1,6}\s{1,5}DO[CK]UMENT"
    r"|(?:End of|Ende des|Fin du|Fin de|Fin del|Fine del|Fim do)\s{1,5}Do[ck]ument|ProQuest document",
    re.IGNORECASE,
)


def text_document(
    uri: str,
    data: bytes,
    decoded: Decoded,
    supplied: Supplied = NOTHING,
    media_type: str = "text/plain",
    metadata: PageMetadata | None = None,
) -> RawDocument:
    """A document of plain text: its raw text is the decoded text, unchanged; `metadata` is what its container says."""
    digest = hashlib.sha256(data).hexdigest()
    return RawDocument(
        digest[:32], uri, media_type, decoded.encoding, len(data), digest, decoded.text, supplied, metadata
    )


def articles(
    uri: str, data: bytes, decoded: Decoded, media_type: str = "text/plain", wrapped: bool = True
) -> Iterator[RawDocument | Refusal]:
    """The articles of a text, several at `uri#n`; one, or a text of no known kind, at `uri`.

    Raises Refused (`several_articles`) where several cannot be told apart.
    """
    parts = split(decoded.text, wrapped)
    if len(parts) > 1:
        yield from (_part(f"{uri}#{n}", decoded, part, media_type) for n, part in enumerate(parts))
        return
    if parts and parts[0].refusal is not None:
        raise parts[0].refusal
    whole = text_document(uri, data, decoded, media_type=media_type)
    yield _told(whole, parts[0]) if parts and parts[0].end == len(decoded.text) else whole


def page_articles(
    uri: str, data: bytes, decoded: Decoded, supplied: Supplied = NOTHING
) -> Iterator[RawDocument | Refusal]:
    """The articles of a page: those of an export, or each in its own element, at `uri#n`; else the page as one."""
    tree = parse_tree(decoded.text) if EXPORTED.search(decoded.text) else None
    if tree is not None:
        text = "\n".join(line.text for line in visible_lines(tree))
        parts = split(text, wrapped=False, wires=False)
        if len(parts) > 1:
            shown = Decoded(text, decoded.encoding)
            yield from (_part(f"{uri}#{n}", shown, part, "text/html") for n, part in enumerate(parts))
            return
    pages = several(parse_tree(decoded.text)) if decoded.text.count("<h1") > 1 else []
    for number, page in enumerate(pages):
        try:
            yield html_document(f"{uri}#{number}", page.encode(), Decoded(page, decoded.encoding))
        except Refused as error:
            yield error.at(f"{uri}#{number}")
    if not pages:
        yield html_document(uri, data, decoded, supplied)


def _part(uri: str, decoded: Decoded, part: Part, media_type: str) -> RawDocument | Refusal:
    """The document of one article of several: its raw text is its own stretch of the text."""
    if part.refusal is not None:
        return part.refusal.at(uri)
    stretch = decoded.text[part.start : part.end]
    own = Decoded(stretch, decoded.encoding)
    # A stretch of which the database says nothing is plain text, wherever it was found.
    kind = media_type if part.record is not None or media_type != "text/html" else "text/plain"
    return _told(text_document(uri, stretch.encode(), own, media_type=kind), part)


def _told(document: RawDocument, part: Part) -> RawDocument:
    """The document with what its database says of it."""
    if part.record is None:
        return document
    return described(document, part.record.metadata, part.record.blocks)


def described(document: RawDocument, metadata: PageMetadata, blocks: tuple[Block, ...]) -> RawDocument:
    """The document with facts and with the roles of its lines."""
    return RawDocument(
        document.document_id, document.source_uri, document.media_type, document.encoding, document.size_bytes,
        document.sha256, document.raw_text, document.supplied, metadata, blocks,
    )  # fmt: skip


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


def fragment_document(uri: str, html: str, metadata: PageMetadata) -> RawDocument:
    """A document made from markup that is an article and nothing else, as feeds, messages and mails hold it.

    Its raw text is the title, then the visible lines. Raises Refused (`empty`, `too_large`).
    """
    data = given_bytes(html)
    tree = parse_tree(html)
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
