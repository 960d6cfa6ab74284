"""The clause right beside a quotation, read without the reference list: "beamed the envoy", "the envoy, 55, beamed".

Here belongs finding verb and subject where position alone shows that they report the words. Other cues
belong to `cues`.
"""

from spacy.tokens import Doc, Token

from assets.enriched.annotate.statements.cues import Cue, CueVerb, is_relative, verbs

_LONGEST = 24  # tokens between the start of a subject and its verb: "X, a long description, said"


def behind_quotation(doc: Doc, first: int, end: int, unfinished: bool) -> Cue | None:
    """The cue of a clause that begins at token `first`, behind a quotation, and before character `end`."""
    if first >= len(doc) or doc[first].idx >= end:
        return None
    at = first
    while at < len(doc) and doc[at].pos_ == "ADV" and at - first < 2:
        at += 1
    if at < len(doc) and _may_report(doc[at], unfinished):
        subject = _subject_behind(doc, at, end)
        if subject is not None:
            return _cue(doc[at], subject)
    return _subject_first(doc, first, end, unfinished)


def before_colon(doc: Doc, last: int, start: int) -> Cue | None:
    """The last verb with a subject of its own between character `start` and the colon at token `last`."""
    for at in range(last, max(-1, last - 40), -1):
        token = doc[at]
        if token.idx < start:
            return None
        if token.pos_ == "VERB" and token.tag_ in ("VBD", "VBZ", "VBP", "VBN", "VBG"):
            subject = _shared_subject(token)
            if subject is not None:
                return _cue(token, subject)
    return None


def _may_report(token: Token, unfinished: bool) -> bool:
    """Whether a verb can report: any finite one behind an unfinished sentence, else one of the list."""
    finite = token.tag_ in ("VBD", "VBZ", "VBP") or (token.tag_ == "VBN" and bool(token.is_sent_start))
    if not finite or token.lemma_ in ("be", "have", "do"):
        return False
    return unfinished or token.lemma_.lower() in verbs()


def _subject_behind(doc: Doc, verb: int, end: int) -> Token | None:
    """Head of the noun phrase that follows a verb directly: "said the envoy"."""
    at = verb + 1
    while (
        at < len(doc) and doc[at].pos_ in ("DET", "ADJ", "NOUN", "PROPN", "NUM", "PUNCT", "PART") and doc[at].idx < end
    ):
        token = doc[at]
        if token.pos_ == "PUNCT" and token.text in (",", ".", ";"):
            return None
        if token.pos_ in ("NOUN", "PROPN"):
            while token.dep_ in ("compound", "nmod", "poss", "amod") and token.head.i > token.i:
                token = token.head
            return token if token.idx < end and token.pos_ in ("NOUN", "PROPN") else None
        at += 1
    if at < len(doc) and doc[at].pos_ == "PRON" and doc[at].idx < end and at == verb + 1:
        return doc[at]
    return None


def _subject_first(doc: Doc, first: int, end: int, unfinished: bool) -> Cue | None:
    """A noun phrase that begins at `first`, and its verb: "the envoy said", "Lee, who was there, said"."""
    for at in range(first + 1, min(len(doc), first + _LONGEST)):
        token = doc[at]
        if (
            token.idx >= end
            or token.text in (";", ":")
            or (token.is_sent_start and doc[at - 1].text in (".", "!", "?"))
        ):
            return None
        if not _may_report(token, unfinished):
            continue
        subject = next((child for child in token.children if child.dep_ in ("nsubj", "nsubjpass")), None)
        if subject is not None and is_relative(subject):
            continue
        if subject is not None and subject.left_edge.i <= first <= subject.i:
            return _cue(token, subject)
        named = _name_at(doc, first, at)
        if named is not None and doc[at - 1].text == "," and token.lemma_.lower() in verbs():
            return _cue(token, named)
    return None


def _name_at(doc: Doc, first: int, verb: int) -> Token | None:
    """Last token of a name that stands at `first` and ends with a comma before the verb: "Lee Han, an expert, said"."""
    at = first
    while at < verb and doc[at].pos_ == "PROPN":
        at += 1
    return doc[at - 1] if first < at < verb and doc[at].text == "," else None


def _shared_subject(verb: Token) -> Token | None:
    """The subject of a verb, or of the verb that it is joined to."""
    for _ in range(3):
        for child in verb.children:
            if child.dep_ in ("nsubj", "nsubjpass"):
                return None if is_relative(child) else child
        if verb.dep_ not in ("conj", "advcl", "xcomp"):
            return None
        verb = verb.head
    return None


def _cue(token: Token, subject: Token) -> Cue:
    verb = verbs().get(token.lemma_.lower()) or CueVerb(token.lemma_.lower(), frozenset(), False)
    return Cue(token, token.idx, token.idx + len(token), verb, subject)
