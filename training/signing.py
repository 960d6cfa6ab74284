"""Which rows an analyst would sign: rows of labelled documents beside the labels.

A row is paired with the label that it shares most with, one to one. It is signed where kind, status, parties and days
are those of the label; rows of arguable labels count neither way; what meets no label is false, what meets one a
second time is a duplicate. Here belongs the judgement alone; what one thing being another means is said in `matching`.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from assets.enriched.annotate.events.acts import Act
from assets.enriched.annotate.events.features import CONSULTATIONS
from assets.enriched.annotate.events.syntax.clauses import clause_of
from assets.enriched.annotate.events.words import Interval
from training.articles import Read
from training.matching import Json, same_days, same_party

TALKS = CONSULTATIONS - {"planned_meeting"}


@dataclass(frozen=True, slots=True)
class Party:
    """A participant of a row, by what tells whether it is a labelled one."""

    kind: str
    country: str | None
    forms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """An act as it would be published: `spans` are its clauses in the raw text."""

    kind: str
    status: str
    days: Interval
    parties: tuple[Party, ...]
    spans: tuple[tuple[int, int], ...]


@dataclass(slots=True)
class Judged:
    """A row beside its label; `faults` is empty where it would be signed. `at` is its place among the rows given."""

    at: int
    row: Row
    label: Json | None
    faults: frozenset[str]
    signs: dict[str, float] = field(default_factory=dict)


def row_of(read: Read, act: Act) -> Row:
    """The row of an act."""
    members = [read.article.cast[part.member] for part in act.parts]
    return Row(
        act.kind,
        act.status,
        act.days,
        tuple(Party(member.kind, member.country, tuple(read.forms(member))) for member in members),
        tuple(read.raw_span(*clause_of(read.article, mention.word)) for mention in act.mentions),
    )


def judge(labels: Sequence[Json], rows: Sequence[Row]) -> list[Judged]:
    """The rows of a document that count, each with what is wrong of it."""
    weights = {}
    for i, label in enumerate(labels):
        for j, row in enumerate(rows):
            weight = _weight(label, row)
            if weight:
                weights[i, j] = weight
    taken: dict[int, int] = {}
    for i, j in sorted(weights, key=lambda pair: (-weights[pair], pair)):
        if i not in taken.values() and j not in taken:
            taken[j] = i
    found = []
    for j, row in enumerate(rows):
        if j in taken:
            label = labels[taken[j]]
            if not label.get("arguable"):
                found.append(Judged(j, row, label, _faults(label, row)))
            continue
        near = [i for i in range(len(labels)) if (i, j) in weights]
        told = near or [i for i, label in enumerate(labels) if _common(label, row)]
        if not any(labels[i].get("arguable") for i in told):
            fault = "duplicate" if near else "other_kind" if told else "no_event"
            found.append(Judged(j, row, None, frozenset({fault})))
    return found


def wanted(labels: Sequence[Json]) -> list[Json]:
    """The labels that count for recall."""
    return [label for label in labels if not label.get("arguable")]


def _weight(label: Json, row: Row) -> float:
    """0 unless a row can be a label's: one family, told at one of its places or with shared parties."""
    common = _common(label, row)
    if not _one_family(label["event_kind"], row.kind, common > 0):
        return 0.0
    shared = len(_partners(label, row))
    if not common and not (shared and label["status"] == row.status):
        return 0.0
    most = max(len(label["participants"]), len(row.parties), 1)
    alike = (label["event_kind"] == row.kind) + (label["status"] == row.status) + same_days(label, row.days)
    return 2 * min(1.0, common) + 2 * shared / most + alike / 2


def _one_family(label: str, kind: str, at_the_place: bool) -> bool:
    pair = {"talks" if name in TALKS else name for name in (label, kind)}
    return len(pair) == 1 or (at_the_place and pair == {"talks", "planned_meeting"})


def _common(label: Json, row: Row) -> float:
    """The greatest part of a labelled place that a clause of the row covers."""
    best = 0.0
    for start, end in row.spans:
        for told in label["mentions"]:
            first, last = told["span"]
            best = max(best, (min(end, last) - max(start, first)) / (last - first))
    return best


def _partners(label: Json, row: Row) -> list[tuple[int, int]]:
    """Labelled and told participants that are the same, one to one."""
    pairs: list[tuple[int, int]] = []
    for i, participant in enumerate(label["participants"]):
        known = {j for _, j in pairs}
        for j, party in enumerate(row.parties):
            if j not in known and same_party(participant, party.kind, party.country, party.forms):
                pairs.append((i, j))
                break
    return pairs


def _faults(label: Json, row: Row) -> frozenset[str]:
    pairs = _partners(label, row)
    codes = {participant.get("country") for participant in label["participants"]} - {None}
    extra = [party for j, party in enumerate(row.parties) if j not in {known for _, known in pairs}]
    right = {
        "kind": label["event_kind"] == row.kind,
        "status": label["status"] == row.status,
        "parties": len(pairs) == len(label["participants"])
        and all(party.kind == "country" and party.country in codes for party in extra),
        "days": same_days(label, row.days),
    }
    return frozenset(name for name, holds in right.items() if not holds)
