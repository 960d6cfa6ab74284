"""Finds documents with nearly the same text: wire copies under other headlines, cut copies, other layouts of one page.

A text is reduced to the hashes of its word shingles of which a fixed share is kept by value, so that two texts keep the
same ones (modulo sampling, Broder 1997); copies meet in an inverted index of the kept hashes. The cost is linear in the
text and in the number of copies. Here belongs likeness of wording; likeness of content belongs to `vectors`.
"""

import calendar
import re
import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

SHINGLE = 6  # words
SAMPLE = np.uint64(8)  # one hash in so many is kept of a long text
SHORT = 60  # of a text with fewer shingles all are kept
CROWD = 64  # a shingle that so many documents hold is boilerplate or a formula
CONTAINED = 0.7  # share of the shorter text's kept hashes that the longer one has
MIN_WORDS = 12
AT_ONCE = 4_000_000  # pairs held in memory at a time
_FACTOR = np.uint64(0x9E3779B97F4A7C15)  # odd and far from powers of two: words of a shingle do not cancel out
LEAST_OTHER, OTHER_SHARE = 2, 0.25  # figures, of each of two texts, that the other lacks
READ = 20_000  # code points of a text in which its figures are read
_WORD = re.compile(r"\w+")
_FIGURE = re.compile(rf"\d[\d.,:/]{{0,12}}\d|\d|\b(?:{'|'.join((*calendar.day_name, *calendar.month_name[1:]))})\b")

Marks = NDArray[np.uint64]


@dataclass(frozen=True, slots=True)
class Print:
    """The kept shingle hashes of a text, ascending: `whole` where they are all, else those of the common sample."""

    marks: Marks
    whole: bool = False


def near_duplicate_pairs(prints: Sequence[Print], text: Callable[[int], str]) -> list[tuple[int, int]]:
    """Pairs (i, j), i < j, of texts of which the shorter is nearly contained in the longer one, in order.

    `prints` are those of the texts; `text(i)` is asked for the texts alone whose words agree.
    """
    pairs = _meetings(prints)
    met = {number: _sets(prints[number]) for number in {number for pair in pairs for number in pair}}
    found = {pair for pair in pairs if _is_copy(met[pair[0]], met[pair[1]])} | _crowds(prints)
    told = {number: figures(text(number)) for number in {number for pair in found for number in pair}}
    return sorted((a, b) for a, b in found if not _other_figures(told[a], told[b]))


def fingerprint(text: str) -> Print:
    """The print of a text; a text of a few words has no marks."""
    words = _WORD.findall(text.lower())
    if len(words) < MIN_WORDS:
        return Print(np.zeros(0, dtype=np.uint64))
    codes = np.fromiter((_code(word) for word in words), dtype=np.uint64, count=len(words))
    total = np.zeros(len(words) - SHINGLE + 1, dtype=np.uint64)
    for at in range(SHINGLE):
        total = total * _FACTOR + codes[at : len(words) - SHINGLE + 1 + at]
    marks = np.unique(total)
    return Print(marks, True) if len(marks) < SHORT else Print(marks[_sampled(marks)])


def _sampled(marks: Marks) -> NDArray[np.bool_]:
    return np.asarray((marks >> np.uint64(32)) % SAMPLE == 0)


def _meetings(prints: Sequence[Print]) -> list[tuple[int, int]]:
    """The pairs of texts that have a mark in common which no crowd has."""
    sizes = np.array([len(one.marks) for one in prints], dtype=np.int64)
    if not sizes.sum():
        return []
    holders = np.repeat(np.arange(len(prints)), sizes)
    marks = np.concatenate([one.marks for one in prints])
    order = np.argsort(marks, kind="stable")
    holders, marks = holders[order], marks[order]
    begins = np.flatnonzero(np.concatenate([[True], marks[1:] != marks[:-1]]))
    held = np.diff(np.append(begins, len(marks)))
    rank = np.arange(len(marks)) - np.repeat(begins, held)
    rank[np.repeat(held, held) > CROWD] = 0
    done, found = np.cumsum(rank), [np.zeros(0, dtype=np.int64)]
    for low, high in pairwise([0, *(np.searchsorted(done, np.arange(AT_ONCE, done[-1], AT_ONCE))), len(rank)]):
        met = rank[low:high]
        later = np.repeat(np.arange(low, high), met)
        earlier = later - 1 - (np.arange(len(later)) - np.repeat(np.cumsum(met) - met, met))
        found.append(np.unique(holders[earlier] * len(prints) + holders[later]))
    pairs = np.unique(np.concatenate(found))
    return list(zip((pairs // len(prints)).tolist(), (pairs % len(prints)).tolist(), strict=True))


def _sets(one: Print) -> tuple[frozenset[int], frozenset[int]]:
    """The marks of the common sample, and all of a text of which all are kept."""
    if not one.whole:
        return frozenset(one.marks.tolist()), frozenset()
    return frozenset(one.marks[_sampled(one.marks)].tolist()), frozenset(one.marks.tolist())


def _other_figures(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two texts in the same words tell other figures and days: daily counts and launches by one template.

    A copy that was cut has no figures of its own, and one that was mended changes one or two among many.
    """
    own = min(len(one - other), len(other - one))
    return own >= LEAST_OTHER and own >= OTHER_SHARE * min(len(one), len(other))


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


def _crowds(prints: Sequence[Print]) -> set[tuple[int, int]]:
    """Copies so numerous that their shingles look like a formula: equal prints, each paired with the first."""
    first: dict[bytes, int] = {}
    pairs = set()
    for number, one in enumerate(prints):
        if len(one.marks):
            earliest = first.setdefault(one.marks.tobytes(), number)
            if earliest != number:
                pairs.add((earliest, number))
    return pairs
