"""Finds the words that report speech, and whose speech they report: "said", "according to", "his statement added".

Here belongs the grammar of one cue: its verb, its subject, its clause. Which quotation a cue governs belongs to
`statements`, what is reported without marks to `indirect_speech`. The verbs stand in `seeds/reference/cue_verbs.csv`.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Token

from assets.enriched.annotate.reading import Reading
from assets.reference import read_csv, read_yaml, split

SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_RELATIVE = frozenset({"who", "which", "that"})
# A verb without a subject of its own has that of the verb it hangs on: "…, adding that", "spoke to say".
_SHARES_SUBJECT = frozenset({"conj", "xcomp", "acomp", "advcl", "pcomp", "prep", "ccomp", "dep"})
_NO_SPEAKER = frozenset(read_yaml("speech")["no_speaker"])
_SPEECHLESS = frozenset(read_yaml("speech")["speechless"])
_SPEECHLESS_ENDINGS = tuple(read_yaml("speech")["speechless_endings"])
_SPEAKS_THOUGH = frozenset(read_yaml("speech")["speaks_though"])
_SPEAKS_AS_IT = frozenset(read_yaml("speech")["speaks_as_it"])
DOCUMENTS = frozenset(read_yaml("speech")["documents"])
_INSTRUMENTS = frozenset(read_yaml("speech")["instruments"])
_MODAL = frozenset({"would", "could", "should", "might", "may", "can", "ca", "will", "must", "wo"})
_GOES_ON = frozenset(read_yaml("speech")["goes_on"])  # "went on to say"
_CLIMB = 4  # verbs between a cue and the one that has its subject; a longer chain is a parse gone wrong


@dataclass(frozen=True, slots=True)
class CueVerb:
    """A row of a reference file: what may hold the content (clause, object, infinitive); whether it tells a stance."""

    form: str
    content: frozenset[str]
    addressee: bool
    stance: bool = False


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue in a text: its token, its printed range, and the head of its subject (None where there is none)."""

    token: Token
    start: int
    end: int
    verb: CueVerb
    subject: Token | None


def cues(reading: Reading) -> Iterator[Cue]:
    """Every cue of the document, in order of the text; subjects may be missing."""
    for token in reading.doc:
        lemma = token.lemma_.lower()
        if token.lower_ == "according":
            cue = _according(token)
        else:
            cue = _verbal(token, lemma, verbs()) if lemma in _first_words("cue_verbs") else None
        if cue is not None:
            yield cue


def stances(reading: Reading) -> Iterator[Cue]:
    """Every verb with which somebody takes a stand or holds something true; none of them is a cue of quotations."""
    for token in reading.doc:
        lemma = token.lemma_.lower()
        cue = _verbal(token, lemma, stance_verbs()) if lemma in _first_words("stance_verbs") else None
        if cue is not None:
            yield cue


def is_actual(cue: Cue) -> bool:
    """Whether the cue says that something was said: no "did not say", "would say", "refused to say"."""
    for child in cue.token.children:
        if child.dep_ == "neg" and cue.verb.form not in ("deny", "doubt"):
            return False
        if child.dep_ == "aux" and child.lower_ in _MODAL:
            return False
        if child.dep_ == "aux" and child.lower_ == "to" and cue.token.head.lemma_ not in _GOES_ON:
            return False
    return True


def subject_of(verb: Token, depth: int = _CLIMB) -> Token | None:
    """Head of the noun phrase that says: the verb's subject, or what the verb hangs on; a relative pronoun's noun."""
    for child in verb.children:
        if child.dep_ in SUBJECTS:
            if child.lower_ in _RELATIVE and verb.dep_ == "relcl":
                return _antecedent(verb.head, child)
            people = child.lower_ == "those" and any(child.rights)  # "those surveyed say"
            if child.lower_ == "it" and _is_told_by_it(verb, child):
                return child
            return None if child.lower_ in _NO_SPEAKER and not people else child
    if depth == 0:
        return None
    quoted = _quoted_as(verb)
    if quoted is not None:
        return quoted
    if verb.dep_ in ("acl", "relcl"):
        return verb.head if verb.head.pos_ in ("NOUN", "PROPN", "PRON") else None
    if verb.dep_ in _SHARES_SUBJECT and verb.head is not verb:
        return subject_of(verb.head, depth - 1)
    return None


def _is_told_by_it(verb: Token, pronoun: Token) -> bool:
    """Whether "it" says something, "it added that", and is no mere place-holder: "it is said"."""
    active = pronoun.dep_ == "nsubj" and verb.tag_ in ("VBD", "VBZ") and verb.lemma_.lower() in _SPEAKS_AS_IT
    return active and any(child.dep_ == "ccomp" and child.i > verb.i for child in verb.children)


def is_speechless(noun: Token) -> bool:
    """Whether a common noun is of what cannot speak: "the fallout", "the decision"; not "the commission"."""
    if noun.pos_ != "NOUN" or noun.ent_type_:
        return False
    lemma = noun.lemma_.lower()
    return lemma in _SPEECHLESS or (lemma.endswith(_SPEECHLESS_ENDINGS) and lemma not in _SPEAKS_THOUGH | DOCUMENTS)


def _quoted_as(verb: Token) -> Token | None:
    """Whom somebody quotes: "Tass quoted him as saying"."""
    if verb.dep_ != "pcomp" or verb.head.lower_ != "as":
        return None
    over = verb.head.head
    if over.lemma_ not in ("quote", "cite", "report", "describe"):
        return None
    return next((child for child in over.children if child.dep_ in ("dobj", "nsubjpass")), None)


def _antecedent(head: Token, pronoun: Token) -> Token:
    """The noun of a relative clause; of "who", the nearest name of a person before it if the parser chose a thing."""
    if pronoun.lower_ != "who" or head.pos_ == "PROPN" or head.ent_type_ == "PERSON":
        return head
    named = [token for token in pronoun.doc[pronoun.sent.start : pronoun.i] if token.ent_type_ == "PERSON"]
    return named[-1] if named and pronoun.i - head.i <= 2 and head.ent_type_ == "" and head.pos_ != "NOUN" else head


def is_relative(token: Token) -> bool:
    """Whether a subject is a relative pronoun."""
    return token.lower_ in _RELATIVE


def is_document(token: Token | None) -> bool:
    """Whether a noun names something written or issued."""
    return token is not None and token.lemma_.lower() in DOCUMENTS


def is_instrument(token: Token) -> bool:
    """Whether a noun names something drawn up to bind or to accuse: a resolution, an order, a lawsuit."""
    return token.pos_ == "NOUN" and token.lemma_.lower() in _INSTRUMENTS


@cache
def verbs() -> dict[str, CueVerb]:
    """The cue verbs by their form in the reference file."""
    return _table("cue_verbs")


@cache
def stance_verbs() -> dict[str, CueVerb]:
    """The verbs of stance by their form in the reference file."""
    return _table("stance_verbs")


def _table(name: str) -> dict[str, CueVerb]:
    stance = name == "stance_verbs"
    return {
        row["verb"]: CueVerb(
            row["verb"], frozenset(split(row["content"])) - {"none"}, row["addressee"] == "yes", stance
        )
        for row in read_csv(name)
    }


@cache
def _first_words(name: str) -> frozenset[str]:
    """The verbs of the forms, without their particles: few words of a text are one, and the others need no look."""
    return frozenset(form.partition(" ")[0] for form in _table(name))


def _marks(verb: Token) -> Iterator[Token]:
    """The "for" of "called for a panel to be set up", which the parser may take for the mark of the clause."""
    if verb.i + 1 < len(verb.doc) and verb.nbor().dep_ == "mark" and verb.nbor().lower_ == "for":
        yield verb.nbor()


def _verbal(token: Token, lemma: str, table: dict[str, CueVerb]) -> Cue | None:
    if token.pos_ not in ("VERB", "AUX") and token.tag_ not in ("VBD", "VBZ", "VBP", "VBG"):
        return None
    reach = 6 if table is stance_verbs() else 2  # "warned the bank against": a stance has its object between
    for child in (*token.children, *_marks(token)):
        if child.dep_ in ("prt", "prep", "acomp", "mark") and 0 < child.i - token.i <= reach:
            verb = table.get(f"{lemma} {child.lower_}")
            if verb is not None:
                return Cue(token, token.idx, child.idx + len(child), verb, subject_of(token))
    verb = table.get(lemma)
    if verb is None:
        return None
    return Cue(token, token.idx, token.idx + len(token), verb, subject_of(token))


def _according(token: Token) -> Cue | None:
    """ "according to X": X is the speaker, whatever the parser hangs it on."""
    if token.i + 2 >= len(token.doc) or token.nbor().lower_ != "to":
        return None
    to = token.nbor()
    named = next((child for child in to.children if child.dep_ == "pobj"), None)
    return Cue(token, token.idx, to.idx + len(to), CueVerb("according to", frozenset(), False), named)
