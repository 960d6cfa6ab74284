"""Names of people: where one ends, what is title and what is name, which part is the family's.

Here belongs the shape of names in a text. Which spans are people belongs to `mentions`; who is who to `coreference`.
"""

import re
from functools import cache

from assets.reference import read_yaml

# A word of letters with inner hyphens, apostrophes and one closing stop; linear: no part matches another's text.
_WORD = re.compile(r"[^\W\d_]+(?:[-‐‑'’][^\W\d_]+){0,6}\.?")
_GAP = re.compile(r" ?(?:[\"“(][^\W\d_]{2,15}[\"”)] )?")
_POSSESSIVE = re.compile(r"['’][sS]?$")
_GLUED = re.compile(
    r"((?:[A-Z][a-z]{1,20}-)?(?!Fitz[A-Z])(?:(?:Mc|Mac|De|Di|La|Le|Fitz|Van)[A-Z][a-z]{2,20}|[A-Z][a-z]{3,20}))[A-Z][A-Za-z]{2}"
)
_JOINT = re.compile(r"[-‐‑'’]")
_NAMESAKES = frozenset({"may", "april", "june", "august", "march"})
MOST_WORDS = 6


@cache
def words(group: str) -> frozenset[str]:
    """A group of `seeds/reference/titles.yaml`, or of `bodies.yaml`, as a set; raises KeyError where neither has it."""
    for name in ("titles", "bodies"):
        held = read_yaml(name)
        if group in held:
            return frozenset(held[group])
    raise KeyError(group)


@cache
def family_first() -> frozenset[str]:
    """Family names that are written first."""
    return frozenset(name for names in read_yaml("titles")["family_first"].values() for name in names)


@cache
def _titles() -> frozenset[str]:
    return words("ranks") | words("honorifics")


@cache
def _stops() -> frozenset[str]:
    """Capitalised words that no name goes on with."""
    groups = ("months", "weekdays", "organisation", "place", "event", "thing", "not_names", "ships")
    return frozenset().union(*(words(group) for group in groups)) - words("in_names")


def name_at(text: str, start: int, barriers: frozenset[int] | set[int] = frozenset()) -> int | None:
    """The end of the personal name that begins at `start`, or None where none does.

    `barriers` are positions at which something else that is known begins (a country, a body).
    """
    at, end, count = start, None, 0
    while count < MOST_WORDS:
        found = _WORD.match(text, at)
        if found is None:
            break
        word = found[0]
        bare = _POSSESSIVE.sub("", word.rstrip("."))
        low = bare.lower()
        initial = word.endswith(".") and (len(bare) <= 2 or word.lower() in words("dotted"))
        if not _fits(bare, low, count, at in barriers):
            if not (low in words("particles") and _goes_on(text, found.end(), barriers)):
                break
        else:
            end = at + len(word) if initial else at + len(bare)
        count += 1
        if bare != word.rstrip(".") or (word.endswith(".") and not initial):
            break
        gap = _GAP.match(text, found.end())
        at = gap.end() if gap else found.end()
        if at == found.end() and not (initial and text[at : at + 1].isupper()):  # "H.W." is two initials
            break
    return end


def _fits(bare: str, low: str, count: int, barred: bool) -> bool:
    """Whether a word can stand in a name at that place."""
    if barred or not bare or ("-" in bare and bare.rsplit("-", 1)[1] in words("compound_tails")):
        return False
    if not bare[0].isupper():
        joined = _JOINT.split(bare, maxsplit=1)
        return len(joined) == 2 and joined[0] in words("particles") and joined[1][:1].isupper()
    if (low in _stops() and not (count and len(bare) == 1)) or (bare.isupper() and low in words("acronyms")):
        return False
    return not (count == 0 and low in words("suffixes"))


def _goes_on(text: str, at: int, barriers: frozenset[int] | set[int]) -> bool:
    """Whether a capitalised word of a name follows a particle, or a second and third particle."""
    for _ in range(3):
        following = _WORD.match(text, at + 1) if text[at : at + 1] == " " else None
        if following is None or at + 1 in barriers:
            return False
        if following[0].lower() not in words("particles") or following[0][0].isupper():
            return _fits(following[0].rstrip("."), "", 1, False)
        at = following.end()
    return False


def without_titles(text: str, start: int, end: int, generals: bool = True) -> tuple[int, int]:
    """A span without leading ranks and honorifics, trailing possessive, weekdays and punctuation; may come out empty.

    `generals` says that "Gen" without a stop is read as a rank.
    """
    while start < end:
        found = _WORD.match(text, start, end)
        if found is None:
            start += 1
            continue
        low = found[0].rstrip(".").lower()
        rest = found.end()
        while rest < end and not text[rest].isalnum():
            rest += 1
        if (
            low not in _titles()
            or rest >= end
            or (low in words("given_first") and not generals and "." not in found[0])
        ):
            break
        start = rest
    return start, _trimmed_end(text, start, end)


def ungarbled(text: str, start: int, end: int) -> tuple[int, int]:
    """A span without what web pages glue to a name; may come out empty.

    Cut away are shouted words before it ("JUST WATCHED X"), lower-case words and what stands before them ("hawks such
    X"), the same name again ("Ann Lee Ann Lee Watch"), and a word glued to the next ("LeeRead").
    """
    parts = [(m.start(), m.end(), m[0]) for m in _WORD.finditer(text, start, end)]
    for index, (_, _, part) in enumerate(parts[:-1]):
        if part.islower() and part not in words("particles") and "-" not in part and len(part) > 2:
            return ungarbled(text, parts[index + 1][0], end)
    if len(parts) > 2 and all(p.isupper() and len(p) > 2 and "." not in p for _, _, p in parts[:2]):
        quiet = next((at for at, _, part in parts if not part.isupper()), None)
        start = start if quiet is None else quiet
        parts = [part for part in parts if part[0] >= start]
    for index, (at, _, part) in enumerate(parts):
        glued = _GLUED.match(part)
        whole = glued[1] if glued else part
        if index >= 2 and whole == parts[0][2]:
            last = glued is not None and index == len(parts) - 1
            return (parts[1][0], at + len(whole)) if last else (start, parts[index - 1][1])
        if glued:
            return start, at + len(whole) if index else start
    return start, end


def _trimmed_end(text: str, start: int, end: int) -> int:
    while end > start:
        while end > start and not (text[end - 1].isalnum() or _keeps_stop(text, start, end)):
            end -= 1
        cut = _POSSESSIVE.search(text, start, end)
        last = text.rfind(" ", start, end) + 1
        if cut:
            end = cut.start()
        elif last > start and _is_time(text, last, end):
            end = last
        else:
            break
    return end


def _keeps_stop(text: str, start: int, end: int) -> bool:
    """Whether a span ends with an initial or with "Jr." or the like."""
    if text[end - 1] != ".":
        return False
    return text[end - 2].isupper() or text[text.rfind(" ", start, end) + 1 : end].lower() in words("dotted")


def _is_time(text: str, start: int, end: int) -> bool:
    """Whether a last word is a weekday, or a month: a month has digits beside it, "Dong Jun" has none."""
    word = text[start:end].lower().rstrip(".")
    if word in words("weekdays"):
        return True
    beside = text[max(0, start - 3) : start] + text[end : end + 3]
    return word in words("months") - _NAMESAKES and (len(word) > 4 or any(c.isdigit() for c in beside))


def family_name(name: str) -> str:
    """The part that later mentions use: the first of Korean and Chinese names, capitals of KONO Taro, else the last.

    A Vietnamese name is called by its last part. Particles before the last part belong to it ("de Mita", "al-Assad").
    """
    parts = [part for part in name.split() if part.lower().rstrip(".") not in words("suffixes")]
    if len(parts) < 2:
        return name
    capitals = [part for part in parts if part.isupper() and len(part.rstrip(".")) > 2]
    if len(capitals) == 1:
        return capitals[0]
    if is_family_first(parts):
        return parts[0]
    if parts[0].lower() in _vietnamese() and len(parts) > 2:
        return parts[-1]
    first = len(parts) - 1
    while first > 1 and parts[first - 1].lower() in words("particles") and parts[first - 1].islower():
        first -= 1
    return " ".join(parts[first:])


@cache
def _vietnamese() -> frozenset[str]:
    return frozenset(read_yaml("titles")["family_first"]["vietnamese"])


def is_family_first(parts: list[str]) -> bool:
    """Whether a name is Korean or Chinese by family name and shape: "Ahn Gyu-back", "Kim Jong Un", "Xi Jinping"."""
    if len(parts) < 2:
        return False
    table = read_yaml("titles")["family_first"]
    low = parts[0].lower()
    if low in words("common_given") and len(parts) == 2 and "-" not in parts[1]:
        return False
    if parts[-1].lower() in table["korean"] and "-" in parts[0]:
        return False
    if low in table["korean"] or low in table["chinese"]:
        short = all(len(part) <= 8 for part in parts)
        if len(parts) == 3:
            return low not in table["vietnamese"] or (low in table["korean"] and short)
        return (len(parts) == 2 and parts[1].lower() not in table["korean"] and short) or "-" in parts[1]
    return (low in table["khmer"] and len(parts) == 2) or low in table["hungarian"]


def is_female(name: str) -> bool:
    """Whether the given name is one of women."""
    return name.split()[0].lower() in words("female") if name else False


def is_male(name: str) -> bool:
    """Whether the given name is a common one, and not one of women."""
    first = name.split()[0].lower() if name else ""
    return first in words("common_given") and first not in words("female")
