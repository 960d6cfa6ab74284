"""Chains of titles and a name, found without a parse: "South Korean Defense Minister A B", "Lt. Gen. C D".

The parser is shown one word for a chain. Here belongs where chains stand. A chain ends with the name and grows to the
left over what is known to stand before names: offices, ranks, and the nationality or body of an office. A comma ends
it, so that an apposition stays one.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import numpy as np
from spacy.tokens import Doc

from assets.enriched.annotate.names.gazetteer import Match, known_in
from assets.enriched.annotate.names.person_names import family_name, name_at, without_titles
from assets.enriched.annotate.names.person_names import words as named
from assets.enriched.annotate.offices.phrases import longest
from assets.enriched.annotate.parsing.common_words import is_common
from assets.enriched.annotate.records import CleanText
from assets.reference import read_yaml

_OWNERS = frozenset({"country", "nationality", "organisation"})
_OWNER_LABELS = frozenset({"ORG", "NORP", "GPE"})
# The word before a position, with what may part it from there: the stop of an abbreviation and a blank, or a hyphen.
_BEFORE = re.compile(r"([^\W_]+)(?:\.?[ ]|-)$")
_IN = re.compile(r"\b[Ii]n (?:the )?$")
_OF_BEHIND = re.compile(r" of (?:the )?")
_HYPHENED = re.compile(r"(?:[-‐‑][^\W\d_]{1,20}){1,3}")
_OF = re.compile(r" of (?:the )?$")
_MOST_NAMES = 5  # tokens of a name
_LONGEST = 60  # characters of a word and what parts it


@dataclass(frozen=True, slots=True)
class Chain:
    """Tokens [start, end) that hold a name in tokens [name, stop); behind it stands the country it is of, if any."""

    start: int
    name: int
    stop: int
    end: int


@dataclass(frozen=True, slots=True)
class _Known:
    """Where known things begin, by the position behind them: offices, and what may own an office; and countries."""

    offices: dict[int, int]
    owners: dict[int, int]
    countries: dict[int, int]  # by where they begin: where they end


def chains(doc: Doc, clean: CleanText) -> list[Chain]:
    """The chains, in order, none overlapping; and by themselves the family names of people that are named in full."""
    _, matches = known_in(clean.text)
    titles = longest(m for m in matches if m.entry.kind == "office")
    known = _known(doc, titles, matches)
    found: list[Chain] = []
    floor = 0
    for start, end in _names(doc, clean, titles, matches):
        first = _first(clean.text, start, floor, known)
        last = _last(clean.text, end, known) if first < start or " " in clean.text[start:end] else end
        chain = doc.char_span(first, last, alignment_mode="expand")
        name = doc.char_span(start, end, alignment_mode="expand")
        if chain is None or name is None or (found and chain.start < found[-1].end):
            continue
        floor = last
        if len(chain) > 1 and not any(token.is_space for token in chain):
            found.append(Chain(chain.start, name.start, name.end, chain.end))
    return sorted([*found, *_family_names(doc, found)], key=lambda chain: chain.start)


def _family_names(doc: Doc, found: list[Chain]) -> Iterator[Chain]:
    """Family names alone: the tagger knows few, and takes the others for all kinds of words."""
    held = {i for chain in found for i in range(chain.start, chain.end)}
    names = {
        family_name(doc[chain.name : chain.stop].text.rstrip("."))
        for chain in found
        if 1 < chain.stop - chain.name <= _MOST_NAMES
    }
    orths = [doc.vocab.strings.add(name) for name in names if name[:1].isupper()]
    for i in np.flatnonzero(np.isin(doc.to_array("ORTH"), np.array(orths, np.uint64))).tolist():
        if i not in held and (doc[i].ent_type_ == "PERSON" or not is_common(doc[i].lower_)):
            yield Chain(i, i, i + 1, i + 1)


def _known(doc: Doc, titles: list[Match], matches: tuple[Match, ...]) -> _Known:
    owners: dict[int, int] = {}
    for match in matches:
        if match.entry.kind in _OWNERS:
            owners[match.end] = min(match.start, owners.get(match.end, match.start))
    for ent in doc.ents:
        if ent.label_ in _OWNER_LABELS:
            owners[ent.end_char] = min(ent.start_char, owners.get(ent.end_char, ent.start_char))
    countries: dict[int, int] = {}
    for match in matches:
        if match.entry.kind == "country":
            countries[match.start] = max(match.end, countries.get(match.start, 0))
    return _Known({m.end: m.start for m in titles if not m.entry.plural}, owners, countries)


def _names(doc: Doc, clean: CleanText, titles: list[Match], matches: tuple[Match, ...]) -> Iterator[tuple[int, int]]:
    """The names of people, in order: what stands behind a title, and what the model takes for one; the longer of two.

    A headline in capitals has a capital behind every title, so there the model alone is asked.
    """
    text = clean.text
    barriers = {m.start for m in matches if m.entry.kind != "office"}
    spans = []
    headlines = [(part.start, part.end) for part in clean.paragraphs if part.role == "title"]
    for match in titles:
        start = match.end + 1 + (text[match.end : match.end + 1] == ".")
        if match.entry.plural or text[start - 1 : start] != " " or any(a <= start < b for a, b in headlines):
            continue
        end = name_at(text, start, barriers)
        if end is not None and text[start:end].rstrip(".").lower() not in named("ranks"):
            spans.append(without_titles(text, start, end))
    titled = [(m.start, m.end) for m in titles]
    for ent in doc.ents:
        if ent.label_ == "PERSON":
            start, end = without_titles(text, ent.start_char, ent.end_char)
            if not any(first <= start < last for first, last in titled):
                spans.append((start, end))
    floor = 0
    for start, end in sorted(spans, key=lambda span: (span[0], -span[1])):
        if floor <= start < end and text[start].isupper():
            tail = _HYPHENED.match(text, end)  # the model cuts "Moon Jae-in" before its hyphen
            floor = tail.end() if tail else end
            yield start, floor


def _first(text: str, name: int, floor: int, known: _Known) -> int:
    """Where the chain begins whose name begins at `name`; what lies before `floor` is another's."""
    at, titled = name, False
    while at > floor:
        before = _BEFORE.search(text, max(floor, at - _LONGEST), at)
        if before is None:
            break
        end, low = before.end(1), before[1].lower()
        end_of_short = end + 1 if text[end] == "." else end
        if end in known.offices:
            start, titled = known.offices[end], True
        elif low in words("roles"):
            start, titled = before.start(), True
        elif _stands_before_names(low) or (titled and (low in words("kinds") or text[at - 1] == "-")):
            start = before.start()
        elif (owned := _owned_title(text, end, known)) is not None:
            start, titled = owned, True
        elif titled and low == "and" and (at - len("and ") - 1) in known.offices:
            start = known.offices[at - len("and ") - 1]
            start = start if text[start].isupper() else at
        elif titled and (end in known.owners or end_of_short in known.owners):
            start = known.owners.get(end_of_short, known.owners.get(end, at))
            start = at if start in known.countries and _IN.search(text, max(0, start - 8), start) else start
        else:
            break
        if not floor <= start < at:
            break
        at = start
    return at


def _last(text: str, end: int, known: _Known) -> int:
    """The end of a chain whose name ends at `end`: behind the country in "President A B of Norway"."""
    of = _OF_BEHIND.match(text, end)
    return known.countries.get(of.end(), end) if of else end


def _owned_title(text: str, end: int, known: _Known) -> int | None:
    """Where "General Secretary of the Workers' Party" begins, an office and its owner right before a name."""
    owner = known.owners.get(end)
    if owner is None:
        return None
    of = _OF.search(text, max(0, owner - len(" of the ")), owner)
    title = known.offices.get(of.start()) if of else None
    if title is None:  # "General Secretary of the Communist Party" of Vietnam
        title = next((start for stop, start in known.offices.items() if start < owner < stop <= end), None)
    return title if title is not None and text[title].isupper() else None


def _stands_before_names(word: str) -> bool:
    return word in named("ranks") or word in named("honorifics")


@cache
def words(group: str) -> frozenset[str]:
    """A list of `seeds/reference/parsing.yaml` as a set."""
    return frozenset(read_yaml("parsing")[group])
