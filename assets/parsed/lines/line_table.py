"""The lines of a document while it is parsed: its lines, what they look like, and the roles given so far.

Here belong the record that the parsing modules hand on and the look-ups they share. Decisions belong to those modules.
"""

import re
from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from assets.parsed.lines.header_lines import Labelled, header_lines
from assets.parsed.lines.run_on_dateline import split_headline
from assets.parsed.lines.shapes import Shape, shape
from assets.parsed.lines.split import Line, split
from assets.parsed.records import Dateline, Role

MENU_WORDS = 3  # of a menu's entry, at most
LEAST_MENU, LEAST_HEAD, LEAST_FOOT = 3, 4, 2  # entries, lines above the first paragraph, lines below the last
SAMPLE = 20_000  # code points by which a text's script is told
MOSTLY = 0.5
OTHER_SCRIPT = Shape("boilerplate", 1, False, "alone")  # a line in another script inside an English text
LATIN = "\u024f"  # the last of the Latin letters in code charts
LayoutKind = Literal["plain", "page", "values"]
_WORDS = re.compile(r"[^\W_]+")
_STRANGE = re.compile(rf"[^\W\d_\x00-{LATIN}]")  # a letter of another script
_ASCII_MARKS = {code: None for code in range(128) if not chr(code).isalnum()}


def key(text: str) -> str:
    """Letters and digits in lower case: two lines with one key are copies of each other."""
    if text.isascii():  # six times as fast, and most lines are
        return text.lower().translate(_ASCII_MARKS)
    return "".join(_WORDS.findall(text.lower()))


@dataclass
class LineTable:
    """A document while it is parsed. `roles` runs parallel to `lines`; None is undecided.

    `labelled` holds, by line number, what a "Label: value" line says its value is.
    """

    raw_text: str
    lines: list[Line]
    shapes: list[Shape]
    labelled: dict[int, Labelled]
    roles: list[Role | None] = field(default_factory=list)
    body: tuple[int, int] = (0, 0)
    title: int | None = None
    title_span: tuple[int, int] | None = None
    dateline: Dateline | None = None
    authors: list[str] = field(default_factory=list)
    line_words: dict[int, set[str]] = field(default_factory=dict, repr=False)  # words of content, kept by `headline`
    announced: set[int] = field(default_factory=set)  # lines of lists that a line ending in a colon announces
    credited: str | None = None  # the outlet that a credit line names

    @cached_property
    def keys(self) -> list[str]:
        """The key of each line; of long lines that of their first 400 characters."""
        return [key(line.text[:400]) for line in self.lines]

    @cached_property
    def copies(self) -> Counter[str]:
        """How often each key occurs."""
        return Counter(self.keys)

    @cached_property
    def layout_kind(self) -> LayoutKind:
        """How the text was made: prose with little beside it, the lines of a page, or the values of its metadata.

        Values are addresses, time stamps and numbers; a page is mostly short lines without a full stop.
        """
        count = len(self.lines)
        machine = sum(s.machine for s in self.shapes)
        addresses = sum(s.kind in {"url", "image", "stamp"} for s in self.shapes)
        header = {s.kind for s in self.shapes[:3]} >= {"stamp", "url"} and machine >= 3
        if header or (addresses >= 3 and (machine * 4 >= count or (machine >= 6 and machine * 7 >= count))):
            return "values"
        prose = sum(s.kind in {"prose", "caption"} for s in self.shapes)
        boilerplate = sum(s.kind in {"boilerplate", "date", "email", "url", "image"} for s in self.shapes)
        if count >= 12 and prose * 2 < count and boilerplate >= 3:
            return "page"
        menu = {k for k, s in zip(self.keys, self.shapes, strict=True) if s.kind == "boilerplate"}
        if prose * 4 < count * 3 and len(menu) >= 6 and count - prose >= 12:
            return "page"
        return "page" if prose and self._is_framed() else "plain"

    def _is_framed(self) -> bool:
        """Whether runs of short lines stand above and below the paragraphs, as menus of any language do.

        Labelled values and the lines of an article's own head (headline, byline, date, place) are no menu.
        """
        kinds = [s.kind for s in self.shapes]
        prose = [n for n, kind in enumerate(kinds) if kind == "prose"]
        if not prose:
            return False
        above = [n for n in range(prose[0]) if n not in self.labelled and kinds[n] not in {"caption", "markup", "code"}]
        below = range(prose[-1] + 1, len(kinds))
        tight = sum(line.gap == 0 for line in self.lines[1:]) * 4 >= 3 * len(self.lines)
        short = sum(self.shapes[n].words <= MENU_WORDS for n in above)
        return tight and short >= LEAST_MENU and len(above) >= LEAST_HEAD and len(below) >= LEAST_FOOT

    def holds_dateline(self, number: int) -> bool:
        """Whether the line begins with the document's dateline."""
        line = self.lines[number]
        return self.dateline is not None and line.start <= self.dateline.start < line.end

    def give(self, number: int, role: Role) -> None:
        """Gives a line its role unless it has one."""
        if self.roles[number] is None:
            self.roles[number] = role


def line_table(raw_text: str) -> LineTable:
    """The table of a text: lines cut, header lines taken apart, shapes seen, no role decided."""
    lines, labelled = header_lines(raw_text, split_headline(raw_text, split(raw_text)))
    shapes = [shape(line.text) for line in lines]
    if _STRANGE.search(raw_text) and _share_latin(raw_text) >= MOSTLY:
        shapes = [
            s if _share_latin(line.text) >= MOSTLY else OTHER_SCRIPT for s, line in zip(shapes, lines, strict=True)
        ]
    return LineTable(raw_text, lines, shapes, labelled, [None] * len(lines))


def _share_latin(text: str) -> float:
    """Share of Latin letters among the letters of a text, 1 where it has none; long texts by their beginning."""
    if not _STRANGE.search(text):
        return 1.0
    letters = [c for c in text[:SAMPLE] if c.isalpha()]
    return sum(c <= LATIN for c in letters) / len(letters) if letters else 1.0
