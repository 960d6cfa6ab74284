"""Whether a time expression lies behind or ahead of the day of the report, by the verb that governs it.

Here belongs reading tense from the parse. What follows from it for a weekday or a month belongs to `deictic`.
"""

from typing import Literal

from spacy.tokens import Doc, Token

from assets.enriched.annotate.times.lexicon import words

Direction = Literal["past", "future", "open"]
_CLIMB = 12  # verbs stand close above their times; a broken parse may be deep
_MODALS = frozenset({"will", "'ll", "’ll", "wo", "shall", "would"})
_AHEAD = frozenset({"scheduled", "planned", "upcoming", "forthcoming", "slated", "proposed"})
_AFTER = frozenset({"despite", "after", "following"})  # of what has been, whatever the verb above them
_MAYBE = frozenset({"may", "might", "could", "can", "should", "must"})


def direction(doc: Doc, start: int, end: int, headline: bool = False) -> Direction:
    """The direction of the clause in which the characters [start, end) stand; open where no verb shows it.

    A headline tells in the present what has happened, so there the present shows nothing; nor does it above a noun that
    names what is done ("the speech follows his remarks on Monday").
    """
    span = doc.char_span(start, end, alignment_mode="expand")
    if span is None:
        return "open"
    token = span.root
    if token.dep_ in {"compound", "nmod", "poss", "amod"} and token.head.pos_ in {"NOUN", "PROPN"}:
        return _of_noun(token.head)
    done = False
    for _ in range(_CLIMB):
        if token.dep_ == "pobj" and token is not span.root and token.head.lower_ in _AFTER:
            return "past"
        said = token.lemma_ in words("uttered") and _stands_before_what_is_asked(token, span.root)
        shown = _of_verb(token, headline or done, said) if token.pos_ in {"VERB", "AUX"} else _of_noun(token)
        if shown != "open":
            return shown
        if token.head is token:
            return "open"
        done = done or token.lemma_ in words("done")
        token = token.head
    return "open"


def _stands_before_what_is_asked(verb: Token, time: Token) -> bool:
    """Whether a time stands between a verb and its infinitive: "was asked on Tuesday to leave" tells when."""
    return any(
        verb.i < time.i < child.i and child.dep_ in {"xcomp", "ccomp", "advcl"} and child.tag_ == "VB"
        for child in verb.children
    )


def _of_verb(verb: Token, headline: bool = False, said: bool = False) -> Direction:
    """What a verb with its auxiliaries shows; of one of speech (`said`) the time is its own."""
    helpers = [child for child in verb.children if child.dep_ in {"aux", "auxpass"}]
    if verb.tag_ in {"VBD", "VBN"} or verb.lower_ != verb.lemma_.lower():  # "May met": no modal, but a name
        helpers = [helper for helper in helpers if helper.text != "May"]
    lowered = {helper.lower_ for helper in helpers}
    if lowered & _MODALS or verb.lower_ in _MODALS:
        return "future"
    if verb.tag_ == "VBN" and not helpers:
        return "future" if _is_planned(verb) else "past"
    if any(helper.tag_ == "VBD" or helper.lower_ in {"has", "have", "had", "'ve", "’ve"} for helper in helpers):
        return "future" if _is_planned(verb) and not said else "past"
    if lowered & _MAYBE:
        return "future"
    if "to" in lowered or verb.tag_ == "VB":
        return _of_infinitive(verb)
    if verb.tag_ in {"VBD", "VBN"} and not _present_helper(helpers):
        return "future" if _is_planning(verb) else "past"
    if verb.tag_ == "VBG" and _present_helper(helpers):
        return "future"
    if verb.tag_ in {"VBZ", "VBP"} and not headline and verb.lemma_ not in words("reporting"):
        return "future"
    if verb.tag_ == "VBN":
        return "future" if _is_planned(verb) else "open"
    return "open"


def _present_helper(helpers: list[Token]) -> bool:
    return any(helper.tag_ in {"VBZ", "VBP"} and helper.lemma_ == "be" for helper in helpers)


def _is_planned(verb: Token) -> bool:
    """Whether "was scheduled", "had planned" and the like govern the time: what is planned lies ahead."""
    return verb.lemma_.lower() in words("planned")


def _is_planning(verb: Token) -> bool:
    """Whether a verb says that its object was planned: "groups planned a march in Oran on Saturday"."""
    return verb.lemma_ in {"plan", "schedule", "slate"} and any(child.dep_ == "dobj" for child in verb.children)


def _of_infinitive(verb: Token) -> Direction:
    """An infinitive lies ahead of a verb or noun of planning, else where its governor lies."""
    head = verb.head
    if head is verb:
        return "open"
    if head.lemma_.lower() in words("planned") or (head.lemma_ == "be" and head.tag_ in {"VBZ", "VBP"}):
        return "future"
    if head.lemma_ == "go" and head.tag_ == "VBG":
        return "future"
    return "future" if verb.dep_ in {"relcl", "acl"} else "open"


def is_deferred(doc: Doc, start: int, end: int) -> bool:
    """Whether a verb of putting off governs a time: "extended until Friday", "postponed to May 3"."""
    span = doc.char_span(start, end, alignment_mode="expand")
    token = span.root if span is not None else None
    for _ in range(4):
        if token is None or token.head is token:
            return False
        token = token.head
        if token.pos_ == "VERB":
            return token.lemma_ in words("deferring") or any(
                child.lower_ in {"has", "have"} and child.dep_ == "aux" for child in token.children
            )
    return False


def _of_noun(token: Token) -> Direction:
    """A noun that names a plan by an adjective: "a scheduled visit", "the upcoming talks"."""
    for child in token.children:
        if child.dep_ in {"amod", "compound"} and child.lower_ in _AHEAD:
            return "future"
    return "open"
