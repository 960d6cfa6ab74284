"""Rows of a published table: those that a run looks at or makes change, all others stay as they stood, undecoded."""

import polars as pl
import pytest

from assets.contract import Column, Table
from assets.raw.held_rows import HeldRows

TABLE = Table(
    "letters", "raw", "Letters", (Column("id", "VARCHAR", "The id"), Column("text", "VARCHAR", "The text")), ("id",)
)
HELD = pl.DataFrame({"id": ["a", "b", "c"], "text": ["one", "two", "three"]})


@pytest.fixture
def rows() -> HeldRows[str]:
    return HeldRows(TABLE, HELD, lambda held: held["id"].to_list())


def test_what_nobody_looks_at_stands_as_it_stood(rows: HeldRows[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pl.DataFrame, "row", lambda *_, **__: pytest.fail("a row was decoded"))
    assert "b" in rows
    assert "d" not in rows
    assert rows.get("d") is None
    assert rows.column("text") == ["one", "two", "three"]
    whole, fresh = rows.frame()
    assert whole.equals(HELD)
    assert fresh.to_list() == [False, False, False]


def test_a_changed_row_keeps_its_place_and_a_new_one_comes_last(rows: HeldRows[str]) -> None:
    held = rows.get("b")
    assert held is not None
    held["text"] = "2"
    rows["d"] = {"id": "d", "text": "four"}
    rows["c"] = {"id": "c", "text": "3"}
    whole, fresh = rows.frame()
    assert whole.rows() == [("a", "one"), ("b", "2"), ("c", "3"), ("d", "four")]
    assert fresh.to_list() == [False, True, True, True]
    assert list(rows.all_keys()) == ["a", "b", "c", "d"]
    assert rows.column("text") == ["one", "2", "3", "four"]
    assert set(rows.seen()) == {"b", "c", "d"}
