"""Mending: whatever of a store is broken is named, and made anew from what is whole."""

import datetime as dt
import os
from pathlib import Path

import duckdb
import polars as pl
import pytest

from assets.tables import mend, publish, snapshots, warehouse
from checks.registry import TABLES, arrow_schema, ddl, frame
from runtime import lock
from runtime.store import Manifest, Store, StoreError
from tests.tables.conftest import ROWS

ONE, TWO = "20240101T000000-one", "20240102T000000-two"


def publish_run(store: Store, run_id: str) -> None:
    """A run that published the small warehouse, through the snapshot and the switch as they are."""
    manifest = Manifest(run_id, dt.datetime(2024, 1, 1, tzinfo=dt.UTC).isoformat(), code_version="c", settings={"a": 1})
    manifest.documents_in = manifest.documents_published = 2
    manifest.finished_at = manifest.started_at
    tables = {name: frame(table, ROWS.get(name, [])) for name, table in TABLES.items()}
    manifest.rows = {name: rows.height for name, rows in tables.items() if name not in publish.OF_THE_RUN}
    manifest.status = "published"
    history = [publish.run_row(m) for m in (*store.manifests(), manifest)]
    tables["runs"] = frame(TABLES["runs"], history)
    for name, rows in tables.items():
        snapshots.write(store.snapshots / run_id, name, rows, arrow_schema(TABLES[name]), {})
    candidate = store.home / "candidate"
    warehouse.build(candidate, {n: ddl(t) for n, t in TABLES.items()}, store.snapshots / run_id, store.snapshots)
    publish.switch_to(store, manifest, candidate, store.published_run())


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """A store with two published runs."""
    found = Store(tmp_path)
    for run_id in (ONE, TWO):
        publish_run(found, run_id)
    assert mend.faults(found) == []
    return found


def events(store: Store) -> int:
    con = duckdb.connect(str(store.warehouse), read_only=True)
    try:
        (count,) = con.execute("SELECT count(*) FROM meetings").fetchone() or (0,)
        return int(count)
    finally:
        con.close()


def half(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2)


def empty(path: Path) -> None:
    os.truncate(path, 0)


def missing(path: Path) -> None:
    path.unlink()


def another(path: Path) -> None:
    """A file of the right size with other bytes, as a writer would leave it."""
    data = bytearray(path.read_bytes())
    data[-1] ^= 1
    path.write_bytes(data)


@pytest.mark.parametrize("spoil", [half, empty, missing, another])
def test_the_published_file_is_built_anew_from_its_snapshot(store: Store, spoil: object) -> None:
    before = events(store)
    spoil(store.published_file(TWO))  # type: ignore[operator]
    (fault,) = mend.faults(store)
    assert (fault.what, fault.remedy) == ("warehouse", mend.NEXT_RUN)
    (said,) = mend.mend(store)
    assert f"run {TWO} is published built anew from its snapshot" in said
    assert (store.published_run(), events(store)) == (TWO, before)
    assert mend.faults(store) == []


@pytest.mark.parametrize("spoil", [half, empty, missing])
def test_without_a_snapshot_the_run_before_stands_again(store: Store, spoil: object) -> None:
    spoil(store.published_file(TWO))  # type: ignore[operator]
    spoil(store.snapshots / TWO / "events.parquet")  # type: ignore[operator]
    (said,) = mend.mend(store)
    assert f"run {ONE} is published as it was" in said
    assert store.published_run() == ONE
    assert events(store) > 0


def test_where_nothing_is_whole_it_says_what_to_do(store: Store) -> None:
    for run_id in (ONE, TWO):
        half(store.published_file(run_id))
        half(store.snapshots / run_id / "events.parquet")
    with pytest.raises(StoreError, match=r"neither its snapshot nor an earlier run's .* bring .* back from a backup"):
        mend.mend(store)
    assert store.published_run() == TWO


def test_a_link_that_is_gone_is_set_again(store: Store) -> None:
    store.warehouse.unlink()
    (said,) = mend.mend(store)
    assert "the link warehouse.duckdb is gone" in said
    assert store.published_run() == TWO


def test_a_file_in_the_links_place_is_left_to_people(store: Store) -> None:
    store.warehouse.unlink()
    store.warehouse.write_bytes(b"someone's own file")
    assert [fault.what for fault in mend.faults(store)] == ["warehouse"]
    with pytest.raises(StoreError, match=r"no symbolic link.* move .*warehouse\.duckdb away"):
        mend.mend(store)


@pytest.mark.parametrize("spoil", [half, empty, missing])
def test_a_snapshot_is_written_anew_from_the_published_file(store: Store, spoil: object) -> None:
    path = store.snapshots / TWO / "events.parquet"
    before = pl.read_parquet(path)
    spoil(path)  # type: ignore[operator]
    (said,) = mend.mend(store)
    assert "written anew from the published file" in said
    assert pl.read_parquet(path).equals(before)
    assert mend.faults(store) == []


def test_the_snapshot_of_an_earlier_run_holds_up_nothing(store: Store) -> None:
    half(store.snapshots / ONE / "events.parquet")
    assert mend.mend(store) == []
    (fault,) = mend.faults(store)
    assert fault.remedy == f"delete {store.snapshots / ONE}: no later run needs it"


@pytest.mark.parametrize("text", ["", "{", "[]", '{"run_id": "x", "unknown": 1}', '{"status":'])
def test_a_manifest_is_written_anew_from_the_table_of_runs(store: Store, text: str) -> None:
    before = store.manifest(ONE)
    path = store.home / "manifests" / f"{ONE}.json"
    path.write_text(text)
    assert [m.run_id for m in store.manifests()] == [TWO]
    (fault,) = mend.faults(store)
    assert fault.what == "manifest"
    mend.mend(store)
    after = store.manifest(ONE)
    assert before is not None
    assert after is not None
    assert (after.status, after.documents_in, after.settings) == ("published", 2, before.settings)
    assert mend.faults(store) == []


def test_the_published_runs_manifest_gets_its_figures_again(store: Store) -> None:
    before = store.manifest(TWO)
    half(store.home / "manifests" / f"{TWO}.json")
    mend.mend(store)
    after = store.manifest(TWO)
    assert before is not None
    assert after is not None
    assert (after.rows, after.warehouse_sha256) == (before.rows, before.warehouse_sha256)
    assert after.figures["articles"] == len(ROWS["articles"])


def test_a_manifest_of_which_no_table_tells_is_set_aside(store: Store) -> None:
    (store.home / "manifests" / "20240103T000000-new.json").write_text("{")
    (said,) = mend.mend(store)
    assert "set aside as 20240103T000000-new.json.broken" in said
    assert [m.run_id for m in store.manifests()] == [ONE, TWO]


def test_a_manifest_of_a_killed_switch_says_what_the_link_says(store: Store) -> None:
    """As if killed between manifest and switch, and between switch and manifest."""
    for run_id, status in ((ONE, "failed"), (TWO, "published")):
        manifest = store.manifest(run_id)
        assert manifest is not None
        manifest.status, manifest.pid = "publishing", 0
        store.write_manifest(manifest)
        found = store.manifest(run_id)
        assert found is not None
        assert found.status == status
    with lock.locked(store.home, "run three"):
        store.close_interrupted("three")
    assert '"failed"' in (store.home / "manifests" / f"{ONE}.json").read_text()
    assert '"published"' in (store.home / "manifests" / f"{TWO}.json").read_text()


def test_a_run_that_another_overtook_publishes_nothing(store: Store) -> None:
    late = Manifest("20240103T000000-late", "2024-01-03T00:00:00+00:00")
    candidate = store.home / "candidate"
    candidate.touch()
    with pytest.raises(StoreError, match="another run has published since"):
        publish.switch_to(store, late, candidate, ONE)
    assert store.published_run() == TWO
    assert lock.holder(store.home) is None
