"""Comparing snapshots: what came, went and changed."""

from pathlib import Path

import duckdb
import polars as pl
import pytest

from assets.tables.compare import Difference, compare
from assets.tables.snapshots import of_folder


@pytest.fixture
def runs(tmp_path: Path) -> tuple[Path, Path]:
    one, other = tmp_path / "one", tmp_path / "other"
    for folder in (one, other):
        folder.mkdir()
    shared = {"run_id": ["r1", "r1", "r1"]}
    pl.DataFrame({"id": [1, 2, 3], "name": ["Kim", None, "Lee"], "gone": [1, 1, 1]} | shared).write_parquet(
        one / "people.parquet"
    )
    later = {"id": [2, 3, 4], "name": ["Park", "Lee", "Choi"], "run_id": ["r2", "r2", "r2"]}
    pl.DataFrame(later).write_parquet(other / "people.parquet")
    return one, other


def compared(one: Path, other: Path, table: str, rows: int) -> Difference:
    con = duckdb.connect()
    try:
        return compare(con, of_folder(one), of_folder(other), table, ["id"], rows)
    finally:
        con.close()


def test_rows_that_came_went_and_changed_are_told_apart(runs: tuple[Path, Path]) -> None:
    found = compared(*runs, "people", rows=5)
    assert (found.came, found.went, found.changed) == (1, 1, 1)
    assert found.examples == [("+", "4", ""), ("-", "1", ""), ("~", "2", "name: null → Park")]


def test_a_run_is_no_change_and_a_table_compares_equal_with_itself(runs: tuple[Path, Path]) -> None:
    found = compared(runs[0], runs[0], "people", rows=5)
    assert (found.came, found.went, found.changed, found.examples) == (0, 0, 0, [])


def test_counts_are_whole_where_examples_are_few(runs: tuple[Path, Path]) -> None:
    found = compared(*runs, "people", rows=0)
    assert (found.came, found.went, found.changed, found.examples) == (1, 1, 1, [])


def test_a_table_that_one_run_does_not_have_has_no_difference(runs: tuple[Path, Path]) -> None:
    assert compared(*runs, "places", rows=5).examples == []
