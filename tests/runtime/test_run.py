"""What all assets share: manifests at their ends, previews that are text, and Dagster's own history kept in bounds."""

from pathlib import Path

import dagster as dg
import polars as pl
import pytest

from checks.registry import schema_version
from checks.results import Outcome
from runtime import run
from runtime.manifests import INTERRUPTED
from runtime.options import RunOptions
from runtime.produced import Produced
from runtime.store import StageState, Store, StoreError
from runtime.version import code_version


@dg.op
def nothing() -> None:
    """Does nothing."""


@dg.job
def trivial() -> None:
    """A run to keep or drop."""
    nothing()


def test_the_oldest_of_dagsters_runs_are_dropped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run, "KEEP_DAGSTER_RUNS", 2)
    with dg.instance_for_test() as instance:
        made = [trivial.execute_in_process(instance=instance).run_id for _ in range(4)]
        run.prune_history(instance)
        assert sorted(r.run_id for r in instance.get_runs()) == sorted(made[2:])


def test_a_manifest_says_what_it_was_made_with_and_why_it_failed(tmp_path: Path) -> None:
    store = Store(tmp_path)
    run.begin(store, "20240101T000000-a", {"inbox": "here"})
    state = StageState("raw", "20240101T000000-a", {}, {}, [Outcome("documents", "documents_gate", True, "good")])
    store.write_state(state)
    run.fail(store, "20240101T000000-a", "spans_true: 3 rows", [Outcome("snapshots", "spans_true", False, "3 rows")])
    manifest = store.manifest("20240101T000000-a")
    assert manifest is not None
    assert (manifest.status, manifest.reason) == ("failed", "spans_true: 3 rows")
    assert (manifest.code_version, manifest.schema_version) == (code_version(), schema_version())
    assert [(c["stage"], c["check_name"], c["passed"]) for c in manifest.checks] == [
        ("raw", "documents_gate", True),
        ("tables", "spans_true", False),
    ]


@pytest.mark.parametrize("how", [KeyboardInterrupt, dg.DagsterExecutionInterruptedError])
def test_a_stage_that_is_ended_closes_the_manifest(tmp_path: Path, how: type[BaseException]) -> None:
    store = Store(tmp_path)
    own: list[str] = []

    def ended(run_id: str) -> Produced:
        own.append(run.begin(store, run_id, {}).run_id)
        raise how

    @dg.asset
    def raw(context: dg.AssetExecutionContext) -> None:
        with pytest.raises(how):
            list(run.stage(context, store, "raw", ["documents"], ended))

    assert dg.materialize([raw]).success
    manifest = store.manifest(own[0])
    assert manifest is not None
    assert (manifest.status, manifest.reason) == ("failed", INTERRUPTED)
    assert manifest.finished_at is not None


def test_a_preview_is_a_small_table_of_plain_text() -> None:
    rows = pl.DataFrame({f"c{n}": ["![a|b](c)\nd" + "x" * 200] * 9 for n in range(9)} | {"c1": [None] * 9})
    shown = run._preview(rows)
    assert isinstance(shown, dg.TableMetadataValue)
    assert [column.name for column in shown.schema.columns] == ["c0", "c1", "c2", "c3", "c4"]
    assert len(shown.records) == run.PREVIEW_ROWS
    assert str(shown.records[0].data["c0"]).startswith("![a|b](c) dx")
    assert shown.records[0].data["c1"] == ""
    assert all(len(str(value)) <= run.PREVIEW_LENGTH for record in shown.records for value in record.data.values())


def test_what_a_run_was_told_is_read_from_its_own_intake(tmp_path: Path) -> None:
    store = Store(tmp_path)
    assert run.options(store, "20240101T000000-a").full is False
    store.write_state(StageState("raw", "20240101T000000-a", notes={"full": True, "workers": 3}))
    assert run.options(store, "20240101T000000-a") == RunOptions(True, 3)
    store.write_state(StageState("raw", "20240101T000000-a", notes={"engine": "ray", "workers": 0}))
    assert run.options(store, "20240101T000000-a") == RunOptions(workers=0, engine="ray")


def test_a_run_that_fails_after_it_has_published_stays_published(tmp_path: Path) -> None:
    store = Store(tmp_path)
    manifest = run.begin(store, "20240101T000000-a", {})
    manifest.status, manifest.documents_in = "published", 3
    store.write_manifest(manifest)
    run.fail(store, "20240101T000000-a", "brief: the disk is full")
    after = store.manifest("20240101T000000-a")
    assert after is not None
    assert (after.status, after.documents_in) == ("published", 3)
    assert after.reason == "published; afterwards: brief: the disk is full"


def test_a_stages_table_that_is_not_whole_says_what_to_do(tmp_path: Path) -> None:
    store = Store(tmp_path)
    state = StageState("parsed", "r", rows={"articles": 1})
    store.write_table("r", "parsed", "articles", pl.DataFrame({"a": [1]}))
    assert store.is_whole(state)
    path = store.stage_folder("r", "parsed") / "articles.parquet"
    path.write_bytes(path.read_bytes()[:20])
    assert not store.is_whole(state)
    with pytest.raises(StoreError, match=r"delete .*work and run again"):
        store.read_table("r", "parsed", "articles")


def test_a_state_or_pointer_that_cannot_be_read_is_as_none(tmp_path: Path) -> None:
    store = Store(tmp_path)
    state = StageState("raw", "r")
    store.write_state(state)
    store.mark_gated(state)
    (store.stage_folder("r", "raw") / "state.json").write_text("{")
    assert store.gated("raw") is None
    (tmp_path / "work" / "gated" / "raw.json").write_text("")
    assert store.gated("raw") is None
