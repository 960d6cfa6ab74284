"""Finds documents with nearly the same text: wire copies under other headlines, cut copies, other layouts of one page.

A text is reduced to the hashes of its word shingles of which a fixed share is kept by value, so that two texts keep the
same ones (modulo sampling, Broder 1997); copies meet in an inverted index of the kept hashes. The cost is linear in the
text and in the number of copies. Here belongs likeness of wording; likeness of content belongs to `vectors`.
"""

import calendar
import re
import zlib
from collections import Counter, defaultdict
from collections.abc import Sequence
from functools import lru_cache

import numpy as np

SHINGLE = 6  # words
SAMPLE = np.uint64(8)  # one hash in so many is kept of a long text
SHORT = 60  # of a text with fewer shingles all are kept
CROWD = 64  # a shingle that so many documents hold is boilerplate or a formula
CONTAINED = 0.7  # share of the shorter text's kept hashes that the longer one has
MIN_WORDS = 12
_FACTOR = np.uint64(0x9E3779B97F4A7C15)  # odd and far from powers of two: words of a shingle do not cancel out
LEAST_OTHER, OTHER_SHARE = 2, 0.25  # figures, of each of two texts, that the other lacks
READ = 20_000  # code points of a text in which its figures are read
_WORD = re.compile(r"\w+")
_FIGURE = re.compile(rf"\d[\d.,:/]{{0,12}}\d|\d|\b(?:{'|'.join((*calendar.day_name, *calendar.month_name[1:]))})\b")


def near_duplicate_pairs(texts: Sequence[str]) -> list[tuple[int, int]]:
    """Pairs (i, j), i < j, of texts of which the shorter is nearly contained in the longer one, in order."""
    prints = [fingerprint(text) for text in texts]
    holders: dict[int, list[int]] = defaultdict(list)
    for number, kept in enumerate(prints):
        for mark in kept[0] | kept[1]:
            holders[mark].append(number)
    shared: Counter[tuple[int, int]] = Counter()
    for held in holders.values():
        if 1 < len(held) <= CROWD:
            shared.update((a, b) for at, a in enumerate(held) for b in held[at + 1 :])
    found = {pair for pair in shared if _is_copy(prints[pair[0]], prints[pair[1]])} | _crowds(prints)
    return sorted((a, b) for a, b in found if not _other_figures(texts[a], texts[b]))


def fingerprint(text: str) -> tuple[frozenset[int], frozenset[int]]:
    """The kept shingle hashes of a text: those of the common sample, and all of a short text (empty of a long one)."""
    words = _WORD.findall(text.lower())
    if len(words) < MIN_WORDS:
        return frozenset(), frozenset()
    codes = np.fromiter((_code(word) for word in words), dtype=np.uint64, count=len(words))
    total = np.zeros(len(words) - SHINGLE + 1, dtype=np.uint64)
    for at in range(SHINGLE):
        total = total * _FACTOR + codes[at : len(words) - SHINGLE + 1 + at]
    marks = np.unique(total)
    sample = frozenset(marks[(marks >> np.uint64(32)) % SAMPLE == 0].tolist())
    return sample, frozenset(marks.tolist()) if len(marks) < SHORT else frozenset()


def _other_figures(one: str, other: str) -> bool:
    """Whether two texts in the same words tell other figures and days: daily counts and launches by one template.

    A copy that was cut has no figures of its own, and one that was mended changes one or two among many.
    """
    first, second = figures(one), figures(other)
    own = min(len(first - second), len(second - first))
    return own >= LEAST_OTHER and own >= OTHER_SHARE * min(len(first), len(second))


def figures(text: str) -> frozenset[str]:
    """The numbers, weekdays and months of a text."""
    return frozenset(_FIGURE.findall(text[:READ]))


@lru_cache(maxsize=200_000)
def _code(word: str) -> int:
    return zlib.crc32(word.encode())


def _is_copy(one: tuple[frozenset[int], frozenset[int]], other: tuple[frozenset[int], frozenset[int]]) -> bool:
    """Whether the smaller print lies within the larger; two short texts are compared whole."""
    whole = bool(one[1] and other[1])
    first, second = (one[1], other[1]) if whole else (one[0], other[0])
    smaller = min(len(first), len(second))
    return smaller >= (1 if whole else 3) and len(first & second) >= CONTAINED * smaller


def _crowds(prints: Sequence[tuple[frozenset[int], frozenset[int]]]) -> set[tuple[int, int]]:
    """Copies so numerous that their shingles look like a formula: equal prints, each paired with the first."""
    first: dict[frozenset[int], int] = {}
    pairs = set()
    for number, (sample, whole) in enumerate(prints):
        mark = sample | whole
        if mark:
            earliest = first.setdefault(mark, number)
            if earliest != number:
                pairs.add((earliest, number))
    return pairs
