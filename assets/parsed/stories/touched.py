"""Tells of which articles the group must be decided again, from what has come and what has gone since it was decided.

Here belong the ways in which one document can change what is said of another. That a story is drawn in by one that is
decided again, and what comes out, belongs to `grouping`.
"""

from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from assets.parsed.stories.near_duplicates import CROWD
from assets.parsed.stories.vectors import Lexicon

Numbers = NDArray[np.int64]
Mask = NDArray[np.bool_]


@dataclass(frozen=True)
class Before:
    """What an earlier run has decided: of the articles that are `held` still, and of those that are `gone`.

    Both have the columns of `prints.SCHEMA` and of `grouping.GROUPS`, `levels` those of `grouping.LEVELS`.
    """

    held: pl.DataFrame
    gone: pl.DataFrame
    levels: pl.DataFrame


@dataclass(frozen=True)
class Earlier:
    """The same by the numbers of today's articles.

    `stories` are numbers that articles of one story share, each new article with one of its own; `named` their ids, of
    new ones null. `copies` has the number of the earliest article that each nearly repeats, else its own; `lost` says
    whether that one has gone.
    """

    new: Mask
    stories: Numbers
    named: pl.Series
    copies: Numbers
    lost: Mask


def earlier(rows: pl.DataFrame, before: Before | None) -> Earlier:
    """What was decided of these articles, which stand in order."""
    count = rows.height
    own = np.arange(count)
    if before is None:
        nothing = pl.Series("story_id", [None] * count, dtype=pl.String)
        return Earlier(np.ones(count, dtype=bool), own, nothing, own, np.zeros(count, dtype=bool))
    told = before.held.select("document_id", "story_id", "copy_of")
    found = rows.select("document_id").join(told, on="document_id", how="left", maintain_order="left")
    places = rows.select(pl.col("document_id").alias("copy_of"), pl.int_range(pl.len()).alias("at"))
    copied = found.join(places, on="copy_of", how="left", maintain_order="left")["at"]
    named = found["story_id"]
    first = pl.DataFrame({"named": named, "at": own}).select(pl.col("at").min().over("named")).to_series().to_numpy()
    new = named.is_null().to_numpy()
    lost = (found["copy_of"].is_not_null() & copied.is_null()).to_numpy()
    return Earlier(new, np.where(new, own, first), named, copied.fill_null(pl.Series(own)).to_numpy(), lost)


def concerned(rows: pl.DataFrame, held: Earlier, words: Lexicon, before: Before | None) -> Mask:
    """The articles that are new, or whose likeness to others may have changed, with all of their former stories.

    Also those of a story or of an original of which something has gone.
    """
    asked = held.new | held.lost
    if before is None:
        return asked
    come = rows.filter(pl.Series(held.new))
    asked |= _of_moved_words(rows, words, before.levels)
    asked |= _of_moved_marks(rows, come, before.gone)
    asked |= _of_equal_prints(rows, held, before.gone)
    asked |= held.named.is_in(before.gone["story_id"].implode()).fill_null(False).to_numpy()
    return asked | np.isin(held.stories, held.stories[asked])


def _of_moved_words(rows: pl.DataFrame, words: Lexicon, levels: pl.DataFrame) -> Mask:
    """The articles that hold a word which is more, or less, common now than it was."""
    known = pl.DataFrame({"word": words.known}, schema={"word": pl.UInt32})
    level = known.join(levels, on="word", how="left", maintain_order="left")["level"].fill_null(0).to_numpy()
    moved = level != words.level
    if not moved.any():
        return np.zeros(rows.height, dtype=bool)
    of_report = np.repeat(np.arange(rows.height), rows["words"].list.len().to_numpy())
    return np.bincount(of_report[moved[words.numbers]], minlength=rows.height) > 0


def _of_moved_marks(rows: pl.DataFrame, come: pl.DataFrame, gone: pl.DataFrame) -> Mask:
    """The articles that hold a mark which has become a crowd's, or is one no more."""
    moved = pl.concat(
        [part.select(pl.col("marks").explode(empty_as_null=False)).with_columns(by=pl.lit(sign, pl.Int64))
         for part, sign in ((come, 1), (gone, -1))]
    ).group_by("marks").agg(pl.col("by").sum())  # fmt: skip
    holders = rows.select(pl.int_range(pl.len()).alias("number"), "marks").explode("marks", empty_as_null=False)
    holders = holders.filter(pl.col("marks").is_in(moved["marks"].implode()))
    now = moved.join(holders.group_by("marks").len("now"), on="marks", how="left")
    count = pl.col("now").fill_null(0).cast(pl.Int64)
    crossed = now.filter((count > CROWD) != (count - pl.col("by") > CROWD))
    found = holders.filter(pl.col("marks").is_in(crossed["marks"].implode()))["number"].unique()
    return np.isin(np.arange(rows.height), found.to_numpy())


def _of_equal_prints(rows: pl.DataFrame, held: Earlier, gone: pl.DataFrame) -> Mask:
    """The articles with equal prints of which the first, with which each is paired, may be another than it was."""
    first = pl.col("new").first().over("same") | pl.col("same").is_in(gone["same"].drop_nulls().implode())
    known = rows.select("same", pl.Series(held.new).alias("new"))
    return known.select((pl.col("same").is_not_null() & first).fill_null(False)).to_series().to_numpy()
