"""How alike reports are."""

import math

import pytest

from assets.parsed.stories.vectors import FLOOR, alike, vectors

REPORTS = [
    ("Ferries collide", "The ferries Havglans and Nordlys collided in fog off Vadso, injuring 12 passengers."),
    ("", "Fog off Vadso was blamed when the ferries Nordlys and Havglans collided; 12 were injured."),
    ("Treaty signed", "Ruritania signed a border treaty with Graustark in Strelsau over the Eastmark valley."),
]


def test_reports_of_one_thing_are_alike_and_others_are_not() -> None:
    pairs = {(first, second): share for first, second, share in alike(vectors(REPORTS))}
    assert pairs[0, 1] > 0.4
    assert pairs.get((0, 2), 0.0) < 0.1


def test_a_report_is_wholly_like_itself() -> None:
    [(first, second, share)] = list(alike(vectors([REPORTS[0], REPORTS[0]])))
    assert (first, second) == (0, 1)
    assert share == pytest.approx(1.0)


def test_likeness_is_the_cosine_of_the_rows() -> None:
    rows = vectors(REPORTS)
    dense = []
    for number in range(len(REPORTS)):
        part = slice(rows.offsets[number], rows.offsets[number + 1])
        dense.append(dict(zip(rows.words[part].tolist(), rows.weights[part].tolist(), strict=True)))
        assert math.sqrt(sum(weight**2 for weight in dense[-1].values())) == pytest.approx(1.0)
    for first, second, share in alike(rows):
        assert share >= FLOOR
        assert share == pytest.approx(sum(weight * dense[second].get(word, 0) for word, weight in dense[first].items()))


def test_texts_without_words_are_like_nothing() -> None:
    assert list(alike(vectors([("", ""), ("", "the of and"), ("", "")]))) == []
    assert list(alike(vectors([]))) == []
