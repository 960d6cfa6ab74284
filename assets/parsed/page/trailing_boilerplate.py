"""Cuts what outlets print right behind the reporting: notes on the author, appeals, newsletters, notices of rights.

Here belongs the end of the reporting alone. Where the stretch lies is chosen by `body_region` and `layout` before, by
length and neighbours; such notes are whole sentences and pass for paragraphs there.
"""

import re

from assets.parsed.lines.boilerplate_phrases import holds, plain, words
from assets.parsed.lines.line_table import LineTable

_EDITED = re.compile(r"[(\[]?(?:[A-Z][a-z]{2,12} )?[Rr]eporting by .{3,300}\b[Ee]diting by ")
LEAST_NOTES = 2  # in an appeal of several paragraphs
NOTES = 12  # lines from the end that may be notes
LONG_REPORT = 150  # words before a note on the author that ends a page's report
LEAST_REPORT = 60  # words that must be left before a note
NAME_WORDS = 4  # first words of a note in which a name stands
LONGEST_NOTE = 110  # words
SIGN_WITHIN = 200  # code points of a note in which its author's trade is told
REPORT = 30_000  # code points of the reporting in which a name is looked for


def without_trailing_boilerplate(page: LineTable) -> tuple[int, int]:
    """The body's range without the notes at its end."""
    first, last = page.body
    end = last = _before_close(page, first, last)
    for number in range(last - 1, max(first, last - NOTES) - 1, -1):
        shape = page.shapes[number]
        if sum(s.words for s in page.shapes[first:number] if s.kind == "prose") < LEAST_REPORT:
            break
        if is_note(page, number):
            end = number
        elif shape.kind == "prose" or shape.words > NAME_WORDS * 2:
            break
    end = min(end, _before_appeals(page, first, end))
    while end < last and end > first and page.shapes[end - 1].kind == "label":
        end -= 1  # the name above the note
    return first, end


def _before_appeals(page: LineTable, first: int, last: int) -> int:
    """The end before the page's last lines where notes begin and are half of them: an appeal of several paragraphs."""
    if page.layout_kind != "page":
        return last
    for number in range(max(first, last - NOTES), last):
        written = [n for n in range(number, last) if page.shapes[n].kind in {"prose", "boilerplate"}]
        notes = sum(page.shapes[n].kind == "boilerplate" or is_note(page, n) for n in written)
        if notes >= LEAST_NOTES and 2 * notes >= len(written) and is_note(page, number):
            before = sum(s.words for s in page.shapes[first:number] if s.kind == "prose")
            if before >= LEAST_REPORT:
                return number
    return last


def _before_close(page: LineTable, first: int, last: int) -> int:
    """The end before a line that says where the report was first printed, or who reported and edited it.

    On a page whatever stands behind an editor's name is another story; elsewhere no more may be cut than is kept.
    """
    total = sum(s.words for s in page.shapes[first:last] if s.kind == "prose")
    before = 0
    for number in range(first, last):
        shape = page.shapes[number]
        if before >= LEAST_REPORT and shape.words <= LONGEST_NOTE:
            edited = page.layout_kind == "page" and _EDITED.match(page.lines[number].text)
            if (
                edited
                or (before >= LONG_REPORT and 3 * before >= total and on_own_author(page, number))
                or (2 * before >= total and holds("trailing_closes", plain(page.lines[number].text)))
            ):
                return number
        before += shape.words if shape.kind == "prose" else 0
    return last


def is_note(page: LineTable, number: int) -> bool:
    """Whether a line is a note of the outlet: by what it says, or because it tells who its author is."""
    shape = page.shapes[number]
    if shape.words > LONGEST_NOTE:
        return False
    lowered = plain(page.lines[number].text)
    return bool(holds("trailing_contains", lowered)) or _on_author(page, number, lowered)


def on_own_author(page: LineTable, number: int) -> bool:
    """Whether a line of a page tells of one whom its byline names, as notes below an article do."""
    if page.layout_kind != "page":
        return False
    lowered = plain(page.lines[number].text)
    signed = any(lowered.startswith(name.lower()) for name in page.authors if " " in name)
    return signed and bool(holds("author_notes", lowered[:SIGN_WITHIN]))


def _on_author(page: LineTable, number: int, lowered: str) -> bool:
    """Whether a line begins with a person whom the reporting does not name, and tells the trade of writing."""
    if not holds("author_notes", lowered[:SIGN_WITHIN]):
        return False
    if any(lowered.startswith(name.lower()) for name in page.authors if " " in name):
        return True
    opening = page.lines[number].text.split()[:NAME_WORDS]
    names = [word.strip(".,;:’'s") for word in opening if word[:1].isupper() and len(word) > 2]
    names = [name for name in names if name.lower() not in words("function_words")]
    if len(names) < 2 or not opening[0][:1].isupper():
        return False
    first, _ = page.body
    prose = [n for n in range(first, number) if page.shapes[n].kind == "prose"]
    report = " ".join(page.lines[n].text for n in prose)[-REPORT:]
    return names[1] not in report and names[0] not in report
