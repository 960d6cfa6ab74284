"""Makes author names of what pages print and declare: one name each, without "By", roles, degrees, outlets, addresses.

Here belongs the form of names. Who wrote an article is decided in `metadata`.
"""

import re
from collections.abc import Iterable, Sequence

from assets.raw.html.jsonld import squeezed
from assets.reference import read_yaml

OPENING = re.compile(
    r"^\W{0,5}(?:this (?:article|story|report|post) (?:was |is )?)?"
    r"(?:(?:written|contributed|reported|reporting|posted|story|words|text|edited|compiled|article|authored|published)\s{1,3})?"
    r"by\b[\s:]{0,5}|^\W{0,5}(?:authors?|from)\s{0,3}:\s{0,3}",
    re.I,
)
SEPARATOR = re.compile(r"\s{0,3}(?:[;|•·\n/]|,?\s(?:and|with|&)\s|\s[-–—]\s)\s{0,3}", re.I)
ADDRESS = re.compile(r"https?://\S{1,300}|www\.\S{1,200}|\S{1,100}@\S{0,200}")
NOTE = re.compile(r"\([^()]{0,100}\)|\[[^\[\]]{0,100}\]")
DEGREE = re.compile(
    r"(?:,?\s{1,3}(?:M\.?S\.?c?|M\.?A|B\.?A|B\.?Sc|Ph\.?\s?D|M\.?D|D\.?O|R\.?N|R\.?D\.?N?|L\.?D\.?N?|M\.?P\.?H|M\.?B\.?A"
    r"|J\.?D|Esq|C\.?P\.?A|CFP|LCSW|DVM|D\.?D\.?S|Psy\.?D|Pharm\.?D|CNN-?SC|CSSD|FACP|CPT)\.?)+$"
)
ROLE = re.compile(rf"\b(?:{'|'.join(read_yaml('bylines')['functions'])})\b", re.I)
BODY = re.compile(rf"\b(?:{'|'.join(read_yaml('bylines')['houses'])})\b", re.I)
GRADE = re.compile(r"\b(?:[1-3](?:st|nd|rd)|first|second|third)\s(?=(?:class|lieutenant|lt|sergeant|sgt)\b)", re.I)
RANK = re.compile(rf"^(?:(?:{'|'.join(read_yaml('bylines')['ranks'])})\.?\s+)+(?:class\s+)?(?=[A-Z])", re.I)
LAST_FIRST = re.compile(r"[^\W\d_][^\W\d_’'-]*(?:[’'-][^\W\d_]+)*, [^\W\d_][\w.’'-]*(?: [^\W\d_][\w.’'-]*)?")
MAX_NAME = 60
MAX_AUTHORS = 20


def author_names(values: Iterable[str], outlets: Sequence[str] = ()) -> tuple[list[str], list[str]]:
    """One name an author, in order, without repetition, as (persons, bodies: agencies, outlets, desks)."""
    persons: dict[str, str] = {}
    bodies: dict[str, str] = {}
    own = {squeezed(outlet) for outlet in outlets}
    for value in values:
        for name in split_names(value, outlets):
            house = bool(BODY.search(name)) or squeezed(name).removeprefix("the") in own
            (bodies if house else persons).setdefault(squeezed(name), name)
    return list(persons.values())[:MAX_AUTHORS], list(bodies.values())[:MAX_AUTHORS]


def split_names(value: str, outlets: Sequence[str] = ()) -> list[str]:
    """The names of one byline, roles, notes and an outlet after a name left out."""
    text = NOTE.sub(" ", ADDRESS.sub(" ", " ".join(value[:1000].split())))
    text = OPENING.sub("", text).strip()
    for outlet in outlets:
        name = text[: -len(outlet)].strip() if text.casefold().endswith(" " + outlet.casefold()) else ""
        text = name if " " in name else text
    names: list[str] = []
    for part in SEPARATOR.split(GRADE.sub("", text)):
        part = RANK.sub("", part.strip())
        if LAST_FIRST.fullmatch(part) and not ROLE.search(part) and not BODY.search(part) and not DEGREE.search(part):
            part = flipped(part)
        pieces = [piece for piece in (DEGREE.sub("", p.strip()).strip() for p in part.split(",")) if piece]
        names += [name for name in map(tidy, pieces) if name]
    return names


def tidy(name: str) -> str | None:
    """A name as printed but for case where it is all capitals or all small; None where it is no name."""
    name = OPENING.sub("", name).strip(" \t.,:;-–—•·|/\"'“”*")
    if not name or len(name) > MAX_NAME or not re.search(r"[^\W\d_]{2}", name) or re.search(r"\d|[@#<>{}=]", name):
        return None
    words = name.split()
    if len(words) > 6 or is_degree(name) or (ROLE.search(name) and not BODY.search(name)):
        return None
    return name


def is_degree(name: str) -> bool:
    """Whether the piece is a degree or title alone, as what follows a comma often is."""
    return bool(DEGREE.fullmatch(" " + name))


def flipped(name: str) -> str:
    """'Doe, Jane' as 'Jane Doe'; a name without a comma as it is."""
    last, comma, first = name.partition(",")
    return f"{first.strip()} {last.strip()}" if comma and first.strip() and "," not in first else name
