"""Where the places of a document lie: key, country and coordinates of every country, nationality and place it names.

Here belongs the choice among the places that bear a name: by what stands beside it ("Paris, Texas", "the Syrian town of
Homs"), by the countries and places that the document names elsewhere, by the dateline, and by population, in that
order. Which spans are names of places belongs to `mentions`; the gazetteer itself to `assets.knowledge`.
"""

import math
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from assets.enriched.annotate.reading import Reading
from assets.enriched.annotate.records import LocalEntity, Mention, MentionKind
from assets.enriched.annotate.toponym_context import Qualifier, full_name, qualifier_of
from assets.knowledge.countries import Country, by_capital, by_code, by_demonym, by_name
from assets.knowledge.places import Place, kilometres, lookup

NEAR_KM = 300.0
HOME = 0.7  # share of the evidence from which a country is the one where the document plays
BESIDE = 120  # characters within which a town behind a name tells where it lies: "Elm Road, Springfield"
ACCEPTED = 4.2  # score that a place needs when nothing beside its name speaks for it
UNRIVALLED = 3.0  # and that it needs where the name is borne in one country only
DOUBT = 0.4  # lead over the best place abroad below which neither is taken
FAMOUS = 5.5  # fame that outweighs a misread neighbour
CLEAR = 2.0  # lead over the next country's best place that makes a name an anchor for the others
REGION_FAME = 6.5  # a region of ours is as well known as a town of three millions
SEA_FAME = 10.0  # waters and continents lie in no country, so that no country speaks for them
_COMPASS_POINTS = frozenset(("north", "south", "east", "west", "northeast", "northwest", "southeast", "southwest"))
_DIVISION_WORDS = re.compile(
    r"(?i)^(?:the )?(?:state|province|governorate|region|oblast|county|district|prefecture|republic|emirate) of "
    r"| (?:state|province|governorate|region|oblast|prefecture|krai|voivodeship|canton|territory)$"
)
_TOWN_WORDS = re.compile(
    r"(?i)^(?:the )?(?:(?:port |capital |border )?(?:city|town|village|port|municipality|district|suburb) of |"
    r"(?:greater|downtown|central|old|inner) )| (?:city|town|village|township)$"
)
_LOCAL = re.compile(
    r"(?i)\b(?:street|st|parade|terrace|avenue|ave|road|rd|drive|lane|boulevard|blvd|square|plaza|park|school|hospital|university|college"
    r"|church|cathedral|mosque|temple|synagogue|hotel|inn|stadium|arena|airport|bridge|station|mall|market|museum|prison"
    r"|jail|court|courthouse|theatre|theater|centre|center|hall|house|building|tower|cemetery|library|gardens?|canal"
    r"|palace|barracks|neighbou?rhood|quarter)$"
)
_CIVIC = frozenset(
    {
        "City",
        "Town",
        "State",
        "Capitol",
        "Central",
        "Main",
        "The",
        "the",
        "National",
        "County",
        "District",
        "Valley",
        "Village",
    }
)
_COMPASS = re.compile(
    r"(?i)^(?:the )?(?:north|south|east|west|north-?east|north-?west|south-?east|south-?west|upper|lower|central|mid)"
    r"(?:ern)? "
)


@dataclass(slots=True)
class Evidence:
    """What the document says about where it plays: weights of countries (alpha-3), and places found beyond doubt."""

    countries: Counter[str] = field(default_factory=Counter)
    anchors: list[Place] = field(default_factory=list)

    def share(self, country: str | None) -> float:
        """The part of the document's country evidence that speaks for a country, 0 to 1."""
        total = sum(self.countries.values())
        return self.countries[country] / total if country and total else 0.0


def kind_of_name(name: str) -> MentionKind | None:
    """What a name would be by itself: a country, a nationality, a place, or None where no gazetteer knows it."""
    if by_name(name):
        return "country"
    if by_demonym(name):
        return "nationality"
    return "place" if _candidates(name) else None


def fame_of(name: str) -> float:
    """How well known the best place of a name is: the logarithm of its population, capitals above; 0 for none."""
    return max((_fame(place, name) for place in _candidates(name)), default=0.0)


def locate(reading: Reading) -> None:
    """Fills `key`, `country`, `latitude` and `longitude` of the document's countries, nationalities and places.

    Call after local entities exist. What cannot be told is left None; a region of several countries has no country.
    """
    entities = reading.annotation.entities
    mentions = _mentions_by_entity(reading)
    for position, entity in enumerate(entities):
        if entity.kind in ("country", "nationality"):
            _settle_country(entity, mentions.get(position, []))
    places = {
        position: _qualifiers(reading, mentions.get(position, []))
        for position, entity in enumerate(entities)
        if entity.kind == "place"
    }
    evidence = _evidence(reading, [(entities[position], found) for position, found in places.items()])
    chosen = {position: choose(entities[position].name, found, evidence) for position, found in places.items()}
    towns = {position: place for position, place in chosen.items() if place is not None and _is_town(place, evidence)}
    for position, found in places.items():
        place = chosen[position]
        if place is None:
            around = _around(reading, mentions.get(position, []), towns)
            _settle_by_container(entities[position], found, around, evidence)
        else:
            _settle(entities[position], place)
    for mention in reading.annotation.mentions:
        if mention.kind == "place" and mention.entity is not None and entities[mention.entity].kind == "country":
            mention.kind = "country"  # a capital that stands for its government
        if mention.entity is not None and mention.kind in ("place", "country", "nationality"):
            mention.country = mention.country or entities[mention.entity].country


def choose(name: str, qualifiers: list[Qualifier], evidence: Evidence) -> Place | None:
    """The place that a name most likely means, None where nothing is likely enough."""
    candidates = _candidates(name)
    for qualifier in qualifiers:
        within = [place for place in candidates if qualifier.holds(place)]
        if within:
            return max(within, key=lambda place: _fame(place, name))
    ranked = sorted(candidates, key=lambda place: _score(place, name, evidence), reverse=True)
    if not ranked:
        return None
    accepted = ACCEPTED if len({place.country for place in candidates}) > 1 else UNRIVALLED
    if any(not qualifier.vague for qualifier in qualifiers):  # it is said to lie where no place of the name does
        return ranked[0] if _fame(ranked[0], name) >= FAMOUS else None
    rival = next((place for place in ranked if place.country != ranked[0].country), None)
    if rival is not None and _score(ranked[0], name, evidence) - _score(rival, name, evidence) < DOUBT:
        return None
    return ranked[0] if _score(ranked[0], name, evidence) >= accepted else None


def _score(place: Place, name: str, evidence: Evidence) -> float:
    """Fame, plus what the document's countries and anchors add."""
    score = _fame(place, name)
    share = evidence.share(place.country)
    if share:
        score += 1.0 + 3.0 * share
    if any(_belong(place, anchor) for anchor in evidence.anchors if anchor.name != place.name):
        score += 1.2
    return score


def _fame(place: Place, name: str) -> float:
    """How likely a name means a place if nothing else is known: the logarithm of its population, and its standing."""
    if place.geonames_id is None:
        return REGION_FAME if place.country else SEA_FAME
    fame = math.log10(max(place.population, 10))
    if not place.primary and place.name != f"{name} City":
        fame -= 1.2
    if place.level == 0:
        capital = by_capital(name)
        if capital is not None and capital.code == place.country:
            fame += 2.0
        if _DIVISION_WORDS.search(name):
            fame -= 2.0
    elif place.level == 1:
        fame += 1.0 if _DIVISION_WORDS.search(name) else -0.6
    elif not re.search(r"(?i)county|parish|district", name):
        fame -= 1.2
    return fame


def _candidates(name: str) -> list[Place]:
    """The places of a name, or of the name without the words that only say what it is ("Anbar province")."""
    if name.lower() in _COMPASS_POINTS or all(_LOCAL.fullmatch(word) or word in _CIVIC for word in name.split()):
        return []
    found = list(lookup(full_name(name)))
    if not found and by_name(_COMPASS.sub("", name)):
        return []
    for words in (_DIVISION_WORDS, _TOWN_WORDS, _COMPASS):
        bare = words.sub("", name)
        if not found and bare and bare != name:
            found = list(lookup(bare))
    return found


def _evidence(reading: Reading, places: list[tuple[LocalEntity, list[Qualifier]]]) -> Evidence:
    """Countries by how often they are named, the dateline's above all; then the places that are beyond doubt."""
    evidence = Evidence()
    for mention in reading.annotation.mentions:
        country = _country_of(reading, mention)
        if country is not None:
            evidence.countries[country.code] += 1
    if reading.context.dateline_country:
        evidence.countries[reading.context.dateline_country] += 3
    sure = Evidence()
    for entity, qualifiers in places:
        for qualifier in qualifiers:
            if qualifier.country:
                sure.countries[qualifier.country] += 1
        anchor = _anchor(entity.name, qualifiers)
        if anchor is not None:
            sure.anchors.append(anchor)
            if anchor.country:
                sure.countries[anchor.country] += 1
    evidence.countries.update(sure.countries)
    evidence.anchors = [place for place in sure.anchors if place.level == 0 and place.geonames_id is not None]
    return evidence


def _anchor(name: str, qualifiers: list[Qualifier]) -> Place | None:
    """The place of a name that needs no further evidence."""
    if qualifiers:
        return choose(name, qualifiers, Evidence())
    ranked = sorted(_candidates(name), key=lambda place: _fame(place, name), reverse=True)
    if not ranked or _fame(ranked[0], name) < ACCEPTED + 0.6:
        return None
    rivals = [place for place in ranked if place.country != ranked[0].country]
    if rivals and _fame(ranked[0], name) - _fame(rivals[0], name) < CLEAR:
        return None
    return ranked[0]


def _country_of(reading: Reading, mention: Mention) -> Country | None:
    text = reading.clean.text[mention.start : mention.end]
    if mention.kind == "country":
        return by_name(text) or by_code(mention.country or "")
    if mention.kind == "nationality":
        return by_demonym(text) or by_name(text) or by_code(mention.country or "")
    return None


def _mentions_by_entity(reading: Reading) -> dict[int, list[Mention]]:
    found: dict[int, list[Mention]] = {}
    for mention in reading.annotation.mentions:
        if mention.entity is not None:
            found.setdefault(mention.entity, []).append(mention)
    return found


def _qualifiers(reading: Reading, mentions: list[Mention]) -> list[Qualifier]:
    """What stands beside the mentions of one place, the most exact first."""
    found = [q for mention in mentions for q in qualifier_of(reading, mention)]
    return sorted(found, key=lambda qualifier: (qualifier.vague, qualifier.admin1 is None))


def _settle_country(entity: LocalEntity, mentions: list[Mention]) -> None:
    country = next(_countries_of(entity, mentions), None)
    if country is not None:
        entity.key = entity.key or f"country:{country.code}"
        entity.country = country.code
        entity.latitude, entity.longitude = country.latitude, country.longitude


def _countries_of(entity: LocalEntity, mentions: list[Mention]) -> Iterator[Country]:
    codes = [entity.country, *(mention.country for mention in mentions)]
    forms = [entity.name, *entity.aliases]
    found = [by_code(code) for code in codes if code] + [by_name(form) or by_demonym(form) for form in forms]
    return (country for country in found if country is not None)


def _settle(entity: LocalEntity, place: Place) -> None:
    entity.key = place.key
    entity.country = place.country
    entity.latitude, entity.longitude = place.latitude, place.longitude


def _settle_by_container(
    entity: LocalEntity, qualifiers: list[Qualifier], around: Place | None, evidence: Evidence
) -> None:
    """A place that no gazetteer knows lies where its container does ("the village of X in Y").

    Without one it lies in or near the town that the text speaks of at that point, as streets and villages do.
    """
    if entity.country is not None:
        return
    local = " " in entity.name and bool(_LOCAL.search(entity.name))
    whole = None if lookup(entity.name) else by_name(_COMPASS.sub("", entity.name))  # "southern Lebanon"
    part = None if local or whole is not None else _named_within(entity.name, evidence)
    if whole is not None:
        entity.country, entity.latitude, entity.longitude = whole.code, whole.latitude, whole.longitude
    elif qualifiers and not qualifiers[0].vague:
        entity.country = qualifiers[0].country
        entity.latitude, entity.longitude = qualifiers[0].latitude, qualifiers[0].longitude
    elif part is not None:
        entity.country, entity.latitude, entity.longitude = part
    elif around is not None and (local or evidence.share(around.country) >= HOME):
        entity.country = around.country
        entity.latitude, entity.longitude = around.latitude, around.longitude


def _named_within(name: str, evidence: Evidence) -> tuple[str | None, float, float] | None:
    """Country, latitude and longitude of the known name that ends or begins an unknown one ("Greater Paris Area")."""
    words = name.split()
    for size in range(len(words) - 1, 0, -1):
        for inner in (" ".join(words[-size:]), " ".join(words[:size])):
            country = by_name(inner)
            if country is not None:
                return country.code, country.latitude, country.longitude
            place = choose(inner, [], evidence)
            if place is not None and (place.geonames_id is None or place in evidence.anchors):
                return place.country, place.latitude, place.longitude
    return None


def _is_town(place: Place, evidence: Evidence) -> bool:
    """Whether a place is a town, and beyond doubt or in the country where the document plays."""
    sure = place in evidence.anchors or evidence.share(place.country) >= HOME
    return sure and place.level == 0 and place.geonames_id is not None


def _around(reading: Reading, mentions: list[Mention], chosen: dict[int, Place]) -> Place | None:
    """The town named last before a mention, or soon behind it; else the first of the document."""
    if not mentions:
        return None
    towns = [
        (mention.start, chosen[mention.entity])
        for mention in reading.annotation.mentions
        if mention.kind == "place" and mention.entity in chosen
    ]
    at = mentions[0].start
    behind = next((place for start, place in towns if at < start <= at + BESIDE), None)
    before = next(((start, place) for start, place in reversed(towns) if start < at), None)
    if behind is not None and (before is None or at - before[0] > BESIDE):
        return behind
    return before[1] if before is not None else towns[0][1] if towns else None


def _belong(place: Place, anchor: Place) -> bool:
    """Whether a town stands near an anchor, or a division holds it."""
    if place.level == 1 and (place.country, place.admin1) == (anchor.country, anchor.admin1):
        return True
    return kilometres((place.latitude, place.longitude), (anchor.latitude, anchor.longitude)) < NEAR_KM
