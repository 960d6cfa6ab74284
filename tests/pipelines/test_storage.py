"""Where Dagster keeps its own: a run of the command line is recorded in a real PostgreSQL, and seen there by others."""

import os
import subprocess
import sys
from pathlib import Path

import dagster as dg
import pytest
import yaml

from pipelines import storage
from pipelines.storage import SETTING, StorageError
from runtime.store import Store
from tests.pipelines.postgres import PASSWORD, server


def test_below_the_store_where_nothing_else_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(SETTING, raising=False)
    storage.configure(tmp_path / "dagster")
    said = yaml.safe_load((tmp_path / "dagster" / "dagster.yaml").read_text(encoding="utf-8"))
    assert "storage" not in said
    assert said["telemetry"] == {"enabled": False}


@pytest.mark.parametrize("said", ["db.example.org", "mysql://desk@db.example.org/dagster", "postgresql://"])
def test_an_address_that_is_none_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, said: str) -> None:
    monkeypatch.setenv(SETTING, said)
    with pytest.raises(StorageError, match="postgresql://USER"):
        storage.configure(tmp_path)


def test_without_the_package_it_is_said_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(SETTING, "postgresql://desk:secret@db.example.org/dagster")
    monkeypatch.setattr("pipelines.storage.importlib.util.find_spec", lambda name: None)
    with pytest.raises(StorageError, match=r"requirements-cluster\.lock"):
        storage.configure(tmp_path)


@pytest.mark.slow
def test_a_run_is_recorded_in_postgresql_and_seen_by_the_instance(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("dagster_postgres", reason="dagster-postgres is not installed: make .venv/.cluster")
    inbox, home, database = tmp_path / "inbox", tmp_path / "home", tmp_path / "database"
    inbox.mkdir()
    database.mkdir()
    (inbox / "a.txt").write_text(
        "SEOUL, March 3, 2024 (MPA) -- The ministers met in Seoul on Sunday.\n", encoding="utf-8"
    )
    with server(database) as address:
        monkeypatch.setenv(SETTING, address)
        command = [sys.executable, "-m", "pipelines.cli", "run", "--inbox", str(inbox), "--home", str(home)]
        done = subprocess.run([*command, "--workers=1"], capture_output=True, text=True, env=os.environ, check=False)
        own = Store(home).dagster_home
        storage.configure(own)
        with dg.DagsterInstance.from_config(str(own)) as instance:
            runs = [(run.run_id[:8], run.status.value) for run in instance.get_runs()]
    (manifest,) = Store(home).manifests()
    assert done.returncode == 0, done.stdout + done.stderr
    assert runs == [(manifest.run_id[-8:], "SUCCESS")]
    assert PASSWORD not in (own / "dagster.yaml").read_text(encoding="utf-8")
    assert not list(own.rglob("*.db"))
