"""Reads Word documents (.docx): the paragraphs of the body, in order, those in tables and text boxes too.

Here belongs which elements hold text. Headers, footers, footnotes, comments and deleted text are not read; macros and
linked objects are never looked at. Source: ECMA-376, part 1, WordprocessingML.
"""

import io
from collections.abc import Iterator

from lxml import etree  # type: ignore[import-untyped]

from assets.raw import bounds
from assets.raw.bounds import Readable, Refused
from assets.raw.decoding import Decoded
from assets.raw.readers.archives import BROKEN, checked_zip
from assets.raw.readers.documents import articles
from assets.raw.readers.files import read_file
from assets.raw.readers.xml import local, parse_xml
from assets.raw.records import RawDocument, Refusal

UNREAD = frozenset({"del", "instrtext", "deltext", "fallback", "sectpr", "movefrom"})
MAIN = "word/document.xml"
MEDIA = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def read_word(file: Readable, uri: str) -> Iterator[RawDocument | Refusal]:
    """The document's text, one article or an export of several. Raises Refused."""
    data = read_file(file)
    text = "\n\n".join(paragraphs(data))
    if not text.strip():
        raise Refused("empty", "the document holds no text: it may hold pictures of text; give the text itself")
    yield from articles(uri, data, Decoded(text, "utf-8"), MEDIA, wrapped=False)


def paragraphs(data: bytes) -> list[str]:
    """The paragraphs that hold anything. Raises Refused (`corrupt`, `expansion`, `encrypted`, `bad_xml`)."""
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise Refused("encrypted", "the document is locked or of an old kind: save it as .docx without a password")
    with checked_zip(io.BytesIO(data)) as archive:
        name = next((n for n in archive.namelist() if n.replace("\\", "/").endswith(MAIN)), None)
        if name is None:
            raise Refused("corrupt", "the file is no Word document: save it again as .docx")
        try:
            with archive.open(name) as member:
                content = member.read(bounds.FREE_EXPANSION_BYTES + 1)
        except BROKEN as error:
            raise Refused("corrupt", f"the document is broken ({error}): save it again") from error
    if len(content) > bounds.FREE_EXPANSION_BYTES:
        raise bounds.too_large()
    found = (_paragraph(element) for element in parse_xml(content).iter() if local(element) == "p")
    return [text for text in found if text]


def _paragraph(paragraph: etree._Element) -> str:
    """A paragraph's text in single blanks, without what a text box in it holds, which is paragraphs of its own."""
    parts: list[str] = []
    _collect(paragraph, parts)
    return " ".join("".join(parts).split())


def _collect(element: etree._Element, parts: list[str]) -> None:
    for child in element:
        name = local(child)
        if name == "t":
            parts.append(child.text or "")
        elif name in {"tab", "br", "cr"}:
            parts.append(" ")
        elif name == "nobreakhyphen":
            parts.append("-")
        elif name not in UNREAD and name != "p":
            _collect(child, parts)
