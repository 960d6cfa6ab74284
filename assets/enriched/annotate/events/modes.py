"""Which mode an event has, where neither its sense nor its parties tell: by what is asked, threatened, cut or used.

Here belongs the reading of the words below a trigger, by the lists of `modes.yaml`. Modes that a sense has by itself
stand in the lexicon.
"""

from functools import cache
from itertools import islice

from spacy.tokens import Token

from assets.enriched.annotate.events import grammar
from assets.enriched.annotate.events.found import CONSULTATIONS, Found
from assets.enriched.annotate.events.lexicon import lexicon
from assets.enriched.annotate.records import Participant
from assets.reference import read_yaml

MOST = 60  # words of a clause that are looked at
LISTS = {
    "REQUEST": "asked",
    "REJECT": "asked",
    "THREATEN": "threatened",
    "SANCTION": "cut",
    "ASSAULT": "weapon",
    "PROTEST": "street",
}
# Modes of what is asked or refused, by the type of the event below it.
BY_TYPE = {"CONSULT": "meet", "RETREAT": "yield", "CONCEDE": "yield", "AID": "assist", "COOPERATE": "assist"}
SUBORDINATE = frozenset({"as", "because", "since", "after", "while", "before", "although", "though"})
MEMBERS = frozenset({"country", "nation", "state", "member", "leader", "minister", "power", "delegation", "party"})


@cache
def _lists(name: str) -> dict[str, frozenset[str]]:
    return {mode: frozenset(words) for mode, words in read_yaml("events/modes")[name].items()}


def mode_of(event: Found, type_: str, participants: list[Participant]) -> str | None:
    """The mode of an event of a type, or None where its words do not tell it."""
    if type_ == "CONSULT":
        return "multilateral" if event.sense.kind in CONSULTATIONS and _many(event, participants) else None
    if type_ not in LISTS:
        return None
    if LISTS[type_] == "asked" and event.below is not None and not _of_pact(event.below):
        told = BY_TYPE.get(event.below.sense.type)
        if told is not None:
            return told
    words = _words(event)
    return next((mode for mode, listed in _lists(LISTS[type_]).items() if listed & words), None)


def _of_pact(below: Found) -> bool:
    """Whether an agreement is what is left: "pull back from the deal" is a change of policy, no retreat."""
    return any(token.lemma_.lower() in lexicon().lists["pact"] for token in below.targets)


def _words(event: Found) -> frozenset[str]:
    """Lemmas of the trigger and of what stands below it, without its subject and what only gives grounds or times."""
    return frozenset(token.lemma_.lower() for token in islice(_below(event.trigger), MOST))


def _below(top: Token) -> list[Token]:
    found = [top]
    for token in found:
        if len(found) > MOST:
            break
        found += [c for c in token.children if not _left_out(c, top)]
    return found


def _left_out(token: Token, top: Token) -> bool:
    if token.dep_ in {"nsubj", "csubj", "relcl", "parataxis"} and token.head.i == top.i:
        return True
    if token.dep_ == "conj" and token.head.i == top.i and grammar.is_verb(token):
        return True
    return token.dep_ == "advcl" and any(mark.lower_ in SUBORDINATE for mark in token.children)


def _many(event: Found, participants: list[Participant]) -> bool:
    """Whether more than two sides met: by name, by number, by a word that says so, or as the body of which they are."""
    if len({p.country for p in participants if p.country}) > 2:
        return True
    if event.sense.mode is not None:
        return False
    modifiers = {c.lower_ for c in event.trigger.children} | {
        f"{g.lower_}-{c.lower_}" for c in event.trigger.children for g in c.children
    }
    if modifiers & frozenset(read_yaml("events/modes")["multilateral"]):
        return True
    taking = [t for phrase in (*event.sources, *event.targets) for t in grammar.with_conjuncts(phrase)]
    body = bool(participants) and all(p.level == "organisation" and p.country is None for p in participants)
    return (body and any(t.tag_ in {"NNS", "NNPS"} for t in taking)) or any(_counted(t) for t in taking)


def _counted(token: Token) -> bool:
    """Whether a phrase counts three members or more: "leaders of 26 countries"."""
    nouns = [token, *grammar.prepositional(token, ("of", "from"))]
    numbers = [n.lower_ for noun in nouns if noun.lemma_.lower() in MEMBERS for n in grammar.children(noun, {"nummod"})]
    return any(number not in {"one", "two", "1", "2"} for number in numbers)
