"""What all commands share: no store is a sentence and 2, JSON for programs, the version."""

import datetime as dt
import json
import os
import subprocess
import sys
from pathlib import Path

import polars as pl
import pytest
from typer.testing import CliRunner

from pipelines.cli import app, console
from pipelines.cli.launch import Ended
from runtime.store import Manifest, Store
from runtime.version import ROOT, code_version
from tests.lakes import hold
from tests.pipelines.cli.conftest import Invoke
from tests.tables.conftest import ROWS, fill

COMMANDS = [["sql", "SELECT 1"], ["search", "word"], ["show", "ev-1"], ["runs"], ["doctor"], ["diff", "a", "b"],
            ["export", "out", "--format", "csv"]]  # fmt: skip


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command[0])
def test_without_a_store_a_command_says_so_and_ends_with_2(tmp_path: Path, command: list[str]) -> None:
    done = CliRunner().invoke(app.app, [*command, "--home", str(tmp_path / "none")])
    assert done.exit_code == 2
    assert "There is no store at" in done.output
    assert not (tmp_path / "none").exists()


@pytest.mark.parametrize(
    "command", [COMMANDS[0], COMMANDS[1], COMMANDS[2], COMMANDS[6]], ids=lambda command: command[0]
)
def test_before_anything_is_published_that_is_said(tmp_path: Path, command: list[str]) -> None:
    done = CliRunner().invoke(app.app, [*command, "--home", str(tmp_path)])
    assert done.exit_code == 2
    assert "Nothing is published below" in done.output


def test_the_version_is_that_of_the_code() -> None:
    done = CliRunner().invoke(app.app, ["--version"])
    assert (done.exit_code, done.output) == (0, f"communique {code_version()}\n")


@pytest.mark.parametrize(("typed", "offered"), [("communique se", "search"), ("communique run --thr", "--threshold")])
def test_a_shell_completes_commands_and_options(typed: str, offered: str) -> None:
    environment = os.environ | {
        "_COMMUNIQUE_COMPLETE": "complete_bash",
        "COMP_WORDS": typed,
        "COMP_CWORD": str(len(typed.split()) - 1),
    }
    show = "import sys; sys.argv = ['communique']; from pipelines.cli import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", show], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    assert offered in done.stdout.split()


def test_runs_in_json_say_which_is_published(tmp_path: Path) -> None:
    store = Store(tmp_path)
    for run_id in ("r1", "r2"):
        store.write_manifest(Manifest(run_id, dt.datetime(2024, 5, 1, tzinfo=dt.UTC).isoformat(), "published"))
    store.publish("r1", fill(tmp_path / "candidate.duckdb", ROWS))
    done = CliRunner().invoke(app.app, ["runs", "--json", "--home", str(tmp_path)])
    assert {run["run_id"]: run["published"] for run in json.loads(done.output)} == {"r1": True, "r2": False}


def test_a_difference_in_json_has_every_table(tmp_path: Path) -> None:
    store = Store(tmp_path)
    for run_id, count in (("r1", 1), ("r2", 2)):
        hold(store, run_id, {"events": pl.DataFrame({"event_id": [f"ev-{n}" for n in range(count)]})})
        store.write_manifest(Manifest(run_id, dt.datetime(2024, 5, 1, tzinfo=dt.UTC).isoformat(), "published"))
    done = CliRunner().invoke(app.app, ["diff", "r1", "r2", "--json", "--home", str(tmp_path)])
    told = json.loads(done.output)
    assert (told["earlier"], told["later"]) == ("r1", "r2")
    [events] = [table for table in told["tables"] if table["table"] == "events"]
    assert (events["came"], events["went"], events["examples"]) == (1, 0, [["+", "ev-1", ""]])


def test_a_run_that_is_not_kept_is_no_fault_of_the_store(tmp_path: Path) -> None:
    store, run_id = Store(tmp_path), "20240501T000000-a"
    hold(store, run_id, {"events": pl.DataFrame({"event_id": ["ev-1"]})})
    store.write_manifest(Manifest(run_id, dt.datetime(2024, 5, 1, tzinfo=dt.UTC).isoformat(), "published"))
    for asked, said in (("x", "No published runs begin with 'x'"), ("2024", run_id)):
        done = CliRunner().invoke(app.app, ["diff", asked, "x", "--home", str(tmp_path)], env={"COLUMNS": "300"})
        assert done.exit_code == 2
        assert said in done.output
        assert "not in order" not in done.output


def test_a_brief_since_what_is_not_kept_is_refused(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.write_manifest(Manifest("r1", dt.datetime(2024, 5, 1, tzinfo=dt.UTC).isoformat(), "published"))
    store.publish("r1", fill(tmp_path / "candidate.duckdb", ROWS))
    done = CliRunner().invoke(app.app, ["brief", "--since", "yesterday", "--home", str(tmp_path)])
    assert done.exit_code == 2
    assert "'yesterday' is no day as 2024-05-01" in " ".join(done.output.split())


def test_a_store_without_runs_says_so(tmp_path: Path) -> None:
    done = CliRunner().invoke(app.app, ["runs", "--home", str(tmp_path)])
    assert (done.exit_code, done.output) == (0, "There is no run yet: communique run --inbox DIR\n")


def test_the_ids_of_runs_can_be_copied_beside_a_long_reason(tmp_path: Path) -> None:
    Store(tmp_path).write_manifest(
        Manifest("20240501T000000-abcdef01", "2024-05-01T00:00:00+00:00", "failed", reason="why " * 60)
    )
    done = CliRunner().invoke(app.app, ["runs", "--home", str(tmp_path)])
    assert "│ 20240501T000000-abcdef01 │" in done.output


def test_what_stopped_a_run_is_told_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def check(name: str) -> dict[str, object]:
        return {"check_name": name, "stage": "tables", "severity": "ERROR", "passed": False, "message": f"{name} moved"}

    reason = "drift stopped the run: drift moved: see what changed; also shape: shape moved"
    manifest = Manifest(
        "r1", "", "failed", reason=reason, checks=[check("drift"), check("shape"), check("events_gate")]
    )
    console.failed(Store(tmp_path), Ended(False, manifest, "d1", None))
    said = " ".join(capsys.readouterr().err.replace("│", " ").split())
    assert [said.count(f"{name} moved") for name in ("drift", "shape", "events_gate")] == [1, 1, 1]


def test_the_doctor_in_json_says_what_is_wrong(home: Path, invoke: Invoke) -> None:
    home.mkdir(exist_ok=True)
    findings = json.loads(invoke("doctor", "--json").output)
    assert {"what", "finding", "wrong", "remedy"} == set(findings[0])
    assert "Python" in [finding["what"] for finding in findings]
