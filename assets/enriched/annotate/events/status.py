"""Whether an event happened, lies ahead, is only thought of, or is denied: from tense, modality, negation and verbs above.

Here belongs the status of a clause. Whether its day lies ahead is weighed in `when_where`.
"""

from spacy.tokens import Token

from assets.enriched.annotate.events import grammar
from assets.enriched.annotate.events.lexicon import lexicon
from assets.enriched.annotate.records import EventStatus

FUTURE = frozenset({"will", "'ll", "shall", "wo", "’ll"})
MIGHT = frozenset({"may", "might", "could", "can", "ca"})
IF = frozenset({"if", "unless", "whether", "lest", "should"})
AHEAD = frozenset(
    ["upcoming", "planned", "scheduled", "forthcoming", "proposed", "expected", "coming", "next", "future", "prospective", "imminent", "possible", "potential", "anticipated", "impending", "looming", "intended", "eventual", "would-be"]
)
POSSIBLE = frozenset({"possible", "potential", "hypothetical", "alleged", "likely", "rumoured", "rumored"})
PENDING = frozenset({"ahead of", "before", "prior to", "pending"})
STILL_OPEN = frozenset({"hypothetical", "planned"})


def of_verb(verb: Token, depth: int = grammar.DEPTH) -> EventStatus:
    """The status of what a verb tells, its own marks first, then those of the clause it depends on."""
    own = _own(verb)
    if own != "happened":
        return own
    if depth == 0 or verb.head.i == verb.i:
        return own
    return _from_above(verb, depth)


def _own(verb: Token) -> EventStatus:
    auxiliaries = {child.lower_ for child in grammar.children(verb, {"aux"})}
    negated = is_negated(verb)
    if auxiliaries & FUTURE:
        return "denied" if negated else "planned"
    if negated:
        return "denied"
    if "would" in auxiliaries or "'d" in auxiliaries:
        return "planned" if verb.dep_ == "ccomp" and not _has_if(verb) else _would(verb)
    if auxiliaries & MIGHT or auxiliaries & {"should", "must", "ought"} or _has_if(verb):
        return "hypothetical"
    if verb.tag_ == "VBG" and any(c.lower_ == "going" for c in grammar.children(verb, {"aux"})):
        return "planned"
    return "happened"


def _would(verb: Token) -> EventStatus:
    """ "would" reports the future of the past, unless a condition stands beside it or it opposes what is the case."""
    if _has_if(verb) or any(_has_if(c) for c in grammar.children(verb, {"advcl"})):
        return "hypothetical"
    if any(c.lower_ == "have" for c in grammar.children(verb, {"aux"})):
        return "hypothetical"
    return "planned"


def _has_if(verb: Token) -> bool:
    return any(child.lower_ in IF for child in grammar.children(verb, {"mark"}))


def is_negated(verb: Token) -> bool:
    """Whether a verb is negated, by "not" or "never", or by a subject or object with "no"."""
    if any(child.dep_ == "neg" or child.lower_ in {"never", "neither"} for child in verb.children):
        return True
    around = grammar.children(verb, {"nsubj", "nsubjpass", "dobj", "attr"})
    return any(child.lower_ in {"no", "neither"} for noun in around for child in noun.children)


def _from_above(verb: Token, depth: int) -> EventStatus:
    head, words = verb.head, lexicon().operators
    to = any(child.lower_ == "to" and child.dep_ == "aux" for child in verb.children)
    if verb.dep_ == "ROOT":
        return "happened"
    if verb.dep_ in {"xcomp", "ccomp", "advcl", "acl", "pcomp", "acomp"}:
        lemma = head.lemma_.lower() if head.pos_ != "ADP" else head.head.lemma_.lower()
        if to and (lemma in words["intend"] or lemma in words["willing"] or head.lower_ in words["willing"]):
            return "planned"
        if lemma in words["unwilling"] or lemma in words["fail"] or lemma in words["avoid"] or lemma == "deny":
            return "denied"
        if lemma in {
            "propose",
            "suggest",
            "want",
            "wish",
            "call",
            "urge",
            "demand",
            "ask",
            "request",
            "need",
            "threaten",
        }:
            return "hypothetical"
        if verb.dep_ == "xcomp" and to and lemma == "be":
            return "planned"
        if verb.dep_ in {"advcl", "acl"} and to:
            return "planned" if head.pos_ == "NOUN" else "hypothetical"
        if verb.dep_ == "ccomp" and lemma in {"fear", "believe", "suspect", "think", "suppose", "doubt", "speculate"}:
            return "hypothetical"
        if verb.dep_ == "xcomp" and to and grammar.is_verb(head):
            if grammar.is_passive(head) and lemma in {"believe", "think", "suspect", "allege", "rumor", "fear"}:
                return "hypothetical"
            return of_verb(head, depth - 1)
        if verb.dep_ == "ccomp" and lemma in words["report"]:
            return "happened"
        if verb.dep_ in {"xcomp", "ccomp", "advcl"} and grammar.is_verb(head) and verb.tag_ == "VBG":
            return of_verb(head, depth - 1)
        return "happened"
    if verb.dep_ == "conj" and grammar.is_verb(head) and verb.tag_ in {"VB", "VBG", "VBN"}:
        return of_verb(head, depth - 1)
    return "happened"


def is_future_form(verb: Token) -> bool:
    """Whether a verb stands in a form that can tell what lies ahead: present or progressive."""
    tags = {verb.tag_} | {child.tag_ for child in grammar.children(verb, {"aux", "auxpass"})}
    return "VBD" not in tags and not any(c.lemma_ == "have" for c in grammar.children(verb, {"aux"}))


def is_pluperfect(verb: Token) -> bool:
    """Whether a verb tells what lay behind another past event ("had met")."""
    return any(child.lower_ == "had" and child.dep_ == "aux" for child in verb.children)


def of_noun(noun: Token, verb: Token | None, light: str | None) -> EventStatus:
    """The status of an event noun: its own modifiers, then the verb that carries, plans or cancels it."""
    modifiers = {child.lower_ for child in noun.children}
    if light == "cancel":
        return "denied"
    if "no" in modifiers:
        return "denied"
    if modifiers & POSSIBLE:
        return "hypothetical"
    if modifiers & AHEAD or any(c.lower_ == "next" for t in noun.children if t.dep_ == "poss" for c in t.children):
        return "planned"
    if light == "plan" and verb is not None:
        own = of_verb(verb)
        return "denied" if own == "denied" else "planned"
    if verb is not None and light == "carry":
        return of_verb(verb)
    return "happened"
