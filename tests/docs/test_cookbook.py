"""The cookbook: every query runs on the published samples, and gives the answers that it promises."""

import re
from pathlib import Path

import duckdb
import pytest

from checks.pages.dictionary import dictionary_page
from runtime.version import ROOT

pytestmark = pytest.mark.xdist_group("samples")
PAGE = (ROOT / "docs" / "cookbook.md").read_text(encoding="utf-8")
RECIPES = {
    heading: (query, re.findall(r"`([^`]+)`", answers))
    for heading, query, answers in re.findall(
        r"^## (\d+\. [^\n]+)\n(?:(?!^## )[\s\S])*?```sql\n([\s\S]*?)```(?:\s*\*answers\*:([^\n]*))?", PAGE, re.MULTILINE
    )
}


def test_there_are_thirty_questions() -> None:
    assert len(RECIPES) == PAGE.count("```sql") >= 30


@pytest.mark.parametrize("heading", RECIPES)
def test_a_question_is_answered_as_promised(samples: Path, heading: str) -> None:
    query, answers = RECIPES[heading]
    con = duckdb.connect(str(samples / "warehouse.duckdb"), read_only=True)
    try:
        rows = con.execute(query).fetchall()
    finally:
        con.close()
    found = ["; ".join(str(value) for value in row) for row in rows]
    for answer in answers:
        parts = [part.strip() for part in answer.split(",")]
        assert any(all(part in row for part in parts) for row in found), (answer, found)


def test_the_dictionary_is_what_the_declarations_say() -> None:
    assert (ROOT / "docs" / "dictionary.md").read_text(encoding="utf-8") == dictionary_page()
