"""Weighs the words of reports, and measures how alike reports are.

TF-IDF with the inverse document frequency raised to 1.5, names and numbers and the opening weighted up. Frequencies are
counted as if the collection stood within a background of `BACKGROUND` news texts, so that two documents alone in an
inbox are compared like two among thousands. They are told by level, each six times the last: a report that comes moves
few words to another level, and so the likeness of few of the reports that are there. What a report has of each word
(`counts`) follows from its text alone and is kept; what a word weighs follows from the collection and is reckoned anew,
in columns. Here belong vectors and likeness; groups belong to `grouping`.
"""

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

import numpy as np
import polars as pl
from numpy.typing import NDArray

from assets.reference import read_yaml

BACKGROUND = 2000  # texts that stand for all other news
RARE, COMMON = 0.0008, 0.12  # share of them that hold an unlisted word, or one of the common list
STEP, LEVELS = 6, 5  # a word's level says which share of reports hold it: RARE, or so many times more, and so on
CROWD = 3  # a word of this level or a higher one brings no two reports together, but counts once they have met
READ = 3000  # characters of the body: the rest of a long report is background
LEAD_WORDS = 60
LEAD, NAME, NUMBER, TITLE = 2.0, 1.5, 1.5, 2.0
SHARPNESS = 1.5
KEPT = 120  # heaviest words of a report that are compared
FLOOR = 0.04  # less alike pairs count as not alike at all
AT_ONCE = 4_000_000  # products, and places for pairs, that are held in memory at a time

_WORD = re.compile(r"[A-Za-zÀ-ÿ][A-Za-zÀ-ÿ'’-]{0,40}|\d[\d,.]{0,15}")
_SUFFIXES = (("ies", "y"), ("sses", "ss"), ("ing", ""), ("edly", ""), ("ed", ""), ("es", ""), ("s", ""), ("ly", ""))

Numbers = NDArray[np.int64]
Shares = NDArray[np.float64]
Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The words of reports, those of each report in order: `known` by number, `level` by number, `numbers` as held.

    `known` are codes (see `coded`) in order.
    """

    known: NDArray[np.uint32]
    level: NDArray[np.uint8]
    numbers: Numbers


@dataclass(frozen=True, slots=True)
class Vectors:
    """Reports as sparse rows of unit length: those of report i lie in [offsets[i], offsets[i + 1]).

    `words` are word numbers, ascending within a report; `rare` says of each word whether it brings reports together.
    """

    offsets: Numbers
    words: Numbers
    weights: Shares
    rare: Mask


@dataclass(frozen=True, slots=True)
class Reach:
    """Which reports are near enough to each to be compared: report i with [since[i], until[i]), and all from `open`."""

    since: Numbers
    until: Numbers
    open: int


@dataclass(frozen=True, slots=True)
class Pairs:
    """Pairs (first[k], second[k]), first < second, and how alike they are."""

    first: Numbers
    second: Numbers
    likeness: Shares


@dataclass(frozen=True, slots=True)
class Index:
    """Who holds each word of `rows`: `keys` are word * reports + holder, ascending."""

    rows: Vectors
    keys: Numbers
    holders: Numbers
    shares: Shares

    def of(self, which: Mask) -> "Index":
        """The same with these holders alone."""
        if which.all():
            return self
        kept = which[self.holders]
        return Index(self.rows, self.keys[kept], self.holders[kept], self.shares[kept])


def lexicon(words: pl.Series) -> Lexicon:
    """The words of reports, given as lists of codes, and how common each is among these reports."""
    held = words.explode(empty_as_null=False)
    known = held.unique().sort()
    places = pl.DataFrame({"word": known}).with_row_index("number")
    joined = pl.DataFrame({"word": held}).join(places, on="word", how="left", maintain_order="left")
    numbers = joined["number"].to_numpy().astype(np.int64)
    frequency = np.bincount(numbers, minlength=len(known))
    listed = known.is_in(_listed_codes().implode()).to_numpy()
    share = (frequency + BACKGROUND * np.where(listed, COMMON, RARE)) / (len(words) + BACKGROUND)
    level = np.searchsorted(RARE * STEP ** (np.arange(LEVELS - 1) + 0.5), share, side="right")
    return Lexicon(known.to_numpy(), level.astype(np.uint8), numbers)


def vectors(found: Lexicon, words: pl.Series, counts: pl.Series) -> Vectors:
    """The vectors of reports, given as their words and what they have of each (lists of `counts`, in its order)."""
    sizes = words.list.len().to_numpy().astype(np.int64)
    numbers = found.numbers
    of_report = np.repeat(np.arange(len(sizes)), sizes)
    told = counts.explode(empty_as_null=False).to_numpy()
    weighs = np.maximum(-np.log(RARE * float(STEP) ** np.arange(LEVELS)), 0.0) ** SHARPNESS
    weights = (1 + np.log(np.maximum(told, 1.0))) * weighs[found.level[numbers]]
    lengths = np.sqrt(np.bincount(of_report, weights=weights * weights, minlength=len(sizes)))
    lengths[lengths == 0.0] = 1.0
    kept = _heaviest(of_report, weights, sizes)
    offsets = np.concatenate([[0], np.cumsum(np.bincount(of_report[kept], minlength=len(sizes)))]).astype(np.int64)
    return Vectors(offsets, numbers[kept], (weights / lengths[of_report])[kept], found.level < CROWD)


def _heaviest(of_report: Numbers, weights: Shares, sizes: Numbers) -> Mask:
    """Which words are among the heaviest of their report, of equals the first."""
    kept = np.ones(len(weights), dtype=bool)
    long = np.flatnonzero((sizes > KEPT)[of_report])
    order = long[np.lexsort((long, -weights[long], of_report[long]))]
    among = sizes[sizes > KEPT]
    rank = np.arange(len(order)) - np.repeat(np.cumsum(among) - among, among)
    kept[order[rank >= KEPT]] = False
    return kept


def index(rows: Vectors) -> Index:
    """The index of all reports."""
    reports = len(rows.offsets) - 1
    of_report = np.repeat(np.arange(reports), np.diff(rows.offsets))
    order = np.argsort(rows.words, kind="stable")
    holders = of_report[order]
    return Index(rows, rows.words[order] * reports + holders, holders, rows.weights[order])


def alike(held: Index, reach: Reach, asked: Mask, among: Mask) -> Pairs:
    """The pairs with likeness (cosine) of at least FLOOR of reports that share a rare word; each pair once.

    `held` is the index of all reports; one of each pair is `asked`, both are `among`. How alike two are does not depend
    on which are asked.
    """
    numbers = np.flatnonzero(asked & among)
    before, behind = held.of(among), held.of(among & ~asked)
    dated = numbers[numbers < reach.open]
    end = np.full(len(dated), len(among))
    found = [
        *_met(before, numbers, reach.since[numbers], numbers),
        *_met(behind, numbers, numbers + 1, reach.until[numbers]),
        *_met(behind, dated, np.full(len(dated), reach.open), end),
    ]
    one, other, likeness = [np.concatenate(part) for part in zip(*found, strict=True)] or [np.zeros(0)] * 3
    first, second = np.minimum(one, other), np.maximum(one, other)
    return Pairs(first.astype(np.int64), second.astype(np.int64), likeness.astype(np.float64))


def _met(held: Index, numbers: Numbers, low: Numbers, high: Numbers) -> Iterator[tuple[Numbers, Numbers, Shares]]:
    """The pairs of these reports with the holders in [low, high), a block at a time."""
    rows = held.rows
    if not len(held.keys) or not len(numbers):
        return
    reports = len(rows.offsets) - 1
    sizes = rows.offsets[numbers + 1] - rows.offsets[numbers]
    of_number = np.repeat(np.arange(len(numbers)), sizes)
    at = np.arange(len(of_number)) + np.repeat(rows.offsets[numbers] - (np.cumsum(sizes) - sizes), sizes)
    words, width = rows.words[at], np.maximum(high - low, 0)
    begins = np.searchsorted(held.keys, words * reports + low[of_number])
    ends = np.searchsorted(held.keys, words * reports + np.maximum(high, low)[of_number])
    cost = width + np.bincount(of_number, weights=ends - begins, minlength=len(numbers)).astype(np.int64)
    parts = np.cumsum(cost) // AT_ONCE
    for block in np.split(np.arange(len(numbers)), np.flatnonzero(np.diff(parts)) + 1):
        first, last = np.searchsorted(of_number, (block[0], block[-1] + 1))
        part = slice(int(first), int(last))
        yield _block(held, numbers, (at[part], of_number[part], begins[part], ends[part]), (low, width), block)


def _block(
    held: Index, numbers: Numbers, words: tuple[Numbers, Numbers, Numbers, Numbers], window: tuple[Numbers, Numbers],
    block: Numbers,
) -> tuple[Numbers, Numbers, Shares]:  # fmt: skip
    """The pairs of the reports `numbers[block]`: products are summed in the order of the words."""
    (at, of_number, begins, ends), (low, width) = words, window
    edges = np.cumsum(width[block])
    base = edges - width[block] - low[block]  # where the places of each report would begin for holder 0
    count = ends - begins
    where = np.arange(count.sum()) + np.repeat(begins - (np.cumsum(count) - count), count)
    place = np.repeat(base[of_number - block[0]], count) + held.holders[where]
    product = held.shares[where] * np.repeat(held.rows.weights[at], count)
    rare = np.repeat(held.rows.rare[held.rows.words[at]], count)
    near = np.bincount(place[rare], minlength=edges[-1]) > 0
    likeness = np.bincount(place[rare], weights=product[rare], minlength=edges[-1]).astype(np.float64)
    likeness += np.bincount(place[~rare], weights=product[~rare], minlength=edges[-1])
    close = np.flatnonzero(near & (likeness >= FLOOR))
    own = np.searchsorted(edges, close, side="right")
    return numbers[block[own]], close - base[own], likeness[close]


def coded(found: dict[str, float]) -> dict[int, float]:
    """What `counts` gave, by the codes of the words, in their order."""
    codes: dict[int, float] = {}
    for word, count in found.items():
        code = _code(word)
        codes[code] = codes.get(code, 0.0) + count
    return dict(sorted(codes.items()))


@lru_cache(maxsize=200_000)
def _code(word: str) -> int:
    return zlib.crc32(word.encode())


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


@cache
def _listed_codes() -> pl.Series:
    return pl.Series([_code(word) for word in sorted(_listed_stems("common"))], dtype=pl.UInt32)
