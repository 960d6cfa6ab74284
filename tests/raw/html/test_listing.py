"""Pages that list stories, told from pages of one story."""

import json

import pytest

from assets.raw.html.page import read_html

STORY = "The ministers of the two countries met in the capital on Monday to discuss the border, officials said. "


def kind(body: str, head: str = "") -> str | None:
    return read_html(f"<html><head>{head}</head><body>{body}</body></html>", "https://example.org/world").metadata.kind


def teaser(number: int, heading: str = "h3") -> str:
    link = f"<a href='/story-{number}'>Ministers of country {number} meet again</a>"
    return f"<div><{heading}>{link}</{heading}><time>March {number}, 2024</time><p>{number} {STORY}</p></div>"


@pytest.mark.parametrize("heading", ["h2", "h3", "h4"])
def test_teasers_below_linked_headlines_are_a_listing(heading: str) -> None:
    teasers = "".join(teaser(number, heading) for number in range(1, 12))
    assert kind(f"<h1>World</h1>{teasers}") == "listing"
    assert kind(f"<main>{teasers}</main>", '<meta property="og:type" content="article">') == "listing"


def test_a_declared_list_is_one() -> None:
    script = f'<script type="application/ld+json">{json.dumps({"@type": "CollectionPage", "name": "World"})}</script>'
    assert kind(f"<p>{STORY}</p>", script) == "listing"


def test_a_story_with_related_stories_is_no_listing() -> None:
    story = "".join(f"<p>{number} {STORY * 2}</p>" for number in range(8))
    related = "".join(teaser(number) for number in range(1, 5))
    assert kind(f"<article><h1>Ministers meet</h1>{story}</article><aside>{related}</aside>") is None


def test_a_story_with_crossheads_and_links_is_no_listing() -> None:
    parts = "".join(f"<h2>Part {n} of the talks</h2><p>{n} {STORY} <a href=x>More</a></p>" for n in range(6))
    links = "<h3><a href=x>One other story here</a></h3>"
    assert kind(f"<article><h1>Ministers meet</h1>{parts}{links}<p>{STORY}</p></article>") is None
