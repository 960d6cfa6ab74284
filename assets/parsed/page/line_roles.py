"""Gives every line of a page its role, once body, headline and authors are known.

Here belongs what a line means where it stands. What it looks like belongs to `shapes`, the body's limits to
`body_region`.
"""

import re

from assets.parsed.dates.timestamps import is_stamp_line
from assets.parsed.lines.boilerplate_phrases import plain, words
from assets.parsed.lines.line_table import LineTable, key
from assets.parsed.lines.markdown import is_link, is_picture, is_rule
from assets.parsed.lines.shapes import Kind, Shape, ends_inside
from assets.parsed.metadata.headline import body_words, share
from assets.parsed.page.body_region import LONG_SENTENCE, is_list
from assets.parsed.page.embeds import embedded
from assets.parsed.page.trailing_boilerplate import on_own_author
from assets.parsed.records import Role

MACHINE_ROLES: dict[Kind, Role] = {
    "url": "url",
    "image": "image_url",
    "stamp": "published",
    "date": "published",
    "number": "markup",
    "language": "language",
    "email": "contact",
    "code": "markup",
    "markup": "markup",
    "slug": "markup",
    "caption": "caption",
    "boilerplate": "boilerplate",
    "list": "boilerplate",
}
LEAST_COPY = 25  # letters and digits; shorter lines may repeat by chance
MOST_POINTS = 8  # of a list of story highlights
_PICTURE_MARK = re.compile(
    r"\[ ?(?:photo|video|picture|image|album|sticker|audio|file|map)s?(?: message)? ?\]", re.IGNORECASE
)
HEAD_WORDS, LEAST_HEAD = 8, 8  # words at most, letters at least, of a page's running head
_PAGE = re.compile(r"(?:[A-Za-z.]{1,4} ?|[-–—] ?)?\d{1,3}(?: ?(?:of|/) ?\d{1,3}| ?[-–—])?")
LONG_HEADING = 6  # words; shorter lines between paragraphs are sub-headings
VERY_LONG_HEADING = 8
LONG_QUESTION, LONGEST_QUESTION = 8, 20  # words of a question that may be another story's headline
LEAST_SHARED = 0.34  # of a long heading's words of content with the paragraphs beside it
BESIDE = 3  # paragraphs below a heading
REACH = 12  # lines on either side within which they are looked for
OPEN_ENDS = (":", ";", ",", "”", '"')
OPENING = 8  # lines of the body among which a note on the author may stand
FEW = 2  # lines; a text of no more is what the user wants read


def mark_copies(page: LineTable) -> None:
    """Marks paragraphs that stand twice: an exact copy behind the first, or a summary that the body repeats whole.

    A line that the opening of the reporting repeats behind its dateline, or in full where the line breaks off with
    dots, is the copy; of two equal paragraphs the first is kept.
    """
    first, last = page.body
    openings = _openings(page)
    inside = set(page.keys[first:last])
    seen: set[str] = set()
    for number, own in enumerate(page.keys):
        shape = page.shapes[number]
        if shape.machine or len(own) < LEAST_COPY or shape.kind in {"boilerplate", "list"}:
            continue
        outside = not first <= number < last
        sentence = shape.closed or shape.words > 25
        copied = (own in seen and shape.kind in {"prose", "caption"}) or (outside and own in inside)
        if sentence and (copied or any(o.startswith(own) for n, o in openings if n > number or outside)):
            page.give(number, "duplicate")
        if page.roles[number] is None:
            seen.add(own)


def _openings(page: LineTable) -> list[tuple[int, str]]:
    """The keys with which the first paragraphs go on behind a dateline; a longer paragraph may begin with a copy."""
    first, last = page.body
    found = []
    for number in range(first, min(last, first + 6)):
        line = page.lines[number]
        start = line.start
        if page.dateline is not None and page.holds_dateline(number):
            start = page.dateline.end
        elif page.layout_kind == "plain":
            continue
        if page.shapes[number].kind == "prose":
            found.append((number, key(page.raw_text[start : start + 1200])))
    return found


def assign(page: LineTable) -> None:
    """Decides every line that has no role yet."""
    for number, value in page.labelled.items():
        page.give(number, value.role if value.role != "lead" else "lead")
    first, last = page.body
    for number in _highlights(page):
        page.give(number, "boilerplate")
    if page.layout_kind == "page":
        for number in embedded(page):
            page.give(number, "caption")
        for number in range(first, min(last, first + OPENING)):
            if on_own_author(page, number):
                page.give(number, "boilerplate")
    for number in range(first, last):
        if page.roles[number] is None:
            page.roles[number] = _inside(page, number)
    for number in range(len(page.lines)):
        if page.roles[number] is None:
            page.roles[number] = _outside(page, number)


def _highlights(page: LineTable) -> list[int]:
    """The points of a "Story highlights" list before the reporting: lines without a full stop below its heading."""
    first, last = page.body
    begin = next((n for n in range(min(last, first + 4)) if _heads_highlights(page, n)), None)
    if begin is None:
        return []
    end = begin + 1
    while end < last and end < begin + MOST_POINTS and not page.shapes[end].closed:
        end += 1
    return list(range(begin, end)) if end < last else []


def _heads_highlights(page: LineTable, number: int) -> bool:
    return plain(page.lines[number].text).startswith(("story highlights", "key points", "highlights"))


def _inside(page: LineTable, number: int) -> Role:
    """The role of a line in the body's stretch."""
    shape, text = page.shapes[number], page.lines[number].text
    if is_rule(text) or is_picture(text):
        return "markup" if is_rule(text) else "image_url"
    if page.layout_kind == "plain":
        return _in_plain(page, number) if len(page.lines) > FEW else "paragraph"
    if shape.kind == "prose":
        return "unknown" if _is_strange(page, number) else "paragraph"
    if shape.kind in {"heading", "label", "list"}:
        return "paragraph" if _is_inner_heading(page, number) else "unknown"
    return MACHINE_ROLES[shape.kind]


def _in_plain(page: LineTable, number: int) -> Role:
    """In plain text only what is surely boilerplate is not reporting."""
    text = page.lines[number].text
    if is_link(text) or _PICTURE_MARK.fullmatch(text):
        return "boilerplate"
    shape = page.shapes[number]
    if _is_running_head(page, number) or _is_page_number(page, number):
        return "boilerplate"
    if shape.kind in {"prose", "heading", "label", "list", "number", "date", "slug", "language", "code"}:
        return "paragraph"
    if shape.kind == "boilerplate" and shape.closed and shape.words >= LONG_SENTENCE:
        return "paragraph"
    if shape.kind == "markup" and shape.words > LONG_SENTENCE:
        return "paragraph"
    if shape.kind == "email" and shape.words > LONG_SENTENCE and page.body[1] - number > 3:
        return "paragraph"
    if shape.boilerplate in {"closes", "alone"} and shape.words >= 2 and _between_paragraphs(page.shapes, number):
        return "paragraph"
    return MACHINE_ROLES[shape.kind]


def _is_running_head(page: LineTable, number: int) -> bool:
    """Whether a short line stands on every page of a printed document: it is repeated, away from its copies."""
    shape, own = page.shapes[number], page.keys[number]
    if shape.kind not in {"heading", "label"} or shape.words > HEAD_WORDS or shape.closed or len(own) < LEAST_HEAD:
        return False
    if page.copies[own] < 2 or page.keys[max(0, number - 2) : number + 3].count(own) > 1:
        return False
    return "\f" in page.raw_text or any(_is_page_number(page, n) for n in range(len(page.lines)))


def _is_page_number(page: LineTable, number: int) -> bool:
    """Whether a line is a page's number: a small one between blank lines, no other number beside it."""
    line = page.lines[number]
    if page.shapes[number].kind != "number" or not _PAGE.fullmatch(line.text) or not line.gap:
        return False
    below = page.lines[number + 1].gap if number + 1 < len(page.lines) else 1
    near = page.shapes[max(0, number - 1) : number] + page.shapes[number + 1 : number + 2]
    return below > 0 and all(s.kind != "number" for s in near)


def _between_paragraphs(shapes: list[Shape], number: int) -> bool:
    near = shapes[max(0, number - 1) : number] + shapes[number + 1 : number + 2]
    return len(near) == 2 and all(s.kind == "prose" for s in near)


def _is_inner_heading(page: LineTable, number: int) -> bool:
    """Whether a short line in a page's body belongs to it: a heading or list item between paragraphs."""
    if number in page.announced:
        return True
    first, last = page.body
    repeated = page.copies[page.keys[number]] > 1
    if page.shapes[number].words > 40 or (repeated and page.keys[first:last].count(page.keys[number]) > 1):
        return False
    above = below = 0
    while number - above - 1 >= first and _is_short(page.shapes[number - above - 1]):
        above += 1
    while number + below + 1 < last and _is_short(page.shapes[number + below + 1]):
        below += 1
    if repeated:
        return above + below == 0 and page.shapes[number].words >= 2
    if is_list(page, number - above, number + below + 1):
        return page.shapes[number].words >= 2
    if _is_strange(page, number):
        return False
    if above + below >= 3:
        return page.shapes[number].words >= 6 and page.shapes[number].kind == "heading" and above + below <= 12
    return page.shapes[number].words >= 2


def _is_strange(page: LineTable, number: int) -> bool:
    """Whether a line inside the reporting is another story's headline: the paragraphs beside it have other words.

    Items of lists, openings of quotations and the like end or begin otherwise than headlines do.
    """
    shape, text = page.shapes[number], page.lines[number].text
    asks = shape.kind == "prose" and LONG_QUESTION <= shape.words <= LONGEST_QUESTION and text.endswith("?")
    if not (asks or shape.kind == "heading") or shape.words < LONG_HEADING or text.endswith(OPEN_ENDS):
        return False
    if not _begins(text) or (asks and ends_inside(text)):
        return False
    above = page.shapes[number - 1] if number else None
    if above is not None and ((above.kind == "prose" and not above.closed) or page.lines[number - 1].text[-1] == ":"):
        return False
    first, last = page.body
    if ";" in text or (number + 1 < last and page.lines[number + 1].text[0].islower()):
        return False
    below = body_words(page, number + 1, BESIDE, min(last, number + REACH))
    before = body_words(page, max(first, number - REACH), REACH, number)
    least = LEAST_SHARED if shape.words >= VERY_LONG_HEADING and not asks else LEAST_SHARED / 2
    return max(share(text, below), share(text, before)) < least


def _begins(text: str) -> bool:
    """Whether a text begins as a headline does: with a capital, behind a quotation mark or not."""
    return text.lstrip("'‘“\"")[:1].isupper()


def _is_short(shape: Shape) -> bool:
    return shape.kind not in {"prose", "caption"}


def _outside(page: LineTable, number: int) -> Role:
    """The role of a line before or behind the body."""
    shape, line = page.shapes[number], page.lines[number]
    title = key(page.raw_text[slice(*page.title_span)]) if page.title_span is not None else ""
    if title and page.keys[number].startswith(title):
        return "duplicate"
    if shape.kind in {"stamp", "date"} or is_stamp_line(line.text, 0, len(line.text)):
        return "updated" if plain(line.text).startswith(tuple(words("update_words"))) else "published"
    if shape.kind in MACHINE_ROLES:
        return MACHINE_ROLES[shape.kind]
    if page.copies[page.keys[number]] > 1 and page.layout_kind != "plain":
        return "boilerplate"
    if page.layout_kind == "page" and shape.kind in {"label", "heading"} and _in_link_run(page, number):
        return "boilerplate"
    return "unknown"


def _in_link_run(page: LineTable, number: int) -> bool:
    """Whether a short line stands among short lines: menus and lists of other stories."""
    near = page.shapes[max(0, number - 2) : number] + page.shapes[number + 1 : number + 3]
    return sum(s.kind in {"label", "heading", "boilerplate"} for s in near) >= 3


def standfirst(page: LineTable) -> int | None:
    """The line that sums the report up between its headline and its first paragraph, None without one."""
    first, _ = page.body
    if page.title is None:
        return None
    if page.layout_kind == "page":
        return _below_title(page, page.title)
    if page.layout_kind == "values":
        for number in range(first):
            shape = page.shapes[number]
            open_end = page.lines[number].text.endswith(("...", "…"))
            if shape.kind == "prose" and shape.closed and not open_end and page.roles[number] is None:
                return number
    return None


def _below_title(page: LineTable, title: int) -> int | None:
    """A sentence or long heading right below the headline, before date, byline and picture.

    A whole sentence with which the reporting begins cannot be told from its first paragraph and stays one.
    """
    first, _ = page.body
    number = title + 1
    split_headline = number + 1 < len(page.lines) and page.roles[number + 1] == "byline"
    opens = number == first and number < len(page.lines) and page.shapes[number].closed and not split_headline
    if number < len(page.lines) and number < first + 1 and not opens and page.roles[number] is None:
        shape = page.shapes[number]
        if shape.kind in {"prose", "heading"} and 6 <= shape.words <= 60 and page.copies[page.keys[number]] <= 2:
            return number
    return None
