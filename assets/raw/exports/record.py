"""Reads one article of an export: what its database says of it, and the role of every line.

Here belongs the order in which head, body and foot are told apart: labels, a marked or unmarked beginning of the body,
and what the database writes below it. The head's lines without labels belong to `head`.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from assets.raw.exports import patterns
from assets.raw.exports.fields import WIDE, Field, fields_of, first_of
from assets.raw.exports.head import Head, read_head
from assets.raw.exports.lines import Line, lines_of
from assets.raw.exports.values import authors, clean_outlet, described, imprint, section, tags
from assets.raw.records import Block, PageMetadata

HEAD_LINES = 40  # lines from the top among which the head's labels stand
HEAD_GAP = 2  # lines from one label's value to the next label
FACTIVA_HEAD = 16  # lines of a head without labels
MIN_BODY = 12  # characters of a body
ROLES = {
    "title": "title",
    "byline": "byline",
    "published": "published",
    "section": "section",
    "tag": "tag",
    "url": "url",
}


class Record(NamedTuple):
    """An article of an export: its facts, and a block for every line that holds anything."""

    metadata: PageMetadata
    blocks: tuple[Block, ...]


@dataclass
class _Reading:
    """An article while it is read: its lines, its fields, and the role that each line has so far."""

    text: str
    lines: list[Line]
    fields: list[Field]
    roles: list[str | None] = field(default_factory=list)
    first: int = 0
    last: int = 0

    def value(self, kind: str) -> str | None:
        """The first value of a kind, single blanks, None where the database says that it has none."""
        found = first_of(self.fields, kind)
        value = " ".join(self.text[found.start : found.end].split()) if found else ""
        return value if value and value.lower().rstrip(".") not in patterns.words("empty") else None


def read_record(text: str, wrapped: bool = True) -> Record | None:
    """The article; None where neither its title nor its day, or no body, can be told."""
    lines = lines_of(text, wrapped)
    reading = _Reading(text, lines, fields_of(text, lines), [None] * len(lines))
    if not _find_body(reading):
        return None
    head = read_head([n for n in range(reading.first) if not _in_field(reading, n)], lines, _is_factiva(reading))
    metadata = _facts(reading, head)
    body = sum(len(lines[n].text) for n in range(reading.first, reading.last))
    if metadata.title is None or metadata.published is None or body < MIN_BODY:
        return None
    _give_roles(reading, head, metadata)
    return Record(metadata, tuple(_blocks(reading)))


def is_missing(text: str) -> bool:
    """Whether the database says that it has no text, and nothing else."""
    lines = lines_of(text)
    return 0 < len(lines) <= 4 and any(patterns.says("missing", line.text) for line in lines)


def _in_field(reading: _Reading, number: int) -> bool:
    return any(f.first <= number <= f.last for f in reading.fields if f.kind != "body")


def _is_factiva(reading: _Reading) -> bool:
    """Whether the lines have Factiva's order, in which the source stands below the day."""
    return any(patterns.says("words", line.text) for line in reading.lines[:FACTIVA_HEAD])


def _find_body(reading: _Reading) -> bool:
    """Sets where the body begins and ends, by line; False where nothing tells."""
    lines = reading.lines
    marked = next((f for f in reading.fields if f.kind == "body" and f.first <= HEAD_LINES), None)
    alone = next((n for n, line in enumerate(lines[:HEAD_LINES]) if patterns.says("body_alone", line.text)), None)
    first: int | None
    if marked is not None and marked.end > marked.start and reading.value("body") is None:
        return _take_summary(reading)
    if marked is not None:
        first = (
            marked.first if marked.end > marked.start and marked.start < lines[marked.first].end else marked.first + 1
        )
    elif alone is not None:
        first = alone + 1
    else:
        first = _behind_head(reading)
    if first is None:
        return False
    reading.first, reading.last = first, _foot(reading, first)
    return reading.first < reading.last


def _take_summary(reading: _Reading) -> bool:
    """Where the database has no full text the summary is the body."""
    summary = first_of(reading.fields, "lead")
    if summary is None or reading.value("lead") is None:
        return False
    reading.fields = [replace(f, kind="body") if f is summary else f for f in reading.fields if f.kind != "body"]
    reading.first, reading.last = summary.first, summary.last + 1
    return True


def _behind_head(reading: _Reading) -> int | None:
    """The line behind the head's last label, or behind the rights in a head without labels."""
    at: int | None = None
    for found in reading.fields:
        near = found.first <= HEAD_LINES if at is None else found.first - at <= HEAD_GAP
        if found.kind in patterns.words("head") and near and len(reading.lines[found.last].text) < LONG_VALUE:
            at = found.last + 1
    if at is not None:
        return at
    top = [n for n, line in enumerate(reading.lines[:FACTIVA_HEAD]) if patterns.says("rights", line.text)]
    if not top or not _is_factiva(reading):
        return None
    at = top[0] + 1
    while at < len(reading.lines) and patterns.says("furniture", reading.lines[at].text):
        at += 1
    return at


LONG_VALUE = 1000  # code points of a head's value: a line that is longer is reporting that begins with a label's word


def _foot(reading: _Reading, first: int) -> int:
    """The line at which the database's foot begins: below it there is nothing but fields, rights and marks."""
    at = len(reading.lines)
    covered = {n for f in reading.fields if f.kind != "body" for n in range(f.first, f.last + 1)}
    coded = {n for f in reading.fields if f.kind == "body" for n in range(f.first, f.last + 1)}
    marks = ("furniture", "rights", "ends", "numbers")
    while (
        at > first
        and (at - 1 in covered or any(patterns.says(mark, reading.lines[at - 1].text) for mark in marks))
        and at - 1 not in coded
    ):
        at -= 1
    return at


def _facts(reading: _Reading, head: Head) -> PageMetadata:
    """What the database says of the article."""
    lines = reading.lines
    imprinted = imprint(reading.value("imprint"))
    outlet = (
        reading.value("outlet") or imprinted.outlet or (lines[head.outlet].text if head.outlet is not None else None)
    )
    signed = reading.value("byline") or (
        patterns.without_by(lines[head.byline].text) if head.byline is not None else None
    )
    printed = " ".join(lines[n].text for n in head.title) or None
    return PageMetadata(
        title=reading.value("title") if not head.title or _coded(reading) else printed,
        url=reading.value("url"),
        published=described(reading.value("published")) or head.published or imprinted.day,
        authors=authors(signed, outlet),
        section=section(reading.value("section")),
        tags=tags(reading.value("tag")),
        site_name=clean_outlet(outlet),
        kind="article",
    )


def _coded(reading: _Reading) -> bool:
    return first_of(reading.fields, "title") is not None


def _give_roles(reading: _Reading, head: Head, metadata: PageMetadata) -> None:
    roles = reading.roles
    for number in (*range(reading.first), *range(reading.last, len(roles))):
        roles[number] = "boilerplate"
    title_of_fields = first_of(reading.fields, "title")
    for found in reading.fields:
        if found.kind in ROLES and found.last < reading.first:
            for number in range(found.first, found.last + 1):
                roles[number] = ROLES[found.kind]
    if title_of_fields is None or title_of_fields.first >= reading.first:
        for number in head.title:
            roles[number] = "title"
    for number, role in ((head.byline, "byline"), (head.day, "published")):
        if number is not None:
            roles[number] = role
    for number in range(reading.first, reading.last):
        marks = ("furniture", "numbers")
        roles[number] = (
            "boilerplate" if any(patterns.says(m, reading.lines[number].text) for m in marks) else "paragraph"
        )
    _give_lead(reading)


def _give_lead(reading: _Reading) -> None:
    """A summary above the body is its lead; one that the body begins with is a copy of it."""
    found = first_of(reading.fields, "lead")
    if found is None or found.last >= reading.first or reading.value("lead") is None:
        return
    summary = " ".join(reading.text[found.start : found.end].split())[:SAME]
    opening = " ".join(reading.text[reading.lines[reading.first].start :][: 2 * SAME].split())
    role = "duplicate" if opening.startswith(summary) else "lead"
    for number in range(found.first, found.last + 1):
        reading.roles[number] = role


SAME = 40  # code points by which a summary is known as the body's own beginning


def _blocks(reading: _Reading) -> Sequence[Block]:
    """A block a paragraph of the body, a label apart from its value, and a block for every other line."""
    found: list[Block] = []
    cut = {f.first: f.start for f in reading.fields if f.kind in {*ROLES, "lead", "body"}}
    wide = any(len(reading.lines[n].text) > WIDE for n in range(reading.first, reading.last))
    for number, line in enumerate(reading.lines):
        role = reading.roles[number] or "unknown"
        start = cut.get(number, line.start) if role != "boilerplate" else line.start
        if line.start < start < line.end:
            found.append(Block(line.start, line.start + len(reading.text[line.start : start].rstrip()), "markup"))
        elif start >= line.end:
            role, start = "markup", line.start
        joined = role in {"paragraph", "title", "lead"} and found and found[-1].role == role and not line.gap
        if joined and not (role == "paragraph" and (wide or _indented(reading, number))) and start == line.start:
            found[-1] = replace(found[-1], end=line.end)
        else:
            found.append(Block(start, line.end, role))
    return found


def _indented(reading: _Reading, number: int) -> bool:
    """Whether a line is a paragraph's first, set in from the line above."""
    return number > 0 and reading.lines[number].indent >= reading.lines[number - 1].indent + 2
