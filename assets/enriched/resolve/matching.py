"""Judges whether two reports tell one event: by kind, parties, dates, place and status.

Here belongs the comparison of two reports, pure and without any list of the others.
"""

import datetime as dt
from dataclasses import dataclass, field

from assets.enriched.annotate.records import EventMention, Participant
from assets.enriched.resolve.locals import Document

TALKS = frozenset({"meeting", "summit", "forum_sideline", "call", "planned_meeting"})
VISITS = frozenset({"visit", "planned_meeting"})
DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Party:
    """A participant of a report, resolved; `single` parties are persons and bodies, the others stand for a state."""

    entity_id: str
    country: str | None
    single: bool
    role: str


@dataclass(slots=True)
class Report:
    """One event mention with its document, its parties and the event id that it lends."""

    document: Document
    position: int
    mention: EventMention
    event_id: str
    parties: tuple[Party, ...] = ()
    place_id: str | None = None
    forum_id: str | None = None
    tag: frozenset[tuple[int, int]] = field(default_factory=frozenset)

    @property
    def kind(self) -> str:
        """The reported kind."""
        return self.mention.event_kind

    @property
    def order(self) -> tuple[dt.date, str, int, int]:
        """By day, then by document and position."""
        return self.document.on or dt.date.max, self.document.document_id, self.mention.trigger_start, self.position


def party(document: Document, participant: Participant) -> Party:
    """A participant with its entity and the country it stands for."""
    entity = document.annotation.entities[participant.entity]
    country = participant.country or entity.country
    single = entity.kind not in ("country", "nationality", "place")
    return Party(document.entity_ids[participant.entity], country, single, participant.role)


def same_kind(a: str, b: str) -> bool:
    """Whether two kinds may be told of one event."""
    return a == b or (a in TALKS and b in TALKS) or (a in VISITS and b in VISITS)


def parties_shared(a: Report, b: Report) -> int:
    """How many parties of one report are parties of the other; a state and its only envoy are one party."""
    left = list(b.parties)
    shared = 0
    for mine in a.parties:
        twin = next((t for t in left if t.entity_id == mine.entity_id), None)
        twin = twin or next((t for t in left if _stands_for(mine, t)), None)
        if twin:
            left.remove(twin)
            shared += 1
    return shared


def _stands_for(a: Party, b: Party) -> bool:
    """Whether one is the state of the other."""
    return not (a.single and b.single) and bool(a.country) and a.country == b.country


def dates_agree(a: EventMention, b: EventMention) -> bool | None:
    """Whether two reports' days can be of one event; None where one of them gives none."""
    mine, theirs = interval(a), interval(b)
    if not mine or not theirs:
        return None
    slack = DAY if "day" in (a.date_precision, b.date_precision) else 0 * DAY
    return mine[0] - slack <= theirs[1] and theirs[0] - slack <= mine[1]


def interval(mention: EventMention) -> tuple[dt.date, dt.date] | None:
    """First and last day of a report."""
    start, end = mention.start_on or mention.end_on, mention.end_on or mention.start_on
    return (start, end) if start and end else None


def match(a: Report, b: Report) -> float:
    """How likely two reports tell one event, 0 (certainly not) to 1."""
    if not same_kind(a.kind, b.kind) or not _status_agrees(a, b):
        return 0.0
    days = dates_agree(a.mention, b.mention)
    if days is False or not _place_agrees(a, b):
        return 0.0
    shared = parties_shared(a, b)
    fewest, most = sorted((len(a.parties), len(b.parties)))
    if not shared or shared < fewest:
        return 0.0
    same_document = a.document is b.document
    if not same_document and (days is None or shared < min(2, most)):
        return 0.0
    score = 0.5 + 0.2 * shared / most + (0.2 if days else 0.0) + 0.05 * (a.kind == b.kind)
    return min(1.0, score + 0.05 * bool(a.place_id and a.place_id == b.place_id))


def _status_agrees(a: Report, b: Report) -> bool:
    """A plan and its happening are one event, so long as the plan was reported no later."""
    mine, theirs = a.mention.status, b.mention.status
    if mine == theirs:
        return True
    if {mine, theirs} != {"planned", "happened"} or a.document is b.document:
        return False
    plan, fact = (a, b) if mine == "planned" else (b, a)
    return not (plan.document.on and fact.document.on) or plan.document.on <= fact.document.on


def _place_agrees(a: Report, b: Report) -> bool:
    """Whether no known country of one contradicts the other's."""
    return not (a.mention.country and b.mention.country and a.mention.country != b.mention.country)
