"""Events that nouns report: carried by a light verb ("held talks"), or told by the noun phrase itself ("his visit to").

Here belongs what a noun's phrase and its governing verb say of who is in it.
"""

from spacy.tokens import Token

from assets.enriched.annotate.events import calls, grammar, status
from assets.enriched.annotate.events.found import Found
from assets.enriched.annotate.events.lexicon import Sense, lexicon
from assets.enriched.annotate.events.senses import noun_senses, sense_of_verb

# Labels of the model under which a noun is part of a name or time, not an event: "March", "the Munich Conference".
NAMES = frozenset({"DATE", "TIME", "ORG", "PERSON", "GPE", "NORP", "LAW", "WORK_OF_ART", "FAC", "LOC"})
# Kinds whose nouns tell an event without a verb that carries them.
SELF_TELLING = frozenset({"meeting", "visit", "summit", "call", "attack", "weapons_test", "exercise", "agreement"})


def of_noun(noun: Token) -> Found | None:
    """The event of a noun: carried by a light verb, or told by the noun phrase itself."""
    senses = noun_senses(noun)
    spoken = _spoken(noun)
    if spoken is not None:
        return spoken
    if not senses or noun.dep_ in {"compound", "amod", "nmod"} or noun.ent_type_ in NAMES:
        return None
    if any(child.lower_ in {"news", "press"} for child in noun.children):
        return None  # talking to reporters is no event
    verb = grammar.governor(noun)
    if noun.dep_ == "attr" and any(subject.pos_ == "PRON" for subject in grammar.children(noun.head, {"nsubj"})):
        return None  # "it was the first visit" says more of the visit told before
    if verb is not None and grammar.is_infinitive(verb) and status.is_habit(verb):
        return None
    light = _light(verb) if verb is not None and _carried(noun) else None
    if light in {"plan", "cancel"} and grammar.path_preposition(noun) is not None:
        light = None
    for chosen in senses:
        if chosen.of_verb and (verb is None or verb.lemma_ not in chosen.of_verb):
            continue
        sense = chosen.sense
        event = Found(noun, sense, verb, status.of_noun(noun, verb, light, sense.kind), light=light)
        if light == "plan" and verb is not None:
            event.verb = _coming(verb)
        event.targets = around(noun, sense)
        event.sources = _owners(noun, light) + grammar.prepositional(noun, ("by",))
        event.pluperfect = verb is not None and status.is_pluperfect(verb)
        if (
            sense.frame == "visit"
            and verb is not None
            and verb.lemma_ == "be"
            and grammar.path_preposition(noun) == "on"
        ):
            event.sources = event.sources or grammar.agents(verb)
        if sense.name == "signing" and verb is not None and verb.lemma_ in {"witness", "oversee", "attend"}:
            event.sources = event.sources or grammar.agents(verb)
        if not event.sources and sense.frame in {"act", "give", "sole"}:
            event.sources = _modifiers(noun)
        if sense.kind not in SELF_TELLING and light != "carry" and not (event.sources and event.targets):
            continue
        if not event.sources and verb is not None and light == "carry":
            event.sources = grammar.agents(verb)
        if sense.kind in {"meeting", "summit"} and verb is not None and _behind_agents(noun, verb):
            return event
        if event.sources or event.targets or (light in {"carry", "plan"} and sense.kind in SELF_TELLING):
            return event
        if _parties_before(noun, sense) or (sense.frame == "sole" and grammar.prepositional(noun, ("from",))):
            return event
    return None


def _coming(verb: Token) -> Token:
    """What is planned to be done: "resume" in "the talks are set to resume in Beijing", where place and day hang."""
    below = [c for c in grammar.children(verb, {"xcomp"}) if grammar.is_verb(c)]
    return below[0] if below else verb


def _owners(noun: Token, light: str | None) -> list[Token]:
    """Whose it is; a pronoun beside a verb that carries the noun only repeats the verb's subject."""
    own = grammar.children(noun, {"poss"})
    return [] if light == "carry" and all(owner.lower_ in {"its", "their"} for owner in own) else own


def _parties_before(noun: Token, sense: Sense) -> bool:
    """Whether names before a noun of talks say who takes part: "a Franco-German summit", "the Seoul-Tokyo talks"."""
    names = [c for c in noun.children if c.dep_ in {"compound", "amod", "nmod"} and c.ent_type_ in {"GPE", "NORP"}]
    joined = [n for n in names if any(g.ent_type_ in {"GPE", "NORP"} for g in n.children)]
    dated = any(t.ent_type_ in {"DATE", "TIME"} for c in noun.children for t in (c, *c.children))
    definite = any(c.lower_ in {"the", "this", "last", "first", "second"} for c in noun.children)
    return sense.kind in {"meeting", "summit"} and (len(names) > 1 or bool(joined)) and (dated or definite)


def _behind_agents(noun: Token, verb: Token) -> bool:
    """Whether several who act also met, as the noun says: "Lee and Kihara agreed on steps after talks in Busan"."""
    if noun.lemma_ not in {"talk", "meeting", "summit", "dialogue"} or grammar.measured(noun) != noun:
        return False
    if grammar.path_preposition(noun) not in {"after", "following", "during"} or any(
        child.lower_ in {"the", "these", "those", "this", "that", "no"} or child.dep_ == "poss"
        for child in noun.children
    ):
        return False
    agents = grammar.agents(verb)
    return any(len(grammar.with_conjuncts(a)) > 1 or a.tag_ in {"NNS", "NNPS"} or a.lower_ == "they" for a in agents)


def _spoken(noun: Token) -> Found | None:
    """The call in which something was said, urged or agreed: "told X in a phone call", "urged X by telephone"."""
    if noun.dep_ != "pobj" or noun.head.lower_ not in calls.BY or not calls.is_channel(noun):
        return None
    verb: Token | None = next((above for above in noun.ancestors if grammar.is_verb(above)), None)
    if verb is None or verb.lemma_ in calls.SPEAKING or calls.channel(verb) != noun:
        return None
    own = sense_of_verb(verb)
    if own is not None and own.kind == "call":
        return None
    event = Found(noun, lexicon().senses["call noun"], verb, status.of_verb(verb), light="carry")
    event.sources, event.targets = grammar.agents(verb), calls.partners(verb)
    event.pluperfect = status.is_pluperfect(verb)
    return event if event.sources and event.targets else None


def _carried(noun: Token) -> bool:
    """Whether a light verb really carries the noun: as its object, or behind "in", "into", "on"."""
    return grammar.path_preposition(noun) in {None, "in", "into", "on"}


def _modifiers(noun: Token) -> list[Token]:
    """Who stands before an event noun: "the U.S. strike", "a Taliban attack"."""
    return [c for c in noun.children if c.dep_ in {"compound", "amod", "nmod"} and c.pos_ in {"PROPN", "ADJ"}]


def around(noun: Token, sense: Sense) -> list[Token]:
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
