"""Finds the words of a sentence that report an event, one event a clause.

Here belongs the choice among them: what an event governs is consumed by it, purposes, grounds and other people's words
in quotation marks are no reports.
"""

from collections.abc import Iterator

from spacy.tokens import Span, Token

from assets.enriched.annotate.events import grammar
from assets.enriched.annotate.events.found import CONSULTATIONS, Found
from assets.enriched.annotate.events.lexicon import lexicon
from assets.enriched.annotate.events.nouns import of_noun
from assets.enriched.annotate.events.verbs import of_verb


def find(sentence: Span) -> list[Found]:
    """The events of a sentence, in order, none inside another's complement."""
    consumed: set[int] = set()
    found: list[Found] = []
    reported = [(token, event) for token in sentence if (event := of_token(token)) is not None]
    text = sentence.text if reported else ""
    for token, event in sorted(reported, key=lambda pair: _height(pair[0])):
        if (
            token.i in consumed
            or _in_quotation(event, text, sentence.start_char)
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


def _in_quotation(event: Found, sentence: str, start: int) -> bool:
    """Whether a speaker's own words tell it of others: a claim, no report; threats and what "we" do are kept.

    `sentence` is the text that begins at `start`.
    """
    before = sentence[: event.trigger.idx - start]
    inside = before.count("“") > before.count("”") or before.count('"') % 2 == 1
    told = event.trigger if not event.nominal else event.verb
    first_person = told is not None and any(agent.lower_ in {"i", "we"} for agent in grammar.agents(told))
    if not inside or first_person or event.sense.type == "THREATEN" or event.trigger.dep_ == "ROOT":
        return False
    opened = before.rfind("“") if "“" in before else before.rfind('"')
    subjects = grammar.children(event.trigger, {"nsubj", "nsubjpass"})
    return not any(s.idx - start < opened for s in subjects)  # 'Chile "condemned" it' is told by the text


def _is_ground(token: Token, found: list[Found]) -> bool:
    """Whether a clause only gives the ground of a reproach: "condemned the launch as it violated resolutions"."""
    for above in (token, *token.ancestors):
        if above.dep_ != "advcl":
            continue
        marks = {child.lower_ for child in grammar.children(above, {"mark"})}
        if marks & {"as", "because", "since"}:
            return any(e.sense.type == "ACCUSE" and e.trigger.i == above.head.i for e in found)
    return False


def _told_above(event: Found, found: list[Found]) -> bool:
    """Whether an infinitive only says what an event above it is for: "met to discuss", not "came to meet"."""
    if event.sense.kind == "weapons_test" and event.trigger.head.lemma_ in {"attempt", "bid", "effort"}:
        return False
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
    if event.nominal and event.light and event.verb is not None and event.sense.kind != "call":
        yield event.verb.i
    inner = event.below
    while inner is not None:
        yield inner.trigger.i
        if inner.nominal and inner.verb is not None and inner.light:
            yield inner.verb.i
        inner = inner.below
    if event.sense.frame == "invite":
        yield from (clause.i for clause in grammar.children(event.trigger, {"xcomp", "ccomp", "advcl"}))
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
