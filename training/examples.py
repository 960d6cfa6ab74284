"""Targets: what the network should say of each word, and of each trigger with its candidates.

Here belongs turning labels into numbers. What a candidate is, is the product's to say (`annotate.events.features`).
"""

from dataclasses import dataclass, field
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from assets.enriched.annotate.events.acts import STATUSES
from assets.enriched.annotate.events.features import Rows, day_rows, place_rows, role_rows, same_act, trigger_numbers
from assets.enriched.annotate.events.pieces import Pieces, pieces_of
from assets.enriched.annotate.events.readings import KINDS, ROLES
from training.articles import Read
from training.matching import Json, same_days, same_name, same_party

SKIP = -100  # a word that counts neither way: further words of a trigger


@dataclass(slots=True)
class Trigger:
    """A word that tells a labelled act, with its candidates and which of them are right."""

    word: int
    event: int
    kind: int
    status: int
    central: float
    numbers: list[float]
    members: Rows
    roles: list[int]  # one a member that `members` has rows of, in their order: 0 none, else 1 + position in ROLES
    days: Rows
    right_days: list[bool]  # candidates, the report's own day, none; all false where the label says nothing
    places: Rows
    right_places: list[bool]  # candidates, the dateline, none


@dataclass(slots=True)
class Example:
    """A document to learn from: its pieces, the target of every word, its triggers, and their pairs."""

    read: Read
    pieces: Pieces
    words: NDArray[np.int64]
    triggers: list[Trigger]
    pairs: list[tuple[int, int]] = field(default_factory=list)
    pair_numbers: list[list[float]] = field(default_factory=list)
    pair_same: list[float] = field(default_factory=list)


def example(read: Read) -> Example:
    """The targets of one document."""
    article = read.article
    words = np.zeros(len(article), dtype=np.int64)
    triggers: dict[int, Trigger] = {}
    for number, event in enumerate(read.labelled.events):
        for mention in event["mentions"]:
            first, last = mention["trigger_span"]
            start = read.clean_position(first)
            span = article.span(start, start + max(1, last - first), "trigger")
            if span is None:
                continue
            words[span.start : span.end] = SKIP
            if span.root not in triggers:
                triggers[span.root] = _trigger(read, span.root, number, event)
    for word, trigger in triggers.items():
        words[word] = 1 + trigger.kind
    made = Example(read, pieces_of(article), words, [triggers[word] for word in sorted(triggers)])
    for one, other in combinations(range(len(made.triggers)), 2):
        a, b = made.triggers[one], made.triggers[other]
        made.pairs.append((one, other))
        made.pair_numbers.append(same_act(article, a.word, b.word, (KINDS[a.kind], KINDS[b.kind])))
        made.pair_same.append(float(a.event == b.event))
    return made


def _trigger(read: Read, word: int, number: int, event: Json) -> Trigger:
    article = read.article
    members, days, places = role_rows(article, word), day_rows(article, word), place_rows(article, word)
    return Trigger(
        word=word,
        event=number,
        kind=KINDS.index(event["event_kind"]),
        status=STATUSES.index(event["status"]),
        central=float(event["central"]),
        numbers=trigger_numbers(article, word),
        members=members,
        roles=[_role(read, at, event) for at in dict.fromkeys(members.which)],
        days=days,
        right_days=_right_days(read, days, event),
        places=places,
        right_places=_right_places(read, places, event),
    )


def _role(read: Read, at: int, event: Json) -> int:
    member = read.article.cast[at]
    for participant in event["participants"]:
        if same_party(participant, member.kind, member.country, read.forms(member)):
            return 1 + ROLES.index(participant["role"])
    return 0


def _right_days(read: Read, days: Rows, event: Json) -> list[bool]:
    if event.get("date_basis"):
        return [False] * (len(days.which) + 2)
    if event["date_precision"] == "none":
        return [*[False] * (len(days.which) + 1), True]
    told = [read.article.days[at].time for at in days.which]
    own = read.article.context.reference_on
    right = [same_days(event, (time.start_on, time.end_on, time.precision)) for time in told]
    return [*right, own is not None and same_days(event, (own, own, "day")), False]


def _right_places(read: Read, places: Rows, event: Json) -> list[bool]:
    context, entities = read.article.context, read.entities
    here = [read.article.places[at] for at in places.which]
    if event["place"]:
        forms = [[entities[p.entity].name, *entities[p.entity].aliases] for p in here]
        right = [p.kind == "place" and same_name(event["place"], names) for p, names in zip(here, forms, strict=True)]
    else:
        right = [p.kind == "country" and bool(p.country) and p.country == event["country"] for p in here]
    if not any(right) and event["country"]:
        right = [p.country == event["country"] for p in here]
    printed = context.dateline_place
    if event["place"]:
        dateline = printed is not None and same_name(event["place"], [printed])
    else:
        dateline = printed is not None and bool(event["country"]) and event["country"] == context.dateline_country
    return [*right, dateline, event["place"] is None and event["country"] is None]
