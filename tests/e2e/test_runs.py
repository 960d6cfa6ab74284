"""Several runs over changing inboxes: nothing twice, nothing lost, nothing bad published, and killed runs resumed."""

import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import dagster as dg
import duckdb
import polars as pl
import pytest
from typer.testing import CliRunner

from assets.contract import Row
from assets.enriched.annotate.annotate import Source
from assets.enriched.annotate.records import Annotation
from assets.enriched.resolve.document_rows import own_rows
from assets.enriched.resolve.resolve import Resolution, own_tables, resolve_documents
from assets.enriched.step import annotate_batch
from assets.parsed.records import Issue, Parsed
from assets.parsed.step import parse_batch
from assets.raw.records import RawDocument
from checks.registry import TABLES
from pipelines.cli import app
from pipelines.definitions import defs
from runtime.store import Store
from runtime.version import ROOT

RUN_COLUMNS = {"run_id", "first_run_id", "first_seen_at"}
PEOPLE = (
    ("Ahn Gyu-back", "South Korean Defense Minister", "Gen Nakatani", "Japanese Defense Minister", "Seoul"),
    ("Antony Blinken", "US Secretary of State", "Qin Gang", "Chinese Foreign Minister", "Beijing"),
    ("Boris Pistorius", "German Defence Minister", "Rustem Umerov", "Ukrainian Defence Minister", "Kyiv"),
)


def story(number: int) -> str:
    """A short report, its own in day and people."""
    one, office, other, office_of_other, place = PEOPLE[number % len(PEOPLE)]
    return (
        f"{place.upper()}, March {number % 28 + 1}, 2024 (MPA) -- {office} {one} met {office_of_other} {other} in"
        f' {place} on day {number} of the talks.\n\n"We will meet again," {one} said. They agreed to hold talk'
        f" number {number} of their series next month.\n"
    )


def run(inbox: Path, home: Path, *more: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "pipelines.cli", "run", "--inbox", str(inbox), "--home", str(home), *more]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def rows(home: Path, name: str) -> list[str]:
    """A table's rows without what names a run, in an order of their own."""
    con = duckdb.connect(str(home / "warehouse.duckdb"), read_only=True)
    try:
        columns = [c.name for c in TABLES[name].columns if c.name not in RUN_COLUMNS | {"modified_ns"}]
        return sorted(map(repr, con.execute(f"SELECT {', '.join(columns)} FROM {name}").fetchall()))
    finally:
        con.close()


def content(home: Path) -> dict[str, list[str]]:
    return {name: rows(home, name) for name in TABLES if name not in {"runs", "run_checks"}}


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    folder = tmp_path / "inbox"
    folder.mkdir()
    return folder


KILLED = """
import sys
from dataclasses import replace
from collections.abc import Iterable
from pathlib import Path
from pipelines.cli.launch import launch, prepare
from runtime.progress import reporting_to
from runtime.store import Store

class Waits:
    def begin(self, step, total):
        pass
    def advance(self, step, done):
        if step == "annotate":
            print("a batch is done", flush=True)
            sys.stdin.read()

if __name__ == "__main__":
    store = Store(Path(sys.argv[2]))
    prepare(store)
    with reporting_to(Waits()):
        launch(store, Path(sys.argv[1]), {"workers": 2})
"""


@pytest.mark.slow
def test_a_run_that_is_killed_is_picked_up_and_gives_the_same_tables(inbox: Path, tmp_path: Path) -> None:
    lines = [json.dumps({"id": f"d{n}", "text": story(n)}) for n in range(60)]
    (inbox / "feed.jsonl").write_text("\n".join(lines), encoding="utf-8")
    script = tmp_path / "killed.py"
    script.write_text(KILLED, encoding="utf-8")
    killed, calm = tmp_path / "killed", tmp_path / "calm"
    with subprocess.Popen(
        [sys.executable, str(script), str(inbox), str(killed)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "a batch is done\n"
        process.send_signal(signal.SIGKILL)
        assert process.wait() == -signal.SIGKILL
    store = Store(killed)
    assert store.published_run() is None
    assert run(inbox, killed).returncode == 0
    assert run(inbox, calm).returncode == 0
    assert content(killed) == content(calm)
    state = store.state(str(store.published_run()), "annotated")
    assert state is not None
    assert 0 < state.notes["worked_on"] < 60
    assert [m.status for m in store.manifests()] == ["failed", "published"]
    assert "interrupted" in str(store.manifests()[0].reason)


@pytest.mark.slow
def test_new_documents_join_the_old_ones_and_nothing_is_done_twice(inbox: Path, tmp_path: Path) -> None:
    home, once = tmp_path / "home", tmp_path / "once"
    (inbox / "a.txt").write_text(story(1), encoding="utf-8")
    (inbox / "b.txt").write_text("Un texte en français, qui parle longuement de la mer et du vent.\n", encoding="utf-8")
    assert run(inbox, home).returncode == 0
    first = Store(home).published_run()
    again = run(inbox, home)
    assert again.returncode == 0
    assert "Nothing new" in again.stdout
    assert Store(home).published_run() == first
    (inbox / "c.txt").write_text(story(4), encoding="utf-8")
    assert run(inbox, home).returncode == 0
    store = Store(home)
    second = store.published_run()
    state = store.state(str(second), "annotated")
    assert state is not None
    assert state.notes["worked_on"] == 1
    assert run(inbox, once).returncode == 0
    assert content(home) == content(once)
    assert [m.status for m in store.manifests()] == ["published", "unchanged", "published"]
    differs = CliRunner().invoke(app.app, ["diff", str(first), str(second), "--home", str(home)])
    assert differs.exit_code == 0
    assert "articles: 1 came, 0 went, 0 changed" in differs.output
    alike = CliRunner().invoke(app.app, ["diff", str(second), "2", "--home", str(home), "--other", str(once)])
    assert alike.exit_code == 0
    assert "changed" not in alike.output


def invoke(inbox: Path, home: Path, *more: str) -> tuple[int, str]:
    """A run in this process, so that a part of it can be made to fail."""
    result = CliRunner().invoke(app.app, ["run", "--inbox", str(inbox), "--home", str(home), *more])
    return result.exit_code, result.output


@pytest.fixture
def published(inbox: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A store that has published one document; the next run has a second one to take in."""
    home = tmp_path / "home"
    monkeypatch.setenv("DAGSTER_HOME", str(home))
    monkeypatch.setenv("COMMUNIQUE_HOME", str(home))
    (inbox / "a.txt").write_text(story(1), encoding="utf-8")
    code, said = invoke(inbox, home)
    assert code == 0, said
    (inbox / "b.txt").write_text(story(2), encoding="utf-8")
    return home


def test_a_run_whose_check_fails_publishes_nothing_and_says_why(
    published: Path, inbox: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = content(published)
    run_id = Store(published).published_run()

    def lies(*arguments: Any) -> dict[str, list[Row]]:
        told = own_rows(*arguments)
        return told | {"sentences": [row | {"text": "What nobody wrote."} for row in told["sentences"]]}

    monkeypatch.setattr("assets.enriched.resolve.resolve.own_rows", lies)
    code, said = invoke(inbox, published)
    assert code == 1
    assert "published nothing" in said
    assert "spans_true" in said
    assert f"Run {run_id} stays published" in said
    assert Store(published).published_run() == run_id
    assert content(published) == before
    assert Store(published).manifests()[-1].status == "failed"
    assert_it_is_told_in_dagster(published)
    monkeypatch.undo()
    assert invoke(inbox, published)[0] == 0
    assert len(rows(published, "articles")) == 2


def assert_it_is_told_in_dagster(home: Path) -> None:
    """The failed step opens with rule, document and next step; the check beside it has the table of what broke it."""
    reason = str(Store(home).manifests()[-1].reason)
    line = r"spans_true stopped the run: sentences\.text is not .* in \w\.txt \(What nobody wrote\.\): a fault of ours"
    assert re.match(line, reason), reason
    with dg.DagsterInstance.from_config(str(home / "dagster")) as instance:
        (record, *_) = instance.get_run_records(limit=1)
        events = [e.dagster_event for e in instance.all_logs(record.dagster_run.run_id) if e.dagster_event is not None]
    (failure,) = (e.step_failure_data.user_failure_data for e in events if e.is_step_failure)
    assert failure is not None
    assert failure.description == reason
    checks = {e.asset_check_evaluation_data.check_name: e.asset_check_evaluation_data for e in events
              if e.event_type == dg.DagsterEventType.ASSET_CHECK_EVALUATION}  # fmt: skip
    table = checks["spans_true"].metadata["offenders"]
    assert isinstance(table, dg.TableMetadataValue)
    assert {record.data["value"] for record in table.records} == {"What nobody wrote."}
    assert {str(record.data["document"]) for record in table.records} == {"b.txt"}, "the rows of a.txt are taken over"
    assert not checks["accuracy_events"].passed
    assert not any(e.is_step_materialization and e.asset_key == dg.AssetKey("quarantine") for e in events)


def test_quarantine_is_an_asset_with_rule_document_and_remedy(published: Path, inbox: Path) -> None:
    (inbox / "c.txt").write_text("")
    assert invoke(inbox, published)[0] == 0
    with dg.DagsterInstance.from_config(str(published / "dagster")) as instance:
        made = instance.get_latest_materialization_event(dg.AssetKey("quarantine"))
    assert made is not None
    assert made.asset_materialization is not None
    shown = made.asset_materialization.metadata
    table = shown["refusals"]
    assert isinstance(table, dg.TableMetadataValue)
    (refused,) = table.records
    assert (refused.data["rule"], refused.data["document"]) == ("empty", "c.txt")
    assert refused.data["what to do"] == "put its text in, or remove it from the inbox"
    assert shown["turned_away"].value == shown["new_in_this_run"].value == 1


def test_an_inbox_that_is_missing_or_empty_is_a_failed_run_and_leaves_all_as_it_was(
    published: Path, inbox: Path
) -> None:
    before, run_id = content(published), Store(published).published_run()
    for path in inbox.iterdir():
        path.unlink()
    for more in ((), ("--full",)):
        code, said = invoke(inbox, published, *more)
        assert code == 1
        assert "holds no file: put texts into it" in " ".join(said.split())
    inbox.rmdir()
    code, said = invoke(inbox, published)
    assert code == 1
    assert "is no folder: give one that exists" in " ".join(said.split())
    ended = Store(published).manifests()
    assert [m.status for m in ended] == ["published", "failed", "failed", "failed"]
    assert str(ended[-1].reason).startswith(f"raw: the inbox {inbox} is no folder")
    assert (Store(published).published_run(), content(published)) == (run_id, before)


def test_a_document_whose_rows_mean_nothing_is_set_aside_and_the_others_are_published(
    published: Path, inbox: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def astray(pairs: Iterable[tuple[Any, Any]]) -> dict[str, pl.DataFrame]:
        read = list(pairs)
        own, of_b = own_tables(read), [a.document_id for a, text in read if text[0:99] == story(2)[0:99]]
        number = pl.when(pl.col("document_id").is_in(of_b)).then(99).otherwise("sentence_no").cast(pl.Int32)
        return own | {"own_mentions": own["own_mentions"].with_columns(number.alias("sentence_no"))}

    monkeypatch.setattr("assets.enriched.stage.own_tables", astray)
    code, said = invoke(inbox, published)
    assert code == 0, said
    (aside,) = rows(published, "quarantine")
    assert "mentions_in_its_sentence" in aside
    assert "b.txt" in aside
    assert "published without annotations" in aside
    assert len(rows(published, "articles")) == 2
    assert len({row.split(",")[0] for row in rows(published, "sentences")}) == 1
    monkeypatch.undo()
    assert invoke(inbox, published, "--full")[0] == 0
    assert rows(published, "quarantine") == []


def test_counts_that_are_wrong_stop_the_run(published: Path, inbox: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = content(published)

    def miscounts(*arguments: Any) -> Resolution:
        resolution = resolve_documents(*arguments)
        resolution.tables["entities"][0]["document_count"] += 1
        return resolution

    monkeypatch.setattr("assets.enriched.stage.resolve_documents", miscounts)
    code, said = invoke(inbox, published)
    assert code == 1
    assert "entities_meaning" in said
    assert content(published) == before


def test_a_model_that_does_not_know_what_is_known_stops_the_run(
    published: Path, inbox: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("assets.enriched.sentinels.ANSWERS", inbox.parent / "answers.yaml")
    (inbox.parent / "answers.yaml").write_text(
        "- {path: wire/call-2022.txt, published_on: 1999-01-01, events: 99, statements: 1}", encoding="utf-8"
    )
    code, said = invoke(inbox, published)
    assert code == 1
    assert "sentinels" in said
    assert len(rows(published, "articles")) == 1


def test_a_table_of_the_wrong_structure_stops_the_run(
    published: Path, inbox: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*arguments: Any) -> dict[str, list[Row]]:
        told = own_rows(*arguments)
        return told | {"sentences": [row | {"raw_start": "at the beginning"} for row in told["sentences"]]}

    monkeypatch.setattr("assets.enriched.resolve.resolve.own_rows", broken)
    code, said = invoke(inbox, published)
    assert code == 1
    assert "sentences.raw_start wants BIGINT" in " ".join(said.split())
    assert len(rows(published, "articles")) == 1


def raises_on_b(documents: list[RawDocument]) -> list[Parsed]:
    """As the true step, but for one document; worker processes import it."""
    if any(document.source_uri == "b.txt" for document in documents):
        raise RuntimeError("no idea what this is")
    return parse_batch(documents)


def dies_of_b(documents: list[RawDocument]) -> list[Parsed]:
    if any(document.source_uri == "b.txt" for document in documents):
        os._exit(11)
    return parse_batch(documents)


def lacks_memory_for_b(sources: list[Source]) -> list[Annotation]:
    if any(source.raw_text == story(2) for source in sources):
        raise MemoryError
    return annotate_batch(sources)


def forgets_words(documents: list[RawDocument]) -> list[Parsed]:
    found = parse_batch(documents)
    for document, parsed in zip(documents, found, strict=True):
        if document.source_uri == "b.txt":
            parsed.issues.append(Issue("segments_cover", "no segment holds the characters from 0 on", True))
    return found


@pytest.mark.parametrize(
    ("work", "rule", "words"),
    [
        (raises_on_b, "parser_error", "no idea what this is"),
        (dies_of_b, "process_died", "the process that worked on it died: the next runs try again"),
        (forgets_words, "segments_cover", "no segment holds"),
    ],
)
def test_a_document_over_which_the_parser_fails_is_set_aside_and_the_run_goes_on(
    published: Path, inbox: Path, monkeypatch: pytest.MonkeyPatch, work: Any, rule: str, words: str
) -> None:
    monkeypatch.setattr("assets.parsed.step.parse_batch", work)
    code, said = invoke(inbox, published)
    assert code == 0, said
    (refused,) = rows(published, "quarantine")
    assert rule in refused
    assert "b.txt" in refused
    assert words in refused
    assert len(rows(published, "articles")) == 1
    code, said = invoke(inbox, published)
    assert code == 0, said


PAGE = (
    "<html><head><title>Ministers meet</title><meta property='article:published_time'"
    " content='2019-10-08T12:00:00+64:00'></head><body><article><h1>Ministers meet</h1><p>The ministers of both"
    " countries met in Oslo on Friday and spoke for two hours about fishing.</p><p>They agreed to meet again in spring,"
    " and to send experts before that.</p></article></body></html>"
)


def test_the_worst_files_hold_up_no_other(published: Path, inbox: Path) -> None:
    (inbox / "offset.html").write_text(PAGE, encoding="utf-8")
    (inbox / "length.warc").write_text("WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 9" + "9" * 40 + "\r\n\r\nx")
    (inbox / "garbage.html").write_bytes(bytes(range(256)) * 40)
    (inbox / "loop").symlink_to(inbox / "loop")
    (inbox / "address.jsonl").write_text(json.dumps({"text": story(3), "url": "http://[::1", "date": "7/6/18"}))
    os.mkfifo(inbox / "pipe.txt")
    code, said = invoke(inbox, published)
    assert code == 0, said
    con = duckdb.connect(str(published / "warehouse.duckdb"), read_only=True)
    rules = dict(con.execute("SELECT source_uri, rule FROM quarantine").fetchall())
    flags = con.execute(
        "SELECT flags, url FROM articles JOIN documents USING (document_id) WHERE source_uri LIKE 'ad%'"
    )
    assert flags.fetchone() == (["supplied_day_open", "supplied_url_malformed"], None)
    con.close()
    assert rules.pop("length.warc#0") == "corrupt"
    assert rules == {"garbage.html": "binary", "loop": "link", "pipe.txt": "not_a_file"}
    assert len(rows(published, "articles")) == 4
    assert invoke(inbox, published)[0] == 0


def test_what_lacked_memory_is_annotated_by_the_next_run_though_nothing_is_new(
    published: Path, inbox: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("assets.enriched.step.annotate_batch", lacks_memory_for_b)
    code, said = invoke(inbox, published)
    assert code == 0, said
    assert "out_of_memory" in "".join(rows(published, "quarantine"))
    monkeypatch.undo()
    monkeypatch.setenv("DAGSTER_HOME", str(published))
    code, said = invoke(inbox, published)
    assert code == 0, said
    assert rows(published, "quarantine") == []
    assert len({row.split(",")[0] for row in rows(published, "sentences")}) == 2


def test_all_runs_stand_in_dagsters_list_whoever_started_them(published: Path, inbox: Path) -> None:
    assert invoke(inbox, published)[0] == 0
    store = Store(published)
    with dg.DagsterInstance.from_config(str(store.dagster_home)) as instance:
        before = instance.get_run_records()
        assert "Nothing new" in invoke(inbox, published)[1]
        [told] = instance.get_run_records(limit=len(instance.get_run_records()) - len(before))
        assert told.dagster_run.status == dg.DagsterRunStatus.SUCCESS
        assert store.manifests()[-1].run_id.endswith(told.dagster_run.run_id[:8])
        config = {"ops": {"raw": {"config": {"inbox": str(inbox)}}}}
        result = defs.resolve_job_def("everything").execute_in_process(run_config=config, instance=instance)
        assert len(instance.get_run_records()) == len(before) + 2
        outcomes = [run.tags.get("outcome") for run in reversed(instance.get_runs())]
    assert result.success
    assert outcomes == ["published before", "published", "nothing new", None]
    assert [m.status for m in store.manifests()] == ["published", "published", "unchanged", "unchanged"]
    assert store.manifests()[-1].run_id.endswith(result.run_id[:8])
    assert store.published_run() == store.manifests()[1].run_id


def test_a_run_with_nothing_new_reads_no_document_of_known_answer(
    published: Path, inbox: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (inbox / "b.txt").unlink()
    monkeypatch.setattr("assets.enriched.sentinels.ANSWERS", inbox.parent / "none.yaml")
    code, said = invoke(inbox, published)
    assert code == 0, said
    assert "Nothing new" in said


def test_an_inbox_that_does_not_exist_is_said_in_one_block(tmp_path: Path) -> None:
    code, said = invoke(tmp_path / "none", tmp_path / "home")
    assert code == 2
    assert "is no folder" in said
    assert not (tmp_path / "home").exists()


@pytest.mark.parametrize("given", ["textt=Volltext", "text", "text="])
def test_a_column_of_no_field_is_said_before_anything_is_read(tmp_path: Path, given: str) -> None:
    code, said = invoke(tmp_path, tmp_path / "home", "--column", given)
    assert code == 2
    assert "names no column" in said
