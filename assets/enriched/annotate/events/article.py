"""Which reports of an article are worth a row: stricter than for a sentence that stands alone.

A long text argues, recalls and describes between its news. Here belongs what tells an act from that: two sides of
different countries in the clause's own phrases, a word that reports an act, a form that says it was done.
"""

from spacy.tokens import Token

from assets.enriched.annotate.events import grammar
from assets.enriched.annotate.events.discourse import MEETINGS
from assets.enriched.annotate.events.encounters import journey, meeting, opening
from assets.enriched.annotate.events.form import (
    bare_participle,
    describes,
    main,
    strong,
    supposed,
    told_as_done,
    words,
)
from assets.enriched.annotate.events.lexicon import lexicon
from assets.enriched.annotate.events.news_day import UTTERANCES
from assets.enriched.annotate.events.report import Report
from assets.enriched.annotate.events.sides import (
    is_armed_group,
    is_town,
    named_outright,
    others_unnamed,
    side_of,
    sides,
    speaks_for_state,
)
from assets.enriched.annotate.reading import Reading
from assets.enriched.annotate.records import Participant

TESTS = frozenset({"weapons_test", "exercise", "joint_exercise"})
FORCES = frozenset({"deployment", "military_aid"})
# Offices that deal with other countries.
OUTWARD = frozenset(
    [
        "foreign",
        "defence",
        "president",
        "prime",
        "chancellor",
        "monarch",
        "leader",
        "spokesperson",
        "secretary-general",
        "security",
    ]
)
# What one side says that is worth a row below the opening too.
SPOKEN = frozenset({"refusal", "appeal", "commitment", "threat"})
WORLD = frozenset({"country", "nationality", "organisation"})  # kinds of mention that show a matter is not domestic


def worth(reading: Reading, report: Report) -> bool:
    """Whether an article's report is of an act on the world's stage."""
    event = report.mention
    if event.event_kind == "visit" or report.found.sense.frame == "visit":
        return journey(reading, report)
    if event.event_kind in MEETINGS:
        return meeting(reading, report)
    if event.event_kind in TESTS:
        return _test(reading, report)
    if _private(reading, report) or supposed(report.found) or not told_as_done(report):
        return False
    if describes(report.found.trigger) and not opening(reading, report) and not _chronicled(report):
        return False
    if event.event_kind == "resignation":
        return _resignation(reading, report)
    if event.event_kind in FORCES and not _moves_forces(report):
        return False
    if event.event_kind == "deployment":
        return _deployment(reading, report)
    return _between(reading, report) or _alone(reading, report)


def _chronicled(report: Report) -> bool:
    """Whether a present tense tells what was done on a day, as chronologies and live pages do under a date: "April 2:
    the president demands". What is so has no day of its own."""
    event = report.mention
    return event.date_precision == "day" and event.status == "happened" and main(report.found.trigger)


def _test(reading: Reading, report: Report) -> bool:
    """A state tests or drills; what is only thought of is news in the opening alone."""
    event, trigger = report.mention, report.found.trigger
    if trigger.dep_ == "acl" and trigger.head.dep_ == "pobj" and grammar.is_infinitive(trigger):
        return False  # "for attempts to launch it": who attempts is not the one who speaks of it
    if supposed(report.found) or (describes(trigger) and not opening(reading, report)):
        return False
    states = [p for p in event.participants if side_of(reading, p) and not is_armed_group(reading, p)]
    return bool(states) and (event.status != "hypothetical" or opening(reading, report))


def _between(reading: Reading, report: Report) -> bool:
    """Whether two sides take part that the clause names outright, the first of them as the one who acts."""
    event, found = report.mention, report.found
    dated = event.date_precision in {"day", "month"} and found.trigger.tag_ == "VBD" and report.dated
    news = (opening(reading, report) or dated) and main(found.trigger) and event.status == "happened"
    told = event.event_type == "SANCTION" and event.event_mode is not None and found.trigger.tag_ == "VBD"
    if not strong(report) and not news and not told:
        return False
    if event.event_type == "ASSAULT" and any(t.lemma_.lower() in lexicon().nouns for t in found.sources):
        return False  # "the attack that killed": who attacked is not said here
    if event.history and event.date_precision in {"none", "year"}:
        return False
    targets = _asked(found.trigger) if event.event_type == "REQUEST" else found.targets
    outright = named_outright(reading, [*found.sources, *targets])
    told_of = found.nominal or found.trigger.lemma_ == "be"  # "the cause was the wish of" holds its side deeper
    taking = [p for p in event.participants if p.entity in outright | report.referred or told_of]
    if event.event_kind in UTTERANCES:
        taking = [p for p in taking if not is_town(reading, p)]
    acting = [p for p in taking if p.role == "actor"]
    if event.event_kind == "support" and len(acting) == len(taking):
        return False  # "the text that both endorsed": whom they support is not said
    alone = event.event_kind == "agreement" and others_unnamed(reading, found.sources)
    return bool(sides(reading, acting)) and (alone or len(sides(reading, taking)) > 1)


def _private(reading: Reading, report: Report) -> bool:
    """Whether those who act are single members, critics or a people at large, whatever state they belong to."""
    if report.mention.event_kind not in UTTERANCES:
        return False
    named = {t.lemma_.lower() for s in report.found.sources for t in (s, *grammar.children(s, {"compound"}))}
    return bool(named & words("private")) or any(_people(reading, s) for s in report.found.sources)


def _people(reading: Reading, token: Token) -> bool:
    """Whether a people at large is said to speak: "many Iranians", "Palestinians"."""
    mention = reading.mention_of(token)
    the = any(child.lower_ == "the" for child in token.children)
    return (
        mention is not None and mention.kind in {"nationality", "country"} and token.tag_ in {"NNPS", "NNS"} and not the
    )


def _asked(trigger: Token) -> list[Token]:
    """Who is asked: the object, who stands behind "on" or "from", and the subject of what shall be done."""
    found = grammar.objects(trigger) + grammar.children(trigger, {"dative"})
    found += grammar.prepositional(trigger, ("on", "upon", "to", "from", "with"))
    clauses = grammar.children(trigger, {"xcomp", "ccomp", "advcl"})
    clauses += [c for p in grammar.children(trigger, {"prep"}) for c in grammar.children(p, {"pcomp"})]
    found += [t for clause in clauses for t in grammar.children(clause, {"nsubj", "nsubjpass"})]
    return found + grammar.prepositional(trigger, ("for",))


def _alone(reading: Reading, report: Report) -> bool:
    """Whether the opening tells what somebody who deals with other countries said of one of them."""
    event, found = report.mention, report.found
    if event.event_kind not in UTTERANCES or found.nominal or not strong(report):
        return False
    if not opening(reading, report) and (event.event_kind not in SPOKEN or found.trigger.tag_ != "VBD"):
        return False
    actors = [p for p in event.participants if p.role == "actor"]
    outward = any(side_of(reading, p) and _outward(p) for p in actors)
    own = {p.country for p in actors}
    inside = [m for m in reading.annotation.mentions if m.sentence_no == event.sentence_no and m.kind in WORLD]
    foreign = any(m.country and m.country not in own for m in inside)
    if event.event_kind == "threat":
        foreign = event.event_mode is not None  # a warning of danger alone is no threat
    return outward and foreign and main(found.trigger) and event.status == "happened"


def _outward(participant: Participant) -> bool:
    return participant.level in {"state", "organisation"} or bool(OUTWARD & set((participant.office or "").split()))


def _resignation(reading: Reading, report: Report) -> bool:
    """A holder of an office of state gives it up, told by a finite verb."""
    leaving = [p for p in report.mention.participants if p.office is not None and p.role == "actor"]
    trigger = report.found.trigger
    finite = not grammar.is_infinitive(trigger) and not bare_participle(trigger)
    told = strong(report) or opening(reading, report)
    if any(t.lemma_.lower() in words("seat") for t in grammar.prepositional(trigger, ("from",))):
        return False
    return finite and told and any(speaks_for_state(reading, p) for p in leaving)


def _deployment(reading: Reading, report: Report) -> bool:
    """A state, or one who commands its forces, moves them, and not within its own borders."""
    participants, found = report.mention.participants, report.found
    outright = named_outright(reading, [*found.sources, *found.targets])
    if any(p.role == "target" and p.entity not in outright for p in participants):
        return False
    acting = [p for p in participants if p.role == "actor" and side_of(reading, p) and _outward(p)]
    own = {p.country for p in acting}
    abroad = [p for p in participants if p.role == "target" and p.country not in own]
    at_home = any(p.role == "target" for p in participants) and not abroad
    counted = any(grammar.children(noun, {"nummod"}) for noun in grammar.objects(found.trigger))
    recent = opening(reading, report) or report.mention.date_precision == "day" or counted
    return bool(acting) and not at_home and (bool(abroad) or (recent and strong(report)))


def _moves_forces(report: Report) -> bool:
    """Whether forces or arms are what is moved: of a verb its object or subject, of a noun all it can mean."""
    found = report.found
    if found.nominal:
        return True
    lists = lexicon().lists
    words = lists["troops"] | lists["platform"] | lists["weapon"] | lists["peacekeeper"]
    around = [*grammar.objects(found.trigger), *grammar.subjects(found.trigger)]
    heads = {t.lemma_.lower() for token in around for t in (token, *token.children)}
    return bool(heads & words) or found.sense.name == "mobilize_weapons"
