"""Tells the lines that stand above a headline from the headline: paths, letterheads, mastheads, offices, names.

Here belongs what such a line looks like. Which line is the headline belongs to `headline`, credits to `credit_lines`.
"""

import re

from assets.parsed.lines.boilerplate_phrases import plain, words
from assets.parsed.lines.line_table import LineTable
from assets.parsed.metadata.author_names import is_signed_date
from assets.parsed.metadata.masthead import is_house

LETTERHEAD_WORDS = 4
LEAST_WORD = 4  # letters of a word that tells a headline from a name
BELOW_SHORT = 12  # lines below a short headline in which its words are looked for
BREADCRUMBS = (" » ", " › ", " > ", " / ")
_WORD = re.compile(r"[^\W\d_][\w’'-]{2,}|\d[\d.,]*")
_OFFICE = re.compile(
    r"(?:[A-Z][\w.'’]{1,20} ){0,3}"
    r"(?:Office|Ministry|Department|Bureau|Embassy|Secretariat|Directorate|Mission|Commission)"
    r" (?:of|for|to) (?:the )?[A-Z][\w.'’]+(?:,? (?:(?:of|and|for|the|&) ){0,2}[A-Z][\w.'’]+){0,5}"
)


def is_overhead(page: LineTable, number: int) -> bool:
    """Whether a line stands above headlines by its nature: a path, a channel and its time, a letterhead, "[Photo]"."""
    line, shape = page.lines[number], page.shapes[number]
    if any(mark in line.text for mark in BREADCRUMBS) or (line.text[-1] in "])" and is_signed_date(line.text)):
        return True
    if shape.words > LETTERHEAD_WORDS or shape.closed or line.text.endswith(":") or number + 1 >= len(page.lines):
        return False
    if page.copies[page.keys[number]] > 1 or (line.text[0] == "[" and line.text[-1] == "]"):
        return True
    if is_masthead(page, number) or plain(line.text) in words("label_lines") or is_office(line.text):
        return True
    below = page.lines[number + 1].text
    headed = any(c.islower() for c in below) and page.shapes[number + 1].words > LETTERHEAD_WORDS
    return line.text.isupper() and headed and page.shapes[number + 1].kind == "heading"


def says_words(page: LineTable, number: int) -> bool:
    """Whether a short line holds a word that the report writes in small letters: a headline does, a name does not."""
    report = " ".join(line.text for line in page.lines[number + 1 : number + 1 + BELOW_SHORT])
    own = (word.lower() for word in _WORD.findall(page.lines[number].text))
    return any(re.search(rf"(?<!\w){re.escape(word[:5])}", report) for word in own if len(word) >= LEAST_WORD)


def is_masthead(page: LineTable, number: int) -> bool:
    """Whether a line is the name of a paper or station; a second such line is a headline: "Summit Opens Today"."""
    name = page.lines[number].text.strip("|•· ")
    return is_house(name) and not any(is_house(line.text) for line in page.lines[:number])


def is_office(text: str) -> bool:
    """Whether a line is the name of an office, as stands above the headline of its releases: "Ministry of Defence"."""
    found = _OFFICE.fullmatch(text.strip())
    return bool(found) and text.split()[0].lower().strip(",") in words("office_words") | {"ministry", "department"}
