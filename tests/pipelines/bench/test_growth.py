"""Whole runs on growing stores: every stage is told of, nothing new costs less, what is asked is reckoned rightly."""

import pytest

from pipelines.bench import growth
from pipelines.bench.disk import KEPT
from pipelines.bench.growth import Held
from pipelines.bench.runs import Cost
from runtime.store import STAGES


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


def held(seconds: float, stage: float, changed: int = 0, main: float = 500.0) -> Held:
    new = Cost(seconds, 9.0, dict.fromkeys(STAGES, stage), main, 700.0, changed)
    nothing = Cost(2.0, 2.0, dict.fromkeys(STAGES, 0.0), 300.0, 0.0, 0)
    return Held(
        new, nothing, 0.5, dict.fromkeys((*KEPT, growth.ONE_FILE), 1), {"1. Who": 8.0, "2. When": 40.0, "3. Where": 3.0}
    )


def test_what_is_asked_is_reckoned_without_publishing_and_publishing_by_rows() -> None:
    found = {0: held(13.0, 1.0), 100: held(16.0, 1.0), 1_000: held(21.0, 2.0, 150_000, 600.0)}
    told = growth.figures(found, {0: 0.0, 100: 20.0, 1_000: 200.0})
    assert told["largest store, times the empty one, publishing apart"] == pytest.approx((21.0 - 6.0) / (13.0 - 3.0))
    assert told["largest store, publishing beside what is asked"] == pytest.approx(6.0 / (2.0 + 1.5 + 0.5))
    assert told["largest store, main process, times the smallest that holds any"] == pytest.approx(1.2)
    assert told["growth exponent of a store's whole cost"] == pytest.approx(1.0)
    assert (told["cookbook query, median, CPU ms"], told["cookbook query, slowest, CPU ms"]) == (8.0, 40.0)
    assert told["1,000 held, enriched, CPU s"] == 2.0


@pytest.mark.slow
def test_what_new_documents_cost_is_told_of_every_size(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(growth, "NEW", 2)
    monkeypatch.setattr(growth, "IN_A_FILE", 2)
    told = growth.main([0, 3])
    assert told["0 held, 2 new, CPU s"] > told["0 held, nothing new, CPU s"] > 0
    assert 0 < told["3 held, 2 new, publishing apart, CPU s"] < told["3 held, 2 new, CPU s"]
    assert {f"3 held, {stage}, CPU s" for stage in STAGES} <= told.keys()
    assert told["largest store, main process, MiB"] > 100
    assert told["cookbook query, slowest, CPU ms"] >= told["cookbook query, median, CPU ms"] > 0
    shown = capfd.readouterr().out
    assert "publishing apart" in shown
    assert "KiB on disk" in shown
