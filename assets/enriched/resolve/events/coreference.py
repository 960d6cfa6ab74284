"""Makes one event of all reports of it, within a document, across documents and across runs.

Which reports are compared at all stands in `meeting`, what decides whether two are of one event in `matching`, what the
event is then said to be in `rows`.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from assets.enriched.resolve.corrections import Correction
from assets.enriched.resolve.document_rows import lent
from assets.enriched.resolve.events.matching import Countries, Report, differ, party
from assets.enriched.resolve.ids import digest
from assets.enriched.resolve.local_entities import Document
from assets.enriched.resolve.previous_ids import inherit, votes
from assets.enriched.resolve.rulings import NO_RULINGS, Reference, Rulings, references, tags
from assets.enriched.resolve.union_find import UnionFind

MOST_COMPARED = 12  # so many reports of a group speak for it when two groups are joined
Bore = Mapping[tuple[str, int, int, str], str]  # the last run's event of document, trigger and kind
NOTHING_BORE: Bore = {}
Pair = tuple[float, int, int]  # how well two reports match, and their positions, the earlier first


@dataclass(slots=True)
class Event:
    """An event and its reports, the earliest first; `scores` says how well each fits, `corrections` what is wrong."""

    event_id: str
    reports: list[Report]
    scores: list[float] = field(default_factory=list)
    corrections: list[Correction] = field(default_factory=list)


def reports_of(documents: Iterable[Document], countries: Countries) -> list[Report]:
    """Every event mention of every document as a report, in order of time."""
    found = []
    for document in documents:
        events = document.annotation.events
        for position, (m, event_id) in enumerate(zip(events, lent(document.document_id, events), strict=True)):
            parties = tuple(party(document, p, countries) for p in m.participants)
            place, forum = document.entity_id(m.place), document.entity_id(m.forum)
            found.append(Report(document, position, m, event_id, parties, place, _point(document, m.place), forum))
    return sorted(found, key=lambda report: report.order)


def _point(document: Document, place: int | None) -> tuple[float, float] | None:
    """Where a town or region lies; a country's middle is no place at which anything happens."""
    entity = None if place is None else document.annotation.entities[place]
    if entity is None or entity.kind != "place" or entity.latitude is None or entity.longitude is None:
        return None
    return entity.latitude, entity.longitude


def resolve_events(
    reports: Sequence[Report],
    pairs: Iterable[Pair],
    rulings: Rulings = NO_RULINGS,
    bore: Bore = NOTHING_BORE,
) -> tuple[list[Event], set[Reference]]:
    """The events that the reports tell, and those references of the rulings that point to nothing.

    `pairs` are the reports, by position, that match well enough (`meeting`).
    """
    found = _find(reports, references(rulings)[1], bore)
    for report, tag in zip(reports, tags(rulings.different_events, found, len(reports)), strict=True):
        report.tag = tag
    groups, scores = _grouped(reports, pairs, rulings, found)
    struck = [set(found[reference]) for reference in rulings.not_events if reference.id]
    single = {position for reference in rulings.not_events if not reference.id for position in found[reference]}
    kept = [
        [position for position in group if position not in single]
        for group in groups
        if not any(positions & set(group) for positions in struck)
    ]
    events = _with_ids([[reports[p] for p in group] for group in kept if group], bore)
    for event in events:
        event.scores = [scores.get(report.event_id, 1.0) for report in event.reports]
    _correct(events, reports, rulings, found)
    return events, {reference for reference, positions in found.items() if not positions}


def _correct(
    events: Iterable[Event], reports: Sequence[Report], rulings: Rulings, found: Mapping[Reference, Sequence[int]]
) -> None:
    """Hands every correction to the event that holds the report it points to."""
    if not rulings.corrections:
        return
    home = {report.event_id: event for event in events for report in event.reports}
    for correction in rulings.corrections:
        for position in found[correction.event][:1]:
            if event := home.get(reports[position].event_id):
                event.corrections.append(correction)


def _grouped(
    reports: Sequence[Report], pairs: Iterable[Pair], rulings: Rulings, found: Mapping[Reference, Sequence[int]]
) -> tuple[list[list[int]], dict[str, float]]:
    """Groups of reports by position, and each report's score; analysts' word comes before any likeness."""
    clusters = UnionFind(len(reports), [report.tag for report in reports])
    members = {number: [number] for number in range(len(reports))}
    scores: dict[str, float] = {}

    def join(one: int, other: int) -> bool:
        low, high = sorted((clusters.root(one), clusters.root(other)))
        if low != high and clusters.join(low, high):
            members[low] += members.pop(high)
        return clusters.root(low) == clusters.root(high)

    for group in rulings.same_events:
        positions = [position for reference in group for position in found[reference]]
        for position in positions[1:]:
            join(positions[0], position)
    for score, earlier, later in sorted(pairs, key=lambda pair: (-pair[0], pair[1], pair[2])):
        ours, theirs = (members[clusters.root(p)][:MOST_COMPARED] for p in (earlier, later))
        agreed = clusters.root(earlier) == clusters.root(later)
        if agreed or (not any(differ(reports[a], reports[b]) for a in ours for b in theirs) and join(earlier, later)):
            for position in (earlier, later):
                scores.setdefault(reports[position].event_id, score)
    return [sorted(group) for group in members.values()], scores


def _find(reports: Sequence[Report], wanted: set[Reference], bore: Bore) -> dict[Reference, list[int]]:
    """The positions of the reports that each reference points to: an id to the report that lent it."""
    found: dict[Reference, list[int]] = {reference: [] for reference in wanted}
    for position, report in enumerate(reports if wanted else ()):
        at = Reference(document=report.document.document_id, at=report.mention.trigger_start)
        for reference in (at, Reference(id=report.event_id)):
            if reference in found:
                found[reference].append(position)
    for position, report in enumerate(reports if wanted else ()):
        reference = Reference(id=_before(report, bore))
        if reference in found and not found[reference]:
            found[reference].append(position)
    return found


def _before(report: Report, bore: Bore) -> str | None:
    m = report.mention
    return bore.get((report.document.document_id, m.trigger_start, m.trigger_end, m.event_kind))


def _with_ids(groups: list[list[Report]], bore: Bore) -> list[Event]:
    """Events under the ids of the last run, else under the id that the earliest report lends."""
    groups.sort(key=lambda group: group[0].order)

    def fresh(number: int, nth: int) -> str:
        own = groups[number][0].event_id
        return f"ev-{digest('apart', own, *range(2, nth + 1))}" if nth else own

    ids = inherit(votes(groups, lambda report: _before(report, bore)), len(groups), fresh)
    return [Event(identity, group) for identity, group in zip(ids, groups, strict=True)]
