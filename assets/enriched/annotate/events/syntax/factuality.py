"""Hard constraints on factuality: what is negated or called off did not happen, what "may" be is only thought of, what
is told to have been after is so, and what is only asked for or failed to be done is no act.

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
    """The status ("denied", "hypothetical", "happened") to which its clause binds a trigger; None where it is free."""
    below = children(article).get(trigger, [])
    if article.dep[trigger] == "pobj" and article.words[article.head[trigger]].lower() in _words()["presupposing"]:
        return "happened"
    if any(article.dep[word] == "neg" for word in below) or _is_called_off(article, trigger):
        return "denied"
    if any(article.dep[word] == "aux" and article.lemma[word] in _words()["possible"] for word in below):
        return "hypothetical"
    return None


def untold(article: Article, trigger: int) -> bool:
    """Whether the syntax makes a trigger tell no act: what is asked for, promised, tried, refused or failed
    to be done, what is undone ("lifted the ban"), what would have been ("had they met"), and what a bystander does."""
    if article.lemma[trigger] in _words()["wordy"]:
        return True
    head, dep = article.head[trigger], article.dep[trigger]
    below = children(article).get(trigger, [])
    if any(article.dep[word] == "aux" and article.words[word] == "Had" and word < trigger for word in below):
        return True
    if any(article.dep[word] == "nsubj" and word in article.bystanders for word in below):
        return True
    if dep in {"dobj", "nsubjpass"} and article.lemma[head] in _words()["undoing"]:
        return True
    if dep == "pobj" and article.words[head].lower() == "for":
        return article.lemma[article.head[head]] in _words()["asking_for"]
    infinitive = any(article.dep[word] == "aux" and article.words[word].lower() == "to" for word in below)
    if not infinitive or dep not in {"xcomp", "ccomp", "advcl"} or article.lemma[head] not in _words()["unasserting"]:
        return False
    beside = _words()["beside"].get(article.lemma[head])
    return beside is None or any(article.words[word].lower() in beside for word in children(article).get(head, []))


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
