"""Mending: whatever of a store is broken is named, and made anew from what is whole."""

import datetime as dt
import os
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import duckdb
import pytest

from assets.tables import mend, publish, warehouse
from assets.tables.snapshots import of_folder
from checks.registry import TABLES, ddl, frame
from runtime import lock
from runtime.lake import history, keeping, place
from runtime.store import Manifest, Store, StoreError
from tests.lakes import held, hold
from tests.tables.conftest import ROWS

ONE, TWO, LOST, THREE = (f"2024010{n}T000000-{name}" for n, name in enumerate(("one", "two", "lost", "three"), 1))


def publish_run(store: Store, run_id: str, rows: Mapping[str, Sequence[dict[str, Any]]] = ROWS) -> None:
    """A run that published the small warehouse, through the lake and the switch as they are."""
    manifest = Manifest(run_id, dt.datetime(2024, 1, 1, tzinfo=dt.UTC).isoformat(), code_version="c", settings={"a": 1})
    manifest.documents_in = manifest.documents_published = 2
    manifest.finished_at = manifest.started_at
    tables = {name: frame(table, rows.get(name, [])) for name, table in TABLES.items()}
    manifest.rows = {name: of.height for name, of in tables.items() if name not in publish.OF_THE_RUN}
    manifest.status = "published"
    history = [publish.run_row(m) for m in (*store.manifests(), manifest)]
    tables["runs"] = frame(TABLES["runs"], history)
    store.write_format("c")
    hold(store, run_id, tables)
    candidate = store.home / "candidate"
    sources = of_folder(store.stage_folder(run_id, "snapshots"))
    warehouse.build(candidate, {n: ddl(t) for n, t in TABLES.items()}, sources, publish.time_travel(store, run_id))
    publish.switch_to(store, manifest, candidate, store.published_run())


@pytest.fixture(scope="module")
def ready(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """A store with two published runs."""
    found = Store(tmp_path_factory.mktemp("ready"))
    for run_id in (ONE, TWO):
        publish_run(found, run_id)
    assert mend.faults(found) == []
    return found


@pytest.fixture
def store(ready: Store, tmp_path: Path) -> Store:
    """A copy of that store, to be spoiled."""
    shutil.copytree(ready.home, tmp_path / "home", symlinks=True)
    return Store(tmp_path / "home")


@pytest.fixture(scope="module")
def shrunk(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """A store whose second run has no event any more."""
    found = Store(tmp_path_factory.mktemp("shrunk"))
    publish_run(found, ONE)
    publish_run(found, TWO, {name: rows for name, rows in ROWS.items() if name != "events"})
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
def test_the_published_file_is_built_anew_from_the_lake(store: Store, spoil: object) -> None:
    before = events(store)
    spoil(store.published_file(TWO))  # type: ignore[operator]
    (fault,) = mend.faults(store)
    assert (fault.what, fault.remedy) == ("warehouse", mend.NEXT_RUN)
    (said,) = mend.mend(store)
    assert f"run {TWO} is published built anew from the lake" in said
    assert (store.published_run(), events(store)) == (TWO, before)
    assert mend.faults(store) == []


def lake_files(store: Store, table: str) -> list[Path]:
    """The files of a table in the lake, oldest first."""
    return sorted((store.home / "lake" / "data" / "main" / table).glob("*.parquet"))


@pytest.mark.parametrize("spoil", [half, empty, missing])
def test_without_the_lake_the_run_before_stands_again(store: Store, spoil: object) -> None:
    spoil(store.published_file(TWO))  # type: ignore[operator]
    spoil(store.home / "lake" / "catalog.sqlite")  # type: ignore[operator]
    one, other = mend.mend(store)
    assert f"run {ONE} is published as it was" in one
    assert f"run {ONE} is written into it from the published file" in other
    assert store.published_run() == ONE
    assert events(store) > 0
    assert mend.faults(store) == []


def test_where_nothing_is_whole_it_says_what_to_do(store: Store) -> None:
    for run_id in (ONE, TWO):
        half(store.published_file(run_id))
    (store.home / "lake" / "catalog.sqlite").unlink()
    with pytest.raises(StoreError, match=r"neither the lake nor an earlier run's .* bring .* back from a backup"):
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
def test_a_lake_without_its_catalogue_is_written_anew_from_the_published_file(store: Store, spoil: object) -> None:
    before = held(store, TWO, "events")
    spoil(store.home / "lake" / "catalog.sqlite")  # type: ignore[operator]
    (fault,) = mend.faults(store)
    assert (fault.what, fault.remedy) == ("lake", mend.NEXT_RUN)
    (said,) = mend.mend(store)
    assert f"run {TWO} is written into it from the published file; earlier runs are no longer held" in said
    assert f"what was left is {store.home / 'lake.broken'}" in said
    assert held(store, TWO, "events").sort("event_id").equals(before.sort("event_id"))
    assert history.runs(store) == [TWO]
    assert mend.faults(store) == []


@pytest.mark.parametrize("spoil", [half, empty, missing])
def test_a_file_that_the_published_run_needs_is_written_anew(store: Store, spoil: object) -> None:
    before = held(store, TWO, "events")
    (path,) = lake_files(store, "events")
    spoil(path)  # type: ignore[operator]
    (fault,) = mend.faults(store)
    assert fault.what == "lake"
    assert str(path) in fault.finding
    (said,) = mend.mend(store)
    assert "earlier runs are no longer held" in said
    assert held(store, TWO, "events").sort("event_id").equals(before.sort("event_id"))
    assert history.runs(store) == [TWO]
    assert mend.faults(store) == []


@pytest.mark.parametrize("spoil", [half, empty, missing])
def test_a_file_that_only_an_earlier_run_needs_holds_up_nothing(shrunk: Store, tmp_path: Path, spoil: object) -> None:
    shutil.copytree(shrunk.home, tmp_path / "home", symlinks=True)
    store = Store(tmp_path / "home")
    spoil(lake_files(store, "events")[0])  # type: ignore[operator]
    (fault,) = mend.faults(store)
    assert fault.what == "lake"
    assert f"of the earlier run {ONE} it" in fault.finding
    assert "keeps the other runs" in fault.remedy
    (said,) = mend.mend(store)
    assert f"no longer holds the earlier runs {ONE}" in said
    assert history.runs(store) == [TWO]
    assert held(store, TWO, "articles").height == len(ROWS["articles"])
    assert mend.faults(store) == []


def test_a_lake_with_other_rows_than_the_published_file_is_told(store: Store) -> None:
    assert mend.differences(store, deep=True) == []
    events = [{**ROWS["events"][0], "summary": "never published"}, *ROWS["events"][1:]]
    hold(
        store,
        TWO,
        {
            name: frame(table, {**ROWS, "events": events, "articles": []}.get(name, []))
            for name, table in TABLES.items()
            if name != "runs"
        }
        | {"runs": store.published_table("runs")},
    )
    assert mend.differences(store, deep=False) == ["articles: 2 rows, 0 in the lake"]
    assert mend.differences(store, deep=True) == ["articles: 2 rows, 0 in the lake", "events: other rows"]


def test_a_run_that_the_lake_lacks_is_written_into_it_beside_the_others(store: Store) -> None:
    """As after a restore of the lake alone."""
    kept = store.home.parent / "kept"
    shutil.copytree(store.home / "lake", kept)
    publish_run(store, THREE)
    shutil.rmtree(store.home / "lake")
    kept.rename(store.home / "lake")
    (fault,) = mend.faults(store)
    assert fault.finding == f"it has no snapshot of run {THREE}"
    mend.mend(store)
    assert history.runs(store) == [ONE, TWO, THREE]
    assert mend.faults(store) == []


def test_a_snapshot_of_a_run_that_never_published_is_shown_to_nobody_and_goes(store: Store) -> None:
    """As after a kill between the lake and the switch."""
    hold(store, LOST, {"events": frame(TABLES["events"], [])})
    assert mend.faults(store) == []
    assert mend.mend(store) == []
    assert history.runs(store) == [ONE, TWO]
    publish_run(store, THREE)
    keeping.keep(store)
    with place.opened(place.of_home(store.home)) as con:
        assert list(history.versions(con)) == [ONE, TWO, THREE]
    assert held(store, THREE, "events").height == len(ROWS["events"])


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
    (store.home / "manifests" / "20240105T000000-new.json").write_text("{")
    (said,) = mend.mend(store)
    assert "set aside as 20240105T000000-new.json.broken" in said
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
