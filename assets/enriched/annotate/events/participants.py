"""Who a member of the cast is as a participant: its entity, country, office and level.

Here belongs the step from the cast to the contract's participants. Who takes part is decided in `acts`.
"""

from functools import cache

from assets.enriched.annotate.events.words import Member
from assets.enriched.annotate.reading import Reading
from assets.enriched.annotate.records import Level, LocalEntity, MentionKind, Participant, ParticipantRole
from assets.knowledge import countries
from assets.reference import read_yaml

ORDER = ("current", "acting", "designate", "former")  # of the offices somebody holds, the one in which he acts


def participant(reading: Reading, member: Member, role: ParticipantRole) -> Participant:
    """The participant record of a member in a role."""
    entity = member.entity if member.entity is not None else state(reading, member.country or "")
    office = office_of(reading, entity) if member.kind == "person" else None
    country = member.country or reading.annotation.entities[entity].acts_for
    return Participant(entity, role, country, office, level_of(member.kind, office))


def state(reading: Reading, code: str) -> int:
    """Position of a country among the document's entities; it is added where only its towns or ships are named."""
    entities = reading.annotation.entities
    for position, entity in enumerate(entities):
        if entity.kind == "country" and entity.country == code:
            return position
    country = countries.by_code(code)
    name = country.name if country is not None else code
    entities.append(LocalEntity("country", name, country=code, key=f"country:{code}"))
    return len(entities) - 1


def office_of(reading: Reading, entity: int) -> str | None:
    """The office in which a person acts: a current one before a former one, before what the world knows."""
    held = [holding for holding in reading.annotation.holdings if holding.entity == entity]
    held.sort(key=lambda holding: ORDER.index(holding.status))
    return held[0].office if held else reading.annotation.entities[entity].office


@cache
def _levels() -> dict[str, Level]:
    return {office: level for level, offices in read_yaml("events/levels").items() for office in offices}


def level_of(kind: MentionKind, office: str | None) -> Level:
    """The rank of a participant."""
    if kind != "person":
        return "organisation" if kind in {"organisation", "forum"} else "state"
    if office is None:
        return "official"
    if office in _levels():
        return _levels()[office]
    return "minister" if "minister" in office and "deputy" not in office else "official"
