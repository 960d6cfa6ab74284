"""Judges whether two reports tell one event: by kind, parties, dates, place and status.

Here belongs the comparison of two reports, pure and without any list of the others. `differ` says what rules a match
out; `match` scores what is left.
"""

import datetime as dt
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from assets.enriched.annotate.records import EventMention, Participant
from assets.enriched.resolve.document_rows import interval
from assets.enriched.resolve.local_entities import Document
from assets.enriched.resolve.persons.persons import outvoted
from assets.enriched.resolve.union_find import Tag

TALKS = frozenset({"meeting", "summit", "forum_sideline"})
CONSULTATIONS = TALKS | {"visit", "call"}
MUTUAL = TALKS | {"call", "planned_meeting", "joint_exercise", "agreement", "commitment"}
LONE = frozenset({"weapons_test", "exercise", "resignation", "attack", "withdrawal", "deployment", "protest"})
ACTING = frozenset({"actor", "visitor", "mediator"})
STATES = frozenset({"country", "nationality", "place"})
DAY = dt.timedelta(days=1)
SAME_NEWS = dt.timedelta(days=3)  # reports of one happening that give no day come out within it
Countries = Mapping[str, Mapping[str, int]]  # by entity_id of a person: country → documents that give it
ENOUGH = 0.6
REGION = 100.0  # km: "near Seoul" and "Seoul" may be one place, Shanghai and Qingdao are not
EARTH_RADIUS = 6371.0088  # km, mean


@dataclass(frozen=True, slots=True)
class Party:
    """A participant of a report, resolved; `single` parties are persons and bodies, the others stand for a state."""

    entity_id: str
    country: str | None
    single: bool
    role: str
    office: str | None = None


@dataclass(slots=True)
class Report:
    """One event mention with its document, its parties and the event id that it lends."""

    document: Document
    position: int
    mention: EventMention
    event_id: str
    parties: tuple[Party, ...] = ()
    place_id: str | None = None
    point: tuple[float, float] | None = None
    forum_id: str | None = None
    tag: Tag = frozenset()
    kind: str = field(init=False)
    days: tuple[dt.date, dt.date] | None = field(init=False)
    form: str = field(init=False)
    order: tuple[dt.date, str, int, int] = field(init=False)  # by day, then by document and position

    def __post_init__(self) -> None:
        on, document_id = self.document.on or dt.date.max, self.document.document_id
        self.order = on, document_id, self.mention.trigger_start, self.position
        self.kind = self.mention.event_kind
        self.days = interval(self.mention)
        self.form = _form(self.mention, self.parties)


def party(document: Document, participant: Participant, countries: Countries) -> Party:
    """A participant with its entity and the country it stands for; `countries` is what all documents give."""
    entity = document.annotation.entities[participant.entity]
    country = participant.country or entity.country
    if entity.kind == "person":
        country = outvoted(countries.get(document.entity_ids[participant.entity], {}), country)
    return Party(
        document.entity_ids[participant.entity],
        country,
        entity.kind not in STATES,
        participant.role,
        participant.office,
    )


def same_kind(a: Report, b: Report) -> bool:
    """Whether two kinds may be told of one event: talks under any word, and a plan with what comes of it."""
    if a.kind == b.kind != "planned_meeting" or (a.kind in TALKS and b.kind in TALKS):
        return True
    if "planned_meeting" not in (a.kind, b.kind) or not {a.kind, b.kind} <= CONSULTATIONS | {"planned_meeting"}:
        return False
    return "either" in (a.form, b.form) or a.form == b.form


def _form(mention: EventMention, parties: Iterable[Party]) -> str:
    """Whether a consultation is a visit, talks, or, where a visitor is planned to meet a person, either."""
    if mention.event_kind != "planned_meeting":
        return "visit" if mention.event_kind == "visit" else "talks"
    if not any(p.role == "visitor" for p in parties):
        return "talks"
    return "either" if any(p.role == "host" and p.single for p in parties) else "visit"


def differ(a: Report, b: Report) -> bool:
    """Whether something rules out that two reports tell one event.

    What one document tells was joined when it was read: two reports of one document are of two events.
    """
    if a.document is b.document or not same_kind(a, b) or not _status_agrees(a, b):
        return True
    days = dates_agree(a, b)
    if days is False or (days is None and a.mention.background != b.mention.background):
        return True
    return _places_differ(a, b) or _parties_differ(a, b)


def match(a: Report, b: Report) -> float:
    """How likely two reports tell one event, 0 (not, or nothing speaks for it) to 1."""
    if differ(a, b):
        return 0.0
    shared = len(shared_parties(a, b))
    if not shared or not _across(a, b, shared):
        return 0.0
    days, most = dates_agree(a, b), max(len(a.parties), len(b.parties))
    score = 0.5 + 0.2 * shared / most + (0.15 if days else 0.0) + 0.05 * (a.kind == b.kind)
    score += 0.05 * (a.document.story == b.document.story)
    return min(1.0, score + 0.05 * _same(a.place_id, b.place_id) + 0.05 * _same(a.forum_id, b.forum_id))


def _same(a: str | None, b: str | None) -> bool:
    return bool(a) and a == b


def shared_parties(a: Report, b: Report) -> list[tuple[Party, Party]]:
    """The parties that two reports have in common, each once: the same entity, or a state and its envoy."""
    left = list(b.parties)
    shared: list[tuple[Party, Party]] = []
    for same in (_identical, _stands_for):
        for mine in a.parties:
            if any(mine is one for one, _ in shared):
                continue
            twin = next((theirs for theirs in left if same(mine, theirs) and _roles_agree(a, b, mine, theirs)), None)
            if twin:
                left.remove(twin)
                shared.append((mine, twin))
    return shared


def _identical(a: Party, b: Party) -> bool:
    return a.entity_id == b.entity_id


def _stands_for(a: Party, b: Party) -> bool:
    """Whether one is the state of the other, and no other envoy's."""
    if (a.single and b.single) or not a.country or a.country != b.country:
        return False
    return not a.office or not b.office or a.office == b.office


def _roles_agree(a: Report, b: Report, mine: Party, theirs: Party) -> bool:
    """Whether both play one part; in what all do together there are no sides."""
    if a.kind in MUTUAL or b.kind in MUTUAL:
        return True
    return (mine.role in ACTING) == (theirs.role in ACTING)


def _parties_differ(a: Report, b: Report) -> bool:
    """Whether each report has a party that the other lacks: A met B, and A met C."""
    shared = len(shared_parties(a, b))
    return shared < len(a.parties) and shared < len(b.parties)


def dates_agree(a: Report, b: Report) -> bool | None:
    """Whether two reports' days can be of one event; None where one of them gives none.

    Reports of different documents may be a day apart: time zones differ, and pages are updated.
    """
    mine, theirs = a.days, b.days
    if not mine or not theirs:
        return None
    return mine[0] - DAY <= theirs[1] and theirs[0] - DAY <= mine[1]


def _status_agrees(a: Report, b: Report) -> bool:
    """A plan and its happening, or its denial, are one event where another document, no earlier, tells the outcome.

    A happening needs the days of both; a denial most often gives none, for what will not be has no day.
    """
    mine, theirs = a.mention.status, b.mention.status
    if mine == theirs:
        return True
    if mine == "planned":
        plan, outcome = a, b
    elif theirs == "planned":
        plan, outcome = b, a
    else:
        return False
    if outcome.mention.status == "hypothetical":
        return False
    if outcome.mention.status == "happened" and not (plan.days and outcome.days):
        return False
    return not (plan.document.on and outcome.document.on) or plan.document.on <= outcome.document.on


def _places_differ(a: Report, b: Report) -> bool:
    """Whether both texts tell places that cannot be one: in two countries, or farther apart than a region is wide.

    Reports of one condemnation come from two capitals: a dateline alone parts none.
    """
    if not (a.mention.place_told and b.mention.place_told):
        return False
    if a.mention.country and b.mention.country and a.mention.country != b.mention.country:
        return True
    return bool(a.point and b.point and a.place_id != b.place_id and kilometres(a.point, b.point) > REGION)


def kilometres(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Distance of two points (degrees north, degrees east) on a sphere, by the haversine formula."""
    (north_a, east_a), (north_b, east_b) = ((math.radians(n), math.radians(e)) for n, e in (a, b))
    half = math.sin((north_b - north_a) / 2) ** 2
    half += math.cos(north_a) * math.cos(north_b) * math.sin((east_b - east_a) / 2) ** 2
    return 2 * EARTH_RADIUS * math.asin(math.sqrt(min(1.0, half)))


def _across(a: Report, b: Report, shared: int) -> bool:
    """Whether enough speaks for one event in two documents: two parties and a day, or the same news."""
    alone = a.kind in LONE and b.kind in LONE and shared == len(a.parties) == len(b.parties)
    if shared < 2 and not alone:
        return False
    days = dates_agree(a, b)
    if days:
        fine = "day" in (a.mention.date_precision, b.mention.date_precision)
        return fine or a.document.story == b.document.story
    return not alone and _same_news(a, b)


def _same_news(a: Report, b: Report) -> bool:
    """Whether two documents of one story, or within days of each other, speak of what is new."""
    if a.document.story == b.document.story:
        return True
    if not a.document.on or not b.document.on or a.mention.background or b.mention.background:
        return False
    named = all(p.single for p in (*a.parties, *b.parties))
    return named and abs(a.document.on - b.document.on) <= SAME_NEWS
