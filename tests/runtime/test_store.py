"""The store: the switch, pointers to good outcomes, and what retention may delete."""

import datetime as dt
import os
import stat
from pathlib import Path

import duckdb
import polars as pl
import pytest

from checks.registry import TABLES, ddl
from checks.results import Outcome
from runtime.durable import switch
from runtime.store import KEEP_WAREHOUSES, Manifest, StageState, Store, StoreError


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path)


def candidate(store: Store, run_id: str) -> Path:
    path = store.home / f"{run_id}.candidate"
    con = duckdb.connect(str(path))
    try:
        for table in TABLES.values():
            con.execute(ddl(table)[0])
        con.execute("INSERT INTO inbox_files VALUES (?, 1, 2, ?, ?, NULL, 0)", [f"{run_id}.txt", "0" * 64, run_id])
    finally:
        con.close()
    return path


def test_publishing_switches_and_readers_of_the_old_file_go_on(store: Store) -> None:
    store.publish("20240101T000000-a", candidate(store, "20240101T000000-a"))
    reader = duckdb.connect(str(store.warehouse.resolve()), read_only=True)
    try:
        store.publish("20240102T000000-b", candidate(store, "20240102T000000-b"))
        assert reader.execute("SELECT path FROM inbox_files").fetchone() == ("20240101T000000-a.txt",)
    finally:
        reader.close()
    assert store.published_run() == "20240102T000000-b"
    assert store.published_table("inbox_files")["path"].to_list() == ["20240102T000000-b.txt"]
    some = store.published_table("inbox_files", only=("size_bytes", "path"))
    assert some.rows() == [(1, "20240102T000000-b.txt")]


def test_nobody_writes_a_published_file_again(store: Store) -> None:
    store.publish("20240101T000000-a", candidate(store, "20240101T000000-a"))
    assert stat.S_IMODE(store.warehouse.stat().st_mode) == 0o444


def test_an_open_log_of_a_dead_writer_does_not_touch_the_next_file(store: Store) -> None:
    store.publish("20240101T000000-a", candidate(store, "20240101T000000-a"))
    (store.home / "warehouses" / "20240101T000000-a.duckdb.wal").write_bytes(b"left by a client that died")
    store.publish("20240102T000000-b", candidate(store, "20240102T000000-b"))
    con = duckdb.connect(str(store.warehouse), read_only=True)
    try:
        assert con.execute("SELECT count(*) FROM inbox_files").fetchone() == (1,)
    finally:
        con.close()


def test_before_the_first_run_every_table_is_empty(store: Store) -> None:
    assert store.published_run() is None
    assert store.published_table("documents").is_empty()


def test_a_table_or_column_that_the_published_file_does_not_have_yet_is_empty(store: Store) -> None:
    path = store.home / "old.candidate"
    con = duckdb.connect(str(path))
    con.execute("CREATE TABLE inbox_files AS SELECT 'a.txt' AS path, 5::BIGINT AS size_bytes")
    con.execute("CREATE TABLE document_sources AS SELECT 'a' AS document_id")
    con.execute(ddl(TABLES["quarantine"])[0])
    con.execute("ALTER TABLE quarantine DROP COLUMN value")
    con.execute("INSERT INTO quarantine VALUES ('r', 'row', NULL, 'a.txt', 'raw', 'empty', NULL, 'none', 'a.txt')")
    con.close()
    store.publish("20240101T000000-a", path)
    assert store.published_table("runs").is_empty()
    assert store.published_table("quarantine")["value"].to_list() == [None]
    with pytest.raises(StoreError, match=r"inbox_files has no modified_ns: run once with --full"):
        store.published_table("inbox_files")
    assert store.published_table("inbox_files", anew=True).is_empty()


def test_a_warehouse_that_is_no_link_is_not_overwritten_unseen(store: Store) -> None:
    store.warehouse.write_bytes(b"someone's own file")
    with pytest.raises(StoreError, match="no symbolic link"):
        store.published_run()


def test_a_switch_leaves_no_moment_without_a_target(store: Store) -> None:
    for name in ("one", "two"):
        (store.home / name).write_text(name)
    switch(store.home / "link", store.home / "one")
    switch(store.home / "link", store.home / "two")
    assert (store.home / "link").read_text() == "two"
    assert os.readlink(store.home / "link") == "two"
    assert not list(store.home.glob(".link*"))


def test_inputs_are_this_runs_outcome_else_the_last_good_one(store: Store) -> None:
    good = StageState("parsed", "r1", {"raw": "r1"}, {"articles": 3}, [Outcome("articles", "c", True)])
    store.write_state(good)
    store.mark_gated(good)
    bad = StageState("parsed", "r2", {}, {}, [Outcome("articles", "c", False)])
    store.write_state(bad)
    assert store.gated("parsed", "r2") == good
    assert store.gated("parsed") == good
    own = StageState("parsed", "r3", {}, {}, [Outcome("articles", "c", False, severity="WARN")])
    store.write_state(own)
    assert store.gated("parsed", "r3") == own
    assert store.gated("raw") is None


def test_interrupted_runs_are_closed_and_running_ones_are_not(store: Store) -> None:
    began = dt.datetime(2024, 1, 1, tzinfo=dt.UTC).isoformat()
    dead = 2**22 + 12345
    store.write_manifest(Manifest("20240101T000000-dead", began, pid=dead))
    store.write_manifest(Manifest("20240101T000001-alive", began, pid=os.getpid()))
    store.close_interrupted("20240101T000002-own")
    assert [m.status for m in store.manifests()] == ["failed", "running"]
    assert "interrupted" in str(store.manifests()[0].reason)


def test_retention_keeps_the_last_the_published_and_what_stages_need(store: Store) -> None:
    runs = [f"202401{n:02d}T000000-x" for n in range(1, 9)]
    for run_id in runs:
        store.publish(run_id, candidate(store, run_id))
        store.stage_folder(run_id, "raw")
        (store.stage_folder(run_id, "snapshots") / "changes.duckdb").touch()
    switch(store.warehouse, store.home / "warehouses" / f"{runs[1]}.duckdb")
    state = StageState("raw", runs[0])
    store.write_state(state)
    store.mark_gated(state)
    left = ("manifests/a.json.7.part", "work/batches/parse/v1/b.7.part", f"work/{runs[5]}.candidate.duckdb")
    for name in left:
        (store.home / name).parent.mkdir(parents=True, exist_ok=True)
        (store.home / name).touch()
    store.prune()
    assert not [name for name in left if (store.home / name).exists()]
    kept = sorted(p.stem for p in (store.home / "warehouses").glob("*.duckdb"))
    assert kept == [runs[0], runs[1], *runs[-KEEP_WAREHOUSES:]]
    assert store.state(runs[0], "raw") == state
    stages = {run_id: sorted(p.name for p in (store.home / "work" / "runs" / run_id).iterdir()) for run_id in runs[:2]}
    assert stages == {runs[0]: ["raw"], runs[1]: ["raw", "snapshots"]}
    assert not list(store.home.rglob("changes.duckdb"))
    assert sorted(p.name for p in (store.home / "work" / "runs").iterdir()) == [runs[0], runs[1], runs[-1]]
    assert store.published_run() == runs[1]


def test_ids_sort_in_the_order_of_runs_though_the_clock_was_set_back(store: Store) -> None:
    noon = dt.datetime(2024, 5, 1, 12, tzinfo=dt.UTC)
    for tail, hours in (("f", 0), ("e", 0), ("d", -24), ("c", 24)):
        store.write_manifest(Manifest(store.id_of(noon + dt.timedelta(hours=hours), tail), ""))
    held = ["20240501T120000-f", "20240501T120001-e", "20240501T120002-d", "20240502T120000-c"]
    assert [manifest.run_id for manifest in store.manifests()] == held
    assert store.id_of(noon, "d") == held[2]


def test_a_stages_table_is_read_in_the_columns_and_rows_asked_for(store: Store) -> None:
    store.write_table("r", "raw", "documents", pl.DataFrame({"a": [1, 2], "b": ["x", "y"], "c": [0.5, 1.5]}))
    assert store.read_table("r", "raw", "documents", columns=("c", "a")).rows() == [(0.5, 1), (1.5, 2)]
    assert store.read_table("r", "raw", "documents", first=1)["b"].to_list() == ["x"]
    with pytest.raises(StoreError, match="what the stage raw left of documents"):
        store.read_table("r", "raw", "documents", columns=("a", "gone"))
