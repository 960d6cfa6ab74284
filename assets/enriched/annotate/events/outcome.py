"""What an event amounts to once its status and parties are known: type, mode, kind.

Here belong the rules that join sense and status: PLOVER tells what lies ahead as AGREE (friendly) or THREATEN
(hostile); the finer kind stays, but that every consultation ahead is a planned meeting.
"""

from dataclasses import dataclass

from assets.enriched.annotate.events import grammar
from assets.enriched.annotate.events.found import CONSULTATIONS, Found
from assets.enriched.annotate.records import EventStatus, Participant

# Kinds that keep their PLOVER type when they lie ahead: a drill announced is no threat by that alone.
KEEP_TYPE = frozenset({"exercise", "joint_exercise", "weapons_test", "military_aid"})
UTTERED = frozenset({"REQUEST", "REJECT", "ACCUSE", "THREATEN", "AGREE", "SUPPORT"})


@dataclass(frozen=True, slots=True)
class Outcome:
    """Type, mode, kind and status of an event as one report tells it."""

    type: str
    mode: str | None
    kind: str
    status: EventStatus


def outcome(event: Found, status: EventStatus, participants: list[Participant]) -> Outcome | None:
    """What the event amounts to; None where nothing did or will happen ("did not attack")."""
    sense = event.sense
    kind, mode = _kind(event, participants)
    if kind in CONSULTATIONS:
        if status == "happened":
            return Outcome("CONSULT", mode, kind, status)
        if status == "denied" and event.pluperfect:
            return None
        if status == "hypothetical" and event.trigger.tag_ == "VBD":
            return None  # "asked whether he met": nothing that lies ahead
        return Outcome("AGREE", None, "planned_meeting", status)
    if sense.frame == "cancel":
        return Outcome("AGREE", None, kind, "denied")
    if sense.frame == "invite":
        return Outcome("AGREE", None, kind, "denied" if status == "denied" else "planned")
    type_ = "COOPERATE" if kind == "joint_exercise" else sense.type
    if status == "planned" and kind not in KEEP_TYPE:
        type_ = {"friendly": "AGREE", "hostile": "THREATEN"}.get(sense.tone, type_)
        if sense.type in UTTERED:
            type_ = sense.type
            if sense.kind == "agreement":
                type_ = "AGREE"
        mode = mode if type_ == sense.type else None
    if status == "denied" and sense.kind not in KEEP_TYPE:
        return None
    return Outcome(type_, mode, kind, status)


def _kind(event: Found, participants: list[Participant]) -> tuple[str, str | None]:
    """The finer kind, by who takes part: a drill of several states is joint, talks of three are multilateral."""
    sense = event.sense
    countries = {p.country for p in participants if p.country}
    words = {child.lower_ for child in event.trigger.children}
    joint = {"joint", "combined", "bilateral", "trilateral", "multinational"}
    if sense.frame == "exercise":
        around = words | {c.lower_ for noun in event.trigger.children for c in noun.children}
        others = grammar.prepositional(event.trigger, ("with",))
        foreign = any(t.ent_type_ for other in others for t in (other, *other.children))
        led = any(c.lower_.endswith("led") for s in event.sources for c in grammar.children(s, {"amod", "compound"}))
        joint_ = len(countries) > 1 or bool(around & joint) or foreign or led  # who leads a force is not alone in it
        return ("joint_exercise", None) if joint_ else ("exercise", None)
    if sense.kind == "meeting" and event.verb is not None and _of_summit(event):
        return "summit", "multilateral" if len(countries) > 2 else None
    if sense.frame == "mutual" and sense.kind == "meeting" and sense.mode is None:
        return sense.kind, "multilateral" if len(countries) > 2 else None
    return sense.kind, sense.mode


def _of_summit(event: Found) -> bool:
    """ "met for a summit", "attended the summit"."""
    verb = event.verb if event.verb is not None else event.trigger
    nouns = grammar.objects(verb) + grammar.prepositional(verb, ("for", "in", "at"))
    return any(noun.lemma_.lower() == "summit" for noun in nouns) and event.trigger.lemma_ in {
        "meet",
        "attend",
        "host",
        "gather",
    }
