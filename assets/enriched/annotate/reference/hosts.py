"""Hosts and guests without a name: "the host minister", "the visiting general", "his guest".

Here belongs who is at home where a text plays, and who has come. Other role words belong to `nominals`.
"""

import re

from assets.enriched.annotate.reading import Reading
from assets.enriched.annotate.records import Referent
from assets.enriched.annotate.reference.sets import country_position, fits
from assets.reference import read_yaml

_ROLES: dict[str, list[str]] = read_yaml("references")["roles"]
_HOST = re.compile(
    r"\b(?:[Tt]he|[Hh]is|[Hh]er|[Ii]ts)(?: [A-Z]\w{2,15})? "
    r"(?:(host|hosting|visiting|guest) ((?:[a-z]{3,9} ){0,2}?[a-z]{4,12})|(host|guest|visitor))\b"
    r"(?! (?:of|nation|country|city|government|state)\b)"
)
_IN = re.compile(r"\b(?:in|at|to)(?: the)? $")
_AT_HOME = frozenset({"host", "hosting"})
NEAR = 5  # sentences back in which hosts and guests are named
SOLDIERS = ("military officer", "army chief", "*chief", "chief of defence staff", "*commander")


def find(reading: Reading) -> list[Referent]:
    """The references of hosts and guests, in order: the one person who fits, else the country on that side."""
    found = []
    for match in _HOST.finditer(reading.clean.text):
        at_home = (match[1] or match[3]) in _AT_HOME
        wanted = _offices(match[2])
        scene = _scene(reading, match.start())
        if wanted is None or scene is None:
            continue
        people = _people(reading, match.start(), wanted, scene, at_home)
        entity = people[0] if len(people) == 1 else None
        if not people:
            entity = _country(reading, match.start(), scene, at_home)
        if entity is not None:
            found.append(Referent(match.start(), match.end(), (entity,), "host" if at_home else "guest", 0.7))
    return found


def _offices(noun: str | None) -> tuple[str, ...] | None:
    """The offices that the noun may stand for; any where there is none; None where the noun is no role."""
    if noun is None:
        return ("*",)
    head = noun.split()[-1]
    offices = _ROLES.get(noun) or _ROLES.get(head)
    if offices is None:
        return None
    return (*offices, *SOLDIERS) if head in ("general", "admiral", "commander", "chief") else tuple(offices)


def _scene(reading: Reading, position: int) -> str | None:
    """The country where the text plays: that of the last place in which something happens, else of the dateline."""
    for mention in reversed(reading.mentions_in(0, position)):
        before = reading.clean.text[max(0, mention.start - 8) : mention.start]
        if mention.kind == "place" and mention.country and _IN.search(before):
            return mention.country
    return reading.context.dateline_country


def _people(reading: Reading, position: int, wanted: tuple[str, ...], scene: str, at_home: bool) -> list[int]:
    """Office-holders named not long before who are of the scene's country, or of another."""
    number = reading.sentence_at(position)
    first = reading.annotation.sentences[max(0, number - NEAR)].start
    near = {m.entity for m in reading.mentions_in(first, position) if m.kind == "person"}
    countries = {
        h.entity: h.country for h in reading.annotation.holdings
        if h.entity in near and h.country and h.status != "former" and fits(h.office, wanted)
    }  # fmt: skip
    return [entity for entity, country in countries.items() if (country == scene) is at_home]


def _country(reading: Reading, position: int, scene: str, at_home: bool) -> int | None:
    """The country of the host, or the only other one that the sentences before name, for the guest."""
    if at_home:
        return country_position(reading, scene)
    number = reading.sentence_at(position)
    first = reading.annotation.sentences[max(0, number - 2)].start
    kinds = ("country", "nationality")
    others = {m.country for m in reading.mentions_in(first, position) if m.kind in kinds and m.country} - {scene}
    return country_position(reading, others.pop() or "") if len(others) == 1 else None
