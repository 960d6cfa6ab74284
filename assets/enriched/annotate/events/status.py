"""Whether an event happened, lies ahead, is only thought of, or is denied.

From tense, modality, negation and the verbs above.
Here belongs the status of a clause. Whether its day lies ahead is weighed in `when`.
"""

from spacy.tokens import Token

from assets.enriched.annotate.events import grammar
from assets.enriched.annotate.events.lexicon import lexicon
from assets.enriched.annotate.records import EventStatus

FUTURE = frozenset({"will", "'ll", "shall", "wo", "’ll"})
MIGHT = frozenset({"may", "might", "could", "can", "ca"})
IF = frozenset({"if", "unless", "whether", "lest"})
ATTEMPTS = frozenset({"attempt", "bid", "effort"})
AGAIN = frozenset({"often", "regularly", "annually", "yearly", "monthly", "frequently", "every", "each", "routinely"})
POSSIBLE = frozenset({"possible", "potential", "hypothetical", "alleged", "likely", "rumoured", "rumored"})


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
    if any(child.lower_ == "whether" for child in grammar.children(verb, {"mark"})):
        return "hypothetical"
    if auxiliaries & FUTURE:
        return "denied" if negated else "planned"
    if negated:
        return "denied"
    if "would" in auxiliaries or "'d" in auxiliaries:
        if verb.dep_ == "ccomp" and verb.head.lemma_.lower() in lexicon().operators["belief"]:
            return "hypothetical"
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
    labels = {"nsubj", "nsubjpass", "attr"} | ({"dobj"} if verb.lemma_ in lexicon().light["carry"] else set())
    around = grammar.children(verb, labels)
    return any(child.lower_ in {"no", "neither"} for noun in around for child in noun.children)


def _from_above(verb: Token, depth: int) -> EventStatus:
    """What the governing clause makes of a verb without marks of its own."""
    infinitive = any(child.lower_ == "to" and child.dep_ == "aux" for child in verb.children)
    if verb.dep_ == "ROOT":
        return "planned" if infinitive else "happened"
    if verb.dep_ == "pcomp":
        return _gerund(verb, depth)
    if _until_then(verb):
        return "planned"
    if verb.dep_ == "conj" and grammar.is_verb(verb.head):
        return of_verb(verb.head, depth - 1) if verb.tag_ in {"VB", "VBG", "VBN"} else "happened"
    if verb.dep_ not in {"xcomp", "ccomp", "advcl", "acl", "acomp", "relcl"}:
        return "happened"
    return _infinitive(verb, depth) if infinitive else _clause(verb, depth)


def _until_then(verb: Token) -> bool:
    """ "by the time X meets Y", "before X meets Y": a present tense behind a conjunction of time lies ahead."""
    if verb.tag_ not in {"VBZ", "VBP"}:
        return False
    if verb.dep_ == "relcl" and verb.head.lower_ == "time":
        return True
    marks = {child.lower_ for child in grammar.children(verb, {"mark", "advmod"})}
    return verb.dep_ == "advcl" and bool(marks & {"when", "before", "until", "till", "once"})


def _gerund(verb: Token, depth: int) -> EventStatus:
    """ "by launching" has happened where what it hangs on has, "talks on curbing" and "accused of hosting" are only
    spoken of."""
    preposition = verb.head
    if preposition.lower_ in {"without", "against", "instead"} or preposition.head.lower_ == "instead":
        return "denied"
    if preposition.lower_ in {"after", "since", "by", "before", "while", "in", "upon", "following", "when"}:
        if not grammar.is_verb(preposition.head):
            return "hypothetical"
        above = of_verb(preposition.head, depth - 1) if preposition.lower_ == "by" else "happened"
        return "hypothetical" if above == "denied" else above
    return "hypothetical"


def _infinitive(verb: Token, depth: int) -> EventStatus:
    head, words = verb.head, lexicon().operators
    lemma = head.lemma_.lower()
    if lemma in words["unwilling"] or lemma in words["fail"] or lemma in words["avoid"]:
        return "denied"
    if lemma == "be":
        return _is_to(verb, depth)
    if lemma in words["intend"] and _was_planned(head):
        return "denied" if _came_to_nothing(head) else "hypothetical"
    if lemma in words["intend"] or lemma in words["willing"] or head.lower_ in words["willing"]:
        return "planned"
    if lemma == "go" and head.tag_ == "VBG":
        return "planned"
    if verb.dep_ in {"acl", "relcl"}:
        if lemma in ATTEMPTS:
            governing = grammar.governor(head)
            return of_verb(governing, depth - 1) if governing is not None else "happened"
        arranged = head.pos_ == "PROPN" or lemma in words["planned"]
        if _ordinal(head):
            governing = grammar.governor(head)
            return of_verb(governing, depth - 1) if governing is not None else "happened"
        return "planned" if arranged else "hypothetical"
    if verb.dep_ == "xcomp" and grammar.is_verb(head):
        if lemma in words["settle"] and of_verb(head, depth - 1) == "happened":
            return "planned"
        if lemma in {"believe", "think", "suspect", "allege", "rumor", "fear", "suppose", "presume"}:
            return "hypothetical"
        if lemma in {"threaten", "ask", "urge", "want", "wish", "order", "refuse", "decline", "invite", "encourage"}:
            return "hypothetical"
        return of_verb(head, depth - 1)
    if verb.dep_ == "advcl" and any(_ordinal(noun) for noun in grammar.children(head, {"attr"})):
        return of_verb(head, depth - 1)
    return "planned" if verb.dep_ == "advcl" and of_verb(head, depth - 1) == "planned" else "hypothetical"


def _is_to(verb: Token, depth: int) -> EventStatus:
    """ "is to visit" lies ahead; "the goal is to", "one way could be to" only speaks of it."""
    head = verb.head
    named = {t.lemma_.lower() for t in grammar.children(head, {"nsubj", "attr"})}
    own = of_verb(head, depth - 1)
    return "hypothetical" if named & lexicon().operators["aim"] else "planned" if own == "happened" else own


def _was_planned(head: Token) -> bool:
    """Whether a plan is told as one of the past: "had been scheduled to meet"."""
    return is_pluperfect(head) and grammar.is_verb(head)


def _came_to_nothing(head: Token) -> bool:
    """Whether what follows says that a plan was given up: "had been due to meet, but", "to visit next week"."""
    return any(word.lower_ in {"but", "until", "later", "next", "tomorrow"} for word in head.sent if word.i > head.i)


def _ordinal(noun: Token) -> bool:
    """ "the first minister to visit": an infinitive that tells what was done."""
    return any(child.lower_ in {"first", "second", "third", "last", "only", "latest"} for child in noun.children)


def _clause(verb: Token, depth: int) -> EventStatus:
    lemma, words = verb.head.lemma_.lower(), lexicon().operators
    if lemma == "deny":
        return "denied"
    if verb.dep_ == "ccomp" and (lemma in words["belief"] or _guessed(verb)):
        return "hypothetical"
    if verb.dep_ in {"acl", "ccomp"} and lemma in words["unsure"] and verb.tag_ != "VBN":
        return "hypothetical"
    if verb.dep_ == "ccomp" and verb.tag_ != "VBD" and of_verb(verb.head, depth - 1) == "hypothetical":
        return "hypothetical"
    if verb.dep_ == "ccomp" and lemma in {"urge", "demand", "propose", "suggest", "request", "insist", "want"}:
        return "hypothetical" if verb.tag_ == "VB" else "happened"
    if verb.tag_ == "VBG" and verb.dep_ in {"xcomp", "advcl"} and grammar.is_verb(verb.head):
        return of_verb(verb.head, depth - 1)
    return "happened"


def _guessed(verb: Token) -> bool:
    """ "my guess is that they will meet"."""
    named = {noun.lemma_.lower() for noun in grammar.children(verb.head, {"nsubj"})}
    return verb.head.lemma_ == "be" and bool(named & lexicon().operators["unsure"])


def is_future_form(verb: Token) -> bool:
    """Whether a verb stands in a form that can tell what lies ahead: present or progressive."""
    tags = {verb.tag_} | {child.tag_ for child in grammar.children(verb, {"aux", "auxpass"})}
    return "VBD" not in tags and not any(c.lemma_ == "have" for c in grammar.children(verb, {"aux"}))


def is_perfect(verb: Token) -> bool:
    """Whether "have" or "had" stands before a verb."""
    return any(child.lemma_ == "have" for child in grammar.children(verb, {"aux"}))


def is_habit(verb: Token) -> bool:
    """Whether a verb tells what is done again and again ("meet every year"), which has no day of its own."""
    return any(
        token.lower_ in AGAIN
        and not (token.lower_ == "each" and token.i + 1 < len(token.doc) and token.nbor().lower_ == "other")
        for token in verb.subtree
    )


def is_pluperfect(verb: Token) -> bool:
    """Whether a verb tells what lay behind another past event ("had met")."""
    return any(child.lower_ == "had" and child.dep_ == "aux" for child in verb.children)


def of_noun(noun: Token, verb: Token | None, light: str | None, kind: str = "") -> EventStatus:
    """The status of an event noun: its own modifiers, then the verb that carries, plans or cancels it."""
    modifiers = {child.lower_ for child in noun.children}
    if light == "cancel" or "no" in modifiers:
        return "denied"
    if (
        _only_thought(noun)
        or modifiers & (POSSIBLE | {"what", "whatever", "whichever"})
        or (modifiers & {"any", "such", "another"} and light is None and kind == "attack")
    ):
        return "hypothetical"
    nexts = any(c.lower_ == "next" for t in noun.children if t.dep_ == "poss" for c in t.children)
    if modifiers & lexicon().operators["ahead"] or nexts:
        return "planned"
    if light == "plan" and verb is not None:
        own = of_verb(verb)
        return "denied" if own == "denied" else "planned"
    if light == "carry" and verb is not None:
        return of_verb(verb)
    if verb is not None and verb.lemma_ in {"include", "involve", "feature", "see", "bring"}:
        return of_verb(verb)
    if _lies_ahead(noun, verb, kind):
        return "planned"
    return "happened"


def _only_thought(noun: Token) -> bool:
    """ "the possibility of a test", "plans for a visit"."""
    above = noun.head if noun.dep_ == "pobj" else None
    spoken_of = lexicon().operators["thought"]
    return above is not None and above.lower_ in {"of", "about", "for"} and above.head.lemma_.lower() in spoken_of


def _lies_ahead(noun: Token, verb: Token | None, kind: str) -> bool:
    """ "comes ahead of his visit", "will travel for talks", "arrived for an exercise"."""
    if any(child.lower_ == "set" for child in noun.children if child.dep_ in {"acl", "relcl"}):
        return True
    before = grammar.path_preposition(noun)
    if before == "for" and kind in {"exercise", "joint_exercise"}:
        return True
    if before in {"to", "into", "for", "about", "of"} and _awaited(grammar.measured(noun)):
        return True
    if verb is None or before not in {"of", "before", "for"}:
        return False
    if before == "for":
        return of_verb(verb) == "planned"
    ahead = before == "before" or noun.head.head.lower_ == "ahead" or noun.head.head.head.lower_ == "ahead"
    return ahead and (verb.tag_ in {"VBZ", "VBP", "VBG", "VB"} or of_verb(verb) == "planned")


def _awaited(noun: Token) -> bool:
    """ "look forward to his visit", "hopeful for talks", "preparing for the summit"."""
    above = noun.head.head
    words = {above.lemma_.lower(), noun.head.head.lower_} | {c.lower_ for c in grammar.children(above, {"advmod"})}
    return bool(words & lexicon().operators["await"])
