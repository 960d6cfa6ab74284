"""Holds the network to the grammar: what tells no act, roles that a clause settles, encounters that cannot be one.

Here belongs what the constraints of `syntax` do to probabilities. What a clause settles is said there; what is then
chosen, in `acts`.
"""

from collections.abc import Sequence, Set
from dataclasses import replace

import numpy as np

from assets.enriched.annotate.events import ontology
from assets.enriched.annotate.events.features import CONSULTATIONS
from assets.enriched.annotate.events.network import Array
from assets.enriched.annotate.events.readings import ROLES, Reading, Readings
from assets.enriched.annotate.events.syntax.factuality import untold
from assets.enriched.annotate.events.syntax.voice import met, voice
from assets.enriched.annotate.events.words import Article
from assets.enriched.annotate.records import ParticipantRole

ENCOUNTERS = CONSULTATIONS - {"visit"}
SIDES = frozenset({"person", "organisation", "country"})  # what a side of an encounter can be
BROKER = 0.9  # how surely whoever is told to have brokered an act takes part
NOTHING: Array = np.eye(1 + len(ROLES), dtype=np.float32)[0]


def bind(article: Article, readings: Readings) -> Readings:
    """The mentions that can tell acts, with the roles and likenesses that their clauses leave them."""
    kept = [at for at, mention in enumerate(readings.mentions) if not untold(article, mention.word)]
    sides = [_sides(article, readings.mentions[at]) for at in kept]
    mentions = [
        replace(readings.mentions[at], roles=_roles(article, readings.mentions[at], own))
        for at, own in zip(kept, sides, strict=True)
    ]
    new = {at: position for position, at in enumerate(kept)}
    same = {(new[i], new[j]): chance for (i, j), chance in readings.same.items() if i in new and j in new}
    return Readings(mentions, {(i, j): 0.0 if _apart(sides[i], sides[j]) else same[i, j] for i, j in same})


def _sides(article: Article, mention: Reading) -> set[int]:
    """Who met, where the clause of an encounter names both sides; else nobody."""
    if mention.kind not in ENCOUNTERS:
        return set()
    one, other = (
        {member for member in _named(article, heads) if article.cast[member].kind in SIDES}
        for heads in met(article, mention.word)
    )
    return one | other if one and other and not one & other else set()


def _apart(one: Set[int], other: Set[int]) -> bool:
    """Whether two clauses tell of A with B and of A with C."""
    return bool(one and other) and not one <= other and not other <= one


def _named(article: Article, heads: Set[int]) -> set[int]:
    """The members of the cast that some words name."""
    return {at for at, member in enumerate(article.cast) if any(span.root in heads for span in member.spans)}


def _roles(article: Article, mention: Reading, sides: Set[int]) -> dict[int, Array]:
    """What the network says of each member's part in an act, within what the clause settles."""
    if sides:
        return {member: chances if member in sides else NOTHING for member, chances in mention.roles.items()}
    told = voice(article, mention.word)
    if not (told.doers or told.others or told.brokers):
        return mention.roles
    roles = {member: chances.copy() for member, chances in mention.roles.items()}
    for member, chances in roles.items():
        heads = {span.root for span in article.cast[member].spans}
        if heads & told.doers:
            _move(chances, ("recipient", "target"), "actor")
        elif heads & told.others:
            _move(chances, ("actor",), ontology.kind(mention.kind).other)
        if heads & told.brokers:
            chances[:] = 0.0
            chances[[0, 1 + ROLES.index("mediator")]] = 1.0 - BROKER, BROKER
    return roles


def _move(chances: Array, roles: Sequence[ParticipantRole], to: ParticipantRole) -> None:
    """Gives the probability of some roles to another."""
    for role in roles:
        share, chances[1 + ROLES.index(role)] = chances[1 + ROLES.index(role)], 0.0
        chances[1 + ROLES.index(to)] += share
