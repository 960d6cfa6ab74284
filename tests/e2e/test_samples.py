"""One run over the sample documents, as `make run` makes it: what it publishes, says and leaves behind."""

import csv
import io
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import duckdb
import polars as pl
import pytest

from assets.tables.publish import GOLD
from checks.accuracy import read
from checks.registry import TABLES
from runtime.store import Store
from tests.lakes import held

pytestmark = pytest.mark.xdist_group("samples")


def communique(*arguments: str, home: Path) -> subprocess.CompletedProcess[bytes]:
    """Runs the command line as a user does."""
    command = [sys.executable, "-m", "pipelines.cli", *arguments, "--home", str(home)]
    return subprocess.run(command, capture_output=True, check=False)


def ask(home: Path, query: str) -> list[tuple[Any, ...]]:
    con = duckdb.connect(str(home / "warehouse.duckdb"), read_only=True)
    try:
        return con.execute(query).fetchall()
    finally:
        con.close()


def test_the_summary_names_documents_meetings_refusals_and_what_next(samples: Path) -> None:
    said = (samples / "said.txt").read_text(encoding="utf-8")
    for wanted in ("new documents read", "Meetings, visits and calls", "Gen Nakatani", "Seoul", "Quarantine"):
        assert wanted in said
    for wanted in ("not_english", "refused/empty.txt", "What next", "communique sql"):
        assert wanted in said


def test_documents_in_are_documents_published_and_quarantined(samples: Path) -> None:
    ((came, published, quarantined),) = ask(
        samples, "SELECT documents_in, documents_published, documents_quarantined FROM runs WHERE status = 'published'"
    )
    assert came == published + quarantined
    assert ask(samples, "SELECT count(*) FROM articles") == [(published,)]
    assert quarantined == len(
        {row[0] for row in ask(samples, "SELECT source_uri FROM quarantine WHERE level = 'document'")}
    )


def test_every_labelled_sample_is_published_or_turned_away(samples: Path) -> None:
    query = "SELECT source_uri FROM document_sources JOIN articles USING (document_id)"
    published = {row[0] for row in ask(samples, query)}
    refused = {row[0] for row in ask(samples, "SELECT source_uri FROM quarantine WHERE level = 'document'")}
    labelled = {label["source_uri"] for label in read(GOLD)}
    assert labelled <= published | refused
    assert not published & refused


def test_the_warehouse_has_every_table_with_its_comments(samples: Path) -> None:
    found = dict(ask(samples, "SELECT table_name, comment FROM duckdb_tables() WHERE schema_name = 'main'"))
    assert found == {name: table.description for name, table in TABLES.items()}


def test_the_lake_holds_what_the_warehouse_holds(samples: Path) -> None:
    store = Store(samples)
    for name, table in TABLES.items():
        rows = held(store, str(store.published_run()), name)
        assert rows.columns == [column.name for column in table.columns]
        assert ask(samples, f"SELECT count(*) FROM {name}") == [(rows.height,)]


def test_the_brief_is_published_with_the_run(samples: Path) -> None:
    page = (samples / "brief.html").read_text(encoding="utf-8")
    assert str(Store(samples).published_run()) in page
    assert (samples / "brief.md").read_text(encoding="utf-8").startswith("# Brief of run")
    data = json.loads((samples / "brief.json").read_text(encoding="utf-8"))
    assert len(data["new"]) == ask(samples, "SELECT count(*) FROM events")[0][0]
    assert (samples / "alerts.jsonl").read_text(encoding="utf-8") == ""


def test_everything_published_has_its_page_with_the_evidence_marked(samples: Path) -> None:
    wanted = ask(
        samples, "SELECT 'event/' || event_id FROM events UNION SELECT 'document/' || document_id FROM articles"
    )
    wanted += ask(samples, "SELECT 'person/' || entity_id FROM entities WHERE kind = 'person'")
    for (address,) in wanted:
        text = (samples / "site" / f"{address}.html").read_text(encoding="utf-8")
        assert "<mark>" in text or not address.startswith("event/"), address


def test_an_earlier_run_is_queried_by_its_id(samples: Path) -> None:
    run_id = Store(samples).published_run()
    done = communique(
        "sql", f"SELECT count(*) AS n FROM as_of('articles', '{run_id}')", "--format", "json", home=samples
    )
    assert json.loads(done.stdout) == [{"n": ask(samples, "SELECT count(*) FROM articles")[0][0]}]


@pytest.mark.parametrize("form", ["csv", "json", "parquet", "table"])
def test_an_answer_comes_in_every_form(samples: Path, form: str) -> None:
    query = "SELECT 'a,b' AS name, DATE '2024-05-01' AS day, NULL AS nothing, ['x'] AS tags"
    done = communique("sql", query, "--format", form, home=samples)
    assert done.returncode == 0
    if form == "csv":
        assert list(csv.reader(io.StringIO(done.stdout.decode())))[1][:3] == ["a,b", "2024-05-01", ""]
    elif form == "json":
        assert json.loads(done.stdout)[0] == {"name": "a,b", "day": "2024-05-01", "nothing": None, "tags": ["x"]}
    elif form == "parquet":
        assert pl.read_parquet(io.BytesIO(done.stdout))["name"].to_list() == ["a,b"]
    else:
        assert "a,b" in done.stdout.decode()


@pytest.mark.parametrize("query", ["SELECT * FROM read_csv('/etc/hosts')", "DROP TABLE events", "SELECT nonsense"])
def test_a_query_that_may_not_or_cannot_run_exits_2_with_a_reason(samples: Path, query: str) -> None:
    done = communique("sql", query, home=samples)
    assert done.returncode == 2
    assert b"cannot be answered" in done.stderr


def test_the_doctor_finds_nothing_to_mend(samples: Path) -> None:
    done = communique("doctor", home=samples)
    assert done.returncode == 0, done.stdout.decode()
    assert b"is published" in done.stdout


def test_the_doctor_looks_at_every_row_and_says_which_are_wrong(samples: Path, tmp_path: Path) -> None:
    good = communique("doctor", "--deep", home=samples)
    assert good.returncode == 0, good.stdout.decode()
    assert b"rules of meaning hold" in good.stdout
    home = tmp_path / "home"
    (home / "warehouses").mkdir(parents=True)
    held = home / "warehouses" / samples.joinpath("warehouse.duckdb").resolve().name
    held.write_bytes(samples.joinpath("warehouse.duckdb").read_bytes())
    home.joinpath("warehouse.duckdb").symlink_to(held)
    con = duckdb.connect(str(held))
    con.execute("UPDATE events SET document_count = 99")
    con.close()
    bad = communique("doctor", "--deep", home=home)
    assert bad.returncode == 1
    assert b"counted" in bad.stdout


def test_the_runs_are_listed(samples: Path) -> None:
    done = communique("runs", home=samples)
    assert str(Store(samples).published_run()) in done.stdout.decode()


@pytest.mark.parametrize("form", ["ftm", "polecat", "gdelt", "csv", "parquet"])
def test_every_export_writes_something(samples: Path, tmp_path: Path, form: str) -> None:
    out = tmp_path / "out"
    done = communique("export", str(out), "--format", form, home=samples)
    assert done.returncode == 0, done.stderr.decode()
    written = [out] if out.is_file() else list(out.iterdir())
    assert sum(path.stat().st_size for path in written) > 100
