"""Tells somebody that a run failed: the sensor over failed runs, and the operator's command that it calls.

Here belongs what is told, and the calling. Whether it is mail or chat is the command's business: it gets JSON on its
standard input. Without $COMMUNIQUE_ALERT_COMMAND nothing is called, and the sensor is off.
"""

import json
import os
import shlex
import subprocess
from typing import Any

import dagster as dg

from pipelines.jobs import everything
from runtime.resources import default_home
from runtime.store import Store

SETTING = "COMMUNIQUE_ALERT_COMMAND"
PATIENCE = 60  # seconds that the command has


class AlarmError(RuntimeError):
    """The command could not be run, or failed; the message says which and how."""


def command() -> list[str]:
    """The operator's command as words; none where none is given. Raises ValueError where a quotation mark is open."""
    try:
        return shlex.split(os.environ.get(SETTING, ""))
    except ValueError as error:
        raise ValueError(f"{SETTING} is no command ({error}): quote it as in a shell") from None


def told(store: Store, dagster_run_id: str, error: str) -> dict[str, Any]:
    """What is told of a failed run: its own reason, else Dagster's, and what stays published."""
    mine = [m for m in store.manifests() if m.run_id.endswith(dagster_run_id[:8])]
    reason = (mine[-1].reason if mine else None) or error or "the run failed before its first step"
    stays = store.published_run()
    after = f"Run {stays} stays published." if stays else "Nothing is published."
    text = f"communique: a run failed. {reason}. {after}"
    return {
        "text": text,
        "reason": reason,
        "run_id": mine[-1].run_id if mine else None,
        "dagster_run_id": dagster_run_id,
        "store": str(store.home),
        "published_run": stays,
    }


def ring(words: list[str], said: dict[str, Any]) -> None:
    """Calls the command with what is told as JSON on its standard input. Raises AlarmError."""
    try:
        done = subprocess.run(
            words, input=json.dumps(said), capture_output=True, text=True, timeout=PATIENCE, check=False
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise AlarmError(f"{SETTING}: {words[0]} could not be run ({error})") from error
    if done.returncode:
        last = (done.stderr or done.stdout).strip()[-300:]
        raise AlarmError(f"{SETTING}: {words[0]} ended with {done.returncode}: {last}")


@dg.run_failure_sensor(
    name="failed_runs",
    monitored_jobs=[everything],
    minimum_interval_seconds=30,
    default_status=dg.DefaultSensorStatus.RUNNING if command() else dg.DefaultSensorStatus.STOPPED,
    description=f"Calls the command in ${SETTING} for every failed run, with its reason as JSON; off without one.",
)
def failed_runs(context: dg.RunFailureSensorContext) -> dg.SkipReason | None:
    """Tells of one failed run."""
    words = command()
    if not words:
        return dg.SkipReason(f"${SETTING} is not set: nobody is told")
    ring(words, told(Store(default_home()), context.dagster_run.run_id, str(context.failure_event.message or "")))
    return None
