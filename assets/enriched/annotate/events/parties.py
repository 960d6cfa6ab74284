"""Who a noun phrase stands for as a party to an event: the entity, its country, office and level.

Here belongs the step from tokens to participants. Which entity a phrase names belongs to `referents`.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Token

from assets.enriched.annotate.events import grammar
from assets.enriched.annotate.events.lexicon import lexicon
from assets.enriched.annotate.reading import Reading
from assets.enriched.annotate.records import Level, LocalEntity, MentionKind, Participant, ParticipantRole
from assets.enriched.annotate.reference.referents import entities_of
from assets.knowledge import countries
from assets.reference import read_csv

# Kinds of entity that can take part in an event; others (equipment, forums) only lead to their country.
ABLE: frozenset[MentionKind] = frozenset({"person", "organisation", "country", "nationality", "place"})
LEVELS: dict[str, Level] = {
    "president": "head_of_state",
    "monarch": "head_of_state",
    "supreme leader": "head_of_state",
    "prime minister": "head_of_government",
    "chancellor": "head_of_government",
    "leader": "head_of_state",
    "chief of defence staff": "service_chief",
    "army chief": "service_chief",
    "navy chief": "service_chief",
    "air force chief": "service_chief",
}
# Government bodies that news names beside their country: the country stands for them.
BODY_WORDS = frozenset(
    [
        "ministry",
        "government",
        "army",
        "military",
        "navy",
        "forces",
        "force",
        "police",
        "parliament",
        "court",
        "cabinet",
        "administration",
        "regime",
        "authorities",
        "embassy",
        "troops",
        "senate",
        "congress",
        "department",
        "pentagon",
        "kremlin",
        "guard",
        "guards",
        "coast",
        "air",
        "state",
        "defense",
        "defence",
        "foreign",
        "interior",
        "joint",
        "chiefs",
        "staff",
        "command",
        "house",
        "white",
        "office",
        "presidency",
        "marines",
    ]
)
# Forums that speak as one body too: "the Group of Seven urged".
GROUPS = frozenset({"G7", "G8", "G20"})
WHERE = ("of", "from", "in", "at", "on", "for", "against", "by", "with", "near", "to", "between", "into")


@dataclass(frozen=True, slots=True)
class Party:
    """One side of an event, or one member of it: an entity and the token that showed it."""

    entity: int
    country: str | None
    kind: MentionKind
    at: int


def parties_of(reading: Reading, tokens: Iterable[Token], deep: bool = True) -> list[Party]:
    """The parties that noun phrases stand for, in order, each entity once.

    With `deep`, a phrase that is no name gives whom it belongs to or where it stands ("police in Lagos": Lagos).
    """
    found: dict[int, Party] = {}
    for token in tokens:
        for member in grammar.with_conjuncts(token):
            for entity in _entities(reading, member, deep):
                party = as_party(reading, entity, member.i)
                if party is not None:
                    found.setdefault(party.entity, party)
    return list(found.values())


def as_party(reading: Reading, entity: int, at: int) -> Party | None:
    """An entity as a party, or None where its kind cannot act."""
    local = reading.annotation.entities[entity]
    if local.kind == "equipment":
        flag = local.country or flag_of(local.name)
        owner = state(reading, flag)
        return Party(owner, flag, "country", at) if owner is not None else None
    if local.kind == "forum" and local.name in GROUPS and reading.doc[at].dep_ in {"nsubj", "conj"}:
        return Party(entity, None, "organisation", at)
    if local.kind not in ABLE:
        return None
    return Party(entity, country_of(reading, entity), local.kind, at)


@cache
def flags() -> dict[str, str]:
    """Alpha-3 codes by the prefix of a warship's name."""
    return {row["prefix"]: row["country"] for row in read_csv("events/ships")}


def flag_of(name: str) -> str | None:
    """The country whose navy a ship's name shows ("USS", "HMS"); a ship stands for its country."""
    return flags().get(name.split(" ", 1)[0].strip(".").upper())


def state(reading: Reading, code: str | None) -> int | None:
    """Position of a country among the document's entities; it is added where only its towns or ships are named."""
    if code is None:
        return None
    for position, entity in enumerate(reading.annotation.entities):
        if entity.kind == "country" and entity.country == code:
            return position
    country = countries.by_code(code)
    if country is None:
        return None
    reading.annotation.entities.append(LocalEntity("country", country.name, country=code, key=f"country:{code}"))
    return len(reading.annotation.entities) - 1


def country_of(reading: Reading, entity: int) -> str | None:
    """The country that an entity is, belongs to, lies in, or serves."""
    local = reading.annotation.entities[entity]
    if local.country:
        return local.country
    current = [h.country for h in reading.annotation.holdings if h.entity == entity and h.country]
    return current[0] if current else None


def office_of(reading: Reading, entity: int) -> str | None:
    """The office in which a person acts: a current one before a former one, before what the world knows."""
    held = [h for h in reading.annotation.holdings if h.entity == entity]
    order = ("current", "acting", "designate", "former")
    held.sort(key=lambda h: order.index(h.status))
    return held[0].office if held else reading.annotation.entities[entity].office


def level_of(kind: MentionKind, office: str | None) -> Level:
    """The rank of a participant."""
    if kind == "person":
        if office is None:
            return "official"
        if office in LEVELS:
            return LEVELS[office]
        return "minister" if "minister" in office and "deputy" not in office else "official"
    return "organisation" if kind == "organisation" else "state"


def participant(reading: Reading, party: Party, role: ParticipantRole) -> Participant:
    """The participant record of a party in a role."""
    office = office_of(reading, party.entity) if party.kind == "person" else None
    return Participant(party.entity, role, party.country, office, level_of(party.kind, office))


def _entities(reading: Reading, token: Token, deep: bool) -> list[int]:
    """Entities that one noun stands for; a body of a government is its country where the text says which."""
    direct = _of_ship(reading, token) or _of_people(reading, token) or entities_of_one(reading, token)
    if direct and _only_places(reading, direct) and reading.mention_of(token) is None:
        owners = [e for c in grammar.children(token, {"poss", "compound", "amod"}) for e in _single(reading, c)]
        direct = [e for e in owners if reading.annotation.entities[e].kind == "country"] or direct
    if direct:
        return [_state_of(reading, token, entity) for entity in direct]
    return _led(reading, token) or (_nearby(reading, token) if deep else [])


def _of_ship(reading: Reading, token: Token) -> list[int]:
    """ "the Indian navy's destroyer Kolkata": a ship or aircraft is its country's, whatever its name seems to be."""
    if token.lemma_.lower() not in lexicon().lists["vessel"]:
        return []
    owners = [e for c in grammar.children(token, {"poss", "compound", "amod", "nmod"}) for e in _single(reading, c)]
    whose = [reading.annotation.entities[owner] for owner in owners]
    codes = [e.country for e in whose if e.kind == "country" or BODY_WORDS & set(e.name.lower().split())]
    return [position for code in codes for position in [state(reading, code)] if position is not None]


def _led(reading: Reading, token: Token) -> list[int]:
    """Who leads: "the Kenyan-led force", in one word or in three."""
    for child in grammar.children(token, {"amod", "compound"}):
        leader = child.lower_.removesuffix("-led")
        if leader != child.lower_:
            country = countries.by_demonym(child.text[: len(leader)]) or countries.by_name(child.text[: len(leader)])
            position = state(reading, country.code) if country is not None else None
            return [position] if position is not None else []
        if child.lower_ == "led":
            return [e for c in grammar.children(child, {"npadvmod"}) for e in _named(reading, c)]
    return []


def _of_people(reading: Reading, token: Token) -> list[int]:
    """ "Russian diplomats", "U.S. troops": people without a name stand for their country, whoever else was named."""
    if token.tag_ != "NNS" or reading.mention_of(token) is not None:
        return []
    if reading.office_of(token) is not None and token.lemma_.lower() not in lexicon().lists["envoy"]:
        return []
    owners = [child for child in token.children if child.dep_ in {"amod", "compound"}]
    found = [e for child in owners for e in _named(reading, child)]
    return [e for e in found if reading.annotation.entities[e].kind == "country"]


def _only_places(reading: Reading, entities: list[int]) -> bool:
    return all(reading.annotation.entities[entity].kind == "place" for entity in entities)


def entities_of_one(reading: Reading, token: Token) -> list[int]:
    """What one noun stands for, without those coordinated with it."""
    return entities_of(reading, token)[:6] if not token.conjuncts else _single(reading, token)


def _single(reading: Reading, token: Token) -> list[int]:
    mention = reading.mention_of(token)
    if mention is not None and mention.entity is not None:
        return [mention.entity]
    whole = entities_of(reading, token)
    spoiled = {e for other in token.conjuncts for e in _named(reading, other)}
    return [entity for entity in whole if entity not in spoiled]


def _named(reading: Reading, token: Token) -> list[int]:
    mention = reading.mention_of(token)
    return [mention.entity] if mention is not None and mention.entity is not None else []


def _state_of(reading: Reading, token: Token, entity: int) -> int:
    """The country in place of its ministry, army or court."""
    local = reading.annotation.entities[entity]
    if local.kind != "organisation" or not local.country:
        return entity
    if not BODY_WORDS & set(local.name.lower().replace("-", " ").split()):
        return entity
    for position, other in enumerate(reading.annotation.entities):
        if other.kind == "country" and other.country == local.country:
            return position
    return entity


def _nearby(reading: Reading, token: Token) -> list[int]:
    """The first entity inside a phrase that names none itself: owners first, then what stands behind prepositions."""
    for child in token.children:
        if child.dep_ in {"compound", "amod", "nmod", "poss", "appos", "nummod"}:
            found = _within(reading, child, 3)
            if found:
                return found
    for noun in grammar.prepositional(token, WHERE):
        found = _within(reading, noun, 3)
        if found:
            return found
    return []


def _within(reading: Reading, token: Token, depth: int) -> list[int]:
    """What a token or, failing that, something close below it stands for."""
    found = [e for e in entities_of(reading, token) if reading.annotation.entities[e].kind in ABLE | {"equipment"}]
    if found or depth == 0:
        return found
    for child in token.children:
        if child.dep_ in {"compound", "amod", "nmod", "poss", "appos", "prep", "pobj", "conj"}:
            found = _within(reading, child, depth - 1)
            if found:
                return found
    return []
