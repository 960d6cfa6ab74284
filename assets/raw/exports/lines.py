"""Lines of a text with their positions, as exports are read in.

Here belongs the cutting into lines alone; every position counts in the text that was given.
"""

import re
from dataclasses import dataclass

_LINE = re.compile(r"[^\r\n\f\v\x85\u2028\u2029]+")
_BREAKS = re.compile(r"\r\n|[\r\n\f\v\x85\u2028\u2029]")


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not blank: its text without outer blanks, at [start, end); `gap`: a blank line stands above it.

    `indent` counts the blanks before it.
    """

    start: int
    end: int
    text: str
    gap: bool
    indent: int


def lines_of(text: str, wrapped: bool = True) -> list[Line]:
    """The lines that hold anything, in order; of a text that is not `wrapped` every line is a paragraph."""
    found: list[Line] = []
    last = 0
    for match in _LINE.finditer(text):
        bare = match.group().strip()
        if not bare:
            continue
        indent = len(match.group()) - len(match.group().lstrip())
        start = match.start() + indent
        gap = not wrapped or not found or len(_BREAKS.findall(text, last, start)) > 1
        found.append(Line(start, start + len(bare), bare, gap, indent))
        last = match.end()
    return found
