"""How likely it is that a strict analyst would sign the row of an act: kind, status, parties and day all right.

Here belong the signs and their sum. The weights (logistic regression) are fitted by `make train` to documents that the
network was not trained on, and stand in `seeds/reference/event_reader/confidence.json`. What several outlets make of
one event belongs to `resolve.events.calibration`.
"""

import json
import math
from collections.abc import Mapping
from functools import cache

from assets.enriched.annotate.events.acts import Act
from assets.enriched.annotate.events.features import CONSULTATIONS
from assets.enriched.annotate.events.network import MODEL
from assets.enriched.annotate.events.words import Article
from assets.reference import sealed

SHORT = 3  # sentences


def signs(article: Article, act: Act) -> dict[str, float]:
    """Numbers that speak for or against a row, each about within -5 and 5."""
    chances = act.chances
    words = [mention.word for mention in act.mentions]
    people = sum(1 for part in act.parts if article.cast[part.member].kind == "person")
    states = [article.cast[part.member].country for part in act.parts]
    named = {mention.kind for mention in act.mentions}
    whole = math.prod(max(0.02, chances[name]) for name in ("act", "kind", "status", "day")) * chances["parties"]
    return {
        "whole": max(-5.0, math.log(whole) / 3),
        "told": chances["act"],
        "act": _odds(chances["act"]),
        "kind": _odds(chances["kind"]),
        "status": _odds(chances["status"]),
        "day": _odds(chances["day"]),
        "surest_part": _odds(chances["surest_part"]),
        "least_part": _odds(chances["least_part"]),
        "left_out": _odds(chances["left_out"]),
        "central": _odds(chances["central"]),
        "happened": float(act.status == "happened"),
        "dated": float(act.days[2] == "day"),
        "undated": float(act.days[2] == "none"),
        "parts_0": float(not act.parts),
        "parts_1": float(len(act.parts) == 1),
        "parts_2": float(len(act.parts) == 2),
        "parts_many": float(len(act.parts) > 3),
        "people": min(people, 3) / 3,
        "stateless": states.count(None) / max(1, len(states)),
        "domestic": float(len(states) > 1 and None not in states and len(set(states)) == 1),
        "mentions": math.log(len(act.mentions)),
        "kinds": float(len(named) > 1),
        "title": float(any(article.title[word] for word in words)),
        "early": 1.0 / (1 + min(article.sentence[word] for word in words)),
        "encounter": float(act.kind in CONSULTATIONS),
        "attack": float(act.kind == "attack"),
        "uttered": float(act.kind in {"support", "commitment", "appeal", "refusal", "condemnation", "threat"}),
    }


def confidence(article: Article, act: Act) -> float:
    """The probability, to four places."""
    weights = _weights()
    total = weights["bias"] + sum(weights.get(name, 0.0) * value for name, value in signs(article, act).items())
    return round(1.0 / (1.0 + math.exp(-total)), 4)


def threshold(sentences: int) -> float:
    """The confidence from which on an act of a document of so many sentences is published.

    A text of a few sentences is about what it tells, though it leaves days and parties to what stands around it: an act
    of one is published at less, and its confidence says how much less.
    """
    return float(_weights()["threshold_short" if sentences <= SHORT else "threshold"])


@cache
def _weights() -> Mapping[str, float]:
    sealed(MODEL)
    held: Mapping[str, float] = json.loads((MODEL / "confidence.json").read_text(encoding="utf-8"))
    return held


def _odds(chance: float) -> float:
    """Log odds, within -5 and 5."""
    bounded = min(0.9933, max(0.0067, chance))
    return math.log(bounded / (1 - bounded))


def forget() -> None:
    """Drops the weights that were loaded, after the file was made anew."""
    _weights.cache_clear()
