"""Which sides of the world's stage take part in a report: states, their officials, international and armed bodies.

Here belongs what counts as a side. Persons without office, companies, newspapers, parties and towns are none.
"""

from collections.abc import Iterable
from functools import cache

from spacy.tokens import Token

from assets.enriched.annotate.events import grammar
from assets.enriched.annotate.events.lexicon import lexicon
from assets.enriched.annotate.events.parties import BODY_WORDS, parties_of
from assets.enriched.annotate.reading import Reading
from assets.enriched.annotate.records import Participant
from assets.knowledge import countries
from assets.reference import read_csv

# Types of `organisations.csv` that act for nobody but themselves, and those that act for their state.
OWN = frozenset({"international", "armed group"})
STATE_BODIES = frozenset({"government", "ministry", "military", "agency", "parliament"})
# Words of offices that show a holder to act for some state, though the text does not say which.
ABROAD = frozenset(
    {"foreign", "defence", "military", "army", "navy", "air", "fleet", "ambassador", "envoy", "secretary-general"}
)
# Offices that do not speak for a state.
HOME = frozenset({"academic", "member of parliament", "mayor", "governor", "party leader", "speaker of parliament"})


@cache
def types_of_bodies() -> dict[str, str]:
    """What each organisation of the reference list is, by its name."""
    return {row["name"]: row["type"] for row in read_csv("organisations")}


def side_of(reading: Reading, participant: Participant) -> str | None:
    """The side that a participant stands for: a country's code, or the name of a body; None where it is no side."""
    entity = reading.annotation.entities[participant.entity]
    if entity.kind == "person":
        if not speaks_for_state(reading, participant):
            return None
        abroad = bool(ABROAD & set((participant.office or "").split()))
        return participant.country or entity.acts_for or (entity.name if abroad else None)
    if entity.kind == "forum":
        return entity.name
    if entity.kind == "organisation":
        kind = types_of_bodies().get(entity.name)
        if kind in OWN:
            return entity.country if kind == "international" and entity.country else entity.name
        seat = countries.by_seat(entity.name)
        state_body = kind in STATE_BODIES or seat is not None or bool(BODY_WORDS & set(entity.name.lower().split()))
        return participant.country if state_body else None
    if entity.kind == "place" and participant.role in {"actor", "visitor"}:
        return participant.country if countries.by_capital(entity.name) else None
    return participant.country


def others_unnamed(reading: Reading, tokens: Iterable[Token]) -> bool:
    """Whether some of those who act together are named by nothing that is known: "Iran and six world powers"."""
    members = [member for token in tokens for member in grammar.with_conjuncts(token)]
    nouns = [m for m in members if m.tag_ in {"NNS", "NNPS"} and not parties_of(reading, [m], deep=False)]
    return len(members) > 1 and bool(nouns)


def by_government(reading: Reading, tokens: Iterable[Token]) -> bool:
    """Whether a phrase names a state, its ministry or somebody by his office, and not people of a country."""
    for token in tokens:
        mention = reading.mention_of(token)
        if reading.office_of(token) is not None or (mention is not None and mention.kind == "country"):
            return True
        if token.lower_ in BODY_WORDS:
            return True
    return False


def is_town(reading: Reading, participant: Participant) -> bool:
    """Whether a participant is a place that stands for no government."""
    entity = reading.annotation.entities[participant.entity]
    return entity.kind == "place" and countries.by_capital(entity.name) is None


def is_armed_group(reading: Reading, participant: Participant) -> bool:
    """Whether a participant is a body that fights for no government."""
    return types_of_bodies().get(reading.annotation.entities[participant.entity].name) == "armed group"


def speaks_for_state(reading: Reading, participant: Participant) -> bool:
    """Whether a person holds an office, not only held one, that acts for a state or a body of states.

    Where the document says of none, what the world knows counts.
    """
    if reading.annotation.entities[participant.entity].acts_for is not None:
        return True
    held = [h for h in reading.annotation.holdings if h.entity == participant.entity and h.status != "former"]
    return any(h.office not in HOME for h in held)


def sides(reading: Reading, participants: Iterable[Participant]) -> set[str]:
    """All sides of a report."""
    return {side for p in participants for side in [side_of(reading, p)] if side is not None}


def named_outright(reading: Reading, tokens: list[Token]) -> set[int]:
    """Entities that phrases name themselves or as their owner ("Taliban positions"), not behind a further preposition
    ("the problems in Iraq")."""
    found = {party.entity for party in parties_of(reading, tokens, deep=False)}
    for token in tokens:
        for member in grammar.with_conjuncts(token):
            owners = grammar.children(member, {"compound", "amod", "nmod", "poss"})
            found |= {party.entity for party in parties_of(reading, owners, deep=False)}
            if _of_forces(member):
                found |= {party.entity for party in parties_of(reading, [member])}
    return found


def _of_forces(token: Token) -> bool:
    """Whether a noun is of forces, arms or places that are struck, whose owner may stand behind "in" or "of"."""
    lists = lexicon().lists
    return token.lemma_.lower() in lists["troops"] | lists["platform"] | lists["struck"] | lists["weapon"]
