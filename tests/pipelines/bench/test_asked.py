"""What is asked: every figure of the list is one that a bench gives, and is judged in the right direction."""

from pipelines.bench import asked, disk, growth, texts, whole
from pipelines.bench.disk import KEPT
from pipelines.bench.growth import Held
from pipelines.bench.runs import Cost
from runtime.store import STAGES


def test_every_figure_that_is_asked_is_one_that_is_measured() -> None:
    start, cost = (Cost(seconds, seconds, dict.fromkeys(STAGES, 0.1), 1.0, 1.0, 0) for seconds in (15.0, 40.0))
    held = Held(cost, cost, 0.1, dict.fromkeys(KEPT, 1), {"1. Who": 1.0})
    measured = growth.figures({0: held, 10: held, 100: held}, {10: 1.0, 100: 10.0})
    measured |= disk.figures([dict.fromkeys(KEPT, 1)] * 3, [1] * 3)
    measured |= whole.workers(cost, cost, start)
    for kind in texts.KINDS:
        measured |= whole.beside(kind, 1, 1.0, cost, start)
    assert {one.figure for one in asked.ASKED} <= measured.keys()


def test_at_most_and_at_least_are_told_apart_and_what_was_not_measured_is_not_judged() -> None:
    steep, faster = "growth exponent of a store's whole cost", "two workers, how many times as fast, start apart"
    assert list(asked.judged({steep: 1.04, faster: 1.7, "else": 1.0})) == [
        (steep, "at most 1.05", "1.04", "yes"),
        (faster, "at least 1.80", "1.70", "no"),
    ]
    assert list(asked.judged({steep: 1.06})) == [(steep, "at most 1.05", "1.06", "no")]
