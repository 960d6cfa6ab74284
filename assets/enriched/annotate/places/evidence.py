"""What a document says about where it plays: countries and divisions it names, places beyond doubt, national words.

Here belongs gathering and weighing of that evidence; what it decides belongs to `choice`.
"""

import re
from functools import cache
from typing import Any

import ahocorasick

from assets.enriched.annotate.places.choice import ACCEPTED, Evidence, candidates_of, choose, fame
from assets.enriched.annotate.places.context import Qualifier, full_names
from assets.enriched.annotate.reading import Reading
from assets.enriched.annotate.records import LocalEntity, Mention
from assets.knowledge.countries import Country, by_code, by_demonym, by_name
from assets.knowledge.places import Place
from assets.reference import read_csv, split

CLEAR = 2.0  # lead over the next country's best place that makes a name an anchor for the others
SMALL = 3.0  # fame of a town that speaks for its country where no other country has one of the name
_HEAD = re.compile(r"[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){0,2}")


def gather(reading: Reading, places: list[tuple[LocalEntity, list[Qualifier]]]) -> Evidence:
    """Countries by how often they are named, the dateline's above all; then the places that are beyond doubt."""
    evidence = Evidence()
    for mention in reading.annotation.mentions:
        country = _country_of(reading, mention)
        if country is not None:
            evidence.countries[country.code] += 1
    if reading.context.dateline_country:
        evidence.countries[reading.context.dateline_country] += 3
    evidence.countries.update(_of_words(reading.clean.text))
    sure = Evidence()
    for entity, qualifiers in places:
        _add_place(sure, entity.name, qualifiers)
    for mention in reading.annotation.mentions:
        if mention.kind in ("organisation", "office", "place") and mention.normal is None:
            _add_division(sure, reading.clean.text[mention.start : mention.end])
    evidence.countries.update(sure.countries)
    evidence.divisions = sure.divisions
    evidence.anchors = [place for place in sure.anchors if place.level == 0 and place.geonames_id is not None]
    return evidence


def _add_place(sure: Evidence, name: str, qualifiers: list[Qualifier]) -> None:
    """What one place says: its qualifiers, itself where it is beyond doubt, the only country that knows the name."""
    for qualifier in qualifiers:
        if qualifier.country:
            sure.countries[qualifier.country] += 1
            if qualifier.admin1:
                sure.divisions[(qualifier.country, qualifier.admin1)] += 1
    anchor = _anchor(name, qualifiers)
    if anchor is not None:
        sure.anchors.append(anchor)
        if anchor.country:
            sure.countries[anchor.country] += 1
            if anchor.level == 0 and anchor.admin1:
                sure.divisions[(anchor.country, anchor.admin1)] += 1
        return
    places = candidates_of(name)
    if len({place.country for place in places}) == 1 and max(fame(place, name) for place in places) >= SMALL:
        sure.countries[places[0].country or ""] += 1
        if len({place.admin1 for place in places}) == 1 and places[0].admin1:
            sure.divisions[(places[0].country or "", places[0].admin1)] += 1


def _add_division(sure: Evidence, name: str) -> None:
    """The division beyond doubt that a name is or begins with: "Kentucky", "Montana Department of Corrections"."""
    head = _HEAD.match(name)
    words = head[0].split() if head else []
    for size in range(len(words), 0, -1):
        for full in full_names(" ".join(words[:size])):
            division = _anchor(full, [])
            if division is not None and division.level == 1 and division.country and division.admin1:
                sure.divisions[(division.country, division.admin1)] += 1
                if size < len(words):
                    sure.countries[division.country] += 1
                return


def _of_words(text: str) -> dict[str, int]:
    """Countries by the words that only their own texts use: institutions, money, customs; each word once."""
    found: dict[str, int] = {}
    met = {row for _, rows in _automaton().iter(text) for row in rows}
    for row in sorted(met):  # to try every pattern on every text would cost a third of all rules
        pattern, country = _words()[row]
        used = {match[0].casefold() for match in pattern.finditer(text)}
        if used:
            found[country] = min(3, len(used))
    return found


@cache
def _automaton() -> Any:
    """The rows of `country_words.csv` by their words, which may stand within longer ones."""
    rows: dict[str, list[int]] = {}
    for number, row in enumerate(read_csv("country_words")):
        for word in split(row["words"]):
            rows.setdefault(word, []).append(number)
    automaton = ahocorasick.Automaton()
    for word, numbers in rows.items():
        automaton.add_word(word, tuple(numbers))
    automaton.make_automaton()
    return automaton


@cache
def _words() -> tuple[tuple[re.Pattern[str], str], ...]:
    rows = [(row["country"], split(row["words"])) for row in read_csv("country_words")]
    return tuple((_alternatives(words), country) for country, words in rows)


def _alternatives(words: tuple[str, ...]) -> re.Pattern[str]:
    """A pattern for any of the words, each whole; a sign of money needs no end."""
    ends = {word: r"(?!\w)" if word[-1].isalnum() else "" for word in words}
    return re.compile("|".join(rf"(?<!\w){re.escape(word)}{end}" for word, end in ends.items()))


def _anchor(name: str, qualifiers: list[Qualifier]) -> Place | None:
    """The place of a name that needs no further evidence."""
    if qualifiers:
        return choose(name, qualifiers, Evidence())
    ranked = sorted(candidates_of(name), key=lambda place: fame(place, name), reverse=True)
    if not ranked or fame(ranked[0], name) < ACCEPTED + 0.6:
        return None
    rivals = [place for place in ranked if place.country != ranked[0].country]
    if rivals and fame(ranked[0], name) - fame(rivals[0], name) < CLEAR:
        return None
    return ranked[0]


def _country_of(reading: Reading, mention: Mention) -> Country | None:
    text = reading.clean.text[mention.start : mention.end]
    if mention.kind == "country":
        return by_name(text) or by_code(mention.country or "")
    if mention.kind == "nationality":
        return by_demonym(text) or by_name(text) or by_code(mention.country or "")
    return None
