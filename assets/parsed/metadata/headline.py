"""Chooses the headline among the lines of a text.

Here belongs the evidence for a title. What is cut off before and behind it belongs to `headline_trimming`, which lines
are the body to `body_region`.
"""

import re

from assets.parsed.lines.boilerplate_phrases import plain, words
from assets.parsed.lines.line_table import LineTable, key
from assets.parsed.lines.shapes import ends_inside
from assets.parsed.metadata.author_names import is_byline, is_name, is_signed_date, says_by
from assets.parsed.metadata.headline_trimming import glued_kicker, is_host, trim
from assets.parsed.metadata.letterhead import BREADCRUMBS, is_office, is_overhead, says_words
from assets.parsed.metadata.source import is_outlet

LONGEST = 300  # code points
SIGNED_WORDS = 10  # of a line that names an author and an office
SIGNED_WITHIN = 6  # lines below a headline
BODY_WEIGHT = 1.0
SUPPORT_WEIGHT = 1.2
SLUG_WEIGHT = 1.0
WINDOW_PENALTY = 1.4
WINDOW_WEIGHT = 1.0
SECOND_PENALTY = 1.5  # the value behind the window's title is its description, unless it says the same
RIVAL_LIKENESS = 0.6
RIVAL_GAIN = 2.0  # of a repeated headline in other words than the window's title
LEAST_ECHO = 20  # letters and digits of a title that is cut short
KICKER_GAIN = 3.0  # of the window's title without "Opinion:" before it
MOST_HEAD = 9  # lines from the top, those of a letterhead among them
PLAIN_HEAD = 3  # lines from the top of a plain text among which its headline stands
LONG_WEIGHT = 0.1
LONG_TITLE = 14  # words
LONGEST_SHOUT = 18  # words; longer ones of several sentences that end in "!" are descriptions
OTHERS_PENALTY = 2.0  # right below "Related" or "Most read" stands another story
INNER_PENALTY = 1.5
INNER_REACH, INNER_WORDS = 4, 12  # lines above a line, words of a paragraph among them
COPY_GAIN = 0.7
STOP_PENALTY = 1.5  # of a page's line that ends like a sentence
DOTS_PENALTY = 1.5  # of one that breaks off
ENOUGH_SHARED = 4  # words; one or two shared words are chance
SEPARATORS = ("-", "–", "—", "|", "·", "•", "»", "")
_WORD = re.compile(r"[^\W\d_][\w’'-]{2,}|\d[\d.,]*")
_GLUED = re.compile(r"[^\W\d_A-Z]{4}[A-Z][a-z]{2}")  # two menu entries whose blank was lost


def find_title(page: LineTable) -> int | None:
    """The number of the line that is the title, None where none is one."""
    for number, value in page.labelled.items():
        if value.role == "title":
            return number
    if page.layout_kind == "values":
        best = _best(_value_scores(page), 2.0)
        return best if best is None else _uncut(page, best)
    return _first_line(page)


def _uncut(page: LineTable, number: int) -> int:
    """The value that goes on where the chosen one breaks off with dots, else the chosen one."""
    text = page.lines[number].text
    own = page.keys[number]
    if not text.endswith(("...", "…")) or len(own) < LEAST_ECHO:
        return number
    longer = (n for n, k in enumerate(page.keys) if k.startswith(own) and k != own and is_candidate(page, n))
    return next((n for n in longer if not page.lines[n].text.endswith(("...", "…"))), number)


def _best(scores: dict[int, float], least: float) -> int | None:
    best = max(scores, key=lambda n: (scores[n], -n), default=None)
    return best if best is not None and scores[best] >= least else None


def is_candidate(page: LineTable, number: int) -> bool:
    line, shape = page.lines[number], page.shapes[number]
    if len(line.text) > LONGEST or shape.words < 2 or shape.machine or shape.kind in {"date", "caption"}:
        return False
    if shape.boilerplate or is_byline(line.text) or is_signed_date(line.text):
        return False
    if line.text[0].islower() and not glued_kicker(line.text):
        return False
    if any(mark in line.text for mark in BREADCRUMBS):
        return False
    return not plain(line.text).startswith(tuple(words("not_titles")))


def content(text: str) -> set[str]:
    return set(_WORD.findall(text.lower())) - words("function_words")


def overlap(title: str, body: set[str]) -> float:
    """Share of the title's words of content that the reporting uses, plurals and endings forgiven."""
    own = content(title)
    if not own:
        return 0.0
    shared = sum(w in body or w[:5] in body for w in own)
    return shared / len(own) * min(1.0, shared / ENOUGH_SHARED)


def share(text: str, body: set[str]) -> float:
    """Share of a text's words of content among the words of `body`, endings forgiven; 1 for a text without any."""
    own = content(text)
    return sum(w in body or w[:5] in body for w in own) / len(own) if own else 1.0


def body_words(page: LineTable, first: int, most: int, last: int | None = None) -> set[str]:
    """Words of content, and their first five letters, of the first `most` paragraphs from a line on."""
    found: set[str] = set()
    count = 0
    for number in range(first, last if last is not None else len(page.lines)):
        if page.shapes[number].kind == "prose":
            found |= _line_words(page, number)
            count += 1
            if count == most:
                break
    return found


def _line_words(page: LineTable, number: int) -> set[str]:
    """Words of content of a line with their first five letters, found once a document."""
    known = page.line_words.get(number)
    if known is None:
        known = page.line_words[number] = _with_stems(content(page.lines[number].text[:3000]))
    return known


def header_score(page: LineTable, number: int) -> float:
    """What speaks for a line of a page as its headline, but for the text below it."""
    text, shape = page.lines[number].text, page.shapes[number]
    score = COPY_GAIN * min(2, page.copies[page.keys[number]] - 1) + _signed(page, number)
    score += 0.5 if 5 <= shape.words <= 20 else -1.5 if shape.words <= 3 else 0.0
    score -= STOP_PENALTY if text.endswith((".", ",", ";")) or shape.words > 24 else 0.0
    score -= 0.8 if text.endswith(":") else 0.0
    score -= DOTS_PENALTY if text.endswith(("...", "…")) else 0.0
    score -= 2.0 if shape.words <= SIGNED_WORDS and is_name(text.split(",")[0]) else 0.0
    score -= 2.0 if is_office(text) or plain(text) in words("label_lines") else 0.0
    score -= 2.0 if _GLUED.search(text) else 0.0
    score -= OTHERS_PENALTY if _is_others(page, number) else 0.0
    score -= INNER_PENALTY if _is_inner(page, number) else 0.0
    return score + (0.8 if number == 0 else 0.0)


def _is_inner(page: LineTable, number: int) -> bool:
    """Whether paragraphs stand right above a line: it heads a part of the report, or the next story."""
    above = page.shapes[max(0, number - INNER_REACH) : number]
    return sum(s.kind == "prose" and s.closed and s.words >= INNER_WORDS for s in above) >= 2


def _is_others(page: LineTable, number: int) -> bool:
    """Whether a line stands right below "Related", or in the numbered list below "Most read"."""
    at = number - 1
    if at >= 0 and page.shapes[at].kind == "number":
        while at >= 0 and (page.shapes[at].kind == "number" or page.shapes[at].kind == "heading"):
            at -= 1
    return at >= 0 and page.shapes[at].boilerplate == "closes"


def _signed(page: LineTable, number: int) -> float:
    """A byline or a date soon below, with no more than a standfirst between, is the mark of a headline."""
    passed = 0
    for distance in range(1, SIGNED_WITHIN + 1):
        below = number + distance
        if below >= len(page.lines) or passed > 2:
            break
        text, shape = page.lines[below].text, page.shapes[below]
        if shape.kind == "date" or is_byline(text) or says_by(text) or is_signed_date(text):
            return 2.0 if distance <= 4 else 1.0
        passed += shape.words >= 4 and shape.kind in {"heading", "prose"} and not shape.boilerplate
    return 0.0


def _value_scores(page: LineTable) -> dict[int, float]:
    """Scores of the values that may be the headline: repeated, like the page's address, not like a description.

    The first value that may be one is the window's title, which is often written for search engines: where the page
    calls itself otherwise, more than once, it is the headline that readers see.
    """
    first, last = page.body
    body = body_words(page, first, 12, last)
    opening = key(page.lines[first].text[:400]) if first < last else ""
    slug = _address_words(page)
    scores: dict[int, float] = {}
    seen: set[str] = set()
    window = window_line = ""
    echoed = 0
    for number in range(len(page.lines)):
        if first <= number < last or not is_candidate(page, number):
            continue
        text = page.raw_text[slice(*trim(page, number))]
        own = key(text)
        if own in seen or len(text.split()) < 3 or opening.startswith(own[:40]):
            continue
        if is_host(page, text) or is_outlet(text):
            continue
        seen.add(own)
        score = _value_score(page, number, text, own)
        score += BODY_WEIGHT * overlap(text, body) + SLUG_WEIGHT * _likeness(text, slug)
        if not window:
            echoed = _echoes(page, number, own)
            score -= WINDOW_PENALTY if echoed < 2 else 0.0
        if window and page.lines[number - 1].text in (window, window_line):
            score -= SECOND_PENALTY * (1.0 - _likeness(text, _with_stems(content(window))))
        if window:
            score += _rivalry(page, text, window)
        window_line = window_line or page.lines[number].text
        window = window or text
        score += WINDOW_WEIGHT * overlap(text, _with_stems(content(window)))
        scores[number] = score
    return scores


def _echoes(page: LineTable, number: int, own: str) -> int:
    """How often the page repeats its window's title: whole, without the outlet, or cut short with dots."""
    whole = max(page.copies[own] - (page.keys[number] == own), page.copies[page.keys[number]] - 1)
    short = {k for k, line in zip(page.keys, page.lines, strict=True) if line.text.endswith(("...", "…"))}
    return whole + sum(page.copies[k] for k in short if len(k) >= LEAST_ECHO and k != own and own.startswith(k))


def _rivalry(page: LineTable, text: str, window: str) -> float:
    """What a value gains that says what the window's title says in other words, or without the kicker before it."""
    own, other = key(text), key(window)
    if own != other and other.endswith(own) and 2 * len(own) > len(other):
        return KICKER_GAIN
    extended = text.startswith(window) and text[len(window) :].lstrip()[:1] in SEPARATORS
    if extended or other.startswith(own) or text.endswith((".", "…")) or page.copies[own] < 2:
        return 0.0
    return RIVAL_GAIN if _likeness(text, _with_stems(content(window))) >= RIVAL_LIKENESS else 0.0


def _value_score(page: LineTable, number: int, text: str, own: str) -> float:
    """What speaks for a value as the headline, but for its words: how often it stands, alone or before the outlet."""
    count = len(text.split())
    support = max(sum(other.startswith(own) for other in page.keys), page.copies[page.keys[number]])
    score = SUPPORT_WEIGHT * min(3, support)
    headed = not page.lines[number].text.startswith(text)  # behind a kicker stands no description
    sentence = text.endswith((".", ".”", '."')) and not text.endswith("...") and not headed
    sentence = sentence or (text.endswith("!") and ends_inside(text) and count > LONGEST_SHOUT)
    score -= 2.5 if sentence else 0.0
    score -= 1.0 if text.endswith(("...", "…")) else 0.0
    score -= LONG_WEIGHT * max(0, count - LONG_TITLE) + (1.0 if count <= 3 else 0.0)
    score -= 2.5 if page.shapes[number].kind == "list" else 0.0
    return score + min(count, 12) * 0.06


def _likeness(text: str, slug: set[str]) -> float:
    """How far a text and the words of an address are the same, 0 to 1 (the F1 of their words)."""
    own = content(text)
    whole = sum(len(word) != 5 or word not in {w[:5] for w in slug if len(w) > 5} for word in slug)
    shared = sum(w in slug or w[:5] in slug for w in own)
    return 2 * shared / (len(own) + whole) if own and whole else 0.0


def _with_stems(found: set[str]) -> set[str]:
    return found | {w[:5] for w in found}


def _address_words(page: LineTable) -> set[str]:
    """The words of the longest last part of an address: pages are named after their headlines."""
    best: set[str] = set()
    for number in range(min(len(page.lines), 60)):
        if page.shapes[number].kind == "url":
            parts = re.split(r"[/.?&=_]+", page.lines[number].text.lower())
            slug = max(parts, key=lambda part: part.count("-"))
            found = {w for w in slug.split("-") if len(w) > 2}
            best = max(best, found, key=len)
    return best | {w[:5] for w in best}


def _first_line(page: LineTable) -> int | None:
    """The title of plain text: a line of its own before the first paragraph."""
    first, last = page.body
    head = [n for n in range(first, min(last, first + MOST_HEAD)) if page.roles[n] is None]
    head = [n for n in head if n not in page.labelled and not is_overhead(page, n)][:PLAIN_HEAD]
    for number in head:
        if number + 1 >= last:
            return None
        text, shape = page.lines[number].text, page.shapes[number]
        below = next((n for n in range(number + 1, min(last, number + 8)) if page.shapes[n].kind == "prose"), None)
        if below is None or not is_candidate(page, number):
            return None
        if shape.kind == "prose" and text.endswith(".") and (shape.words > 20 or not page.holds_dateline(number + 1)):
            return None
        if shape.words > 30 or (shape.words < 3 and not text.isupper() and not says_words(page, number)):
            return None
        return None if text.endswith((",", ";", ":")) else number
    return None
