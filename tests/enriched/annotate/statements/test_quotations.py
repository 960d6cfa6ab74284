import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assets.enriched.annotate.statements.quotations import quotations


def contents(text: str) -> list[str]:
    """Contents of the quotations of a text whose lines are its paragraphs."""
    return [text[q.start : q.end] for q in quotations(text, lines(text))]


def lines(text: str) -> list[tuple[int, int]]:
    return [found.span() for found in re.finditer(r"[^\n]+", text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"We will answer," he said.', ["We will answer"]),
        ("“We will answer,” he said.", ["We will answer"]),
        ("”We will answer,” he said.", ["We will answer"]),
        ("“We will answer,“ he said.", ["We will answer"]),
        ("``We will answer,'' he said.", ["We will answer"]),
        ("«We will answer», he said.", ["We will answer"]),
        ("„We will answer“, he said.", ["We will answer"]),
        ("'We will answer soon,' he said.", ["We will answer soon"]),
        ("‘We will answer the ministers’ call,’ he said.", ["We will answer the ministers’ call"]),
        ('" We will answer , " he said.', ["We will answer"]),
        ('"We will," he said, "answer."', ["We will", "answer"]),
        ('"Will we answer?" he asked. "We will!"', ["Will we answer?", "We will!"]),
        ("\"It said 'answer at once' to us,\" he said.", ["It said 'answer at once' to us"]),
        ("The ministers' aides and the envoys' staff met.", []),
        ('The pipe is 5" wide.', []),
        ("“He calls it “a mistake” to this day,” she said.", ["He calls it “a mistake” to this day"]),
        ("Nothing is quoted.", []),
        ('""', []),
    ],
)
def test_marks_pair_by_what_stands_beside_them(text: str, expected: list[str]) -> None:
    assert contents(text) == expected


def test_a_missing_closing_mark_ends_with_the_sentence() -> None:
    assert contents('He said: "We met Mr. Smith. Later he left the hall.') == ["We met Mr. Smith"]
    assert contents('"We met. Then he left.\nAnother paragraph has no mark.') == ["We met"]
    assert contents('"We met. He left, and "we stayed," she said.') == ["We met", "we stayed"]


def test_a_quotation_over_several_paragraphs_is_one_each() -> None:
    text = '"The first part. It is long.\n"The second part.\n"The third part," he said.\n"Another."'
    found = quotations(text, lines(text))
    assert [text[q.start : q.end] for q in found] == [
        "The first part. It is long",
        "The second part",
        "The third part",
        "Another",
    ]
    assert [q.continued for q in found] == [False, True, True, False]
    assert [q.closed for q in found] == [False, False, True, True]


@given(st.text(alphabet="ab .,?\"“”'‘’`«»\n-A1", max_size=200))
def test_quotations_are_in_order_within_one_paragraph_and_apart(text: str) -> None:
    paragraphs = lines(text)
    at = 0
    for q in quotations(text, paragraphs):
        start, end = paragraphs[q.paragraph]
        assert at <= q.outer_start <= q.start < q.end <= q.outer_end
        assert start <= q.outer_start
        assert q.outer_end <= end
        assert text[q.start] not in ' ,."“”'
        assert text[q.end - 1] not in ' ,."“”'
        at = q.outer_end


def test_a_third_of_a_megabyte_of_marks_is_read() -> None:
    for hostile in ('"' * 300_000, "' a" * 100_000, "'a " * 100_000, '" ' * 150_000, "“a. " * 75_000):
        assert len(quotations(hostile, [(0, len(hostile))])) <= len(hostile)
