"""Where the places of a document lie: key, country and coordinates of every country, nationality and place it names.

Here belongs settling the document's entities: by the place that `choice` takes for the name, else by what holds
it or stands around it. Which spans are names of places belongs to `mentions`; the gazetteer to `assets.knowledge`.
"""

from collections.abc import Iterator

from assets.enriched.annotate.places.choice import COMPASS, LOCAL, Evidence, choose
from assets.enriched.annotate.places.context import Qualifier, qualifier_of
from assets.enriched.annotate.places.evidence import gather
from assets.enriched.annotate.reading import Reading
from assets.enriched.annotate.records import LocalEntity, Mention
from assets.knowledge.countries import Country, by_code, by_demonym, by_name
from assets.knowledge.places import Place, lookup

HOME = 0.7  # share of the evidence from which a country is the one where the document plays
BESIDE = 120  # characters within which a town behind a name tells where it lies: "Elm Road, Springfield"


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
    evidence = gather(reading, [(entities[position], found) for position, found in places.items()])
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
    local = " " in entity.name and bool(LOCAL.search(entity.name))
    whole = None if lookup(entity.name) else by_name(COMPASS.sub("", entity.name))  # "southern Lebanon"
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
