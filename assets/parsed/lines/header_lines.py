"""Takes header lines apart: an address and a date on one line, and "Label: value" lines.

Here belong the printed marks that say what a value is. Values without a mark belong to `line_roles`.
"""

import re
from dataclasses import dataclass

from assets.parsed.lines.boilerplate_phrases import table, words
from assets.parsed.lines.shapes import is_date, is_stamp
from assets.parsed.lines.split import Line
from assets.parsed.records import Role

MAIL_HEAD = 12  # lines of an e-mail's header
WRAPS = ('""', "''", "[]")
HEAD = 40  # lines from the top, or from the end, among which labelled values are believed
_LABEL = re.compile(r"([A-Za-z][A-Za-z _-]{1,24}?)\s?[:=]\s+(?=\S)")
_VALUE = re.compile(r"(?:https?://|www\.)\S+|(?:19|20)\d\d-\d\d-\d\d\S*")


@dataclass(frozen=True, slots=True)
class Labelled:
    """A value that its line names: the role, and the value's position in the raw text."""

    role: Role
    start: int
    end: int


def header_lines(raw_text: str, lines: list[Line]) -> tuple[list[Line], dict[int, Labelled]]:
    """The lines with mixed header lines cut into their values, and the labelled values by line number."""
    cut: list[Line] = []
    for line in lines:
        cut.extend(_pieces(raw_text, line) if len(line.text) < 3000 else [line])
    labelled = {}
    for number, line in enumerate(cut):
        if number < HEAD or number >= len(cut) - HEAD:
            found = _labelled(raw_text, line)
            if found:
                labelled[number] = found
    labelled.update(_subject(raw_text, cut))
    return cut, labelled


def _subject(raw_text: str, lines: list[Line]) -> dict[int, Labelled]:
    """The subject of an e-mail as its title: a line that says so among lines that name sender and receiver."""
    heads = {line.text.split(":", 1)[0].lower(): n for n, line in enumerate(lines[:MAIL_HEAD]) if ":" in line.text[:20]}
    if "subject" not in heads or not heads.keys() & {"from", "to", "sender"}:
        return {}
    line = lines[heads["subject"]]
    start = line.start + raw_text[line.start : line.end].index(":") + 1
    start += _blank(raw_text[: line.end], start)
    return {heads["subject"]: Labelled("title", start, line.end)} if start < line.end else {}


def _pieces(raw_text: str, line: Line) -> list[Line]:
    """A line of nothing but addresses, ISO dates and their labels as one line a value."""
    text = raw_text[line.start : line.end]
    if "://" not in text or " " not in text:
        return [line]
    spans = [(m.start(), m.end()) for m in _VALUE.finditer(text)]
    rest = text
    for start, end in reversed(spans):
        rest = rest[:start] + " " + rest[end:]
    left = [word.strip(":=|,;-").lower() for word in rest.split()]
    known = words("date_words") | table("labels").keys()
    if len(spans) < 2 or any(word and word not in known for word in left):
        return [line]
    pieces = []
    at = 0
    for start, end in spans:
        if text[at:start].strip():
            pieces.append((at + _blank(text, at), at + len(text[at:start].rstrip())))
        pieces.append((start, end))
        at = end
    if text[at:].strip():
        pieces.append((at + _blank(text, at), len(text.rstrip())))
    return [
        Line(line.start + a, line.start + b, " ".join(text[a:b].split()), line.gap if not n else 0)
        for n, (a, b) in enumerate(pieces)
    ]


def _blank(text: str, at: int) -> int:
    """White space at a position."""
    return len(text) - at - len(text[at:].lstrip())


def _fits(role: str, value: str) -> bool:
    """Whether a value can be what its label says: a sentence behind "Updated:" is reporting."""
    if role in {"published", "updated"}:
        return is_date(value) or is_stamp(value)
    if role in {"url", "image_url"}:
        return "/" in value and " " not in value.strip()
    if role == "language":
        return len(value) <= 12
    if role == "tag":
        return len(value) <= 1000 and not value.endswith(".")
    if role in {"byline", "section", "contact"}:
        return len(value) <= 100 and not value.endswith((".", "?", "!", ":"))
    return True


def _labelled(raw_text: str, line: Line) -> Labelled | None:
    """The value that a line names, None where it has no known label. Longer lines are sentences with a colon."""
    if len(line.text) > 1000:
        return None
    text = raw_text[line.start : line.end]
    match = _LABEL.match(text)
    role = table("labels").get(match.group(1).lower().replace("_", " ")) if match else None
    if match is None or role is None or not _fits(role, line.text[match.end() :]):
        return None
    start, end = _unwrapped(raw_text, line.start + match.end(), line.end)
    return Labelled(role, start, end)  # type: ignore[arg-type]


def _unwrapped(raw_text: str, start: int, end: int) -> tuple[int, int]:
    """A value's range without the quotation marks or square brackets that front matter puts around it."""
    pair = raw_text[start] + raw_text[end - 1]
    inner = raw_text[start + 1 : end - 1]
    wrapped = pair in WRAPS and end - start > 2 and not set(pair) & set(inner) and inner == inner.strip()
    return (start + 1, end - 1) if wrapped else (start, end)
