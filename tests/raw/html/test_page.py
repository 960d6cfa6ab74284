"""Whole pages: raw text, metadata and blocks of what publishers' pages look like."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assets.raw.bounds import Refused
from assets.raw.html.page import HtmlPage, read_html

FIRST = "The foreign ministers of the two neighbours signed a treaty on the use of the border river on Tuesday."
SECOND = "Both sides had argued for years over a dam that was begun without the other's consent, officials said."
THIRD = "The treaty enters into force once both parliaments have agreed, which is expected before the summer."
LD = {
    "@type": "NewsArticle",
    "headline": "Neighbours sign river treaty",
    "datePublished": "2024-03-06T03:10:00Z",
    "dateModified": "2024-03-06T05:00:00Z",
    "author": [{"@type": "Person", "name": "Ann Example"}],
    "articleSection": "World",
    "keywords": ["rivers", "treaties"],
    "publisher": {"@type": "Organization", "name": "The Daily Example"},
}
PAGE = f"""<!DOCTYPE html><html lang="en-GB"><head><title>Neighbours sign river treaty | The Daily Example</title>
<meta property="og:title" content="Neighbours sign river treaty"><meta name="description" content="A dispute ends.">
<link rel="canonical" href="/world/river-treaty-2024">
<script type="application/ld+json">{json.dumps(LD)}</script></head><body>
<nav><ul><li><a href="/">Home</a></li><li><a href="/world">World</a></li></ul></nav>
<main><article><h1>Neighbours sign river treaty</h1>
<header class="standfirst">A dispute of years ends with a handshake on the bridge.</header>
<div class="byline">By <a href="/ann">Ann Example</a></div>
<div class="date">Updated 5 March 2024, 23:00</div>
<time datetime="2024-03-05T22:10:00-05:00">5 March 2024, 22:10 EST</time>
<figure><img src="a.jpg"><figcaption>The ministers on the bridge on Tuesday.</figcaption></figure>
<div class="story"><p>{FIRST}</p><p>{SECOND}</p><p>Read more: <a href="/dam">The dam</a></p><p>{THIRD}</p></div>
<ul class="topics"><li><a href="/t/rivers" rel="tag">rivers</a></li></ul></article></main>
<footer>© 2024 The Daily Example <p>Write to desk@example.org</p></footer><p hidden>Subscribe now to read on.</p>
</body></html>"""


@pytest.fixture(scope="module")
def page() -> HtmlPage:
    return read_html(PAGE, "https://www.example.org/world/river-treaty-2024?x=1")


def by_role(page: HtmlPage, role: str) -> list[str]:
    return [page.raw_text[b.start : b.end] for b in page.blocks if b.role == role]


def assert_blocks(page: HtmlPage) -> None:
    """Blocks stand in order, do not overlap, and hold every character that is not blank."""
    at = 0
    for block in page.blocks:
        assert at <= block.start < block.end <= len(page.raw_text)
        assert not page.raw_text[at : block.start].strip()
        assert page.raw_text[block.start : block.end].strip() == page.raw_text[block.start : block.end]
        at = block.end
    assert not page.raw_text[at:].strip()


def test_raw_text_is_the_title_then_the_visible_text(page: HtmlPage) -> None:
    assert page.raw_text.startswith("Neighbours sign river treaty\nHome\nWorld\n")
    assert "Subscribe now" not in page.raw_text
    assert_blocks(page)


def test_paragraphs_are_the_article_without_its_furniture(page: HtmlPage) -> None:
    assert by_role(page, "paragraph") == [FIRST, SECOND, THIRD]


@pytest.mark.parametrize(
    ("role", "text"),
    [
        ("title", "Neighbours sign river treaty"),
        ("duplicate", "Neighbours sign river treaty"),
        ("lead", "A dispute of years ends with a handshake on the bridge."),
        ("byline", "By Ann Example"),
        ("updated", "Updated 5 March 2024, 23:00"),
        ("published", "5 March 2024, 22:10 EST"),
        ("caption", "The ministers on the bridge on Tuesday."),
        ("tag", "rivers"),
        ("contact", "Write to desk@example.org"),
    ],
)
def test_lines_around_it_have_their_roles(page: HtmlPage, role: str, text: str) -> None:
    assert by_role(page, role) == [text]


def test_the_head_gives_the_facts(page: HtmlPage) -> None:
    facts = page.metadata
    assert (facts.title, facts.authors) == ("Neighbours sign river treaty", ("Ann Example",))
    assert (facts.section, facts.tags, facts.language) == ("World", ("rivers", "treaties"), "en")
    assert (facts.site_name, facts.kind) == ("The Daily Example", "article")
    assert facts.url == "https://www.example.org/world/river-treaty-2024"


def test_the_day_is_that_of_the_publishers_clock(page: HtmlPage) -> None:
    assert page.metadata.published == "2024-03-05T22:10:00-05:00"
    assert page.metadata.modified == "2024-03-06T05:00:00+00:00"


def test_a_page_without_head_is_read_by_what_it_prints() -> None:
    page = read_html(
        f"<body><h1>River treaty signed</h1><p>Posted on March 5, 2024</p><p>By Ann Example</p>"
        f"<p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p></body>"
    )
    assert (page.metadata.title, page.metadata.published) == ("River treaty signed", "2024-03-05")
    assert page.metadata.authors == ("Ann Example",)
    assert by_role(page, "paragraph")[-3:] == [FIRST, SECOND, THIRD]


def test_a_byline_without_by_is_no_paragraph() -> None:
    head = '<meta name="author" content="Ann Example, Bo Sample">'
    page = read_html(
        f"<html><head>{head}</head><body><h1>River treaty signed</h1>"
        f"<div><p>Ann Example and Bo Sample, Example Wire</p><p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p></div>"
    )
    assert by_role(page, "byline") == ["Ann Example and Bo Sample, Example Wire"]
    assert by_role(page, "paragraph") == [FIRST, SECOND, THIRD]


def test_dates_of_teasers_beside_the_headline_are_not_the_pages_own() -> None:
    teasers = "".join(f"<h5>Older story {n}</h5><p>{n} May 2019</p>" for n in range(1, 6))
    body = f"<h1>River treaty signed</h1><p>5 March 2024</p><aside>{teasers}</aside>"
    page = read_html(f"<body>{body}<main><p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p></main></body>")
    assert by_role(page, "published") == ["5 March 2024"]
    assert page.metadata.published == "2024-03-05"


def test_old_pages_part_paragraphs_by_breaks_or_blank_lines() -> None:
    breaks = read_html(f"<table><tr><td><font>{FIRST}<br><br>{SECOND}<br><br>{THIRD}</font></td></tr></table>")
    blanks = read_html(f"<pre>{FIRST}\n\n{SECOND}\n\n{THIRD}</pre>")
    assert by_role(breaks, "paragraph") == by_role(blanks, "paragraph") == [FIRST, SECOND, THIRD]


def test_an_empty_shell_has_no_text() -> None:
    for html in ("", "   ", "<html></html>", "<script>app()</script><div id=root></div>", "<!-- only -->"):
        assert read_html(html).raw_text == ""


def test_a_declared_encoding_does_not_matter_to_decoded_text() -> None:
    page = read_html('<?xml version="1.0" encoding="utf-16"?><html><body><p>Café Nord opened.</p></body></html>')
    assert "Café Nord opened." in page.raw_text


@pytest.mark.parametrize(
    "html",
    [
        "<div>" * 2000 + "<p>deep</p>",
        "<b><i>" * 1000 + "deep",
        "<p>" + "word " * 200_000,
        "<p>" + "x" * 1_000_000,
        "<title>" + "a - " * 200_000 + "</title><h1>" + "a " * 200_000 + "</h1>",
        '<meta name="author" content="' + "by " * 300_000 + '"><p>text</p>',
        '<meta property="article:published_time" content="9999-12-31T23:59:59-23:59"><p>text</p>',
        '<link rel="canonical" href="http://[bad"><p>text</p>',
        "<p>nul \x00 and \ud800 surrogate</p>",
        "<!--" * 10_000,
        "<p>same sentence of some length, again and again.</p>" * 3000,
    ],
    ids=range(11),
)
def test_hostile_pages_are_read_or_empty(html: str) -> None:
    page = read_html(html, "http://[bad")
    assert_blocks(page)
    page.raw_text.encode()


@pytest.mark.parametrize(
    "html", ["<div>" * 100_000 + "<p>deep</p>", "<b><i>" * 3000 + "deep", "<table><tr><td>" * 1000]
)
def test_a_page_that_could_not_be_read_to_its_end_is_no_page(html: str) -> None:
    with pytest.raises(Refused) as refused:
        read_html("<p>Ministers met in Paris.</p>" + html)
    assert refused.value.rule == "too_deep"


def test_a_page_may_be_nested_deep() -> None:
    page = read_html("<p>Ministers met in Paris.</p>" + "<div>" * 1500 + "<p>Far below.</p>")
    assert "Far below." in page.raw_text


TAGS = (
    "<p>|</p>|<div class='related'>|</div>|<a href='x'>|</a>|<h1>|</h1>|<script>|<li>|<br>|<td>|<title>|<time>|</html>"
)
BITS = [
    "<meta name='",
    "content='2024-01-01'>",
    "&#0;",
    "By Ann Example",
    "5 March 2024",
    FIRST,
    SECOND,
    '"',
    "'",
    "-->",
]
PIECES = st.lists(st.sampled_from([*TAGS.split("|"), *BITS]), max_size=40)


@settings(deadline=None)
@given(PIECES)
def test_blocks_cover_any_markup(pieces: list[str]) -> None:
    assert_blocks(read_html("".join(pieces), "https://example.org/a"))
