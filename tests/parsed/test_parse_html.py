"""HTML documents become records; supplied fields come before the page's own; what is no article is turned away."""

import datetime as dt
import json
from typing import Any

import pytest

from assets.parsed.parse_html import parse_page
from assets.parsed.records import Parsed
from assets.raw.decoding import Decoded
from assets.raw.readers.documents import html_document
from assets.raw.records import RawDocument, Supplied

PARAGRAPHS = (
    "NAIROBI, March 5 (Reuters) - The defence ministers of the two neighbours met in Nairobi on Tuesday for talks on"
    " the patrols along their border.",
    "They agreed to set up a joint office in the border town, a statement said after the meeting at the ministry.",
    "Both countries had closed the crossing in January after shots were fired there, and trade came to a halt.",
)
LD = {
    "@type": "NewsArticle",
    "headline": "Ministers agree on joint border office",
    "datePublished": "2024-03-05T21:30:00+03:00",
    "author": {"@type": "Person", "name": "Ann Example"},
    "articleSection": "Africa",
    "keywords": "borders, patrols",
    "publisher": {"@type": "Organization", "name": "The Daily Example"},
}
URL = "https://www.example.org/africa/joint-border-office-2024"


def page(body: str, head: str = "", **supplied: Any) -> Parsed:
    html = f"<html lang=en><head>{head}</head><body>{body}</body></html>"
    document = html_document("a.html", html.encode(), Decoded(html, "utf-8"), Supplied(**supplied))
    parsed = parse_page(document)
    check_segments(document, parsed)
    return parsed


def check_segments(document: RawDocument, parsed: Parsed) -> None:
    at = 0
    for segment in parsed.segments:
        assert at <= segment.start < segment.end <= len(document.raw_text)
        assert not document.raw_text[at : segment.start].strip()
        at = segment.end
    assert not document.raw_text[at:].strip()


def article(**supplied: Any) -> Parsed:
    body = f"<h1>{LD['headline']}</h1>" + "".join(f"<p>{text}</p>" for text in PARAGRAPHS)
    title = f"<title>{LD['headline']} | The Daily Example</title>"
    head = f'{title}<script type="application/ld+json">{json.dumps(LD)}</script>'
    return page(f"<nav>Home</nav><article>{body}</article><footer>© 2024</footer>", head, **supplied)


def test_the_record_is_made_of_head_and_blocks() -> None:
    parsed = article(url=URL)
    record = parsed.article
    assert parsed.issues == []
    assert (record.title, record.byline) == (LD["headline"], ["Ann Example"])
    assert (record.section, record.tags, record.language) == ("Africa", ["borders", "patrols"], "en")
    assert (record.url, record.domain) == (URL, "example.org")
    assert record.body.split("\n\n")[1:] == list(PARAGRAPHS[1:])
    assert (record.published.on, record.published.method) == (dt.date(2024, 3, 5), "metadata")
    assert record.published.at == dt.datetime(2024, 3, 5, 18, 30, tzinfo=dt.UTC)


def test_the_dateline_is_cut_from_the_first_paragraph() -> None:
    parsed = article()
    record = parsed.article
    assert record.dateline is not None
    assert (record.dateline.place, record.dateline.country, record.dateline.date) == ("NAIROBI", "KEN", "--03-05")
    assert record.agency == "Reuters"
    assert record.body.startswith("The defence ministers")
    assert record.lead == record.body.split("\n\n")[0]
    assert [s.role for s in parsed.segments if s.role in {"dateline", "paragraph"}] == ["dateline"] + ["paragraph"] * 3


def test_supplied_fields_win() -> None:
    supplied = {"title": "Own title", "outlet": "Own outlet", "published": "2024-03-04", "language": "en", "url": URL}
    record = article(**supplied).article
    assert (record.title, record.outlet, record.url) == ("Own title", "Own outlet", URL)
    assert (record.published.on, record.published.method) == (dt.date(2024, 3, 4), "supplied")


@pytest.mark.parametrize("url", ["http://[bad", "mailto:x", "//", ""])
def test_an_address_that_is_none_does_no_harm(url: str) -> None:
    assert article(url=url).article.title == LD["headline"]


def test_a_front_page_is_no_article() -> None:
    teasers = "".join(
        f"<div><h2><a href='/{n}'>Story number {n} of the day</a></h2><p>The first words of story {n}.</p></div>"
        for n in range(30)
    )
    parsed = page(teasers, "<title>The Daily Example</title>", url="https://www.example.org/")
    assert [i.rule for i in parsed.issues if i.quarantine] == ["index_page"]


def test_a_list_of_stories_is_no_article_even_where_its_teasers_break_off() -> None:
    teasers = "".join(
        f"<div><h3><a href='/{n}'>Story number {n} of the day</a></h3><p>{n} {PARAGRAPHS[1][:80]}</p></div>"
        for n in range(20)
    )
    parsed = page(f"<h1>Nairobi</h1>{teasers}", "<title>Nairobi</title>", url="https://www.example.org/tag/nairobi")
    assert [i.rule for i in parsed.issues if i.quarantine] == ["index_page"]


@pytest.mark.parametrize(
    ("body", "rule"),
    [
        ("<h1>404</h1><p>Page not found. The page you are looking for does not exist.</p>", "error_page"),
        (
            "<p>We use cookies to improve your experience. Accept all cookies or manage your settings.</p>",
            "cookie_wall",
        ),
    ],
)
def test_pages_without_a_story_are_turned_away(body: str, rule: str) -> None:
    assert [i.rule for i in page(body, url=URL).issues if i.quarantine] == [rule]


def test_a_short_article_is_kept() -> None:
    parsed = page(f"<h1>Border office agreed</h1><p>{PARAGRAPHS[1]}</p>", url=URL)
    assert [i for i in parsed.issues if i.quarantine] == []
    assert parsed.article.body == PARAGRAPHS[1]


def test_another_language_is_turned_away() -> None:
    text = "Die Verteidigungsminister der beiden Nachbarn haben sich getroffen und über die Grenze gesprochen. "
    parsed = page(f"<article><p>{text * 3}</p></article>", url=URL)
    assert [i.rule for i in parsed.issues if i.quarantine] == ["not_english"]
