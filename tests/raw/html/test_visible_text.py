"""The rendering of markup to lines: what a reader sees, in order, and nothing else."""

import lxml.html  # type: ignore[import-untyped]
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assets.raw.bounds import Refused
from assets.raw.html import visible_text
from assets.raw.html.visible_text import Line, visible_lines


def lines(html: str) -> list[Line]:
    return visible_lines(lxml.html.document_fromstring(f"<html><body>{html}</body></html>"))


def texts(html: str) -> list[str]:
    return [line.text for line in lines(html)]


def test_a_block_is_a_line_and_inline_elements_are_within_it() -> None:
    html = "<h1>A <b>bold</b> head</h1><p>One <a href=x>link</a>,\n  two\u00a0words.</p>tail<div>three<p>four</p>five"
    assert texts(html) == ["A bold head", "One link, two words.", "tail", "three", "four", "five"]


def test_breaks_and_blank_lines_of_preformatted_text_part_lines() -> None:
    assert texts("<p>one<br>two<br/><br/>three</p>") == ["one", "two", "three"]
    assert texts("<pre>one\nmore\n\n two</pre>") == ["one more", "two"]


def test_what_no_reader_sees_is_left_out() -> None:
    unseen = (
        "<script>x()</script>",
        "<style>y</style>",
        "<!-- z -->",
        "<noscript>n</noscript>",
        "<svg><text>s</text></svg>",
    )
    for markup in unseen:
        assert "".join(texts(f"a{markup}b")) == "ab", markup
    assert texts("soft\u00adhyphen zero\u200bwidth") == ["softhyphen zerowidth"]


def test_hidden_elements_are_marked() -> None:
    html = (
        "<p>seen</p><div hidden>h1</div><div style='color:red; display : none'><p>h2</p></div>"
        "<p aria-hidden=true>h3</p>"
    )
    assert [(line.text, line.hidden) for line in lines(html)] == [
        ("seen", False),
        ("h1", True),
        ("h2", True),
        ("h3", True),
    ]


def test_links_times_and_names_are_known() -> None:
    html = (
        "<div class='storyBody hover:red' id=main><p class=by-line>By <a href=x>Ann Example</a></p>"
        "<time datetime=2024-03-05T10:00>5 March</time></div>"
    )
    byline, time = lines(html)
    assert byline.names[:2] == ("by-line", "story-body main")
    assert 0.7 < byline.linked < 1
    assert byline.tag == "p"
    assert (time.timed, time.text) == ("2024-03-05T10:00", "5 March")


def test_names_are_those_of_a_dozen_elements_in_one_order_whatever_the_order_of_attributes() -> None:
    html = "<div role=note class=outer><p id=lead class='firstPara' data-x=no><b>one</b><i class=end>two</i></p></div>"
    (line,) = lines(html)
    assert line.names[:2] == ("first-para lead", "outer note")
    (line,) = lines("".join(f"<section class=at{level}>" for level in range(20)) + "deep")
    assert line.names == tuple(f"at{level}" for level in range(19, 8, -1))
    assert line.tags == ("section",) * 11
    assert len(line.path) == 22


def test_what_hides_an_element_ends_with_it() -> None:
    html = "<div hidden><div style='visibility:hidden'>a</div>b</div><p>c</p>"
    assert [(line.text, line.hidden) for line in lines(html)] == [("a", True), ("b", True), ("c", False)]


def test_path_tells_which_elements_lines_share() -> None:
    first, second, other = lines("<div><p>one</p><p>two</p></div><p>three</p>")
    assert first.path[1] == second.path[1]
    assert first.path[0] != second.path[0]
    assert second.path[1] not in other.path


def test_a_page_of_too_many_lines_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(visible_text, "MAX_LINES", 10)
    assert len(lines("<p>x</p>" * 10)) == 10
    with pytest.raises(Refused):
        lines("<p>x</p>" * 11)


TAGS = (
    "<p>|</p>|<div>|</div>|<b>|</b>|<a href=x>|</a>|<br>|<ul><li>|<table><tr><td>|<h2>|</h2>|<!-- c -->|<span>|</span>"
)
WORDS = ["word ", "Zahl", "7", " \n", "&amp;"]
MARKUP = st.lists(st.sampled_from([*TAGS.split("|"), *WORDS]), max_size=60)


@settings(deadline=None)
@given(MARKUP)
def test_every_visible_character_stands_in_the_lines_once_and_in_order(parts: list[str]) -> None:
    html = "<div>x" + "".join(parts) + "</div>"
    tree = lxml.html.document_fromstring(html)
    whole = "".join("".join(tree.xpath("//text()")).split())
    assert "".join("".join(line.text.split()) for line in visible_lines(tree)) == whole
