"""Confidence that means something."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assets.enriched.resolve.events.calibration import fit, on_curve

JUDGED = st.lists(st.tuples(st.floats(0, 1), st.booleans()), max_size=80)


def test_neighbours_that_fall_are_pooled() -> None:
    points = fit([(0.2, True), (0.4, False), (0.8, True), (0.9, True)], bins=4)
    assert [round(raw, 6) for raw, _, _ in points] == [0.3, 0.85]
    assert [(share, count) for _, share, count in points] == [(0.5, 2), (0.75, 2)]


def test_events_of_one_confidence_are_not_parted() -> None:
    alike = [(0.75, number % 2 == 0) for number in range(40)]
    assert fit(alike + [(0.9, True)] * 10, bins=5) == [(0.75, 0.5, 40), (pytest.approx(0.9), 11 / 12, 10)]


def test_a_rest_too_small_for_a_bin_goes_to_the_one_below() -> None:
    points = fit([(0.5, False)] * 10 + [(0.9, True)] * 2, bins=2)
    assert [count for _, _, count in points] == [12]


@given(JUDGED)
def test_a_higher_raw_confidence_never_means_a_lower_share(judged: list[tuple[float, bool]]) -> None:
    points = fit(judged)
    assert sum(count for _, _, count in points) == len(judged)
    shares = [share for _, share, _ in points]
    assert shares == sorted(shares)
    assert all(0 <= share <= 1 for share in shares)


@given(st.floats(0, 1), st.floats(0, 1))
def test_the_curve_rises(one: float, other: float) -> None:
    low, high = sorted((one, other))
    assert 0 <= on_curve(low) <= on_curve(high) <= 1
