"""How a text is cut for the encoder."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from assets.enriched.annotate.events.pieces import BEFORE, BEHIND, CORE, _windows, pieces_of
from tests.enriched.annotate.events.shapes import article

WORDS = st.lists(st.text(min_size=1, max_size=12).filter(lambda w: not w.isspace()), max_size=60)


@given(st.lists(st.integers(1, 60), max_size=60))
def test_cores_hold_every_piece_once_and_windows_fit_the_encoder(lengths: list[int]) -> None:
    sentences = np.repeat(np.arange(len(lengths)), lengths)
    windows = _windows(sentences)
    kept = [piece for w in windows for piece in range(w.core_start, w.core_end)]
    assert kept == list(range(len(sentences)))
    assert all(w.end - w.start <= CORE + BEFORE + BEHIND + 2 <= 510 for w in windows)
    assert all(0 <= w.start <= w.core_start < w.core_end <= w.end <= len(sentences) for w in windows)


@given(WORDS)
def test_every_word_has_a_piece_whatever_it_is_made_of(words: list[str]) -> None:
    pieces = pieces_of(article(words))
    assert len(pieces.first) == len(words)
    if len(pieces.ids):
        assert all(0 <= piece < len(pieces.ids) for piece in pieces.first)
        assert list(pieces.first) == sorted(pieces.first)
    assert len(pieces.ids) == len(pieces.types)


def test_a_core_ends_with_a_sentence_where_one_ends_near() -> None:
    sentences = np.repeat(np.arange(40), 20)
    assert all(w.core_end % 20 == 0 for w in _windows(sentences))
