"""Text from documents in Markdown, read by a parser of it, is words; `tests/browser` looks at Dagster's own."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from assets.markdown import literal

READ = MarkdownIt("gfm-like", {"linkify": False})  # linkify-it is not installed: bare addresses are looked for below
ADDRESS = re.compile(r"https?://|www\.|\w@\w", re.IGNORECASE)
TEXTS = [
    "![i](http://evil.example/a.png)",
    '<img src="http://evil.example/a.png">',
    "[l](http://evil.example)",
    "[l](javascript:1)",
    "[r]: /x",
    "http://evil.example/a_b_c",
    "see (www.evil.example).",
    "me@evil.example",
    "<http://evil.example>",
    "`a` ![i](x)",
    "``a`b",
    "http://a`b|c``d",
    "| ![i](x) | b |",
    "\\![i](x)",
    "\\",
    "&lt;img&gt; &#58;",
    "# a",
    "- a",
    "+ a",
    "1. a",
    "10) a",
    "> a",
    "---",
    "===",
    "~~a~~ *b* **c** __d__ _e_ snake_case _",
    "a\n\n    b\n\n# c",
    "$a$",
]


def words(text: str) -> tuple[str, set[str]]:
    """What is shown, and the names of what is made of it beside paragraphs and code."""
    tokens = READ.parse(text)
    inline = [child for token in tokens for child in token.children or ()]
    kinds = {token.type for token in (*tokens, *inline)} - {"text", "inline", "code_inline", "text_special"}
    return "".join(token.content for token in inline), kinds - {"paragraph_open", "paragraph_close"}


@pytest.mark.parametrize("text", TEXTS)
def test_a_text_is_shown_as_it_is_and_nothing_is_made_of_it(text: str) -> None:
    assert words(literal(text)) == (" ".join(text.split()), set())


@given(st.text(st.sampled_from("ab1 \n\\`*_{}[]()<>#|~!&$-+=.:/@'\"^\t"), max_size=30))
@example("http://`|`")
def test_no_text_is_markdown(text: str) -> None:
    assert words(literal(text)) == (" ".join(text.split()), set())


@pytest.mark.parametrize("text", TEXTS)
def test_a_cell_keeps_its_text_too(text: str) -> None:
    tokens = READ.parse(f"| a | b |\n|---|---|\n| {literal(text)} | end |\n")
    cells = ["".join(child.content for child in token.children or ()) for token in tokens if token.type == "inline"]
    assert cells == ["a", "b", " ".join(text.split()), "end"]


@pytest.mark.parametrize("text", TEXTS)
def test_an_address_stands_in_code_alone(text: str) -> None:
    inline = [child for token in READ.parse(literal(text)) for child in token.children or ()]
    assert not any(ADDRESS.search(token.content) for token in inline if token.type != "code_inline")


def test_what_our_checks_say_stays_readable() -> None:
    assert literal("spans_true: 3 of 1,200 rows (0.2 %)") == "spans_true: 3 of 1,200 rows (0.2 %)"
