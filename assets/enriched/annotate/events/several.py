"""Tells a report of several acts ("its missile tests", "have met several times") from the report of one.

Here belongs what the words show alone. That such a report takes no day of the news belongs to `news_day`, and that it
is not evidence for one dated act to resolution.
"""

from functools import cache

from spacy.tokens import Token

from assets.enriched.annotate.events import grammar, status
from assets.enriched.annotate.events.found import Found
from assets.reference import read_yaml

PLURAL = frozenset({"NNS", "NNPS"})


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(read_yaml("events/several")[name])


def is_several(found: Found) -> bool:
    """Whether an event word stands for several acts: a plural that counts acts, or a verb that says how often.

    A plural with "the" points back to what was told, and weapons are no acts: "fired three missiles" is one.
    """
    if found.nominal:
        return _counts_acts(found.trigger)
    objects = grammar.objects(found.trigger)
    if any(_counts_acts(noun) for noun in objects):
        return True
    return _is_repeated(found.trigger) or (
        found.sense.kind == "weapons_test" and status.is_perfect(found.trigger) and any(map(_is_bare_plural, objects))
    )


def _counts_acts(noun: Token) -> bool:
    """Whether a noun in the plural counts acts, and does not point back to one that was told."""
    if noun.tag_ not in PLURAL or noun.lemma_.lower() not in _words("acts"):
        return False
    return _is_counted(noun) or not grammar.children(noun, {"det"})


def _is_counted(noun: Token) -> bool:
    """Whether a word or number beside a plural says that there are more than one."""
    beside = grammar.children(noun, {"amod", "nummod", "det", "nmod"})
    counted = any(child.dep_ == "nummod" or child.lower_ in _words("counts") for child in beside)
    return counted or grammar.measured(noun).lemma_.lower() in _words("counts")


def _is_bare_plural(noun: Token) -> bool:
    """Whether a noun stands in the plural without article or number: "has tested missiles"."""
    return noun.tag_ in PLURAL and not grammar.children(noun, {"det", "nummod", "poss"})


def _is_repeated(verb: Token) -> bool:
    """Whether a verb is told to have come about more than once: "often", "several times"."""
    if any(child.lower_ in _words("times") for child in grammar.children(verb, {"advmod"})):
        return True
    spans = [noun for noun in grammar.children(verb, {"npadvmod", "dobj"}) if noun.lower_ == "times"]
    return any(_is_counted(noun) for noun in spans)
