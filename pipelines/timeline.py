"""How runs of the command line stand in Dagster's list and timeline of runs, beside those of UI, schedule and sensor.

Here belongs what Dagster must be told of a run that it did not start. Starting one belongs to
`pipelines/cli/launch.py`.
"""

from collections.abc import Mapping
from functools import partial
from typing import Any

import dagster as dg
from dagster._core.events import DagsterEvent, DagsterEventType
from dagster._core.remote_origin import RegisteredCodeLocationOrigin, RemoteJobOrigin, RemoteRepositoryOrigin
from dagster._core.storage.tags import CODE_LOCATION_TAG

from runtime import run

JOB = "everything"
LOCATION = "communique"  # the name in workspace.yaml, and of what the UI serves
STARTED_BY = {"started_by": "command line"}
UNCHANGED = {"outcome": "nothing new"}


def origin() -> RemoteJobOrigin:
    """Where the UI finds the job: its timeline leaves out a run that does not say it."""
    repository = RemoteRepositoryOrigin(RegisteredCodeLocationOrigin(LOCATION), "__repository__")
    return repository.get_job_origin(JOB)


def placed(instance: dg.DagsterInstance) -> dg.DagsterInstance:
    """The instance, whose runs in this process say where the UI finds their job."""
    instance.create_run_for_job = partial(  # type: ignore[method-assign]
        instance.create_run_for_job, remote_job_origin=origin()
    )
    return instance


def tell_unchanged(dagster_home: str, run_id: str, run_config: Mapping[str, Any]) -> None:
    """Puts a run that found nothing new into Dagster's list, as begun and ended well; `run_id` is Dagster's.

    No code is loaded for it: the shape of the job is taken over from the latest run that Dagster holds.
    """
    with dg.DagsterInstance.from_config(dagster_home) as instance:
        latest = next(iter(instance.get_runs(dg.RunsFilter(job_name=JOB), limit=1)), None)
        instance.add_run(
            dg.DagsterRun(
                job_name=JOB,
                run_id=run_id,
                run_config=run_config,
                tags={**STARTED_BY, **UNCHANGED, CODE_LOCATION_TAG: LOCATION},
                job_snapshot_id=latest.job_snapshot_id if latest else None,
                execution_plan_snapshot_id=latest.execution_plan_snapshot_id if latest else None,
                remote_job_origin=origin(),
            )
        )
        for kind, said in (
            (DagsterEventType.RUN_START, "Looks whether anything is new."),
            (DagsterEventType.RUN_SUCCESS, "Nothing is new: what is published stays as it is."),
        ):
            instance.report_dagster_event(DagsterEvent(kind.value, JOB, message=said), run_id)
        if instance.get_runs_count() > run.KEEP_DAGSTER_RUNS:
            run.prune_history(instance)
