"""The engine on Ray, with a real cluster on this machine: what is kept is what the local engine keeps."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from runtime.batches import cluster, engine
from runtime.batches.cluster import ClusterError
from runtime.batches.engine import RAY, Failure
from runtime.batches.worker import Limits
from runtime.progress import reporting_to
from tests.runtime.batches.steps import Number, keyed, squares


class Heard:
    """What a listener hears of a step's progress."""

    def __init__(self) -> None:
        self.told: list[tuple[str, int]] = []

    def begin(self, step: str, total: int) -> None:
        self.told.append(("begin", total))

    def advance(self, step: str, done: int) -> None:
        self.told.append(("advance", done))


@pytest.fixture(scope="module")
def own_cluster() -> Iterator[None]:
    """A cluster of two processors on this machine, which the first test starts, is ended after the last."""
    ray = pytest.importorskip("ray", reason="Ray is not installed: make .venv/.cluster")
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("RAY_ADDRESS", raising=False)
        yield
        ray.shutdown()


@pytest.mark.slow
@pytest.mark.usefixtures("own_cluster")
def test_two_actors_keep_what_two_processes_keep(tmp_path: Path) -> None:
    some = [*range(11, 17), 66, 77, 80, *range(95, 101)]
    items = {str(n): n for n in some}
    here, there = squares(tmp_path / "here"), squares(tmp_path / "there")
    heard = Heard()
    assert engine.run(here, items, 2, limits=Limits(1.0)) == len(some)
    with reporting_to(heard):
        assert engine.run(there, items, 2, limits=Limits(1.0), engine=RAY) == len(some)
    assert _told(there, items) == _told(here, items)
    assert {f.rule for f in engine.failures(there, items).values()} == {
        "error", "time_limit", "out_of_memory", "system_error", "process_died",
    }  # fmt: skip
    assert heard.told[0] == ("begin", len(some))
    assert sum(done for _, done in heard.told[1:]) == len(some)
    assert len(heard.told) - 1 == len(list(there.folder.glob("*.parquet"))) == 5
    assert os.getpid() not in {r.worker for _, r in engine.results(there, items) if isinstance(r, Number)}
    again = dict.fromkeys(("66", "77", "80", "99"), 2)
    assert engine.run(there, items, 2, limits=Limits(1.0), engine=RAY) == len(again)
    assert {key: f.tries for key, f in engine.failures(there, again).items()} == again


def _told(step: engine.Step[int, Number], items: dict[str, int]) -> dict[str, tuple[str, str, int] | int]:
    return {
        key: (r.error, r.rule, r.tries) if isinstance(r, Failure) else r.value for key, r in engine.results(step, items)
    }


@pytest.mark.slow
@pytest.mark.usefixtures("own_cluster")
def test_a_node_of_another_version_is_told_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "code_version", lambda: "0.0.0+another")
    with pytest.raises(ClusterError, match=r"install the same"):
        engine.run(squares(tmp_path), keyed(range(3)), 1, engine=RAY)
    assert not list(tmp_path.glob("*.parquet"))


def test_a_cluster_that_is_not_there_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("ray", reason="Ray is not installed: make .venv/.cluster")
    monkeypatch.setenv("RAY_ADDRESS", "127.0.0.1:9")
    monkeypatch.setattr("ray.is_initialized", lambda: False)
    with pytest.raises(ClusterError, match=r"127\.0\.0\.1:9 \(\$RAY_ADDRESS\) cannot be joined"):
        engine.run(squares(tmp_path), keyed(range(3)), 1, engine=RAY)


def test_without_ray_it_is_said_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("runtime.batches.cluster.importlib.util.find_spec", lambda name: None)
    with pytest.raises(ClusterError, match=r"requirements-cluster\.lock"):
        engine.run(squares(tmp_path), keyed(range(3)), 1, engine=RAY)
