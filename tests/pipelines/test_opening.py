"""A store is opened before a run: a newer one is refused, one of the last release is brought to today's layout."""

import datetime as dt
import json
import shutil
import subprocess
import sys
from pathlib import Path

import dagster as dg
import duckdb
import polars as pl
import pytest
from typer.testing import CliRunner

from assets.raw.stage import judge, take_in
from assets.tables.snapshots import of_folder
from pipelines.cli import app
from pipelines.cli.examination import examine
from pipelines.opening import OpenHome, open_store
from runtime import lock
from runtime.durable import switch
from runtime.lake import history, place
from runtime.resources import Home
from runtime.store import FORMAT, Store, StoreError
from runtime.version import ROOT
from tests.lakes import held

STORES = Path(__file__).parents[1] / "stores"


def opened(store: Store) -> list[str]:
    with lock.locked(store.home, "a test"):
        return open_store(store)


def stored(layout: int, home: Path) -> Store:
    """The store that a layout left: its manifest and its lake or snapshot are kept, its file is built of them."""
    store, kept = Store(home), STORES / f"layout_{layout}"
    told = json.loads((kept / "manifest.json").read_text(encoding="utf-8"))
    run_id = told["run_id"]
    (store.home / "manifests").mkdir(parents=True)
    shutil.copy(kept / "manifest.json", store.home / "manifests" / f"{run_id}.json")
    path = store.published_file(run_id)
    path.parent.mkdir()
    con = duckdb.connect(str(path), config=place.CONFIG)
    if (kept / "lake").is_dir():
        shutil.copytree(kept / "lake", store.home / "lake")
        place.attach(con, place.of_home(store.home))
        sources = history.tables(con, history.versions(con)[run_id])
    else:
        shutil.copytree(kept / "snapshot", store.old_snapshots / run_id)
        sources = of_folder(store.old_snapshots / run_id)
    for name, source in sources.items():
        con.execute(f"CREATE TABLE {name} AS FROM {source}")
    con.close()
    switch(store.warehouse, path)
    if (kept / "store.json").exists():
        shutil.copy(kept / "store.json", store.home / "store.json")
    return store


@pytest.fixture
def old(tmp_path: Path) -> Store:
    """The store that the layout before today's left."""
    return stored(FORMAT - 1, tmp_path / "home")


def everything(home: Path) -> dict[str, bytes | str]:
    """Every file below a folder with what it holds; of links where they lead."""
    found = {path.relative_to(home).as_posix(): path for path in home.rglob("*") if path.is_symlink() or path.is_file()}
    return {name: str(path.readlink()) if path.is_symlink() else path.read_bytes() for name, path in found.items()}


def test_a_store_of_every_layout_is_kept() -> None:
    assert sorted(path.name for path in STORES.glob("layout_*")) == [f"layout_{n}" for n in range(1, FORMAT + 1)]


@pytest.mark.parametrize("layout", range(1, FORMAT))
def test_a_store_of_an_older_layout_is_brought_to_today_and_the_old_file_kept(layout: int, tmp_path: Path) -> None:
    old = stored(layout, tmp_path / "home")
    assert old.format() == layout
    run_id = str(old.published_run())
    before = old.published_file(run_id).read_bytes()
    snapshot = everything(old.old_snapshots)
    one, other = opened(old)
    assert f"layout {FORMAT}" in one
    assert "its snapshots are in the lake now" in other
    assert everything(old.home / "kept" / f"snapshots.layout-{layout}") == snapshot
    assert not old.old_snapshots.exists()
    assert history.runs(old) == [run_id]
    for name in ("documents", "events", "run_checks"):
        rows = pl.DataFrame(held(old, run_id, name))
        before_it = pl.read_parquet(STORES / f"layout_{layout}" / "snapshot" / f"{name}.parquet")
        assert rows.select(before_it.columns).sort(pl.all()).equals(before_it.sort(pl.all())), name
    assert (old.home / "kept" / f"{run_id}.layout-{layout}.duckdb").read_bytes() == before
    assert old.format() == FORMAT
    assert opened(old) == []


KILLED = """
import os, shutil, signal, sys
from pathlib import Path
from pipelines.opening import open_store
from runtime import lock
from runtime.store import Store

ready, homes, links = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3] == "links"
TOUCHES = {"open", "os.rename", "os.remove", "os.symlink", "os.link", "os.mkdir"}

def hook(event, values):
    global touched
    if event in TOUCHES and str(home) in str(values[:2]):
        touched += 1
        if touched == at:
            os.kill(os.getpid(), signal.SIGKILL)

def no_link(*_):
    raise OSError("this file system knows no links")

at = 0
while True:
    at, touched, home = at + 1, 0, homes / f"{at + 1:03}"
    shutil.copytree(ready, home, symlinks=True)
    if (pid := os.fork()) == 0:
        if not links:
            os.link = no_link
        sys.addaudithook(hook)
        with lock.locked(home, "a run"):
            open_store(Store(home))
        os._exit(0)
    if os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) != -signal.SIGKILL:
        break
"""


@pytest.mark.slow
@pytest.mark.parametrize("layout", range(1, FORMAT))
@pytest.mark.parametrize("links", ["links", "no links"])
def test_an_upgrade_that_is_killed_at_any_touch_is_finished_by_the_next_run(
    layout: int, links: str, tmp_path: Path
) -> None:
    ready = stored(layout, tmp_path / "ready")
    run_id, homes = str(ready.published_run()), tmp_path / "homes"
    before = ready.published_file(run_id).read_bytes()
    homes.mkdir()
    command = [sys.executable, "-c", KILLED, str(ready.home), str(homes), links]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    stores = [Store(home) for home in sorted(homes.iterdir())]
    layouts = [store.format() for store in stores]
    assert layouts[0] == layout
    assert layouts[-1] == FORMAT
    assert layouts == sorted(layouts)
    for store in stores:
        opened(store)
        kept = store.home / "kept" / f"{run_id}.layout-{layout}.duckdb"
        assert kept.read_bytes() == before == store.published_file(run_id).read_bytes()
        assert store.format() == FORMAT
        assert opened(store) == []


def test_a_store_of_todays_layout_is_opened_as_it_is(tmp_path: Path) -> None:
    store = stored(FORMAT, tmp_path / "home")
    before = everything(store.home)
    assert opened(store) == []
    assert everything(store.home) == before | {"store.lock": b""}
    assert not [f for f in examine(store) if f.wrong and f.what in {"warehouse", "lake", "manifest", "layout"}]


@pytest.mark.parametrize("layout", range(1, FORMAT + 1))
def test_of_an_unchanged_inbox_nothing_is_read_anew(layout: int, tmp_path: Path) -> None:
    store = stored(layout, tmp_path / "home")
    opened(store)
    intake = take_in(store, STORES / f"layout_{layout}" / "inbox", "r", dt.datetime.now(dt.UTC))
    assert intake.read == []
    assert all(outcome.passed for outcome in judge(intake, "r"))
    assert sorted(intake.tables["quarantine"]["rule"]) == ["bad_json", "unknown_kind"]


def test_a_store_that_lacks_what_must_be_known_is_read_anew_by_a_full_run_alone(old: Store) -> None:
    con = duckdb.connect(str(old.published_file(str(old.published_run()))))
    con.execute("ALTER TABLE documents DROP COLUMN sha256")
    con.close()
    opened(old)
    inbox = STORES / "layout_1" / "inbox"
    with pytest.raises(StoreError, match="documents has no sha256: run once with --full"):
        take_in(old, inbox, "r", dt.datetime.now(dt.UTC))
    assert len(take_in(old, inbox, "r", dt.datetime.now(dt.UTC), full=True).new) == 2


def test_a_newer_store_is_refused_with_a_word(tmp_path: Path) -> None:
    store = Store(tmp_path)
    (tmp_path / "store.json").write_text(json.dumps({"format": FORMAT + 1, "code_version": "9.0.0"}))
    said = rf"written by a newer communique \(9\.0\.0, layout {FORMAT + 1}; this one knows {FORMAT}\)"
    with pytest.raises(StoreError, match=said):
        opened(store)
    (finding,) = (f for f in examine(store) if f.what == "layout")
    assert finding.wrong
    assert "newer communique" in finding.finding


def test_a_run_leaves_a_newer_store_as_it_is(tmp_path: Path) -> None:
    store = stored(FORMAT, tmp_path / "home")
    (store.home / "store.json").write_text(json.dumps({"format": FORMAT + 1, "code_version": "9.0.0"}))
    store.dagster_home.mkdir()
    (store.dagster_home / "dagster.yaml").write_text("# of a newer version\n")
    before = everything(store.home)
    inbox = STORES / f"layout_{FORMAT}" / "inbox"
    for given in (["run", "--inbox", str(inbox), "--full"], ["ui"], ["brief"]):
        result = CliRunner().invoke(app.app, [*given, "--home", str(store.home)])
        assert isinstance(result.exception, StoreError)
        assert "run that version, or give another --home" in str(result.exception)
    assert everything(store.home) == before


@pytest.mark.slow
@pytest.mark.parametrize("layout", range(1, FORMAT + 1))
def test_a_run_goes_on_where_a_stored_store_stopped(layout: int, tmp_path: Path) -> None:
    store, inbox = stored(layout, tmp_path / "home"), tmp_path / "inbox"
    shutil.copytree(STORES / f"layout_{layout}" / "inbox", inbox)
    before = store.published_table("documents")
    (inbox / "b.txt").write_text(
        "PARIS, May 3, 2024 (MPA) -- French President Emmanuel Macron met Olaf Scholz in Paris.\n"
    )
    result = CliRunner().invoke(app.app, ["run", "--inbox", str(inbox), "--home", str(store.home), "--workers", "1"])
    assert result.exit_code == 0, result.output
    after = store.published_table("documents")
    assert set(after["document_id"]) > set(before["document_id"])
    assert after.height == before.height + 1
    assert store.published_table("articles").height == 3
    assert held(store, str(store.published_run()), "articles").height == 3
    assert len(history.runs(store)) == 2
    assert not list((store.home / "kept").glob("snapshots*"))


@pytest.mark.parametrize("text", ["", "{", "half of"])
def test_a_layout_that_cannot_be_read_is_written_anew(old: Store, text: str) -> None:
    opened(old)
    (old.home / "store.json").write_text(text)
    opened(old)
    assert json.loads((old.home / "store.json").read_text())["format"] == FORMAT


def test_a_new_store_says_its_layout(tmp_path: Path) -> None:
    store = Store(tmp_path / "home")
    assert opened(store) == []
    assert store.format() == FORMAT


def test_doctor_says_who_holds_the_store(old: Store) -> None:
    with lock.locked(old.home, "run abc"):
        (finding,) = (f for f in examine(old) if f.what == "layout")
    assert "held by run abc (process " in finding.finding


@dg.asset
def probe(home: Home) -> str:
    """Who holds the store while an asset of Dagster's is made."""
    return lock.holder(home.store().home) or "nobody"


def test_a_run_of_dagsters_holds_the_store_from_its_first_step_to_its_last(tmp_path: Path) -> None:
    resources = {"home": OpenHome(path=str(tmp_path))}
    done = dg.materialize([probe], resources=resources)
    assert done.output_for_node("probe").startswith(f"run {done.run_id[:8]} (process ")
    assert lock.holder(tmp_path) is None
    with lock.locked(tmp_path, "communique run"):
        inside = dg.materialize([probe], resources=resources)
        assert inside.output_for_node("probe").startswith("communique run")
        assert lock.mine(tmp_path)


def test_a_run_of_dagsters_refuses_a_newer_store_and_lets_go_of_it(tmp_path: Path) -> None:
    (tmp_path / "store.json").write_text(json.dumps({"format": FORMAT + 1, "code_version": "9.0.0"}))
    done = dg.materialize([probe], resources={"home": OpenHome(path=str(tmp_path))}, raise_on_error=False)
    assert not done.success
    assert lock.holder(tmp_path) is None


def test_a_run_of_dagsters_waits_for_another_process(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from runtime import lock\n"
        "with lock.locked(Path(sys.argv[1]), 'communique run'):\n    print('holds', flush=True); sys.stdin.readline()"
    )
    pipe = subprocess.PIPE
    other = subprocess.Popen([sys.executable, "-c", code, str(tmp_path)], stdin=pipe, stdout=pipe, text=True, cwd=ROOT)
    assert other.stdout is not None
    assert other.stdout.readline() == "holds\n"
    waited = []

    class Told(OpenHome):
        """Lets the other go when it is told to wait."""

        def waits(self, holder: str, context: dg.InitResourceContext) -> None:
            super().waits(holder, context)
            waited.append(holder)
            other.communicate("\n")

    done = dg.materialize([probe], resources={"home": Told(path=str(tmp_path))})
    assert done.output_for_node("probe").startswith("run ")
    assert [holder.split(" (")[0] for holder in waited] == ["communique run"]


def test_doctor_names_what_is_broken_and_what_mends_it(old: Store) -> None:
    opened(old)
    assert not [f for f in examine(old) if f.wrong and f.what in {"warehouse", "lake", "manifest", "layout"}]
    run_id = str(old.published_run())
    for path in (old.published_file(run_id), old.home / "manifests" / f"{run_id}.json"):
        path.write_bytes(path.read_bytes()[:100])
    (old.dagster_home / "schedules").mkdir(parents=True)
    (old.dagster_home / "schedules" / "schedules.db").touch()
    wrong = {f.what: f.remedy for f in examine(old) if f.wrong}
    assert wrong["warehouse"] == "the next run mends it: communique run"
    assert wrong["manifest"] == "the next run mends it: communique run"
    assert wrong["Dagster's storage"] == "the next run, or communique ui, sets it aside"


def test_a_home_that_cannot_be_written_is_said_in_one_block(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    result = CliRunner().invoke(app.app, ["run", "--home", str(tmp_path / "file" / "home")])
    assert result.exit_code == 1
    assert "cannot be written: Not a directory" in " ".join(result.output.split())


@pytest.mark.parametrize("below", ["", "lake"])
def test_the_command_line_refuses_the_home_as_inbox(old: Store, below: str) -> None:
    result = CliRunner().invoke(app.app, ["run", "--inbox", str(old.home / below), "--home", str(old.home)])
    assert isinstance(result.exception, StoreError)
    assert "is no inbox but the store" in str(result.exception)
