"""Every event as a line of a list tells it: its sentence, its day and place, and how sure it is, without the reasons.

Here belong those columns, made for all events at once in SQL, since lists, maps and timelines show many events of which
nothing else is told. What is told in full is read by `events`.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import duckdb

from assets.tables.brief import words
from assets.tables.brief.sureness import Sureness, called

# `grade` as `sureness` decides it: what prints one text, or one agency's, confirms nothing. How many are independent is
# told, and counted, of what several outlets confirm.
_LINES = """
CREATE OR REPLACE TEMP TABLE lines AS
WITH named AS (
    SELECT r.event_id, coalesce(a.agency, a.outlet, a.domain) AS source,
           coalesce(a.near_duplicate_of, a.document_id) AS text_id
    FROM event_reports r
    SEMI JOIN (FROM events WHERE starts_with(how_sure(confidence, outlet_count), 'confirmed')) USING (event_id)
    JOIN articles a USING (document_id)
), apart AS (
    SELECT event_id, least(count(DISTINCT source), count(DISTINCT text_id)) AS independent
    FROM named WHERE source <> '' GROUP BY event_id
), told AS (
    SELECT e.event_id, e.summary AS sentence, e.event_kind, e.start_on, e.place_id, n.name AS place, e.country,
           n.latitude, n.longitude, split_part(how_sure(e.confidence, e.outlet_count), ' ', 1) AS word,
           coalesce(a.independent, 0) AS independent, e.confidence,
           len(coalesce(e.corrected, [])) > 0 AS corrected
    FROM events e LEFT JOIN apart a USING (event_id) LEFT JOIN entities n ON n.entity_id = e.place_id
)
SELECT *, CASE WHEN word = 'confirmed' AND independent < 2 THEN 'likely' ELSE word END AS grade,
       row_number() OVER (ORDER BY start_on DESC NULLS LAST, event_id) AS nth
FROM told
"""
# The columns of a line, of `lines` as `l`, as `line` takes them.
COLUMNS = """l.event_id, l.sentence, l.event_kind, l.start_on, l.place, l.place_id, l.country, l.latitude, l.longitude,
       l.grade, l.independent, l.corrected"""


class Told(Protocol):
    """What a list, a map or a timeline shows of an event; `Line` and `events.Event` have it."""

    @property
    def event_id(self) -> str: ...
    @property
    def sentence(self) -> str: ...
    @property
    def theme(self) -> str: ...
    @property
    def start_on(self) -> dt.date | None: ...
    @property
    def place(self) -> str | None: ...
    @property
    def place_id(self) -> str | None: ...
    @property
    def country(self) -> str | None: ...
    @property
    def point(self) -> tuple[float, float] | None: ...
    @property
    def sure(self) -> Sureness: ...
    @property
    def page(self) -> str: ...
    @property
    def year(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Line:
    """An event in one line; `country` is that of the place, `point` its latitude and longitude in degrees."""

    event_id: str
    sentence: str
    theme: str
    start_on: dt.date | None
    place: str | None
    place_id: str | None
    country: str | None
    point: tuple[float, float] | None
    sure: Sureness

    @property
    def page(self) -> str:
        """Its page, below the site."""
        return page_of(self.event_id)

    @property
    def year(self) -> str:
        """As a heading."""
        return year_of(self.start_on)


def page_of(event_id: str) -> str:
    """The page of an event, below the site."""
    return f"event/{event_id}.html"


def year_of(start_on: dt.date | None) -> str:
    """The year in which an event falls, as a heading; "Without a day" where none is known."""
    return str(start_on.year) if start_on else "Without a day"


def open_lines(con: duckdb.DuckDBPyConnection) -> None:
    """Makes the table `lines` of this connection: a row an event, `nth` counts them from the latest."""
    con.execute(_LINES)


def line(values: Sequence[Any]) -> Line:
    """A line of the values of COLUMNS, in order."""
    event_id, sentence, kind, start_on, place, place_id, country, latitude, longitude, *sureness = values
    point = None if latitude is None else (latitude, longitude)
    sure = Sureness(sureness[0], called(*sureness), "")
    return Line(event_id, sentence, words.themes()[kind], start_on, place, place_id, country, point, sure)
