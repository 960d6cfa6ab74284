"""Says what an event is where its reports differ: status, dates, place, parties; and writes its rows.

Here belongs the choice between reports and the writing down. Which reports tell one event is decided in `coreference`.
"""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from assets.enriched.annotate.records import Participant
from assets.enriched.resolve.events.calibration import calibrated, report_confidence
from assets.enriched.resolve.events.coreference import Event
from assets.enriched.resolve.events.matching import ACTING, CONSULTATIONS, MUTUAL, Party, Report
from assets.enriched.resolve.events.summary import summarise
from assets.enriched.resolve.local_entities import Row

STATUS_ORDER = {"happened": 0, "denied": 1, "planned": 2, "hypothetical": 3}
PRECISION_ORDER = {"day": 0, "week": 1, "month": 2, "year": 3, "none": 4}
KIND_ORDER = {"forum_sideline": 0, "summit": 1, "call": 2, "visit": 3, "planned_meeting": 9}  # the telling ones first
PLAIN = 5


def event_row(event: Event, parties: Sequence[Row], names: Mapping[str, str]) -> Row:
    """Its row of `events`; `parties` are its rows of `event_participants`, `names` gives the name of every entity."""
    lead = leading(event.reports)
    start, end, precision = when(event.reports)
    outlets = {r.document.facts.outlet or r.document.facts.domain for r in event.reports} - {None}
    row = {
        "event_id": event.event_id,
        "event_type": lead.mention.event_type,
        "event_mode": lead.mention.event_mode or _mode(event.reports, lead),
        "event_kind": lead.mention.event_kind,
        "contexts": sorted({context for r in event.reports for context in r.mention.contexts}),
        "status": lead.mention.status,
        "start_on": start,
        "end_on": end,
        "date_precision": precision,
        "forum_id": most(r.forum_id for r in event.reports),
        "document_count": len({r.document.document_id for r in event.reports}),
        "outlet_count": len(outlets),
        "confidence": calibrated(event.reports),
        "corrected": [],
    }
    row["place_id"], row["country"] = where(event.reports)
    row["summary"] = summarise(row, parties, names)
    return row


def leading(reports: Sequence[Report]) -> Report:
    """The report whose type, kind and status the event takes: what happened before what was planned, of those the
    most telling kind that no rarer than half of the reports give, of equals the surest and earliest."""
    if len(reports) == 1:  # most events are told once: what follows would choose the same, at ten times the cost
        return reports[0]
    status = min((r.mention.status for r in reports), key=STATUS_ORDER.__getitem__)
    settled = [r for r in reports if r.mention.status == status]
    kinds = Counter(r.kind for r in settled)
    return min(
        settled,
        key=lambda r: (KIND_ORDER.get(r.kind, PLAIN), -kinds[r.kind], -r.mention.confidence, r.order),
    )


def _mode(reports: Iterable[Report], lead: Report) -> str | None:
    """A mode that another report of the same kind gives."""
    return most(r.mention.event_mode for r in reports if r.kind == lead.kind)


def when(reports: Sequence[Report]) -> tuple[dt.date | None, dt.date | None, str]:
    """First and last day and precision: of the most exact reports the most frequent first day, of equals the earliest
    report's, and the latest day that goes with it: one report tells the arrival, another the whole visit.

    Reports of what happened go before reports of the plan.
    """
    status = min((r.mention.status for r in reports), key=STATUS_ORDER.__getitem__)
    known = [r for r in reports if r.days and r.mention.status == status]
    known = known or [r for r in reports if r.days]
    if not known:
        return None, None, "none"
    finest = min(PRECISION_ORDER[r.mention.date_precision] for r in known)
    exact = [r.mention for r in known if PRECISION_ORDER[r.mention.date_precision] == finest]
    start = exact[0].start_on
    if len(exact) > 1:
        starts = Counter(m.start_on for m in exact)
        start = max(starts, key=lambda day: starts[day])
    ends = [m.end_on for m in exact if m.start_on == start and m.end_on]
    end = max(ends, default=None)
    if start and end and start > end:
        start, end = end, start
    return start, end, exact[0].date_precision


def where(reports: Sequence[Report]) -> tuple[str | None, str | None]:
    """Place and country that go together: a town before a country, the most frequent, of equals the first named.

    What texts tell goes before what datelines do.
    """
    if len(reports) == 1:
        return reports[0].place_id or None, reports[0].mention.country or None
    reports = [r for r in reports if r.mention.place_told and (r.place_id or r.mention.country)] or reports
    places = Counter(r.place_id for r in reports if r.place_id)
    countries = Counter(r.mention.country for r in reports if r.mention.country)
    place = max(places, key=lambda p: (not p.startswith("cou-"), places[p]), default=None)
    beside = Counter(r.mention.country for r in reports if r.place_id == place and r.mention.country)
    pool = beside or countries
    return place, max(pool, key=lambda c: pool[c], default=None)


def most(values: Iterable[str | None]) -> str | None:
    """The most frequent value, of equals the first."""
    given = [value for value in values if value]
    if len(given) <= 1:
        return given[0] if given else None
    counts = Counter(given)
    return max(counts, key=lambda value: counts[value], default=None)


def participant_rows(event: Event) -> list[Row]:
    """Its rows of `event_participants`: all reports' parties, a state left out where its people or bodies are named.

    A party has one role: that of the leading report, else the first one told.
    """
    lead = leading(event.reports)
    reports = [lead, *(r for r in event.reports if r is not lead)]
    told = [(p, said) for r in reports for p, said in zip(r.parties, r.mention.participants, strict=True)]
    together = lead.kind in MUTUAL | CONSULTATIONS
    represented = _represented(told, together)
    rows: dict[str, Row] = {}
    spoken_for: list[tuple[Participant, str]] = []
    for p, said in told:
        envoy = None if p.single else represented.get((p.country, together or p.role in ACTING))
        if envoy and not _both_told(reports, p, envoy):
            spoken_for.append((said, envoy))
            continue
        row = rows.setdefault(p.entity_id, _blank(event.event_id, p))
        row["country"] = row["country"] or p.country
        row["office"] = row["office"] or said.office
        row["level"] = row["level"] or said.level
    for said, envoy in spoken_for:
        _add_office(rows[envoy], said)
    return list(rows.values())


def _both_told(reports: Iterable[Report], state: Party, envoy: str) -> bool:
    """Whether one report names a state and its envoy side by side: then it means both of them."""
    return any({state.entity_id, envoy} <= {p.entity_id for p in report.parties} for report in reports)


def _represented(told: Sequence[tuple[Party, Participant]], together: bool) -> dict[tuple[str | None, bool], str]:
    """Countries for which someone takes part, by side, and who: a person before a body, the first told.

    In what is done `together` a state has one side, whichever role a report gives it.
    """
    found: dict[tuple[str | None, bool], str] = {}
    for of_persons in (True, False):
        for p, _ in told:
            if p.single and p.country and p.entity_id.startswith("per-") == of_persons:
                found.setdefault((p.country, together or p.role in ACTING), p.entity_id)
    return found


def _add_office(row: Row, said: Participant) -> None:
    """What is said of "the minister" is said of the person that another report names."""
    if said.office and not row["office"]:
        row["office"], row["level"] = said.office, row["level"] or said.level


def _blank(event_id: str, p: Party) -> Row:
    return {
        "event_id": event_id,
        "entity_id": p.entity_id,
        "role": p.role,
        "country": p.country,
        "office": None,
        "level": None,
    }


def report_rows(event: Event) -> Iterable[Row]:
    """Its rows of `event_reports`: one a place where a document tells it."""
    for report, score in zip(event.reports, event.scores, strict=True):
        m, text = report.mention, report.document.facts.raw_text
        for told in m.tellings:
            yield {
                "event_id": event.event_id,
                "document_id": report.document.document_id,
                "sentence_no": max(0, told.sentence_no),
                "raw_start": told.start,
                "raw_end": told.end,
                "trigger": text[told.trigger_start : told.trigger_end],
                "trigger_start": told.trigger_start,
                "trigger_end": told.trigger_end,
                "reported_type": m.event_type,
                "reported_kind": m.event_kind,
                "reported_status": m.status,
                "reported_start_on": m.start_on,
                "reported_end_on": m.end_on,
                "reported_place": None if m.place is None else report.document.annotation.entities[m.place].name,
                "match_score": round(score, 4),
                "confidence": report_confidence(report),
            }
