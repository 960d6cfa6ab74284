"""The order and the spans of what is found."""

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assets.enriched.annotate.records import TimeMention
from assets.enriched.annotate.times.find import RULES, _cued, _windows

ReadTimes = Callable[..., list[TimeMention]]
WORDS = (
    "May 3 2024 1999 Monday last next week the year of early , . - – ' 90s a.m. 10:30 two hundred and half quarter"
    " first ago later every in until 31 February century BC it met will $ % night day days Easter now"
)
PIECES = st.sampled_from(WORDS.split())


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(PIECES, min_size=1, max_size=30))
def test_any_words_are_read_and_spans_neither_overlap_nor_end_early(read_times: ReadTimes, pieces: list[str]) -> None:
    text = " ".join(pieces)
    end = 0
    for time in read_times(text):
        assert end <= time.start < time.end <= len(text)
        assert time.value
        assert (time.start_on is None) == (time.end_on is None) == (time.precision == "none")
        if time.start_on is not None and time.end_on is not None:
            assert time.start_on <= time.end_on
        end = time.end


@pytest.mark.parametrize("unit", ["1 ", "May ", "the last ", "a few ", "10:30 ", "Monday ", "two hundred ", "1999-"])
def test_patterns_are_tried_in_stretches_that_follow_the_cues(unit: str) -> None:
    text = unit * (100_000 // len(unit))
    tried = {order: list(_windows(places, text)) for order, places in _cued(text).items()}
    assert all(sum(end - start for start, end in stretches) <= len(text) for stretches in tried.values())


def test_every_rule_has_its_cues_and_its_own_name() -> None:
    assert all(rule.cues for rule in RULES)
    assert len({rule.name for rule in RULES}) == len(RULES)


def test_the_longest_expression_is_taken_whole(read_times: ReadTimes) -> None:
    text = "The ministers met late on Thursday, May 9, 2024 at 10:30 a.m. EDT in Oslo."
    found = [text[time.start : time.end] for time in read_times(text)]
    assert found == ["late on Thursday, May 9, 2024", "at 10:30 a.m. EDT"]


def test_sentence_numbers_are_those_of_the_reading(read_times: ReadTimes) -> None:
    times = read_times("The ministers met on Monday. They will meet again on Friday.")
    assert [time.sentence_no for time in times] == [0, 1]
