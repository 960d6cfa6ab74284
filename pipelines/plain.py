"""Keeps what documents say from steering the terminal, whatever prints it.

Titles, names, addresses and file names come from anywhere: escape sequences, other control characters, characters that
turn the direction of writing or take no room are shown as `�` instead. Here belongs that alone.
"""

import re
import unicodedata
from collections.abc import Iterable

from rich.console import Console, ConsoleOptions, RenderableType
from rich.segment import Segment

UNSEEN = "�"
# Letters and marks that nothing is drawn for, though they count as printable. The two selectors that emoji and
# ideographs need, U+FE00 to U+FE0F, stay.
_BLANK = re.compile("[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\uffa0\U000e0100-\U000e01ef]")
_KEPT = frozenset("\n\t")


def plain(text: str) -> str:
    """The text without a character that a terminal obeys or a reader cannot see; line ends and tabs stay."""
    if text.isascii() and text.isprintable():
        return text
    text = _BLANK.sub(UNSEEN, text.replace("\r\n", "\n"))
    return "".join(c if c.isprintable() or c in _KEPT else _shown(c) for c in text)


def _shown(character: str) -> str:
    """What stands for a character that is not printed as it is: for every kind of space one of ours."""
    return " " if unicodedata.category(character) == "Zs" else UNSEEN


def escaped(text: str) -> str:
    """JSON that says the same, with such characters written as `\\u` and their number."""
    return "".join(c if c in _KEPT or plain(c) == c else _numbered(c) for c in text)


def _numbered(character: str) -> str:
    units = character.encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[i]:02x}{units[i + 1]:02x}" for i in range(0, len(units), 2))


class PlainConsole(Console):
    """A console on which all text is plain, in whatever it is drawn; its own colours and bars are not touched."""

    def render(self, renderable: RenderableType, options: ConsoleOptions | None = None) -> Iterable[Segment]:
        """Rich's, with plain text."""
        for segment in super().render(renderable, options):
            yield segment if segment.control else segment._replace(text=plain(segment.text))
