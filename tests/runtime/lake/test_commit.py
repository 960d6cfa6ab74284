"""Runs in the lake: one snapshot each, unchanged rows written once, nothing half, whatever happens in between."""

import json
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import duckdb
import polars as pl
import pytest

from checks.registry import TABLES, frame
from runtime.lake import history, place
from runtime.lake.commit import commit
from runtime.manifests import StoreError
from runtime.store import Store
from runtime.version import ROOT
from tests.lakes import held, hold
from tests.tables.conftest import ROWS


def tables(**changed: list[dict[str, Any]]) -> dict[str, pl.DataFrame]:
    """The small warehouse's tables, some of them with other rows."""
    rows = {**ROWS, **changed}
    return {name: frame(table, rows.get(name, [])) for name, table in TABLES.items()}


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "home")


def files(store: Store) -> dict[str, bytes]:
    """Every data file of the lake with what it holds."""
    data = store.home / "lake" / "data"
    return {path.relative_to(data).as_posix(): path.read_bytes() for path in data.rglob("*.parquet")}


def changes(store: Store, table: str, first: int, last: int) -> list[tuple[int, str]]:
    """What the lake says that a table's rows went through, by snapshot."""
    with place.opened(place.of_home(store.home)) as con:
        return con.execute(
            f"SELECT snapshot_id, change_type FROM lake.table_changes('{table}', {first}, {last}) ORDER BY ALL"
        ).fetchall()


def test_a_run_is_one_snapshot_with_its_id_and_gives_every_row_back(store: Store) -> None:
    done = hold(store, "one", tables())
    with place.opened(place.of_home(store.home)) as con:
        assert history.versions(con) == {"one": done.version}
        told = con.execute("SELECT author, commit_message, commit_extra_info FROM lake.snapshots()").fetchall()[-1]
    assert told[:2] == ("communique", "one")
    assert json.loads(told[2])["rows"] == {name: rows.height for name, rows in tables().items()}
    for name, rows in tables().items():
        assert held(store, "one", name).sort(pl.all()).equals(rows.sort(pl.all())), name
    metadata = f"parquet_metadata('{store.home}/lake/data/main/*/*.parquet')"
    assert duckdb.sql(f"SELECT DISTINCT compression FROM {metadata}").fetchall() == [("ZSTD",)]


def test_rows_that_have_not_changed_are_not_written_again(store: Store) -> None:
    one = hold(store, "one", tables())
    before = files(store)
    events = [dict(row) for row in ROWS["events"]]
    events[0]["summary"] = "Otherwise"
    two = hold(store, "two", tables(events=[*events[:-1], {**events[-1], "event_id": "ev-" + 16 * "f"}]))
    new = files(store).keys() - before.keys()
    assert {name: files(store)[name] for name in before} == before
    assert sorted(name.split("/")[1] for name in new) == ["events", "events"]  # rows that came, rows that went
    assert (two.came["events"], two.went["events"]) == (2, 2)
    assert sum(two.came.values()) == sum(two.went.values()) == 2
    assert [kind for _, kind in changes(store, "events", two.version, two.version)] == 2 * ["delete"] + 2 * ["insert"]
    assert changes(store, "articles", one.version + 1, two.version) == []
    assert held(store, "one", "events").height == held(store, "two", "events").height == len(ROWS["events"])
    assert "Otherwise" in set(held(store, "two", "events")["summary"]) - set(held(store, "one", "events")["summary"])


def test_a_run_that_changes_no_row_has_a_snapshot_too(store: Store) -> None:
    hold(store, "one", tables())
    before = {name for name in files(store) if "runs_alike" not in name}
    hold(store, "two", tables())
    assert {name for name in files(store) if "runs_alike" not in name} == before
    assert held(store, "two", "events").equals(held(store, "one", "events"))


def test_of_rows_that_are_alike_as_many_are_kept_as_there_are(store: Store) -> None:
    row = {column.name: None for column in TABLES["quarantine"].columns} | {
        "run_id": "r", "level": "document", "source_uri": "a", "stage": "raw", "rule": "empty", "message": "none",
    }  # fmt: skip
    for run, count in (("one", 3), ("two", 1), ("three", 2)):
        done = hold(store, run, tables(quarantine=[row] * count))
        assert held(store, run, "quarantine").height == done.rows["quarantine"] == count
    assert (done.came["quarantine"], done.went["quarantine"]) == (1, 0)


def test_a_column_that_came_is_null_in_the_runs_before_and_one_that_changed_is_written_anew(store: Store) -> None:
    hold(store, "one", tables())
    with place.opened(place.of_home(store.home), read_only=False) as con:
        con.execute("ALTER TABLE lake.events DROP COLUMN summary")
        con.execute("ALTER TABLE lake.articles DROP COLUMN word_count")
        con.execute("ALTER TABLE lake.articles ADD COLUMN word_count VARCHAR")
    hold(store, "two", tables())
    assert held(store, "two", "events").sort("event_id")["summary"].null_count() == 0
    assert held(store, "two", "articles")["word_count"].to_list() == [row["word_count"] for row in ROWS["articles"]]
    assert held(store, "one", "events").height == len(ROWS["events"])


def test_what_cannot_be_written_changes_nothing(store: Store) -> None:
    hold(store, "one", tables())
    before = files(store)
    at = place.of_home(store.home)
    with (
        place.opened(at, read_only=False) as con,
        pytest.raises(StoreError, match=r"the lake cannot be written .*no_such_table"),
    ):
        commit(con, at, "two", {"documents": "no_such_table"})
    assert files(store) == before
    with place.opened(at) as con:
        assert list(history.versions(con)) == ["one"]


KILLED = """
import os, signal, sys
from pathlib import Path
from assets.tables.snapshots import of_folder
from runtime.lake import place
from runtime.lake.commit import commit

home, at, touched = Path(sys.argv[1]), int(sys.argv[2]), 0

def hook(event, values):
    global touched
    if event == "open" and str(home / "lake") in str(values[0]):
        touched += 1
        if touched == at:
            os.kill(os.getpid(), signal.SIGKILL)

there = place.of_home(home)
with place.opened(there, read_only=False) as con:
    sys.addaudithook(hook)
    commit(con, there, "two", of_folder(Path(sys.argv[3])))
"""


@pytest.mark.slow
def test_a_commit_that_is_killed_leaves_the_run_before_or_the_whole_run(store: Store) -> None:
    """At each file that is brought to the disk: before the catalogue speaks of it, and after."""
    hold(store, "one", tables())
    folder = store.stage_folder("two", "snapshots")
    for name, rows in tables(mentions=[*ROWS["mentions"][1:], {**ROWS["mentions"][0], "text": "changed"}]).items():
        rows.write_parquet(folder / f"{name}.parquet")
    at, seen = 0, []
    while True:
        at += 1
        command = [sys.executable, "-c", KILLED, str(store.home), str(at), str(folder)]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
        if done.returncode == 0:
            break
        assert done.returncode == -signal.SIGKILL, done.stderr
        with place.opened(place.of_home(store.home)) as con:
            there = list(history.versions(con))
        seen.append(there)
        assert "changed" not in set(held(store, "one", "mentions")["text"])
        assert held(store, there[-1], "mentions").height == len(ROWS["mentions"])
    assert seen[0] == ["one"]
    assert ["one", "two"] in seen
    assert "changed" in set(held(store, "two", "mentions")["text"])


READER = """
import sys
from pathlib import Path
from runtime.lake import history, place

seen = set()
while True:
    with place.opened(place.of_home(Path(sys.argv[1]))) as con:
        for run, version in list(history.versions(con).items())[-2:]:
            of = history.tables(con, version)
            counts = (con.execute(f"SELECT count(*) FROM {of[n]}").fetchone()[0] for n in ("events", "mentions"))
            seen.add((run, *counts))
    print(*(":".join(map(str, s)) for s in sorted(seen)), flush=True)
    if not sys.stdin.readline().strip():
        break
"""


def test_readers_in_other_processes_see_whole_runs_alone(store: Store) -> None:
    hold(store, "run0", tables())
    command, pipe = [sys.executable, "-c", READER, str(store.home)], subprocess.PIPE
    readers = [subprocess.Popen(command, cwd=ROOT, stdin=pipe, stdout=pipe, text=True) for _ in range(2)]
    wanted = {f"run0:{len(ROWS['events'])}:{len(ROWS['mentions'])}"}
    for number in range(1, 6):
        for reader in readers:
            assert reader.stdin is not None
            reader.stdin.write("go on\n")
            reader.stdin.flush()
        few = number % 2
        hold(store, f"run{number}", tables(events=ROWS["events"][few:], mentions=ROWS["mentions"][few:]))
        wanted.add(f"run{number}:{len(ROWS['events']) - few}:{len(ROWS['mentions']) - few}")
    for reader in readers:
        output, _ = reader.communicate("\n")
        assert reader.returncode == 0
        seen = {state for line in output.splitlines() for state in line.split()}
        assert "run0:5:" in " ".join(seen) or seen
        assert seen <= wanted


def test_a_lake_at_another_place_reads_its_own_files(store: Store, tmp_path: Path) -> None:
    hold(store, "one", tables())
    store.home.rename(tmp_path / "moved")
    assert held(Store(tmp_path / "moved"), "one", "events").height == len(ROWS["events"])


def test_without_a_lake_the_next_run_is_named(store: Store) -> None:
    with (
        pytest.raises(StoreError, match=r"there is no lake at .*catalog\.sqlite: the next run makes it"),
        place.opened(place.of_home(store.home)),
    ):
        pass
    assert history.runs(store) == []


def test_as_of_in_the_file_itself_asks_a_lake_that_is_attached(store: Store, tmp_path: Path) -> None:
    done = hold(store, "one", tables())
    con = duckdb.connect(str(tmp_path / "w.duckdb"), config=place.CONFIG)
    con.execute(f"CREATE MACRO as_of(tbl, run) AS TABLE FROM {history.macro({'one': done.version})}")
    con.close()
    con = duckdb.connect(str(tmp_path / "w.duckdb"), read_only=True, config=place.CONFIG)
    try:
        place.attach(con, place.of_home(store.home))
        assert con.execute("SELECT count(*) FROM as_of('events', 'one')").fetchone() == (len(ROWS["events"]),)
        with pytest.raises(duckdb.Error, match="no run two is kept"):
            con.execute("FROM as_of('events', 'two')")
    finally:
        con.close()
