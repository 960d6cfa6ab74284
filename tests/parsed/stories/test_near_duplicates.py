"""Copies of one text."""

import random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assets.parsed.stories import near_duplicates
from assets.parsed.stories.near_duplicates import CROWD, MIN_WORDS, SHORT, fingerprint
from assets.parsed.stories.prints import prints_of


def near_duplicate_pairs(texts: list[str], asked: list[int] | None = None) -> list[tuple[int, int]]:
    rows = prints_of((str(number), None, "", text) for number, text in enumerate(texts))
    numbers = np.arange(len(texts))
    return near_duplicates.near_duplicate_pairs(rows, np.isin(numbers, numbers if asked is None else asked))


def prose(seed: int, words: int) -> str:
    rng = random.Random(seed)
    return " ".join("".join(rng.choices("abcdefghijklmnop", k=6)) for _ in range(words))


def test_a_copy_under_another_headline_and_layout_is_found() -> None:
    text = prose(1, 300)
    copy = "Other headline here\n" + text.replace(" ", "\n", 40).upper()
    assert near_duplicate_pairs([text, prose(2, 300), copy]) == [(0, 2)]


def test_a_cut_copy_is_found_and_a_shared_sentence_is_not_enough() -> None:
    text = prose(3, 400)
    cut = " ".join(text.split()[:160])
    cousin = " ".join(text.split()[:20]) + " " + prose(4, 300)
    assert near_duplicate_pairs([text, cut, cousin]) == [(0, 1)]


def test_short_texts_are_compared_whole() -> None:
    text = prose(5, 30)
    changed = text.replace(text.split()[29], "ending")
    assert near_duplicate_pairs([text, changed, prose(6, 30)]) == [(0, 1)]


def test_texts_of_a_few_words_have_no_print() -> None:
    assert not len(fingerprint(prose(7, MIN_WORDS - 1)).marks)
    assert near_duplicate_pairs(["Read more here"] * 3) == []


def test_a_crowd_of_equal_texts_is_still_one_group() -> None:
    text = prose(8, 200)
    pairs = near_duplicate_pairs([text] * (CROWD + 6))
    assert {second for _, second in pairs} == set(range(1, CROWD + 6))


@given(st.lists(st.text(max_size=200), max_size=6))
def test_any_texts_can_be_compared(texts: list[str]) -> None:
    assert all(0 <= first < second < len(texts) for first, second in near_duplicate_pairs(texts))


def test_a_long_text_keeps_the_marks_that_a_short_one_would_sample() -> None:
    text = prose(9, SHORT - 5)
    short, long = fingerprint(text), fingerprint(text + " " + prose(10, 200))
    assert short.whole
    assert not long.whole
    sampled = {mark for mark in short.marks.tolist() if (mark >> 32) % 8 == 0}
    assert sampled
    assert sampled <= set(long.marks.tolist()) < set(fingerprint(text).marks.tolist()) | set(long.marks.tolist())


def test_meetings_are_the_same_in_parts_as_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [prose(n % 7, 40) + " " + prose(n % 5, 30) for n in range(60)]
    whole = near_duplicate_pairs(texts)
    assert whole
    monkeypatch.setattr(near_duplicates, "AT_ONCE", 10)
    assert near_duplicate_pairs(texts) == whole


TEMPLATE = (
    "The harbour office said on {day} that {boats} boats and {ferries} ferries were counted in the strait up to 6 a.m."
    " Of the boats, {late} came in after dark. The office watched the traffic and sent pilots where they were wanted,"
    " and the lights of the outer reef burned all night, it said."
)


def test_daily_counts_by_one_template_are_no_copies() -> None:
    texts = [
        TEMPLATE.format(day="Monday", boats=7, ferries=6, late=4),
        TEMPLATE.format(day="Tuesday", boats=12, ferries=5, late=9),
        TEMPLATE.format(day="Wednesday", boats=9, ferries=8, late=3),
    ]
    assert near_duplicate_pairs(texts) == []


def test_a_copy_in_which_one_figure_was_mended_is_one() -> None:
    first = TEMPLATE.format(day="Monday", boats=7, ferries=6, late=4)
    assert near_duplicate_pairs(
        [first, TEMPLATE.format(day="Monday", boats=8, ferries=6, late=4), first + " More."]
    ) == [
        (0, 1),
        (0, 2),
        (1, 2),
    ]


@given(st.lists(st.integers(0, 39), max_size=12), st.integers(1, 70))
def test_of_some_texts_the_pairs_are_those_that_all_have(asked: list[int], crowd: int) -> None:
    texts = [prose(n % 7, 40) + " " + prose(n % 5, 30 + n % 3) for n in range(40)]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(near_duplicates, "CROWD", crowd)
        whole = near_duplicate_pairs(texts)
        assert near_duplicate_pairs(texts, asked) == [pair for pair in whole if {*pair} & {*asked}]
