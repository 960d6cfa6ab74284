"""Which reports of an article are worth a row: stricter than for a sentence that stands alone.

A long text argues, recalls and describes between its news. Here belongs what tells an act from that: two sides of
different countries in the clause's own phrases, a word that reports an act, a form that says it was done.
"""

from functools import cache

from spacy.tokens import Token

from assets.enriched.annotate.events import grammar
from assets.enriched.annotate.events.discourse import MEETINGS
from assets.enriched.annotate.events.lexicon import lexicon
from assets.enriched.annotate.events.news_day import UTTERANCES, first_of_body
from assets.enriched.annotate.events.outcome import UTTERED
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
from assets.reference import read_yaml

OPENING = 3  # sentences of the body with which an article opens
TESTS = frozenset({"weapons_test", "exercise", "joint_exercise"})
FORCES = frozenset({"deployment", "military_aid"})
MILITARY = frozenset(
    {
        "defence",
        "military",
        "army",
        "navy",
        "air",
        "fleet",
        "foreign",
        "ambassador",
        "envoy",
        "intelligence",
        "security",
    }
)
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


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(read_yaml("events/weak")[name])


@cache
def _weak() -> frozenset[tuple[str, str]]:
    """Pairs of sense and lemma that describe more often than they report."""
    return frozenset((sense, lemma) for sense, lemmas in read_yaml("events/weak")["weak"].items() for lemma in lemmas)


def worth(reading: Reading, report: Report) -> bool:
    """Whether an article's report is of an act on the world's stage."""
    event = report.mention
    if event.event_kind == "visit" or report.found.sense.frame == "visit":
        return _journey(reading, report)
    if event.event_kind in MEETINGS:
        return _meeting(reading, report)
    if event.event_kind in TESTS:
        return _test(reading, report)
    if _private(reading, report) or not _told_as_done(report):
        return False
    if _describes(report.found.trigger) and not _opening(reading, report):
        return False
    if event.event_kind == "resignation":
        return _resignation(reading, report)
    if event.event_kind in FORCES and not _moves_forces(report):
        return False
    if event.event_kind == "deployment":
        return _deployment(reading, report)
    return _between(reading, report) or _alone(reading, report)


def _opening(reading: Reading, report: Report) -> bool:
    return report.mention.sentence_no < first_of_body(reading) + OPENING


def _told_as_done(report: Report) -> bool:
    """Whether the form says an act was or will be done: no purpose, no bare noun, no word too weak to tell it."""
    trigger, sense = report.found.trigger, report.found.sense
    if report.found.nominal:
        verb = report.found.verb
        carried = verb is not None and verb.lemma_ in _words("bearing") and trigger.dep_ in {"dobj", "nsubjpass"}
        return carried or (report.mention.date_precision == "day" and report.mention.status == "happened")
    if sense.type not in UTTERED and _bare_participle(trigger):
        return False
    lemma = trigger.lemma_.lower()
    if lemma in _words("bare") and not grammar.children(trigger, {"xcomp", "ccomp"}):
        return False
    if sense.type == "REJECT" and any(c.lemma_ in _words("silence") for c in grammar.children(trigger, {"xcomp"})):
        return False
    if grammar.is_infinitive(trigger) and (trigger.dep_ != "xcomp" or report.mention.status == "happened"):
        return False
    return sense.name != "bound"


def _bare_participle(trigger: Token) -> bool:
    """Whether a participle without auxiliary hangs on a noun or another verb: "stationed in", "considered handing"."""
    if trigger.tag_ == "VBN":
        return trigger.dep_ == "acl"
    loose = {"pcomp", "xcomp", "acl", "advcl", "conj", "ccomp", "dep"}
    return trigger.tag_ == "VBG" and trigger.dep_ in loose and not grammar.children(trigger, {"aux"})


def _describes(trigger: Token) -> bool:
    """Whether a present tense tells what is so rather than what was done: "the state supports", "stations"."""
    return trigger.tag_ in {"VBZ", "VBP"} and not grammar.children(trigger, {"aux"})


def _test(reading: Reading, report: Report) -> bool:
    """A state tests or drills; what is only thought of is news in the opening alone."""
    event, trigger = report.mention, report.found.trigger
    if trigger.dep_ == "acl" and trigger.head.dep_ == "pobj" and grammar.is_infinitive(trigger):
        return False  # "for attempts to launch it": who attempts is not the one who speaks of it
    states = [p for p in event.participants if side_of(reading, p) and not is_armed_group(reading, p)]
    return bool(states) and (event.status != "hypothetical" or _opening(reading, report))


def _strong(report: Report) -> bool:
    """Whether a word by itself tells an act; "reluctant" and "ready" tell a mind."""
    if report.found.nominal:
        return True  # weak words are verbs; of nouns `_told_as_done` has asked for more
    if any(agent.lower_ in {"i", "we"} for agent in grammar.agents(report.found.trigger)):
        return True  # who says "we blame them" blames them
    return (
        report.found.trigger.pos_ != "ADJ"
        and (report.found.sense.name, report.found.trigger.lemma_.lower()) not in _weak()
    )


def _between(reading: Reading, report: Report) -> bool:
    """Whether two sides take part that the clause names outright, the first of them as the one who acts."""
    event, found = report.mention, report.found
    dated = event.date_precision in {"day", "month"} and found.trigger.tag_ == "VBD" and report.dated
    news = (_opening(reading, report) or dated) and _main(found.trigger) and event.status == "happened"
    told = event.event_type == "SANCTION" and event.event_mode is not None and found.trigger.tag_ == "VBD"
    if not _strong(report) and not news and not told:
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
    alone = event.event_kind == "agreement" and others_unnamed(reading, found.sources)
    return bool(sides(reading, acting)) and (alone or len(sides(reading, taking)) > 1)


def _private(reading: Reading, report: Report) -> bool:
    """Whether those who act are single members, critics or a people at large, whatever state they belong to."""
    if report.mention.event_kind not in UTTERANCES:
        return False
    named = {t.lemma_.lower() for s in report.found.sources for t in (s, *grammar.children(s, {"compound"}))}
    return bool(named & _words("private")) or any(_people(reading, s) for s in report.found.sources)


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


def _main(trigger: Token) -> bool:
    """Whether a trigger stands in a main clause, or in what is said."""
    return trigger.dep_ in {"ROOT", "conj", "ccomp"}


def _alone(reading: Reading, report: Report) -> bool:
    """Whether the opening tells what somebody who deals with other countries said of one of them."""
    event, found = report.mention, report.found
    if event.event_kind not in UTTERANCES or found.nominal or not _strong(report):
        return False
    if not _opening(reading, report) and (event.event_kind not in SPOKEN or found.trigger.tag_ != "VBD"):
        return False
    actors = [p for p in event.participants if p.role == "actor"]
    outward = any(side_of(reading, p) and _outward(p) for p in actors)
    own = {p.country for p in actors}
    inside = [m for m in reading.annotation.mentions if m.sentence_no == event.sentence_no and m.kind in WORLD]
    foreign = any(m.country and m.country not in own for m in inside)
    if event.event_kind == "threat":
        foreign = event.event_mode is not None  # a warning of danger alone is no threat
    return outward and foreign and _main(found.trigger) and event.status == "happened"


def _outward(participant: Participant) -> bool:
    return participant.level in {"state", "organisation"} or bool(OUTWARD & set((participant.office or "").split()))


def _meeting(reading: Reading, report: Report) -> bool:
    """Two sides that meet; or one with a forum or a body; or talks that only a day and a place tell."""
    event = report.mention
    taking = sides(reading, event.participants)
    if _with_press(report) or not _guest_named(reading, report) or (event.event_kind == "call" and len(taking) < 2):
        return False
    if event.status == "hypothetical" and not _opening(reading, report):
        return False
    if event.event_kind == "summit" and len(event.participants) > 1 and event.country is not None:
        return True  # who holds a summit leads a state or body, whether the text says so or not
    if len(taking) > 1 or (report.found.sense.frame in {"invite", "cancel"} and taking):
        return True
    if event.status == "hypothetical":
        return bool(taking) and event.forum is not None
    officials = [p for p in event.participants if p.office is not None and side_of(reading, p) is not None]
    if len(officials) > 1 and not _of_cabinet(officials):
        return any(MILITARY & set((p.office or "").split()) for p in officials)
    outside = [p for p in event.participants if side_of(reading, p) is None]
    abroad = [p for p in outside if p.office is not None and p.country is not None and p.country not in taking]
    if taking and abroad:
        return True  # of two countries, though one of the two speaks for no government
    envoys = [p for p in event.participants if MILITARY & set((p.office or "").split())]
    if taking and envoys and any(p.country is None and p.level == "official" for p in outside):
        return event.date_precision == "day"
    if taking and event.forum is not None:
        return True
    return bool(taking) and any(p.level == "organisation" for p in event.participants) and not outside


def _of_cabinet(officials: list[Participant]) -> bool:
    """Whether a head of state or government only meets his own ministers."""
    heads = any(p.level in {"head_of_state", "head_of_government"} for p in officials)
    return heads and None not in {p.country for p in officials} and len({p.country for p in officials}) == 1


def _guest_named(reading: Reading, report: Report) -> bool:
    """Whether an invitation goes to somebody by name or office, not to children or to an intervention."""
    if report.found.sense.frame != "invite":
        return True
    target = [reading.mention_of(t) for t in report.found.targets[:1]]
    named = any(m is not None and m.kind in {"person", "country"} for m in target)
    finite = report.found.trigger.tag_ == "VBD" and named
    if not _opening(reading, report) and report.mention.date_precision != "day" and not finite:
        return False
    return any(reading.mention_of(t) or reading.office_of(t) or t.pos_ == "PRON" for t in report.found.targets[:1])


def _with_press(report: Report) -> bool:
    """Whether somebody only talks to reporters or an audience."""
    nouns = {t.lemma_.lower() for target in report.found.targets for t in (target, *target.children)}
    return bool(nouns & _words("audience"))


def _journey(reading: Reading, report: Report) -> bool:
    """Somebody who acts for a state, or a state, goes to another country; weak verbs need the place by name."""
    event, found = report.mention, report.found
    travellers = [p for p in event.participants if p.role in {"visitor", "actor"}]
    going = sides(reading, travellers)
    known = {p.country for p in travellers if p.country}
    there = {p.country for p in event.participants if p.role == "host"} | {event.country}
    if not going or not there - {None} - going - known:
        return False
    mentions = [m for target in found.targets for m in [reading.mention_of(target)] if m is not None]
    if found.nominal and found.trigger.lemma_ == "tour":
        return bool(mentions)
    if found.nominal or found.trigger.lemma_ not in _words("travel"):
        return True
    home = event.country is not None and event.country == reading.context.dateline_country
    return any(m.kind in {"place", "country"} for m in mentions) or (home and found.trigger.lemma_ == "arrive")


def _resignation(reading: Reading, report: Report) -> bool:
    """A holder of an office of state gives it up, told by a finite verb."""
    leaving = [p for p in report.mention.participants if p.office is not None and p.role == "actor"]
    trigger = report.found.trigger
    finite = not grammar.is_infinitive(trigger) and not _bare_participle(trigger)
    told = _strong(report) or _opening(reading, report)
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
    recent = _opening(reading, report) or report.mention.date_precision == "day" or counted
    return bool(acting) and not at_home and (bool(abroad) or (recent and _strong(report)))


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
