"""Telling of a run: which run it is compared with, which files it leaves, and what a bad watch list does."""

import datetime as dt
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from assets.tables.telling import earlier_run, write_brief
from pipelines.cli.app import app
from runtime.store import Manifest, Store, StoreError
from tests.lakes import hold_folder
from tests.tables.brief.world import opened, snapshot, today, yesterday

FIRST, SECOND, THIRD = "20240320T080000-a", "20240330T080000-b", "20240401T080000-c"


def manifest(run_id: str, status: str = "published") -> Manifest:
    moment = dt.datetime.strptime(run_id[:15], "%Y%m%dT%H%M%S").replace(tzinfo=dt.UTC).isoformat()
    return Manifest(run_id, moment, status, moment)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """A store of two runs and one that failed between them; the last is published."""
    made = Store(tmp_path / "home")
    for run_id, rows in ((FIRST, yesterday()), (THIRD, today())):
        made.write_manifest(manifest(run_id))
        hold_folder(made, run_id, snapshot(rows, tmp_path / run_id))
    made.write_manifest(manifest(SECOND, "failed"))
    candidate = tmp_path / "candidate.duckdb"
    opened(today(), str(candidate)).close()
    made.publish(THIRD, candidate)
    return made


def test_the_brief_is_compared_with_the_last_run_that_published(store: Store) -> None:
    assert earlier_run(store, THIRD) == FIRST
    assert earlier_run(store, FIRST) is None


@pytest.mark.parametrize(
    ("since", "run_id"), [("2024-03-21", FIRST), ("2024-03-20", None), (FIRST[:8], FIRST), (FIRST, FIRST)]
)
def test_it_can_be_asked_for_since_a_run_or_a_day(store: Store, since: str, run_id: str | None) -> None:
    assert earlier_run(store, THIRD, since) == run_id


@pytest.mark.parametrize("since", ["yesterday", SECOND, THIRD, ""])
def test_what_is_neither_says_which_runs_there_are(store: Store, since: str) -> None:
    later = "20240321T080000-d"
    store.write_manifest(manifest(later))
    hold_folder(store, later, store.home.parent / FIRST)
    with pytest.raises(StoreError, match=FIRST):
        earlier_run(store, THIRD, since)


def test_it_leaves_a_page_text_data_alerts_and_the_site(store: Store) -> None:
    (store.home / "watch.yaml").write_text("countries: [Russia]\n", encoding="utf-8")
    produced = write_brief(store, THIRD)
    assert [o.passed for o in produced.outcomes] == [True]
    assert produced.notes["metadata"]["brief_path"] == str(store.home / "brief.html")
    for folder, root in (("", "site/"), ("briefs/" + THIRD, "../site/")):
        names = ["brief.html", "brief.md", "brief.json", "alerts.jsonl"]
        files = (
            [store.home / n for n in names]
            if not folder
            else [store.home / f"{folder}.{kind}" for kind in ("html", "md", "json", "alerts.jsonl")]
        )
        page, text, data, alerts = (f.read_text(encoding="utf-8") for f in files)
        assert f'href="{root}event/ev-{3:016x}.html"' in page
        assert f"({root}event/ev-{3:016x}.html)" in text
        assert json.loads(data)["before"] == FIRST
        [alert] = [json.loads(line) for line in alerts.splitlines()]
        assert alert["page"] == f"{root}event/ev-{3:016x}.html"
        assert (files[0].parent / alert["page"]).is_file()
    assert f'href="event/ev-{3:016x}.html"' in (store.home / "site" / "index.html").read_text(encoding="utf-8")


def test_a_bad_watch_list_is_told_and_holds_nothing_up(store: Store) -> None:
    (store.home / "watch.yaml").write_text("countries: [Rusia]\n", encoding="utf-8")
    [outcome] = write_brief(store, THIRD).outcomes
    assert not outcome.passed
    assert not outcome.stops
    assert "did you mean Russia" in outcome.message
    assert "did you mean Russia" in (store.home / "brief.html").read_text(encoding="utf-8")
    assert (store.home / "alerts.jsonl").read_text(encoding="utf-8") == ""


def test_the_command_writes_beside_the_runs_own_brief(store: Store) -> None:
    write_brief(store, THIRD)
    own = (store.home / "brief.html").read_text(encoding="utf-8")
    done = CliRunner().invoke(app, ["brief", "--since", "2024-03-20", "--home", str(store.home)])
    assert done.exit_code == 0, done.output
    path = store.home / "briefs" / f"{THIRD}.since-2024-03-20.html"
    assert str(path) in done.output.replace("\n", "")
    assert "the first: all that is held is new" in path.read_text(encoding="utf-8")
    assert (store.home / "brief.html").read_text(encoding="utf-8") == own


def test_the_command_writes_the_runs_brief_anew_without_since(store: Store) -> None:
    done = CliRunner().invoke(app, ["brief", "--home", str(store.home)])
    assert done.exit_code == 0, done.output
    assert FIRST in (store.home / "brief.html").read_text(encoding="utf-8")
