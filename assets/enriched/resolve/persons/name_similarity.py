"""Compares personal names: the words of a name, the keys under which variants meet, and how alike two names are.

Here belongs what can be told from the names alone. Whether two bearers are one person, by office, country and time,
belongs to `persons`.
"""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache, lru_cache

from rapidfuzz.distance import DamerauLevenshtein

from assets.knowledge.nicknames import is_nickname
from assets.reference import read_csv, split

LEAST_MISPRINTED = 5  # letters of a word in which one stroke may be wrong
LONGEST_NAME = 120  # code points read of a name: what is longer names nobody
PARTICLES = frozenset(
    re.findall(r"\w+", "al el ul ur as ad ash an ibn bin bint ben van von der den de da del della di dos du la")
)
HONORIFICS = frozenset(
    re.findall(r"\w+", "mr mrs ms miss dr prof sir dame lord lady madam hon rev sheikh sheik shaykh")
)
SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})
GIVEN_TOO = frozenset({"Al", "Ben", "Van"})  # in front, with a capital and a blank behind, they are given names
FOREIGN = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ß": "ss"})
_APOSTROPHES = re.compile("['’‘ʼʿʾ`´]")
_POSSESSIVE = re.compile(r"(?<=\w)['’]s\b")
_WORD = re.compile(r"[^\W_]+")
_SKELETON = (
    ("sch", "sh"), ("tch", "ch"), ("kh", "h"), ("gh", "g"), ("dj", "j"), ("ph", "f"), ("dh", "d"), ("th", "t"),
    ("ts", "z"), ("tz", "z"), ("ck", "k"), ("q", "k"), ("w", "v"), ("ou", "u"), ("oo", "u"), ("ee", "i"), ("ei", "e"),
    ("ai", "e"), ("ay", "e"), ("ey", "e"), ("iy", "i"), ("yi", "i"), ("ij", "i"), ("y", "i"), ("ie", "i"),
)  # fmt: skip
_DOUBLED = re.compile(r"(.)\1+")


@lru_cache(maxsize=100_000)
def words(name: str) -> tuple[str, ...]:
    """The words of a name without case, accents, hyphens, apostrophes, honorifics and "Jr."."""
    found = _all_words(name)
    kept = tuple(word for word in found if word not in HONORIFICS and word not in SUFFIXES)
    return kept or found


def _all_words(name: str) -> tuple[str, ...]:
    text = _POSSESSIVE.sub("", name[:LONGEST_NAME]).casefold().translate(FOREIGN)
    decomposed = unicodedata.normalize("NFKD", text)
    plain = _APOSTROPHES.sub("", "".join(c for c in decomposed if not unicodedata.combining(c)))
    return tuple(_WORD.findall(plain))


@cache
def _spellings() -> dict[str, str]:
    """Every listed spelling → the form it is read as."""
    table: dict[str, str] = {}
    for row in read_csv("name_spellings"):
        for spelling in split(row["spellings"]):
            for word in words(spelling):
                table.setdefault(word, row["name"])
    return table


def standard(word: str) -> str:
    """The form under which all spellings of a word meet."""
    return _spellings().get(word, word)


@lru_cache(maxsize=100_000)
def skeleton(word: str) -> str:
    """What is left of a word when the habits of different transliterations are taken away."""
    text = standard(word)
    text = f"k{text[2:]}" if text.startswith("gh") else text  # "Ghalibaf" and "Qalibaf"
    for long, short in _SKELETON:
        text = text.replace(long, short)
    text = _DOUBLED.sub(r"\1", text)
    return text[:-1] if len(text) > 3 and text.endswith("h") else text


@dataclass(frozen=True, slots=True)
class Name:
    """A name as comparison reads it: its words in order, without initials and particles in `core`; "jr" is a suffix.

    The words of `core` also stand `ordered`, in their `spelled` and `sounding` forms; `turned` has the last word first.
    """

    words: tuple[str, ...]
    core: tuple[str, ...]
    compact: str
    family: str
    suffix: str = ""
    ordered: tuple[str, ...] = field(init=False, repr=False, compare=False)
    spelled: tuple[str, ...] = field(init=False, repr=False, compare=False)
    sounding: tuple[str, ...] = field(init=False, repr=False, compare=False)
    turned: str = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Reads the name in the ways in which it is compared: once, since it is compared with many."""
        for way, value in (
            ("ordered", tuple(sorted(self.core))),
            ("spelled", tuple(sorted(map(standard, self.core)))),
            ("sounding", tuple(sorted(map(skeleton, self.core)))),
            ("turned", "".join(self.words[-1:] + self.words[:-1])),
        ):
            object.__setattr__(self, way, value)

    @property
    def full(self) -> bool:
        """Whether it has more than a surname."""
        return len(self.core) > 1


@lru_cache(maxsize=100_000)
def name_of(text: str, family_name: str | None = None) -> Name:
    """The name in a text; `family_name` is its surname where annotation knows it, else the last word stands for it."""
    found = words(text)
    given = len(found) > 1 and text.split(maxsplit=1)[0] in GIVEN_TOO
    core = tuple(w for i, w in enumerate(found) if len(w) > 1 and (w not in PARTICLES or (given and i == 0))) or found
    family = [w for w in words(family_name or "") if w in core]
    last = _all_words(text)[-1:]
    suffix = last[0] if len(found) > 1 and last[0] in SUFFIXES else ""
    return Name(found, core, "".join(found), family[-1] if family else (core[-1] if core else ""), suffix)


def key(name: Name) -> str:
    """The stable key of a name, whatever its order, hyphens and listed spellings."""
    return " ".join([*sorted(standard(word) for word in name.core), *([name.suffix] if name.suffix else [])])


def block_keys(name: Name) -> tuple[str, ...]:
    """The keys under which names are compared at all: skeletons of its first and last word, and the whole name."""
    if not name.core:
        return ()
    return tuple(sorted({skeleton(name.core[0]), skeleton(name.core[-1]), skeleton(name.family)}))


def likeness(a: Name, b: Name) -> tuple[float, str]:
    """How alike two full names are, 0 to 1, and what the judgement rests on.

    "Jr." on one of two like names counts more than what else is unlike: it may be the son.
    """
    score, method = _likeness(a, b)
    return (min(score, 0.8), "suffix") if score and a.suffix != b.suffix else (score, method)


def _likeness(a: Name, b: Name) -> tuple[float, str]:
    if a.words == b.words:
        return 1.0, "name"
    if a.ordered == b.ordered:
        return 0.98, "order"
    if a.compact == b.compact or a.turned == b.compact or a.compact == b.turned:
        return 0.97, "hyphen"
    if a.spelled == b.spelled:
        return 0.95, "spelling"
    if not (a.full and b.full):
        return 0.0, "none"
    if _part_of(a, b, standard) or _part_of(b, a, standard):
        return 0.92, "middle_name"
    if skeleton(a.family) == skeleton(b.family) and is_nickname(a.core[0], b.core[0]):
        return 0.9, "nickname"
    if a.sounding == b.sounding:
        return 0.88, "transliteration"
    if _part_of(a, b, skeleton) or _part_of(b, a, skeleton):
        return 0.85, "transliteration"
    return (0.8, "misprint") if _misprint(a, b) else (0.0, "none")


def _part_of(short: Name, long: Name, read: Callable[[str], str]) -> bool:
    """Whether a name is another without its middle words, as `read` reads words: "Ann Lee" and "Ann Marie Lee"."""
    if len(short.core) >= len(long.core):
        return False
    mine, theirs = [read(w) for w in short.core], [read(w) for w in long.core]
    return (mine[0], mine[-1]) == (theirs[0], theirs[-1]) and set(mine) <= set(theirs)


def _misprint(a: Name, b: Name) -> bool:
    """Whether all words but one are equal and that one, of five letters or more, differs by one stroke."""
    if len(a.core) != len(b.core):
        return False
    different = [(x, y) for x, y in zip(a.core, b.core, strict=True) if x != y]
    if len(different) != 1 or min(map(len, different[0])) < LEAST_MISPRINTED:
        return False
    return DamerauLevenshtein.distance(*different[0], score_cutoff=1) <= 1
