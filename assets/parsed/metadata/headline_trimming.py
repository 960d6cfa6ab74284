"""Cuts off what stands before and behind a headline: wire slugs, section names, the outlet's name, "[Watch]".

Here belongs which characters of a line are the headline. Which line it is belongs to `headline` and `layout`.
"""

import re

from rapidfuzz import fuzz

from assets.parsed.lines.boilerplate_phrases import words
from assets.parsed.lines.line_table import LineTable, key
from assets.parsed.lines.markdown import bare_range

SIGNS = " ^<=\t\n\r\xa0\u200b\u200e\u200f\u2060\ufe0f\ufeff⚡❗‼🔴🚨📌📢▶►👉➡✅■"  # with marks that have no width
LEAST_HEADLINE = 4  # words that must be left behind a section's name
LONGEST_BRACKET = 16  # code points
WINDOW_LINES = 5  # lines from the top among which a window's title stands
LONGEST_KICKER = 30  # code points
KICKERS = frozenset({"analysis", "column", "commentary", "editorial", "opinion", "perspective"})
_TAIL = re.compile(r"\s+(?:[|·•»›«]|[-–—]{1,2}|::)\s+(?=\S)|\s*[|»]\s*")
_KICKER_END = re.compile(r"(?<=[^\W\d_]{3})[a-z](?=[A-Z0-9‘“])|(?<=[ ]\d{3})\d(?=[A-Z])")
_SLUG_END = re.compile(r"\s*(?::|--|—|–|-(?=\s)|\)|\|)\s*")
_NUMBERED_SLUG = re.compile(
    r"(?:\d(?:st|nd|rd|th)\s(?:lead|ld|roundup|update|writethru)\S*|(?:update|wrapup|refile)\s?\d*)"
)
_BRACKET = re.compile(r"\s*[\[(](\w{3,12})[\])]$")


def trim(page: LineTable, number: int) -> tuple[int, int]:
    """The range of the raw text that is the headline alone: slugs before it and the outlet behind it cut off."""
    line = page.lines[number]
    value = page.labelled.get(number)
    if value is not None and value.role == "title":
        return value.start, value.end
    text = page.raw_text[line.start : line.end]
    start, end = bare_range(text)
    start = start or _slug_length(text) or _kicker_length(page, text) or _host_length(page, text)
    tail = _tail_start(page, number, text)
    if tail is not None and tail > start:
        end = tail
    bracket = _BRACKET.search(text, max(start, end - LONGEST_BRACKET), end)
    if bracket is not None and bracket.group(1).lower() in words("title_tails"):
        end = bracket.start()
    stripped = text[start:end]
    start += len(stripped) - len(stripped.lstrip(SIGNS))
    return line.start + start, line.start + start + len(stripped.strip(SIGNS))


def _slug_length(text: str) -> int:
    """Code points of a wire slug such as "2nd lead:" or "URGENT -" at the front, 0 without one."""
    at = 0
    for _ in range(3):
        match = _SLUG_END.search(text, at, at + 30)
        if match is not None and "|" in match.group() and text[at : match.start()].lower() in KICKERS:
            at = match.end()
            continue
        if match is None or match.end() >= len(text):
            break
        head = text[at : match.start()].strip(" ([").lower()
        loud = text[at : match.start()].strip(" ([").isupper()
        if not _NUMBERED_SLUG.fullmatch(head) and not (head in words("title_slugs") and (loud or at)):
            break
        at = match.end()
    return at


def _host_length(page: LineTable, text: str) -> int:
    """Code points of the outlet's name that a stroke parts from the headline behind it, 0 without one."""
    name, stroke, rest = text.partition(" | ")
    known = stroke and len(name.split()) <= 3 and len(rest.split()) >= LEAST_HEADLINE and is_host(page, name)
    return len(name) + len(stroke) if known else 0


def _kicker_length(page: LineTable, text: str) -> int:
    """Code points of a section's name whose blank before the headline was lost ("EconomyPrices rise"), 0 without one.

    The name must stand in the page as a line of its own, as in its menu, or the headline without it.
    """
    if page.layout_kind != "page":
        return 0
    for found in _KICKER_END.finditer(text, 0, LONGEST_KICKER):
        name, rest = text[: found.start() + 1], text[found.start() + 1 :]
        if len(rest.split()) >= 4 and (page.copies[key(name)] or page.copies[key(rest)]):
            return found.start() + 1
    return glued_kicker(text)


def glued_kicker(text: str) -> int:
    """Code points of a well-known section's name that is glued to the headline behind it, 0 without one."""
    for found in _KICKER_END.finditer(text, 0, LONGEST_KICKER):
        at = found.start() + 1
        if text[:at].lower() in words("section_names") and len(text[at:].split()) >= LEAST_HEADLINE:
            return at
    return 0


def _tail_start(page: LineTable, number: int, text: str) -> int | None:
    """Where the outlet's name begins behind a headline: after a stroke or dash, few words, known in the page."""
    if page.layout_kind == "plain":
        return None
    marks = list(_TAIL.finditer(text))
    cut = None
    for mark in reversed(marks[-3:]):
        rest = text[mark.end() : cut].strip()
        head = text[: mark.start()].strip()
        if len(head.split()) < 3 or len(rest.split()) > 6:
            break
        stroke = "|" in mark.group() or "»" in mark.group()
        known = is_host(page, rest) or (stroke and page.copies[key(rest)])
        window = page.layout_kind == "values" or number <= WINDOW_LINES
        if not known and not (window and (stroke or page.copies[key(head)])):
            break
        cut = mark.start()
    return cut


def is_host(page: LineTable, name: str) -> bool:
    """Whether a name resembles the host of one of the first addresses."""
    wanted = key(name)
    if not wanted or len(name.split()) > 6:
        return False
    for number in range(min(len(page.lines), 40)):
        if page.shapes[number].kind in {"url", "image"}:
            host = key(page.lines[number].text.split("//")[-1].split("/")[0].replace("www.", "").rsplit(".", 1)[0])
            if host and (
                wanted in host or (host in wanted and 2 * len(host) >= len(wanted)) or fuzz.ratio(wanted, host) > 70
            ):
                return True
    return False
