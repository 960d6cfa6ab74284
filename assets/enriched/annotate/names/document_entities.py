"""The entities of one document: which mentions name the same person, country, body or thing.

Here belongs what names say of each other: acronyms, spellings, capitals that stand for governments. People belong to
`document_people`. What pronouns and role words stand for belongs to `coreference`; across documents to `resolve`.
"""

import re
from collections import defaultdict
from functools import cache

from spacy.tokens import Token

from assets.enriched.annotate.names.document_people import join_people
from assets.enriched.annotate.names.gazetteer import automaton, phrase_key
from assets.enriched.annotate.names.person_names import words
from assets.enriched.annotate.reading import Reading
from assets.enriched.annotate.records import LocalEntity, Mention
from assets.knowledge.countries import by_capital, by_code, by_seat
from assets.reference import read_yaml

_ACRONYM = re.compile(r" ?\(([A-Z][A-Za-z.&-]{1,9})\)")
_SMALL = frozenset({"of", "the", "for", "and", "on", "in", "to", "de", "s"})
PARTIES = frozenset({"between", "with", "against", "by"})


@cache
def _lexicon(group: str) -> frozenset[str]:
    """A word list of `seeds/reference/governments.yaml`."""
    return frozenset(read_yaml("governments")[group])


def join(reading: Reading) -> None:
    """Fills `annotation.entities` with everything but offices, and `entity` of their mentions."""
    groups: dict[str, list[Mention]] = defaultdict(list)
    for mention in reading.annotation.mentions:
        groups[mention.kind].append(mention)
    countries: dict[str, int] = {}
    for mention in (*groups["country"], *groups["nationality"]):
        if mention.country:
            mention.entity = country_entity(reading, mention.country, countries)
            _add_alias(reading, mention)
    for kind in ("organisation", "forum", "agreement", "equipment"):
        _join_things(reading, groups[kind])
    _join_places(reading, groups["place"], countries)
    join_people(reading, groups["person"])


def country_entity(reading: Reading, code: str, known: dict[str, int]) -> int:
    """The position of a country's entity, which is made where the document has none yet."""
    if code not in known:
        country = by_code(code)
        name = country.name if country else code
        known[code] = len(reading.annotation.entities)
        reading.annotation.entities.append(LocalEntity("country", name, country=code, key=f"country:{code}"))
    return known[code]


def _add_alias(reading: Reading, mention: Mention) -> None:
    entity = reading.annotation.entities[mention.entity or 0]
    form = reading.clean.text[mention.start : mention.end]
    if mention.kind != "nationality" and form != entity.name and form not in entity.aliases:
        entity.aliases.append(form)


def _join_things(reading: Reading, mentions: list[Mention]) -> None:
    """Bodies, forums, agreements and equipment: by gazetteer key, by words, by the acronym in brackets."""
    text = reading.clean.text
    held: dict[str, int] = {}
    for mention in mentions:
        form = text[mention.start : mention.end]
        name = mention.normal or form
        key = phrase_key(name)
        if key not in held:
            held[key] = len(reading.annotation.entities)
            stable = f"{mention.kind}:{key.replace(' ', '-')}" if mention.normal else None
            entity = LocalEntity(mention.kind, name, country=mention.country or _country_in(name), key=stable)
            reading.annotation.entities.append(entity)
        mention.entity = held[key]
        _add_alias(reading, mention)
        acronym = _ACRONYM.match(text, mention.end)
        if acronym and _abbreviates(acronym[1], form):
            held.setdefault(phrase_key(acronym[1]), held[key])


def _abbreviates(short: str, full: str) -> bool:
    """Whether the letters of an acronym are the initials of a name, small words left out at will."""
    initials = [part[0].lower() for part in phrase_key(full).split()]
    large = [part[0].lower() for part in phrase_key(full).split() if part not in _SMALL]
    letters = [c.lower() for c in short if c.isalpha()]
    return letters in (initials, large) or letters[: len(large)] == large


def _country_in(name: str) -> str | None:
    """The country whose name or adjective a body's name begins with, or ends with: "Japanese Defense Ministry"."""
    parts = phrase_key(name).split()
    for piece in (parts[:1], parts[:2], parts[-1:], parts[-2:]):
        held = automaton().get(f" {' '.join(piece)} ", None)
        for _, entry in held[1] if held else ():
            if entry.kind in ("country", "nationality") and len(parts) > len(piece):
                return str(entry.country)
    return None


def _join_places(reading: Reading, mentions: list[Mention], countries: dict[str, int]) -> None:
    """Places by name; a capital that speaks or acts is its country."""
    held: dict[str, int] = {}
    for mention in mentions:
        form = reading.clean.text[mention.start : mention.end]
        government = by_capital(form) or by_seat(form)
        if government and _is_government(reading, mention):
            mention.entity = country_entity(reading, government.code, countries)
            mention.method, mention.country = "government", government.code
            continue
        key = phrase_key(form)
        if key not in held:
            held[key] = len(reading.annotation.entities)
            reading.annotation.entities.append(LocalEntity("place", form, country=mention.country))
        mention.entity = held[key]
        _add_alias(reading, mention)


def _is_government(reading: Reading, mention: Mention) -> bool:
    """Whether a capital acts, is addressed, is a party of relations, or owns a policy."""
    token = reading.span(mention.start, mention.end).root
    while token.dep_ == "conj" and token.head.i != token.i:
        token = token.head
    head = token.head
    if token.dep_ == "nsubj":
        return head.pos_ == "VERB" and head.lemma_.lower() not in _lexicon("town_acts")
    if token.dep_ == "nsubjpass":
        return head.lemma_.lower() in _lexicon("passive_acts")
    if token.dep_ in ("dobj", "dative"):
        return head.lemma_.lower() in _lexicon("addressed")
    if token.dep_ == "poss":
        return head.lower_ not in words("place") and not head.text[0].isupper()
    return token.dep_ == "pobj" and _is_party(head)


def _is_party(preposition: Token) -> bool:
    """Whether a preposition leads to a government: "by" of a passive; "with", "on", "from" of ties, speech, support."""
    form, above = preposition.lower_, preposition.head.lemma_.lower()
    if form == "by" and preposition.dep_ == "agent":
        return above not in _lexicon("town_acts")
    if form in {"on", "upon"}:
        return above in _lexicon("addressed")
    if form in {"from", "to"}:
        return above in _lexicon("sent")
    return form in PARTIES and _relates(preposition)


def _relates(preposition: Token) -> bool:
    """Whether "with" or "between" hangs on ties, talks or a like noun, or on a verb of dealing."""
    return preposition.head.lemma_.lower() in _lexicon("relations")
