"""Articles and readings made by hand, for tests of what comes behind the parse and the network."""

from collections.abc import Mapping, Sequence

import numpy as np

from assets.enriched.annotate.events.acts import STATUSES
from assets.enriched.annotate.events.readings import KINDS, NO_DAY, ROLES, Reading
from assets.enriched.annotate.events.words import Article, Interval, Member, Span
from assets.enriched.annotate.records import Context, MentionKind

MemberOf = tuple[MentionKind, str, str | None]  # kind, name, country


def article(words: Sequence[str], members: Sequence[MemberOf] = ()) -> Article:
    """One sentence of these words, all hanging on the first, with members who are named at the words of their order."""
    size = len(words)
    starts = np.cumsum([0, *(len(word) + 1 for word in words)])[:size].astype(np.int64)
    made = Article(
        context=Context("0" * 32),
        words=list(words),
        start=starts,
        end=starts + np.array([len(word) for word in words], dtype=np.int64),
        head=[0] * size,
        dep=["dep"] * size,
        pos=["X"] * size,
        tag=["XX"] * size,
        lemma=[word.lower() for word in words],
        sentence=[0] * size,
        paragraph=[0] * size,
        title=[False] * size,
        types=np.zeros(size, dtype=np.int64),
    )
    for at, (kind, name, country) in enumerate(members):
        made.cast.append(Member(kind, name, country, at, False, [Span(at, at + 1, at, kind)]))
    return made


def reading(
    word: int,
    kind: str,
    parts: Mapping[int, tuple[str, float]],
    status: str = "happened",
    days: Mapping[Interval, float] | None = None,
    sure: float = 0.9,
) -> Reading:
    """A mention of an act that the network is `sure` of; `parts` gives role and probability by member."""
    kinds = np.full(1 + len(KINDS), 0.0, dtype=np.float32)
    kinds[0], kinds[1 + KINDS.index(kind)] = 1 - sure, sure
    statuses = np.array([float(status == each) for each in STATUSES], dtype=np.float32)
    roles = {}
    for member, (role, chance) in parts.items():
        row = np.zeros(1 + len(ROLES), dtype=np.float32)
        row[0], row[1 + [str(r) for r in ROLES].index(role)] = 1 - chance, chance
        roles[member] = row
    return Reading(word, kinds, statuses, 0.8, roles, dict(days or {NO_DAY: 1.0}), {None: 1.0})
