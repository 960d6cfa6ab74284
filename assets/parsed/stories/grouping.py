"""Groups articles: near duplicates, and documents that report one story.

Two reports belong to one story when their weighted words are alike enough on average over the whole story, and they
appeared within days of each other: the same parties meeting again another year is another story. Here belongs the
decision, over columns; likeness of wording is in `near_duplicates`, of content in `vectors`, joining in `average_link`.
Whether two documents report one event belongs to `resolve`.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from assets.parsed.stories.average_link import average_link
from assets.parsed.stories.near_duplicates import near_duplicate_pairs
from assets.parsed.stories.prints import prints_of, shingles_of
from assets.parsed.stories.vectors import Pairs, alike, vectors

THRESHOLD = 0.165  # mean cosine within a story
FULL_DAYS, LAST_DAYS = 4, 16  # reports this far apart keep their likeness, and lose all of it; between them it fades
COPY_DAYS = 45  # a copy this much later is told again, not the same story
UNDATED = np.iinfo(np.int64).max


@dataclass(frozen=True, slots=True)
class StoryInput:
    """What grouping reads of one article."""

    document_id: str
    title: str | None
    body: str
    published_on: dt.date | None


@dataclass(frozen=True, slots=True)
class StoryResult:
    """The earliest document with nearly the same text, and the story it belongs to (a stable id)."""

    near_duplicate_of: str | None
    story_id: str


def group(articles: Sequence[StoryInput]) -> dict[str, StoryResult]:
    """By document_id; the outcome does not depend on the order of the articles."""
    days = {"published_on": [a.published_on for a in articles], "body": [a.body for a in articles]}
    rows = prints_of((a.document_id, a.title, a.body) for a in articles)
    found = grouped(rows.with_columns(pl.DataFrame(days, schema={"published_on": pl.Date, "body": pl.String})))
    return {document_id: StoryResult(original, story) for document_id, original, story in found.iter_rows()}


def grouped(articles: pl.DataFrame) -> pl.DataFrame:
    """`document_id`, `near_duplicate_of` and `story_id` of every article.

    `articles` has the columns of `prints.SCHEMA`, `published_on` and `body`; its order does not matter. A story is
    named after its earliest article, and of those of one day after the smallest document_id.
    """
    held = articles.sort("published_on", "document_id", nulls_last=True)
    copies = near_duplicate_pairs(shingles_of(held), lambda number: str(held["body"][number]))
    original: dict[int, int] = {}
    for first, second in copies:
        original.setdefault(second, original.get(first, first))
    identities = held["document_id"].to_list()
    leads = [0] * len(identities)
    for story in average_link(len(identities), _pairs(held, copies), THRESHOLD):
        for number in story:
            leads[number] = story[0]
    return pl.DataFrame(
        {
            "document_id": identities,
            "near_duplicate_of": [identities[original[n]] if n in original else None for n in range(len(identities))],
            "story_id": [f"story-{identities[lead][:16]}" for lead in leads],
        },
        schema={"document_id": pl.String, "near_duplicate_of": pl.String, "story_id": pl.String},
    )


def _pairs(held: pl.DataFrame, copies: Sequence[tuple[int, int]]) -> list[tuple[int, int, float]]:
    """Likeness of every pair that is alike at all, with the days between them taken into account."""
    days = held["published_on"].to_physical().cast(pl.Int64).fill_null(UNDATED).to_numpy()
    near = alike(vectors(held["words"], held["counts"]), _nearest(days))
    likeness = near.likeness * _nearness(days, near)
    faded = list(zip(near.first.tolist(), near.second.tolist(), likeness.tolist(), strict=True))
    return [*((a, b, 1.0) for a, b in copies if _same_news(int(days[a]), int(days[b]))), *faded]


def _nearest(days: NDArray[np.int64]) -> NDArray[np.int64]:
    """The first report that is near enough in time to be of one story with each: those before it are too old.

    A report without a day is near to all.
    """
    dated = days != UNDATED
    since = np.searchsorted(days, np.where(dated, days - LAST_DAYS + 1, 0))
    return np.where(dated, since, 0)


def _nearness(days: NDArray[np.int64], pairs: Pairs) -> NDArray[np.float64]:
    """1 for reports of the same days or without a day, falling to 0 for reports that lie weeks apart."""
    known = (days[pairs.first] != UNDATED) & (days[pairs.second] != UNDATED)
    apart = np.where(known, np.abs(days[pairs.second] - np.where(known, days[pairs.first], 0)), 0)
    fading = 1 - (apart - FULL_DAYS) / (LAST_DAYS - FULL_DAYS)
    return np.where(apart <= FULL_DAYS, 1.0, np.maximum(0.0, fading))


def _same_news(one: int, other: int) -> bool:
    """Whether a copy appeared soon enough to be of the same story."""
    return UNDATED in (one, other) or abs(one - other) <= COPY_DAYS
