"""Weights that are fitted to verdicts, and how they rank what they have not seen."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assets.enriched.annotate.events.sureness import SIGNS, sureness
from checks.training import Example, fit_weights, ranking, unseen

OPENING = frozenset({"opening"})
EXAMPLES = st.lists(
    st.builds(Example, st.sampled_from("abcdef"), st.frozensets(st.sampled_from(SIGNS)), st.booleans()), min_size=1
)


def examples(right: int, wrong: int, signs: frozenset[str]) -> list[Example]:
    verdicts = [True] * right + [False] * wrong
    return [Example(f"d{number % 7}", signs, verdict) for number, verdict in enumerate(verdicts)]


def test_a_sign_that_goes_with_right_rows_weighs_more_than_nothing() -> None:
    fitted = fit_weights(examples(45, 5, OPENING) + examples(25, 25, frozenset()))
    assert fitted["opening"] > 1
    assert fitted["aside"] == 0
    assert sureness(OPENING, fitted) == pytest.approx(0.88, abs=0.04)
    assert sureness((), fitted) == pytest.approx(0.5, abs=0.05)


def test_a_sign_seen_twice_hardly_weighs() -> None:
    fitted = fit_weights(examples(2, 0, OPENING) + examples(50, 50, frozenset()))
    assert 0 < fitted["opening"] < 1


def test_without_examples_nothing_is_fitted() -> None:
    with pytest.raises(ValueError, match="no examples"):
        fit_weights([])


def test_no_document_is_judged_by_weights_that_saw_it() -> None:
    seen: list[set[str]] = []

    def fit(others: object) -> dict[str, float]:
        assert isinstance(others, list)
        seen.append({example.document for example in others})
        return {"start": 0.0}

    every = examples(20, 20, OPENING)
    assert unseen(every, fit) == [0.5] * 40
    assert len(seen) == 7
    assert all(len(documents) == 6 for documents in seen)


@given(EXAMPLES)
def test_what_is_said_is_a_share(rows: list[Example]) -> None:
    assert all(0 <= said <= 1 for said in unseen(rows))


def test_ranking_is_the_share_of_pairs_in_order() -> None:
    assert ranking([0.9, 0.5, 0.4], [True, False, True]) == 0.5
    assert ranking([0.9, 0.5], [True, False]) == 1
    assert ranking([0.5, 0.5], [True, False]) == 0.5
    assert ranking([0.5], [True]) == 0.5
