"""Whole runs beside the plain model: the start told apart where that says something, two workers beside one."""

from pathlib import Path

import pytest

from pipelines.bench import texts, whole
from pipelines.bench.runs import Cost
from pipelines.bench.wire import write


def cost(seconds: float, wall: float) -> Cost:
    return Cost(seconds, wall, {}, 500.0, 700.0, 0)


def test_the_start_is_told_apart() -> None:
    found = whole.beside("wire", 6_000, 2.0, cost(20.0, 10.0), cost(15.0, 9.0))
    assert found["wire, whole run beside the plain model, start apart"] == pytest.approx(0.4)
    assert found["wire, whole run, start apart, words a CPU s"] == pytest.approx(1_200)
    assert found["wire, whole run beside the plain model"] == pytest.approx(0.1)


def test_a_run_that_is_hardly_more_than_its_start_tells_nothing_apart_from_it() -> None:
    found = whole.beside("wire", 90, 0.1, cost(15.2, 10.0), cost(15.0, 9.0))
    assert not any("start apart" in name for name in found)
    assert "two workers, how many times as fast, start apart" not in whole.workers(
        cost(16, 10), cost(16, 9), cost(15, 9)
    )


def test_two_workers_are_compared_by_the_clock_and_by_what_they_compute() -> None:
    found = whole.workers(cost(40.0, 30.0), cost(44.0, 20.0), cost(15.0, 10.0))
    assert found["two workers, how many times as fast, by the clock"] == pytest.approx(1.5)
    assert found["two workers, how many times as fast, start apart"] == pytest.approx(2.0)
    assert found["two workers, CPU s beside one worker's"] == pytest.approx(1.1)


@pytest.mark.slow
def test_a_run_of_every_kind_is_made(tmp_path: Path) -> None:
    write(tmp_path / "inbox" / "few.jsonl", 3, 1)
    found = whole.main({texts.WIRE: tmp_path / "inbox"}, tmp_path / "stores", 3)
    assert found["wire reports, whole run, CPU s"] > 0
    assert found["two workers, CPU s beside one worker's"] > 0
    assert found["two processes that only reckon, how many times as fast"] > 0
