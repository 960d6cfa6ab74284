"""Judges the place of a dateline: whether words look like one, whether it is a known one, and in which country.

Here belongs what a dateline's place is written like. Which town of several is meant for the map belongs to `annotate`.
"""

import re
from functools import cache

from assets.knowledge import countries, places
from assets.reference import read_csv, read_yaml, split

MAX_WORDS = 12
LARGE = 200_000  # inhabitants
_SPLIT = re.compile(r"\s*[,/;()\[\]]\s*|\s+(?:and|AND|&)\s+")
_WORD = re.compile(r"[^\s,/;()\[\]]+")


def trimmed(text: str) -> str:
    """The place as printed, white space folded, without the marks that divide it from what follows."""
    return re.sub(r"\s+", " ", text).strip(" ,.;:*-–—") + (
        "." if re.search(r"(?:\b[A-Z]\.|[\s,(.][A-Z][a-z]{1,4}\.)[\s,;]*$", text) else ""
    )


def first_plain_word(text: str, start: int, end: int) -> int:
    """Where the first word stands that no place's name holds (lower case, no particle); `end` if there is none."""
    for word in _WORD.finditer(text, start, end):
        bare = word[0].strip(".'’-")
        if bare[:1].islower() and not _may_be_small(bare, first=word.start() == start):
            return word.start()
    return end


def is_place_shaped(place: str) -> bool:
    """Whether every word is written as in a place's name: a capital first, or a particle; few words; no verbs."""
    words = _WORD.findall(place)
    if not words or len(words) > MAX_WORDS or not words[0][0].isupper():
        return False
    for number, word in enumerate(words):
        low = word.strip(".'’").lower()
        if low in _words("never") or any(character.isdigit() for character in word):
            return False
        if not word[0].isupper() and not _may_be_small(word.strip(".'’"), first=number == 0):
            return False
    if words[-1] in _words("particles"):
        return False
    return not re.search(r"[\"“”?!%$]|['’]s\b", place)


def _may_be_small(word: str, first: bool) -> bool:
    """Whether a word in small letters may stand within a place's name: a particle, or "northern" before a region."""
    low = word.lower()
    if low in _words("particles") or (not first and low in _words("directions")):
        return True
    return word.startswith(("al-", "el-", "as-", "d'", "d’"))


def is_name_shaped(name: str) -> bool:
    """Whether words may be an agency's or a station's name: capitals first, with numbers; few words."""
    words = name.split()
    return 0 < len(words) <= MAX_WORDS and all(
        word[0].isupper() or word[0].isdigit() or word[0] == "-" or word.lower() in _words("particles")
        for word in words
    )


def is_place(place: str, whole: bool = False) -> bool:
    """Whether any part, or every part, of a printed place is a country, a region of datelines or a known town."""
    parts = [_known(part) for part in _parts(place)]
    return bool(parts) and (all(parts) if whole else any(parts))


def names_place(text: str) -> bool:
    """Whether words of a bracket name a place: a known one, part of one ("northern Iraq"), or a "… Province"."""
    if is_place(text):
        return True
    tokens = text.lower().replace("-", " ").split()
    if len(tokens) > 1 and tokens[-1] in _words("divisions") and is_place_shaped(text):
        return True
    parts = text.split()
    while len(parts) > 1 and parts[0].lower().strip("-") in _words("directions"):
        parts = parts[1:]
    return len(parts) < len(text.split()) and is_place(" ".join(parts))


def is_note(text: str) -> bool:
    """Whether a bracket holds an editing desk's note: "Update", "Recasts, adds quotes", "2nd lead"."""
    tokens = re.findall(r"[a-z]+", text.lower())
    return bool(tokens) and tokens[0] in _words("notes") and len(tokens) <= MAX_WORDS


def is_large(place: str, least: int = LARGE) -> bool:
    """Whether the whole is the name of a town so large that its name alone stands for where a report is from."""
    return any(p.kind == "town" and p.primary and p.population >= least for p in places.lookup(_cased(place)))


def is_continent(place: str) -> bool:
    """Whether the whole is the name of a continent."""
    return any(p.kind == "continent" for p in places.lookup(_cased(place)))


def is_country(place: str) -> bool:
    """Whether the whole is the name of a country."""
    return countries.by_name(place) is not None


def is_city(place: str) -> bool:
    """Whether the whole is the name of a capital: "SINGAPORE" and "KUWAIT" too, each short for its city."""
    return any(countries.by_capital(name) is not None for name in (_cased(place), f"{_cased(place)} City"))


def country_of(place: str) -> str | None:
    """Alpha-3 code of a printed place: of its country or region where one is named, else of its likeliest town."""
    first, *others = _parts(place) or [""]
    if not first:
        return None
    for part in others:
        code = _region(part) or _country(part)
        if code is not None and _region(first) != code:
            return code
    region = _regions().get(_folded(first))
    if region is not None and "." not in first and len(first) > 2:
        return region or None
    capital = countries.by_capital(first) or countries.by_capital(_cased(first))
    if capital is not None:
        return capital.code
    return _country(first) or _of_town(_cased(first))


def has_region(place: str) -> bool:
    """Whether a country or region stands behind a first part, as in "FAR CREEK, N.D."."""
    parts = _parts(place)
    return len(parts) > 1 and (_region(parts[-1]) or _country(parts[-1])) is not None


def _of_town(name: str) -> str | None:
    """The country of the largest town of a name, else of a region or division."""
    found = places.lookup(name)
    largest = max(found, key=lambda place: (place.kind == "town", place.population), default=None)
    return largest.country if largest else None


def _parts(place: str) -> list[str]:
    return [part for part in _SPLIT.split(place) if part.strip(" .")]


def _known(part: str) -> bool:
    return _folded(part) in _regions() or _country(part) is not None or bool(places.lookup(_cased(part)))


def _country(part: str) -> str | None:
    found = countries.by_name(part) or countries.by_name(_cased(part))
    return found.code if found else None


def _region(part: str) -> str | None:
    return _regions().get(_folded(part)) or None


def _cased(part: str) -> str:
    """A part in capitals in the case of a gazetteer: PORT-AU-PRINCE, Port-Au-Prince."""
    return part.title() if part.isupper() else part


def _folded(part: str) -> str:
    return re.sub(r"[\s.]+", "", part).lower()


@cache
def _regions() -> dict[str, str]:
    return {_folded(form): row["country"] for row in read_csv("dateline_regions") for form in split(row["form"])}


@cache
def _words(kind: str) -> frozenset[str]:
    return frozenset(read_yaml("dateline_words")[kind])
