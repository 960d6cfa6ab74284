"""Makes one event of all reports of it, within a document and across documents, and writes its rows.

Reports meet in blocks of kind family and party, so that cost grows with the number of reports. What decides whether two
reports are of one event stands in `matching`.
"""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from assets.enriched.annotate.records import Participant
from assets.enriched.resolve.ids import report_id
from assets.enriched.resolve.locals import Document, Row
from assets.enriched.resolve.matching import Party, Report, interval, match, party
from assets.enriched.resolve.summary import summarise
from assets.enriched.resolve.unions import Unions

STATUS_ORDER = {"happened": 0, "denied": 1, "planned": 2, "hypothetical": 3}
PRECISION_ORDER = {"day": 0, "week": 1, "month": 2, "year": 3, "none": 4}
ENOUGH = 0.6
MOST_IN_A_BLOCK = 60  # a report is compared with this many earlier ones of its block: hostile texts stay linear


@dataclass(slots=True)
class Event:
    """An event and its reports, the earliest first; `scores` says how well each fits."""

    event_id: str
    reports: list[Report]
    scores: list[float] = field(default_factory=list)


def reports_of(documents: Iterable[Document]) -> list[Report]:
    """Every event mention of every document as a report, in order of time."""
    found = []
    for document in documents:
        seen: Counter[tuple[int, int, str]] = Counter()
        for position, m in enumerate(document.annotation.events):
            trigger = (m.trigger_start, m.trigger_end, m.event_kind)
            event_id = report_id(document.document_id, *trigger, seen[trigger])
            seen[trigger] += 1
            parties = tuple(party(document, p) for p in m.participants)
            place, forum = document.entity_id(m.place), document.entity_id(m.forum)
            found.append(Report(document, position, m, event_id, parties, place, forum))
    return sorted(found, key=lambda report: report.order)


def resolve_events(reports: Sequence[Report]) -> list[Event]:
    """The events that the reports tell, in order of their earliest report."""
    unions = Unions(len(reports), [report.tag for report in reports])
    scores: dict[int, float] = {}
    for score, earlier, later in sorted(_pairs(reports), key=lambda pair: (-pair[0], pair[1], pair[2])):
        if unions.join(earlier, later):
            for member in (earlier, later):
                scores.setdefault(member, score)
    events = []
    for group in unions.groups():
        members = [reports[member] for member in group]
        events.append(Event(members[0].event_id, members, [scores.get(member, 1.0) for member in group]))
    return events


def _pairs(reports: Sequence[Report]) -> Iterable[tuple[float, int, int]]:
    """Pairs of reports that match well enough: (score, earlier, later)."""
    blocks: dict[tuple[str, str], list[int]] = defaultdict(list)
    for later, report in enumerate(reports):
        near: set[int] = set()
        for block in _blocks(report):
            near.update(blocks[block][-MOST_IN_A_BLOCK:])
            blocks[block].append(later)
        for earlier in sorted(near):
            score = match(reports[earlier], report)
            if score >= ENOUGH:
                yield score, earlier, later


def _blocks(report: Report) -> set[tuple[str, str]]:
    """Where a report meets others: the parties and countries of its kind family."""
    family = "consult" if report.mention.event_type == "CONSULT" or report.kind == "planned_meeting" else report.kind
    return {(family, value) for p in report.parties for value in (p.entity_id, p.country) if value}


def event_row(event: Event, names: dict[str, str]) -> Row:
    """Its row of `events`; `names` gives the name of every entity."""
    lead = min(event.reports, key=lambda r: (STATUS_ORDER[r.mention.status], r.order))
    start, end, precision = when(event)
    place = _vote(r.place_id for r in event.reports)
    forum = _vote(r.forum_id for r in event.reports)
    country = _vote(r.mention.country for r in event.reports)
    outlets = {r.document.facts.outlet or r.document.facts.domain for r in event.reports} - {None}
    row = {
        "event_id": event.event_id,
        "event_type": lead.mention.event_type,
        "event_mode": lead.mention.event_mode,
        "event_kind": lead.mention.event_kind,
        "contexts": sorted({c for r in event.reports for c in r.mention.contexts}),
        "status": lead.mention.status,
        "start_on": start,
        "end_on": end,
        "date_precision": precision,
        "place_id": place,
        "country": country,
        "forum_id": forum,
        "document_count": len({r.document.document_id for r in event.reports}),
        "outlet_count": len(outlets),
        "confidence": max(min(1.0, max(0.0, r.mention.confidence)) for r in event.reports),
    }
    row["summary"] = summarise(row, participants(event), names)
    return row


def when(event: Event) -> tuple[dt.date | None, dt.date | None, str]:
    """First and last day and precision: of the most exact reports, the most frequent, of equals the earliest."""
    known = [r for r in event.reports if interval(r.mention)]
    if not known:
        return None, None, "none"
    finest = min(PRECISION_ORDER[r.mention.date_precision] for r in known)
    exact = [r.mention for r in known if PRECISION_ORDER[r.mention.date_precision] == finest]
    days = Counter((m.start_on, m.end_on) for m in exact)
    start, end = min(days, key=lambda d: (-days[d], d[0] or dt.date.max, d[1] or dt.date.max))
    if start and end and start > end:
        start, end = end, start
    return start, end, exact[0].date_precision


def _vote(values: Iterable[str | None]) -> str | None:
    """The most frequent value, of equals the first in the alphabet."""
    counts = Counter(value for value in values if value)
    return min(counts, key=lambda value: (-counts[value], value), default=None)


def participants(event: Event) -> list[Row]:
    """Its rows of `event_participants`: all reports' parties, a state left out where one of its people is named."""
    rows: dict[tuple[str, str], Row] = {}
    persons_of: set[str] = set()
    parties: list[tuple[Party, Participant]] = []
    for report in event.reports:
        for p, said in zip(report.parties, report.mention.participants, strict=True):
            parties.append((p, said))
            if p.single and p.country:
                persons_of.add(p.country)
    taken: set[str] = set()
    for p, said in parties:
        if not p.single and p.country in persons_of:
            continue
        if p.entity_id in taken and (p.entity_id, p.role) not in rows:
            continue
        taken.add(p.entity_id)
        row = rows.setdefault(
            (p.entity_id, p.role),
            {
                "event_id": event.event_id,
                "entity_id": p.entity_id,
                "role": p.role,
                "country": None,
                "office": None,
                "level": None,
            },
        )
        row["country"] = row["country"] or p.country
        row["office"] = row["office"] or said.office
        row["level"] = row["level"] or said.level
    return list(rows.values())


def report_rows(event: Event) -> Iterable[Row]:
    """Its rows of `event_reports`, each trigger once."""
    seen = set()
    for report, score in zip(event.reports, event.scores, strict=True):
        m, text = report.mention, report.document.facts.raw_text
        key = (report.document.document_id, m.trigger_start, m.trigger_end)
        if key in seen:
            continue
        seen.add(key)
        yield {
            "event_id": event.event_id,
            "document_id": report.document.document_id,
            "sentence_no": max(0, m.sentence_no),
            "raw_start": m.start,
            "raw_end": m.end,
            "trigger": text[m.trigger_start : m.trigger_end],
            "trigger_start": m.trigger_start,
            "trigger_end": m.trigger_end,
            "reported_type": m.event_type,
            "reported_kind": m.event_kind,
            "reported_status": m.status,
            "reported_start_on": m.start_on,
            "reported_end_on": m.end_on,
            "reported_place": None if m.place is None else report.document.annotation.entities[m.place].name,
            "match_score": round(score, 4),
        }
