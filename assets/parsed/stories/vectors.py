"""Weighs the words of reports, and measures how alike the reports of a collection are.

TF-IDF with the inverse document frequency raised to 1.5, names and numbers and the opening weighted up. Frequencies are
counted as if the collection stood within a background of `BACKGROUND` news texts, so that two documents alone in an
inbox are compared like two among thousands. What a report has of each word (`counts`) follows from its text alone and
is kept; what a word weighs follows from the whole collection and is reckoned anew, in columns. Here belong vectors and
likeness; groups belong to `grouping`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

import numpy as np
import polars as pl
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
AT_ONCE, MOST_AT_ONCE = 4_000_000, 512  # products, and reports, of which the pairs are held in memory at a time

_WORD = re.compile(r"[A-Za-zÀ-ÿ][A-Za-zÀ-ÿ'’-]{0,40}|\d[\d,.]{0,15}")
_SUFFIXES = (("ies", "y"), ("sses", "ss"), ("ing", ""), ("edly", ""), ("ed", ""), ("es", ""), ("s", ""), ("ly", ""))

Numbers = NDArray[np.int64]
Shares = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Vectors:
    """Reports as sparse rows of unit length: those of report i lie in [offsets[i], offsets[i + 1]).

    `words` are word numbers, `frequency` says by word number how many reports hold the word.
    """

    offsets: Numbers
    words: Numbers
    weights: Shares
    frequency: Numbers


@dataclass(frozen=True, slots=True)
class Pairs:
    """Pairs (first[k], second[k]), first < second, and how alike they are; in order of second, then first."""

    first: Numbers
    second: Numbers
    likeness: Shares


def vectors(words: pl.Series, counts: pl.Series) -> Vectors:
    """The vectors of reports, given as their words and what they have of each (lists of `counts`, in its order)."""
    sizes = words.list.len().to_numpy().astype(np.int64)
    held = words.explode(empty_as_null=False)
    known = held.unique().sort()
    numbers = _numbers(held, known)
    of_report = np.repeat(np.arange(len(sizes)), sizes)
    frequency = np.bincount(numbers, minlength=len(known)).astype(np.int64)
    found = counts.explode(empty_as_null=False).to_numpy()
    weights = (1 + np.log(np.maximum(found, 1.0))) * _rarity(known, frequency, len(sizes))[numbers]
    lengths = np.sqrt(np.bincount(of_report, weights=weights * weights, minlength=len(sizes)))
    lengths[lengths == 0.0] = 1.0
    kept = _heaviest(of_report, weights, numbers, sizes)
    offsets = np.concatenate([[0], np.cumsum(np.bincount(of_report[kept], minlength=len(sizes)))]).astype(np.int64)
    return Vectors(offsets, numbers[kept], weights[kept] / lengths[of_report[kept]], frequency)


def _numbers(held: pl.Series, known: pl.Series) -> Numbers:
    """The place of every word among those known."""
    places = pl.DataFrame({"word": known}).with_row_index("number")
    joined = pl.DataFrame({"word": held}).join(places, on="word", how="left", maintain_order="left")
    return joined["number"].to_numpy().astype(np.int64)


def _rarity(known: pl.Series, frequency: Numbers, reports: int) -> Shares:
    common = known.is_in(sorted(_listed_stems("common"))).to_numpy()
    share = np.where(common, COMMON, RARE)
    rarity = np.log((reports + BACKGROUND) / (frequency + BACKGROUND * share))
    return np.asarray(np.maximum(rarity, 0.0) ** SHARPNESS)


def _heaviest(of_report: Numbers, weights: Shares, numbers: Numbers, sizes: Numbers) -> Numbers:
    """Where the heaviest words of every report stand, of equals the first in the alphabet; in the alphabet's order."""
    order = np.lexsort((numbers, -weights, of_report))
    rank = np.arange(len(order)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    kept = order[rank < KEPT]
    return kept[np.lexsort((numbers[kept], of_report[kept]))]


def alike(rows: Vectors, nearest: Numbers | None = None) -> Pairs:
    """The pairs with likeness (cosine) of at least FLOOR of reports that share a rare word.

    `nearest[i]` is the first report that report i is compared with; those before it are passed over.
    """
    reports = len(rows.offsets) - 1
    since = np.zeros(reports, dtype=np.int64) if nearest is None else nearest
    of_report = np.repeat(np.arange(reports), np.diff(rows.offsets))
    order = np.argsort(rows.words, kind="stable")
    holders, shares = of_report[order], rows.weights[order]
    keys = rows.words[order] * reports + holders
    ends = np.empty(len(order), dtype=np.int64)
    ends[order] = np.arange(len(order))
    begins = np.searchsorted(keys, rows.words * reports + since[of_report])
    products = np.maximum(ends - begins, 0)
    rare = rows.frequency[rows.words] <= CROWD if len(rows.words) else np.zeros(0, dtype=bool)
    found = [
        _block(rows, holders, shares, begins, products, rare, since, low, high)
        for low, high in _blocks(products, rows.offsets, since)
    ]
    parts = [np.concatenate(part) for part in zip(*found, strict=True)] or [np.zeros(0)] * 3
    return Pairs(parts[0].astype(np.int64), parts[1].astype(np.int64), parts[2].astype(np.float64))


def _blocks(products: Numbers, offsets: Numbers, since: Numbers) -> Iterator[tuple[int, int]]:
    """Stretches of reports [low, high) whose products, and whose square of pairs, are few enough to be held."""
    done = np.concatenate([[0], np.cumsum(products)])[offsets]
    begins_anew = np.flatnonzero(np.diff(since) < 0) + 1
    low = 0
    while low < len(since):
        few = np.searchsorted(done, done[low] + AT_ONCE, side="right") - 1
        square = low + min(MOST_AT_ONCE, AT_ONCE // (low + MOST_AT_ONCE - since[low]))
        anew = begins_anew[np.searchsorted(begins_anew, low, side="right") :][:1]
        high = max(low + 1, min(int(few), int(square), len(since), *anew.tolist()))
        yield low, high
        low = high


def _block(
    rows: Vectors, holders: Numbers, shares: Shares, begins: Numbers, products: Numbers, rare: NDArray[np.bool_],
    since: Numbers, low: int, high: int,
) -> tuple[Numbers, Numbers, Shares]:  # fmt: skip
    """The pairs of the reports [low, high) with those before them: products are summed in the order of the words."""
    part = slice(rows.offsets[low], rows.offsets[high])
    count = products[part]
    lowest = int(since[low:high].min())
    width = high - lowest
    at = np.arange(count.sum()) + np.repeat(begins[part] - (np.cumsum(count) - count), count)
    place = np.repeat((np.repeat(np.arange(low, high), np.diff(rows.offsets[low : high + 1])) - low) * width, count)
    place += holders[at] - lowest
    product = shares[at] * np.repeat(rows.weights[part], count)
    is_rare = np.repeat(rare[part], count)
    size = (high - low) * width
    near = np.bincount(place[is_rare], minlength=size) > 0
    likeness = np.bincount(place[is_rare], weights=product[is_rare], minlength=size)
    likeness += np.bincount(place[~is_rare], weights=product[~is_rare], minlength=size)
    close = np.flatnonzero(near & (likeness >= FLOOR))
    first, second = close % width + lowest, close // width + low
    return first.astype(np.int64), second.astype(np.int64), likeness[close].astype(np.float64)


def counts(title: str, body: str) -> dict[str, float]:
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
