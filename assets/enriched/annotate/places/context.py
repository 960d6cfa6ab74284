"""What stands beside the name of a place and says where it lies: "Paris, Texas", "Austin, Tex.", "the Iraqi city of X".

Here belongs reading the words next to one mention. Weighing them against the rest of the document belongs to
`toponyms`.
"""

import re
from dataclasses import dataclass, replace
from functools import cache

from assets.enriched.annotate.reading import Reading
from assets.enriched.annotate.records import Mention
from assets.knowledge.countries import by_code, by_demonym, by_name
from assets.knowledge.places import Place, kilometres, lookup
from assets.reference import read_csv, split

_NAME = r"[A-Z][\w.’'\-]{0,30}(?: [A-Z][\w.’'\-]{0,30}){0,3}"
_AFTER = re.compile(rf"(?P<link>, | \(|,? in (?:the )?(?:[a-z\-]{{1,20}} ){{0,2}}|,? near )(?P<name>{_NAME})")
_BEFORE = re.compile(
    rf"(?P<name>{_NAME}?)(?P<own>['’]s?)? (?:[a-z\-]{{1,20}} ){{0,3}}?"
    r"(?:city|town|village|port|capital|province|region|district|island|base|town|city-state|resort|suburb|state)"
    r"(?: of)?,? $"
)
_OWNER = re.compile(rf"(?P<name>{_NAME}?)['’]s? $")
_REACH = 70  # characters beside a mention that are read
TOWN_KM = 80.0  # how far around a town its quarters and villages lie
OUTNUMBERED = 20  # times the people of a town abroad that make a division of its name the one meant
TOWN_PEOPLE = 150_000  # a smaller town does not say by its name alone which one it is


@dataclass(frozen=True, slots=True)
class Qualifier:
    """Where a place lies by what stands beside it: a country, or a division of one; coordinates are the container's.

    `vague` marks wording that only suggests it ("in the north of Y", "near Y").
    """

    country: str | None
    admin1: str | None
    latitude: float
    longitude: float
    vague: bool = False
    key: str | None = None
    town: bool = False

    def holds(self, place: Place) -> bool:
        """Whether a candidate lies within; within a town means close to it."""
        if place.key == self.key or place.country != self.country:
            return False
        if self.town:
            return kilometres((self.latitude, self.longitude), (place.latitude, place.longitude)) < TOWN_KM
        return self.admin1 is None or (place.admin1 == self.admin1 and place.level != 1)


def qualifier_of(reading: Reading, mention: Mention) -> list[Qualifier]:
    """Everything beside one mention that says where it lies, the words behind it first."""
    text = reading.clean.text
    found = []
    after = _AFTER.match(text[mention.end : mention.end + _REACH])
    if after is not None:
        container = container_named(after["name"], after["link"] == ", ")
        if container is not None:
            found.append(_vague(container) if "near" in after["link"] else container)
            found += _namesakes(after["name"], container)
    before = text[max(0, mention.start - _REACH) : mention.start]
    for pattern in (_BEFORE, _OWNER):
        match = pattern.search(before)
        container = container_named(match["name"], False, adjective=True) if match else None
        if container is not None:
            found.append(container)
            break
    return found


def _namesakes(words: str, container: Qualifier) -> list[Qualifier]:
    """The other divisions that an abbreviation may stand for: "Perth, WA"."""
    short = _abbreviations().get(re.split(r"[ ,]", words)[0].rstrip("."), ())
    divisions = [division for full in short for division in [_division(full)] if division is not None]
    return [_of(division) for division in divisions if division.key != container.key] if len(divisions) > 1 else []


def container_named(words: str, after_comma: bool, adjective: bool = False) -> Qualifier | None:
    """The country or division that the longest run of the words names; abbreviations only behind a comma."""
    parts = words.split(" ")
    spans = (
        [parts[-size:] for size in range(len(parts), 0, -1)]
        if adjective
        else [parts[:size] for size in range(len(parts), 0, -1)]
    )
    for span in spans:
        name = " ".join(span)
        for form in (name, re.sub(r"['’]s?$", "", name).rstrip(".,")):
            found = _container(form, after_comma, adjective)
            if found is not None:
                return found
    return None


def _container(name: str, after_comma: bool, adjective: bool) -> Qualifier | None:
    short = _abbreviations().get(name, ()) if after_comma else ()
    division = next((d for full in short for d in [_division(full)] if d is not None), None) or _division(name)
    if after_comma and division is not None and division.country == "USA":
        return _of(division)  # "Atlanta, Georgia"
    country = by_name(name) or (by_demonym(name) if adjective else None)
    if country is not None:
        return Qualifier(country.code, None, country.latitude, country.longitude, key=f"country:{country.code}")
    if division is not None:
        return _of(division)
    town = None if after_comma else _town(name)  # behind a comma it may be the next of a list
    return replace(_of(town), admin1=None, town=True) if town is not None else None


def _of(place: Place) -> Qualifier:
    return Qualifier(place.country, place.admin1, place.latitude, place.longitude, key=place.key)


def _vague(qualifier: Qualifier) -> Qualifier:
    return Qualifier(qualifier.country, None, qualifier.latitude, qualifier.longitude, True, qualifier.key)


@cache
def _division(name: str) -> Place | None:
    """The first order division of a name, or a region of ours that lies in one country."""
    places = lookup(name) if name else ()
    divisions = [p for p in places if p.level == 1 and p.population > 50_000]
    towns = [p for p in places if p.level == 0 and p.geonames_id is not None]
    if divisions and (divisions[0].primary or not towns):
        abroad = [p.population for p in towns if p.country != divisions[0].country and p.population > TOWN_PEOPLE]
        return None if abroad and max(abroad) * OUTNUMBERED > divisions[0].population else divisions[0]
    return next((p for p in places if p.geonames_id is None and p.country and by_code(p.country)), None)


@cache
def _town(name: str) -> Place | None:
    """The town of a name that is large and has no large namesake abroad."""
    towns = [p for p in lookup(name) if p.level == 0 and p.geonames_id is not None and p.population > TOWN_PEOPLE]
    if not towns or not towns[0].primary or any(p.country != towns[0].country for p in towns):
        return None
    return towns[0]


def full_names(name: str) -> tuple[str, ...]:
    """The names that an abbreviation of states or provinces stands for ("Calif.", "NJ", "WA"); others unchanged."""
    short = _abbreviations()
    return short.get(name) or short.get(f"{name}.") or (name,)


@cache
def _abbreviations() -> dict[str, tuple[str, ...]]:
    """Abbreviated form of a state or province to the full names that it stands for."""
    found: dict[str, tuple[str, ...]] = {}
    for row in read_csv("dateline_regions"):
        forms = split(row["form"])
        full = next((form for form in forms if "." not in form and len(form) > 3), None)
        for form in forms:
            if full and row["country"] and ("." in form or form.isupper()):
                found[form] = (full.removesuffix(" state"),)
    for row in read_csv("division_abbreviations"):
        for form in split(row["forms"]):
            found[form] = (*found.get(form, ()), row["name"])
    return found
