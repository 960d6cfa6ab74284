"""Finds what desks, monitors and archives print around a report: notes to editors, slugs, credits in brackets, rights.

Here belong whole lines of a plain text that a reader of the report would not miss. Notes of outlets behind a page's
reporting belong to `trailing_boilerplate`, brackets within a dateline to `dateline`.
"""

import re

from assets.parsed.dateline.place import is_note
from assets.parsed.lines.line_table import LineTable
from assets.parsed.records import Role

HEAD, TAIL = 12, 8  # lines from either end among which such notes stand
LONGEST = 80  # words
_BRACKET = re.compile(r"[(\[]\s?(?P<note>[^()\[\]]{3,300})[)\]]\.?")
_STAMPED_SLUG = re.compile(r"[A-Z]{2,4}-[A-Z]{2}-\d\d-\d\d-\d\d \d{4}[A-Z]{3}")  # "AP-NY-10-08-19 1420EDT"
_WORK = (
    r"(?:additional |further )?(?:reporting|writing|editing|compiled|edited|written|translated)(?: and \w{4,12})? by"
)
_ANYWHERE = re.compile(
    rf"\(?{_WORK} .{{3,300}}\b(?:editing|edited|reporting|writing|translat\w+|in [A-Z]\w+).{{0,200}}"
    rf"|\({_WORK} .{{3,300}}\)",
    re.IGNORECASE,
)
_KIND = r"(?:report|article|interview|dispatch|statement|commentary)s?"
_AT_HEAD = re.compile(
    r"(?:eds|editors|note to editors|attention)\s?:.{0,300}"
    r"|(?:excerpts? from|text of|summary of|full text of)?\s?(?:unattributed |commentary |video |recorded )*"
    rf"{_KIND} (?:in [A-Z][a-z]+ )?(?:by|from|published|carried|broadcast)\b.{{3,200}}"
    r"\bon \d{1,2} [A-Z][a-z]+(?: \d{4})?[\s.,:]*(?:\[[^\[\]]{0,100}\])?"
    r"|[a-z]{2}-[a-z0-9,& ]{2,40}(?:-[a-z0-9]{1,20}){0,5}|(?:urgent|bulletin|flash|advisory)\W?"
    r"|.{0,40}\b(?:writer|correspondent|reporter|editor)=",
    re.IGNORECASE,
)
_AT_TAIL = re.compile(
    r"bbc mon(?:itoring)?\b.{0,100}"
    r"|source: .{3,120}\bin [A-Z][a-z]+,? \d{4} ?(?:gmt|utc)\b.{0,40}"
    r"|(?:©|\(c\)|copyright)\s.{0,40}(?:19|20)\d\d.{0,400}"
    r"|(?:©|\(c\)|copyright)\b.{0,400}\b(?:all rights reserved|reserved)\b.{0,300}"
    r"|\(?(?:more|end|ends|endit)\)?|-{0,3}\s?30\s?-{1,3}|#\s?#\s?#",
    re.IGNORECASE,
)


def mark_notes(page: LineTable) -> None:
    """Gives the notes of a plain text their roles, and takes those at its ends out of the body's range."""
    if page.layout_kind != "plain" or len(page.lines) < 3:
        return
    count = len(page.lines)
    for number in range(count):
        role = _role(page, number, number < HEAD, count - number <= TAIL)
        if role is not None and number not in page.labelled:
            page.give(number, role)
    first, last = page.body
    while first < last and page.roles[first] in {"boilerplate", "published"}:
        first += 1
    while last > first and page.roles[last - 1] in {"boilerplate", "published"}:
        last -= 1
    page.body = (first, last) if first < last else page.body


def _role(page: LineTable, number: int, head: bool, tail: bool) -> Role | None:
    text = page.lines[number].text
    if page.shapes[number].words > LONGEST:
        return None
    bracket = _BRACKET.fullmatch(text)
    if bracket is not None and is_note(bracket["note"]):
        return "boilerplate"
    if _STAMPED_SLUG.fullmatch(text):
        return "published"
    noted = _ANYWHERE.fullmatch(text) or (head and _AT_HEAD.fullmatch(text)) or (tail and _AT_TAIL.fullmatch(text))
    return "boilerplate" if noted else None
