"""Reads events of a warehouse as the brief and their pages tell them: a sentence, how sure, why, and the reports.

Here belongs the reading, of those events alone that are asked for. What is new about one belongs to `changes`; what is
shown of events that are only listed, `lines` has.
"""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import duckdb

from assets.enriched.resolve.offices.tenures import SINGLE_SEAT
from assets.tables.brief import words
from assets.tables.brief.conflicts import Conflict, Report, conflicts
from assets.tables.brief.lines import page_of, year_of
from assets.tables.brief.query import TITLE, rows
from assets.tables.brief.sureness import Grounds, Sureness, sureness
from assets.tables.views import select

_WANTED = "CREATE OR REPLACE TEMP TABLE wanted AS SELECT DISTINCT unnest(?::VARCHAR[]) AS event_id"
_REPORTS = f"""
WITH resolved AS (
    SELECT document_id, lower(text) AS written, arg_min(entity_id, (raw_start, entity_id)) AS place_id
    FROM mentions
    WHERE kind IN ('place', 'country') AND entity_id IS NOT NULL
      AND document_id IN (SELECT document_id FROM event_reports SEMI JOIN wanted USING (event_id))
    GROUP BY ALL
)
SELECT r.event_id, r.document_id, coalesce(a.outlet, a.domain, a.agency) AS outlet, r.reported_start_on AS start_on,
       r.reported_end_on AS end_on, r.reported_status AS status, r.reported_place AS place, p.place_id, n.country,
       n.latitude, n.longitude, coalesce(a.agency, a.outlet, a.domain) AS source,
       coalesce(a.near_duplicate_of, r.document_id) AS text_id, a.published_on, {TITLE} AS title, a.url,
       r.reported_kind AS kind,
       r.raw_start, r.raw_end, r.trigger_start, r.trigger_end
FROM event_reports r
SEMI JOIN wanted USING (event_id)
JOIN articles a USING (document_id)
LEFT JOIN resolved p ON p.document_id = r.document_id AND p.written = lower(r.reported_place)
LEFT JOIN entities n ON n.entity_id = p.place_id
ORDER BY r.event_id, a.published_on NULLS LAST, r.document_id, r.trigger_start, r.raw_start, r.raw_end
"""
# The view `event_pairs` over the parties of these events alone: by itself it reads those of all.
_PAIRS = f"""
WITH event_participants AS (FROM main.event_participants SEMI JOIN wanted USING (event_id)),
event_parties AS ({select("event_parties")})
{select("event_pairs")}
"""
# Countries, places, forums and the earliest sentence are those of the view `timeline`, which reads all events.
_EVENTS = f"""
WITH casts AS (
    SELECT event_id, list(DISTINCT country ORDER BY country) FILTER (country IS NOT NULL) AS countries
    FROM (SELECT p.event_id, min(coalesce(p.country, n.country)) AS country
          FROM event_participants p SEMI JOIN wanted USING (event_id) JOIN entities n USING (entity_id)
          GROUP BY p.event_id, p.entity_id)
    GROUP BY event_id
), evidence AS (
    SELECT r.event_id,
           arg_min(s.text, (coalesce(a.published_on, DATE '9999-12-31'), r.document_id, r.trigger_start)) AS sentence
    FROM event_reports r SEMI JOIN wanted USING (event_id)
    JOIN articles a USING (document_id)
    JOIN sentences s ON s.document_id = r.document_id AND s.sentence_no = r.sentence_no
    GROUP BY r.event_id
), parties AS (
    SELECT event_id, count(DISTINCT entity_id) AS parties
    FROM event_participants SEMI JOIN wanted USING (event_id) GROUP BY event_id
), pairs AS (
    SELECT event_id,
           list(DISTINCT [least(first_country, second_country), greatest(first_country, second_country)]) AS pairs
    FROM ({_PAIRS}) WHERE first_country <> second_country GROUP BY event_id
)
SELECT e.event_id, e.summary, e.event_kind, e.status, e.start_on, e.end_on, e.date_precision, e.document_count,
       e.confidence, how_sure(e.confidence, e.outlet_count) AS how_sure, coalesce(c.countries, []) AS countries,
       n.name AS place, e.place_id, e.country, n.latitude, n.longitude, f.name AS forum,
       coalesce(v.sentence, '') AS evidence, coalesce(p.parties, 0) AS parties,
       coalesce(e.corrected, []) AS corrected, list_sort(coalesce(b.pairs, [])) AS pairs
FROM events e
SEMI JOIN wanted USING (event_id)
LEFT JOIN casts c USING (event_id)
LEFT JOIN evidence v USING (event_id)
LEFT JOIN parties p USING (event_id)
LEFT JOIN pairs b USING (event_id)
LEFT JOIN entities n ON n.entity_id = e.place_id
LEFT JOIN entities f ON f.entity_id = e.forum_id
ORDER BY e.start_on DESC NULLS LAST, e.event_id
"""
_RIVALS = """
SELECT p.event_id, p.office, p.country, n.name,
       coalesce(list(DISTINCT coalesce(a.outlet, a.domain, a.agency)) FILTER (a.document_id IS NOT NULL), []) AS outlets
FROM event_participants p
SEMI JOIN wanted USING (event_id)
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

    `countries` are alpha-3 codes of those who took part, in order, `pairs` those of whom one acted with or on the
    other, `country` that of the place; `point` is the place's latitude and longitude in degrees.
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
    pairs: tuple[tuple[str, str], ...] = ()

    @property
    def page(self) -> str:
        """Its page, below the site."""
        return page_of(self.event_id)

    @property
    def year(self) -> str:
        """The year in which it falls, as a heading."""
        return year_of(self.start_on)


def read(con: duckdb.DuckDBPyConnection, ids: Sequence[str] | None = None) -> dict[str, Event]:
    """The published events of these ids, or all of them, by id, latest first."""
    if ids is None:
        ids = [event_id for (event_id,) in con.execute("SELECT event_id FROM events").fetchall()]
    con.execute(_WANTED, [list(ids)])
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
        pairs=tuple((one, other) for one, other in row["pairs"]),
        sure=sureness(grounds),
        confidence=row["confidence"],
        conflicts=differing,
        tellings=tuple(tellings),
    )


def independent(tellings: Iterable[Telling]) -> int:
    """How many outlets report an event in texts of their own: near duplicates and one agency's copy count once."""
    named = [t for t in tellings if t.source]
    return min(len({t.source for t in named}), len({t.text_id for t in named}))
