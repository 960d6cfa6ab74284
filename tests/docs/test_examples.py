"""The examples, each run as the page says, on the store of which the right answers are known."""

import csv
import importlib.util
import json
import os
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

import duckdb
import jinja2
import pytest
import yaml

from assets.tables.exports.export import export
from runtime.version import ROOT
from tests.docs.desk import rows
from tests.tables.conftest import fill

EXAMPLES = ROOT / "examples"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("desk")
    fill(home / "warehouse.duckdb", rows())
    return home


def run(words: list[str], home: Path, folder: Path, **more: str) -> str:
    """What a command prints that must succeed."""
    environment = os.environ | {"COMMUNIQUE_HOME": str(home)} | more
    done = subprocess.run(words, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_the_notebook_counts_meetings_and_pairs(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if importlib.util.find_spec("marimo") is None:
        pytest.skip("MARIMO IS NOT INSTALLED: the notebook is not run; `make site` installs it")
    monkeypatch.setenv("COMMUNIQUE_HOME", str(desk))
    spec = importlib.util.spec_from_file_location("meetings_notebook", EXAMPLES / "meetings.py")
    assert spec is not None
    assert spec.loader is not None
    notebook = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(notebook)
    _, found = notebook.app.run()
    counted = {(row["year"], row["event_kind"]): row["meetings"] for row in found["by_year"].to_dicts()}
    assert counted == {
        (2018, "meeting"): 1,
        (2023, "meeting"): 1,
        (2023, "visit"): 2,
        (2024, "visit"): 1,
        (2025, "call"): 1,
        (2025, "meeting"): 1,
    }
    matrix = found["matrix"]
    assert (matrix.loc["JPN", "KOR"], matrix.loc["KOR", "JPN"], matrix.loc["USA", "CHN"]) == (5, 5, 1)
    assert found["sentences"]["outlet"].to_list() == ["Wire A"]
    found["store"].close()


def test_sqlite_holds_every_row_and_datasette_serves_it(desk: Path, tmp_path: Path) -> None:
    file = tmp_path / "record.sqlite"
    said = run([sys.executable, str(EXAMPLES / "to_sqlite.py"), str(file)], desk, tmp_path)
    assert "events: 17 rows" in said
    con = sqlite3.connect(file)
    [(start_on, participants)] = con.execute(
        "SELECT start_on, participants FROM timeline WHERE event_id LIKE '%5' AND event_kind = 'visit'"
    ).fetchall()
    con.close()
    assert (start_on, json.loads(participants)) == ("2023-06-18", ["Antony Blinken", "China"])
    if importlib.util.find_spec("datasette") is None:
        pytest.skip("DATASETTE IS NOT INSTALLED: it is not asked; `make site` installs it")
    address = "/record/acts.json?_shape=array&event_kind=sanction"
    [act] = json.loads(run([sys.executable, "-m", "datasette", str(file), "--get", address], desk, tmp_path))
    assert (act["who"], act["whom"]) == ("United States", "North Korea")


def test_r_counts_the_same(desk: Path, tmp_path: Path) -> None:
    export(desk / "warehouse.duckdb", "csv", tmp_path / "tables")
    with (tmp_path / "tables" / "meetings.csv").open(encoding="utf-8", newline="") as file:
        assert {"start_on", "event_kind", "confidence"} <= set(next(csv.reader(file)))  # what the script reads
    if shutil.which("Rscript") is None:
        pytest.skip("R IS NOT INSTALLED: examples/meetings.R is not run")
    said = run(["Rscript", str(EXAMPLES / "meetings.R"), "tables"], desk, tmp_path)
    assert [line.split() for line in said.splitlines()[1:4]] == [
        ["2018", "meeting", "1"],
        ["2023", "meeting", "1"],
        ["2023", "visit", "2"],
    ]


def test_the_models_of_the_dbt_project_say_what_is_right_without_dbt(
    desk: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COMMUNIQUE_HOME", str(desk))
    monkeypatch.setenv("MODELS", str(tmp_path / "models.duckdb"))
    con, models = built_as_dbt_builds(EXAMPLES / "dbt")
    assert models == ["meetings_a_month"]
    found = con.execute("SELECT month::VARCHAR, meetings, likely FROM meetings_a_month ORDER BY month").fetchall()
    con.close()
    assert found[0] == ("2018-10-01", 1, 1)
    assert sum(row[1] for row in found) == 7


def built_as_dbt_builds(project: Path) -> tuple[duckdb.DuckDBPyConnection, list[str]]:
    """The project's models, made and tested by what its files say, each file rendered as dbt renders it."""
    jinja = jinja2.Environment(undefined=jinja2.StrictUndefined)
    jinja.globals["env_var"] = os.environ.get
    named = yaml.safe_load((project / "dbt_project.yml").read_text())
    [output] = yaml.safe_load((project / "profiles.yml").read_text())[named["profile"]]["outputs"].values()
    con = duckdb.connect(jinja.from_string(output["path"]).render())
    for other in output["attach"]:
        assert other["read_only"]
        con.execute(f"ATTACH '{jinja.from_string(other['path']).render()}' AS {other['alias']} (READ_ONLY)")
    [folder] = named["model-paths"]
    assert named["models"][named["name"]]["+materialized"] == "table"
    declared = yaml.safe_load((project / folder / "sources.yml").read_text())
    sources = {
        (s["name"], t["name"]): f"{s['database']}.{s['schema']}.{t['name']}"
        for s in declared["sources"]
        for t in s["tables"]
    }
    for (_, table), address in sources.items():
        assert con.execute(f"FROM {address} LIMIT 1").description, table
    jinja.globals["source"] = lambda name, table: sources[name, table]
    made = []
    for model in sorted((project / folder).glob("*.sql")):
        con.execute(f"CREATE TABLE {model.stem} AS {jinja.from_string(model.read_text()).render()}")
        made.append(model.stem)
    wrong = {"not_null": "{0} IS NULL", "unique": "{0} IN (SELECT {0} FROM {1} GROUP BY ALL HAVING count(*) > 1)"}
    for model in declared["models"]:
        for column in model["columns"]:
            for rule in column["data_tests"]:
                clause = wrong[rule].format(column["name"], model["name"])
                assert con.execute(f"FROM {model['name']} WHERE {clause}").fetchall() == []
    return con, made


def test_dbt_builds_and_tests_its_model(desk: Path, tmp_path: Path) -> None:
    dbt = os.environ.get("DBT") or shutil.which("dbt")
    if dbt is None:
        pytest.skip("DBT IS NOT INSTALLED: examples/dbt is not built; docs/examples.md says how to install it")
    project = shutil.copytree(EXAMPLES / "dbt", tmp_path / "dbt")
    run([dbt, "build", "--profiles-dir", "."], desk, project, MODELS=str(tmp_path / "models.duckdb"))
    con = duckdb.connect(str(tmp_path / "models.duckdb"), read_only=True)
    found: list[Any] = con.execute(
        "SELECT month::VARCHAR, meetings, likely FROM meetings_a_month ORDER BY month"
    ).fetchall()
    con.close()
    assert found[0] == ("2018-10-01", 1, 1)
    assert sum(row[1] for row in found) == 7
