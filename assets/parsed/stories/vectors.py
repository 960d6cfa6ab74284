"""Weighs the words of reports, and measures how alike the reports of a collection are.

TF-IDF with the inverse document frequency raised to 1.5, names and numbers and the opening weighted up. Frequencies are
counted as if the collection stood within a background of `BACKGROUND` news texts, so that two documents alone in an
inbox are compared like two among thousands. Here belong vectors and likeness; groups belong to `grouping`.
"""

import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

import numpy as np
from numpy.typing import NDArray

from assets.reference import read_yaml

BACKGROUND = 2000  # texts that stand for all other news
RARE, COMMON = 0.0008, 0.12  # share of them that hold an unlisted word, or one of the common list
READ = 3000  # characters of the body: the rest of a long report is background
LEAD_WORDS = 60
LEAD, NAME, NUMBER, TITLE = 2.0, 1.5, 1.5, 2.0
SHARPNESS = 1.5
KEPT = 120  # heaviest words of a report that are compared
CROWD = 400  # a word that more documents hold brings no two together, but counts once they have met
FLOOR = 0.04  # less alike pairs count as not alike at all

_WORD = re.compile(r"[A-Za-zÀ-ÿ][A-Za-zÀ-ÿ'’-]{0,40}|\d[\d,.]{0,15}")
_SUFFIXES = (("ies", "y"), ("sses", "ss"), ("ing", ""), ("edly", ""), ("ed", ""), ("es", ""), ("s", ""), ("ly", ""))


@dataclass(frozen=True, slots=True)
class Vectors:
    """Reports as sparse rows of unit length: those of report i lie in [offsets[i], offsets[i + 1]).

    `words` are word numbers, `frequency` says by word number how many reports hold the word.
    """

    offsets: NDArray[np.int64]
    words: NDArray[np.int64]
    weights: NDArray[np.float64]
    frequency: NDArray[np.int64]


def vectors(texts: Sequence[tuple[str, str]]) -> Vectors:
    """The vectors of reports given as (title, body)."""
    counted = [_weights(title, body) for title, body in texts]
    frequency = Counter(word for words in counted for word in words)
    numbers = {word: number for number, word in enumerate(sorted(frequency))}
    rows = [_unit(words, frequency, len(texts)) for words in counted]
    offsets = np.cumsum([0, *(len(row) for row in rows)], dtype=np.int64)
    return Vectors(
        offsets,
        np.array([numbers[word] for row in rows for word, _ in row], dtype=np.int64),
        np.array([weight for row in rows for _, weight in row], dtype=np.float64),
        np.array([frequency[word] for word in numbers], dtype=np.int64),
    )


def alike(rows: Vectors) -> Iterator[tuple[int, int, float]]:
    """Pairs (i, j, likeness), i < j, with likeness (cosine) of at least FLOOR, of reports that share a rare word."""
    order = np.argsort(rows.words, kind="stable")
    holders = np.repeat(np.arange(len(rows.offsets) - 1), np.diff(rows.offsets))[order]
    shares = rows.weights[order]
    begins = np.searchsorted(rows.words[order], np.arange(len(rows.frequency)))
    passed = begins.copy()
    for number in range(len(rows.offsets) - 1):
        part = slice(rows.offsets[number], rows.offsets[number + 1])
        words, weights = rows.words[part], rows.weights[part]
        rare = rows.frequency[words] <= CROWD
        near, likeness = _summed(words[rare], weights[rare], begins, passed, holders, shares)
        if len(near):
            others, more = _summed(words[~rare], weights[~rare], begins, passed, holders, shares)
            _add(near, likeness, others, more)
        passed[words] += 1
        close = likeness >= FLOOR
        for other, share in zip(near[close].tolist(), likeness[close].tolist(), strict=True):
            yield other, number, share


def _summed(
    words: NDArray[np.int64],
    weights: NDArray[np.float64],
    begins: NDArray[np.int64],
    passed: NDArray[np.int64],
    holders: NDArray[np.int64],
    shares: NDArray[np.float64],
) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """The reports passed so far that hold any of the words, in order, and their likeness over these words."""
    parts = [
        (holders[begin:end], shares[begin:end] * weight)
        for begin, end, weight in zip(begins[words].tolist(), passed[words].tolist(), weights.tolist(), strict=True)
        if begin < end
    ]
    if not parts:
        return np.empty(0, dtype=np.int64), np.empty(0)
    near, place = np.unique(np.concatenate([part for part, _ in parts]), return_inverse=True)
    return near, np.bincount(place, weights=np.concatenate([part for _, part in parts])).astype(np.float64)


def _add(
    near: NDArray[np.int64], likeness: NDArray[np.float64], others: NDArray[np.int64], more: NDArray[np.float64]
) -> None:
    """Adds to the likeness of those in `near` what `others` bring."""
    at = np.searchsorted(near, others)
    at[at == len(near)] = 0
    same = near[at] == others
    likeness[at[same]] += more[same]


def _weights(title: str, body: str) -> dict[str, float]:
    """How often each stem occurs, weighted by how it is written and where it stands."""
    found: dict[str, float] = {}
    for at, word in enumerate(_WORD.findall(body, 0, READ)):
        term = _term(word)
        if term is not None:
            found[term[0]] = found.get(term[0], 0.0) + (term[1] * LEAD if at < LEAD_WORDS else term[1])
    for word in _WORD.findall(title):
        term = _term(word)
        if term is not None:
            found[term[0]] = found.get(term[0], 0.0) + term[1] * TITLE
    return found


@lru_cache(maxsize=200_000)
def _term(word: str) -> tuple[str, float] | None:
    """The stem of a word as written, or a number, with its weight; None for a word that says nothing."""
    plain = word[:-2] if word.endswith(("'s", "’s")) else word
    low = plain.lower().rstrip(".,'’-")
    if len(low) < 2 or low in _listed("stop"):
        return None
    if low[0].isdigit():
        return low, NUMBER
    return stem(low), NAME if plain[0].isupper() else 1.0


def _unit(words: dict[str, float], frequency: Counter[str], total: int) -> list[tuple[str, float]]:
    """The heaviest words of a report, its vector scaled to length one over all of them, in the order of the words."""
    common = _listed_stems("common")
    weighed = []
    for word, count in words.items():
        share = COMMON if word in common else RARE
        rarity = math.log((total + BACKGROUND) / (frequency[word] + BACKGROUND * share))
        weighed.append((word, (1 + math.log(max(count, 1.0))) * max(rarity, 0.0) ** SHARPNESS))
    length = math.sqrt(sum(weight * weight for _, weight in weighed)) or 1.0
    heaviest = sorted(weighed, key=lambda pair: (-pair[1], pair[0]))[:KEPT]
    return sorted((word, weight / length) for word, weight in heaviest)


def stem(word: str) -> str:
    """A word in lower case without the commonest endings of English, so that its forms meet."""
    for suffix, put in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= 3:
            word = word[: len(word) - len(suffix)] + put
            break
    if len(word) > 4 and word[-1] == word[-2] and word[-1] not in "sl":
        word = word[:-1]
    return word[:-1] if len(word) > 4 and word.endswith("e") else word


@cache
def _listed(kind: str) -> frozenset[str]:
    return frozenset(read_yaml("story_words")[kind])


@cache
def _listed_stems(kind: str) -> frozenset[str]:
    return frozenset(stem(word) for word in _listed(kind))
