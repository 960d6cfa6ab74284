"""Hard constraints on arguments: whom the grammar of a clause makes the doer of what a trigger tells, whom the broker,
and who met; and what the arguments make of the trigger ("called on the president").

Here belong the passive ("X was urged by Y"), what is had from others ("X won assurances from Y"), brokers ("talks that
X brokered") and both sides of an encounter, by the words of `events/voice.yaml`. Every other role is the network's to
say.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from assets.enriched.annotate.events.syntax.clauses import children
from assets.enriched.annotate.events.words import TYPES, Article
from assets.reference import read_yaml

ALIKE = frozenset({"conj", "appos"})
COMPLEMENTS = frozenset({"xcomp", "ccomp", "advcl", "relcl", "acl"})
PEOPLE = frozenset(TYPES.index(kind) for kind in ("person", "office", "referent", "group"))


@dataclass(frozen=True, slots=True)
class Voice:
    """Words that head those who act, those with whom it is done, and those who brought the sides together."""

    doers: frozenset[int]
    others: frozenset[int]
    brokers: frozenset[int]


@cache
def _words() -> dict[str, Any]:
    held: dict[str, Any] = read_yaml("events/voice")
    return held


def voice(article: Article, trigger: int) -> Voice:
    """What the clause of a trigger settles; nothing where its grammar is of another make."""
    doers, others = _passive(article, trigger)
    if not doers:
        doers, others = _had_from(article, trigger)
    return Voice(doers, others, _brokers(article, trigger))


def met(article: Article, trigger: int) -> tuple[frozenset[int], frozenset[int]]:
    """The heads of both sides of an encounter: the subject of its clause, and whom it is with ("A held talks with B").

    Nothing for a noun that no verb carries.
    """
    verb = trigger if article.pos[trigger] == "VERB" else _carrying(article, trigger)
    if verb is None:
        return frozenset(), frozenset()
    below = children(article)
    others = set(_heads(article, trigger, "dobj")) if verb == trigger else set()
    for at in {verb, trigger}:
        for word in below.get(at, ()):
            if article.words[word].lower() == "with":
                others.update(_heads(article, word, "pobj"))
    return frozenset(_heads(article, verb, "nsubj")), frozenset(others)


def _carrying(article: Article, noun: int) -> int | None:
    """The verb of which a noun is the object, or which has it behind a preposition: "sat down to talks"."""
    head = article.head[noun]
    above = article.head[head]
    if article.dep[noun] in {"dobj", "nsubjpass"}:
        return head
    return above if article.dep[noun] == "pobj" and article.pos[above] == "VERB" else None


def recast(article: Article, trigger: int, name: str) -> str:
    """The kind that the arguments of a trigger make of what the network takes for another."""
    if name in {"call", "appeal"} and is_courtesy_call(article, trigger):
        return "meeting"
    return "military_aid" if name in {"concession", "aid"} and _hands_over_arms(article, trigger) else name


def _hands_over_arms(article: Article, trigger: int) -> bool:
    """Whether a trigger gives weapons to somebody: "handed over the first tanks to Poland"."""
    objects = _heads(article, trigger, "dobj")
    return article.lemma[trigger] in _words()["giving"] and any(article.lemma[w] in _words()["arms"] for w in objects)


def is_courtesy_call(article: Article, trigger: int) -> bool:
    """Whether a trigger is "called on" somebody of whom nothing is asked: then he was met.

    In the labels 17 of 17 are encounters; of those with an infinitive or a clause behind them, 43 of 47 are appeals.
    """
    below = children(article)
    if article.lemma[trigger] != "call" or any(article.dep[w] in COMPLEMENTS for w in below.get(trigger, ())):
        return False
    on = [word for word in below.get(trigger, ()) if article.words[word].lower() in {"on", "upon"}]
    whom = [word for preposition in on for word in below.get(preposition, ()) if article.types[word] in PEOPLE]
    return bool(whom) and not any(article.dep[w] in COMPLEMENTS for word in whom for w in below.get(word, ()))


def _passive(article: Article, trigger: int) -> tuple[frozenset[int], frozenset[int]]:
    """The agent of a passive trigger, and its subject."""
    doers = frozenset(_agents(article, trigger))
    return doers, frozenset(_heads(article, trigger, "nsubjpass")) if doers else frozenset()


def _had_from(article: Article, trigger: int) -> tuple[frozenset[int], frozenset[int]]:
    """From whom somebody has what the trigger names, and who has it: "X received aid from Y", "X took delivery"."""
    verb = article.head[trigger]
    named = _words()["had"].get(article.lemma[verb], [])
    if article.dep[trigger] != "dobj" or (article.lemma[verb] not in _words()["had"]):
        return frozenset(), frozenset()
    if named and article.lemma[trigger] not in named:
        return frozenset(), frozenset()
    below = children(article)
    sources = [c for at in (verb, trigger) for c in below.get(at, ()) if article.words[c].lower() == "from"]
    givers = frozenset(word for source in sources for word in _heads(article, source, "pobj"))
    takers = frozenset(_heads(article, verb, "nsubj"))
    return givers, takers if givers or named else frozenset()


def _brokers(article: Article, trigger: int) -> frozenset[int]:
    """Who brokered what the trigger names, as the subject or the agent of the verb that says so."""
    below = children(article)
    verbs = [word for word in (article.head[trigger], *below.get(trigger, ())) if _brokering(article, word)]
    found = {word for verb in verbs for word in (*_heads(article, verb, "nsubj"), *_agents(article, verb))}
    return frozenset(found - {trigger})


def _brokering(article: Article, word: int) -> bool:
    return article.lemma[word] in _words()["brokering"] and article.dep[word] != "amod"


def _agents(article: Article, verb: int) -> Iterator[int]:
    for word in children(article).get(verb, ()):
        if article.dep[word] == "agent":
            yield from _heads(article, word, "pobj")


def _heads(article: Article, above: int, dep: str) -> Iterator[int]:
    """The words that hang on another in this way, with those put beside them ("A, B and C")."""
    for word in children(article).get(above, ()):
        if article.dep[word] == dep:
            waiting = [word]
            while waiting:
                at = waiting.pop()
                yield at
                waiting += [c for c in children(article).get(at, ()) if article.dep[c] in ALIKE]
