"""Gives every line of a page its segment role, once the article's own lines and the page's facts are known.

Here belongs what a line is by its place, its markup and the page's facts. Which lines are the article is known before.
"""

import re
from collections.abc import Sequence

from assets.raw.html.content_repair import SENTENCE_END, class_words, is_caption, says_boilerplate
from assets.raw.html.main_content import key
from assets.raw.html.page_dates import CHANGED, prints_day
from assets.raw.html.visible_text import Line
from assets.raw.records import PageMetadata

BY = re.compile(
    r"^\W{0,3}(?:this (?:article|story|report|post) (?:was |is )?)?"
    r"(?:(?:written|contributed|reported|reporting|posted|story|words)\s)?by\b",
    re.I,
)
CONTACT = re.compile(r"\S{1,60}@[\w-]{1,60}\.\w|\+?\(?\d{2,4}\)?[\s.-]\d{3,4}[\s.-]\d{3,4}")
ADDRESS = re.compile(r"(?:https?://|www\.)\S{4,2000}")
MIN_COPY, MAX_SHORT = 30, 120
MIN_LEAD_WORDS = 6
LEAD_REACH = 12
ABOVE, BELOW, REACH = 6, 4, 40
BESIDE = 1
MAX_LABEL = 80
MAX_OUTLET = 20  # letters that a byline may hold beside its names


def roles(lines: Sequence[Line], inside: Sequence[bool], metadata: PageMetadata) -> list[str]:
    """The role of each line, from the vocabulary of `segments.role`."""
    title = key(metadata.title or "")
    at = next((n for n, line in enumerate(lines) if title and key(line.text) == title), None)
    first = next((n for n, belongs in enumerate(inside) if belongs and (at is None or n > at)), len(lines))
    lead = standfirst(lines, metadata, at, first)
    top = at if at is not None else max(0, first - LEAD_REACH)
    seen: set[str] = set()
    found: list[str] = []
    dated: int | None = None  # the first line that printed the page's own day: teasers beside it print others
    for n, line in enumerate(lines):
        own = key(line.text)
        near = top - ABOVE <= n <= min(first + BELOW, top + REACH)
        if title and own == title:
            found.append("duplicate")
        elif n == lead:
            found.append("lead")
        elif inside[n] and not (near and is_label(line, metadata)):
            found.append("duplicate" if len(own) >= MIN_COPY and own in seen else "paragraph")
            seen.add(own)
        else:
            role = outer_role(line, near, metadata)
            if role == "published" and n > top and dated is not None and n - dated > BESIDE:
                role = "boilerplate"
            elif role == "published" and n > top and dated is None:
                dated = n
            found.append(role)
    return found


def is_label(line: Line, metadata: PageMetadata) -> bool:
    """Whether a line is a byline or date alone, which extractors take for a first paragraph."""
    if len(line.text) > MAX_LABEL or SENTENCE_END.search(line.text):
        return False
    rest = key(line.text)
    for author in metadata.authors:
        rest = rest.replace(key(author), "")
    signed = len(rest) < len(key(line.text)) and len(rest) <= MAX_OUTLET
    return bool(signed or BY.search(line.text) or prints_day(line.text))


def standfirst(lines: Sequence[Line], metadata: PageMetadata, at: int | None, first: int) -> int | None:
    """The line below the headline that sums the article up, by the page's description, its markup or its place."""
    if at is None:
        return None
    described = key(metadata.description or "")
    for n in range(at + 1, min(first, at + 1 + LEAD_REACH)):
        line = lines[n]
        own = key(line.text)
        if len(line.text.split()) < MIN_LEAD_WORDS or line.linked > 0.5 or says_boilerplate(line) or is_caption(line):
            continue
        if BY.search(line.text) or (prints_day(line.text) and len(line.text) < MAX_SHORT):
            continue
        marked = any(class_words("standfirst").search(names) for names in line.names[:3])
        below = n == at + 1 and line.tag in {"h2", "h3", "p"} and bool(SENTENCE_END.search(line.text))
        if marked or below or (len(own) > MIN_COPY and (own.startswith(described[:60]) if described else False)):
            return n
    return None


def outer_role(line: Line, near: bool, metadata: PageMetadata) -> str:
    """The role of a line outside the article; `near` says that it stands around the headline."""
    text = line.text
    short = len(text) <= MAX_SHORT
    if ADDRESS.fullmatch(text):
        return "url"
    if near and short:
        if BY.search(text) or any(key(name) in key(text) for name in metadata.authors):
            return "byline"
        if line.timed or prints_day(text):
            return "updated" if CHANGED.search(text) else "published"
        if metadata.section and key(text) == key(metadata.section):
            return "section"
    if short and line.linked > 0.5 and key(text) in map(key, metadata.tags):
        return "tag"
    if is_caption(line):
        return "caption"
    return "contact" if short and CONTACT.search(text) else "boilerplate"
