"""What the grammar leaves of what the network says."""

from collections.abc import Callable

import numpy as np
import pytest

from assets.enriched.annotate.events.binding import bind
from assets.enriched.annotate.events.readings import KINDS, ROLES, Reading, Readings
from assets.enriched.annotate.events.words import Article

ReadArticle = Callable[..., Article]


def said(article: Article, word: str, kind: str, roles: dict[str, str]) -> Reading:
    """A mention of which the network says a kind, and roles by name, with a probability of 0.6 each."""
    kinds = np.zeros(1 + len(KINDS), dtype=np.float32)
    kinds[1 + KINDS.index(kind)] = 1.0
    told = {}
    for member, role in roles.items():
        chances = np.zeros(1 + len(ROLES), dtype=np.float32)
        chances[[0, 1 + ROLES.index(role)]] = 0.4, 0.6
        told[[m.name for m in article.cast].index(member)] = chances
    return Reading(article.words.index(word), kinds, np.array([1, 0, 0, 0], dtype=np.float32), 0.5, told)


def likeliest(article: Article, mention: Reading) -> dict[str, str]:
    """The role that is likeliest for each member that rather takes part than not."""
    return {
        article.cast[member].name: ROLES[int(chances[1:].argmax())]
        for member, chances in mention.roles.items()
        if chances[0] < 0.5
    }


def test_the_agent_of_a_passive_acts_on_its_subject(read_article: ReadArticle) -> None:
    article = read_article("Brazil was urged by Peru to stop its patrols.")
    mention = said(article, "urged", "appeal", {"Brazil": "actor", "Peru": "recipient"})
    [bound] = bind(article, Readings([mention], {})).mentions
    assert likeliest(article, bound) == {"Brazil": "recipient", "Peru": "actor"}
    assert likeliest(article, mention) == {"Brazil": "actor", "Peru": "recipient"}  # what was said stays as it was


def test_who_met_is_who_the_clause_says(read_article: ReadArticle) -> None:
    article = read_article("Kenya hosted Chad on Monday.\nKenya met Oman on Friday.")
    mention = said(article, "met", "meeting", {"Kenya": "actor", "Chad": "actor", "Oman": "actor"})
    [bound] = bind(article, Readings([mention], {})).mentions
    assert likeliest(article, bound) == {"Kenya": "actor", "Oman": "actor"}


@pytest.mark.parametrize(("second", "likeness"), [("Kenya spoke with Oman.", 0.0), ("Kenya spoke with Chad.", 0.9)])
def test_encounters_of_others_are_not_one(read_article: ReadArticle, second: str, likeness: float) -> None:
    article = read_article(f"Kenya met Chad.\n{second}")
    names = {m.name: "actor" for m in article.cast}
    mentions = [said(article, "met", "meeting", names), said(article, "spoke", "meeting", names)]
    assert bind(article, Readings(mentions, {(0, 1): 0.9})).same == {(0, 1): likeness}


def test_what_is_only_asked_for_is_left_out(read_article: ReadArticle) -> None:
    article = read_article("Mali asked Chad to release the pilots.\nOman freed others.")
    mentions = [
        said(article, "asked", "appeal", {"Mali": "actor"}),
        said(article, "release", "concession", {"Chad": "actor"}),
        said(article, "freed", "concession", {"Oman": "actor"}),
    ]
    bound = bind(article, Readings(mentions, {(0, 1): 0.1, (0, 2): 0.2, (1, 2): 0.3}))
    assert [article.words[mention.word] for mention in bound.mentions] == ["asked", "freed"]
    assert bound.same == {(0, 1): 0.2}
