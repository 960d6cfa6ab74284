"""Reads how a text names its own publisher: imprint and copyright lines, the window's title, contact lines.

Here belongs the printed name. What an address says of the publisher belongs to `source`.
"""

import re

from assets.knowledge import agencies
from assets.parsed.lines.boilerplate_phrases import words
from assets.parsed.lines.line_table import LineTable, key
from assets.parsed.lines.markdown import bare, is_link

LONGEST = 200  # code points of an imprint
MOST_WORDS = 6
TOP = 10  # lines among which a page shows its name
# Weights order the signs: a right that is claimed, a credit, the window, the house's letters, the head of the page.
COPYRIGHT, CREDIT, WINDOW, CONTACT, HEAD = 3.0, 3.0, 2.5, 2.5, 2.0
ENOUGH = 2.0
_YEARS = r"(?:19|20)\d\d(?:\s?[-–,]\s?(?:19|20)\d\d)?"
_CLAIM = re.compile(r"(?:©|\(c\)|\bcopyright\b)", re.IGNORECASE)
_RESERVED = re.compile(r"\ball rights reserved\b", re.IGNORECASE)
_SIGNS = ("©", "(c)", "copyright", "reserved")  # one of them stands in every claim
_NOISE = re.compile(rf"©|\(c\)|\bcopyright\b|{_YEARS}", re.IGNORECASE)
_STOP = re.compile(r"\s*[.,|•·;]\s|\s*[.,|•·;]$|\s+[-–—]\s+|\sall rights\b", re.IGNORECASE)
_CONTACT = re.compile(r"[\w.+-]{1,64}@([\w-]{1,64})(?:\.[\w-]{1,24}){1,4}|\+\d[\d ()-]{6,18}\d|\b[Tt]el\b")
_TAIL = re.compile(r"\s+(?:[|·•»]|[-–—]{1,2})\s+")


def is_house(name: str) -> bool:
    """Whether a short name is that of a newspaper or station by its last word: "Harbour Post", "Radio North"."""
    tokens = name.split()
    if not 2 <= len(tokens) <= 5 or not all(t[0].isupper() or t.lower() in {"of", "and", "&"} for t in tokens):
        return False
    return tokens[-1].lower() in words("outlet_words")


def names_itself(page: LineTable) -> dict[str, float]:
    """The names that a text gives its publisher, with the weight of their signs."""
    found: dict[str, float] = {}
    spelled: dict[str, str] = {}
    first, last = page.body

    def add(name: str | None, weight: float) -> None:
        if name and agencies.named(name) is None:
            chosen = spelled.setdefault(key(name), name)
            found[chosen] = found.get(chosen, 0.0) + weight

    add(page.credited, CREDIT)
    for number, line in enumerate(page.lines):
        if len(line.text) > LONGEST or is_link(line.text):
            continue
        text = bare(line.text)
        add(claimed(text), COPYRIGHT)
        if page.shapes[number].kind == "email":
            add(_signed(text), CONTACT)
        if number != page.title and not first <= number < last:
            add(_behind_title(page, text), WINDOW)
        if number < min(TOP, max(first, page.title or 0)) and is_house(text):
            add(text, HEAD)
    return found


def best_name(page: LineTable, stem: str = "") -> str | None:
    """The name with most weight, before all others one that spells the stem of the page's domain."""
    found = names_itself(page)
    spelling = {n: w for n, w in found.items() if stem and spells(n, stem)}
    chosen = max(spelling or found, key=lambda name: found[name], default=None)
    return chosen if chosen is not None and (spelling or found[chosen] >= ENOUGH) else None


def spells(name: str, stem: str) -> bool:
    """Whether a name is the stem of a domain with blanks, an article or a word more or less."""
    own = key(name).removeprefix("the")
    return len(own) > 3 and len(stem) > 3 and (own in stem or stem in own)


def claimed(text: str) -> str | None:
    """Whom a copyright or imprint line names: "© Harbour Post 2024", "Harbour Post, Hull. All rights…"."""
    lowered = text.lower()
    if not any(sign in lowered for sign in _SIGNS):
        return None
    claim, reserved = _CLAIM.search(text), _RESERVED.search(text)
    if not (claim and (reserved or re.search(_YEARS, text))) and not reserved:
        return None
    rest = text[claim.end() :] if claim and claim.start() > 40 else text
    rest = " ".join(_NOISE.sub(" ", rest).split()).strip(" .,:-–—|")
    return _name(rest.removeprefix("by "))


def _signed(text: str) -> str | None:
    """The name before the address or number of a contact line; it must be the host's, or house-like."""
    match = _CONTACT.search(text)
    if match is None:
        return None
    name = _name(text[: match.start()].rsplit(":", 1)[0])
    host = key(match[1] or "")
    return name if name and (is_house(name) or spells(name, host)) else None


def _behind_title(page: LineTable, text: str) -> str | None:
    """The name behind the headline in the window's title."""
    if page.title is None or "  " in text:
        return None
    headline = page.keys[page.title]
    for mark in _TAIL.finditer(text):
        if headline and key(text[: mark.start()]) == headline:
            return _name(text[mark.end() :])
    return None


def _name(text: str) -> str | None:
    """The words up to the first stop, where they are a name of few words in capitals."""
    cut = _STOP.search(text)
    name = (text[: cut.start()] if cut else text).strip(" .,:-–—|\"'")
    tokens = name.split()
    own = [t for t in tokens if t.lower() not in words("function_words")]
    if not own or len(tokens) > MOST_WORDS or not all(t[0].isupper() for t in own) or len(key(name)) < 3:
        return None
    return None if key(name) in {"allrightsreserved", "reserved", "all", "rights"} else name
