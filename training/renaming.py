"""The same article with other people and other countries: what the network learns should not hang on who it was.

Here belongs putting other words for names of persons, single-word names of countries, their adjectives and capitals.
One word becomes the same other word wherever it stands, so that an article stays one story; targets and candidates do
not change. (Swapping entities against learning names by heart: e.g. Dai and Adel 2020, "mention replacement".)
"""

import random
from collections.abc import Sequence
from copy import copy

from assets.enriched.annotate.events.pieces import Pieces, pieces_of
from assets.enriched.annotate.events.words import TYPES, Article
from assets.knowledge import countries

SHARE = 0.5  # of the documents of an epoch are renamed
PERSON = TYPES.index("person")
PLACES = frozenset(TYPES.index(name) for name in ("country", "nationality", "place"))


def name_words(articles: Sequence[Article]) -> list[str]:
    """Every word of a person's name in the articles, as written, in order of the alphabet."""
    found = {
        word for article in articles for word, kind in zip(article.words, article.types, strict=True) if kind == PERSON
    }
    return sorted(word for word in found if word[:1].isupper() and word.isalpha() and len(word) > 2)


def renamed(article: Article, names: Sequence[str], chance: random.Random) -> Pieces:
    """The pieces of an article in which every name of a person is another of `names`, and countries are exchanged."""
    states = _exchange(chance)
    people: dict[str, str] = {}
    words = []
    for word, kind in zip(article.words, article.types, strict=True):
        if kind == PERSON and word[:1].isupper() and len(word) > 2:
            words.append(people.setdefault(word, chance.choice(names)))
        elif kind in PLACES:
            words.append(states.get(word, word))
        else:
            words.append(word)
    other = copy(article)
    other.words = words
    return pieces_of(other)


def _exchange(chance: random.Random) -> dict[str, str]:
    """For the names, adjectives and capitals of every country those of another, chosen anew at each call."""
    ones = [c for c in countries.countries() if c.capital and c.demonyms]
    others = chance.sample(ones, len(ones))
    put: dict[str, str] = {}
    for one, other in zip(ones, others, strict=True):
        put[one.name] = other.name
        put[one.capital or ""] = other.capital or ""
        put.update({word: other.demonyms[min(at, len(other.demonyms) - 1)] for at, word in enumerate(one.demonyms[:2])})
    return put
