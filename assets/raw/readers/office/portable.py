"""Reads PDF documents that have a text layer: their lines, joined to paragraphs by where they stand on the page.

Here belongs what pages make of text: wrapped lines, hyphens, running heads, page numbers. Pictures of text are
not read. pypdf takes the file apart; it runs no scripts and fetches nothing.
"""

import io
import logging
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median
from typing import Any

import pypdf

from assets.raw import bounds
from assets.raw.bounds import Readable, Refused
from assets.raw.decoding import Decoded
from assets.raw.readers.documents import articles
from assets.raw.readers.files import read_file
from assets.raw.records import RawDocument, Refusal

MEDIA = "application/pdf"
MAX_PAGES = 2000
FULL = 0.92  # of the longest line: what a line reaches with the next line's first word, where it is wrapped
GAP = 1.4  # of the usual distance of lines: a wider one parts paragraphs
EDGE = 2  # lines at a page's top and foot that may be running heads
_NUMBER = re.compile(r"(?:page|p\.|-|–)?\s{0,2}\d{1,4}(?:\s{0,2}(?:of|/)\s{0,2}\d{1,4})?\s{0,2}[-–]?", re.IGNORECASE)
logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # what it cannot read is said in the refusal


@dataclass(slots=True)
class Line:
    """A printed line, with its height on the page and its letters' size."""

    text: str
    height: float
    size: float


@dataclass(slots=True)
class _Page:
    """Collects a page's lines from what the library gives piece by piece."""

    lines: list[Line] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)
    height: float = 0.0
    size: float = 0.0

    def visit(self, text: str, cm: list[float], tm: list[float], _font: Any, size: float) -> None:
        """A piece of text, the transformations under which it stands, and its letters' size."""
        for piece in text.splitlines(keepends=True):
            if piece.strip() and not "".join(self.parts).strip():
                self.height = tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
                self.size = size * abs(tm[3] * cm[3]) or size
            self.parts.append(piece)
            if piece.endswith("\n"):
                self.flush()

    def flush(self) -> None:
        """Ends the line."""
        text = " ".join("".join(self.parts).split())
        if text:
            self.lines.append(Line(text, self.height, self.size))
        self.parts = []


def read_portable(file: Readable, uri: str) -> Iterator[RawDocument | Refusal]:
    """The document's text, one article or an export of several. Raises Refused."""
    data = read_file(file)
    pages = _pages(data)
    text = "\n\n".join(joined([line for page in without_running_heads(pages) for line in page]))
    if not any(c.isalnum() for c in text):
        raise Refused("no_text", "the PDF has no text layer, only pictures: run it through OCR, and give its text")
    if len(text) > bounds.MAX_DOCUMENT_BYTES:
        raise bounds.too_large()
    yield from articles(uri, data, Decoded(text, "utf-8"), MEDIA, wrapped=False)


def _pages(data: bytes) -> list[list[Line]]:
    """The lines of every page. Raises Refused (`corrupt`, `encrypted`, `too_many`)."""
    try:
        reader = pypdf.PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise Refused("encrypted", "the PDF is locked with a password: save it without one")
        if len(reader.pages) > MAX_PAGES:
            raise Refused("too_many", f"the PDF has more than {MAX_PAGES:,} pages: split it into its documents")
        return [_lines(page) for page in reader.pages]
    except Refused:
        raise
    except Exception as error:  # the library raises whatever a broken file makes of its inside
        raise Refused("corrupt", f"the PDF cannot be read ({error}): print or save it again") from error


def _lines(page: pypdf.PageObject) -> list[Line]:
    found = _Page()
    page.extract_text(visitor_text=found.visit)
    found.flush()
    return found.lines


def without_running_heads(pages: list[list[Line]]) -> list[list[Line]]:
    """The pages without page numbers, and without lines that most pages repeat at their top or foot."""
    edges = [{_key(line.text) for line in (*page[:EDGE], *page[-EDGE:])} for page in pages]
    counts = Counter(key for keys in edges for key in keys)
    often = {key for key, count in counts.items() if len(pages) > 2 and count * 2 > len(pages)}
    kept = []
    for page in pages:
        last = len(page) - EDGE
        kept.append(
            [
                line
                for n, line in enumerate(page)
                if not ((n < EDGE or n >= last) and (_key(line.text) in often or _NUMBER.fullmatch(line.text)))
            ]
        )
    return kept


def _key(text: str) -> str:
    return re.sub(r"\d+", "#", text.lower())


def joined(lines: list[Line]) -> list[str]:
    """Paragraphs of lines: a line runs on in the next where the next one's first word did not fit into it."""
    if not lines:
        return []
    width = max(len(line.text) for line in lines)
    steps = [a.height - b.height for a, b in pairwise(lines) if a.height > b.height]
    usual = median(steps) if steps else 0.0
    found = [lines[0].text]
    for above, line in pairwise(lines):
        if _runs_on(above, line, width, usual):
            found[-1] = _glued(found[-1], line.text)
        else:
            found.append(line.text)
    return found


def _runs_on(above: Line, line: Line, width: int, usual: float) -> bool:
    step = above.height - line.height
    if above.size and line.size and not 0.9 < line.size / above.size < 1.1:
        return False
    if step < 0:  # the next column or page
        return not above.text.endswith((".", "!", "?", "”", '"', ":")) and line.text[0].islower()
    if usual and step > GAP * usual:
        return False
    word = line.text.split()[0]
    if line.text[0].islower() and not above.text.endswith((".", "!", "?")):
        return True
    return len(above.text) + 1 + len(word) > FULL * width


def _glued(text: str, line: str) -> str:
    """Two lines of a paragraph as one; a hyphen at the end of the first parts a word."""
    if len(text) > 2 and text[-1] in "-\u00ad\u2010" and text[-2].isalpha() and line[0].islower():
        return text[:-1] + line
    return f"{text} {line}"
