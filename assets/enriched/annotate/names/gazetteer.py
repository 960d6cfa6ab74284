"""The names and titles that the project knows, and their occurrences in a text, found in one pass.

Here belong the words of a text, the automaton over everything in `seeds/reference`, and exact matches of it. Whether a
match is what the text means belongs to `mentions` and `offices`.

Words are runs of letters and digits, in lower case and without accents; "the", hyphens, stops and apostrophes are
passed over, so that "Al-Qa'ida", "U.N." and "chairman of the Joint Chiefs" are found however they are printed.
"""

import itertools
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache, lru_cache

import ahocorasick

from assets.enriched.annotate.records import MentionKind
from assets.knowledge.countries import countries
from assets.reference import read_csv, read_yaml, split

_WORD = re.compile(r"[^\W_]+")
# What may stand between two words of one name: blanks, hyphens, apostrophes, the stop of an abbreviation.
_WITHIN = re.compile(r"(?:\.? | ?['’] ?|[.\-‐‑–/]| & )?(?:[Tt][Hh][Ee] )?")
LONGEST_ABBREVIATION = 3
# A country's form that is written with it needs it: "back in the States", but "five States agreed".
ARTICLE = "the "
_SPELLINGS = {"defence": "defense", "organisation": "organization", "labour": "labor", "programme": "program"}
_CHOICE = re.compile(r"\(([^()]{0,400})\)|\{(\w{1,40})\}")


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing a phrase may name: a gazetteer's entity, or (kind `office`) a normalised office.

    `key` is the stable id of `LocalEntity.key`. `sense` tells finer kinds apart: the type of an organisation; of a
    country entry how it is written (name, demonym, capital, seat); of an office `weak` where the form needs an owner.
    """

    kind: MentionKind
    name: str
    key: str | None = None
    country: str | None = None
    sense: str = ""
    plural: bool = False


@dataclass(frozen=True, slots=True)
class Match:
    """An occurrence: words [first, last] of the text, characters [start, end)."""

    first: int
    last: int
    start: int
    end: int
    entry: Entry


@dataclass(slots=True)
class Words:
    """The words of a text: normalised forms, and where each stands. "the" is left out."""

    text: str
    norms: list[str] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)

    def adjoin(self, first: int, last: int) -> bool:
        """Whether the words from first to last stand together, with nothing between that parts names."""
        return all(self._follows(i) for i in range(first, last))

    def _follows(self, index: int) -> bool:
        """Whether the next word stands right behind; behind a stop only where the word may be an abbreviation."""
        end, start = self.ends[index], self.starts[index + 1]
        if _WITHIN.fullmatch(self.text, end, start) is None:
            return False
        return self.text[end] != "." or end - self.starts[index] <= LONGEST_ABBREVIATION


def words_of(text: str) -> Words:
    """The words of a text, in order. Linear in the text."""
    words = Words(text)
    for found in _WORD.finditer(text):
        norm = normal_word(found[0])
        if norm != "the":
            words.norms.append(norm)
            words.starts.append(found.start())
            words.ends.append(found.end())
    return words


def normal_word(word: str) -> str:
    """Lower case without accents, one spelling of words that differ across the Atlantic."""
    low = word.lower()
    if not low.isascii():
        low = "".join(c for c in unicodedata.normalize("NFKD", low) if not unicodedata.combining(c))
    return _SPELLINGS.get(low, low)


@lru_cache(maxsize=20_000)
def phrase_key(phrase: str) -> str:
    """The words of a phrase, normalised and joined by blanks: what two spellings of one name share."""
    return " ".join(words_of(phrase).norms)


@lru_cache(maxsize=64)
def known_in(text: str) -> tuple[Words, tuple[Match, ...]]:
    """The words of a text and every occurrence of every entry in it; remembered while a batch of texts is read."""
    words = words_of(text)
    return words, tuple(matches(words))


def matches(words: Words) -> Iterator[Match]:
    """Every occurrence of every entry, overlapping ones too, in the order of their ends."""
    stream = " " + " ".join(words.norms) + " "
    offsets: dict[int, int] = {}
    at = 0
    for index, norm in enumerate(words.norms):
        offsets[at] = index
        at += len(norm) + 1
    shouting = is_capitals(words.text)
    for end, (length, senses) in automaton().iter(stream):
        first = offsets.get(end - length + 1)
        if first is None:
            continue
        last = offsets.get(end)
        last = len(words.norms) - 1 if last is None else last - 1
        if last > first and not words.adjoin(first, last):
            continue
        start, stop = words.starts[first], words.ends[last]
        surface = words.text[start:stop]
        articled = words.text[max(0, start - len(ARTICLE)) : start].lower() == ARTICLE
        for forms, entry in senses:
            fitting = forms if articled or entry.kind != "country" else [f for f in forms if not f.startswith(ARTICLE)]
            if any(_is_written(surface, written, shouting) for written in fitting):
                yield Match(first, last, start, stop, entry)


@lru_cache(maxsize=64)
def is_capitals(text: str) -> bool:
    """Whether a text is printed in capitals throughout, as old wire copy is: judged by its first 2,000 characters."""
    sample = text[:2000]
    upper = sum(c.isupper() for c in sample)
    return upper > 20 and upper > 20 * sum(c.islower() for c in sample)


def _is_written(surface: str, written: str, shouting: bool) -> bool:
    """Whether the surface has the case that the form asks for; an empty form asks for none."""
    written = written.removeprefix(ARTICLE)
    if not written:
        return True
    if written.upper() == written:
        letters = [c for c in surface if c.isalpha()]
        if not shouting:
            return all(c.isupper() for c in letters) or surface == written
        return surface != "US"  # in capitals the pronoun looks the same
    if written[0].islower():
        return True
    return surface[0].isupper() or surface[0].isdigit()


@cache
def automaton() -> ahocorasick.Automaton:
    """Word sequences to (their length with blanks, the entries they may stand for with their written forms).

    One sequence stands for one entry of a kind: the first that has it.
    """
    table: dict[str, list[tuple[list[str], Entry]]] = {}
    for written, entry in itertools.chain(_countries(), _states(), _files(), _offices()):
        key = phrase_key(written)
        if key:
            form = "" if entry.kind == "office" else written
            senses = table.setdefault(key, [])
            same = next((forms for forms, other in senses if other == entry), None)
            if same is not None:
                same.append(form)
            elif all(entry.kind != other.kind for _, other in senses):
                senses.append(([form], entry))
    machine = ahocorasick.Automaton()
    for key, senses in table.items():
        machine.add_word(f" {key} ", (len(key) + 2, senses))
    machine.make_automaton()
    return machine


def _countries() -> Iterator[tuple[str, Entry]]:
    for country in countries():
        key = f"country:{country.code}"
        for form in (country.name, *country.aliases):
            yield form, Entry("country", country.name, key, country.code, "name")
        for form in country.demonyms:
            yield form, Entry("nationality", country.name, key, country.code, "demonym")
        capital = country.capital or country.name
        for form in filter(None, (country.capital, *country.capital_aliases)):
            yield form, Entry("place", capital, None, country.code, "capital")
        for seat in country.seats:
            yield seat, Entry("organisation", seat, f"organisation:{_slug(seat)}", country.code, "seat")


def _states() -> Iterator[tuple[str, Entry]]:
    for row in read_csv("us_states"):
        for form in filter(None, (row["name"], row["abbreviations"])):
            yield form, Entry("place", row["name"], None, "USA", "state")


def _files() -> Iterator[tuple[str, Entry]]:
    sources: tuple[tuple[str, MentionKind], ...] = (
        ("organisations", "organisation"),
        ("forums", "forum"),
        ("agreements", "agreement"),
        ("equipment", "equipment"),
    )
    for name, kind in sources:
        for row in read_csv(name):
            key = f"{kind}:{_slug(row['name'])}"
            entry = Entry(kind, row["name"], key, row.get("country") or None, row.get("type", ""))
            for form in (row["name"], *split(row["aliases"])):
                yield form, entry


def _offices() -> Iterator[tuple[str, Entry]]:
    grammar = read_yaml("offices")
    weak = {phrase_key(form) for form in grammar["weak"]}
    owner = {
        phrase_key(form): code
        for code, templates in grammar["countries"].items()
        for template in templates
        for form in expand(template, grammar["slots"])
    }
    for office, templates in grammar["titles"].items():
        for template in templates:
            for form in expand(template, grammar["slots"]):
                key = phrase_key(form)
                sense = "weak" if key in weak else ""
                yield form, Entry("office", office, None, owner.get(key), sense)
                for plural in _plurals(form, grammar["plurals"]):
                    yield plural, Entry("office", office, None, owner.get(key), sense, plural=True)


def expand(template: str, slots: dict[str, list[str]]) -> Iterator[str]:
    """Every phrase of a template with choices `(a|b|)` and slots `{name}`."""
    found = _CHOICE.search(template)
    if found is None:
        yield " ".join(template.split())
        return
    branches: Iterable[str] = slots[found[2]] if found[2] else found[1].split("|")
    for branch in branches:
        yield from expand(template[: found.start()] + branch + template[found.end() :], slots)


def _plurals(form: str, plurals: dict[str, str]) -> Iterator[str]:
    """The form with its head word in the plural: the last one, or the last before the first "of", "for" or "to"."""
    parts = form.split()
    cut = next((i for i, part in enumerate(parts) if part in ("of", "for", "to", "in")), len(parts))
    for index in range(cut - 1, -1, -1):
        if parts[index] in plurals:
            yield " ".join([*parts[:index], plurals[parts[index]], *parts[index + 1 :]])
            return


def _slug(name: str) -> str:
    return phrase_key(name).replace(" ", "-")
