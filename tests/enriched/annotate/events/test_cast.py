"""Who and what an article can tell acts of."""

from collections.abc import Callable

from assets.enriched.annotate.events.words import TYPES, Article

ReadArticle = Callable[..., Article]
PAIR = "Norwegian Defence Minister Kari Lund met her Danish counterpart, Jens Holm, in Oslo. The two ministers signed."


def test_a_reference_to_two_stands_for_each_of_them(read_article: ReadArticle) -> None:
    article = read_article(PAIR)
    links = {member.name: {span.link for span in member.spans} for member in article.cast}
    assert "group" in links["Kari Lund"]
    assert "group" in links["Jens Holm"]


def test_a_ministry_stands_for_its_country(read_article: ReadArticle) -> None:
    article = read_article("The Japanese Defense Ministry protested to China.")
    countries = {member.country for member in article.cast if member.kind == "country"}
    assert {"JPN", "CHN"} <= countries
    assert not any("Ministry" in member.name for member in article.cast)


def test_a_ship_stands_for_its_country(read_article: ReadArticle) -> None:
    article = read_article("The frigate HMS Lancaster followed the vessel on Sunday.")
    assert [member.country for member in article.cast if member.kind == "country"] == ["GBR"]


def test_every_place_where_a_member_is_named_is_kept(read_article: ReadArticle) -> None:
    article = read_article("Kari Lund flew to Riga. Lund spoke there. She left on Friday.")
    (person,) = (member for member in article.cast if member.kind == "person")
    assert [article.words[span.root] for span in person.spans][:2] == ["Lund", "Lund"]


def test_words_know_what_they_are_part_of(read_article: ReadArticle) -> None:
    article = read_article("Kari Lund met Jens Holm on 3 May 2019.")
    marked = {word: TYPES[kind] for word, kind in zip(article.words, article.types, strict=True)}
    assert (marked["Lund"], marked["May"], marked["met"]) == ("person", "time", "none")


def test_a_text_without_words_has_no_cast(read_article: ReadArticle) -> None:
    assert read_article("   ").cast == []
