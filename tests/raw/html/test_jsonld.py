"""JSON-LD in the shapes that publishers give it."""

import json
from typing import Any

import lxml.html  # type: ignore[import-untyped]
import pytest

from assets.raw.html.jsonld import article_node, authors, load, nodes, text_of, texts_of

ARTICLE = {"@type": "NewsArticle", "headline": "River treaty signed", "datePublished": "2024-03-05"}


def found(*scripts: str) -> list[dict[str, Any]]:
    tags = "".join(f'<script type="application/ld+json">{script}</script>' for script in scripts)
    return nodes(lxml.html.document_fromstring(f"<html><head>{tags}</head><body>x</body></html>"))


@pytest.mark.parametrize(
    "shape",
    [
        ARTICLE,
        [ARTICLE],
        {"@context": "https://schema.org", "@graph": [{"@type": "WebSite", "name": "Example"}, ARTICLE]},
        {"@type": "WebPage", "mainEntity": ARTICLE},
        {"@type": ["WebPage", "ItemPage"], "mainEntity": [ARTICLE]},
    ],
)
def test_the_article_is_found_in_every_shape(shape: Any) -> None:
    assert article_node(found(json.dumps(shape)), ["River treaty signed"])["headline"] == "River treaty signed"


def test_the_article_of_this_page_is_told_from_others() -> None:
    other = ARTICLE | {"headline": "Floods close the road", "author": "Somebody", "articleBody": "Long text"}
    assert article_node(found(json.dumps([other, ARTICLE])), ["River treaty signed | Example"]) == ARTICLE


def test_the_page_itself_stands_in_where_no_article_is_declared() -> None:
    page = {"@type": "WebPage", "datePublished": "2024-03-05"}
    assert article_node(found(json.dumps([page, {"@type": "Organization", "name": "E"}])), []) == page
    assert article_node(found('{"@type": "Organization", "name": "E"}'), []) == {}


@pytest.mark.parametrize(
    "text",
    [
        '<!-- {"@type": "Report"} -->',
        '//<![CDATA[\n{"@type": "Report"}\n//]]>',
        '/* <![CDATA[ */ {"@type": "Report"} /* ]]> */',
        '{"@type": "Report", "articleBody": "a\nb"}',
    ],
)
def test_wrappings_and_raw_newlines_are_forgiven(text: str) -> None:
    assert load(text)["@type"] == "Report"


@pytest.mark.parametrize("text", ["", "{", "not json", "[" * 100_000, '{"a": ' * 50_000])
def test_what_is_no_json_is_nothing(text: str) -> None:
    assert load(text) is None
    assert found(text) == []


def test_texts_are_decoded_and_named() -> None:
    assert text_of("River&#8217;s &amp;quot;end&amp;quot;\n now") == 'River’s "end" now'
    assert text_of([{"name": ""}, {"name": "Second"}]) == "Second"
    assert text_of(5) is None
    assert texts_of('["One", "Two"]') == ["One", "Two"]
    assert texts_of([{"name": "A"}, "B", None]) == ["A", "B"]


def test_authors_are_looked_up_and_bodies_told_from_persons() -> None:
    person = {"@type": "Person", "@id": "#ann", "name": "Ann Example"}
    article = ARTICLE | {
        "author": [{"@id": "#ann"}, {"@type": "NewsMediaOrganization", "name": "Example Wire"}, "Bo Sample"]
    }
    both = found(json.dumps({"@graph": [article, person]}))
    assert authors(both[0], both) == (["Ann Example", "Bo Sample"], ["Example Wire"])
    assert authors({"@type": "NewsArticle", "creator": ["Cy Third"]}, []) == (["Cy Third"], [])
    assert authors(ARTICLE, []) == ([], [])
