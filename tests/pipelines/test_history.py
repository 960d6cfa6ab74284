"""Dagster's own storage: what is not whole is told, set aside, and begun anew by Dagster itself."""

import os
from pathlib import Path

import dagster as dg
import pytest

from pipelines import history


@dg.job
def trivial() -> None:
    """A run that leaves its traces."""


def used(home: Path) -> None:
    """One run under this home, as `communique run` would leave it."""
    (home / "dagster.yaml").write_text("telemetry:\n  enabled: false\n")
    with dg.DagsterInstance.from_config(str(home)) as instance:
        assert trivial.execute_in_process(instance=instance).success


@pytest.fixture
def home(tmp_path: Path) -> Path:
    used(tmp_path)
    assert history.broken(tmp_path) == {}
    return tmp_path


@pytest.mark.parametrize("name", history.MAIN)
@pytest.mark.parametrize("share", [0.0, 0.5])
def test_a_file_that_was_cut_short_is_set_aside(home: Path, name: str, share: float) -> None:
    path = home / name
    os.truncate(path, int(path.stat().st_size * share))
    assert list(history.broken(home)) == [path]
    (said,) = history.mend(home)
    assert name in said
    assert (home / f"{name}.broken").exists()
    assert history.broken(home) == {}
    used(home)
    assert path.exists()


def test_a_file_of_other_bytes_is_set_aside(home: Path) -> None:
    path = home / "history" / "runs.db"
    data = bytearray(path.read_bytes())
    data[5_000:] = b"\xff" * len(data[5_000:])
    path.write_bytes(data)
    assert history.mend(home)
    used(home)


def test_the_log_of_one_run_is_set_aside_alone(home: Path) -> None:
    (path,) = (p for p in (home / "history" / "runs").glob("*.db") if p.name != "index.db")
    os.truncate(path, 100)
    (said,) = history.mend(home)
    assert "the log of one run is gone" in said
    used(home)


def test_what_is_not_there_is_not_broken(tmp_path: Path) -> None:
    assert history.mend(tmp_path) == []
