"""Which times of a sentence can date an event: those of its own clause, near it, and no part of something else.

Here belong the paths of the parse between a time and an event word. What the times mean belongs to `times`.
"""

from spacy.tokens import Token

from assets.enriched.annotate.events import grammar
from assets.enriched.annotate.events.found import Found
from assets.enriched.annotate.reading import Reading
from assets.enriched.annotate.records import TimeMention

SPOKEN = frozenset({"REQUEST", "REJECT", "ACCUSE", "THREATEN", "SUPPORT", "AGREE"})
DEEP = 5  # tokens above a time among which "since" is looked for


def of_another(token: Token, event: Found) -> bool:
    """Whether a time belongs to a noun below the event: "condemned the test of May 31", "the drills a week before".

    Of an act of speech this holds for every time inside the noun phrase that is no day behind "on".
    """
    if event.nominal:
        return False
    spoken = event.sense.type in SPOKEN and event.sense.kind != "agreement"
    below = token
    for above in token.ancestors:
        if above.i == event.trigger.i:
            return False
        if above.pos_ in {"NOUN", "PROPN"} and event.trigger in above.ancestors:
            mark = below.lower_ if below.dep_ == "prep" else below.dep_
            named = above.dep_ in {"dobj", "pobj", "nsubjpass"}
            return named and (mark in {"of", "from"} or (spoken and mark in {"poss", "npadvmod", "compound", "nummod"}))
        below = above
    return False


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
        crossed = sum(t.dep_ in {"relcl", "ccomp", "advcl", "conj"} and grammar.is_verb(t) for t in between)
        return None if crossed else 0
    heads = [event.trigger, *event.trigger.ancestors]
    for steps, head in enumerate(heads[1:], 1):
        if grammar.is_apart(heads[steps - 1]):
            return None
        if head in above:
            between = above[: above.index(head)]
            if any(t.dep_ in {"relcl", "acl", "advcl", "ccomp", "conj"} and grammar.is_verb(t) for t in between):
                return None
            return steps
    return None
