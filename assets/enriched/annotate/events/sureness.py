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
# In the order in which they are written down. Others were tried and told nothing of documents that the weights had not
# seen: a noun or verb, a day known or told, a pronoun, the past perfect.
SIGNS = (
    "opening",  # among the first sentences of the body
    "planned",  # of something that lies ahead
    "two_parties",  # exactly two are in it: one lacks its other side, of many one is soon a stranger
    "all_named",  # its own sentence names every party, and not a sentence before it
    "aside",  # told in a relative or adverbial clause: background more often than news
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
        "all_named": all(p.entity in named for p in event.participants),
        "aside": told_by.dep_ in ASIDE or grammar.is_apart(told_by),
    }
    return tuple(sign for sign in SIGNS if held[sign])


def sureness(held: Iterable[str], by: Mapping[str, float] | None = None) -> float:
    """How sure the signs make a report, 0 to 1: the logistic of their weights' sum; unknown signs weigh nothing."""
    known = weights() if by is None else by
    total = known["start"] + sum(known.get(sign, 0.0) for sign in held)
    return round(1.0 / (1.0 + math.exp(-total)), 4)
