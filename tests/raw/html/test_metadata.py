"""Which source of a fact is taken, and how it is checked against the lines around the headline."""

import lxml.html  # type: ignore[import-untyped]
import pytest

from assets.raw.html.metadata import page_headline, read_head, settle
from assets.raw.html.visible_text import visible_lines
from assets.raw.records import PageMetadata


def facts(head: str, body: str = "", url: str | None = "https://www.example.org/a/b-c") -> PageMetadata:
    tree = lxml.html.document_fromstring(f"<html><head>{head}</head><body>{body}<p>x</p></body></html>")
    found = read_head(tree, url)
    return settle(found, page_headline(found, []), visible_lines(tree))


def meta(name: str, content: str) -> str:
    return f'<meta property="{name}" content="{content}">'


def test_an_empty_head_knows_only_the_address() -> None:
    assert facts("") == PageMetadata(url="https://www.example.org/a/b-c")


@pytest.mark.parametrize(
    ("canonical", "url"),
    [
        ("https://example.org/a/real", "https://example.org/a/real"),
        ("/a/real", "https://www.example.org/a/real"),
        ("https://www.example.org/", "https://www.example.org/a/b-c"),
        ("javascript:void(0)", "https://www.example.org/a/b-c"),
        ("http://[bad", "https://www.example.org/a/b-c"),
    ],
)
def test_the_canonical_address_is_taken_where_it_is_one(canonical: str, url: str) -> None:
    assert facts(f'<link rel="canonical" href="{canonical}">').url == url


def test_authors_come_from_the_first_source_with_a_person() -> None:
    agency = (
        '<script type="application/ld+json">{"@type":"NewsArticle","headline":"H","author":"Example Press"}</script>'
    )
    assert facts(agency).authors == ("Example Press",)
    assert facts(agency + meta("author", "Ann Example")).authors == ("Ann Example",)
    assert facts(agency, "<p>By Bo Sample</p>").authors == ("Bo Sample",)
    assert facts(meta("article:author", "https://example.org/ann")).authors == ()
    assert facts(meta("dc.creator", "Example, Ann") + meta("dc.creator", "Sample, Bo")).authors == (
        "Ann Example",
        "Bo Sample",
    )


@pytest.mark.parametrize(
    "byline",
    [
        "<div>By</div><div>Ann Example</div>",
        "<p>By Ann Example</p>",
        "<div class='article-author'>Ann Example</div>",
        "<p>posted on 2024-03-05 10:00 by Ann Example</p>",
    ],
)
def test_printed_bylines_are_read(byline: str) -> None:
    assert facts("", byline).authors == ("Ann Example",)


def test_a_biography_is_no_byline() -> None:
    assert facts("", "<div class='author-bio'>Ann Example lives in Lima</div>").authors == ()


def test_tags_come_from_the_most_particular_source() -> None:
    broad = meta("keywords", "news, world, Example Post, rivers")
    assert facts(broad + meta("og:site_name", "Example Post")).tags == ("news", "world", "rivers")
    assert facts(broad + meta("article:tag", "Rivers") + meta("article:tag", "Dams; rivers")).tags == ("Rivers", "Dams")
    assert facts(meta("keywords", "type: story")).tags == ()
    assert facts(meta("keywords", "type: story, hour: 4, Medium")).tags == ()
    ids = "0f8fad5b-d9cb-469f-a165-70867728950e, 1234567, www.example.org, (2) rivers, World"
    assert facts(meta("keywords", ids) + meta("article:section", "World")).tags == ("rivers",)


def test_dates_come_from_the_head_before_the_print() -> None:
    head = meta("article:published_time", "2024-03-05T10:00:00+09:00") + meta("article:modified_time", "2024-03-07")
    assert facts(head, "<p>1 January 2020</p>").published == "2024-03-05T10:00:00+09:00"
    assert facts(head).modified == "2024-03-07"
    assert facts("", "<p>5 March 2024</p>").published == "2024-03-05"
    assert facts("", '<time datetime="2024-03-05T10:00:00+09:00">today</time>').published == "2024-03-05T10:00:00+09:00"
    assert facts(meta("article:published_time", "soon")).published is None


def test_language_site_and_kind_are_as_declared() -> None:
    found = facts(meta("og:locale", "en_US") + meta("og:site_name", "Example Post") + meta("og:type", "website"))
    assert (found.language, found.site_name, found.kind) == ("en", "Example Post", "website")
    assert facts(meta("og:locale", "x")).language is None


def test_the_outlet_is_the_publisher_the_site_or_what_follows_the_headline() -> None:
    graph = (
        '<script type="application/ld+json">{"@graph": [{"@type": "NewsArticle", "headline": "River treaty signed",'
        ' "publisher": {"@id": "#org"}}, {"@type": "Organization", "@id": "#org", "name": "Example Post"}]}</script>'
    )
    assert facts(graph + meta("og:site_name", "Our Site")).site_name == "Example Post"
    assert facts("<title>River treaty signed at last | World | Example Post</title>").site_name == "Example Post"
    assert facts("<title>River treaty signed at last</title>").site_name is None


def test_of_several_names_the_one_in_the_address_is_the_outlets() -> None:
    names = meta("og:site_name", "Example") + meta("application-name", "News made easy")
    assert facts(meta("og:site_name", "News made easy") + meta("application-name", "Example")).site_name == "Example"
    assert facts(names, url="https://news.invalid/a-b").site_name == "Example"


def test_a_list_of_sections_gives_its_first() -> None:
    assert facts(meta("article:section", "World, Africa")).section == "World"
