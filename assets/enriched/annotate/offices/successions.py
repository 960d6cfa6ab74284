"""Who follows whom in an office: "nominated to succeed Y as chairman", "X replaced Minister Y", "Y was succeeded by X".

Here belongs the one who comes, and that the other has gone. The office of the one who is succeeded belongs to
`holders`, which reads the title beside his name.
"""

from spacy.tokens import Token

from assets.enriched.annotate.reading import Reading
from assets.enriched.annotate.records import Holding, Mention, TenureStatus
from assets.reference import read_yaml

_FOLLOWS = frozenset(read_yaml("offices")["follows"])
_CHOSEN = frozenset(read_yaml("offices")["chosen"])
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_OBJECTS = frozenset({"dobj", "pobj"})
_AHEAD = frozenset({"will", "to", "shall", "may", "could", "would"})
CLIMB = 4  # verbs between "succeed" and the one that has its subject
NEAR = 90  # characters behind the one who is succeeded in which his office is named


def find(reading: Reading, people: list[Mention]) -> None:
    """Adds the holdings of those who follow, and sets back those who went."""
    for token in reading.doc:
        if token.lemma_.lower() not in _FOLLOWS or token.pos_ != "VERB":
            continue
        comes, goes = _pair(reading, token)
        if comes is None or goes is None or comes == goes:
            continue
        left = _holding(reading, goes, token)
        if left is None:
            continue
        status = _status(token)
        if status == "current":
            left.status = "former"
        reading.annotation.holdings.append(
            Holding(comes, left.office, left.country, status, left.organisation, left.start, left.end, "succession")
        )


def _pair(reading: Reading, verb: Token) -> tuple[int | None, int | None]:
    """Who comes and who goes: subject and object, the other way round in the passive."""
    passive = next((c for c in verb.children if c.dep_ == "nsubjpass"), None)
    agent = next((n for c in verb.children if c.dep_ == "agent" for n in c.children if n.dep_ == "pobj"), None)
    if agent is not None:
        gone = passive if passive is not None else _subject(verb)
        return _person(reading, agent), _person(reading, gone)
    if passive is not None:
        return None, None
    object_ = next((child for child in verb.children if child.dep_ == "dobj"), None)
    return _person(reading, _subject(verb)), _person(reading, object_)


def _subject(verb: Token) -> Token | None:
    """The subject of a verb, or of what it hangs on: "was nominated on Wednesday to succeed"."""
    for _ in range(CLIMB):
        for child in verb.children:
            if child.dep_ in _SUBJECTS:
                return verb.head if verb.dep_ == "relcl" and child.tag_ == "WP" else child
        if verb.dep_ == "xcomp" and verb.head.lemma_.lower() in _CHOSEN:
            chosen = next((c for c in verb.head.children if c.dep_ in ("dobj", "nsubjpass")), None)
            if chosen is not None:
                return chosen
        if verb.head is verb:
            return None
        if verb.dep_ in ("acl", "relcl") and verb.head.pos_ in ("NOUN", "PROPN"):
            return verb.head
        verb = verb.head
    return None


def _person(reading: Reading, token: Token | None) -> int | None:
    """The person that a noun names, or whose name stands beside it."""
    for noun in (token, *(c for c in token.children if c.dep_ in ("appos", "compound"))) if token is not None else ():
        mention = reading.mention_of(noun)
        if mention is not None and mention.kind == "person":
            return mention.entity
    return None


def _holding(reading: Reading, person: int, verb: Token) -> Holding | None:
    """The office of the one who goes, as the clause behind the verb or the text gives it; the clause's goes before."""
    held = [h for h in reading.annotation.holdings if h.entity == person]
    near = [h for h in held if verb.idx <= h.end and h.start <= verb.idx + NEAR]
    return near[0] if near else held[0] if held else None


def _status(verb: Token) -> TenureStatus:
    """Whether somebody has followed, or is only chosen to, or will."""
    ahead = any(child.dep_ == "aux" and child.lower_ in _AHEAD for child in verb.children)
    return "designate" if ahead else "current"
