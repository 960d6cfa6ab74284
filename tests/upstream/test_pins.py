"""Facts about our libraries that the code relies on: an upgrade that changes one fails here, by name."""

import warnings
from pathlib import Path

import dagster as dg
import duckdb
import pandera.errors
import pandera.polars as pa
import polars as pl
import pyarrow as arrow
import pyarrow.parquet as pq
import pytest


def test_pandera_gives_the_whole_mask_and_not_only_the_failure_cases_it_keeps() -> None:
    schema = pa.DataFrameSchema({"n": pa.Column(pl.Int64, checks=[pa.Check.ge(0, n_failure_cases=2)])})
    with pytest.raises(pandera.errors.SchemaErrors) as caught:
        schema.validate(pl.DataFrame({"n": [-1, 1, -1, -1]}), lazy=True)
    (error,) = caught.value.schema_errors
    assert error.check_output.to_series().to_list() == [False, True, False, False]
    assert error.reason_code.name == "DATAFRAME_CHECK"


def test_pandera_checks_no_data_of_a_lazy_frame() -> None:
    schema = pa.DataFrameSchema({"n": pa.Column(pl.Int64, checks=[pa.Check.ge(0)])})
    assert schema.validate(pl.LazyFrame({"n": [-1]}), lazy=True).collect().height == 1


def test_pandera_tells_structure_from_rows_by_its_reason_codes() -> None:
    schema = pa.DataFrameSchema({"n": pa.Column(pl.Int64), "m": pa.Column(pl.String)}, strict=True)
    codes = set()
    for frame in (pl.DataFrame({"n": [1]}), pl.DataFrame({"n": ["x"], "m": ["x"], "k": [1]})):
        with pytest.raises(pandera.errors.SchemaErrors) as caught:
            schema.validate(frame, lazy=True)
        codes |= {e.reason_code.name for e in caught.value.schema_errors}
    assert codes == {"COLUMN_NOT_IN_DATAFRAME", "COLUMN_NOT_IN_SCHEMA", "WRONG_DATATYPE"}


def test_duckdb_keeps_the_log_beside_the_target_of_a_link(tmp_path: Path) -> None:
    for name in ("one", "two"):
        con = duckdb.connect(str(tmp_path / f"{name}.duckdb"))
        con.execute(f"CREATE TABLE t AS SELECT '{name}' AS name")
        con.close()
    link = tmp_path / "link.duckdb"
    link.symlink_to("one.duckdb")
    (tmp_path / "one.duckdb.wal").write_bytes(b"a log that belongs to one")
    link.unlink()
    link.symlink_to("two.duckdb")
    con = duckdb.connect(str(link), read_only=True)
    assert con.execute("SELECT name FROM t").fetchone() == ("two",)
    con.close()


def test_duckdb_lets_a_query_read_allowed_folders_alone(tmp_path: Path) -> None:
    for folder in ("in", "out"):
        (tmp_path / folder).mkdir()
        pq.write_table(arrow.table({"n": [1]}), tmp_path / folder / "t.parquet")
    con = duckdb.connect()
    con.execute(f"SET allowed_directories = ['{tmp_path / 'in'}/']")
    con.execute("SET enable_external_access = false")
    assert con.execute(f"FROM '{tmp_path}/in/t.parquet'").fetchone() == (1,)
    with pytest.raises(duckdb.PermissionException):
        con.execute(f"FROM '{tmp_path}/out/t.parquet'")
    with pytest.raises(duckdb.PermissionException):
        con.execute(f"FROM '{tmp_path}/in/../out/t.parquet'")
    con.close()


def test_a_table_macro_persists_and_takes_a_path_made_of_its_arguments(tmp_path: Path) -> None:
    pq.write_table(arrow.table({"n": [7]}), tmp_path / "t.parquet")
    con = duckdb.connect(str(tmp_path / "w.duckdb"))
    con.execute(f"CREATE MACRO old(tbl) AS TABLE FROM read_parquet('{tmp_path}/' || tbl || '.parquet')")
    con.close()
    con = duckdb.connect(str(tmp_path / "w.duckdb"), read_only=True)
    assert con.execute("FROM old('t')").fetchone() == (7,)
    con.close()


@dg.multi_asset(
    specs=[dg.AssetSpec("good", skippable=True), dg.AssetSpec("bad", skippable=True)],
    check_specs=[dg.AssetCheckSpec("holds", asset="bad", blocking=True)],
)
def _stops():  # type: ignore[no-untyped-def]
    yield dg.AssetCheckResult(asset_key="bad", check_name="holds", passed=False)


@dg.asset(deps=["bad"])
def later() -> None:
    """What must not run."""


def test_a_failed_blocking_check_alone_records_nothing_and_fails_the_run() -> None:
    with dg.instance_for_test() as instance, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        result = dg.materialize([_stops, later], instance=instance, raise_on_error=False)
        assert not result.success
        assert instance.get_latest_materialization_event(dg.AssetKey("bad")) is None
        assert result.get_asset_materialization_events() == []
        assert not [e for e in result.all_events if e.is_step_success and e.step_key == "later"]


@dg.multi_asset(specs=[dg.AssetSpec("maybe", skippable=True)])
def _nothing():  # type: ignore[no-untyped-def]
    yield from ()


@dg.asset(deps=["maybe"])
def after() -> None:
    """What is skipped."""


def test_assets_behind_one_that_was_not_made_are_skipped_and_the_run_is_good() -> None:
    with dg.instance_for_test() as instance:
        result = dg.materialize([_nothing, after], instance=instance)
        assert result.success
        assert [e.step_key for e in result.all_events if e.is_step_skipped] == ["after"]


def test_parquet_keeps_facts_of_the_run_where_duckdb_reads_them(tmp_path: Path) -> None:
    table = arrow.table({"n": [1]}).replace_schema_metadata({"run_id": "r1"})
    pq.write_table(table, tmp_path / "t.parquet")
    found = duckdb.execute(
        f"SELECT decode(value) FROM parquet_kv_metadata('{tmp_path}/t.parquet') WHERE decode(key) = 'run_id'"
    ).fetchone()
    assert found == ("r1",)
