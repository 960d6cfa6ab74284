"""The direction of a clause by its verb."""

from collections.abc import Callable

import pytest

from assets.enriched.annotate.parsing.parse import parse
from assets.enriched.annotate.records import CleanText, TimeMention
from assets.enriched.annotate.times.tense import direction, is_deferred

ReadTimes = Callable[..., list[TimeMention]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The ministers met on Monday.", "past"),
        ("The ministers have met since Monday.", "past"),
        ("The ministers were received on Monday.", "past"),
        ("The ministers will meet on Monday.", "future"),
        ("The minister said he would travel on Monday.", "future"),
        ("The minister said on Monday that he would travel.", "past"),
        ("The ministers are meeting on Monday.", "future"),
        ("The ministers are going to meet on Monday.", "future"),
        ("The ministers were scheduled to meet on Monday.", "future"),
        ("The ministers might meet on Monday.", "future"),
        ("The talks begin on Monday.", "future"),
        ("A visit planned for Monday drew crowds.", "future"),
        ("Talks on Monday.", "open"),
        ("Groups planned a march in Oran on Monday.", "future"),
        ("The slated visit on Monday was a surprise.", "future"),
        ("The court takes up the shooting on Monday night.", "open"),
        ("The speech follows remarks by the king on Monday.", "open"),
    ],
)
def test_tense_and_planning_show_the_direction(text: str, expected: str) -> None:
    doc = next(iter(parse([CleanText(text, (), ())])))
    start = text.index("Monday")
    assert direction(doc, start, start + 6) == expected


@pytest.mark.parametrize(
    ("text", "deferred"),
    [
        ("The deadline was extended until Monday.", True),
        ("The talks were postponed to Monday.", True),
        ("The storm lasted until Monday.", False),
    ],
)
def test_what_is_put_off_lies_ahead(text: str, deferred: bool) -> None:
    doc = next(iter(parse([CleanText(text, (), ())])))
    start = text.index("Monday")
    assert is_deferred(doc, start, start + 6) is deferred


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Shelling goes on despite a meeting of ministers in Oslo on Tuesday.", "2024-05-14"),
        ("Shelling goes on after a meeting of ministers in Oslo on Tuesday.", "2024-05-14"),
        ("Shelling goes on ahead of a meeting of ministers in Oslo on Tuesday.", "2024-05-21"),
    ],
)
def test_what_a_clause_comes_after_is_past(read_times: ReadTimes, text: str, value: str) -> None:
    assert [time.value for time in read_times(text)] == [value]
