"""Collects a page's own key words: comma-separated lists, runs of short values, lines below a "Topics" heading.

Here belong tags. Sections belong to `source`.
"""

import re
from collections import Counter

from assets.parsed.lines.boilerplate_phrases import plain, words
from assets.parsed.lines.line_table import LineTable, key
from assets.parsed.metadata.source import is_outlet

MOST = 40
LONGEST_TAG = 60  # code points
TAG_WORDS = 5
FAMILY = 4  # tags that end alike
MENU = 4  # sections in a row
LONG_KEY = 20  # letters of a key word
RUN = 2  # values in a row; a single one is as likely a place or a person
RUN_APART = 3  # values in a row away from a time stamp
MOST_BEHIND = 12  # values between the reporting and a contact line
MENTIONED = 0.5  # share of a run that the report mentions
SAMPLE = 20_000  # code points of the reporting in which tags are looked for
_PARTS = re.compile(r"\s*[,;|]\s*")
_DOMAIN = re.compile(r"[\w-]{2,60}(?:\.[a-z]{2,12}){1,2}")
_LABEL = re.compile(r"(?:section|category|tag|topic|keyword|channel|subject)s?\s?:\s*", re.IGNORECASE)


def find_tags(page: LineTable, outlet: str | None, section: str | None) -> tuple[list[str], set[int]]:
    """The tags in the order in which they are met, and the lines that hold them."""
    found: list[str] = []
    lines: set[int] = set()
    for number, value in page.labelled.items():
        if value.role == "tag":
            found += _PARTS.split(page.raw_text[value.start : value.end].strip())
            lines.add(number)
    if page.layout_kind == "values":
        text = _report(page)
        for number in range(len(page.lines)):
            if _is_keyword_line(page, number, text):
                found += _without_menu(_PARTS.split(page.lines[number].text), text)
                lines.add(number)
        listed = {key(tag) for tag in found}
        for run in _runs(page, text):
            if listed and not any(page.keys[n] in listed for n in run):
                continue  # a page that lists its key words says all of them there
            found += [page.lines[n].text for n in run if not _is_section(page, n, section, listed)]
            lines.update(run)
        kept = {t for t in listed if page.copies[t] and len(t) >= LONG_KEY}  # said in two places, and no mere rubric
        families = Counter(_family(tag) for tag in set(found) if tag.lower() not in text)
        found = [tag for tag in found if key(tag) in kept or not _advertises(tag, text)]
        found = [tag for tag in found if families[_family(tag)] < FAMILY or not _family(tag)]
    elif not found:
        run = _under_heading(page) or _behind_report(page)
        found += [page.lines[n].text for n in run]
        lines.update(run)
    return _kept(page, found, outlet), lines


def _is_section(page: LineTable, number: int, section: str | None, listed: set[str]) -> bool:
    """Whether a value of a run is the page's section rather than a topic."""
    own = page.keys[number]
    return section is not None and own == key(section) and own not in listed


def _kept(page: LineTable, found: list[str], outlet: str | None) -> list[str]:
    """Tags without repetition, without the outlet's and the authors' names."""
    strange = {key(name) for name in (outlet or "", *page.authors)} | {"news", "home", "article", ""}
    kept: dict[str, str] = {}
    for tag in found:
        name = _LABEL.sub("", tag.strip(" .\"'#"))
        if key(name) not in strange and len(name) <= LONGEST_TAG and not _is_address(name) and not is_outlet(name):
            kept.setdefault(key(name), name)
    return list(kept.values())[:MOST]


def _is_address(name: str) -> bool:
    """Whether a value is an address or a domain."""
    return "//" in name or bool(_DOMAIN.fullmatch(name))


def _report(page: LineTable) -> str:
    """Headline and reporting in lower case."""
    first, last = page.body
    title = page.lines[page.title].text if page.title is not None else ""
    return " ".join([title, *(line.text for line in page.lines[first:last])])[:SAMPLE].lower()


def _is_keyword_line(page: LineTable, number: int, text: str) -> bool:
    """A list of key words that is no title, no names of authors and no description of a picture."""
    first, last = page.body
    line, shape = page.lines[number], page.shapes[number]
    if number == page.title or first <= number < last or page.roles[number] is not None or "|" in line.text:
        return False
    items = _PARTS.split(line.text)
    if page.title is not None and page.keys[number][:40] in page.keys[page.title]:
        return False
    if shape.kind == "list":
        behind_image = number > 0 and page.shapes[number - 1].kind == "image"
        return not behind_image or any(item.lower() in text for item in items)
    if shape.machine or shape.boilerplate or len(items) != 2 or shape.words > 2 * TAG_WORDS or line.text.endswith("."):
        return False
    if not all(items) or any(len(item.split()) > TAG_WORDS for item in items):
        return False
    tight = "," in line.text and ", " not in line.text
    return tight or page.copies[page.keys[number]] > 1 or all(item.lower() in text for item in items)


def _runs(page: LineTable, text: str) -> list[list[int]]:
    """Runs of short values that are topics: behind a time stamp, or mentioned in the report for the most part."""
    topics = _topic_addresses(page)
    runs: list[list[int]] = []
    run: list[int] = []
    for number in range(len(page.lines) + 1):
        if number < len(page.lines) and _may_be_tag(page, number):
            run.append(number)
            continue
        several = len(run) >= RUN and _behind_stamp(page, run[0])
        several = several or (len(run) >= RUN_APART and _mentioned(page, run, text) >= MENTIONED)
        if several or (len(run) == 1 and key(page.lines[run[0]].text) in topics):
            runs.append(run)
        run = []
    return runs


def _mentioned(page: LineTable, run: list[int], text: str) -> float:
    """The share of a run that the report mentions."""
    return sum(page.lines[n].text.lower() in text for n in run) / len(run)


def _may_be_tag(page: LineTable, number: int) -> bool:
    shape, line = page.shapes[number], page.lines[number]
    first, last = page.body
    if page.roles[number] is not None or number == page.title or first <= number < last or number in page.labelled:
        return False
    if shape.kind == "boilerplate":
        return shape.boilerplate == "alone" and plain(line.text) in words("subjects")
    if any(mark in line.text for mark in ":=/@_") or line.text.lower() in {"true", "false", "free"}:
        return False
    return shape.kind in {"label", "heading", "slug"} and shape.words <= TAG_WORDS


def _behind_stamp(page: LineTable, number: int) -> bool:
    """Topics follow a time stamp in a page's own metadata."""
    return number > 0 and page.shapes[number - 1].kind == "stamp"


def _advertises(tag: str, text: str) -> bool:
    """Whether a key word is the outlet's appeal to search engines: "latest news of X", never said in the report."""
    parts = tag.lower().split()
    return "news" in parts and len(parts) >= 2 and tag.lower() not in text


def _family(tag: str) -> str:
    """The last two of a tag's words: desks mark whom a report is sent to by many that end alike ("NE State Wire")."""
    return " ".join(tag.lower().split()[1:][-2:]) if len(tag.split()) >= 3 else ""


def _without_menu(items: list[str], text: str) -> list[str]:
    """A list's items up to where the site's own sections follow, four or more that the report does not speak of."""
    sections = [n for n, i in enumerate(items) if i.lower() in words("section_names") and i.lower() not in text]
    return items[: sections[0]] if len(sections) >= MENU and sections[0] else items


def _under_heading(page: LineTable) -> list[int]:
    """Short lines under a "Topics" or "Tags" heading soon behind the reporting."""
    _, last = page.body
    for number in range(last, min(len(page.lines), last + 40)):
        if plain(page.lines[number].text) in words("tag_headings"):
            run = []
            for below in range(number + 1, min(len(page.lines), number + 16)):
                shape = page.shapes[below]
                if shape.kind not in {"label", "heading"} or shape.words > TAG_WORDS or shape.boilerplate:
                    break
                run.append(below)
            return run
    return []


def _behind_report(page: LineTable) -> list[int]:
    """Short values between the last paragraph and a contact line, most of them spoken of in the report."""
    first, last = page.body
    prose = [n for n in range(first, last) if page.shapes[n].kind == "prose"]
    run: list[int] = []
    for number in range(prose[-1] + 1 if prose else last, len(page.lines)):
        if page.shapes[number].kind == "email":
            mentioned = len(run) > RUN and _mentioned(page, run, _report(page)) >= MENTIONED
            return run if mentioned and len(run) <= MOST_BEHIND else []
        if page.shapes[number].kind not in {"label", "slug"} or page.roles[number] is not None:
            return []
        run.append(number)
    return []


def _topic_addresses(page: LineTable) -> set[str]:
    """Keys of the addresses that are pages of topics."""
    found = set()
    for line, shape in zip(page.lines, page.shapes, strict=True):
        if shape.kind == "url":
            parts = line.text.lower().rstrip("/").split("/")
            if len(parts) > 1 and parts[-2] in words("topic_paths"):
                found.add(key(parts[-1]))
    return found
