"""The brief written out: text from documents cannot become markup, and the policy lets nothing run or load."""

import base64
import dataclasses
import hashlib
import html
import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import escape

from assets.tables.brief import lines, render, words
from assets.tables.brief.groups import by_countries, by_theme
from assets.tables.brief.model import Brief
from assets.tables.brief.sureness import Sureness
from assets.tables.brief.watch import WatchList
from tests.tables.brief.test_build import brief_of
from tests.tables.brief.world import HOSTILE, today, yesterday

WATCH = WatchList(people=("Boris Pistorius",), countries=("France",), words=("met",))


def spoiled(text: str) -> dict[str, list[dict[str, object]]]:
    """The world of today with one text wherever a document can put one."""
    rows = today()
    rows["articles"][1] |= {"title": text, "outlet": text}
    rows["events"][2]["summary"] = text
    rows["entities"][2]["name"] = text
    rows["statements"][1]["content"] = text
    rows["sentences"][1]["text"] = text
    rows["quarantine"][0] |= {"source_uri": text, "message": text}
    return rows


def exchanged(value: Any, text: str) -> Any:
    """The value with another text for every one that is spoiled, at any depth."""
    if isinstance(value, str):
        return value.replace("SPOILED", text)
    if isinstance(value, (list, tuple)):
        return type(value)(exchanged(part, text) for part in value)
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        parts = {f.name: exchanged(getattr(value, f.name), text) for f in dataclasses.fields(value)}
        return dataclasses.replace(value, **parts)
    return value


@pytest.fixture(scope="module")
def spoiled_brief(tmp_path_factory: pytest.TempPathFactory) -> Brief:
    return brief_of(yesterday(), spoiled("SPOILED"), tmp_path_factory.mktemp("spoiled"), WATCH)


@given(text=st.text(min_size=1, max_size=60).filter(str.strip))
def test_no_text_adds_a_tag_to_the_page(spoiled_brief: Brief, text: str) -> None:
    def tags(said: str) -> list[str]:
        page = render.as_html(exchanged(spoiled_brief, said), "site/")
        return [re.sub(r'="[^"]*"', "", tag) for tag in re.findall(r"<[^>]*>", page)]

    assert tags(text) == tags("plain")


def test_hostile_text_stays_text_in_markdown(tmp_path: Path) -> None:
    text = render.as_markdown(brief_of(yesterday(), spoiled(HOSTILE), tmp_path, WATCH), "site/")
    assert "<" not in text
    assert "\u202e" not in text
    assert "[U+202E]" in text.replace("\\", "")
    assert not re.search(r"(?<!\\)!\[", text)
    links = re.findall(r"(?<!\\)\]\(([^)]*)\)", text)
    assert links
    assert all(re.fullmatch(r"site/[a-z]+/[\w-]+\.html(#at-\d+)?", link) for link in links)


@pytest.mark.parametrize(
    "text", ["# a", "- a", "1. a", "+ a", "a\n# b", "| a |", "*a*", "`a`", "[a](b)", "![a](b)", "<a>", "&lt;"]
)
def test_no_text_is_markdown(text: str) -> None:
    said = render.marked(text)
    assert "\n" not in said
    assert not re.search(r"(?<!\\)[`*\[\]<>|]", said)
    assert not re.match(r"[-+#]|\d+[.)]", said)
    back = html.unescape(re.sub(r"\\([^\w\s])", r"\1", said)) if "&lt;" not in text else text
    assert back == " ".join(text.split())


def test_tables_of_markdown_have_as_many_cells_as_their_heads(tmp_path: Path) -> None:
    text = render.as_markdown(brief_of(yesterday(), spoiled("a | b"), tmp_path), "")
    rows = [line for line in text.splitlines() if line.startswith("| ")]
    counts = {len(re.findall(r"(?<!\\)\|", row)) for row in rows}
    assert counts <= {4, 5}


def test_the_policy_names_the_one_style_and_forbids_all_else(tmp_path: Path) -> None:
    page = render.as_html(brief_of(None, yesterday(), tmp_path), "")
    [policy] = re.findall(r'Content-Security-Policy" content="([^"]*)"', page)
    [style] = re.findall(r"<style>(.*?)</style>", page, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert html.unescape(policy).startswith(f"default-src 'none'; style-src 'sha256-{digest}'")
    assert "unsafe" not in policy
    assert not re.search(r"<script|\son\w+=|\sstyle=|<link|<img|javascript:", page)


def test_a_page_of_the_site_loads_its_style_from_beside_it_and_nothing_else() -> None:
    page = render.page("gone.html.j2", "../", kind="event", identity="ev-1", run_id="r")
    [policy] = re.findall(r'Content-Security-Policy" content="([^"]*)"', page)
    assert html.unescape(policy).startswith("default-src 'none'; style-src 'self' file:; img-src 'none'")
    assert re.findall(r"<link[^>]*>", page) == ['<link rel="stylesheet" href="../style.css">']
    assert not re.search(r"<script|<style|\son\w+=|\sstyle=|<img|javascript:", page)


def test_the_json_holds_all_that_is_new_with_addresses(tmp_path: Path) -> None:
    data = json.loads(render.as_json(brief_of(yesterday(), today(), tmp_path, WATCH), "site/"))
    assert [e["event_id"] for e in data["new"]] == [f"ev-{3:016x}"]
    assert data["new"][0]["page"] == f"event/ev-{3:016x}.html"
    assert data["new"][0]["sentence"] == HOSTILE
    assert data["new"][0]["tellings"][0]["document_id"] == f"{2:032x}"
    assert data["head"][0] == ["New events", "one event: 1 uncertain."]
    assert data["pages"] == "site/"


def test_an_alert_is_a_line_of_json(tmp_path: Path) -> None:
    brief = brief_of(yesterday(), spoiled("a\nb"), tmp_path, WATCH)
    lines = [render.alert(hit, brief.run_id, "site/") for hit in brief.hits]
    assert len(lines) > 3
    assert all(line.count("\n") == 1 for line in lines)
    assert {json.loads(line)["page"].split("/")[0] for line in lines} == {"site"}


@pytest.mark.parametrize(
    ("url", "kept"),
    [
        ("https://example.org/1", True),
        ("HTTP://example.org", True),
        ("javascript:alert(1)", False),
        (" javascript:alert(1)", False),
        ("data:text/html,x", False),
        ("file:///etc/passwd", False),
        ("http://[", False),
        (None, False),
    ],
)
def test_only_addresses_of_the_web_may_be_followed(url: str | None, kept: bool) -> None:
    assert (render.address(url) == url and url is not None) is kept


def test_marks_that_nobody_sees_are_shown_and_line_ends_kept() -> None:
    assert words.visible("a\u202eb\x07\u2066\n\tc") == "a[U+202E]b[U+0007][U+2066]\n\tc"


@pytest.mark.parametrize(
    ("number", "said"), [(0, "no event"), (1, "one event"), (2, "2 events"), (1234, "1,234 events")]
)
def test_counts_are_told_in_words(number: int, said: str) -> None:
    assert words.count(number, "event") == said


def test_a_series_ends_with_and() -> None:
    assert [words.series(list("abcd")[:n]) for n in range(5)] == ["", "a", "a and b", "a, b and c", "a, b, c and d"]
    assert words.series(list("abcd"), 2) == "a, b and 2 more"


def test_a_flood_of_news_is_cut_and_the_page_says_so(spoiled_brief: Brief) -> None:
    [event] = spoiled_brief.new
    many = [dataclasses.replace(event, event_id=f"ev-{n:016x}") for n in range(100, 500)]
    brief = dataclasses.replace(
        spoiled_brief, new=many, by_countries=by_countries(many), by_theme=by_theme(many), changed=[], hits=[], map=None
    )
    page, text = render.as_html(brief, ""), render.as_markdown(brief, "")
    assert page.count("event/ev-") <= 2 * render.MOST_IN_GROUP
    assert f"{len(many) - render.MOST_IN_GROUP} more stand on the" in page
    assert f"{len(many) - render.MOST_IN_GROUP} further events" in text


def test_lists_of_events_are_escaped_as_all_else_is() -> None:
    sure = Sureness("likely", "likely", "")
    texts = (HOSTILE, "Plain.")
    told = [lines.Line(f"ev-{n}", text, "", None, None, None, None, None, sure) for n, text in enumerate(texts)]
    page = render.page("list.html.j2", "", name="events", members=told, more=0)
    assert f'<a href="event/ev-0.html"><bdi>{escape(words.visible(HOSTILE))}</bdi></a>' in page
    assert '<a href="event/ev-1.html"><bdi>Plain.</bdi></a> <span class="sure likely"><b>likely</b></span>' in page
