"""A failed run is told to the operator's command, a real one; without one nothing is called."""

import json
import os
import subprocess
import sys
from pathlib import Path

import dagster as dg
import pytest

from pipelines import alarm
from pipelines.alarm import AlarmError, command, failed_runs, ring, told
from pipelines.definitions import defs
from runtime.store import Manifest, Store
from runtime.version import ROOT


@dg.op
def breaks() -> None:
    """Fails."""
    raise dg.Failure("spans_true stopped the run: in a.txt")


@dg.job
def broken() -> None:
    """A run that fails."""
    breaks()


def tick(home: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Lets the sensor see a failed run of a real instance; returns that run's id."""
    monkeypatch.setenv("COMMUNIQUE_HOME", str(home))
    with dg.instance_for_test() as instance:
        done = broken.execute_in_process(instance=instance, raise_on_error=False)
        context = dg.build_run_status_sensor_context(
            "failed_runs", done.get_run_failure_event(), instance, done.dagster_run
        ).for_run_failure()
        failed_runs(context)
        return done.run_id


def test_the_command_is_told_what_failed_and_what_stays_published(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard = tmp_path / "heard here.json"
    monkeypatch.setenv(alarm.SETTING, f"tee '{heard}'")
    run_id = tick(tmp_path / "home", monkeypatch)
    said = json.loads(heard.read_text())
    assert said["dagster_run_id"] == run_id
    assert said["store"] == str(tmp_path / "home")
    assert said["text"].startswith("communique: a run failed. ")
    assert said["text"].endswith("Nothing is published.")


def test_the_reason_is_the_runs_own(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.write_manifest(Manifest("20240501T050000-abcdefgh", "", "failed", reason="raw: the inbox holds no file"))
    said = told(store, "abcdefgh-1234", "a step failed")
    assert (said["reason"], said["run_id"]) == ("raw: the inbox holds no file", "20240501T050000-abcdefgh")
    assert told(store, "12345678-1234", "a step failed")["reason"] == "a step failed"


def test_without_a_command_nothing_is_called_and_the_sensor_is_off(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(alarm.SETTING, raising=False)
    monkeypatch.setattr(alarm, "ring", lambda *said: pytest.fail("it was called"))
    tick(tmp_path, monkeypatch)
    assert defs.get_sensor_def("failed_runs").default_status == dg.DefaultSensorStatus.STOPPED


def test_a_command_switches_the_sensor_on(tmp_path: Path) -> None:
    show = "from pipelines.alarm import failed_runs; print(failed_runs.default_status.value)"
    environment = os.environ | {alarm.SETTING: "true", "PYTHONPATH": str(ROOT)}
    done = subprocess.run([sys.executable, "-c", show], env=environment, capture_output=True, text=True, check=True)
    assert done.stdout == "RUNNING\n"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["/no/such/command"], "could not be run"),
        (["sh", "-c", "echo no mail host >&2; exit 3"], "ended with 3: no mail host"),
    ],
)
def test_a_command_that_fails_is_said(words: list[str], said: str) -> None:
    with pytest.raises(AlarmError, match=said):
        ring(words, {"text": "a run failed"})


def test_an_open_quotation_mark_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(alarm.SETTING, "mail 'desk")
    with pytest.raises(ValueError, match="quote it as in a shell"):
        command()
