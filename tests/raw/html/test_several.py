"""Pages of several articles: each in its own element is one; a page of one article or of teasers is left whole."""

from assets.raw.html.page import parse_tree
from assets.raw.html.several import several

WORDS = "The envoys of the two islands met on Monday and talked for an hour about the buoys between them and more."


def article(title: str, paragraphs: int = 3, name: str = 'class="article"') -> str:
    return f"<div {name}><h1>{title}</h1>{f'<p>{title}. {WORDS}</p>' * paragraphs}</div>"


def parts(body: str) -> list[str]:
    tree = parse_tree(f"<html><head><title>Page</title></head><body>{body}</body></html>")
    assert tree is not None
    return several(tree)


def test_every_article_of_a_page_is_a_page() -> None:
    first, second = parts(article("One", name='id="article-1"') + article("Two", name='id="article-2"') + "<p>Foot</p>")
    assert "Two" not in first
    assert "<title>" in first
    assert "One" not in second
    assert "<title>" not in second
    assert "Foot" in first


def test_a_page_without_any_element_has_none() -> None:
    assert several(None) == []


def test_one_article_and_teasers_are_left_whole() -> None:
    assert parts(article("One")) == []
    assert parts(article("One") + article("Two", paragraphs=1)) == []
    assert parts(article("One") + article("Two", name='class="teaser"')) == []
    assert parts("<h1>The Quay Gazette</h1>" + article("One") + article("Two")) == []
    assert parts(f'<div class="main">{article("One")}</div>{article("Two")}') == []
