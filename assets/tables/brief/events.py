"""Reads every event of a warehouse as the brief and the pages tell it: a sentence, how sure, why, and its reports.

Here belongs the reading. What is new about an event belongs to `changes`.
"""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import duckdb

from assets.enriched.resolve.offices.tenures import SINGLE_SEAT
from assets.tables.brief import words
from assets.tables.brief.conflicts import Conflict, Report, conflicts
from assets.tables.brief.query import TITLE, rows
from assets.tables.brief.sureness import Grounds, Sureness, sureness

_REPORTS = f"""
WITH resolved AS (
    SELECT document_id, lower(text) AS written, any_value(entity_id) AS place_id
    FROM mentions WHERE kind IN ('place', 'country') AND entity_id IS NOT NULL GROUP BY ALL
)
SELECT r.event_id, r.document_id, coalesce(a.outlet, a.domain, a.agency) AS outlet, r.reported_start_on AS start_on,
       r.reported_end_on AS end_on, r.reported_status AS status, r.reported_place AS place, p.place_id, n.country,
       n.latitude, n.longitude, coalesce(a.agency, a.outlet, a.domain) AS source,
       coalesce(a.near_duplicate_of, r.document_id) AS text_id, a.published_on, {TITLE} AS title, a.url,
       r.reported_kind AS kind,
       r.raw_start, r.raw_end, r.trigger_start, r.trigger_end
FROM event_reports r
JOIN articles a USING (document_id)
LEFT JOIN resolved p ON p.document_id = r.document_id AND p.written = lower(r.reported_place)
LEFT JOIN entities n ON n.entity_id = p.place_id
ORDER BY r.event_id, a.published_on NULLS LAST, r.document_id, r.trigger_start
"""
_EVENTS = """
SELECT e.event_id, e.summary, e.event_kind, e.status, e.start_on, e.end_on, e.date_precision, e.document_count,
       e.confidence, t.how_sure, coalesce(t.countries, []) AS countries, t.place, e.place_id, e.country,
       n.latitude, n.longitude, t.forum,
       coalesce(t.sentence, '') AS evidence, coalesce(p.parties, 0) AS parties, t.corrected
FROM events e
JOIN timeline t USING (event_id)
LEFT JOIN entities n ON n.entity_id = e.place_id
LEFT JOIN (SELECT event_id, count(DISTINCT entity_id) AS parties
           FROM event_participants GROUP BY ALL) p USING (event_id)
ORDER BY e.start_on DESC NULLS LAST, e.event_id
"""
_RIVALS = """
SELECT p.event_id, p.office, p.country, n.name,
       coalesce(list(DISTINCT coalesce(a.outlet, a.domain, a.agency)) FILTER (a.document_id IS NOT NULL), []) AS outlets
FROM event_participants p
JOIN entities n USING (entity_id)
LEFT JOIN event_reports r ON r.event_id = p.event_id
LEFT JOIN mentions m ON m.document_id = r.document_id AND m.sentence_no = r.sentence_no AND m.entity_id = p.entity_id
LEFT JOIN articles a ON a.document_id = m.document_id
WHERE n.kind = 'person' AND p.country IS NOT NULL AND list_contains(?, p.office)
GROUP BY p.event_id, p.office, p.country, n.name
QUALIFY count(DISTINCT n.name) OVER (PARTITION BY p.event_id, p.office, p.country) > 1
ORDER BY ALL
"""
_REPORT = (
    "document_id",
    "outlet",
    "start_on",
    "end_on",
    "status",
    "place",
    "place_id",
    "country",
    "latitude",
    "longitude",
)


@dataclass(frozen=True, slots=True)
class Telling:
    """One report: what it says, where it stands in the raw text, and in which article."""

    report: Report
    source: str | None
    text_id: str
    published_on: dt.date | None
    title: str | None
    url: str | None
    kind: str
    raw_start: int
    raw_end: int
    trigger_start: int
    trigger_end: int


@dataclass(frozen=True, slots=True)
class Event:
    """An event as it is told. `evidence` is the earliest sentence.

    `countries` are alpha-3 codes of those who took part, in order, `country` that of the place; `point` is the place's
    latitude and longitude in degrees.
    """

    event_id: str
    sentence: str
    kind: str
    theme: str
    status: str
    start_on: dt.date | None
    when: str
    countries: tuple[str, ...]
    place: str | None
    place_id: str | None
    country: str | None
    point: tuple[float, float] | None
    forum: str | None
    evidence: str
    outlets: tuple[str, ...]
    sure: Sureness
    confidence: float
    conflicts: tuple[Conflict, ...]
    tellings: tuple[Telling, ...]

    @property
    def page(self) -> str:
        """Its page, below the site."""
        return f"event/{self.event_id}.html"

    @property
    def year(self) -> str:
        """The year in which it falls, as a heading; "Without a day" where none is known."""
        return str(self.start_on.year) if self.start_on else "Without a day"


def read(con: duckdb.DuckDBPyConnection) -> dict[str, Event]:
    """Every published event by its id, latest first."""
    told: dict[str, list[Telling]] = {}
    for row in rows(con, _REPORTS):
        report = Report(**{name: row.pop(name) for name in _REPORT})
        told.setdefault(row.pop("event_id"), []).append(Telling(report, **row))
    rivals = _rivals(con)
    return {
        row["event_id"]: _event(row, told.get(row["event_id"], ()), rivals.get(row["event_id"], ()))
        for row in rows(con, _EVENTS)
    }


def _rivals(con: duckdb.DuckDBPyConnection) -> dict[str, tuple[Conflict, ...]]:
    """The events in which two people stand in one seat: their reports differ about who took part."""
    sides: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
    for row in rows(con, _RIVALS, [sorted(SINGLE_SEAT)]):
        said = f"{row['name']} as {row['office']} of {words.country(row['country'])}"
        named = tuple(sorted(outlet for outlet in row["outlets"] if outlet)) or ("no outlet named",)
        sides.setdefault(row["event_id"], []).append((said, named))
    return {event_id: (Conflict("parties", tuple(told)),) for event_id, told in sides.items()}


def _event(row: Mapping[str, Any], tellings: Sequence[Telling], rivals: Sequence[Conflict]) -> Event:
    differing = (*conflicts([t.report for t in tellings]), *rivals)
    outlets = tuple(dict.fromkeys(t.report.outlet for t in tellings if t.report.outlet))
    grounds = Grounds(
        row["how_sure"],
        row["confidence"],
        outlets,
        independent(tellings),
        row["document_count"],
        row["date_precision"],
        row["parties"],
        differing,
        tuple(row["corrected"]),
    )
    return Event(
        event_id=row["event_id"],
        sentence=row["summary"],
        kind=row["event_kind"],
        theme=words.themes()[row["event_kind"]],
        status=row["status"],
        start_on=row["start_on"],
        when=words.when(row["start_on"], row["end_on"], row["date_precision"]),
        countries=tuple(row["countries"]),
        place=row["place"],
        place_id=row["place_id"],
        country=row["country"],
        point=None if row["latitude"] is None else (row["latitude"], row["longitude"]),
        forum=row["forum"],
        evidence=row["evidence"],
        outlets=outlets,
        sure=sureness(grounds),
        confidence=row["confidence"],
        conflicts=differing,
        tellings=tuple(tellings),
    )


def independent(tellings: Iterable[Telling]) -> int:
    """How many outlets report an event in texts of their own: near duplicates and one agency's copy count once."""
    named = [t for t in tellings if t.source]
    return min(len({t.source for t in named}), len({t.text_id for t in named}))
