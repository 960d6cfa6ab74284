"""Covers: every non-blank character in exactly one segment, in order."""

import re

from hypothesis import given
from hypothesis import strategies as st

from checks.coverage import fault

TEXTS = st.text(alphabet="ab \n\u3000é", max_size=40)


def runs(text: str) -> list[tuple[int, int]]:
    return [m.span() for m in re.finditer(r"\S+", text)]


@given(TEXTS)
def test_the_words_of_a_text_cover_it(text: str) -> None:
    assert fault(text, runs(text)) is None


@given(TEXTS, st.integers(0, 10))
def test_a_word_left_out_is_found(text: str, index: int) -> None:
    spans = runs(text)
    if spans:
        del spans[index % len(spans)]
        assert "no segment holds" in (fault(text, spans) or "")


@given(TEXTS, st.integers(0, 10))
def test_a_word_told_twice_is_found(text: str, index: int) -> None:
    spans = runs(text)
    if spans:
        index %= len(spans)
        assert "begins before" in (fault(text, [*spans[: index + 1], *spans[index:]]) or "")


def test_a_span_outside_the_text_is_found() -> None:
    assert "no stretch" in (fault("ab", [(0, 3)]) or "")
    assert "no stretch" in (fault("ab", [(1, 1)]) or "")
