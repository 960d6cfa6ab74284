"""The short form of `make faults`: killed and damaged stores give, after one run more, what a calm one holds."""

import pytest

from pipelines.faults import damage, kills
from pipelines.faults.scene import Found, Scene

SEED = 20240515  # not the one of `make faults`: the short form looks elsewhere
DAMAGED = ("published file", "manifest", "stage's table", "Dagster's history/runs/index.db")


@pytest.fixture(scope="module")
def scene(tmp_path_factory: pytest.TempPathFactory) -> Scene:
    """The inbox, and what undisturbed runs publish of it."""
    made = Scene(tmp_path_factory.mktemp("faults"))
    made.prepare()
    assert len(made.before["documents"]) == 11
    assert len(made.after["documents"]) == 15
    assert len(made.after["articles"]) == 14
    return made


@pytest.mark.slow
def test_killed_runs_are_recovered_by_the_next(scene: Scene) -> None:
    found = kills.kills(scene, 2, SEED, by_time=False)
    assert (found.struck, found.injected, found.recovered, found.wrong) == (2, 2, 2, [])


@pytest.mark.slow
def test_damaged_files_are_mended_by_the_next_run(scene: Scene) -> None:
    found = damage.damages(scene, ("half",), DAMAGED)
    assert (found.injected, found.recovered, found.wrong) == (len(DAMAGED), len(DAMAGED), [])


@pytest.mark.slow
def test_two_runs_at_once_publish_everything(scene: Scene) -> None:
    found = damage.together(scene)
    assert (found.recovered, found.wrong) == (1, [])


def test_what_is_lost_is_told() -> None:
    found = Found()
    found.judge("killed", {"documents": ["a"]}, {"documents": ["a", "b"]})
    found.judge("killed again", "exit 1: no", {"documents": ["a", "b"]})
    assert found.wrong == ["killed: documents differ", "killed again: exit 1: no"]
    assert (found.injected, found.recovered) == (2, 0)
