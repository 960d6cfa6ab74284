"""A lake elsewhere: its catalogue in a real PostgreSQL, its files in a bucket of an S3 server; rows are the same."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import polars as pl
import pytest

from assets.tables import mend
from checks.registry import TABLES
from runtime.lake import history, keeping, place
from runtime.store import Store, StoreError
from tests.lakes import held, hold
from tests.runtime.lake.test_commit import tables
from tests.tables.conftest import ROWS
from tests.tables.test_mend import ONE, TWO, publish_run

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("elsewhere")]
PROGRAMS = [Path(p) for p in sorted(Path("/usr/lib/postgresql").glob("*/bin"))]


def program(name: str) -> str | None:
    found = shutil.which(name)
    return found or next((str(folder / name) for folder in PROGRAMS if (folder / name).is_file()), None)


@pytest.fixture(scope="module")
def postgres() -> Iterator[str]:
    """A server of its own on a socket of its own, as libpq is told of it."""
    initdb, control = program("initdb"), program("pg_ctl")
    pytest.importorskip("duckdb_extension_postgres_scanner")
    if initdb is None or control is None:
        pytest.skip("there is no PostgreSQL here: its programs initdb and pg_ctl are wanted")
    user = "postgres" if os.getuid() == 0 else None
    with tempfile.TemporaryDirectory(dir="/tmp", prefix="lake") as folder:
        if user is not None:
            shutil.chown(folder, user)
        data = f"{folder}/data"

        def call(*command: str) -> None:
            done = subprocess.run(command, user=user, cwd=folder, capture_output=True, text=True, check=False)
            assert done.returncode == 0, done.stdout + done.stderr

        call(initdb, "-D", data, "-U", "lake", "-A", "trust", "-N")
        call(control, "-D", data, "-w", "-l", f"{folder}/log", "-o", f"-k {folder} -c listen_addresses=''", "start")
        try:
            yield f"postgres:host={folder} user=lake dbname=postgres"
        finally:
            call(control, "-D", data, "-m", "immediate", "-w", "stop")


@pytest.fixture(scope="module")
def bucket() -> Iterator[dict[str, str]]:
    """A bucket on a server of its own, as the environment tells of it."""
    moto = pytest.importorskip("moto.server", reason="moto is not installed: extra `servers`")
    pytest.importorskip("duckdb_extension_httpfs")
    import boto3  # type: ignore[import-untyped]

    server = moto.ThreadedMotoServer(ip_address="127.0.0.1", port=0)
    server.start()
    host, port = server.get_host_and_port()
    address = f"http://{host}:{port}"
    keys = {"aws_access_key_id": "key", "aws_secret_access_key": "secret", "region_name": "us-east-1"}
    boto3.client("s3", endpoint_url=address, **keys).create_bucket(Bucket="news")
    try:
        yield {
            "COMMUNIQUE_LAKE_DATA": "s3://news/lake",
            "COMMUNIQUE_S3_ENDPOINT": address,
            "COMMUNIQUE_S3_REGION": "us-east-1",
            "COMMUNIQUE_S3_KEY": "key",
            "COMMUNIQUE_S3_SECRET": "secret",
        }
    finally:
        server.stop()


def test_rows_in_postgresql_and_a_bucket_are_those_of_a_lake_here(
    postgres: str, bucket: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here, there = Store(tmp_path / "here"), Store(tmp_path / "there")
    runs = {"one": tables(), "two": tables(events=ROWS["events"][1:])}
    for run, of_run in runs.items():
        hold(here, run, of_run)
    wanted = {(run, name): held(here, run, name).sort(pl.all()) for run in runs for name in TABLES}
    for name, value in {**bucket, "COMMUNIQUE_LAKE_CATALOG": postgres}.items():
        monkeypatch.setenv(name, value)
    written = [hold(there, run, of_run) for run, of_run in runs.items()]
    assert (sum(written[1].came.values()), sum(written[1].went.values())) == (0, 1)
    for (run, name), rows in wanted.items():
        assert held(there, run, name).sort(pl.all()).equals(rows), name
    assert not (there.home / "lake").exists()


def test_a_store_publishes_mends_and_keeps_its_lake_in_postgresql(
    postgres: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    subprocess.run(
        [str(program("psql")), "-q", "-c", "CREATE DATABASE two", postgres.removeprefix("postgres:")], check=True
    )
    monkeypatch.setenv("COMMUNIQUE_LAKE_CATALOG", postgres.replace("dbname=postgres", "dbname=two"))
    monkeypatch.setattr(keeping, "KEEP_RUNS", 1)
    store = Store(tmp_path / "home")
    for run_id in (ONE, TWO):
        publish_run(store, run_id)
    assert history.runs(store) == [ONE, TWO]
    assert mend.faults(store) == []
    assert mend.differences(store, deep=True) == []
    assert keeping.keep(store) == 1
    assert history.runs(store) == [TWO]
    next((store.home / "lake" / "data" / "main" / "events").glob("*.parquet")).unlink()
    (said,) = mend.mend(store)
    assert f"run {TWO} is written into it from the published file" in said
    assert held(store, TWO, "events").height == len(ROWS["events"])
    assert mend.faults(store) == []


def test_a_server_that_is_not_there_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("duckdb_extension_postgres_scanner")
    monkeypatch.setenv("COMMUNIQUE_LAKE_CATALOG", f"postgres:host={tmp_path} user=nobody dbname=none")
    with pytest.raises(StoreError, match="the lake cannot be opened"), place.opened(place.of_home(tmp_path)):
        pass
