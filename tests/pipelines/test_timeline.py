"""Runs of the command line in Dagster's timeline: asked as its page asks, of a real instance with our code loaded."""

import subprocess
import sys
import uuid
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import dagster as dg
import pytest
import yaml
from dagster._core.workspace.context import WorkspaceProcessContext
from dagster._core.workspace.load_target import WorkspaceFileTarget
from dagster_graphql.test.utils import execute_dagster_graphql

from pipelines import timeline
from pipelines.cli.launch import prepare
from pipelines.web.serve import CODE
from runtime.store import Store
from runtime.version import ROOT

# What the page Timeline asks of every run; it leaves out those without an origin or a start.
ASKED = """{ runsOrError { ... on Runs { results {
    id status startTime endTime pipelineName repositoryOrigin { repositoryName repositoryLocationName } } } } }"""


@pytest.fixture
def home(tmp_path: Path) -> Path:
    store = Store(tmp_path)
    prepare(store)
    return store.dagster_home


@dg.job(name=timeline.JOB)
def small() -> None:
    """A job of our job's name."""

    @dg.op
    def nothing() -> None:
        return None

    nothing()


def listed(home: Path) -> list[dict[str, Any]]:
    """What the page is answered. In a thread of its own: beside a browser's loop in this one, no other may run."""
    with ThreadPoolExecutor(1) as apart:
        return apart.submit(_listed, home).result()


def _listed(home: Path) -> list[dict[str, Any]]:
    with (
        dg.DagsterInstance.from_config(str(home)) as instance,
        WorkspaceProcessContext(instance, WorkspaceFileTarget([])) as context,
    ):
        answer = execute_dagster_graphql(context.create_request_context(), ASKED)
    return list(answer.data["runsOrError"]["results"])


def test_a_run_with_work_and_one_without_stand_where_the_page_looks(home: Path) -> None:
    with dg.DagsterInstance.from_config(str(home)) as instance:
        done = small.execute_in_process(instance=timeline.placed(instance), tags=timeline.STARTED_BY)
    unchanged = str(uuid.uuid4())
    timeline.tell_unchanged(str(home), unchanged, {})
    with dg.DagsterInstance.from_config(str(home)) as instance:
        shapes = {(run.job_snapshot_id, run.execution_plan_snapshot_id) for run in instance.get_runs()}
    assert len(shapes) == 1  # so that its page can draw the job
    assert None not in next(iter(shapes))
    runs = {run["id"]: run for run in listed(home)}
    assert runs.keys() == {done.run_id, unchanged}
    for run in runs.values():
        assert run["status"] == "SUCCESS"
        assert run["pipelineName"] == "everything"
        assert run["endTime"] >= run["startTime"] > 0
        assert run["repositoryOrigin"] == {"repositoryName": "__repository__", "repositoryLocationName": "communique"}


def test_the_first_run_that_dagster_hears_of_may_be_one_without_work(home: Path) -> None:
    unchanged = str(uuid.uuid4())
    timeline.tell_unchanged(str(home), unchanged, {"ops": {}})
    [run] = listed(home)
    assert (run["id"], run["status"]) == (unchanged, "SUCCESS")
    with dg.DagsterInstance.from_config(str(home)) as instance:
        said = [entry.dagster_event.message for entry in instance.all_logs(unchanged) if entry.dagster_event]
        tags = instance.get_run_by_id(unchanged).tags  # type: ignore[union-attr]
    assert said[-1] == "Nothing is new: what is published stays as it is."
    assert tags.items() >= {"started_by": "command line", "outcome": "nothing new"}.items()


def test_the_list_does_not_grow_for_ever(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("runtime.run.KEEP_DAGSTER_RUNS", 2)
    runs = [str(uuid.uuid4()) for _ in range(4)]
    for run_id in runs:
        timeline.tell_unchanged(str(home), run_id, {})
    assert {run["id"] for run in listed(home)} == set(runs[-2:])


def test_the_names_are_those_of_what_the_ui_serves() -> None:
    [served] = yaml.safe_load((ROOT / "workspace.yaml").read_text())["load_from"]
    assert CODE.location_name == served["python_module"]["location_name"] == timeline.LOCATION


def test_nothing_heavy_is_loaded_to_tell_of_a_run(home: Path) -> None:
    code = (
        "import sys; from pipelines import timeline; import runtime.store;"
        f"timeline.tell_unchanged({str(home)!r}, {str(uuid.uuid4())!r}, {{}});"
        "print([m for m in ('pandas', 'pandera', 'spacy', 'trafilatura', 'pipelines.definitions') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
