"""Gives every line of a draft its role, once body, headline and authors are known.

Here belongs what a line means where it stands. What it looks like belongs to `shapes`, the body's limits to `region`.
"""

import re

from assets.parsed.dates.timestamps import is_stamp_line
from assets.parsed.lines.boilerplate_phrases import plain, words
from assets.parsed.lines.line_table import Draft, key
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
    "furniture": "boilerplate",
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


def mark_copies(draft: Draft) -> None:
    """Marks paragraphs that stand twice: an exact copy behind the first, or a summary that the body repeats whole.

    A line that the opening of the reporting repeats behind its dateline, or in full where the line breaks off with
    dots, is the copy; of two equal paragraphs the first is kept.
    """
    first, last = draft.body
    openings = _openings(draft)
    inside = set(draft.keys[first:last])
    seen: set[str] = set()
    for number, own in enumerate(draft.keys):
        shape = draft.shapes[number]
        if shape.machine or len(own) < LEAST_COPY or shape.kind in {"furniture", "list"}:
            continue
        outside = not first <= number < last
        sentence = shape.closed or shape.words > 25
        copied = (own in seen and shape.kind in {"prose", "caption"}) or (outside and own in inside)
        if sentence and (copied or any(o.startswith(own) for n, o in openings if n > number or outside)):
            draft.give(number, "duplicate")
        if draft.roles[number] is None:
            seen.add(own)


def _openings(draft: Draft) -> list[tuple[int, str]]:
    """The keys with which the first paragraphs go on behind a dateline; a longer paragraph may begin with a copy."""
    first, last = draft.body
    found = []
    for number in range(first, min(last, first + 6)):
        line = draft.lines[number]
        start = line.start
        if draft.dateline is not None and draft.holds_dateline(number):
            start = draft.dateline.end
        elif draft.manner == "plain":
            continue
        if draft.shapes[number].kind == "prose":
            found.append((number, key(draft.raw_text[start : start + 1200])))
    return found


def assign(draft: Draft) -> None:
    """Decides every line that has no role yet."""
    for number, value in draft.labelled.items():
        draft.give(number, value.role if value.role != "lead" else "lead")
    first, last = draft.body
    for number in _highlights(draft):
        draft.give(number, "boilerplate")
    if draft.manner == "page":
        for number in embedded(draft):
            draft.give(number, "caption")
        for number in range(first, min(last, first + OPENING)):
            if on_own_author(draft, number):
                draft.give(number, "boilerplate")
    for number in range(first, last):
        if draft.roles[number] is None:
            draft.roles[number] = _inside(draft, number)
    for number in range(len(draft.lines)):
        if draft.roles[number] is None:
            draft.roles[number] = _outside(draft, number)


def _highlights(draft: Draft) -> list[int]:
    """The points of a "Story highlights" list before the reporting: lines without a full stop below its heading."""
    first, last = draft.body
    begin = next((n for n in range(min(last, first + 4)) if _heads_highlights(draft, n)), None)
    if begin is None:
        return []
    end = begin + 1
    while end < last and end < begin + MOST_POINTS and not draft.shapes[end].closed:
        end += 1
    return list(range(begin, end)) if end < last else []


def _heads_highlights(draft: Draft, number: int) -> bool:
    return plain(draft.lines[number].text).startswith(("story highlights", "key points", "highlights"))


def _inside(draft: Draft, number: int) -> Role:
    """The role of a line in the body's stretch."""
    shape, text = draft.shapes[number], draft.lines[number].text
    if is_rule(text) or is_picture(text):
        return "markup" if is_rule(text) else "image_url"
    if draft.manner == "plain":
        return _in_plain(draft, number) if len(draft.lines) > FEW else "paragraph"
    if shape.kind == "prose":
        return "unknown" if _is_strange(draft, number) else "paragraph"
    if shape.kind in {"heading", "label", "list"}:
        return "paragraph" if _is_inner_heading(draft, number) else "unknown"
    return MACHINE_ROLES[shape.kind]


def _in_plain(draft: Draft, number: int) -> Role:
    """In plain text only what is surely furniture is not reporting."""
    text = draft.lines[number].text
    if is_link(text) or _PICTURE_MARK.fullmatch(text):
        return "boilerplate"
    shape = draft.shapes[number]
    if _is_running_head(draft, number) or _is_page_number(draft, number):
        return "boilerplate"
    if shape.kind in {"prose", "heading", "label", "list", "number", "date", "slug", "language", "code"}:
        return "paragraph"
    if shape.kind == "furniture" and shape.closed and shape.words >= LONG_SENTENCE:
        return "paragraph"
    if shape.kind == "markup" and shape.words > LONG_SENTENCE:
        return "paragraph"
    if shape.kind == "email" and shape.words > LONG_SENTENCE and draft.body[1] - number > 3:
        return "paragraph"
    if shape.furniture in {"closes", "alone"} and shape.words >= 2 and _between_paragraphs(draft.shapes, number):
        return "paragraph"
    return MACHINE_ROLES[shape.kind]


def _is_running_head(draft: Draft, number: int) -> bool:
    """Whether a short line stands on every page of a printed document: it is repeated, away from its copies."""
    shape, own = draft.shapes[number], draft.keys[number]
    if shape.kind not in {"heading", "label"} or shape.words > HEAD_WORDS or shape.closed or len(own) < LEAST_HEAD:
        return False
    if draft.copies[own] < 2 or draft.keys[max(0, number - 2) : number + 3].count(own) > 1:
        return False
    return "\f" in draft.raw_text or any(_is_page_number(draft, n) for n in range(len(draft.lines)))


def _is_page_number(draft: Draft, number: int) -> bool:
    """Whether a line is a page's number: a small one between blank lines, no other number beside it."""
    line = draft.lines[number]
    if draft.shapes[number].kind != "number" or not _PAGE.fullmatch(line.text) or not line.gap:
        return False
    below = draft.lines[number + 1].gap if number + 1 < len(draft.lines) else 1
    near = draft.shapes[max(0, number - 1) : number] + draft.shapes[number + 1 : number + 2]
    return below > 0 and all(s.kind != "number" for s in near)


def _between_paragraphs(shapes: list[Shape], number: int) -> bool:
    near = shapes[max(0, number - 1) : number] + shapes[number + 1 : number + 2]
    return len(near) == 2 and all(s.kind == "prose" for s in near)


def _is_inner_heading(draft: Draft, number: int) -> bool:
    """Whether a short line in a page's body belongs to it: a heading or list item between paragraphs."""
    if number in draft.announced:
        return True
    first, last = draft.body
    repeated = draft.copies[draft.keys[number]] > 1
    if draft.shapes[number].words > 40 or (repeated and draft.keys[first:last].count(draft.keys[number]) > 1):
        return False
    above = below = 0
    while number - above - 1 >= first and _is_short(draft.shapes[number - above - 1]):
        above += 1
    while number + below + 1 < last and _is_short(draft.shapes[number + below + 1]):
        below += 1
    if repeated:
        return above + below == 0 and draft.shapes[number].words >= 2
    if is_list(draft, number - above, number + below + 1):
        return draft.shapes[number].words >= 2
    if _is_strange(draft, number):
        return False
    if above + below >= 3:
        return draft.shapes[number].words >= 6 and draft.shapes[number].kind == "heading" and above + below <= 12
    return draft.shapes[number].words >= 2


def _is_strange(draft: Draft, number: int) -> bool:
    """Whether a line inside the reporting is another story's headline: the paragraphs beside it have other words.

    Items of lists, openings of quotations and the like end or begin otherwise than headlines do.
    """
    shape, text = draft.shapes[number], draft.lines[number].text
    asks = shape.kind == "prose" and LONG_QUESTION <= shape.words <= LONGEST_QUESTION and text.endswith("?")
    if not (asks or shape.kind == "heading") or shape.words < LONG_HEADING or text.endswith(OPEN_ENDS):
        return False
    if not _begins(text) or (asks and ends_inside(text)):
        return False
    above = draft.shapes[number - 1] if number else None
    if above is not None and ((above.kind == "prose" and not above.closed) or draft.lines[number - 1].text[-1] == ":"):
        return False
    first, last = draft.body
    if ";" in text or (number + 1 < last and draft.lines[number + 1].text[0].islower()):
        return False
    below = body_words(draft, number + 1, BESIDE, min(last, number + REACH))
    before = body_words(draft, max(first, number - REACH), REACH, number)
    least = LEAST_SHARED if shape.words >= VERY_LONG_HEADING and not asks else LEAST_SHARED / 2
    return max(share(text, below), share(text, before)) < least


def _begins(text: str) -> bool:
    """Whether a text begins as a headline does: with a capital, behind a quotation mark or not."""
    return text.lstrip("'‘“\"")[:1].isupper()


def _is_short(shape: Shape) -> bool:
    return shape.kind not in {"prose", "caption"}


def _outside(draft: Draft, number: int) -> Role:
    """The role of a line before or behind the body."""
    shape, line = draft.shapes[number], draft.lines[number]
    title = key(draft.raw_text[slice(*draft.title_span)]) if draft.title_span is not None else ""
    if title and draft.keys[number].startswith(title):
        return "duplicate"
    if shape.kind in {"stamp", "date"} or is_stamp_line(line.text, 0, len(line.text)):
        return "updated" if plain(line.text).startswith(tuple(words("update_words"))) else "published"
    if shape.kind in MACHINE_ROLES:
        return MACHINE_ROLES[shape.kind]
    if draft.copies[draft.keys[number]] > 1 and draft.manner != "plain":
        return "boilerplate"
    if draft.manner == "page" and shape.kind in {"label", "heading"} and _in_link_run(draft, number):
        return "boilerplate"
    return "unknown"


def _in_link_run(draft: Draft, number: int) -> bool:
    """Whether a short line stands among short lines: menus and lists of other stories."""
    near = draft.shapes[max(0, number - 2) : number] + draft.shapes[number + 1 : number + 3]
    return sum(s.kind in {"label", "heading", "furniture"} for s in near) >= 3


def standfirst(draft: Draft) -> int | None:
    """The line that sums the report up between its headline and its first paragraph, None without one."""
    first, _ = draft.body
    if draft.title is None:
        return None
    if draft.manner == "page":
        return _below_title(draft, draft.title)
    if draft.manner == "values":
        for number in range(first):
            shape = draft.shapes[number]
            open_end = draft.lines[number].text.endswith(("...", "…"))
            if shape.kind == "prose" and shape.closed and not open_end and draft.roles[number] is None:
                return number
    return None


def _below_title(draft: Draft, title: int) -> int | None:
    """A sentence or long heading right below the headline, before date, byline and picture.

    A whole sentence with which the reporting begins cannot be told from its first paragraph and stays one.
    """
    first, _ = draft.body
    number = title + 1
    parted = number + 1 < len(draft.lines) and draft.roles[number + 1] == "byline"
    opens = number == first and number < len(draft.lines) and draft.shapes[number].closed and not parted
    if number < len(draft.lines) and number < first + 1 and not opens and draft.roles[number] is None:
        shape = draft.shapes[number]
        if shape.kind in {"prose", "heading"} and 6 <= shape.words <= 60 and draft.copies[draft.keys[number]] <= 2:
            return number
    return None
