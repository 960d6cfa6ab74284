"""Retention: the last runs are kept, files are merged and deleted, and no kept run changes by it."""

import shutil
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from checks.registry import TABLES, frame
from runtime.lake import history, keeping, place
from runtime.store import Manifest, Store
from tests.lakes import held, hold
from tests.tables.conftest import ROWS

EVENT = ROWS["events"][0]


@pytest.fixture(scope="module")
def ready(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """A store of six published runs, each with one event more and another summary of the first."""
    made = Store(tmp_path_factory.mktemp("ready") / "home")
    for number in range(6):
        publish(made, number)
    return made


@pytest.fixture
def store(ready: Store, tmp_path: Path) -> Store:
    shutil.copytree(ready.home, tmp_path / "home")
    return Store(tmp_path / "home")


def run_id(number: int) -> str:
    return f"202401{number + 1:02d}T000000-x"


def publish(store: Store, number: int, published: bool = True) -> None:
    rows: list[dict[str, Any]] = [{**EVENT, "event_id": f"ev-{n:016x}"} for n in range(number + 2)]
    rows[0]["summary"] = f"as of {number}"
    hold(store, run_id(number), {"events": frame(TABLES["events"], rows)})
    status = "published" if published else "failed"
    store.write_manifest(Manifest(run_id(number), "2024-01-01T00:00:00+00:00", status))


def told(store: Store, number: int) -> pl.DataFrame:
    return held(store, run_id(number), "events").sort("event_id")


def data_files(store: Store) -> int:
    return len(list((store.home / "lake" / "data").rglob("*.parquet")))


def live_files(store: Store) -> int:
    """The files that the last snapshot needs."""
    with place.opened(place.of_home(store.home)) as con:
        kinds = (f"{history.catalog()}.ducklake_{kind}_file" for kind in ("data", "delete"))
        counts = [con.execute(f"SELECT count(*) FROM {k} WHERE end_snapshot IS NULL").fetchone() for k in kinds]
        return sum(count for found in counts if found for count in found)


def snapshots(store: Store) -> int:
    with place.opened(place.of_home(store.home)) as con:
        return len(con.execute("FROM lake.snapshots()").fetchall())


def test_as_long_as_few_runs_are_held_nothing_is_done(store: Store) -> None:
    before = data_files(store), snapshots(store)
    assert keeping.keep(store) == 6
    assert (data_files(store), snapshots(store)) == before


def test_the_last_runs_are_kept_as_they_were(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keeping, "KEEP_RUNS", 2)
    monkeypatch.setattr(keeping, "KEEP_FILES_FOR", "0 SECONDS")
    monkeypatch.setattr(keeping, "MERGED_FROM", 4)
    before = [told(store, number) for number in (4, 5)]
    assert keeping.keep(store) == 2
    assert history.runs(store) == [run_id(4), run_id(5)]
    assert all(told(store, number).equals(rows) for number, rows in zip((4, 5), before, strict=True))
    for number in (6, 7):
        publish(store, number)
    assert keeping.keep(store) == 2
    assert history.runs(store) == [run_id(6), run_id(7)]
    assert data_files(store) < 11
    assert [told(store, number).height for number in (6, 7)] == [8, 9]


def test_many_small_files_become_few_and_every_run_stays_as_it_was(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeping, "MERGED_FROM", 4)
    monkeypatch.setattr(keeping, "KEEP_FILES_FOR", "0 SECONDS")
    before = [told(store, number) for number in range(6)]
    assert live_files(store) == 11
    assert keeping.keep(store) == 6
    assert live_files(store) <= 2
    assert [told(store, number).equals(rows) for number, rows in enumerate(before)] == [True] * 6
    publish(store, 6)
    assert told(store, 6).height == 8
    assert told(store, 0).equals(before[0])


def test_a_file_that_a_reader_may_have_open_is_deleted_later(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keeping, "KEEP_RUNS", 1)
    files = data_files(store)
    keeping.keep(store)
    assert history.runs(store) == [run_id(5)]
    assert data_files(store) == files


def test_a_run_that_was_never_published_goes_and_its_file_too(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keeping, "KEEP_FILES_FOR", "0 SECONDS")
    publish(store, 6, published=False)
    publish(store, 7)
    with place.opened(place.of_home(store.home)) as con:
        assert run_id(6) in history.versions(con)
    left = store.home / "lake" / "data" / "main" / "events" / "left-by-a-writer-that-was-killed.parquet"
    left.write_bytes(b"half")
    assert keeping.keep(store) == 7
    with place.opened(place.of_home(store.home)) as con:
        assert run_id(6) not in history.versions(con)
    assert not left.exists()
    assert told(store, 7).height == 9
