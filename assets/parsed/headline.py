"""Chooses the headline among the lines of a text.

Here belong the evidence for a title and its trimming: wire slugs before it, the outlet's name behind it. Which lines
are the body belongs to `region`.
"""

import re

from rapidfuzz import fuzz

from assets.parsed.bylines import is_byline
from assets.parsed.draft import Draft, key
from assets.parsed.vocabulary import plain, words

LONGEST = 300  # code points
BEFORE = 80  # lines before the body among which a page's title is sought
_WORD = re.compile(r"[^\W\d_][\w’'-]{2,}|\d[\d.,]*")
_TAIL = re.compile(r"\s+(?:[|·•»›«]|[-–—]{1,2}|::)\s+(?=\S)|\s*[|»]\s*")
_SLUG_END = re.compile(r"\s*(?::|--|—|–|-(?=\s)|\)|\|)\s*")
_NUMBERED_SLUG = re.compile(
    r"(?:\d(?:st|nd|rd|th)\s(?:lead|ld|roundup|update|writethru)\S*|(?:update|wrapup|refile)\s?\d*)"
)


def find_title(draft: Draft) -> int | None:
    """The number of the line that is the title, None where none is one."""
    if draft.manner == "values":
        return _best(draft, _value_scores(draft), 2.0)
    if draft.manner == "page":
        return _best(draft, _page_scores(draft), 2.4)
    return _first_line(draft)


def _best(draft: Draft, scores: dict[int, float], least: float) -> int | None:
    best = max(scores, key=lambda n: (scores[n], -n), default=None)
    return best if best is not None and scores[best] >= least else None


def _is_candidate(draft: Draft, number: int) -> bool:
    line, shape = draft.lines[number], draft.shapes[number]
    if len(line.text) > LONGEST or shape.words < 2 or shape.machine or shape.kind in {"date", "caption"}:
        return False
    if shape.furniture or is_byline(line.text) or line.text[0].islower():
        return False
    return not plain(line.text).startswith(tuple(words("not_titles")))


def _content(text: str) -> set[str]:
    return {w.lower() for w in _WORD.findall(text)} - words("function_words")


def _overlap(title: str, body: set[str]) -> float:
    """Share of the title's words of content that the reporting uses, plurals and endings forgiven."""
    own = _content(title)
    if not own:
        return 0.0
    return sum(w in body or w[:5] in body for w in own) / len(own)


def _body_words(draft: Draft) -> set[str]:
    first, last = draft.body
    found = _content(" ".join(line.text[:3000] for line in draft.lines[first : min(last, first + 12)]))
    return found | {w[:5] for w in found}


def _page_scores(draft: Draft) -> dict[int, float]:
    """Scores of a page's lines before and at the beginning of the body."""
    first, last = draft.body
    body = _body_words(draft)
    scores = {}
    for number in range(max(0, first - BEFORE), min(len(draft.lines), first + 10, last)):
        if not _is_candidate(draft, number):
            continue
        text, shape = draft.lines[number].text, draft.shapes[number]
        score = 3.0 * _overlap(text, body)
        score += 0.7 * min(2, draft.copies[draft.keys[number]] - 1)
        score += _signed(draft, number)
        score += 0.5 if 5 <= shape.words <= 22 else -1.0 if shape.words <= 3 else 0.0
        score -= 1.5 if text.endswith((".", ",", ";")) else 0.0
        score -= 0.8 if text.endswith(":") else 0.0
        score -= 0.05 * abs(first - number) if number < first else 0.3 + 0.1 * (number - first)
        score += 0.8 if number == 0 else 0.0
        score -= 0.5 if text.endswith(("...", "…")) else 0.0
        scores[number] = score
    return scores


def _signed(draft: Draft, number: int) -> float:
    """A byline or a date soon below is the mark of a headline."""
    for distance in range(1, 9):
        below = number + distance
        if below >= len(draft.lines):
            break
        text = draft.lines[below].text
        if draft.shapes[below].kind == "date" or is_byline(text):
            return 1.6 if distance <= 3 else 0.8
    return 0.0


def _value_scores(draft: Draft) -> dict[int, float]:
    """Scores of the values that may be the headline: repeated, like the page's address, not like a description."""
    first, last = draft.body
    body = _body_words(draft)
    opening = key(draft.lines[first].text[:400]) if first < last else ""
    slug = _address_words(draft)
    scores: dict[int, float] = {}
    seen: set[str] = set()
    for number in range(len(draft.lines)):
        if first <= number < last or not _is_candidate(draft, number) or draft.keys[number] in seen:
            continue
        seen.add(draft.keys[number])
        text, shape = draft.lines[number].text, draft.shapes[number]
        if shape.words < 3 or opening.startswith(draft.keys[number][:40]):
            continue
        score = 2.0 * _overlap(text, body) + 2.5 * _overlap(text, slug)
        score += 0.8 * min(4, draft.copies[draft.keys[number]])
        score += 0.8 if _near_stamp(draft, draft.keys[number]) else 0.0
        score -= 2.5 if text.endswith(".") and not text.endswith("...") else 0.0
        score -= 1.0 if text.endswith(("...", "…")) else 0.0
        score -= 1.5 if shape.words > 22 else 1.0 if shape.words <= 3 else 0.0
        score -= 2.5 if shape.kind == "list" else 0.0
        score += min(shape.words, 12) * 0.06
        scores[number] = score
    return scores


def _near_stamp(draft: Draft, wanted: str) -> bool:
    """Whether a copy of the line stands within three lines of a time stamp, as in the page's own record of itself."""
    for number, found in enumerate(draft.keys):
        if found == wanted:
            near = draft.shapes[max(0, number - 3) : number + 4]
            if any(s.kind in {"stamp", "date"} for s in near):
                return True
    return False


def _address_words(draft: Draft) -> set[str]:
    """The words of the longest last part of an address: pages are named after their headlines."""
    best: set[str] = set()
    for number in range(min(len(draft.lines), 60)):
        if draft.shapes[number].kind == "url":
            parts = re.split(r"[/.?&=_]+", draft.lines[number].text.lower())
            slug = max(parts, key=lambda part: part.count("-"))
            found = {w for w in slug.split("-") if len(w) > 2}
            best = max(best, found, key=len)
    return best | {w[:5] for w in best}


def _first_line(draft: Draft) -> int | None:
    """The title of plain text: a line of its own before the first paragraph."""
    first, last = draft.body
    for number in range(first, min(last, first + 3)):
        if draft.roles[number] is not None:
            continue
        if number + 1 >= last:
            return None
        text, shape = draft.lines[number].text, draft.shapes[number]
        below = next((n for n in range(number + 1, min(last, number + 5)) if draft.shapes[n].kind == "prose"), None)
        if below is None or not _is_candidate(draft, number):
            return None
        if shape.kind == "prose" and text.endswith(".") and (shape.words > 20 or not draft.holds_dateline(number + 1)):
            return None
        if shape.words > 30 or (shape.words < 3 and not text.isupper()):
            return None
        return None if text.endswith((",", ";", ":")) else number
    return None


def trim(draft: Draft, number: int) -> tuple[int, int]:
    """The range of the raw text that is the headline alone: slugs before it and the outlet behind it cut off."""
    line = draft.lines[number]
    text = draft.raw_text[line.start : line.end]
    start = _slug_length(text)
    end = len(text)
    tail = _tail_start(draft, number, text)
    if tail is not None and tail > start:
        end = tail
    stripped = text[start:end]
    start += len(stripped) - len(stripped.lstrip())
    return line.start + start, line.start + start + len(stripped.strip())


def _slug_length(text: str) -> int:
    """Code points of a wire slug such as "2nd lead:" or "URGENT -" at the front, 0 without one."""
    at = 0
    for _ in range(3):
        match = _SLUG_END.search(text, at, at + 30)
        if match is None or match.end() >= len(text):
            break
        head = text[at : match.start()].strip(" ([").lower()
        if head not in words("title_slugs") and not _NUMBERED_SLUG.fullmatch(head):
            break
        at = match.end()
    return at


def _tail_start(draft: Draft, number: int, text: str) -> int | None:
    """Where the outlet's name begins behind a headline: after a stroke or dash, few words, known in the page."""
    if draft.manner == "plain":
        return None
    marks = list(_TAIL.finditer(text))
    cut = None
    for mark in reversed(marks[-3:]):
        rest = text[mark.end() :].strip()
        head = text[: mark.start()].strip()
        if len(head.split()) < 3 or len(rest.split()) > 6:
            break
        stroke = "|" in mark.group() or "»" in mark.group()
        if not (stroke or draft.copies[key(rest)] or _is_host(draft, rest) or draft.copies[key(head)]):
            break
        cut = mark.start()
    return cut


def _is_host(draft: Draft, name: str) -> bool:
    """Whether a name resembles the host of one of the first addresses."""
    wanted = key(name)
    for number in range(min(len(draft.lines), 40)):
        if draft.shapes[number].kind in {"url", "image"}:
            host = key(draft.lines[number].text.split("//")[-1].split("/")[0].replace("www.", "").rsplit(".", 1)[0])
            if host and (wanted in host or host in wanted or fuzz.ratio(wanted, host) > 70):
                return True
    return False
