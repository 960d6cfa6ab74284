"""Groups by average link."""

import random

from hypothesis import given
from hypothesis import strategies as st

from assets.parsed.stories.average_link import Known, average_link

PAIRS = st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9), st.floats(0.01, 1.0)), max_size=40)


def test_a_bridge_does_not_chain_two_groups() -> None:
    pairs = [(0, 1, 0.9), (1, 2, 0.9), (0, 2, 0.9), (3, 4, 0.9), (4, 5, 0.9), (3, 5, 0.9), (2, 3, 0.5)]
    assert average_link(6, pairs, 0.3) == [[0, 1, 2], [3, 4, 5]]


def test_groups_join_while_their_mean_likeness_is_high_enough() -> None:
    pairs = [(0, 1, 0.9), (2, 3, 0.9), (0, 2, 0.4), (0, 3, 0.4), (1, 2, 0.4), (1, 3, 0.4)]
    assert average_link(4, pairs, 0.39) == [[0, 1, 2, 3]]
    assert average_link(4, pairs, 0.41) == [[0, 1], [2, 3]]


def test_items_without_pairs_stand_alone() -> None:
    assert average_link(3, [], 0.1) == [[0], [1], [2]]


@given(PAIRS, st.floats(0.05, 0.9), st.randoms(use_true_random=False))
def test_every_item_is_in_one_group_whatever_the_order_of_the_pairs(
    pairs: list[tuple[int, int, float]], threshold: float, rng: random.Random
) -> None:
    proper = [(min(a, b), max(a, b), share) for a, b, share in pairs if a != b]
    groups = average_link(10, proper, threshold)
    assert sorted(item for group in groups for item in group) == list(range(10))
    shuffled = rng.sample(proper, len(proper))
    assert average_link(10, shuffled, threshold) == groups


def naive(count: int, pairs: list[tuple[int, int, float]], threshold: float) -> list[list[int]]:
    """Joins the two groups with the highest mean, the earliest of equals, until none is high enough."""
    best: dict[tuple[int, int], float] = {}
    for one, other, share in pairs:
        best[one, other] = max(share, best.get((one, other), 0.0))
    groups = {number: [number] for number in range(count)}
    newest = count
    while True:
        means = []
        for a in groups:
            for b in groups:
                if a < b:
                    total = sum(best.get((min(x, y), max(x, y)), 0.0) for x in groups[a] for y in groups[b])
                    means.append((-total / (len(groups[a]) * len(groups[b])), a, b))
        if not means or -min(means)[0] < threshold:
            return sorted(sorted(group) for group in groups.values())
        _, a, b = min(means)
        groups[newest] = groups.pop(a) + groups.pop(b)
        newest += 1


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9), st.integers(1, 64)), max_size=30), st.integers(4, 40))
def test_weak_pairs_that_no_chain_of_strong_ones_connects_change_nothing(
    pairs: list[tuple[int, int, int]], threshold: int
) -> None:
    proper = [(min(a, b), max(a, b), share / 64) for a, b, share in pairs if a != b]
    assert average_link(10, proper, threshold / 64) == naive(10, proper, threshold / 64)


@given(PAIRS, st.lists(st.sets(st.integers(0, 9), min_size=1), min_size=1, max_size=4), st.floats(0.05, 0.9))
def test_chains_that_were_joined_before_come_out_as_if_they_were_joined_anew(
    pairs: list[tuple[int, int, float]], parts: list[set[int]], threshold: float
) -> None:
    known: Known = {}
    for part in parts:
        names = sorted(part)
        at = {name: position for position, name in enumerate(names)}
        own = [(at[a], at[b], share) for a, b, share in pairs if a != b and a in at and b in at]
        assert average_link(len(names), own, threshold, names, known) == average_link(len(names), own, threshold)
        held = dict(known)
        assert average_link(len(names), own, threshold, names, known) == average_link(len(names), own, threshold)
        assert known == held  # nothing was joined a second time
