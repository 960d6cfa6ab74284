"""Events that verbs report, composed with what they govern and how they are meant.

Here belong operators: "agreed to send troops" is a commitment, "refused to meet" a refusal, "failed to renew the
embargo" a concession, "X said Y must leave" an appeal.
"""

from dataclasses import replace

from spacy.tokens import Token

from assets.enriched.annotate.events import calls, grammar, status
from assets.enriched.annotate.events.found import CONSULTATIONS, Found
from assets.enriched.annotate.events.lexicon import Sense, lexicon
from assets.enriched.annotate.events.nouns import around
from assets.enriched.annotate.events.senses import noun_senses, sense_of_verb
from assets.enriched.annotate.records import EventStatus

# Verbs whose object is a topic, no party.
TOPICAL = frozenset({"discuss", "negotiate", "exchange", "hold", "have", "deliberate"})
# What somebody brings to bear on another, and is turned down.
PRESSING = frozenset({"pressure", "demand", "request", "call", "appeal", "threat", "ultimatum", "criticism", "offer"})
RECEPTIONS = frozenset({"dinner", "lunch", "luncheon", "banquet", "reception", "breakfast"})
CAUSES = frozenset({"cause", "culprit", "reason", "source", "root"})
IN_HONOUR = ("in honor of", "in honour of")
PARTNERS = ("to", "with", "for")
OTHERS = ("to", "from", "with", "of", "for", "into", "on", "against", "in")


def of_verb(verb: Token) -> Found | None:
    """The event of a verb: its sense by pattern, turned by what it governs and by its modality."""
    if verb.dep_ in {"aux", "auxpass", "amod", "compound"} or _attribute(verb):
        return None
    for composed in (_must(verb), _failed(verb), _adjective_operator(verb), _warned(verb)):
        if composed is not None:
            return composed
    sense = lexicon().senses["call"] if calls.is_spoken(verb) else sense_of_verb(verb) or _blamed(verb)
    if sense is None or (verb.dep_ == "relcl" and verb.head.lemma_ == "time" and not _first_time(verb)):
        return None
    behind = status.is_pluperfect(verb) and not (verb.dep_ == "relcl" and verb.head.lemma_ == "time")
    event = Found(verb, sense, verb, status.of_verb(verb), pluperfect=behind)
    if sense.kind == "resignation" and event.status == "planned" and _announced(verb):
        event.status = "happened"
    event.sources, event.targets = _speaker(verb) or grammar.agents(verb), targets_of(verb, sense)
    if verb.lemma_ == "call" and sense.name == "meet":  # a courtesy call
        event.targets = grammar.prepositional(verb, ("on", "upon"))
    if sense.name == "call" and calls.channel(verb) is not None:
        event.targets = calls.partners(verb)
    if sense.kind == "deployment":
        event.targets = event.targets + _against(verb, 3)
    if verb.lemma_ == "be":
        event = _said_to_be(event)
    if sense.name == "discuss" and not event.targets[1:] and any(t.pos_ == "PRON" for t in event.sources):
        return None
    if verb.lemma_ == "call" and sense.kind == "call" and grammar.children(verb, {"oprd", "ccomp"}):
        return None
    return _modal(_operate(event))


def _first_time(verb: Token) -> bool:
    """ "It was the first time since 2015 that X had come": the clause tells the news itself, whatever its tense."""
    counted = any(child.lower_ == "first" for child in verb.head.children)
    return counted and verb.head.dep_ == "attr" and status.is_pluperfect(verb)


def _attribute(verb: Token) -> bool:
    """Whether "visiting" only describes the guest: "a dinner for visiting Minister X"."""
    return verb.lower_ == "visiting" and verb.dep_ == "pcomp" and verb.head.lower_ in {"for", "with", "by", "to", "of"}


def _warned(verb: Token) -> Found | None:
    """ "warned that an attack would be met with force", "vowed there would be a response": words that name a
    consequence are a threat."""
    if verb.lemma_ not in {"warn", "caution", "vow", "swear", "promise", "pledge"}:
        return None
    for clause in grammar.children(verb, {"ccomp"}):
        auxiliaries = {child.lower_ for child in grammar.children(clause, {"aux"})}
        told = {clause.lemma_, *(c.lemma_ for c in grammar.children(clause, {"xcomp"}))}
        answers = {c.lemma_ for c in grammar.children(clause, {"attr"})} & lexicon().lists["retaliation"]
        named = answers or told & lexicon().operators["consequence"]
        others = answers or verb.lemma_ in {"warn", "caution"} or _of_others(clause)
        if auxiliaries & (status.FUTURE | {"would"}) and named and others:
            found = Found(verb, lexicon().senses["threaten"], verb, status.of_verb(verb), grammar.agents(verb))
            bound = grammar.subjects(clause)
            found.targets = grammar.objects(verb) + bound
            found.targets += [t for noun in bound for t in grammar.prepositional(noun, ("by", "from", "on"))]
            found.below = of_verb(clause)
            return found
    return None


def _against(verb: Token, depth: int) -> list[Token]:
    """Whom forces are moved to deter or counter: the object of the purpose below the verb, and who stands behind it."""
    found: list[Token] = []
    for clause in grammar.children(verb, {"advcl", "xcomp", "ccomp", "acl"}) if depth else []:
        if clause.lemma_ in lexicon().operators["counter"] and grammar.is_infinitive(clause):
            feared = grammar.objects(clause) + grammar.prepositional(clause, ("to",))
            found += feared + [t for noun in feared for t in grammar.prepositional(noun, ("from", "by", "of"))]
        found += _against(clause, depth - 1)
    return found


def _speaker(verb: Token) -> list[Token]:
    """Who says "we" or "I": the subject of the verb of saying above."""
    if not any(agent.lower_ in {"i", "we"} for agent in grammar.agents(verb)):
        return []
    for above in verb.ancestors:
        if above.lemma_ in lexicon().operators["report"]:
            return [agent for agent in grammar.agents(above) if agent.lower_ not in {"i", "we"}]
    return []


def _of_others(clause: Token) -> bool:
    """Whether a clause tells what somebody else than its speaker will meet with."""
    return any(noun.pos_ != "PRON" for noun in grammar.subjects(clause))


def _announced(verb: Token) -> bool:
    """Whether somebody tells it: who says that he will resign has given notice."""
    return verb.dep_ == "ccomp" and verb.head.lemma_ in lexicon().operators["report"]


def _said_to_be(event: Found) -> Found:
    """ "X said Y was responsible": the speaker accuses the subject."""
    head = event.trigger.head
    event.targets = grammar.subjects(event.trigger)
    if any(noun.lemma_ in CAUSES for noun in event.targets):
        event.targets = grammar.children(event.trigger, {"attr"})
    event.sources = grammar.agents(head) if event.trigger.dep_ == "ccomp" else []
    return event


def _blamed(verb: Token) -> Sense | None:
    """ "X said the cause was Y": the copula between a cause and whoever is blamed, below a speaker."""
    told = verb.lemma_ == "be" and verb.dep_ == "ccomp" and any(n.lemma_ in CAUSES for n in grammar.subjects(verb))
    return lexicon().senses["accuse"] if told else None


def _failed(verb: Token) -> Found | None:
    """ "failed to agree" is a refusal, "failed to renew the embargo" a concession."""
    if verb.lemma_ != "fail":
        return None
    for clause in grammar.children(verb, {"xcomp"}):
        inner = of_verb(clause)
        if inner is not None and inner.sense.tone != "neutral":
            way = "concede" if inner.sense.tone == "hostile" else "reject"
            return Found(
                verb, lexicon().senses[way], verb, status.of_verb(verb), grammar.subjects(verb), inner.targets, inner
            )
    return None


def targets_of(verb: Token, sense: Sense) -> list[Token]:
    """Heads of the phrases that may name the other party of a verb, best first."""
    direct = [] if verb.lemma_ in TOPICAL else grammar.objects(verb)
    datives = grammar.children(verb, {"dative"})
    if verb.lemma_ in {"hold", "find", "consider"}:  # "hold them responsible": the parse makes a clause of the two
        clauses = [c for c in grammar.children(verb, {"ccomp"}) if c.pos_ == "ADJ"]
        direct = direct + [t for clause in clauses for t in grammar.children(clause, {"nsubj"})]
    behind = [noun for word in sense.prepositions for noun in grammar.prepositional(verb, (word,))]
    inner = [
        noun for obj in direct for word in (*sense.prepositions, "of", "by", "between")
        for noun in grammar.prepositional(obj, (word,))
    ]  # fmt: skip
    if sense.frame == "attend" and any(noun.lemma_ in RECEPTIONS for noun in direct):
        inner += [t for a in (verb, *direct) for t in grammar.prepositional(a, ("for", *IN_HONOUR))]
    if sense.frame == "give":
        return [t for t in datives if t.pos_ != "ADP"] + behind + inner + direct
    return [t for t in datives if t.pos_ != "ADP"] + direct + behind + inner + _called(verb)


def _called(verb: Token) -> list[Token]:
    """Whose deed stands in "what they called dangerous behaviour by China", below a verb or its preposition."""
    clauses = grammar.children(verb, {"ccomp"})
    clauses += [c for p in grammar.children(verb, {"prep"}) for c in grammar.children(p, {"pcomp"})]
    clauses += [
        c for o in grammar.children(verb, {"dobj"}) for p in grammar.children(o, {"prep"})
        for c in grammar.children(p, {"pcomp"})
    ]  # fmt: skip
    found: list[Token] = []
    for clause in clauses:
        if clause.lemma_ in {"call", "describe", "term", "label", "see", "brand"} and any(
            token.lower_ == "what" for token in clause.children
        ):
            named = grammar.children(clause, {"oprd", "attr"}) + grammar.prepositional(clause, ("as",))
            found += [*named, *grammar.prepositional(clause, ("by", "from"))]
            found += [t for noun in named for t in grammar.prepositional(noun, ("by", "of", "from"))]
    return found


def _complements(verb: Token) -> list[Token]:
    """What a verb governs as a clause: infinitives, clauses, "of hosting"."""
    found = grammar.children(verb, {"xcomp", "ccomp"})
    for preposition in grammar.children(verb, {"prep"}):
        found += grammar.children(preposition, {"pcomp"})
    return [token for token in found if grammar.is_verb(token) or token.pos_ in {"ADJ", "NOUN"}]


def _inner(verb: Token) -> Found | None:
    """The event that a verb governs: of its clause, through verbs that add nothing, else of its object noun."""
    words = lexicon().operators
    for clause in _complements(verb):
        event = of_verb(clause) if grammar.is_verb(clause) else None
        if event is None and clause.lemma_ in words["transparent"]:
            event = _inner(clause)
        if event is not None:
            return event
    for noun in grammar.objects(verb) + grammar.prepositional(verb, ("for", "on", "to", "of", "with")):
        senses = noun_senses(noun)
        if senses:
            event = Found(noun, senses[0].sense, verb, "happened")
            event.targets = around(noun, senses[0].sense)
            return event
    return None


def _operate(event: Found) -> Found:
    """The event of an operator verb with what it governs."""
    verb, operator = event.trigger, event.sense.operator
    if operator is None:
        return event
    inner = event.below = _inner(verb)
    if inner is None or operator == "request":
        event.targets = event.targets + _complement_targets(verb, PARTNERS if operator == "agree" else OTHERS)
    if inner is not None:
        event.targets = event.targets + [t for t in inner.targets if t not in event.targets]
        if operator == "agree" and not _named_targets(verb):
            event.targets = inner.targets + event.targets
    senses = lexicon().senses
    meets = inner is not None and inner.sense.kind in CONSULTATIONS and not inner.nominal
    if operator == "refuse":  # "refused to bow to pressure from Delhi"
        pressing = [n for n in event.targets if n.lemma_.lower() in PRESSING]
        behind = [t for n in pressing for t in grammar.prepositional(n, ("from", "by"))]
        behind += [t for c in _complements(verb) if pressing for t in grammar.prepositional(c, ("from",))]
        event.targets = behind + [t for t in event.targets if t not in behind]
    if operator == "agree" and inner is not None and meets and not status.is_habit(inner.trigger):
        return _planned(event, inner)
    if operator == "agree":
        event.sense = _intention(event.sense, inner, verb)
    elif operator == "request" and inner is not None and inner.sense.name == "sanction noun" and inner.targets:
        event.sense = senses["threaten"]
    return event


def _planned(event: Found, inner: Found) -> Found:
    """ "plans to meet": the meeting, told by whoever means to hold it."""
    traveller = grammar.children(inner.trigger, {"nsubj"}) if inner.trigger.dep_ == "ccomp" else []
    if not traveller or traveller[0].pos_ == "PRON":
        inner.sources = event.sources or inner.sources
    ahead: EventStatus = "hypothetical" if event.trigger.lemma_.lower() in lexicon().operators["wish"] else "planned"
    inner.status = ahead if event.status == "happened" else event.status
    return inner


def _complement_targets(verb: Token, prepositions: tuple[str, ...]) -> list[Token]:
    """Whoever is named in the clause that a verb governs: its subject, objects, and what stands behind them."""
    found: list[Token] = []
    for clause in _complements(verb):
        direct = grammar.objects(clause)
        found += grammar.children(clause, {"nsubj", "nsubjpass", "dative"}) + direct
        for anchor in (clause, *direct):
            behind = grammar.prepositional(anchor, prepositions)
            found += behind + [t for noun in behind for t in grammar.prepositional(noun, ("from", "by"))]
        for deeper in grammar.children(clause, {"xcomp"}):
            found += grammar.objects(deeper)
    return found


def _named_targets(verb: Token) -> bool:
    return bool(grammar.children(verb, {"dobj", "dative"}))


def _intention(sense: Sense, inner: Found | None, verb: Token) -> Sense:
    """What an intention amounts to: a threat where what is meant is hostile, else a commitment."""
    senses = lexicon().senses
    if inner is None and any(c.lemma_ in lexicon().operators["harm"] for c in _complements(verb)):
        return senses["threaten"]
    if inner is None or inner.sense.tone != "hostile" or verb.lemma_ in {"agree", "consent", "concur"}:
        return sense
    if inner.sense.type == "REJECT" or inner.sense.name in {"exercise", "exercise noun", "weapons_test noun"}:
        return inner.sense
    return senses["threaten"]


def _adjective_operator(verb: Token) -> Found | None:
    """ "is willing to withdraw", "is reluctant to meet": an adjective that governs an infinitive."""
    if verb.lemma_ != "be":
        return None
    for adjective in grammar.children(verb, {"acomp"}):
        words = lexicon().operators
        way = "willing" if adjective.lower_ in words["willing"] else ""
        way = "unwilling" if adjective.lower_ in words["unwilling"] else way
        if adjective.lower_ == "due" and grammar.prepositional(adjective, ("in", "at")):
            there = grammar.prepositional(adjective, ("in", "at"))
            return Found(adjective, lexicon().senses["visit"], verb, "planned", grammar.subjects(verb), there)
        for clause in grammar.children(adjective, {"xcomp"}) if way else []:
            inner = of_verb(clause)
            if inner is None:
                continue
            sense = lexicon().senses["reject"] if way == "unwilling" else lexicon().senses["agree"]
            if way == "willing" and inner.sense.kind in CONSULTATIONS:
                return _planned(Found(adjective, sense, verb, "happened", grammar.subjects(verb)), inner)
            if way == "willing" and (inner.sense.operator or adjective.lower_ in {"likely", "expected", "able"}):
                inner.status = "planned"
                return _modal(inner)
            if way == "willing":
                sense = _intention(sense, inner, adjective)
            return Found(adjective, sense, verb, "happened", grammar.subjects(verb), inner.targets, inner)
    return None


def _must(verb: Token) -> Found | None:
    """ "X said Y must leave": what a speaker says another has to do is an appeal."""
    if verb.dep_ != "ccomp" or not grammar.is_verb(verb.head):
        return None
    auxiliaries = {child.lower_ for child in grammar.children(verb, {"aux"})}
    if not auxiliaries & lexicon().operators["must"]:
        return None
    speaker, bound = grammar.agents(verb.head), grammar.subjects(verb)
    if not speaker or not bound or verb.head.lemma_ not in lexicon().operators["report"]:
        return None
    return Found(verb, lexicon().senses["bound"], verb, "happened", speaker, bound)


def _modal(event: Found) -> Found:
    """What lies ahead or is denied changes what it is: a friendly act ahead is a commitment, a hostile one a threat."""
    if event.nominal or event.sense.operator or event.sense.type in {"AGREE", "REJECT", "THREATEN", "REQUEST"}:
        return event
    senses = lexicon().senses
    if event.status == "denied" and event.verb is not None:
        auxiliaries = {c.lower_ for c in grammar.children(event.verb, {"aux"})}
        active = not grammar.is_passive(event.verb)
        if (
            active
            and auxiliaries & status.FUTURE
            and event.sense.tone == "friendly"
            and event.sense.kind not in CONSULTATIONS
        ):
            return replace(event, sense=senses["reject"], status="happened")
    return event
