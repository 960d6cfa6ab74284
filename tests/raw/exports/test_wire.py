"""Batches of wire copy: stories end with marks, or are parted by lines between two reports."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assets.raw.exports.wire import wire_parts

FIRST = """Envoys meet in Valletta

VALLETTA, Oct. 28, 2019 (MPA) - The envoys of the two islands met on Monday and talked for an hour about buoys."""
SECOND = """Boats counted

MDINA, Oct. 29, 2019 (MPA) - The harbour master counted the boats on Tuesday and found one too many of them."""


def stories(text: str) -> list[str]:
    return [text[start:end] for start, end in wire_parts(text)]


@pytest.mark.parametrize("mark", ["-30-", "--30--", "NNNN", "(END)", "###", "- 0 -"])
def test_stories_end_with_a_mark(mark: str) -> None:
    text = f"a0420 28-Oct 14:20\n{FIRST}\n{mark}\n\na0421 29-Oct 14:21\n{SECOND}\n{mark}\n"
    assert stories(text) == [FIRST, SECOND]


@pytest.mark.parametrize("line", ["=" * 20, "-----", "* * *", "~~~~", "#####"])
def test_a_line_of_signs_parts_two_reports(line: str) -> None:
    assert stories(f"{FIRST}\n\n{line}\n\n{SECOND}\n") == [FIRST, SECOND]


@pytest.mark.parametrize("line", ["-----", "* * *", "=" * 20])
def test_the_same_line_within_an_article_does_not(line: str) -> None:
    rest = "The envoys had not met before, and it was long unclear whether they would ever come together at all."
    assert stories(f"{FIRST}\n\n{line}\n\n{rest}\n") == []


def test_headlines_above_datelines_of_several_days_part_stories() -> None:
    assert stories(f"{FIRST}\n\n{SECOND}\n") == [f"{FIRST}\n\n", f"{SECOND}\n"]


def test_a_second_dateline_of_the_same_day_or_without_a_headline_does_not() -> None:
    assert stories(f"{FIRST}\n\n{SECOND.replace('Oct. 29', 'Oct. 28')}\n") == []
    assert stories(f"{FIRST}\n\nThey had met before.\n\n{SECOND.partition(chr(10) * 2)[2]}\n") == []


def test_one_story_with_its_mark_is_one() -> None:
    assert stories(f"{FIRST}\n-30-\n") == []


def test_notes_below_a_release_are_no_story() -> None:
    assert stories(f"{FIRST}\n\nENDS\n\nNotes to editors: call the desk.\n") == []


@given(st.lists(st.sampled_from([FIRST, SECOND, "-30-", "-----", "", "words and words"]), max_size=12).map("\n".join))
def test_parts_are_stretches_in_order(text: str) -> None:
    at = 0
    for start, end in wire_parts(text):
        assert at <= start < end <= len(text)
        at = end
