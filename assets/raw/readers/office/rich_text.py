"""Reads rich text (.rtf): its paragraphs, without styles, pictures and fields.

Here belongs that one format; striprtf takes its control words away.
"""

import re
from collections.abc import Iterator

from striprtf.striprtf import rtf_to_text

from assets.raw.bounds import Readable, Refused
from assets.raw.decoding import Decoded
from assets.raw.readers.documents import articles
from assets.raw.readers.files import read_document
from assets.raw.records import RawDocument, Refusal

MEDIA = "application/rtf"
_CODE_PAGE = re.compile(rb"\\ansicpg(\d{3,5})")
_LINK = re.compile(r"\{\\\*\\fldinst[^{}]{0,2000}\}")


def read_rich_text(file: Readable, uri: str) -> Iterator[RawDocument | Refusal]:
    """The document's text, one article or an export of several. Raises Refused."""
    data = read_document(file)
    if not data.lstrip().startswith(b"{\\rtf"):
        raise Refused("corrupt", "the file is no rich text: save it again, or as .txt")
    found = _CODE_PAGE.search(data[:2000])
    encoding = f"cp{int(found[1])}" if found else "cp1252"
    try:
        text: str = rtf_to_text(data.decode("latin-1"), encoding=encoding, errors="replace")  # type: ignore[no-untyped-call]
    except Exception as error:  # the library raises whatever broken control words lead to
        raise Refused("corrupt", f"the rich text cannot be read ({error}): save it again, or as .docx") from error
    shown = "\n\n".join(" ".join(line.split()) for line in text.splitlines() if line.strip())
    if not shown:
        raise Refused("empty", "the document holds no text: it may hold pictures of text; give the text itself")
    yield from articles(uri, data, Decoded(shown, encoding), MEDIA, wrapped=False)
