"""Fits the weights of signs to verdicts: a logistic regression, judged on documents that it has not seen.

Here belong the arithmetic and the folds alone. What a sign is belongs to `assets/enriched/annotate/events/sureness.py`,
what is right to `judging`, the writing to `calibrate`.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from assets.enriched.annotate.events.sureness import SIGNS, sureness

RIDGE = 1.0  # penalty on squared weights: with some hundred rows a rare sign shall not weigh much
STEPS = 25  # Newton's method is there long before
FOLDS = 10


@dataclass(frozen=True)
class Example:
    """One judged row: its document, the signs of its surest report, and whether it is right."""

    document: str
    signs: frozenset[str]
    right: bool


def fit_weights(examples: Sequence[Example]) -> dict[str, float]:
    """Weights of `start` and every sign: logistic regression with a ridge. Raises ValueError without examples."""
    if not examples:
        raise ValueError("no examples to fit weights to")
    held = np.array([[1.0, *(float(sign in e.signs) for sign in SIGNS)] for e in examples])
    right = np.array([float(e.right) for e in examples])
    penalty = np.diag([1e-3, *[RIDGE] * len(SIGNS)])
    found = np.zeros(held.shape[1])
    for _ in range(STEPS):
        said = 1.0 / (1.0 + np.exp(-(held @ found)))
        slope = held.T @ (right - said) - penalty @ found
        bend = (held.T * (said * (1.0 - said))) @ held + penalty
        found = found + np.linalg.solve(bend, slope)
    return {name: round(float(weight), 3) for name, weight in zip(("start", *SIGNS), found, strict=True)}


def unseen(
    examples: Sequence[Example], fit: Callable[[Sequence[Example]], Mapping[str, float]] = fit_weights
) -> list[float]:
    """How sure each example is made by weights that were fitted without its fold of documents, in order."""
    documents = sorted({e.document for e in examples})
    fold = {document: number % FOLDS for number, document in enumerate(documents)}
    by_fold = {}
    for number in sorted(set(fold.values())):
        others = [e for e in examples if fold[e.document] != number]
        by_fold[number] = fit(others or examples)
    return [sureness(e.signs, by_fold[fold[e.document]]) for e in examples]


def ranking(said: Iterable[float], right: Iterable[bool]) -> float:
    """The chance that a right row is said to be surer than a wrong one, ties counting half (area under the ROC curve);
    0.5 where all are right or all wrong."""
    pairs = list(zip(said, right, strict=True))
    good = [value for value, is_right in pairs if is_right]
    bad = [value for value, is_right in pairs if not is_right]
    if not good or not bad:
        return 0.5
    won = sum((g > b) + 0.5 * (g == b) for g in good for b in bad)
    return won / (len(good) * len(bad))
