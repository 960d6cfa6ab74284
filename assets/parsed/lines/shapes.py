"""Tells what a line looks like by its characters alone: an address, a time stamp, a number, a name, prose, a heading.

Here belong the grammars of single lines. What a line means where it stands belongs to `line_roles`.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from assets.parsed.lines.boilerplate_phrases import Boilerplate, boilerplate, words

Kind = Literal[
    "url", "image", "stamp", "date", "number", "language", "email", "code", "markup", "slug", "list", "boilerplate",
    "caption", "prose", "heading", "label",
]  # fmt: skip

LONGEST_TEASER = 18  # words; as long a line that breaks off with dots is rather another story's than a paragraph
IMAGE_ENDS = (".jpg", ".jpeg", ".png", ".gif", ".webp", ".svg", ".avif", ".ico", ".bmp")
_URL = re.compile(r"(?:https?:)?//[^\s]{3,}|www\.[^\s]{3,}", re.IGNORECASE)
_STAMP = re.compile(
    r"(?:19|20)\d\d-[01]\d-[0-3]\d(?:[T ][0-2]\d:[0-5]\d(?::[0-5]\d(?:[.,]\d{1,9})?)?\s?(?:Z|UTC|GMT|[+-]\d\d:?\d\d)?)?"
)
_NUMBER = re.compile(r"[#$€£+-]?\d[\d.,:/%×x ]{0,30}[a-zA-Z%]{0,3}")
_PAGE_NUMBER = re.compile(r"(?:page|p\.|pg\.?) ?\d{1,4}(?: ?(?:of|/) ?\d{1,4})?|[-–—] ?\d{1,4} ?[-–—]", re.IGNORECASE)
_LANGUAGE = re.compile(r"[a-z]{2}(?:[-_][A-Za-z]{2,4})?")
_EMAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,24}){1,4}")
_PHONE = re.compile(r"\+\d[\d ()-]{6,18}\d")
_XPATH = re.compile(r"/{1,2}(?:html|head|body|meta|div|article|h1|main)\b|@content\b|\[@\w+\s?=")
_TAG = re.compile(
    r"</?(?:a|article|b|blockquote|br|div|em|figure|h[1-6]|i|iframe|img|li|p|script|section|span|strong|style|ul)\b"
    r"[^<>]{0,300}>"
)
_DURATION = re.compile(r"P?T?(?:\d{1,4}[HMSDW]){1,4}|PT?\d[\dA-Z]{0,12}")
_HEX = re.compile(r"[0-9a-fA-F]{8,}(?:-[0-9a-fA-F]{2,}){0,6}")
_TIGHT_LIST = re.compile(r"[^\W\d][\w-]{0,40}(?:,[^\W\d][\w-]{0,40}){2,60}")
_SLUG = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+){1,30}")
_MONTH = re.compile(
    r"\b(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\b\.?",
    re.IGNORECASE,
)
_WEEKDAY = re.compile(r"\b(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?", re.IGNORECASE)
_NUMERIC_DATE = re.compile(
    r"\b(?:\d{1,2}[-/.]\d{1,2}[-/.](?:\d{4}|\d\d)|\d{1,2}\. \d{1,2}\. \d{4}|\d{4}[-/.]\d{1,2}[-/.]\d{1,2})\b"
)
_WORD = re.compile(r"[^\W\d_]+(?:[’'.-][^\W\d_]+)*\.?")
_DIGITS = re.compile(r"\d{1,4}(?:st|nd|rd|th)?", re.IGNORECASE)
_CLOCK = re.compile(r"\d{1,2}(?::\d\d){1,2}\s?(?:[ap]\.?m\b\.?)?|\d{1,2}(?:\.\d\d)?\s?[ap]\.?m\b\.?", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?…][\"”’')\]]{0,3}(?:\s|$)")
_INNER_END = re.compile(r"[a-z0-9)\"”’][.!?][\"”’')]{0,2} [\"“‘(]?[A-Z]")
_PUNCTUATION = re.compile(r"[\s,.;:|/•·\-–—()\[\]@*&+]+")


@dataclass(frozen=True, slots=True)
class Shape:
    """What a line looks like. `words` counts blank-separated tokens; `closed` is whether it ends like a sentence."""

    kind: Kind
    words: int
    closed: bool
    boilerplate: Boilerplate | None = None

    @property
    def machine(self) -> bool:
        """Whether the line is a value that no reader was meant to see."""
        return self.kind in MACHINE


MACHINE = frozenset({"url", "image", "stamp", "number", "language", "email", "code", "markup", "slug"})


def shape(text: str) -> Shape:
    """The shape of a folded line. Long lines are judged by their first 4,000 characters and their end."""
    if len(text) > 4000:
        return _shape(text[:2000] + " " + text[-1990:], len(text.split()))
    return _cached(text) if len(text) < 120 else _shape(text, len(text.split()))


@lru_cache(maxsize=20_000)
def _cached(text: str) -> Shape:
    return _shape(text, len(text.split()))


def _shape(text: str, count: int) -> Shape:
    closed = bool(_SENTENCE_END.search(text, max(0, len(text) - 5)))
    kind = _machine_kind(text, count)
    if kind:
        return Shape(kind, count, closed)
    found = boilerplate(text, count)
    if found == "caption":
        return Shape("caption", count, closed, found)
    if is_date(text):
        return Shape("date", count, closed, found)
    if found:
        return Shape("boilerplate", count, closed, found)
    return Shape(_readable_kind(text, count, closed), count, closed)


def _machine_kind(text: str, count: int) -> Kind | None:
    """The kind of a line that is a value rather than words, None for words."""
    if count <= 2 and _STAMP.fullmatch(text):
        return "stamp"
    if count == 1:
        return _token_kind(text)
    if _URL.match(text) and count <= 3:
        return "image" if is_image(text.split()[0]) else "url"
    if not any(character.isalpha() for character in text[:200]):
        return "date" if _NUMERIC_DATE.fullmatch(text) else "number"
    if count <= 6 and (_NUMBER.fullmatch(text) or _PAGE_NUMBER.fullmatch(text)):
        return "number"
    if _holds_path(text[:300]) or _TAG.match(text) or ("{" in text[:200] and "}" in text):
        return "markup"
    if count <= 25 and _holds_contact(text[:300]):
        return "email"
    if count <= 4 and all(t in {"true", "false", "null", "none"} or t.isdigit() for t in text.lower().split()):
        return "code"
    return None


def _holds_path(text: str) -> bool:
    """Whether a path into a page's markup stands in a text."""
    return ("/" in text or "@" in text) and _XPATH.search(text) is not None


def _holds_contact(text: str) -> bool:
    """Whether an e-mail address or a telephone number stands in a text. Few lines have the signs of either."""
    return bool(("@" in text and _EMAIL.search(text)) or ("+" in text and _PHONE.search(text)))


def _token_kind(text: str) -> Kind | None:
    """The kind of a line of one token."""
    if _URL.fullmatch(text):
        return "image" if is_image(text) else "url"
    if _EMAIL.fullmatch(text):
        return "email"
    if not any(character.isalpha() for character in text[:200]):
        return "date" if _NUMERIC_DATE.fullmatch(text) else "number"
    if text.lower() in {"true", "false", "null", "none", "undefined", "nan"} or text.startswith(("#", ".", "{", "@")):
        return "code"
    if _LANGUAGE.fullmatch(text):
        return "language"
    if _XPATH.match(text) or _TAG.match(text):
        return "markup"
    if (
        _DURATION.fullmatch(text)
        or _NUMBER.fullmatch(text)
        or (_HEX.fullmatch(text) and any(c.isdigit() for c in text))
    ):
        return "code"
    listed = _TIGHT_LIST.fullmatch(text) and not text.isupper()  # in capitals they are desks' codes
    if _SLUG.fullmatch(text) or (len(text) > 30 and not text.isalpha() and not listed):
        return "slug"
    return None


def _readable_kind(text: str, count: int, closed: bool) -> Kind:
    if text.count(",") + text.count(";") + text.count("|") >= 2 and _is_list(text):
        return "list"
    if count <= LONGEST_TEASER and text.endswith(("...", "…")):
        return "heading" if count >= 4 else "label"
    if count >= 8 and (closed or count >= 25):
        return "prose"
    if count >= 4 and closed and any(word.islower() for word in text.split()[1:]):
        return "prose"
    if count >= 4:
        return "heading"
    return "label"


def _is_list(text: str) -> bool:
    """Whether a line is a list of key words: items of few words, no sentence among them."""
    if _INNER_END.search(text) or len(text) > 3000:
        return False
    items = [item.strip() for item in re.split(r"[,;|]", text)]
    tight = text.count(",") > 1 and text.count(", ") * 2 < text.count(",")
    long = sum(len(item.split()) > 4 for item in items)
    verbs = sum(word in words("function_words") for word in text.lower().split())
    return (
        long * 5 <= len(items) and (tight or verbs * 6 <= len(text.split())) and not text.endswith((".", "?", "!", "”"))
    )


def is_image(address: str) -> bool:
    """Whether an address is that of a picture."""
    path = address.lower().split("?", 1)[0]
    return path.endswith(IMAGE_ENDS) or "/image" in path or "/img/" in path or "/photos/" in path or "gravatar" in path


def is_date(text: str) -> bool:
    """Whether a line is a date or time with nothing beside it but such words as "Updated" and "GMT"."""
    if len(text) > 110 or not any(character.isdigit() for character in text):
        return False
    if not (_MONTH.search(text) or _NUMERIC_DATE.search(text) or _STAMP.search(text)):
        lowered = text.lower()
        return bool(_CLOCK.fullmatch(text) or (lowered.endswith(" ago") and len(text) < 40))
    rest = _WEEKDAY.sub(" ", _MONTH.sub(" ", _CLOCK.sub(" ", _NUMERIC_DATE.sub(" ", _STAMP.sub(" ", text)))))
    left = [token for token in _PUNCTUATION.split(rest.lower()) if token]
    return all(_DIGITS.fullmatch(token) or token in words("date_words") for token in left)


def is_stamp(text: str) -> bool:
    """Whether a text is an ISO 8601 date or date-time and nothing else."""
    return bool(_STAMP.fullmatch(text.strip()))


def ends_inside(text: str) -> bool:
    """Whether a line holds the end of a sentence and the beginning of the next."""
    return bool(_INNER_END.search(text[:2000]))
