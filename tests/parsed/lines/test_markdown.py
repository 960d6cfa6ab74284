"""Markdown's marks are no part of titles and paragraphs, and no character is lost."""

import pytest

from assets.parsed.lines.markdown import bare, is_link, is_picture, is_rule
from assets.parsed.parse import parse
from assets.raw.records import RawDocument

FIRST = "The foreign ministers of Chile and Peru sat down in Arica and agreed to share the plans of their patrols."
SECOND = "Both governments said that the arrangement would be looked at again after a year of trial."


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("# Talks begin", "Talks begin"),
        ("## Talks begin ##", "Talks begin"),
        ("**Talks begin**", "Talks begin"),
        ("# *Talks begin*", "Talks begin"),
        ("*Talks* begin *again*", "*Talks* begin *again*"),
        ("#hashtag", "#hashtag"),
        ("**", "**"),
    ],
)
def test_marks_are_taken_off(line: str, words: str) -> None:
    assert bare(line) == words


def test_lines_of_marks_are_known() -> None:
    assert all(map(is_rule, ("=====", "---", "* * *", "~~~~")))
    assert not any(map(is_rule, ("--", "a---", "- item")))
    assert is_picture("![Port](https://a.example/p.png)")
    assert is_link('- [Read on](https://a.example/x "More")')
    assert not is_link("See [this](https://a.example/x) page.")


@pytest.mark.parametrize(
    "heading", ["# Chile and Peru reopen talks", "Chile and Peru reopen talks\n============================"]
)
def test_a_document_in_markdown(heading: str) -> None:
    text = f"{heading}\n\n![Port](https://a.example/p.png)\n\n{FIRST}\n\n## What comes next\n\n{SECOND}\n\n[Read on](https://a.example/x)\n"
    page = parse(RawDocument("0" * 32, "a.md", "text/markdown", "utf-8", len(text), "0" * 64, text))
    assert page.article.title == "Chile and Peru reopen talks"
    assert page.article.body == f"{FIRST}\n\nWhat comes next\n\n{SECOND}"
    assert "".join(text[s.start : s.end] for s in page.segments).replace(" ", "") == "".join(text.split())
