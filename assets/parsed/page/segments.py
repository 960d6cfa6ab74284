"""Turns a page's lines into segments that cover every non-blank character once, and segments into the body.

Here belongs the cutting of lines at datelines and headlines. Roles are decided before.
"""

import re

from assets.parsed.lines.line_table import LineTable
from assets.parsed.lines.markdown import bare_range
from assets.parsed.records import Role, Segment

READ = frozenset({"paragraph", "lead"})
_HYPHEN = re.compile(r"(?<=[A-Za-z][a-z])-[ \t]*\r?\n[ \t]*(?=[a-z]{2})")  # a word parted where its line ended


def segments_of(page: LineTable) -> list[Segment]:
    """The segments in order, none overlapping, none blank."""
    found: list[Segment] = []
    for number, line in enumerate(page.lines):
        role = page.roles[number] or "unknown"
        cuts: list[tuple[int, int, Role]] = [(line.start, line.end, role)]
        dateline, title = page.dateline, page.title_span
        if dateline is not None and line.start < dateline.end and dateline.start < line.end and role in READ:
            cuts = _cut(cuts[0], (max(dateline.start, line.start), min(dateline.end, line.end)), "dateline", role)
        elif number == page.title and title is not None:
            cuts = _cut(cuts[0], title, "title", "markup")
        elif role == "paragraph" and page.raw_text[line.start] == "#":
            start, end = bare_range(page.raw_text[line.start : line.end])
            cuts = _cut(cuts[0], (line.start + start, line.start + end), "paragraph", "markup")
        for start, end, kind in cuts:
            _add(found, page.raw_text, start, end, kind)
    return found


def _cut(whole: tuple[int, int, Role], inner: tuple[int, int], role: Role, rest: Role) -> list[tuple[int, int, Role]]:
    """A range in up to three: what stands before, the inner range with its own role, what stands behind."""
    start, end, _ = whole
    return [(start, inner[0], rest), (*inner, role), (inner[1], end, rest)]


def _add(found: list[Segment], raw_text: str, start: int, end: int, role: Role) -> None:
    """Adds a range without its outer white space; nothing where nothing is left."""
    text = raw_text[start:end]
    stripped = text.strip()
    if stripped:
        begin = start + len(text) - len(text.lstrip())
        found.append(Segment(begin, begin + len(stripped), role))


def body_of(raw_text: str, segments: list[Segment]) -> tuple[str, str | None]:
    """The body, paragraphs joined by blank lines, and the lead: the standfirst, else the first paragraph."""
    texts = [(s.role, " ".join(_HYPHEN.sub("", raw_text[s.start : s.end]).split())) for s in segments if s.role in READ]
    paragraphs = [text for role, text in texts if role == "paragraph"]
    lead = next((text for role, text in texts if role == "lead"), None)
    if not paragraphs and lead is not None:
        paragraphs = [lead]
    return "\n\n".join(paragraphs), lead or (paragraphs[0] if paragraphs else None)
