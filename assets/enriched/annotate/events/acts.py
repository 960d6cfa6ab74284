"""One act, one row: joins the mentions of one act and unites what they say of it.

Here belongs deciding, once every mention has been read: which mentions tell one act, its kind and status, who takes
part, on which day and where. Nothing is left out before that; whether an act is worth a row is for `confidence` to say.
"""

import math
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass, field, replace
from typing import TypeVar

import numpy as np

from assets.enriched.annotate.events import ontology
from assets.enriched.annotate.events.binding import bind
from assets.enriched.annotate.events.features import CONSULTATIONS
from assets.enriched.annotate.events.network import Array
from assets.enriched.annotate.events.readings import KINDS, NO_DAY, ROLES, Reading, Readings
from assets.enriched.annotate.events.syntax.clauses import words_of
from assets.enriched.annotate.events.syntax.duration import lasting
from assets.enriched.annotate.events.syntax.factuality import bound
from assets.enriched.annotate.events.syntax.voice import recast
from assets.enriched.annotate.events.words import Article, Interval
from assets.enriched.annotate.records import EventStatus, ParticipantRole

STATUSES: tuple[EventStatus, ...] = ("happened", "planned", "hypothetical", "denied")
_Key = TypeVar("_Key")
LINKED = 0.5  # mean probability of telling one act above which two groups of mentions are joined
TWIN, TWINS = 0.02, {"attack": 0.2}  # the same for two groups whose rows would be alike; wars have many like acts
TALKS = frozenset({"meeting", "summit", "forum_sideline"})
WITHIN = 0.1  # the same for two groups of which one has some of the other's parties and nothing that differs
SECOND = 0.3  # probability from which on a second side is taken where a kind has two
FIRST, FURTHER = 0.5, 0.75  # probability from which on the surest of a role takes part, and any other of that role
ALONE = 0.8  # probability from which on a country takes part beside somebody of its own
MOST_SURE = 0.98  # no member of the cast is taken to be in or out more surely
TEMPER = 0.4  # how much the mean over all mentions counts beside the surest


@dataclass(frozen=True, slots=True)
class Part:
    """A member of the cast (its position) in a role; `chance` is how surely it takes part."""

    member: int
    role: ParticipantRole
    chance: float


@dataclass(slots=True)
class Act:
    """An act with all its mentions, the surest first, and the probabilities of what was chosen for it."""

    mentions: list[Reading]
    kind: str
    status: EventStatus
    parts: list[Part]
    days: Interval
    place: int | None
    chances: dict[str, float] = field(default_factory=dict)


def acts_of(article: Article, readings: Readings) -> list[Act]:
    """The acts of an article, in the order of their first mentions."""
    readings = bind(article, readings)
    groups = _groups(readings)
    acts = [_united(article, [readings.mentions[at] for at in group]) for group in groups]
    one = 0
    while one < len(acts):
        twin = next((n for n in range(one + 1, len(acts)) if _twins(readings, acts, groups, one, n)), None)
        if twin is None:
            one += 1
            continue
        groups[one] = sorted(groups[one] + groups.pop(twin))
        acts[one] = _joined(article, readings, acts[one], acts.pop(twin), groups[one])
    return acts


def _twins(readings: Readings, acts: Sequence[Act], groups: Sequence[Sequence[int]], one: int, other: int) -> bool:
    """Whether two groups would give the same row twice: kind, status, days that do not differ, and the same parties; or
    some of them, where they are likelier to tell one act. Talks are the same under any word (4 of 1,911 are labelled
    twice)."""
    a, b = acts[one], acts[other]
    if (
        a.status != b.status
        or not (a.kind == b.kind or TALKS.issuperset({a.kind, b.kind}))
        or not a.parts
        or not b.parts
    ):
        return False
    if a.days != b.days and NO_DAY not in (a.days, b.days):
        return False
    mine, theirs = _members(a), _members(b)
    if not mine <= theirs and not theirs <= mine:
        return False
    chances = [readings.same[min(i, j), max(i, j)] for i in groups[one] for j in groups[other]]
    return sum(chances) / len(chances) >= (TWINS.get(a.kind, TWIN) if mine == theirs else WITHIN)


def _members(act: Act) -> set[int]:
    return {part.member for part in act.parts}


def _joined(article: Article, readings: Readings, one: Act, other: Act, group: Sequence[int]) -> Act:
    """One act of two: what all its mentions say together, or, where they differ in parties, what the surer one says;
    of two words for talks it is what the surer one calls it."""
    surer, less = sorted((one, other), key=lambda act: -act.chances["act"] * min(part.chance for part in act.parts))
    if _members(one) == _members(other):
        united = _united(article, [readings.mentions[at] for at in group])
        return united if one.kind == other.kind else replace(united, kind=surer.kind)
    days = surer.days if surer.days != NO_DAY else less.days
    return replace(surer, days=days, mentions=sorted([*one.mentions, *other.mentions], key=lambda m: -m.is_act))


def _groups(readings: Readings) -> list[list[int]]:
    """Groups of mentions by average linkage of the probabilities that two tell one act."""
    size = len(readings.mentions)
    likeness = np.zeros((size, size))
    for (one, other), chance in readings.same.items():
        together = _may_be_one(readings.mentions[one], readings.mentions[other])
        likeness[one, other] = likeness[other, one] = chance if together else 0.0
    np.fill_diagonal(likeness, -1.0)
    groups: list[list[int]] = [[at] for at in range(size)]
    while size > 1:
        at = int(likeness.argmax())
        one, other = sorted(divmod(at, likeness.shape[1]))
        if likeness[one, other] < LINKED:
            break
        mine, theirs = len(groups[one]), len(groups[other])
        joined = (mine * likeness[one] + theirs * likeness[other]) / (mine + theirs)
        likeness[one], likeness[:, one] = joined, joined
        likeness[one, one] = -1.0
        likeness[other], likeness[:, other] = -1.0, -1.0
        groups[one] += groups[other]
        groups[other] = []
    return sorted(sorted(group) for group in groups if group)


def _may_be_one(one: Reading, other: Reading) -> bool:
    """Whether two kinds can be one act: the same, or two words for an encounter."""
    return one.kind == other.kind or CONSULTATIONS.issuperset({one.kind, other.kind}) or _close(one, other)


def _close(one: Reading, other: Reading) -> bool:
    """Whether each kind is the other's second guess."""
    mine, theirs = int(one.kinds[1:].argmax()), int(other.kinds[1:].argmax())
    return bool(one.kinds[1 + theirs] > 0.1 or other.kinds[1 + mine] > 0.1)


def _united(article: Article, mentions: Sequence[Reading]) -> Act:
    """What the mentions of one act say of it together, each weighing as much as it surely tells an act."""
    weights = np.array([mention.is_act for mention in mentions])
    weights = weights / weights.sum()
    kinds = sum(w * m.kinds[1:] / max(1e-9, m.is_act) for w, m in zip(weights, mentions, strict=True))
    statuses = sum(w * m.statuses for w, m in zip(weights, mentions, strict=True))
    held = _bound(article, mentions, weights)
    name = recast(article, max(mentions, key=lambda m: m.is_act).word, KINDS[int(np.argmax(kinds))])
    name, status = ontology.settled(name, held or STATUSES[int(np.argmax(statuses))])
    parts, left_out, parties = _parts(article, name, mentions, weights)
    days = _pooled([m.days for m in mentions], weights)
    places = _pooled([m.places for m in mentions], weights)
    interval = max(days, key=lambda key: days[key], default=NO_DAY)
    sure = days.get(interval, 1.0)
    for mention in sorted(mentions, key=lambda m: -m.is_act):
        interval = lasting(article, mention.word, name, interval)
    place = max(places, key=lambda key: places[key], default=None)
    surest = sorted(mentions, key=lambda m: -m.is_act)
    doing = {article.cast[part.member].country or part.member for part in parts if part.role == "actor"}
    said = {article.lemma[word] for mention in surest[:1] for word in words_of(article, mention.word)}
    name = ontology.refined(name, said, len(doing))
    chances = {
        "act": surest[0].is_act,
        "kind": float(np.max(kinds)),
        "status": float(np.max(statuses)),
        "central": max(m.central for m in mentions),
        "day": sure,
        "surest_part": max((part.chance for part in parts), default=0.0),
        "least_part": min((part.chance for part in parts), default=0.0),
        "left_out": left_out,
        "parties": parties,
    }
    return Act(surest, name, status, parts, interval, place, chances)


def _bound(article: Article, mentions: Sequence[Reading], weights: Array) -> EventStatus | None:
    """The status to which the syntax of most mentions binds an act."""
    told: dict[EventStatus | None, float] = {}
    for mention, weight in zip(mentions, weights, strict=True):
        status = bound(article, mention.word)
        told[status] = told.get(status, 0.0) + float(weight)
    return max(told, key=lambda status: told[status])


def _pooled(told: Sequence[dict[_Key, float]], weights: Array) -> dict[_Key, float]:
    """The weighted mean of several distributions."""
    pooled: dict[_Key, float] = {}
    for weight, chances in zip(weights, told, strict=True):
        for key, chance in chances.items():
            pooled[key] = pooled.get(key, 0.0) + float(weight) * chance
    return pooled


def _chosen(name: str, parts: Iterable[Part]) -> list[Part]:
    """Of each role the surest, and others only where they are surer than that: most acts have one doer a side.

    Where a kind is between two sides and only one is sure enough, the likeliest other is taken at less.
    """
    chosen: list[Part] = []
    held: set[ParticipantRole] = set()
    ordered = sorted(parts, key=lambda p: -p.chance)
    for part in ordered:
        if part.chance > (FURTHER if part.role in held else FIRST):
            chosen.append(part)
            held.add(part.role)
    if len(chosen) == 1 and ontology.kind(name).between:
        chosen += [part for part in ordered if part not in chosen and part.chance > SECOND][:1]
    return chosen


def _spoken_for(article: Article, part: Part, speaking: Set[tuple[str | None, ParticipantRole]]) -> bool:
    """Whether a part is a country's whose own people or bodies play it, and it does not surely do so too."""
    member = article.cast[part.member]
    return member.kind == "country" and (member.country, part.role) in speaking and part.chance < ALONE


def _parts(article: Article, name: str, mentions: Sequence[Reading], weights: Array) -> tuple[list[Part], float, float]:
    """Who takes part, how surely the likeliest of those left out does, and the probability that it is just these.

    A member takes part as surely as the mention says that says so most surely, tempered by what all mentions say. A
    country is left out beside its own people and bodies in the same role: they stand for it.
    """
    best: dict[int, Array] = {}
    mean: dict[int, float] = {}
    for mention, weight in zip(mentions, weights, strict=True):
        for member, chances in mention.roles.items():
            mean[member] = mean.get(member, 0.0) + float(weight) * (1.0 - float(chances[0]))
            if member not in best or chances[0] < best[member][0]:
                best[member] = chances
    sure = {member: TEMPER * mean[member] + (1 - TEMPER) * (1.0 - float(c[0])) for member, c in best.items()}
    found = _chosen(
        name,
        (
            Part(member, ontology.role_of(name, ROLES[int(best[member][1:].argmax())]), chance)
            for member, chance in sure.items()
        ),
    )
    speaking = {
        (article.cast[p.member].country, p.role)
        for p in found
        if article.cast[p.member].kind in {"person", "organisation"}
    }
    kept = [p for p in found if not _spoken_for(article, p, speaking)]
    chosen = {part.member for part in found}
    out = max((chance for member, chance in sure.items() if member not in chosen), default=0.0)
    just = math.prod(min(MOST_SURE, max(1 - MOST_SURE, p if m in chosen else 1 - p)) for m, p in sure.items())
    return sorted(kept, key=lambda p: article.cast[p.member].spans[0].start), out, just
