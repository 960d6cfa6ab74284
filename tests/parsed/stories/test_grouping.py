"""Stories: which reports tell the same."""

import datetime as dt
from dataclasses import dataclass

from assets.parsed.stories.grouping import grouped
from assets.parsed.stories.prints import prints_of
from assets.parsed.stories.vectors import stem


@dataclass(frozen=True)
class StoryInput:
    document_id: str
    title: str | None
    body: str
    published_on: dt.date | None


@dataclass(frozen=True)
class StoryResult:
    near_duplicate_of: str | None
    story_id: str


def group(articles: list[StoryInput]) -> dict[str, StoryResult]:
    found = grouped(prints_of((a.document_id, a.published_on, a.title, a.body) for a in articles)).groups
    columns = found.select("document_id", "near_duplicate_of", "story_id")
    return {document_id: StoryResult(original, story) for document_id, original, story in columns.iter_rows()}


FERRY = (
    "Two ferries collided in the Varanger strait on Monday, injuring twelve passengers, the coast guard said. The"
    " ferries Havglans and Nordlys were sailing in thick fog between Vadso and Kirkenes.",
    "Twelve people were hurt when the ferries Nordlys and Havglans struck each other in fog off Vadso, coast guard"
    " officials said. Passengers were taken to Kirkenes by lifeboat.",
    "Fog was blamed for the collision of the ferries Havglans and Nordlys in the Varanger strait. The coast guard"
    " brought twelve injured passengers ashore at Kirkenes.",
)
TREATY = (
    "Foreign ministers of Ruritania and Graustark signed a border treaty in Strelsau after nine rounds of talks on the"
    " Eastmark valley, ending a dispute over pasture rights.",
    "Ruritania and Graustark ended their dispute over the Eastmark valley with a treaty signed at Strelsau, giving"
    " herders of both sides the right to pasture.",
)


def article(number: int, body: str, day: dt.date | None = dt.date(2024, 5, 6), title: str | None = None) -> StoryInput:
    return StoryInput(f"{number:02x}" * 16, title, body, day)


def collection() -> list[StoryInput]:
    return [article(number, body) for number, body in enumerate(FERRY + TREATY, start=1)]


def stories(articles: list[StoryInput]) -> list[set[int]]:
    found: dict[str, set[int]] = {}
    for document_id, result in group(articles).items():
        found.setdefault(result.story_id, set()).add(int(document_id[:2], 16))
    return sorted(found.values(), key=min)


def test_reports_of_one_story_meet_and_others_stay_apart() -> None:
    assert stories(collection()) == [{1, 2, 3}, {4, 5}]


def test_the_outcome_does_not_depend_on_the_order() -> None:
    assert group(collection()) == group(collection()[::-1])


def test_a_story_is_named_after_its_earliest_article() -> None:
    late, early = article(1, FERRY[0], dt.date(2024, 5, 7)), article(2, FERRY[1], dt.date(2024, 5, 6))
    assert {result.story_id for result in group([late, early]).values()} == {f"story-{early.document_id[:16]}"}


def test_the_same_parties_meeting_in_another_year_are_another_story() -> None:
    then, now = article(1, TREATY[0], dt.date(2021, 3, 1)), article(2, TREATY[1], dt.date(2024, 3, 1))
    assert stories([then, now]) == [{1}, {2}]
    undated = article(3, TREATY[1], None)
    assert stories([then, undated]) == [{1, 3}]


def test_a_copy_is_marked_as_such_and_belongs_to_the_story() -> None:
    long = " ".join(FERRY)
    original = article(7, long, dt.date(2024, 5, 6))
    copy = article(3, long + " Copied.", dt.date(2024, 5, 8), "Other headline")
    found = group([copy, original])
    assert found[copy.document_id].near_duplicate_of == original.document_id
    assert found[original.document_id].near_duplicate_of is None
    assert found[copy.document_id].story_id == found[original.document_id].story_id


def test_two_documents_alone_are_judged_like_two_among_many() -> None:
    assert stories([article(1, FERRY[0]), article(2, FERRY[1])]) == [{1, 2}]
    assert stories([article(1, FERRY[0]), article(4, TREATY[0])]) == [{1}, {4}]


def test_empty_and_wordless_articles_stand_alone() -> None:
    assert stories([article(1, ""), article(2, "..."), article(3, "the of and")]) == [{1}, {2}, {3}]
    assert group([]) == {}


def test_forms_of_a_word_meet_in_their_stem() -> None:
    assert stem("collided") == stem("collides") == stem("colliding")
    assert stem("ferries") == stem("ferry")
    assert stem("treaty") != stem("treat")
