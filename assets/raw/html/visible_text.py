"""Walks a parsed HTML page and gives its text line by line as a reader sees it, with where each line stands.

Here belongs the rendering of markup to lines. Which of them are the article belongs to `main_content`.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from lxml import etree  # type: ignore[import-untyped]

from assets.raw.bounds import Refused

_INLINE = (
    "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark nobr q rb rp rt ruby s samp small"
    " span strike strong sub sup time tt u var wbr"
)
_UNSEEN = (
    "script style noscript template svg math head iframe object embed canvas audio video map datalist select option"
    " textarea input meta link title"
)
INLINE = frozenset(_INLINE.split())
UNSEEN = frozenset(_UNSEEN.split())
HIDDEN_STYLE = re.compile(r"display\s{0,3}:\s{0,3}none|visibility\s{0,3}:\s{0,3}hidden", re.I)
ZERO_WIDTH = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))
MAX_LINES = 50_000
CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
BLANK_LINE = re.compile(r"\n[ \t\r]{0,200}\n")
SHORTHAND = re.compile(r"[:\[&>%]")
SPEAKING = ("class", "id", "itemprop", "role", "rel", "data-component")  # attributes that may tell a purpose
MAX_SIGN = 45
MAX_PATH = 12
MAX_DEPTH = 100

Attributes = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the page: its text with single blanks, the block element it stands in, and signs of its purpose.

    `names` are the classes, ids, roles and microdata names of the line's own and the enclosing elements, in lower case,
    `tags` their tags, both of the dozen nearest, the nearest first; `path` the running numbers of all, likewise.
    `linked` is the share of characters that stand in links; `hidden` whether the markup hides the line; `timed` the
    machine-readable time of a `<time>` in it.
    """

    text: str
    tag: str
    names: tuple[str, ...]
    tags: tuple[str, ...]
    path: tuple[int, ...]
    linked: float
    hidden: bool
    timed: str | None = None


class _Walker:
    """Collects lines while it passes through a tree.

    Most elements hold no line of their own: what their attributes say is read when a line ends within them, once.
    """

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self.parts: list[str] = []
        self.length = self.linked = self.links = self.hidden = self.preformatted = 0
        self.time: str | None = None
        self.tags: list[str] = []
        self.given: list[Attributes] = []
        self.signs: list[str | None] = []  # None: not read yet
        self.numbers: list[int] = []
        self.hiding: list[bool] = []
        self.count = 0

    def add(self, text: str | None) -> None:
        """Text of the current line."""
        if not text:
            return
        if self.preformatted:
            *paragraphs, text = BLANK_LINE.split(text)
            for paragraph in paragraphs:
                self.parts.append(paragraph)
                self.flush()
        self.parts.append(text)
        size = len(text.strip())
        self.length += size
        self.linked += size if self.links else 0

    def flush(self) -> None:
        """Ends the current line."""
        if not self.parts:
            return
        text = "".join(self.parts)
        text = " ".join((text if text.isascii() else text.translate(ZERO_WIDTH)).split())
        if text:
            if len(self.lines) >= MAX_LINES:
                raise Refused("too_large", f"the page has more than {MAX_LINES:,} lines, which no news page has")
            tags = tuple(self.tags[-1:-MAX_PATH:-1])
            tag = next((tag for tag in tags if tag not in INLINE), "body")
            share = self.linked / max(1, self.length)
            path = tuple(self.numbers[: -MAX_DEPTH - 1 : -1])
            self.lines.append(Line(text, tag, self.names(), tags, path, share, self.hidden > 0, self.time))
        self.parts = []
        self.length = self.linked = 0
        self.time = None

    def names(self) -> tuple[str, ...]:
        """What the elements around the current line say of their purpose, the nearest first."""
        signs = self.signs
        for at in range(max(0, len(signs) - MAX_PATH + 1), len(signs)):
            if signs[at] is None:
                signs[at] = telling(self.given[at])
        return tuple(sign or "" for sign in signs[-1:-MAX_PATH:-1])

    def enter(self, element: etree._Element, tag: str) -> None:
        """At an element's start."""
        if tag not in INLINE:
            self.flush()
        given = element.items()
        hiding = bool(given) and hides(given)
        self.tags.append(tag)
        self.given.append(given)
        self.signs.append(None if given else "")
        self.count += 1
        self.numbers.append(self.count)
        self.hiding.append(hiding)
        self.links += tag == "a"
        self.preformatted += tag == "pre"
        self.hidden += hiding
        self.add(element.text)
        if tag == "time":
            self.time = self.time or element.get("datetime")

    def leave(self, tag: str) -> None:
        """At an element's end."""
        if tag not in INLINE:
            self.flush()
        self.tags.pop()
        self.given.pop()
        self.signs.pop()
        self.numbers.pop()
        self.links -= tag == "a"
        self.preformatted -= tag == "pre"
        self.hidden -= self.hiding.pop()


def visible_lines(tree: etree._Element) -> list[Line]:
    """The lines of a page in document order, hidden ones marked; scripts, styles and form fields left out.

    Raises Refused (`too_large`) where they are more than any news page has.
    """
    walker = _Walker()
    events = etree.iterwalk(tree, events=("start", "end", "comment", "pi"))
    for event, element in events:
        if event == "start":
            tag = element.tag
            if tag in UNSEEN:
                events.skip_subtree()
                if tag not in INLINE:
                    walker.flush()
            else:
                walker.enter(element, tag)
        else:
            if event == "end" and (tag := element.tag) not in UNSEEN:
                walker.leave(tag)
            walker.add(element.tail)
    walker.flush()
    return walker.lines


def hides(given: Attributes) -> bool:
    """Whether an element's attributes hide it."""
    for name, value in given:
        if name == "hidden" or (name == "aria-hidden" and value == "true"):
            return True
        if name == "style" and HIDDEN_STYLE.search(value[:500]):
            return True
    return False


def telling(given: Attributes) -> str:
    """What an element's attributes say of its purpose: lower case, words in camel case apart.

    Long slugs and style shorthand (`hover:text-red`) say nothing of it and are left out.
    """
    values = {name: value[:300] for name, value in given if value and name in SPEAKING}
    return _words(tuple(values[name] for name in SPEAKING if name in values)) if values else ""


@lru_cache(maxsize=4096)
def _words(values: tuple[str, ...]) -> str:
    """The words of attributes that say something; most elements of a page share theirs with others."""
    words = (word for value in values for word in value.split())
    return CAMEL.sub(
        "-", " ".join(word for word in words if len(word) <= MAX_SIGN and not SHORTHAND.search(word))
    ).lower()
