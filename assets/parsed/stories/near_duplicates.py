"""Finds documents with nearly the same text: wire copies under other headlines, cut copies, other layouts of one page.

A text is reduced to the hashes of its word shingles of which a fixed share is kept by value, so that two texts keep the
same ones (modulo sampling, Broder 1997); copies meet in an inverted index of the kept hashes, in which only those texts
are looked for that are asked. The cost is linear in the text and in the number of copies. Here belongs likeness of
wording; likeness of content belongs to `vectors`.
"""

import calendar
import re
import zlib
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import polars as pl
from numpy.typing import NDArray

SHINGLE = 6  # words
SAMPLE = 8  # one hash in so many is kept of a long text
SHORT = 60  # of a text with fewer shingles all are kept
CROWD = 64  # a shingle that so many documents hold is boilerplate or a formula
CONTAINED = 0.7  # share of the shorter text's kept hashes that the longer one has
LEAST_SAMPLE = 3  # kept hashes of a long text by which it can be told
MIN_WORDS = 12
AT_ONCE = 4_000_000  # pairs held in memory at a time
_FACTOR = np.uint64(0x9E3779B97F4A7C15)  # odd and far from powers of two: words of a shingle do not cancel out
LEAST_OTHER, OTHER_SHARE = 2, 0.25  # figures, of each of two texts, that the other lacks
READ = 20_000  # code points of a text in which its figures are read
_WORD = re.compile(r"\w+")
_FIGURE = re.compile(rf"\d[\d.,:/]{{0,12}}\d|\d|\b(?:{'|'.join((*calendar.day_name, *calendar.month_name[1:]))})\b")

Marks = NDArray[np.uint64]
Numbers = NDArray[np.int64]
Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Print:
    """The kept shingle hashes of a text, ascending: `whole` where they are all, else those of the common sample."""

    marks: Marks
    whole: bool = False


def near_duplicate_pairs(rows: pl.DataFrame, asked: Mask) -> list[tuple[int, int]]:
    """Pairs (i, j), i < j, of texts of which the shorter is nearly contained in the longer one, in order.

    `rows` has the columns of `prints.SCHEMA`; one text of each pair is `asked`. Whether two are a pair does not depend
    on which are asked.
    """
    one, other = _contained(rows, *_meetings(rows, asked))
    found = {*zip(one.tolist(), other.tolist(), strict=True)} | _crowds(rows, asked)
    told = _figures(rows["figures"], {number for pair in found for number in pair})
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
    return Print(marks, True) if len(marks) < SHORT else Print(marks[sampled(marks)])


def sampled(marks: Marks) -> Mask:
    """Which marks are of the common sample."""
    return np.asarray((marks >> np.uint64(32)) % np.uint64(SAMPLE) == 0)


def _meetings(rows: pl.DataFrame, asked: Mask) -> tuple[Numbers, Numbers]:
    """The pairs of texts that have a mark in common which no crowd has, and may have enough of them to be copies."""
    entries = rows.select(pl.int_range(pl.len()).alias("number"), "marks").explode("marks", empty_as_null=False)
    if not asked.all():
        own = entries.filter(pl.Series(asked).gather(entries["number"]))["marks"].unique()
        entries = entries.filter(pl.col("marks").is_in(own.implode()))
    holders, marks = entries["number"].to_numpy().astype(np.int64), entries["marks"].to_numpy()
    order = np.lexsort((holders, ~asked[holders], marks))
    holders, marks = holders[order], marks[order]
    begins = np.flatnonzero(np.concatenate([[True], marks[1:] != marks[:-1]])[: len(marks)])
    size = np.diff(np.append(begins, len(marks)))
    behind = np.repeat(begins + size, size) - np.arange(len(marks)) - 1
    crowd = np.repeat(size > CROWD, size)
    behind[crowd | ~asked[holders]] = 0
    common = _common(holders, sampled(marks), behind, rows.height)
    of_crowds = np.bincount(holders[crowd], minlength=rows.height)
    return _enough(common, rows, np.where(asked, of_crowds, np.iinfo(np.int64).max))


def _common(
    holders: Numbers, of_sample: Mask, behind: Numbers, texts: int
) -> tuple[Numbers, Numbers, Numbers, Numbers]:
    """First, second, marks in common and sampled ones among them, of an entry's holder with those `behind` it."""
    done, found = np.cumsum(behind), []
    cuts = np.searchsorted(done, np.arange(AT_ONCE, done[-1] if len(done) else 0, AT_ONCE), side="right")
    for part in np.split(np.arange(len(holders)), cuts):
        count = behind[part]
        one = np.repeat(part, count)
        other = one + 1 + np.arange(len(one)) - np.repeat(np.cumsum(count) - count, count)
        low, high = np.minimum(holders[one], holders[other]), np.maximum(holders[one], holders[other])
        pairs = pl.DataFrame({"pair": low * texts + high, "sampled": of_sample[one]})
        found.append(pairs.group_by("pair").agg(pl.len().alias("all"), pl.col("sampled").sum()))
    whole = pl.concat(found).group_by("pair").agg(pl.col("all", "sampled").sum()).sort("pair")
    met, both, both_sampled = (whole[name].to_numpy().astype(np.int64) for name in ("pair", "all", "sampled"))
    return met // texts, met % texts, both, both_sampled


def _enough(
    common: tuple[Numbers, Numbers, Numbers, Numbers], rows: pl.DataFrame, of_crowds: Numbers
) -> tuple[Numbers, Numbers]:
    """The pairs that are copies if they have all in common what either has of marks that crowds have."""
    one, other, both, of_sample = common
    least, whole = _least(rows, one, other)
    may = np.where(whole, both, of_sample) + np.minimum(of_crowds[one], of_crowds[other]) >= least
    return one[may], other[may]


def _contained(rows: pl.DataFrame, one: Numbers, other: Numbers) -> tuple[Numbers, Numbers]:
    """Those of the pairs of which the smaller print lies within the larger; two short texts are compared whole."""
    numbers = np.union1d(one, other)
    held = rows.select(pl.int_range(pl.len()).alias("number"), "marks")[numbers]
    entries = held.explode("marks", empty_as_null=False)
    pairs = pl.DataFrame({"pair": np.arange(len(one)), "one": one, "other": other})
    first = pairs.join(entries, left_on="one", right_on="number")
    both = first.join(entries, left_on=["other", "marks"], right_on=["number", "marks"], how="semi")
    counted = both.with_columns(pl.Series("sampled", sampled(both["marks"].to_numpy())))
    common = counted.group_by("pair").agg(pl.len().alias("all"), pl.col("sampled").sum())
    found = pairs.join(common, on="pair", how="left", maintain_order="left").fill_null(0)
    least, whole = _least(rows, one, other)
    enough = np.where(whole, found["all"].to_numpy(), found["sampled"].to_numpy()) >= least
    return one[enough], other[enough]


def _least(rows: pl.DataFrame, one: Numbers, other: Numbers) -> tuple[NDArray[np.float64], Mask]:
    """How many hashes the texts of each pair must have in common, and whether all of theirs are compared."""
    size, sample = (column.to_numpy().astype(np.int64) for column in (rows["marks"].list.len(), rows["sampled"]))
    all_kept = rows["whole"].to_numpy()
    whole = all_kept[one] & all_kept[other]
    smaller = np.where(whole, np.minimum(size[one], size[other]), np.minimum(sample[one], sample[other]))
    return np.where(smaller >= np.where(whole, 1, LEAST_SAMPLE), CONTAINED * smaller, np.inf), whole


def _figures(values: pl.Series, numbers: set[int]) -> dict[int, frozenset[int]]:
    """The figures of some texts."""
    order = sorted(numbers)
    return dict(zip(order, map(frozenset, values.gather(order).to_list()), strict=True))


def _other_figures(one: frozenset[int], other: frozenset[int]) -> bool:
    """Whether two texts in the same words tell other figures and days: daily counts and launches by one template.

    A copy that was cut has no figures of its own, and one that was mended changes one or two among many.
    """
    own = min(len(one - other), len(other - one))
    return own >= LEAST_OTHER and own >= OTHER_SHARE * min(len(one), len(other))


def figures(text: str) -> list[int]:
    """The numbers, weekdays and months of a text, as codes."""
    return sorted({_code(figure) for figure in _FIGURE.findall(text[:READ])})


@lru_cache(maxsize=200_000)
def _code(word: str) -> int:
    return zlib.crc32(word.encode())


def _crowds(rows: pl.DataFrame, asked: Mask) -> set[tuple[int, int]]:
    """Copies so numerous that their shingles look like a formula: equal prints, each paired with the first."""
    held = rows.select("same", pl.int_range(pl.len()).alias("number"), pl.Series(asked).alias("asked"))
    held = held.filter(pl.col("same").is_not_null())
    if not asked.all():
        own = held.filter("asked")["same"].unique()
        held = held.filter(pl.col("same").is_in(own.implode()))
    first = held.with_columns(pl.col("number").min().over("same").alias("first"), pl.col("asked").alias("mine"))
    led = first.with_columns(pl.col("asked").filter(pl.col("number") == pl.col("first")).first().over("same"))
    pairs = led.filter((pl.col("number") > pl.col("first")) & (pl.col("mine") | pl.col("asked")))
    return set(pairs.select("first", "number").iter_rows())
