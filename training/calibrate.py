"""Fits the confidence of acts to verdicts on documents that the network has not learned from.

Here belong the logistic regression, the thresholds, and the table of reliability.
"""

import json
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression

from assets.enriched.annotate.events import ontology
from assets.enriched.annotate.events.acts import acts_of
from assets.enriched.annotate.events.confidence import confidence, signs
from assets.enriched.annotate.events.readings import read as readings
from training.articles import Read
from training.matching import Json
from training.signing import Judged, judge, row_of, wanted

REGULAR = 0.05  # inverse strength of the penalty
# From which confidence on acts are published, in texts of more than a few sentences and of few: where about four in
# five rows tell a labelled act, on the documents that the confidence is fitted to.
THRESHOLDS = {"threshold": 0.24, "threshold_short": 0.1}


def verdicts(documents: Iterable[Read], least: float = 0.0) -> tuple[list[Judged], list[Json]]:
    """The acts of the documents of this confidence or more with their verdicts, and the labels asked for."""
    found: list[Judged] = []
    asked: list[Json] = []
    for document in documents:
        acts = [a for a in acts_of(document.article, readings(document.article)) if a.parts]
        acts = [a for a in acts if ontology.enough(a.kind, [p.role for p in a.parts])]
        acts = [a for a in acts if ontology.is_told(a.kind, a.status)]
        if least:
            acts = [a for a in acts if confidence(document.article, a) >= least]
        for verdict in judge(document.labelled.events, [row_of(document, act) for act in acts]):
            verdict.signs = signs(document.article, acts[verdict.at])
            verdict.signs["confidence"] = confidence(document.article, acts[verdict.at]) if least else 0.0
            found.append(verdict)
        asked += wanted(document.labelled.events)
    return found, asked


def fit(found: Sequence[Judged]) -> dict[str, float]:
    """The weight of every sign, and the bias."""
    names = [name for name in found[0].signs if name != "confidence"]
    x = np.array([[verdict.signs[name] for name in names] for verdict in found])
    y = np.array([not verdict.faults for verdict in found])
    model = LogisticRegression(C=REGULAR, max_iter=2000).fit(x, y)
    weights = {name: round(float(w), 4) for name, w in zip(names, model.coef_[0], strict=True)}
    return {"bias": round(float(model.intercept_[0]), 4), **weights}


def chances(found: Sequence[Judged], weights: dict[str, float]) -> list[float]:
    """The confidence of every verdict's act."""
    sums = [weights["bias"] + sum(weights.get(name, 0.0) * value for name, value in v.signs.items()) for v in found]
    return [float(1 / (1 + np.exp(-total))) for total in sums]


def ranking(found: Sequence[Judged], confidence: Sequence[float]) -> float:
    """How often a signed row is the surer of a signed and an unsigned one (area under the curve)."""
    good = [sure for sure, verdict in zip(confidence, found, strict=True) if not verdict.faults]
    bad = [sure for sure, verdict in zip(confidence, found, strict=True) if verdict.faults]
    return sum((g > b) + 0.5 * (g == b) for g in good for b in bad) / max(1, len(good) * len(bad))


def reliability(found: Sequence[Judged], confidence: Sequence[float]) -> list[tuple[float, float, int]]:
    """(mean confidence, share signed, rows) by tenths."""
    table = []
    for tenth in range(10):
        inside = [(c, v) for c, v in zip(confidence, found, strict=True) if min(9, int(c * 10)) == tenth]
        if inside:
            mean = sum(c for c, _ in inside) / len(inside)
            table.append((round(mean, 3), round(sum(not v.faults for _, v in inside) / len(inside), 3), len(inside)))
    return table


def write(weights: dict[str, float], target: Path) -> None:
    """Puts the weights down."""
    target.write_text(json.dumps(weights, indent=1) + "\n", encoding="utf-8")
