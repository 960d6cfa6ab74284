"""What holds of every event of a kind, whatever the network says: type, mode, roles, sides.

Here belong the hard constraints, as data in `events/ontology.yaml` and `events/modes.yaml`. Which kind an act is of is
the network's to say.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from assets.enriched.annotate.events.features import CONSULTATIONS
from assets.enriched.annotate.records import EventStatus, ParticipantRole
from assets.reference import read_yaml

DOERS = frozenset({"actor", "visitor", "mediator"})
# Which list of words tells the mode of an event of a type.
MODE_LISTS = {
    "REQUEST": "asked",
    "REJECT": "asked",
    "THREATEN": "threatened",
    "ASSAULT": "weapon",
    "PROTEST": "street",
    "COERCE": "forced",
    "MOBILIZE": "moved",
}
# Kinds of which it is worth telling that they will not be.
DENIABLE = CONSULTATIONS | {"agreement", "deployment", "joint_exercise", "exercise", "military_aid", "withdrawal"}
MANY = 2  # sides beyond which a consultation is multilateral


@dataclass(frozen=True, slots=True)
class Kind:
    """A line of the ontology."""

    type: str
    ahead: str
    doer: ParticipantRole
    other: ParticipantRole
    mutual: bool
    sides: int
    between: bool
    mode: str | None
    contexts: tuple[str, ...]
    variants: Mapping[str, tuple[str, str | None]]
    dateline: bool  # one that names no place was at the dateline's
    at: ParticipantRole | None  # in whose country it happens
    always: bool  # there and nowhere else
    abroad: ParticipantRole | None  # the part of the country where it happened, if that is not the doer's
    voiced: bool  # somebody says it
    scene: frozenset[str]  # prepositions, besides those of place, behind which its place is named


@cache
def kind(name: str) -> Kind:
    """What is declared of a kind. Raises KeyError for one that the ontology does not hold."""
    line = read_yaml("events/ontology")[name]
    doer, other = line["roles"]
    return Kind(
        type=line["type"],
        ahead=line.get("ahead", line["type"]),
        doer=doer,
        other=other,
        mutual=line.get("mutual", False),
        sides=line["sides"],
        between=line.get("between", False),
        mode=line.get("mode"),
        contexts=tuple(line.get("contexts", ())),
        variants={listed: (type_, mode) for listed, (type_, mode) in line.get("variants", {}).items()},
        dateline=line.get("dateline", False),
        at=line.get("at"),
        always=line.get("always", False),
        abroad=line.get("abroad"),
        voiced=line.get("voiced", False),
        scene=frozenset(line.get("scene", ())),
    )


def settled(name: str, status: EventStatus) -> tuple[str, EventStatus]:
    """Kind and status that go together: a consultation that has not happened is a planned meeting, and the reverse."""
    if name in CONSULTATIONS - {"planned_meeting"} and status in {"planned", "hypothetical"}:
        return "planned_meeting", status
    if name in CONSULTATIONS - {"call"} and status == "denied":
        return "planned_meeting", status
    if name == "planned_meeting" and status == "happened":
        return "planned_meeting", "planned"
    return name, status


def refined(name: str, lemmas: Collection[str], doers: int) -> str:
    """The kind, where the words of the clause or the number of states and bodies that act leave but one of two.

    Talks on the sidelines are so called; an exercise is joint where several hold it.
    """
    if name in {"meeting", "summit"} and frozenset(read_yaml("events/modes")["sidelines"]) & set(lemmas):
        return "forum_sideline"
    if name in {"exercise", "joint_exercise"}:
        return "joint_exercise" if doers > 1 else "exercise"
    return name


def is_told(name: str, status: EventStatus) -> bool:
    """Whether an act of this status is worth telling: that something else than talks was not done is nothing."""
    return status != "denied" or name in DENIABLE


def type_of(name: str, status: EventStatus, lemmas: Collection[str] = ()) -> tuple[str, str | None]:
    """The PLOVER type of an event of a kind and status, and the mode where a variant of the kind tells it."""
    if status == "planned" and kind(name).ahead != kind(name).type:
        return kind(name).ahead, None
    for listed, (type_, mode) in kind(name).variants.items():
        if frozenset(read_yaml("events/modes")[listed]) & set(lemmas):
            return type_, mode
    return kind(name).type, None


def role_of(name: str, role: ParticipantRole) -> ParticipantRole:
    """The role that a kind gives to whoever the text shows in a role: what all do together has no targets."""
    known = kind(name)
    if known.mutual:
        return role if role in {"actor", "host", "visitor", "mediator"} else "actor"
    if role == "mediator":
        return role
    if name == "visit":
        return "visitor" if role in DOERS else "host"
    if role in {"target", "recipient"}:
        return "recipient" if {known.other, role} == {"recipient", "target"} and known.other == "recipient" else role
    return "actor"


@cache
def _lists(name: str) -> dict[str, frozenset[str]]:
    return {mode: frozenset(words) for mode, words in read_yaml("events/modes")[name].items()}


def type_and_mode(
    name: str, status: EventStatus, lemmas: Collection[str], countries: Iterable[str | None]
) -> tuple[str, str | None]:
    """PLOVER's type and mode of an event; no mode where neither its kind nor the lemmas of its clauses tell it."""
    type_, mode = type_of(name, status, lemmas)
    if name in {"meeting", "summit"}:
        many = len({code for code in countries if code}) > MANY
        wide = many or bool(frozenset(read_yaml("events/modes")["multilateral"]) & set(lemmas))
        return type_, "multilateral" if wide else None
    if mode is None and type_ == kind(name).type and kind(name).mode is not None:
        return type_, kind(name).mode
    if mode is not None or type_ not in MODE_LISTS:
        return type_, mode
    listed = _lists(MODE_LISTS[type_]).items()
    return type_, next((mode for mode, words in listed if words & set(lemmas)), None)


def enough(name: str, roles: Sequence[ParticipantRole]) -> bool:
    """Whether a row of these participants makes sense: the sides that its kind needs, for a visit who pays it, and for
    what is voiced whoever says it."""
    if name == "visit" and "visitor" not in roles:
        return False
    return len(roles) >= kind(name).sides and not (kind(name).voiced and DOERS.isdisjoint(roles))
