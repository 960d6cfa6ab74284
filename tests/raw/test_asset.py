"""When a run has nothing to do: nothing was read, the code is the same, and nothing waits to be tried again."""

from pathlib import Path

import polars as pl
import pytest

from assets.raw.asset import _notes
from assets.raw.stage import Intake
from runtime.durable import switch
from runtime.resources import InboxConfig
from runtime.store import STAGES, Manifest, StageState, Store
from runtime.version import code_version

RUN = "20240101T000000-a"
SETTINGS = {"overrules": None, "day_order": ""}


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """A store whose last run has published, by this code."""
    store = Store(tmp_path)
    path = store.published_file(RUN)
    path.parent.mkdir()
    path.touch()
    switch(store.warehouse, path)
    store.write_manifest(Manifest(RUN, "", "published", code_version=code_version(), settings=dict(SETTINGS)))
    for stage in STAGES:
        leave(store, StageState(stage, RUN))
    return store


def leave(store: Store, state: StageState) -> None:
    store.write_state(state)
    store.mark_gated(state)


def unchanged(store: Store, intake: Intake | None = None, **config: bool) -> bool:
    return bool(_notes(store, intake or Intake({}), InboxConfig(**config), dict(SETTINGS))["unchanged"])  # type: ignore[arg-type]


def test_nothing_new_is_nothing_to_do(store: Store) -> None:
    assert unchanged(store)
    assert not unchanged(store, full=True)
    assert not unchanged(store, Intake({}, read=["a.txt"]))
    assert not unchanged(store, Intake({}, moved=1))


@pytest.mark.parametrize("stage", ["parsed", "annotated"])
def test_a_passing_trouble_is_something_to_do(store: Store, stage: str) -> None:
    leave(store, StageState(stage, RUN, notes={"passing": 1}))
    assert not unchanged(store)


def test_a_table_that_is_not_whole_is_something_to_do(store: Store) -> None:
    leave(store, StageState("enriched", RUN, rows={"events": 1}))
    store.write_table(RUN, "enriched", "events", pl.DataFrame({"a": [1]}))
    assert unchanged(store)
    (store.stage_folder(RUN, "enriched") / "events.parquet").write_bytes(b"PAR1")
    assert not unchanged(store)
