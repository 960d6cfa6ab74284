"""The measuring of whole runs: every stage is told of, and a run with nothing new does no work."""

from pathlib import Path

import pytest

from pipelines.bench import growth
from pipelines.bench.wire import write
from runtime.store import STAGES, Store


@pytest.mark.slow
def test_what_new_documents_cost_is_told_stage_by_stage(tmp_path: Path) -> None:
    write(tmp_path / "inbox" / "a.jsonl", 3, 1)
    cost = growth.run(tmp_path / "inbox", tmp_path / "home")
    again = growth.run(tmp_path / "inbox", tmp_path / "home")
    assert [m.status for m in Store(tmp_path / "home").manifests()] == ["published", "unchanged"]
    assert cost.stages.keys() == set(STAGES)
    assert sum(cost.stages.values()) < cost.seconds
    assert again.seconds < cost.seconds
