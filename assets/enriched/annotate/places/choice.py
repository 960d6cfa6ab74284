"""Which place a name means: the candidates of the gazetteer, how well known each is, and what the document says for it.

Here belongs the choice by name, qualifiers and evidence alone. Gathering the evidence belongs to `evidence`,
settling a document's entities to `toponyms`.
"""

import math
import re
from collections import Counter
from dataclasses import dataclass, field

from assets.enriched.annotate.places.context import Qualifier, full_names
from assets.enriched.annotate.records import MentionKind
from assets.knowledge.countries import by_capital, by_demonym, by_name
from assets.knowledge.places import Place, kilometres, lookup
from assets.reference import read_yaml

NEAR_KM = 300.0
ACCEPTED = 4.2  # score that a place needs when nothing beside its name speaks for it
UNRIVALLED = 3.0  # and that it needs where the name is borne in one country only
DOUBT = 0.4  # lead over the best place abroad below which neither is taken
FAMOUS = 5.5  # fame that outweighs a misread neighbour
KNOWN = 1.5  # fame that ten times as many names give: Geneva has 22 where those of New York and Illinois have 3 and 6
FEW_NAMES = 3  # every place has about so many
OTHER_NAME = 1.3  # fame that a place loses where the name is not its own
CITY_SHARE = 0.15  # of its division's people: a city that large is meant by the name they share ("New York")
REGION_FAME = 9.0  # a region of ours is meant by the name that it shares with a town ("Gaza")
SEA_FAME = 10.0  # waters and continents lie in no country, so that no country speaks for them
_COMPASS_POINTS = frozenset(read_yaml("place_words")["compass_points"])
_DIVISION_WORDS = re.compile(
    r"(?i)^(?:the )?(?:state|province|governorate|region|oblast|county|district|prefecture|republic|emirate) of "
    r"| (?:state|province|governorate|region|oblast|prefecture|krai|voivodeship|canton|territory)$"
)
_TOWN_WORDS = re.compile(
    r"(?i)^(?:the )?(?:(?:port |capital |border )?(?:city|town|village|port|municipality|district|suburb) of |"
    r"(?:greater|downtown|central|old|inner) )| (?:city|town|village|township)$"
)
LOCAL = re.compile(rf"(?i)\b(?:{'|'.join(read_yaml('place_words')['landmarks'])})$")
_CIVIC = frozenset(read_yaml("place_words")["civic"])
COMPASS = re.compile(
    r"(?i)^(?:the )?(?:north|south|east|west|north-?east|north-?west|south-?east|south-?west|upper|lower|central|mid)"
    r"(?:ern)? "
)


@dataclass(slots=True)
class Evidence:
    """What the document says about where it plays: weights of countries (alpha-3) and of divisions (country, admin1),
    and places found beyond doubt."""

    countries: Counter[str] = field(default_factory=Counter)
    divisions: Counter[tuple[str, str]] = field(default_factory=Counter)
    anchors: list[Place] = field(default_factory=list)

    def share(self, country: str | None) -> float:
        """The part of the document's country evidence that speaks for a country, 0 to 1."""
        total = sum(self.countries.values())
        return self.countries[country] / total if country and total else 0.0

    def share_within(self, place: Place) -> float:
        """The part of the evidence on divisions of a place's country that speaks for the place's own, 0 to 1."""
        total = sum(weight for (country, _), weight in self.divisions.items() if country == place.country)
        return self.divisions[(place.country or "", place.admin1 or "")] / total if total else 0.0


def kind_of_name(name: str) -> MentionKind | None:
    """What a name would be by itself: a country, a nationality, a place, or None where no gazetteer knows it."""
    if by_name(name):
        return "country"
    if by_demonym(name):
        return "nationality"
    return "place" if candidates_of(name) else None


def fame_of(name: str) -> float:
    """How well known the best place of a name is: the logarithm of its population, capitals above; 0 for none."""
    return max((fame(place, name) for place in candidates_of(name)), default=0.0)


def choose(name: str, qualifiers: list[Qualifier], evidence: Evidence) -> Place | None:
    """The place that a name most likely means, None where nothing is likely enough."""
    candidates = candidates_of(name)
    for qualifier in qualifiers:
        within = [place for place in candidates if qualifier.holds(place)]
        if within:
            return max(within, key=lambda place: fame(place, name))
    ranked = sorted(candidates, key=lambda place: _score(place, name, evidence), reverse=True)
    if not ranked:
        return None
    accepted = ACCEPTED if len({place.country for place in candidates}) > 1 else UNRIVALLED
    if any(not qualifier.vague for qualifier in qualifiers):  # it is said to lie where no place of the name does
        return ranked[0] if fame(ranked[0], name) >= FAMOUS else None
    rival = next((place for place in ranked if place.country != ranked[0].country), None)
    if rival is not None and _score(ranked[0], name, evidence) - _score(rival, name, evidence) < DOUBT:
        return None
    return ranked[0] if _score(ranked[0], name, evidence) >= accepted else None


def _score(place: Place, name: str, evidence: Evidence) -> float:
    """Fame, plus what the document's countries, divisions and anchors add."""
    score = fame(place, name)
    share = evidence.share(place.country)
    if share:
        score += 1.0 + 3.0 * share
    near = any(_belong(place, anchor) for anchor in evidence.anchors if anchor.name != place.name)
    within = place.level != 1 and place.geonames_id is not None
    return score + max(1.2 * near, 2.0 * evidence.share_within(place) if within else 0.0)


def fame(place: Place, name: str) -> float:
    """How likely a name means a place if nothing else is known: the logarithm of its population, its standing, and in
    how many tongues it has a name."""
    if place.geonames_id is None:
        return REGION_FAME if place.country else SEA_FAME
    fame = math.log10(max(place.population, 10))
    if not place.primary and place.name != f"{name} City":
        fame -= OTHER_NAME
    if place.level == 0:
        capital = by_capital(name)
        if capital is not None and capital.code == place.country:
            fame += 2.0
        if place.primary:
            fame += KNOWN * math.log10(max(place.names, FEW_NAMES) / FEW_NAMES)
        if _DIVISION_WORDS.search(name):
            fame -= 2.0
    elif place.level == 1:
        fame += 1.0 if _DIVISION_WORDS.search(name) else -0.6
    elif not re.search(r"(?i)county|parish|district", name):
        fame -= 1.2
    return fame


def candidates_of(name: str) -> list[Place]:
    """The places of a name, or of the name without the words that only say what it is ("Anbar province")."""
    if name.lower() in _COMPASS_POINTS or all(LOCAL.fullmatch(word) or word in _CIVIC for word in name.split()):
        return []
    found = [place for full in full_names(name) for place in lookup(full)]
    if not found and by_name(COMPASS.sub("", name)):
        return []
    for words in (_DIVISION_WORDS, _TOWN_WORDS, COMPASS):
        bare = words.sub("", name)
        if not found and bare and bare != name:
            found = list(lookup(bare))
    return [place for place in found if not _is_outdone(place, name, found)]


def _is_outdone(division: Place, name: str, places: list[Place]) -> bool:
    """Whether a division shares its name with a city of much of its people, which is then the one meant."""
    if division.level != 1:
        return False
    within = [p for p in places if p.level == 0 and (p.country, p.admin1) == (division.country, division.admin1)]
    cities = [town for town in within if town.primary or town.name == f"{name} City"]
    return any(city.population > CITY_SHARE * division.population for city in cities)


def _belong(place: Place, anchor: Place) -> bool:
    """Whether a town stands near an anchor, or a division holds it."""
    if place.level == 1 and (place.country, place.admin1) == (anchor.country, anchor.admin1):
        return True
    return kilometres((place.latitude, place.longitude), (anchor.latitude, anchor.longitude)) < NEAR_KM
