"""Which times of a sentence can date an event: those of its own clause, near it, and no part of something else.

Here belong the paths of the parse between a time and an event word. What the times mean belongs to `times`.
"""

from spacy.tokens import Token

from assets.enriched.annotate.events import grammar
from assets.enriched.annotate.events.found import Found
from assets.enriched.annotate.reading import Reading
from assets.enriched.annotate.records import TimeMention

SPOKEN = frozenset({"REQUEST", "REJECT", "ACCUSE", "THREATEN", "SUPPORT", "AGREE"})
ATTRIBUTIVE = frozenset({"compound", "nummod", "amod", "nmod", "poss", "det"})  # "det": of "the April disaster"
HOLDING = frozenset({"at", "during", "in", "on", "for"})  # "met at Friday's summit": what holds the event is of its day
TELLING = frozenset({"say", "tell", "report", "announce", "state", "confirm", "add", "disclose", "reveal", "write"})
CROSSED = frozenset({"relcl", "ccomp", "advcl", "conj", "acl"})
DAYS = frozenset({"day", "minute", "hour", "second"})
DEEP = 5  # tokens above a time among which "since" is looked for


def of_another(token: Token, event: Found) -> bool:
    """Whether a time belongs to a noun below the event: "condemned the test of May 31", "the drills a week before".

    Of an act of speech this holds for every time inside the noun phrase that is no day behind "on".
    """
    if event.nominal or holds(token, event):
        return False
    spoken = event.sense.type in SPOKEN and event.sense.kind != "agreement"
    below = token
    for above in token.ancestors:
        if above.i == event.trigger.i:
            return False
        mark = below.lower_ if below.dep_ == "prep" else below.dep_
        if above.pos_ in {"NOUN", "PROPN"} and _apart(above, mark, event):
            named = above.dep_ in {"dobj", "pobj", "nsubjpass"}
            return named and (mark in {"of", "from"} or (spoken and mark in {"poss", "npadvmod", "compound", "nummod"}))
        below = above
    return False


def of_a_noun(token: Token, event: Found) -> bool:
    """Whether a time is the attribute of a noun that neither is nor holds the event: "after Friday's attack", "the
    2016 election", "the September disaster"."""
    noun = token.head
    if token.dep_ not in ATTRIBUTIVE or noun.pos_ not in {"NOUN", "PROPN"} or noun in _own_nouns(event):
        return False
    if noun.dep_ == "pobj":
        return not holds(token, event)
    return noun.dep_ in {"nsubj", "nsubjpass", "dobj", "conj"} and noun.head.i not in _verbs(event)


def holds(token: Token, event: Found) -> bool:
    """Whether a time stands in a phrase that says at what the event was: "in talks late Monday he promised"."""
    for above in token.ancestors:
        if grammar.is_verb(above):
            return False
        if above.dep_ == "prep" and above.head.i in _verbs(event):
            return above.lower_ in HOLDING
    return False


def _verbs(event: Found) -> set[int]:
    """Positions of the trigger and of the verb that carries it."""
    return {event.trigger.i} | ({event.verb.i} if event.verb is not None else set())


def _own_nouns(event: Found) -> list[Token]:
    """The nouns that are the event itself, or measure it."""
    found = [event.trigger, grammar.measured(event.trigger)]
    return found if event.below is None else [*found, event.below.trigger]


def of_content(token: Token, event: Found, time: TimeMention) -> bool:
    """Whether a time dates what an utterance is about: "accused of attacks in 2010", "agreed to meet next year"; a day
    behind an infinitive may be either's."""
    if event.nominal or event.sense.type not in SPOKEN or event.trigger not in token.ancestors:
        return False
    clauses = [above for above in _up_to(token, event.trigger) if grammar.is_verb(above)]
    if any(clause.dep_ == "pcomp" for clause in clauses):
        return True
    return any(clause.dep_ in {"xcomp", "ccomp"} for clause in clauses) and time.precision not in DAYS


def is_of_speech(token: Token, event: Found) -> bool:
    """Whether a time says only when somebody told of the event: "he won assurances, a spokesman said Tuesday"."""
    for head in event.trigger.ancestors:
        if head.i == token.i or head in token.ancestors:
            told = head.lemma_ in TELLING and head.i not in _verbs(event)
            return told and event.trigger not in token.ancestors
    return False


def _up_to(token: Token, top: Token) -> list[Token]:
    """The tokens above one, below another."""
    ancestors = list(token.ancestors)
    return [token, *ancestors[: ancestors.index(top)]]


def _apart(noun: Token, mark: str, event: Found) -> bool:
    """Whether a noun with a time stands below the event, or with a time behind "of" in a clause of its own."""
    below = event.trigger in noun.ancestors
    return below or (mark == "of" and noun.i != event.trigger.i and noun not in event.trigger.ancestors)


def below_object(token: Token, event: Found) -> bool:
    """Whether a time stands in the phrase of what is called off, rather than beside the verb."""
    nouns = [event.trigger] if event.nominal else grammar.objects(event.trigger)
    return any(noun in token.ancestors for noun in nouns)


def measures_back(token: Token, reading: Reading, time: TimeMention, event: Found) -> bool:
    """Whether a time only says from when on or until when something else is counted."""
    before = reading.clean.text[max(0, time.start - 8) : time.start].lower().split()
    if before and before[-1] in {"since", "until", "till"}:
        return True
    for above in [token, *token.ancestors][: 2 * DEEP]:
        if above.i == event.trigger.i:
            return False
        if above.lower_ == "since" or _behind_since(above):
            return True
    between = reading.doc[event.trigger.i : token.i]
    return any(word.lower_ == "since" for word in between)


def _behind_since(token: Token) -> bool:
    """Whether a clause is what "since" introduces."""
    return any(child.lower_ == "since" for child in grammar.children(token, {"mark"}))


def distance(token: Token, event: Found) -> int | None:
    """Clauses between a time and the event: 0 in the trigger's phrase, 1 in its verb's, then one more a clause up."""
    above: list[Token] = [token, *token.ancestors]
    if event.trigger in above[1:] or event.trigger is token:
        between = above[: above.index(event.trigger)]
        return None if any(_is_crossed(t, event) for t in between) else 0
    if _is_wedged(token, event.trigger):
        return 0
    heads = [event.trigger, *event.trigger.ancestors]
    for steps, head in enumerate(heads[1:], 1):
        if grammar.is_apart(heads[steps - 1]) or _is_aside(heads[steps - 1]):
            return None
        if head in above:
            between = above[: above.index(head)]
            if any(t.dep_ in {"relcl", "acl", "advcl", "ccomp", "conj"} and grammar.is_verb(t) for t in between):
                return None
            if head.i not in _verbs(event) and any(_is_subject(t) for t in between):
                return None  # "the attack this month raised doubts about the state, which has tested missiles"
            return steps
    return None


def _is_aside(clause: Token) -> bool:
    """Whether a clause only says of somebody what he did, some day: "X, who met Y, said on Monday".

    A clause of "when" explains a time, which is then its own: "in 2007, when X met Y".
    """
    if clause.dep_ != "relcl" or clause.tag_ not in {"VBD", "VBN"} or grammar.is_time(clause.head):
        return False
    return clause.head.lemma_ not in {"day", "time"} and not any(child.lower_ == "when" for child in clause.children)


def _is_subject(token: Token) -> bool:
    """Whether a token is a noun that is the subject of its clause."""
    return token.dep_ in {"nsubj", "nsubjpass"} and token.pos_ in {"NOUN", "PROPN"}


def _is_crossed(token: Token, event: Found) -> bool:
    """Whether a token heads a clause of its own below the event; "the talks held on Monday" are still the talks."""
    return (
        token.dep_ in CROSSED
        and grammar.is_verb(token)
        and not (token.dep_ == "acl" and token.head in _own_nouns(event))
    )


def _is_wedged(token: Token, trigger: Token) -> bool:
    """Whether a time stands right behind the verb and "on", whatever the parse says: "rejected on Monday calls"."""
    return trigger.pos_ == "VERB" and token.i == trigger.i + 2 and token.nbor(-1).lower_ == "on"
