"""Starts a run from the command line through the same Dagster job and instance that the UI uses.

Here belongs the launching; Dagster's own storage belongs to `storage`. What is printed belongs to `console`.
"""

import logging
import os
import uuid
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipelines import history, storage
from runtime import lock
from runtime.manifests import INTERRUPTED
from runtime.store import Manifest, Store, now


@dataclass(frozen=True)
class Ended:
    """How a run that was started here ended: its manifest, and Dagster's id of it."""

    success: bool
    manifest: Manifest | None
    dagster_run_id: str
    error: str | None
    interrupted: bool = False


def prepare(store: Store) -> list[str]:
    """Makes the store's folder and Dagster's configuration in it, and points this process at both.

    What of Dagster's own storage is not whole is set aside, unless a run is going on; returns what was done of that.
    Raises StoreError, and touches nothing, where the store was written by a newer version; StorageError where Dagster's
    own storage cannot be used.
    """
    store.format()
    storage.configure(store.dagster_home)
    os.environ["COMMUNIQUE_HOME"] = str(store.home)
    os.environ["DAGSTER_HOME"] = str(store.dagster_home)
    return history.mend(store.dagster_home) if lock.holder(store.home) is None else []


@contextmanager
def _quiet() -> Iterator[None]:
    """Keeps what is logged out of the terminal; Dagster's own log goes into the run, where the UI shows it."""
    before = logging.lastResort
    logging.lastResort = None
    try:
        yield
    finally:
        logging.lastResort = before


def launch(
    store: Store, inbox: Path, settings: Mapping[str, Any], tell: Callable[[str], None] = lambda said: None
) -> Ended:
    """Runs all assets in this process and returns how it ended; `settings` are those of `resources.InboxConfig`.

    Where another holds the store it waits; `tell` hears of that, and of what was mended. Where nothing is new, the run
    is over before Dagster's job is loaded, which would cost more than all the rest; Dagster's list of runs is told of
    it. Raises StoreError where the store cannot be opened.
    """
    with lock.locked(store.home, f"communique run of {inbox}", lambda who: tell(f"Waiting for the store: {who}")):
        from pipelines.opening import open_store

        for said in open_store(store):
            tell(said)
        if (unchanged := _nothing_new(store, inbox, settings)) is not None:
            return unchanged
        return _run(store, inbox, settings)


def _run(store: Store, inbox: Path, settings: Mapping[str, Any]) -> Ended:
    import dagster as dg

    from pipelines import timeline
    from pipelines.definitions import defs
    from runtime.run import fail

    job = defs.resolve_job_def(timeline.JOB)
    with dg.DagsterInstance.from_config(str(store.dagster_home)) as instance, _quiet():
        result = job.execute_in_process(
            run_config=_config(inbox, settings),
            instance=timeline.placed(instance),
            tags=timeline.STARTED_BY,
            raise_on_error=False,
        )
    interrupted = _interrupted(result)
    mine = _mine(store, result.run_id)
    if interrupted and mine is not None and mine.status == "running":
        fail(store, mine.run_id, INTERRUPTED)
        mine = _mine(store, result.run_id)
    error = None if result.success else _error(result)
    return Ended(result.success, mine, result.run_id, error, interrupted)


def _config(inbox: Path, settings: Mapping[str, Any]) -> dict[str, Any]:
    """What Dagster is told: the inbox and the settings, and that nothing but errors goes to the terminal."""
    ops = {"raw": {"config": {"inbox": str(inbox), **settings}}}
    return {"ops": ops, "loggers": {"console": {"config": {"log_level": "CRITICAL"}}}}


def _interrupted(result: Any) -> bool:
    """Whether Ctrl-C ended the run: within a step Dagster tells it as that step's failure, else as a cancelled run."""
    errors = [event.step_failure_data.error for event in result.all_events if event.is_step_failure]
    if any(e is not None and e.cls_name in ("DagsterExecutionInterruptedError", "KeyboardInterrupt") for e in errors):
        return True
    return any(event.event_type_value == "PIPELINE_CANCELED" for event in result.all_events)


def _mine(store: Store, dagster_run_id: str) -> Manifest | None:
    """The manifest of a run by Dagster's id, where it has begun."""
    return next((m for m in reversed(store.manifests()) if m.run_id.endswith(dagster_run_id[:8])), None)


def _nothing_new(store: Store, inbox: Path, settings: Mapping[str, Any]) -> Ended | None:
    """How a run ended because the published one has all there is; None where there is work to do."""
    from assets.raw.asset import published_alike, settings_of
    from assets.raw.stage import nothing_new
    from pipelines import timeline
    from runtime.resources import InboxConfig
    from runtime.run import begin, end_unchanged

    config = InboxConfig(inbox=str(inbox), **settings)
    told = settings_of(store, inbox, config)
    if config.full or not published_alike(store, store.published_run(), told):
        return None
    if not nothing_new(store, inbox, frozenset(config.leave), config.columns):
        return None
    run_id = str(uuid.uuid4())
    own = store.id_of(now(), run_id[:8])
    begin(store, own, told)
    end_unchanged(store, own)
    with _quiet():
        timeline.tell_unchanged(str(store.dagster_home), run_id, _config(inbox, settings))
    return Ended(True, store.manifest(own), run_id, None)


def _error(result: Any) -> str:
    """The first step's error, as one line a person can read."""
    for event in result.all_events:
        if event.is_step_failure:
            error = event.step_failure_data.error
            data = event.step_failure_data.user_failure_data
            if data is not None and data.description:
                return str(data.description)
            return str((error.cause or error).message).strip() if error is not None else "a step failed"
    return "the run failed before its first step"
