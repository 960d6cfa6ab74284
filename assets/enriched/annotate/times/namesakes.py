"""Names that look like times: Theresa May, April Jones, the March 23 Movement, the September 11 attacks.

Here belongs telling people from months, by what the model takes for a person and by what people alone do, and names
from days.
"""

import re

from spacy.tokens import Token

from assets.enriched.annotate.times.anchor import TimeAnchor
from assets.enriched.annotate.times.lexicon import words
from assets.reference import read_yaml

NAMESAKES = frozenset({"May", "April", "June", "August"})
_TIMELY = frozenset(
    {"in", "since", "until", "till", "during", "by", "from", "of", "through", "for", "to", "last", "next"}
)
_BEFORE_NAMES = ("honorifics", "ranks", "common_given")
_PARTS = frozenset({"nsubj", "nsubjpass", "dobj", "dative", "poss", "pobj", "conj"})


def is_person(found: re.Match[str], anchor: TimeAnchor) -> bool:
    """Whether a bare month is the name of a person, or part of it."""
    if found["month"] not in NAMESAKES:
        return False
    span = anchor.doc.char_span(found.start("month"), found.end("month"), alignment_mode="expand")
    if span is None or len(span) != 1:
        return False
    token = span[0]
    before = anchor.doc[token.i - 1] if token.i else None
    timely = before is not None and before.lower_ in _TIMELY
    if _is_joined(token, before, timely) or (token.ent_type_ == "PERSON" and not timely):
        return True
    if _acts(token):
        return True
    return not timely and token.dep_ in _PARTS and _is_told(token)


def famous_year(month: int, number: int, found: re.Match[str], anchor: TimeAnchor) -> int | None:
    """The year of "the September 11 attacks"."""
    known = words("famous_days").get(f"{month:02d}-{number:02d}")
    behind = re.match(r"\s([A-Za-z]+)", anchor.text[found.end() : found.end() + 20])
    return known["year"] if known and behind and behind[1].lower() in known["before"] else None


def is_in_name(found: re.Match[str], anchor: TimeAnchor) -> bool:
    """Whether a day belongs to the name of a body or pact: "the March 23 Movement", "the July 1 Agreement"."""
    behind = re.match(r"\s(?:([A-Z]\w+)\s)?([A-Z]\w+)", anchor.text[found.end() : found.end() + 40])
    return behind is not None and bool({behind[1], behind[2]} & set(words("named_after_days")))


def _is_joined(token: Token, before: Token | None, timely: bool) -> bool:
    """Whether a title or given name stands right before, or a family name right behind that a person has."""
    if before is not None and before.text[:1].isupper():
        low = before.lower_.rstrip(".")
        if any(low in read_yaml("titles")[kind] for kind in _BEFORE_NAMES):
            return True
        if before.ent_type_ == "PERSON":
            return True
    behind = token.doc[token.i + 1] if token.i + 1 < len(token.doc) and not timely else None
    return behind is not None and behind.text.istitle() and behind.ent_type_ == "PERSON" and bool(token.whitespace_)


def _acts(token: Token) -> bool:
    """Whether a word does what people do, or has it done to it: "May said", "officials told May"."""
    verb = token.head
    if verb.pos_ != "VERB" or verb.lemma_ not in words("human"):
        return False
    return (token.dep_ == "nsubj" and verb.i > token.i) or token.dep_ in {"dobj", "dative"}


def _is_told(token: Token) -> bool:
    """Whether the text names a person so, by more than this word."""
    return any(
        ent.label_ == "PERSON" and len(ent) > 1 and any(part.text == token.text for part in ent)
        for ent in token.doc.ents
    )
