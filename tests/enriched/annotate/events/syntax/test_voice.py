"""What the grammar of a clause settles about who acts, and what it makes of "called on"."""

from collections.abc import Callable, Iterable

import pytest

from assets.enriched.annotate.events.syntax.voice import is_courtesy_call, recast, voice
from assets.enriched.annotate.events.words import Article

ReadArticle = Callable[..., Article]


def printed(article: Article, words: Iterable[int]) -> set[str]:
    return {article.words[word] for word in words}


@pytest.mark.parametrize(
    ("text", "trigger", "doers", "others"),
    [
        ("Brazil was urged by Peru to stop its patrols.", "urged", {"Peru"}, {"Brazil"}),
        ("Brazil and Chile were condemned by Peru and Bolivia.", "condemned", {"Peru", "Bolivia"}, {"Brazil", "Chile"}),
        ("Brazil urged Peru to stop its patrols.", "urged", set(), set()),
        ("Brazil was urged to stop its patrols.", "urged", set(), set()),
        ("Kenya won assurances from Hungary on Friday.", "assurances", {"Hungary"}, {"Kenya"}),
        ("Kenya received aid from Norway.", "aid", {"Norway"}, {"Kenya"}),
        ("Kenya received aid.", "aid", set(), set()),
        ("Kenya withdrew aid from Norway.", "aid", set(), set()),
        ("Kenya has taken delivery of the batteries.", "delivery", set(), {"Kenya"}),
        ("Kenya has taken action.", "action", set(), set()),
    ],
)
def test_who_acts_is_settled(
    read_article: ReadArticle, text: str, trigger: str, doers: set[str], others: set[str]
) -> None:
    article = read_article(text)
    told = voice(article, article.words.index(trigger))
    assert (printed(article, told.doers), printed(article, told.others)) == (doers, others)


@pytest.mark.parametrize(
    ("text", "brokers"),
    [
        ("Qatar brokered talks between Kenya and Chad.", {"Qatar"}),
        ("The talks were brokered by Qatar and Oman.", {"Qatar", "Oman"}),
        ("Qatar joined talks between Kenya and Chad.", set()),
    ],
)
def test_who_brokers_talks_is_settled(read_article: ReadArticle, text: str, brokers: set[str]) -> None:
    article = read_article(text)
    assert printed(article, voice(article, article.words.index("talks")).brokers) == brokers


@pytest.mark.parametrize(
    ("text", "met"),
    [
        ("The minister called on President Daniel Mwangi on Tuesday.", True),
        ("The minister called on President Daniel Mwangi to resign.", False),
        ("The minister called President Daniel Mwangi on Tuesday.", False),
        ("The minister called on Tuesday.", False),
    ],
)
def test_whoever_is_called_on_without_being_asked_for_anything_is_met(
    read_article: ReadArticle, text: str, met: bool
) -> None:
    article = read_article(text)
    assert is_courtesy_call(article, article.words.index("called")) is met


@pytest.mark.parametrize(
    ("text", "trigger", "taken_for", "kind"),
    [
        ("Korea handed over the first tanks to Poland.", "handed", "concession", "military_aid"),
        ("Korea handed over the bodies to Poland.", "handed", "concession", "concession"),
        ("The minister called on President Daniel Mwangi.", "called", "appeal", "meeting"),
        ("The minister called on President Daniel Mwangi to resign.", "called", "appeal", "appeal"),
    ],
)
def test_arguments_recast_a_kind(read_article: ReadArticle, text: str, trigger: str, taken_for: str, kind: str) -> None:
    article = read_article(text)
    assert recast(article, article.words.index(trigger), taken_for) == kind
