"""Names told by a word or sign beside them: ships behind their type, @handles, branches of armed groups, "C5+1".

Here belong patterns over a whole text, each with what it yields. Names that a run of capitals makes by its head belong
to `body_patterns`; whom a handle stands for to `document_entities`.
"""

import re
from collections.abc import Iterator
from functools import cache

from assets.enriched.annotate.names.body_patterns import Found
from assets.enriched.annotate.names.person_names import words
from assets.reference import read_yaml

_NAME = r"[A-Z][\w'’-]{1,20}"
_OF_SHIPS = r"(?:(?: (?:de|del|of|the|al|von|da))? " + _NAME + r"){0,3}"
# "P5+1", "ASEAN+3": a group of states that counts its members.
_PLUS = re.compile(r"(?<![\w+])[A-Z][A-Za-z]{0,5}\d{0,2}\+\d{1,2}(?![\w+%])")
_HANDLE = re.compile(r"(?<![\w@.])@([A-Za-z]\w{3,30})")
_CAMEL = re.compile(r"[A-Z]+(?![a-z])|[A-Z][a-z'’]+|[a-z]+|\d+")


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    """The patterns that are made of words of `bodies.yaml`."""
    data = read_yaml("bodies")
    types = "|".join(data["ship_types"])
    prefixes = "|".join(data["ship_prefixes"])
    branched = "|".join(data["branched_groups"])
    creeds, fighters = "|".join(data["creeds"]), "|".join(data["fighters"])
    return {
        "typed": re.compile(rf"\b[Tt]he (?:[\w-]{{2,20}} ){{0,2}}(?:{types}) ((?!{prefixes}\b){_NAME}{_OF_SHIPS})"),
        "prefixed": re.compile(rf"\b(?:{prefixes}) {_NAME}{_OF_SHIPS}"),
        "branch": re.compile(rf"\b(?:{branched})[-–‑](?:K\b|{_NAME}(?: {_NAME})?)"),
        "fighters": re.compile(rf"\b(?:{creeds}) (?:{fighters})\b"),
        "dated": re.compile(
            rf"\b(?:{'|'.join(data['month_names'])}) \d{{1,2}} (?:Movement|Coalition|Alliance|Brigades?)\b"
        ),
    }


def ships(text: str) -> Iterator[tuple[int, int]]:
    """Ships by their prefix or behind their type: "HMS Queen Anne", "the frigate Admiral Orlov"."""
    patterns = _patterns()
    for found in patterns["prefixed"].finditer(text):
        yield found.span()
    for found in patterns["typed"].finditer(text):
        yield found.span(1)


def groups(text: str) -> Iterator[Found]:
    """Armed groups and alliances whose names are made: "IS-Khorasan", "Maoist rebels", "March 9 Movement", "C5+1"."""
    patterns = _patterns()
    for name in ("branch", "fighters", "dated"):
        for found in patterns[name].finditer(text):
            yield found.start(), found.end(), "organisation"
    for found in _PLUS.finditer(text):
        yield found.start(), found.end(), "organisation"


def handles(text: str) -> Iterator[tuple[int, int]]:
    """Handles that are somebody's name or office and name, without the sign: "@AnnaLund", "@SecLund"."""
    for found in _HANDLE.finditer(text):
        if handle_words(found[1]):
            yield found.span(1)


def handle_words(handle: str) -> list[str]:
    """The name in a handle, without a short office before it; empty where it is nobody's.

    It is somebody's that begins with a given name or with such an office, and goes on with a name of its own.
    """
    parts = [part for part in _CAMEL.findall(handle.replace("_", "")) if not part.isdigit()]
    if len(parts) < 2 or not all(part[0].isupper() and part[1:].islower() for part in parts):
        return []
    first = parts[0].lower()
    if first in words("handle_offices"):
        return parts[1:]
    return parts if first in words("common_given") | words("female") and len(parts) <= 3 else []
