"""Who says something: the printed words of a cue's subject, and the entities that they stand for.

Here belongs turning the head of a noun phrase into speakers. Which cue governs which statement belongs to `statements`.
"""

from spacy.tokens import Token

from assets.enriched.annotate.reading import Reading
from assets.enriched.annotate.records import Speaker
from assets.enriched.annotate.reference.referents import entities_of
from assets.enriched.annotate.statements.cues import is_document, is_instrument, subject_of
from assets.reference import read_yaml

_CUT = frozenset({"relcl", "acl", "appos", "cc", "conj", "punct", "advcl", "parataxis", "dep"})
_ISSUES = frozenset(read_yaml("speech")["issues"])
_BY = frozenset({"by", "from", "of"})
_CAN_SPEAK = frozenset({"person", "organisation", "country", "forum"})


def speakers_of(reading: Reading, head: Token) -> list[Speaker]:
    """One speaker a member of a coordination; several, with the same words, where one phrase stands for several."""
    found: list[Speaker] = []
    for member in _coordinated(head):
        issuer = issuer_of(reading, member)
        for source in [member] if issuer is None else _coordinated(issuer):
            found += _of_member(reading, source)
    return found


def _coordinated(head: Token) -> list[Token]:
    """A noun with those that follow it in a coordination."""
    return [head, *(token for token in head.conjuncts if token.i > head.i and token.pos_ != "VERB")]


def _of_member(reading: Reading, head: Token) -> list[Speaker]:
    start, end = phrase_of(reading, head)
    mention = reading.mention_of(head)
    if mention is not None and mention.kind != "nationality":
        return [Speaker(mention.start, mention.end, _speaking(reading, mention.entity))]
    named = next((child for child in head.children if child.dep_ == "appos"), None)
    mention = reading.mention_of(named) if named is not None else None
    if mention is not None and mention.kind == "person":
        return [Speaker(mention.start, mention.end, mention.entity)]
    speaking = [entity for entity in _entities(reading, head) if _speaking(reading, entity) is not None]
    return [Speaker(start, end, entity) for entity in speaking] or [Speaker(start, end)]


def _speaking(reading: Reading, entity: int | None) -> int | None:
    """An entity that can speak; None for a place: "a Kansas woman", "a London court"."""
    return entity if entity is not None and reading.annotation.entities[entity].kind in _CAN_SPEAK else None


def _entities(reading: Reading, head: Token) -> list[int]:
    """The entities of one member alone, without those of its conjuncts."""
    states = _states(reading, head)
    if states:
        return states
    referent = reading.referent_of(head)
    if referent is not None:
        return list(referent.entities)
    others = {e for token in head.conjuncts for e in entities_of(reading, token)} if head.conjuncts else set()
    return [entity for entity in entities_of(reading, head) if entity not in others]


def _states(reading: Reading, head: Token) -> list[int]:
    """The countries of "the leaders of A, B and C", who speak for them without being named."""
    if head.tag_ != "NNS":
        return []
    for child in head.children:
        if child.dep_ == "prep" and child.lower_ == "of":
            nouns = [noun for pobj in child.children if pobj.dep_ == "pobj" for noun in (pobj, *pobj.conjuncts)]
            mentions = [reading.mention_of(noun) for noun in nouns]
            found = [m.entity for m in mentions if m is not None and m.kind == "country" and m.entity is not None]
            return found if len(found) > 1 else []
    return []


def issuer_of(reading: Reading, head: Token) -> Token | None:
    """Whose statement it is: "his statement", "a statement by the ministry", "the ministry issued a statement"."""
    if not (is_document(head) or is_instrument(head)):
        return None
    for child in head.children:
        if child.dep_ == "poss":
            return child
        if child.dep_ == "prep" and child.lower_ in _BY:
            return next((noun for noun in child.children if noun.dep_ == "pobj"), None)
        if child.dep_ == "acl":  # "a statement issued by the ministry"
            for agent in child.children:
                if agent.dep_ == "agent":
                    return next((noun for noun in agent.children if noun.dep_ == "pobj"), None)
        if child.dep_ in ("compound", "amod", "nmod") and reading.mention_of(child) is not None:
            return child  # "a Kremlin statement"
    if head.dep_ == "dobj" and head.head.lemma_ in _ISSUES:
        return subject_of(head.head)
    if head.dep_ == "nsubjpass" and head.head.lemma_ in _ISSUES:  # "after the Council met, a statement was issued"
        named = reading.mentions_in(head.sent.start_char, head.idx)
        bodies = [mention for mention in named if mention.kind == "organisation"]
        return reading.span(bodies[-1].start, bodies[-1].end).root if bodies else None
    return None


def phrase_of(reading: Reading, head: Token) -> tuple[int, int]:
    """Printed range of a noun phrase without what follows it: relative clauses, appositions, other members."""
    first, last = head.i, head.i
    for child in head.children:
        if child.dep_ in _CUT:
            continue
        first = min(first, child.left_edge.i)
        if child.i > head.i:
            last = max(last, child.right_edge.i)
    tokens = reading.doc[first : last + 1]
    return tokens.start_char, tokens.end_char
