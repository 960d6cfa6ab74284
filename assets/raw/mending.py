"""Mends garbled text: UTF-8 once read in another encoding, control characters that were quotation marks, references.

Here belongs the mended reading of a text, and the way back from it to the text as decoded. `raw_text` is never mended:
every span counts in what the file holds. Parsing and annotation read the mended text, so that titles, bodies and names
come out right, and give their spans in the raw text. Of a page, whose raw text the HTML reader makes, the source is
mended before it is read.
"""

import html
import re
from array import array
from collections.abc import Iterator
from dataclasses import dataclass

from ftfy import fix_encoding
from ftfy.badness import badness
from ftfy.fixes import fix_c1_controls

REFERENCE = r"&(?:amp;){0,2}(?:#\d{2,7}|#[xX][0-9a-fA-F]{2,6}|[A-Za-z][A-Za-z0-9]{1,30});"
# What Windows-1252 and Latin-1 make of the bytes that begin, and that continue, a character of UTF-8.
FIRST_BYTE = "\xc2-\xdf", "\xe0-\xef", "\xf0-\xf4"
NEXT_BYTE = "[\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]"
MISREAD = "|".join(f"[{first}]{NEXT_BYTE}{{{count}}}" for count, first in enumerate(FIRST_BYTE, 1))
CUT_QUOTE = f"â€(?!{NEXT_BYTE})"  # a closing quotation mark whose last byte, which Windows-1252 has not, was dropped
CONTROL = "[\x80-\x84\x86-\x9f]"
TO_MEND = re.compile(f"({REFERENCE})|({MISREAD}|{CUT_QUOTE})|({CONTROL})")
IN_PAGES = re.compile(f"(&#(?:12[89]|1[345]\\d|[xX][89][0-9a-fA-F]);)|({MISREAD}|{CUT_QUOTE})|({CONTROL})")
SLOPPY = "sloppy-windows-1252"  # registered by ftfy: as browsers read it, every byte is a character
CLEARLY = 3  # signs of garbling in one text, above which every stretch that can be mended is
ROUNDS = 3  # how often a text may have been garbled, one time over the other


@dataclass(frozen=True)
class Mended:
    """A mended text; character i of it stands for `[starts[i], ends[i])` of the text as decoded."""

    text: str
    starts: "array[int]"
    ends: "array[int]"

    def raw(self, start: int, end: int) -> tuple[int, int]:
        """The stretch of the decoded text that a stretch of the mended one stands for; it holds a character."""
        return self.starts[start], self.ends[end - 1]


def mend(text: str) -> Mended | None:
    """The mended reading of a text, None where nothing is to be mended."""
    if text.isascii() and "&" not in text:
        return None
    found: Mended | None = None
    for _ in range(ROUNDS):
        edits = list(_edits(text, TO_MEND))
        if not edits:
            break
        found = _applied(text, edits, found)
        text = found.text
    return found


def mended_text(text: str) -> str:
    """The mended text alone, for what no span points into."""
    found = mend(text)
    return text if found is None else found.text


def mended_page(source: str) -> str:
    """The source of a page without garbling; its references are left to the HTML reader, but those that it misreads."""
    if source.isascii() and "&#" not in source:
        return source
    for _ in range(ROUNDS):
        edits = list(_edits(source, IN_PAGES))
        if not edits:
            break
        source = _applied(source, edits, None).text
    return source


def _edits(text: str, pattern: re.Pattern[str]) -> Iterator[tuple[int, int, str]]:
    """What is to be put in the place of which stretch, in order."""
    signs: int | None = None  # counted where there is something to reread: it takes longer than all the rest
    words: dict[tuple[int, int], bool] = {}
    for found in pattern.finditer(text):
        reference, misread, control = found.groups()
        if reference:
            new = html.unescape(reference)
        elif control:
            new = fix_c1_controls(control)
        else:
            signs = badness(text) if signs is None else signs
            if not signs or (signs < CLEARLY and not _word_is_garbled(text, found, words)):
                continue
            new = _reread(misread)
        if new != found.group():
            yield found.start(), found.end(), new


def _word_is_garbled(text: str, found: re.Match[str], words: dict[tuple[int, int], bool]) -> bool:
    """Whether the word around a stretch is better reread."""
    start, end = found.span()
    while start > 0 and end - start < 80 and not text[start - 1].isspace():
        start -= 1
    while end < len(text) and end - start < 80 and not text[end].isspace():
        end += 1
    if (start, end) not in words:
        words[start, end] = fix_encoding(text[start:end]) != text[start:end]
    return words[start, end]


def _reread(misread: str) -> str:
    """The character of UTF-8 whose bytes were read as several characters; the same again where it is none."""
    if misread == "â€":
        return "”"
    try:
        return misread.encode(SLOPPY).decode("utf-8")
    except UnicodeError:
        try:
            return misread.encode("latin-1").decode("utf-8")
        except UnicodeError:
            return misread


def _applied(text: str, edits: list[tuple[int, int, str]], before: Mended | None) -> Mended:
    """The text with the edits made; positions lead to the text before the first round."""
    pieces: list[str] = []
    starts, ends = array("q"), array("q")
    at = 0
    for start, end, new in [*edits, (len(text), len(text), "")]:
        pieces += [text[at:start], new]
        starts.extend(range(at, start))
        ends.extend(range(at + 1, start + 1))
        width = end - start
        starts.extend(start + min(k, width - 1) for k in range(len(new)))
        ends.extend(end if k == len(new) - 1 else start + min(k + 1, width) for k in range(len(new)))
        at = end
    if before is not None:
        ends = array("q", (before.ends[end - 1] for end in ends))
        starts = array("q", (before.starts[start] for start in starts))
    return Mended("".join(pieces), starts, ends)
