"""A run on a real cluster of two processors, joined by its address: every table is that of a run on this machine."""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from assets.reference import SEEDS
from runtime.store import Store

pytestmark = pytest.mark.xdist_group("samples")
RAY = Path(sys.executable).with_name("ray")
TRIES = 3  # to start it: Ray gives up after thirty seconds, which a busy machine may need
OURS = os.environ | {"RAY_AUTH_MODE": "token", "RAY_AUTH_TOKEN": "of-the-test-" * 4}


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[str]:
    """The address of a cluster that ends with the test; its files are out of the way of every other one's."""
    if not RAY.exists():
        pytest.skip("Ray is not installed: make .venv/.cluster")
    with socket.create_server(("127.0.0.1", 0)) as door:
        address = f"127.0.0.1:{door.getsockname()[1]}"
    command = [
        str(RAY), "start", "--head", "--block", "--node-ip-address=127.0.0.1", f"--port={address.rpartition(':')[2]}",
        "--num-cpus=2", "--object-store-memory=200000000", "--include-dashboard=false", "--disable-usage-stats",
    ]  # fmt: skip
    said: list[str] = []
    for _ in range(TRIES):
        with subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=OURS
        ) as process:
            assert process.stdout is not None
            for line in process.stdout:
                said.append(line)
                if "Ray runtime started" in line:
                    yield address
                    process.terminate()
                    process.communicate()
                    return
    pytest.fail("".join(said))


def different(one: Path, other: Path) -> dict[str, int]:
    """By table, the rows that only one of two published files has, but for ids and moments of runs."""
    con = duckdb.connect()
    try:
        for name, home in (("one", one), ("other", other)):
            con.execute(f"ATTACH '{home / 'warehouse.duckdb'}' AS {name} (READ_ONLY)")
        columns = con.execute(
            "SELECT table_name, string_agg('\"' || column_name || '\"', ', ') FROM duckdb_columns()"
            " WHERE database_name = 'one' AND schema_name = 'main' AND NOT ends_with(column_name, 'run_id')"
            " AND NOT ends_with(column_name, '_at') AND table_name IN (SELECT table_name FROM duckdb_tables())"
            " GROUP BY table_name"
        ).fetchall()
        found = {}
        for table, names in columns:
            mine, yours = (f"SELECT {names} FROM {name}.{table}" for name in ("one", "other"))
            ways = f"({mine} EXCEPT ALL {yours}) UNION ALL ({yours} EXCEPT ALL {mine})"
            (found[str(table)],) = con.execute(f"SELECT count(*) FROM ({ways})").fetchone() or (0,)
        return found
    finally:
        con.close()


@pytest.mark.slow
def test_tables_are_those_of_the_local_engine(samples: Path, cluster: str, tmp_path: Path) -> None:
    home = tmp_path / "home"
    command = [sys.executable, "-m", "pipelines.cli", "run", "--inbox", str(SEEDS / "documents"), "--home", str(home)]
    environment = OURS | {"RAY_ADDRESS": cluster}
    done = subprocess.run([*command, "--engine", "ray"], capture_output=True, text=True, env=environment, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    found = different(samples, home)
    assert {"articles", "mentions", "events", "event_reports", "statements", "quarantine"} <= set(found)
    assert found == dict.fromkeys(found, 0)
    state = Store(home).gated("raw")
    assert state is not None
    assert state.notes["engine"] == "ray"
    for step in ("parsing", "annotating"):
        assert step in done.stdout
