"""The brief: text from documents cannot become markup."""

import base64
import hashlib
import re

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assets.tables.brief import Brief, Section, as_html, as_markdown, build

HOSTILE = '<script>alert("x")</script> | [a](javascript:b) `c` **d**\n# e & <!-- -->'


@given(st.text(max_size=60))
def test_no_text_adds_a_tag_to_the_page(text: str) -> None:
    def tags(said: str) -> list[str]:
        page = as_html(Brief(said, said, [Section(said, (said, "n"), [(said, 1)], said)]))
        return re.findall(r"<[^>]*>", page)

    assert tags(text) == tags("plain")


@pytest.mark.parametrize("rows", [[], [(HOSTILE, None)]])
def test_hostile_text_stays_text(rows: list[tuple[object, ...]]) -> None:
    brief = Brief(HOSTILE, HOSTILE, [Section("Heading", ("what", "count"), rows, HOSTILE)])
    assert "<script" not in as_html(brief)
    markdown = as_markdown(brief)
    assert "<script" not in markdown
    assert not re.search(r"(?<!\\)[`*<]", markdown)
    assert [line for line in markdown.splitlines() if line.startswith("# ")] == [markdown.splitlines()[0]]


def test_a_table_has_as_many_cells_as_its_header() -> None:
    markdown = as_markdown(Brief("t", "l", [Section("h", ("a", "b"), [("x | y", "z")], "none")]))
    rows = [line for line in markdown.splitlines() if line.startswith("|")]
    assert [len(re.findall(r"(?<!\\)\|", row)) for row in rows] == [3, 3, 3]


def test_every_event_stands_beside_the_sentence_that_says_so(published: duckdb.DuckDBPyConnection) -> None:
    meetings, others = build(published, "r").sections[:2]
    [row] = [dict(zip(meetings.header, row, strict=True)) for row in meetings.rows]
    assert row["the sentence that says so"] == "They met."
    assert row["outlets"] == "Daily O'Wire, The Courier"
    assert "They met." in [
        dict(zip(others.header, row, strict=True))["the sentence that says so"] for row in others.rows
    ]


def test_the_page_may_use_its_own_style_and_nothing_else() -> None:
    page = as_html(Brief("t", "l"))
    policy = re.search(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">', page)
    style = re.search(r"<style>([^<]*)</style>", page)
    assert policy is not None
    assert style is not None
    assert page.index(policy[0]) < page.index("<title>")
    digest = base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
    assert policy[1].split("; ") == [
        "default-src 'none'",
        f"style-src 'sha256-{digest}'",
        "base-uri 'none'",
        "form-action 'none'",
    ]
