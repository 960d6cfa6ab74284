"""How sure a report is: the signs that speak for it or against it, and what each weighs.

Here belong what counts as a sign and their sum. The weights stand in `seeds/reference/events/sureness.yaml`; they are
fitted to our own labels by `python -m checks.calibrate`. What several reports of one event make together belongs to
`resolve.calibration`.
"""

import math
from collections.abc import Iterable, Mapping
from functools import cache

from assets.enriched.annotate.events import grammar
from assets.enriched.annotate.events.news_day import first_of_body
from assets.enriched.annotate.events.report import Report
from assets.enriched.annotate.reading import Reading
from assets.reference import read_yaml

OPENING = 3  # sentences of the body with which an article opens
ASIDE = frozenset({"relcl", "acl", "advcl"})
# In the order in which they are written down.
SIGNS = (
    "opening",  # among the first sentences of the body
    "planned",  # of something that lies ahead
    "two_parties",  # exactly two are in it: one more often than not lacks its other side
    "many_parties",  # three or more: a list, or a stranger taken in
    "all_named",  # its own sentence names every party, and not a sentence before it
    "aside",  # told in a relative or adverbial clause: background more often than news
    "noun",  # told by a noun alone
    "dated",  # known to the day
    "time_told",  # its own sentence says when
    "pronoun",  # a pronoun acts
    "past_perfect",  # what lay behind the news
    "short",  # of a text of a few sentences
)


@cache
def weights() -> Mapping[str, float]:
    """What each sign weighs, in logits; `start` is what a report without any sign begins with."""
    return {str(sign): float(weight) for sign, weight in read_yaml("events/sureness")["weights"].items()}


def signs(reading: Reading, report: Report) -> tuple[str, ...]:
    """The signs of a report, in the order of `SIGNS`."""
    event, found = report.mention, report.found
    told_by = found.verb if found.verb is not None and found.nominal else found.trigger
    named = {m.entity for m in reading.annotation.mentions if m.sentence_no == event.sentence_no}
    position = event.sentence_no - first_of_body(reading)
    held = {
        "opening": 0 <= position < OPENING,
        "planned": event.status == "planned",
        "two_parties": len(event.participants) == 2,
        "many_parties": len(event.participants) > 2,
        "all_named": all(p.entity in named for p in event.participants),
        "aside": told_by.dep_ in ASIDE or grammar.is_apart(told_by),
        "noun": found.nominal,
        "dated": event.date_precision == "day",
        "time_told": any(t.sentence_no == event.sentence_no for t in reading.annotation.times),
        "pronoun": any(token.pos_ == "PRON" for token in found.sources),
        "past_perfect": found.pluperfect,
        "short": len(reading.annotation.sentences) <= OPENING,
    }
    return tuple(sign for sign in SIGNS if held[sign])


def sureness(held: Iterable[str], by: Mapping[str, float] | None = None) -> float:
    """How sure the signs make a report, 0 to 1: the logistic of their weights' sum; unknown signs weigh nothing."""
    known = weights() if by is None else by
    total = known["start"] + sum(known.get(sign, 0.0) for sign in held)
    return round(1.0 / (1.0 + math.exp(-total)), 4)
