"""Every mention of an act in an article, with high recall: what the network says of each before anything is decided.

Here belongs asking the network. Which mentions tell one act, and what its row says, is decided in `acts`.
"""

from dataclasses import dataclass, field

from assets.enriched.annotate.events import network
from assets.enriched.annotate.events.features import day_rows, place_rows, role_rows, same_act, trigger_numbers
from assets.enriched.annotate.events.pieces import pieces_of
from assets.enriched.annotate.events.words import Article, Interval
from assets.enriched.annotate.records import ParticipantRole

KINDS = (
    "meeting",
    "visit",
    "call",
    "summit",
    "forum_sideline",
    "planned_meeting",
    "commitment",
    "agreement",
    "support",
    "aid",
    "military_aid",
    "joint_exercise",
    "exercise",
    "weapons_test",
    "deployment",
    "condemnation",
    "accusation",
    "threat",
    "appeal",
    "refusal",
    "protest",
    "sanction",
    "coercion",
    "attack",
    "withdrawal",
    "resignation",
    "concession",
)
ROLES: tuple[ParticipantRole, ...] = ("actor", "recipient", "host", "visitor", "mediator", "target")
FLOOR = 0.2  # probability of being an act below which a word is not looked at further
MOST = 160  # mentions of one article that are compared with each other: hostile texts stay bounded
NO_DAY: Interval = (None, None, "none")
DATELINE = -1  # in place of an entity: the dateline's place


@dataclass(slots=True)
class Reading:
    """One word that may tell an act. All numbers are probabilities; `kinds` are (nothing, kinds…).

    `roles` are, by position in the cast, (none, roles…); `days` by interval; `places` by entity, DATELINE or None.
    """

    word: int
    kinds: network.Array
    statuses: network.Array
    central: float
    roles: dict[int, network.Array] = field(default_factory=dict)
    days: dict[Interval, float] = field(default_factory=dict)
    places: dict[int | None, float] = field(default_factory=dict)

    @property
    def is_act(self) -> float:
        """The probability that the word tells an act of any kind."""
        return 1.0 - float(self.kinds[0])

    @property
    def kind(self) -> str:
        """The likeliest kind, if it is an act."""
        return KINDS[int(self.kinds[1:].argmax())]


@dataclass(slots=True)
class Readings:
    """All mentions of an article in their order; `same[i, j]` (i before j) is how surely two tell one act."""

    mentions: list[Reading]
    same: dict[tuple[int, int], float]


def read(article: Article) -> Readings:
    """The mentions of acts in an article."""
    vectors = network.encode(pieces_of(article))
    probabilities = network.kinds(vectors)
    words = [word for word in range(len(article)) if probabilities[word, 0] < 1 - FLOOR]
    if len(words) > MOST:
        words = sorted(sorted(words, key=lambda w: float(probabilities[w, 0]))[:MOST])
    if not words:
        return Readings([], {})
    there = vectors[words]
    statuses, central = network.statuses(there), network.central(there)
    mentions = [Reading(word, probabilities[word], statuses[at], float(central[at])) for at, word in enumerate(words)]
    _ask(article, vectors, mentions)
    return Readings(mentions, _same(article, vectors, mentions))


def _ask(article: Article, vectors: network.Array, mentions: list[Reading]) -> None:
    """Who plays which part in every act, on which day, at which place."""
    words = [mention.word for mention in mentions]
    numbers = [trigger_numbers(article, word) for word in words]
    roles = network.roles(vectors, words, [role_rows(article, word) for word in words])
    for mention, parts in zip(mentions, roles, strict=True):
        mention.roles = parts
    reference = article.context.reference_on
    own = (reference, reference, "day") if reference is not None else NO_DAY
    days = [day_rows(article, word) for word in words]
    for mention, rows, chances in zip(
        mentions, days, network.choices("time", vectors, words, days, numbers), strict=True
    ):
        told = [article.days[at].time for at in rows.which]
        intervals = [(time.start_on, time.end_on, time.precision) for time in told]
        for interval, chance in zip([*intervals, own, NO_DAY], chances, strict=True):
            mention.days[interval] = mention.days.get(interval, 0.0) + float(chance)
    places = [place_rows(article, word) for word in words]
    for mention, rows, chances in zip(
        mentions, places, network.choices("place", vectors, words, places, numbers), strict=True
    ):
        where: list[int | None] = [article.places[at].entity for at in rows.which]
        for place, chance in zip([*where, DATELINE, None], chances, strict=True):
            mention.places[place] = mention.places.get(place, 0.0) + float(chance)


def _same(article: Article, vectors: network.Array, mentions: list[Reading]) -> dict[tuple[int, int], float]:
    pairs = [(one, other) for one in range(len(mentions)) for other in range(one + 1, len(mentions))]
    if not pairs:
        return {}
    words = [(mentions[one].word, mentions[other].word) for one, other in pairs]
    numbers = [
        same_act(article, *at, (mentions[one].kind, mentions[other].kind))
        for at, (one, other) in zip(words, pairs, strict=True)
    ]
    return {pair: float(p) for pair, p in zip(pairs, network.same_act(vectors, words, numbers), strict=True)}
