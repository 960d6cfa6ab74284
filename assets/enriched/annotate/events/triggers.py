"""Finds the words that report an event, and composes each with the verbs above it.

Here belong senses in context: "agreed to send troops" is a commitment, "lifted sanctions" a concession, "refused to
meet" a refusal. One clause gives one event: what an operator governs is consumed by it.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from spacy.tokens import Span, Token

from assets.enriched.annotate.events import grammar, status
from assets.enriched.annotate.events.lexicon import NounSense, Sense, lexicon
from assets.enriched.annotate.records import EventStatus


@dataclass(slots=True)
class Found:
    """An event word in its sentence: its sense, the verb that governs it, who may act and who may be acted upon.

    `sources` and `targets` are heads of noun phrases, best first; `below` is the event word that the trigger governs.
    """

    trigger: Token
    sense: Sense
    verb: Token | None
    status: EventStatus
    sources: list[Token] = field(default_factory=list)
    targets: list[Token] = field(default_factory=list)
    below: "Found | None" = None
    light: str | None = None
    pluperfect: bool = False

    @property
    def nominal(self) -> bool:
        """Whether a noun is the trigger."""
        return self.trigger.pos_ in {"NOUN", "PROPN"}


def find(sentence: Span) -> list[Found]:
    """The events of a sentence, in order, none inside another's complement."""
    consumed: set[int] = set()
    found: list[Found] = []
    for token in sorted(sentence, key=_height):
        if token.i in consumed:
            continue
        event = of_token(token)
        if (
            event is None
            or _in_quotation(event, sentence)
            or (_is_purpose(token) and _told_above(event, found))
            or _is_ground(token, found)
        ):
            continue
        found.append(event)
        consumed.update(_covered(event))
    return sorted(found, key=lambda event: event.trigger.i)


def _is_purpose(token: Token) -> bool:
    """Whether a verb only says what something is done for: "to boost cooperation"."""
    return grammar.is_infinitive(token) and token.dep_ in {"advcl", "acl", "xcomp"}


def _in_quotation(event: Found, sentence: Span) -> bool:
    """Whether a speaker's own words tell it of others: a claim, no report; threats and what "we" do are kept."""
    before = sentence.text[: event.trigger.idx - sentence.start_char]
    inside = before.count("“") > before.count("”") or before.count('"') % 2 == 1
    first_person = any(source.lower_ in {"i", "we"} for source in event.sources)
    return inside and not first_person and event.sense.type != "THREATEN" and event.trigger.dep_ != "ROOT"


def _is_ground(token: Token, found: list[Found]) -> bool:
    """Whether a clause only gives the ground of a reproach: "condemned the launch as it violated resolutions"."""
    for above in (token, *token.ancestors):
        marks = {child.lower_ for child in grammar.children(above, {"mark"})}
        if above.dep_ == "advcl" and marks & {"as", "because", "since"}:
            return any(e.sense.type == "ACCUSE" and e.trigger.i == above.head.i for e in found)
    return False


def _told_above(event: Found, found: list[Found]) -> bool:
    """Whether what an infinitive says is only the purpose of an event above it: "met to discuss", not "came to meet"."""
    above = [other for other in found if other.verb is not None and other.verb in event.trigger.ancestors]
    if event.sense.kind not in CONSULTATIONS:
        return bool(above) or event.trigger.dep_ == "advcl"
    return any(other.sense.kind == event.sense.kind for other in above)


def _height(token: Token) -> tuple[int, int]:
    """How deep a token stands in its sentence, so that what governs comes first."""
    return sum(1 for _ in token.ancestors), token.i


def _covered(event: Found) -> Iterator[int]:
    """Tokens that an event has used up: itself, its light verb and what it governs."""
    yield event.trigger.i
    if event.nominal and event.light and event.verb is not None:
        yield event.verb.i
    inner = event.below
    while inner is not None:
        yield inner.trigger.i
        if inner.nominal and inner.verb is not None and inner.light:
            yield inner.verb.i
        inner = inner.below
    if event.sense.frame == "cancel":
        yield from (token.i for token in event.trigger.subtree if token.lemma_ in lexicon().nouns)
    if not event.nominal:
        for noun in grammar.objects(event.trigger):
            yield noun.i
            for of in grammar.prepositional(noun, ("of",)):
                yield of.i


def of_token(token: Token) -> Found | None:
    """The event that a verb or noun reports, or None."""
    if token.pos_ in {"NOUN", "PROPN"}:
        return of_noun(token)
    if grammar.is_verb(token) or token.tag_ in {"VBN", "VBG", "VBD"}:
        return of_verb(token)
    return None


def of_verb(verb: Token) -> Found | None:
    """The event of a verb: its sense by pattern, turned by what it governs and by its modality."""
    if verb.dep_ in {"aux", "auxpass", "amod", "compound"}:
        return None
    for composed in (_must(verb), _failed(verb), _adjective_operator(verb)):
        if composed is not None:
            return composed
    sense = sense_of_verb(verb) or _blamed(verb)
    if sense is None or verb.dep_ == "relcl" and verb.head.lemma_ == "time":
        return None
    event = Found(verb, sense, verb, status.of_verb(verb), pluperfect=status.is_pluperfect(verb))
    event.sources, event.targets = grammar.agents(verb), targets_of(verb, sense)
    if verb.lemma_ == "be":
        event = _said_to_be(event)
    if sense.name == "discuss" and not event.targets[1:] and any(t.pos_ == "PRON" for t in event.sources):
        return None
    if verb.lemma_ == "call" and sense.kind == "call" and grammar.children(verb, {"oprd", "ccomp"}):
        return None
    return _modal(_operate(event))


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


def sense_of_verb(verb: Token) -> Sense | None:
    """The sense of the most demanding pattern that fits what stands beside a verb; None where it tells no event."""
    patterns = lexicon().verbs.get(verb.lemma_.lower())
    if not patterns:
        return None
    if verb.lemma_ in {"put", "place", "send", "launch"} and _into_orbit(verb):
        return lexicon().senses["weapons_test"]
    words = grammar.beside(verb)
    fitting = [p for p in patterns if all(word in words.particles for word in p.particles)]
    for company in (words.heads | _wildcards(words), words.modifiers):
        for pattern in fitting:
            if pattern.objects & (
                company | words.behind if pattern.particles or company is words.modifiers else company
            ):
                return _unless_nothing(_by_subject(pattern.sense, verb))
    if not words.heads and verb.lemma_ in {"fire", "launch", "test"}:
        kinds = {noun.lemma_.lower() for noun in grammar.subjects(verb)}
        if kinds & lexicon().lists["missile"]:
            return lexicon().senses["weapons_test"]
    for pattern in fitting:
        if not pattern.objects:
            return _unless_nothing(_by_subject(pattern.sense, verb))
    return None


def _into_orbit(verb: Token) -> bool:
    """ "put the satellite into orbit", however the parse hangs the phrase."""
    behind = verb.doc[verb.i + 1 : min(verb.i + 20, verb.sent.end)]
    return any(token.lemma_ == "orbit" and token.head.lower_ in {"into", "in"} for token in behind)


def _by_subject(sense: Sense, verb: Token) -> Sense:
    """Troops that come or go are no visitors: peacekeepers are sent to help, others are deployed or withdrawn."""
    if sense.name not in {"visit", "mobilize"}:
        return sense
    kinds = {
        noun.lemma_.lower() for noun in (grammar.objects(verb) if grammar.is_passive(verb) else grammar.subjects(verb))
    }
    words = {c.lemma_.lower() for noun in grammar.subjects(verb) for c in noun.children} | kinds
    senses = lexicon().senses
    if words & {"peacekeeper", "peacekeeping", "peacekeepers"} or "peacekeeper" in grammar.beside(verb).behind:
        return senses["military_aid"]
    if sense.name == "mobilize" and verb.lemma_ in {"deploy", "dispatch", "station"} and _to_partner(verb):
        return senses["military_aid"]
    if sense.name == "visit" and kinds & FORCES:
        return senses["withdraw" if verb.lemma_ in {"leave", "depart", "return"} else "mobilize"]
    return sense


def _to_partner(verb: Token) -> bool:
    """Whether forces go to a country with nothing said against whom (labelling rule 23)."""
    words = grammar.beside(verb)
    there = grammar.prepositional(verb, ("to",)) + [
        t for o in grammar.objects(verb) for t in grammar.prepositional(o, ("to",))
    ]
    return any(t.ent_type_ == "GPE" for t in there) and not (words.particles | words.behind) & AGAINST


def _wildcards(words: grammar.Beside) -> frozenset[str]:
    """ "*" where there is any object, "#place" where it is a place by name."""
    found = {"*"} if words.heads else set()
    if words.entities & {"GPE", "LOC", "FAC"}:
        found.add("#place")
    return frozenset(found)


def _unless_nothing(sense: Sense) -> Sense | None:
    return None if sense.type == "NONE" else sense


def targets_of(verb: Token, sense: Sense) -> list[Token]:
    """Heads of the phrases that may name the other party of a verb, best first."""
    direct = [] if verb.lemma_ in TOPICAL else grammar.objects(verb)
    datives = grammar.children(verb, {"dative"})
    behind = [noun for word in sense.prepositions for noun in grammar.prepositional(verb, (word,))]
    inner = [
        noun for obj in direct for word in (*sense.prepositions, "of", "by", "between")
        for noun in grammar.prepositional(obj, (word,))
    ]  # fmt: skip
    if sense.frame == "give":
        return [t for t in datives if t.pos_ != "ADP"] + behind + inner + direct
    return [t for t in datives if t.pos_ != "ADP"] + direct + behind + inner


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
            event.targets = _around(noun, senses[0].sense)
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
    if operator == "agree" and inner is not None and inner.sense.kind in CONSULTATIONS and not inner.nominal:
        return _planned(event, inner)
    if operator == "agree":
        event.sense = _intention(event.sense, inner, verb)
    elif operator == "request" and inner is not None and inner.sense.name == "sanction noun" and inner.targets:
        event.sense = senses["threaten"]
    return event


def _planned(event: Found, inner: Found) -> Found:
    """ "plans to meet": the meeting, told by whoever means to hold it."""
    inner.sources = event.sources or inner.sources
    inner.status = "planned" if event.status == "happened" else event.status
    return inner


def _complement_targets(verb: Token, prepositions: tuple[str, ...]) -> list[Token]:
    """Whoever is named in the clause that a verb governs: its subject, objects, and what stands behind them."""
    found: list[Token] = []
    for clause in _complements(verb):
        direct = grammar.objects(clause)
        found += grammar.children(clause, {"nsubj", "nsubjpass", "dative"}) + direct
        for anchor in (clause, *direct):
            found += grammar.prepositional(anchor, prepositions)
        for deeper in grammar.children(clause, {"xcomp"}):
            found += grammar.objects(deeper)
    return found


def _named_targets(verb: Token) -> bool:
    return bool(grammar.children(verb, {"dobj", "dative"}))


def _intention(sense: Sense, inner: Found | None, verb: Token) -> Sense:
    """What an intention amounts to: a threat where what is meant is hostile, else a commitment."""
    senses = lexicon().senses
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
    auxiliaries = {child.lower_ for child in grammar.children(verb, {"aux"})}
    if not auxiliaries & lexicon().operators["must"] or verb.dep_ != "ccomp" or not grammar.is_verb(verb.head):
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


AGAINST = frozenset("against near along off toward towards deter counter stop fight attack contain border".split())
TOPICAL = frozenset({"discuss", "negotiate", "exchange", "hold", "have", "deliberate"})  # their object is no party
CAUSES = frozenset({"cause", "culprit", "reason", "source", "root"})
PARTNERS = ("to", "with", "for")
OTHERS = ("to", "from", "with", "of", "for", "into", "on", "against", "in")
FORCES = frozenset(
    {"troop", "troops", "soldier", "force", "marine", "tank", "battalion", "brigade", "unit", "peacekeeper"}
)
# Labels of the model under which a noun is part of a name or time, not an event: "March", "the Munich Conference".
NAMES = frozenset({"DATE", "TIME", "ORG", "PERSON", "GPE", "NORP", "LAW", "WORK_OF_ART", "FAC", "LOC"})
# Kinds whose nouns tell an event without a verb that carries them.
SELF_TELLING = frozenset({"meeting", "visit", "summit", "call", "attack", "weapons_test", "exercise", "agreement"})
CONSULTATIONS = frozenset({"meeting", "visit", "summit", "call", "forum_sideline"})


def noun_senses(noun: Token) -> list[NounSense]:
    """The senses of a noun whose needs its modifiers meet."""
    found = lexicon().nouns.get(noun.lemma_.lower())
    if not found:
        return []
    around = {c.lemma_.lower() for c in noun.children if c.dep_ in {"compound", "amod", "nmod", "poss"}}
    around |= {g.lemma_.lower() for c in noun.children for g in c.children if c.dep_ in {"compound", "amod"}}
    around |= {of.lemma_.lower() for of in grammar.prepositional(noun, ("of",))}
    around |= {g.lemma_.lower() for of in grammar.prepositional(noun, ("of",)) for g in of.children}
    known = noun.lemma_.lower() in {"exercise", "drill"} and any(c.lower_ in {"the", "this"} for c in noun.children)
    return [s for s in found if not s.needs or s.needs & around or (known and s.sense.frame == "exercise")]


def of_noun(noun: Token) -> Found | None:
    """The event of a noun: carried by a light verb, or told by the noun phrase itself."""
    senses = noun_senses(noun)
    if any(child.lower_ in {"news", "press"} for child in noun.children):
        return None  # talking to reporters is no event
    if not senses or noun.dep_ in {"compound", "amod", "nmod"} or noun.ent_type_ in NAMES:
        return None
    verb = grammar.governor(noun)
    if noun.dep_ == "attr" and any(subject.pos_ == "PRON" for subject in grammar.children(noun.head, {"nsubj"})):
        return None  # "it was the first visit" says more of the visit told before
    light = _light(verb) if verb is not None and _carried(noun) else None
    if light in {"plan", "cancel"} and grammar.path_preposition(noun) is not None:
        light = None
    for chosen in senses:
        if chosen.of_verb and (verb is None or verb.lemma_ not in chosen.of_verb):
            continue
        sense = chosen.sense
        event = Found(noun, sense, verb, status.of_noun(noun, verb, light, sense.kind), light=light)
        event.targets = _around(noun, sense)
        event.sources = grammar.children(noun, {"poss"}) + grammar.prepositional(noun, ("by",))
        event.pluperfect = verb is not None and status.is_pluperfect(verb)
        if not event.sources and sense.frame in {"act", "give", "sole"}:
            event.sources = _modifiers(noun)
        if sense.kind not in SELF_TELLING and light != "carry" and not (event.sources and event.targets):
            continue
        if not event.sources and verb is not None and light == "carry":
            event.sources = grammar.agents(verb)
        if event.sources or event.targets or (light in {"carry", "plan"} and sense.kind in SELF_TELLING):
            return event
    return None


def _carried(noun: Token) -> bool:
    """Whether a light verb really carries the noun: as its object, or behind "in", "into", "on"."""
    return grammar.path_preposition(noun) in {None, "in", "into", "on"}


def _modifiers(noun: Token) -> list[Token]:
    """Who stands before an event noun: "the U.S. strike", "a Taliban attack"."""
    return [c for c in noun.children if c.dep_ in {"compound", "amod", "nmod"} and c.pos_ in {"PROPN", "ADJ"}]


def _around(noun: Token, sense: Sense) -> list[Token]:
    """Heads of the phrases behind an event noun that may name the other party."""
    anchors = [noun, *grammar.prepositional(noun, ("of",))]
    anchors += grammar.children(noun, {"acl"})
    if grammar.measured(noun) is not noun:
        anchors.append(grammar.measured(noun))
    found = [t for word in sense.prepositions for anchor in anchors for t in grammar.prepositional(anchor, (word,))]
    verb = grammar.governor(noun)
    if verb is not None and not found:
        found = [t for word in sense.prepositions for t in grammar.prepositional(verb, (word,)) if _follows(t, noun)]
    if sense.operator == "request" or sense.name == "appeal noun":
        for clause in grammar.children(noun, {"acl", "ccomp"}):
            found += grammar.children(clause, {"nsubj"})
    return found


def _follows(token: Token, noun: Token) -> bool:
    """Whether a phrase that the parse gives to the verb stands behind the noun and is no place or time: "held talks on
    Monday with Lee"."""
    return token.i > noun.i and token.head.lower_ in {"with", "between", "against"}


def _light(verb: Token) -> str | None:
    """What a verb does to an event noun: carry, plan, cancel, cease, react; None where it has a sense of its own."""
    lemma, light = verb.lemma_.lower(), lexicon().light
    for way in ("cancel", "plan", "carry", "cease", "react"):
        if lemma in light[way]:
            return way
    return None
