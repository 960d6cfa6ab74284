"""Tells the code page of a text that has little beyond ASCII: by the names that each makes of the same bytes.

Here belongs the weighing. Statistical detection needs more text in a language than the few names of an English report;
but of a name only one code page makes a word that some language could write ("Dvořák", not "Dvoøák"). The letters of
languages are data (`code_pages.yaml`).
"""

import re
from collections import Counter
from functools import cache
from typing import NamedTuple

from assets.reference import read_yaml

CHUNK = re.compile(r"[A-Za-z\x80-\U0010ffff]+")
BEYOND = re.compile(r"[^\x00-\x7f]")
QUOTES = "“”‘’„‚«»‹›"
MARKS = frozenset(QUOTES + "–—…•·\xa0°§©®™€£¥¡¿\xad")
INSIDE = frozenset("’\xad")
SIDES = "".join(MARKS)
SAMPLE = 50_000
MANY_LANGUAGES = 0.6  # what each language beyond the first costs: a report has names of few

Score = float
NO_WORD, SYMBOL_INSIDE, SYMBOL, STRANGE_CASE, CONTROL = -1.5, -3.0, -1.0, -2.0, -5.0
MARK = 0.25


class Language(NamedTuple):
    """The letters beyond ASCII that a language writes, and what tells that a word is none of it."""

    letters: frozenset[str]
    never: re.Pattern[str] | None
    weight: float
    whole: bool


@cache
def languages() -> dict[str, Language]:
    """The languages by name."""
    data = read_yaml("code_pages")
    found = {
        name: Language(
            frozenset(row["letters"]),
            re.compile(row["never"]) if row.get("never") else None,
            row.get("weight", 1.0),
            row.get("whole", False),
        )
        for name, row in data["languages"].items()
    }
    for name, characters in data["characters"].items():
        found[name] = Language(frozenset("".join(characters.split())), None, 1.5, True)
    return found


def best(data: bytes) -> str | None:
    """The code page that makes the best words of the bytes; None where none makes any."""
    sample = _lines_beyond_ascii(data)
    scores: dict[str, Score] = {}
    for encoding, names in read_yaml("code_pages")["code_pages"].items():
        try:
            text = sample.decode(encoding)
        except UnicodeError:
            continue
        scores[encoding] = score(text, tuple(names))
    ahead = max(scores, key=lambda encoding: scores[encoding], default=None)
    return ahead if ahead is not None and scores[ahead] > 0 else None


def _lines_beyond_ascii(data: bytes) -> bytes:
    """The lines that hold anything beyond ASCII, up to the sample's size."""
    lines = [line for line in data.splitlines() if not line.isascii()]
    return b"\n".join(lines)[:SAMPLE].rpartition(b" ")[0] or b"\n".join(lines)


def score(text: str, names: tuple[str, ...]) -> Score:
    """How well the words beyond ASCII of a text fit those languages."""
    words = Counter(chunk for chunk in CHUNK.findall(text) if BEYOND.search(chunk))
    total, used = 0.0, Counter[str]()
    open_words: list[tuple[str, ...]] = []
    for chunk in words:
        word = chunk.strip(SIDES)
        total += MARK * sum(c in MARKS for c in chunk) if len(word) < len(chunk) else 0.0
        if not BEYOND.search(word):
            continue
        faults = _faults(word)
        if faults:
            total += faults
            continue
        fitting = [name for name in names if _fits(word, languages()[name])]
        if not fitting:
            total += NO_WORD
            continue
        total += max(languages()[name].weight for name in fitting)
        open_words.append(tuple(fitting))
    for names_of_word in sorted(open_words, key=len):
        used[next((name for name in names_of_word if name in used), names_of_word[0])] += 1
    return total - MANY_LANGUAGES * max(0, len(used) - 1)


def _faults(word: str) -> Score:
    """What speaks against a word in any language: symbols and controls within, a capital behind a small letter."""
    found = 0.0
    for before, character in zip(" " + word, word, strict=False):
        if character.isalpha():
            found += STRANGE_CASE if character.isupper() and before.islower() and character > "\x7f" else 0.0
        elif "\x80" <= character <= "\x9f" or "\ue000" <= character <= "\uf8ff":
            found += CONTROL
        elif character not in INSIDE:
            found += SYMBOL_INSIDE if len(word) > 1 else SYMBOL
    return found


def _fits(word: str, language: Language) -> bool:
    """Whether the language could write the word."""
    small = word.replace("İ", "i").lower()  # which lower() makes two characters of
    beyond = {c for c in small if c > "\x7f" and c not in MARKS}
    if language.whole and any(c.isascii() and c.isalpha() for c in small):
        return False
    return beyond <= language.letters and not (language.never and language.never.search(small))
