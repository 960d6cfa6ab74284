"""Groups articles: near duplicates, and documents that report one story.

Two reports belong to one story when their weighted words are alike enough on average over the whole story, and they
appeared within days of each other: the same parties meeting again another year is another story. Here belongs the
decision; likeness of wording is in `near_duplicates`, of content in `vectors`, joining in `average_link`. Whether
two documents report one event belongs to `resolve`.
"""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assets.parsed.stories.average_link import average_link
from assets.parsed.stories.near_duplicates import near_duplicate_pairs
from assets.parsed.stories.vectors import alike, vectors

THRESHOLD = 0.165  # mean cosine within a story
FULL_DAYS, LAST_DAYS = 4, 16  # reports this far apart keep their likeness, and lose all of it; between them it fades
COPY_DAYS = 45  # a copy this much later is told again, not the same story


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
    """By document_id; the outcome does not depend on the order of the articles.

    A story is named after its earliest article, and of those of one day after the smallest document_id.
    """
    held = sorted(articles, key=lambda article: (article.published_on or dt.date.max, article.document_id))
    copies = near_duplicate_pairs([article.body for article in held])
    original: dict[int, int] = {}
    for first, second in copies:
        original.setdefault(second, original.get(first, first))
    stories = average_link(len(held), _pairs(held, copies), THRESHOLD)
    results = {}
    for story in stories:
        story_id = f"story-{held[story[0]].document_id[:16]}"
        for number in story:
            of = held[original[number]].document_id if number in original else None
            results[held[number].document_id] = StoryResult(of, story_id)
    return results


def _pairs(held: Sequence[StoryInput], copies: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int, float]]:
    """Likeness of every pair that is alike at all, with the days between them taken into account."""
    for first, second in copies:
        days = _days(held[first], held[second])
        if days is None or days <= COPY_DAYS:
            yield first, second, 1.0
    for first, second, likeness in alike(vectors([(article.title or "", article.body) for article in held])):
        yield first, second, likeness * _nearness(_days(held[first], held[second]))


def _days(one: StoryInput, other: StoryInput) -> int | None:
    if one.published_on is None or other.published_on is None:
        return None
    return abs((one.published_on - other.published_on).days)


def _nearness(days: int | None) -> float:
    """1 for reports of the same days or without a day, falling to 0 for reports that lie weeks apart."""
    if days is None or days <= FULL_DAYS:
        return 1.0
    return max(0.0, 1 - (days - FULL_DAYS) / (LAST_DAYS - FULL_DAYS))
