"""The mending of an article's lines by where they stand."""

import lxml.html  # type: ignore[import-untyped]
import pytest

from assets.raw.html.content_repair import container, is_boilerplate, mended
from assets.raw.html.visible_text import Line, visible_lines

ONE = "The commission met in the capital on Monday and agreed on a plan for the harbour."
TWO = "Its members will come together again in autumn, when the first cranes are to arrive."
THREE = "The port was closed for two years after the storm had broken its outer wall."


def lines(html: str) -> list[Line]:
    return visible_lines(lxml.html.document_fromstring(html))


def kept(html: str, *chosen: str) -> list[str]:
    found = lines(html)
    inside = mended(found, [line.text in chosen for line in found])
    return [line.text for line, belongs in zip(found, inside, strict=True) if belongs]


def test_a_passed_over_paragraph_is_added() -> None:
    html = f"<div><p>{ONE}</p><p>{TWO}</p><p>{THREE}</p></div><p>{ONE}!</p>"
    assert kept(html, ONE, THREE) == [ONE, TWO, THREE]
    assert kept(html, ONE, TWO) == [ONE, TWO, THREE]


def test_wrapped_paragraphs_are_known_by_their_markup() -> None:
    html = "".join(f"<div class='block'><div class='text'>{text}</div></div>" for text in (ONE, TWO, THREE))
    assert kept(f"<main>{html}</main>", ONE, THREE) == [ONE, TWO, THREE]


@pytest.mark.parametrize(
    "boilerplate",
    [
        "<p>Read more: the harbour in pictures</p>",
        "<p><a href=x>The harbour and its long history</a></p>",
        "<div class='newsletter-box'><p>Our best stories, every morning.</p></div>",
        "<figure><figcaption>The harbour in March.</figcaption></figure>",
        "<p>ADVERTISEMENT</p>",
        "<h1>Harbour plan agreed</h1>",
    ],
)
def test_boilerplate_among_the_paragraphs_is_dropped(boilerplate: str) -> None:
    html = f"<div><p>{ONE}</p>{boilerplate}<p>{TWO}</p></div>"
    assert kept(html, *[line.text for line in lines(html)]) == [ONE, TWO]


def test_what_follows_outside_the_container_is_dropped_and_what_precedes_is_not() -> None:
    long = " ".join([TWO] * 15)
    html = f"<p>{THREE}</p><div><p>{ONE}</p><p>{long}</p></div><h3>Also here</h3><p>{THREE}!</p>"
    assert kept(html, *[line.text for line in lines(html)]) == [THREE, ONE, long]


def test_class_names_of_the_body_itself_do_not_empty_it() -> None:
    html = f"<body><div class='share'><p>{ONE}</p></div><div class='share'><p>{TWO}</p></div></body>"
    assert kept(html, ONE, TWO) == [ONE, TWO]


def test_a_boilerplate_name_around_the_body_does_not_shield_the_boilerplate_in_it() -> None:
    teasers = f"<div class='card'><p>{THREE}</p></div>"
    html = f"<body><div class='promo'><p>{ONE}</p><p>{TWO}</p>{teasers}<p>{ONE} {TWO}</p></div></body>"
    assert kept(html, *[line.text for line in lines(html)]) == [ONE, TWO, f"{ONE} {TWO}"]


def test_slugs_that_hold_a_boilerplate_word_are_no_furniture() -> None:
    (line, _) = lines(f"<div><p class='actor-promoted-film'>{ONE}</p><p>{TWO}</p></div>")
    assert not is_boilerplate(line, set())


def test_without_a_choice_the_pages_prose_is_taken() -> None:
    html = f"<ul><li>Home</li></ul><div><p>{ONE}</p><p>Short</p><p>{TWO}</p></div>"
    assert kept(html) == [ONE, TWO]
    assert kept("<p>Nothing here</p>") == []


def test_the_container_is_the_innermost_that_holds_most() -> None:
    found = lines(f"<main><section><p>{ONE}</p><p>{TWO}</p></section><p>Short tail.</p></main>")
    section = found[0].path[1]
    assert container(found, {0, 1, 2}) == section
