"""The views: all load on an empty warehouse, say what they are, and a bad file is named."""

from pathlib import Path

import duckdb
import pytest

from assets.tables import views, warehouse
from checks.registry import TABLES, ddl


@pytest.fixture
def empty(tmp_path: Path) -> Path:
    path = tmp_path / "w.duckdb"
    rows = warehouse.build(path, {n: ddl(t) for n, t in TABLES.items()}, {})
    assert set(rows.values()) == {0}
    return path


def test_every_view_answers_and_has_a_comment(empty: Path) -> None:
    con = duckdb.connect(str(empty), read_only=True)
    try:
        found = dict(con.execute("SELECT view_name, comment FROM duckdb_views() WHERE NOT internal").fetchall())
        assert {"meetings", "quotations", "timeline", "dyads", "polecat_events", "gdelt_events"} <= set(found)
        assert all(len(comment or "") > 20 for comment in found.values())
        for name in found:
            assert con.execute(f"SELECT count(*) FROM {name}").fetchone() is not None
        bare = con.execute(
            "SELECT table_name, column_name FROM duckdb_columns() WHERE NOT internal AND coalesce(comment, '') = ''"
            " AND schema_name = 'main'"
        )
        assert bare.fetchall() == []
    finally:
        con.close()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("CREATE OR REPLACE VIEW x AS SELECT 1;", "must open with a comment"),
        ("-- x: one row\nSELECT 1;", "must open with a comment"),
        ("-- x: one row\nCREATE OR REPLACE VIEW x AS SELECT nothing FROM nowhere;", "nowhere"),
        ("-- x: one row\nCREATE OR REPLACE VIEW x AS SELECT 1 AS a;", "does not describe the columns a"),
        ("-- x: one row\n--   a: A\n--   b: B\nCREATE OR REPLACE VIEW x AS SELECT 1 AS a;", "does not have: b"),
    ],
)
def test_a_bad_file_is_named(tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / "10_x.sql").write_text(text)
    con = duckdb.connect()
    try:
        with pytest.raises(views.ViewError, match=rf"10_x\.sql.*{said}"):
            views.load(con, tmp_path)
    finally:
        con.close()


@pytest.mark.parametrize(
    ("confidence", "outlets", "said"),
    [(0.9, 3, "confirmed by 3 outlets"), (0.6, 1, "likely"), (0.59, 5, "uncertain"), (0.4, 0, "uncertain")],
)
def test_how_sure_an_event_is_stands_in_words(empty: Path, confidence: float, outlets: int, said: str) -> None:
    con = duckdb.connect(str(empty), read_only=True)
    try:
        assert con.execute("SELECT how_sure(?, ?)", [confidence, outlets]).fetchone() == (said,)
    finally:
        con.close()
