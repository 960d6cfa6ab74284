"""A run beside the lake: what changed is found once, and of another run or another lake it is not believed."""

from pathlib import Path
from typing import Any

import pytest

from assets.tables.snapshots import of_folder
from checks.registry import TABLES, frame
from runtime.lake import place
from runtime.lake.commit import commit
from runtime.lake.compared import compare
from runtime.store import Store
from tests.lakes import held, hold
from tests.tables.conftest import ROWS


@pytest.fixture
def store(tmp_path: Path) -> Store:
    store = Store(tmp_path / "home")
    hold(store, "one", {name: frame(table, ROWS.get(name, [])) for name, table in TABLES.items()})
    return store


def sources(folder: Path, summary: str) -> dict[str, str]:
    """The small warehouse's tables as files, the first event told otherwise."""
    folder.mkdir()
    events: list[dict[str, Any]] = [dict(row) for row in ROWS["events"]]
    events[0]["summary"] = summary
    for name, table in TABLES.items():
        frame(table, events if name == "events" else ROWS.get(name, [])).write_parquet(folder / f"{name}.parquet")
    return of_folder(folder)


def test_what_was_found_is_written(store: Store, tmp_path: Path) -> None:
    run, at = sources(tmp_path / "two", "Otherwise"), place.of_home(store.home)
    with place.opened(at, read_only=False) as con:
        found = compare(con, run)
        assert found.since("one", run)
        assert not found.since("two", run)
        changed = {name: (of.came, of.went) for name, of in found.tables.items() if of.came or of.went}
        assert changed == {"events": (1, 1)}
        assert con.execute("SELECT summary FROM came_events").fetchall() == [("Otherwise",)]
        done = commit(con, at, "two", run, found=found)
    assert (done.base, done.came["events"], done.went["events"]) == ("one", 1, 1)
    assert "Otherwise" in set(held(store, "two", "events")["summary"])


def test_where_the_lake_has_moved_on_it_is_looked_for_again(store: Store, tmp_path: Path) -> None:
    run, at = sources(tmp_path / "two", "Otherwise"), place.of_home(store.home)
    with place.opened(at, read_only=False) as con:
        found = compare(con, run)
        commit(con, at, "between", sources(tmp_path / "between", "Of another run"))
        done = commit(con, at, "two", run, found=found)
    assert (done.base, done.came["events"], done.went["events"]) == ("between", 1, 1)
    assert sum(summary == "Of another run" for summary in held(store, "two", "events")["summary"]) == 0


def test_tables_in_another_form_or_with_rows_alike_are_not_told_apart(store: Store, tmp_path: Path) -> None:
    run, at = sources(tmp_path / "two", "Otherwise"), place.of_home(store.home)
    twice = {"entities": f"(FROM {run['entities']} UNION ALL FROM {run['entities']})"}
    with place.opened(at, read_only=False) as con:
        assert not compare(con, run | twice).since("one", run)
        con.execute("ALTER TABLE lake.events DROP COLUMN summary")
        assert "events" not in compare(con, run).tables
