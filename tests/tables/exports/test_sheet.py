"""Cells that a spreadsheet would run: found alike by Python and by SQL, and nothing else is touched."""

import csv
from pathlib import Path

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from assets.tables.exports.export import export
from assets.tables.exports.sheet import cell, cells
from pipelines.cli import app

FORMULAS = [
    "=1+1", "+1+1", "-1+1", "@SUM(A1)", '=HYPERLINK("http://evil.example","x")', "+49 30 1234", "-a", "=", "@", "-.",
    "-1 ",
    "\t=1", "\r=1", "\n=1", " =1", "\x00=1", "\u00a0=1", "\ufeff=1", "\tx", "\rx", "＝1+1", "＋1", "－1＋1", "＠A",
]  # fmt: skip
ORDINARY = ["", "a=b", "1+1", "-5", "+5", "-12.5", "-1e-3", "-.5", "-", "---", "a", "'=1", "[=1]", "– dash", "\u200b"]


def by_sql(text: str) -> str:
    con = duckdb.connect()
    try:
        found = cells(con.sql("SELECT ? AS text", params=[text])).fetchone()
    finally:
        con.close()
    assert found is not None
    return str(found[0])


@pytest.mark.parametrize("text", FORMULAS, ids=repr)
def test_a_formula_becomes_text(text: str) -> None:
    assert cell(text) == by_sql(text) == f"'{text}"


@pytest.mark.parametrize("text", ORDINARY, ids=repr)
def test_ordinary_text_stays(text: str) -> None:
    assert cell(text) == by_sql(text) == text


@given(st.text(st.sampled_from("=+-@＝ \t\r\n\x00\x1f\x7f\u00a0\ufeff'\"a1.eE—"), max_size=6))
def test_python_and_sql_agree(text: str) -> None:
    assert cell(text) == by_sql(text)
    assert cell(cell(text)) == cell(text)


def test_numbers_stay_numbers() -> None:
    assert [cell(value) for value in (-5, -0.5, None, True)] == [-5, -0.5, None, True]
    con = duckdb.connect()
    try:
        kept = cells(con.sql("SELECT -5 AS a, -0.5::DOUBLE AS b, NULL AS c, ['=1'] AS \"=d\", '-5'::JSON AS e"))
        assert kept.columns == ["a", "b", "c", "'=d", "e"]
        assert kept.fetchall() == [(-5, -0.5, None, ["=1"], "-5")]
    finally:
        con.close()


@pytest.mark.parametrize("form", ["csv", "polecat", "gdelt"])
def test_no_exported_cell_is_a_formula(warehouse: Path, tmp_path: Path, form: str) -> None:
    hostile = tmp_path / "hostile.duckdb"
    hostile.write_bytes(warehouse.read_bytes())
    con = duckdb.connect(str(hostile))
    con.execute("UPDATE articles SET title = '=cmd|'' /C calc''!A0', outlet = '@' || outlet, url = '+' || url")
    con.execute("UPDATE entities SET name = '=' || name")
    con.close()
    files = export(hostile, form, tmp_path / "out")
    found = [
        row
        for file in files
        if file.suffix != ".json"
        for row in csv.reader(file.open(newline=""), delimiter="," if form == "csv" else "\t")
    ]
    texts = [text for row in found for text in row]
    assert any(text.startswith(("'=", "'@", "'+")) for text in texts)
    assert all(cell(text) == text for text in texts)


def test_an_answer_in_csv_has_no_formula(samples: Path) -> None:
    query = "SELECT '=1+1' AS \"=a\", -5 AS b, '-5' AS c, -0.5::DOUBLE AS d"
    said = CliRunner().invoke(app.app, ["sql", query, "--format", "csv", "--home", str(samples)])
    assert said.output.splitlines() == ["'=a,b,c,d", "'=1+1,-5,-5,-0.5"]
