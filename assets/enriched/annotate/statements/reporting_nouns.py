"""Finds nouns that report what somebody said or holds: "his claim that …", "the ministry repeated its call for …".

Here belongs the grammar of such a noun: its holder and what carries the content. Verbs of speech belong to `cues`; the
nouns stand in `seeds/reference/report_nouns.csv`.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Token

from assets.enriched.annotate.reading import Reading
from assets.enriched.annotate.statements.cues import Cue, CueVerb, subject_of
from assets.reference import read_csv, read_yaml, split

# Verbs that lend their subject to the noun: "voiced concern that", "issued a warning that".
_LENDS = frozenset(read_yaml("speech")["lends"])
_FROM = frozenset({"by", "from"})
_ACTORS = frozenset({"person", "organisation", "country", "nationality", "office"})
_NOBODY = frozenset({"no", "any", "whose", "your"})


@dataclass(frozen=True, slots=True)
class ReportNoun:
    """A noun with its holder as a cue, and the word that heads its content."""

    cue: Cue
    content: Token


def report_nouns(reading: Reading) -> Iterator[ReportNoun]:
    """Every reporting noun of the document that has a holder and a content, in order."""
    known = _nouns()
    for token in reading.doc:
        forms = known.get(token.lemma_.lower())
        if not forms or token.pos_ != "NOUN" or any(child.lower_ in _NOBODY for child in token.children):
            continue
        content = _content(token, forms)
        holder = _holder(reading, token) if content is not None else None
        if content is not None and holder is not None:
            verb = CueVerb(token.lemma_.lower(), frozenset(), False, True)
            yield ReportNoun(Cue(token, token.idx, token.idx + len(token), verb, holder), content)


@cache
def _nouns() -> dict[str, frozenset[str]]:
    return {row["noun"]: frozenset(split(row["content"])) - {"none"} for row in read_csv("report_nouns")}


def _content(noun: Token, forms: frozenset[str]) -> Token | None:
    """Head of the that-clause, the infinitive or the object of the preposition behind a noun."""
    for child in noun.rights:
        if child.dep_ in ("acl", "ccomp", "relcl") and "clause" in forms and _is_that_clause(child):
            return child
        if child.dep_ in ("acl", "relcl", "xcomp") and "infinitive" in forms and _is_infinitive(child):
            return child
        if child.dep_ == "prep" and child.lower_ in forms:
            return next((noun for noun in child.children if noun.dep_ in ("pobj", "pcomp")), None)
    return None


def _is_that_clause(clause: Token) -> bool:
    """Whether "that" joins the clause to its noun: not the subject or object of a relative clause."""
    return any(child.dep_ == "mark" and child.lower_ == "that" for child in clause.children)


def _is_infinitive(clause: Token) -> bool:
    return any(child.dep_ == "aux" and child.lower_ == "to" for child in clause.children)


def _holder(reading: Reading, noun: Token) -> Token | None:
    """Whose word it is: a possessor, "by X", "from X", an actor's name before it, its verb's subject."""
    for child in noun.children:
        if child.dep_ == "poss":
            return child
        if child.dep_ == "prep" and child.lower_ in _FROM:
            return next((holder for holder in child.children if holder.dep_ == "pobj"), None)
    for child in noun.lefts:
        mention = reading.mention_of(child) if child.dep_ in ("compound", "amod", "nmod") else None
        if mention is not None and mention.kind in _ACTORS:
            return child
    if noun.dep_ == "dobj" and noun.head.lemma_.lower() in _LENDS:
        return subject_of(noun.head)
    return None
