"""Views whose rows are kept: they say what their SQL says of the tables, and ask for nothing of all rows."""

from pathlib import Path
from typing import Any

import duckdb
import pytest

from assets.tables import views
from assets.tables.gathered import casts
from tests.tables.conftest import ROWS, fill
from tests.tables.test_quotations import HELD


@pytest.mark.parametrize("view", sorted(casts.KEPT))
@pytest.mark.parametrize("rows", [ROWS, HELD], ids=["events", "statements"])
def test_a_kept_view_says_what_its_sql_says(tmp_path: Path, view: str, rows: dict[str, list[dict[str, Any]]]) -> None:
    con = duckdb.connect(str(fill(tmp_path / "w.duckdb", rows)), read_only=True)
    try:
        kept = con.execute(f"FROM {view} ORDER BY ALL").fetchall()
        assert kept == con.execute(f"FROM ({views.select(view)}) ORDER BY ALL").fetchall()
        assert con.execute(f"DESCRIBE {view}").fetchall() == con.execute(f"DESCRIBE ({views.select(view)})").fetchall()
        assert kept or rows is HELD
    finally:
        con.close()


@pytest.mark.parametrize("view", [*sorted(casts.KEPT), "quotations", "meetings", "dyads", "acts"])
def test_what_is_gathered_is_not_gathered_again(published: duckdb.DuckDBPyConnection, view: str) -> None:
    plan = "".join(text for _, text in published.execute(f"EXPLAIN FROM {view}").fetchall())
    assert "gathered" in plan
    assert not any(word in plan for word in ("event_participants", "statement_speakers", "WINDOW"))
