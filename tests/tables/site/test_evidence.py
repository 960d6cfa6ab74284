"""Cutting a raw text: nothing is lost, and every piece knows what covers it."""

from hypothesis import given
from hypothesis import strategies as st

from assets.tables.site.evidence import AFTER, BEFORE, CUT, Span, context, pieces

TEXT = "Alpha beta. Gamma delta epsilon. Zeta."
spans = st.builds(lambda a, b: Span(min(a, b), max(a, b) + 1, "event"), st.integers(0, 37), st.integers(0, 37))


@given(st.lists(spans, max_size=6), st.integers(0, 30), st.integers(1, 8))
def test_pieces_are_the_text_in_order_whatever_the_spans(over: list[Span], start: int, length: int) -> None:
    end = start + length
    found = pieces(TEXT, start, end, over)
    assert "".join(p.text for p in found) == TEXT[start:end]
    for piece in found:
        for n in range(piece.start, piece.start + len(piece.text)):
            assert bool(piece.kinds) == any(s.start <= n < s.end for s in over)


def test_spans_that_overlap_mark_their_own_stretches() -> None:
    found = pieces(TEXT, 0, 20, [Span(6, 17, "event"), Span(12, 30, "statement")])
    assert [(p.text, sorted(p.kinds)) for p in found] == [
        ("Alpha ", []), ("beta. ", ["event"]), ("Gamma", ["event", "statement"]), (" de", ["statement"]),
    ]  # fmt: skip
    assert [len(p.opens) for p in found] == [0, 1, 1, 0]


def test_code_points_beyond_the_basic_plane_count_once() -> None:
    found = pieces("\U0001f30d met \U0001f91d x", 0, 8, [Span(2, 5, "event")])
    assert [p.text for p in found if p.kinds] == ["met"]


def test_a_context_is_wider_than_its_span_and_ends_at_words() -> None:
    text = "word " * 400
    shown = context(text, Span(1000, 1004, "event"))
    said = "".join(p.text for p in shown)
    assert len(said) <= 4 + BEFORE + AFTER
    assert len(said) > BEFORE
    assert set(said.split()) == {"word"}
    assert [p.text for p in shown if p.kinds] == ["word"]


def test_a_context_at_the_ends_of_a_text_is_all_of_it() -> None:
    assert "".join(p.text for p in context(TEXT, Span(0, 38, "event"))) == TEXT


PAGE = "Menu\nShare\nThey met on Monday.\nRead more\nhttps://x.example/a.jpg\nHe left.\nTags\n"
OUT = [(0, 4), (5, 10), (31, 40), (41, 64), (74, 78)]


def test_what_is_no_part_of_the_article_is_left_out_and_the_place_is_marked() -> None:
    shown = context(PAGE, Span(11, 30, "event"), (), OUT)
    said = [(piece.text.strip(), sorted(piece.kinds)) for piece in shown if piece.text.strip() or piece.kinds]
    assert said == [("They met on Monday.", ["event"]), ("", [CUT]), ("He left.", [])]
    assert not any(word in piece.text for piece in shown for word in ("Menu", "Share", "Read", "jpg", "Tags"))


def test_evidence_is_shown_though_it_stands_in_what_is_left_out() -> None:
    shown = context(PAGE, Span(31, 40, "event"), (), OUT)
    assert [piece.text for piece in shown if "event" in piece.kinds] == ["Read more"]


@given(
    st.lists(st.tuples(st.integers(0, 37), st.integers(1, 6)), max_size=5).map(
        lambda found: sorted((a, min(38, a + n)) for a, n in found)
    ),
    st.integers(0, 33),
)
def test_a_context_holds_its_span_and_nothing_that_is_left_out(out: list[tuple[int, int]], start: int) -> None:
    span = Span(start, start + 4, "event")
    shown = context(TEXT, span, (), out)
    assert "".join(piece.text for piece in shown if "event" in piece.kinds) == TEXT[start : start + 4]
    told = {n for piece in shown for n in range(piece.start, piece.start + len(piece.text))}
    for left, right in out:
        if not (left < span.end and right > span.start):
            assert not told & set(range(left, right))
