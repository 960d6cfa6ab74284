"""Groups articles: near duplicates, and documents that report one story.

Two reports belong to one story when their weighted words are alike enough on average over the whole story, and they
appeared within days of each other: the same parties meeting again another year is another story. What was decided
before is decided again only where it can come out otherwise: which documents are concerned is told by `touched`. Here
belongs the decision, over columns; likeness of wording is in `near_duplicates`, of content in `vectors`, joining in
`average_link`. Whether two documents report one event belongs to `resolve`.
"""

from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from assets.parsed.stories import touched
from assets.parsed.stories.average_link import Known, average_link
from assets.parsed.stories.near_duplicates import near_duplicate_pairs
from assets.parsed.stories.touched import Before
from assets.parsed.stories.vectors import Lexicon, Pairs, Reach, alike, index, lexicon, vectors

THRESHOLD = 0.165  # mean cosine within a story
FULL_DAYS, LAST_DAYS = 4, 16  # reports this far apart keep their likeness, and lose all of it; between them it fades
COPY_DAYS = 45  # a copy this much later is told again, not the same story
UNDATED = np.iinfo(np.int64).max

Numbers = NDArray[np.int64]
Mask = NDArray[np.bool_]
GROUPS: dict[str, pl.DataType] = {
    "document_id": pl.String(),
    "copy_of": pl.String(),  # the earliest document that this one nearly repeats
    "near_duplicate_of": pl.String(),  # that one's own original, if it is a copy itself
    "story_id": pl.String(),
}
LEVELS: dict[str, pl.DataType] = {"word": pl.UInt32(), "level": pl.UInt8()}


@dataclass(frozen=True)
class Grouped:
    """GROUPS of every article, and LEVELS: how common each word is. `decided` counts the articles decided anew."""

    groups: pl.DataFrame
    levels: pl.DataFrame
    decided: int


def grouped(articles: pl.DataFrame, before: Before | None = None) -> Grouped:
    """Groups all articles, which have the columns of `prints.SCHEMA`, in any order.

    `before` is what an earlier run has decided of some of them; the outcome is the same without it. A story is named
    after its earliest article, and of those of one day after the smallest document_id.
    """
    rows = articles.sort("published_on", "document_id", nulls_last=True)
    words = lexicon(rows["words"])
    held = touched.earlier(rows, before)
    asked = touched.concerned(rows, held, words, before)
    deciding = _Deciding(rows, words, held.stories)
    if asked.any():
        asked = deciding.run(asked)
    return Grouped(_groups(rows, held, asked, deciding), _levels(words), int(asked.sum()))


class _Deciding:
    """Stories decided anew where that is asked; `stories` are numbers of those that stand, and the outcome.

    A story that stands is left alone unless one that is decided anew takes to it: then it is decided with that one. No
    other can change: two groups never join without two reports that are alike enough by themselves, and of two stories
    that stand, neither took to the other before.
    """

    def __init__(self, rows: pl.DataFrame, words: Lexicon, stories: Numbers) -> None:
        self._rows, self.stories = rows, stories
        self._days = rows["published_on"].to_physical().cast(pl.Int64).fill_null(UNDATED).to_numpy()
        self._held = index(vectors(words, rows["words"], rows["counts"]))
        self.copies = np.zeros((0, 2), dtype=np.int64)
        self._joined: Known = {}

    def run(self, asked: Mask) -> Mask:
        """Decides the stories of the reports asked, and of all that turn out to be concerned: these are returned."""
        everything = np.ones(len(asked), dtype=bool)
        links, met, new = _none(), np.zeros(len(asked), dtype=bool), asked
        while True:
            links = _joined(links, self._links(new, everything))
            near = self._beside(links, asked)
            fresh, met = near & ~met, met | near
            links = _joined(links, self._links(fresh, met))
            found = self._joined_stories(asked | near, links)
            new = near & ~np.isin(self.stories, _whole(self.stories, found, near))
            if not new.any():
                self.stories = np.where(asked, found, self.stories)
                return asked
            asked = asked | new

    def _links(self, asked: Mask, among: Mask) -> Pairs:
        """Pairs of which one is asked and both are among these, with the days between them taken into account."""
        if not asked.any():
            return _none()
        near = alike(self._held, _reach(self._days), asked, among)
        likeness = near.likeness * _nearness(self._days, near)
        pairs = np.array(near_duplicate_pairs(self._rows, asked), dtype=np.int64).reshape(-1, 2)
        pairs = pairs[among[pairs].all(axis=1)]
        if among.all():
            self.copies = np.concatenate([self.copies, pairs])
        news = pairs[_same_news(self._days[pairs[:, 0]], self._days[pairs[:, 1]])]
        return _joined(Pairs(near.first, near.second, likeness), Pairs(news[:, 0], news[:, 1], np.ones(len(news))))

    def _beside(self, links: Pairs, asked: Mask) -> Mask:
        """The reports of stories that stand, and that have a report alike enough to one that is asked."""
        strong = links.likeness >= THRESHOLD
        ends = np.concatenate([links.first[strong], links.second[strong]])
        return np.isin(self.stories, self.stories[ends[~asked[ends]]]) & ~asked

    def _joined_stories(self, which: Mask, links: Pairs) -> Numbers:
        """By report the first of its story, where the stories of these alone are decided by these links.

        The links among these are complete each time, so that a chain of the same reports comes out as it did.
        """
        numbers = np.flatnonzero(which)
        inside = which[links.first] & which[links.second]
        one, other = np.searchsorted(numbers, links.first[inside]), np.searchsorted(numbers, links.second[inside])
        pairs = zip(one.tolist(), other.tolist(), links.likeness[inside].tolist(), strict=True)
        found = np.full(len(which), -1)
        for story in average_link(len(numbers), pairs, THRESHOLD, numbers.tolist(), self._joined):
            found[numbers[story]] = numbers[story[0]]
        return found


def _whole(stories: Numbers, found: Numbers, near: Mask) -> Numbers:
    """Those stories of the reports `near` that came out as they stood."""
    there = pl.DataFrame({"story": stories[near], "found": found[near]})
    told = there.group_by("story").agg(pl.col("found").n_unique() == 1, pl.col("found").first().alias("one"), pl.len())
    sizes = pl.DataFrame({"one": found[found >= 0]}).group_by("one").agg(pl.len().alias("size"))
    same = told.join(sizes, on="one").filter(pl.col("found") & (pl.col("len") == pl.col("size")))
    return same["story"].to_numpy()


def _groups(rows: pl.DataFrame, held: touched.Earlier, asked: Mask, deciding: _Deciding) -> pl.DataFrame:
    identities = rows["document_id"]
    copy = _earliest_copies(held.copies, asked, deciding.copies)
    original = _originals(copy)
    lead = np.where(asked, deciding.stories, 0)
    named = "story-" + identities.gather(lead).str.slice(0, 16)
    story = pl.Series(held.named) if not asked.all() else named
    return pl.DataFrame(
        {
            "document_id": identities,
            "copy_of": _named(identities, copy),
            "near_duplicate_of": _named(identities, original),
            "story_id": story.zip_with(~pl.Series(asked), named),
        },
        schema=GROUPS,
    )


def _earliest_copies(before: Numbers, asked: Mask, copies: Numbers) -> Numbers:
    """By report the earliest that it nearly repeats, else its own number; `before` says so of those not asked."""
    found = np.where(asked, np.arange(len(before)), before)
    np.minimum.at(found, copies[:, 1], copies[:, 0])
    return found


def _originals(copy: Numbers) -> Numbers:
    """By report what the earliest one that it nearly repeats goes back to."""
    while (further := copy[copy] != copy).any():
        copy = np.where(further, copy[copy], copy)
    return copy


def _named(identities: pl.Series, numbers: Numbers) -> pl.Series:
    """The identities of other reports; of a report's own number null."""
    own = pl.Series(numbers == np.arange(len(numbers)))
    return pl.select(pl.when(~own).then(identities.gather(numbers))).to_series()


def _levels(words: Lexicon) -> pl.DataFrame:
    """How common the words are; those of the lowest level, which are most, are not told."""
    told = np.flatnonzero(words.level)
    return pl.DataFrame({"word": words.known[told], "level": words.level[told]}, schema=LEVELS)


def _none() -> Pairs:
    return Pairs(np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64), np.zeros(0))


def _joined(one: Pairs, other: Pairs) -> Pairs:
    parts = zip((one.first, one.second, one.likeness), (other.first, other.second, other.likeness), strict=True)
    return Pairs(*(np.concatenate(part) for part in parts))


def _reach(days: Numbers) -> Reach:
    """Who is near enough in time to be of one story with each: a report without a day is near to all."""
    dated = days != UNDATED
    known = np.where(dated, days, 0)
    since = np.where(dated, np.searchsorted(days, known - LAST_DAYS + 1), 0)
    until = np.where(dated, np.searchsorted(days, known + LAST_DAYS - 1, side="right"), len(days))
    return Reach(since, until, int(dated.sum()))


def _nearness(days: Numbers, pairs: Pairs) -> NDArray[np.float64]:
    """1 for reports of the same days or without a day, falling to 0 for reports that lie weeks apart."""
    known = (days[pairs.first] != UNDATED) & (days[pairs.second] != UNDATED)
    apart = np.where(known, np.abs(days[pairs.second] - np.where(known, days[pairs.first], 0)), 0)
    fading = 1 - (apart - FULL_DAYS) / (LAST_DAYS - FULL_DAYS)
    return np.where(apart <= FULL_DAYS, 1.0, np.maximum(0.0, fading))


def _same_news(one: Numbers, other: Numbers) -> Mask:
    """Whether copies appeared soon enough to be of the same story; of days unknown that is taken to be so."""
    undated = (one == UNDATED) | (other == UNDATED)
    return np.asarray(undated | (np.abs(np.where(undated, 0, other - np.where(undated, 0, one))) <= COPY_DAYS))
