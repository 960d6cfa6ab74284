"""Hard constraints on factuality: what is negated or called off did not happen, what "may" be is only thought of.

Here belongs the syntax of a trigger alone, by the words of `events/factuality.yaml`. All other factuality is the
network's to say.
"""

from functools import cache
from typing import Any

from assets.enriched.annotate.events.syntax.clauses import children
from assets.enriched.annotate.events.words import Article
from assets.enriched.annotate.records import EventStatus
from assets.reference import read_yaml


@cache
def _words() -> dict[str, Any]:
    held: dict[str, Any] = read_yaml("events/factuality")
    return held


def bound(article: Article, trigger: int) -> EventStatus | None:
    """The status to which its clause binds a trigger ("denied", "hypothetical"), or None where it is free."""
    below = children(article).get(trigger, [])
    if any(article.dep[word] == "neg" for word in below) or _is_called_off(article, trigger):
        return "denied"
    if any(article.dep[word] == "aux" and article.lemma[word] in _words()["possible"] for word in below):
        return "hypothetical"
    return None


def _is_called_off(article: Article, trigger: int) -> bool:
    verb = trigger if article.lemma[trigger] in _words()["denying"] else article.head[trigger]
    if article.lemma[verb] not in _words()["denying"]:
        return False
    if verb != trigger and article.dep[trigger] not in {"dobj", "nsubjpass"}:
        return False
    particle = _words()["particles"].get(article.lemma[verb])
    below = children(article).get(verb, [])
    if any(article.dep[word] == "neg" for word in below):
        return False
    return particle is None or any(article.words[word].lower() == particle for word in below)
