"""The file of earlier benches: the last one that is alike is what the next is compared with."""

from pathlib import Path

import pytest

from pipelines.bench import growth, past


def test_the_last_bench_of_a_size_is_compared_with(tmp_path: Path) -> None:
    path = tmp_path / "build" / "bench.jsonl"
    assert past.before(path, 100) == {}
    past.keep(path, 100, {"words": 1_000.0, "pages": 50.0})
    past.keep(path, 100, {"words": 2_000.0, "pages": 50.0})
    past.keep(path, 900, {"words": 9_000.0})
    assert past.before(path, 100) == {"words": 2_000.0, "pages": 50.0}
    assert len(path.read_text(encoding="utf-8").splitlines()) == 3


def test_what_has_moved_is_told_and_what_has_not_is_not() -> None:
    last = {"words": 2_000.0, "pages": 50.0, "gone": 1.0}
    assert past.moved(last, {"words": 1_500.0, "pages": 52.0, "new": 3.0}) == [
        "words: 2,000.00 before, 1,500.00 now (-25%)"
    ]


@pytest.mark.parametrize(
    ("whole", "expected"),
    [
        ({0: 5.0, 100: 10.0, 1_000: 100.0}, 1.0),
        ({100: 1.0, 1_000: 100.0, 10_000: 10_000.0}, 2.0),
        ({0: 1.0, 9: 2.0}, None),
    ],
)
def test_the_exponent_is_that_of_the_costs(whole: dict[int, float], expected: float | None) -> None:
    assert growth.exponent(whole) == (None if expected is None else pytest.approx(expected))
