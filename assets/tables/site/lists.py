"""What the pages of people and countries hold, and the lists of all of them, of events and of documents.

Here belongs the reading for these pages alone; of the events they only list, `lines` has what is shown.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import duckdb

from assets.tables.brief import words
from assets.tables.brief.lines import COLUMNS, Line, line
from assets.tables.brief.pictures import charts
from assets.tables.brief.pictures.atlas import atlas
from assets.tables.brief.query import TITLE, rows
from assets.tables.site.parts import parts

MOST = 500  # events, statements and documents that a page lists; SQL has the rest
MOST_LISTED = 5000  # rows of a list of everything
PEOPLE_AT_ONCE, COUNTRIES_AT_ONCE = 1_000, 50  # pages whose rows are held in memory at a time
_PEOPLE = """
SELECT entity_id, name, country, aliases, first_seen_on, last_seen_on, document_count
FROM entities WHERE kind = 'person' AND entity_id IN (SELECT unnest(?)) ORDER BY name, entity_id
"""
_TENURES = """
SELECT t.person_id, p.name, t.office, t.country, o.name AS organisation, t.status, t.first_seen_on, t.last_seen_on,
       t.document_count
FROM tenures t JOIN entities p ON p.entity_id = t.person_id LEFT JOIN entities o ON o.entity_id = t.organisation_id
WHERE t.{column} IN (SELECT unnest(?))
ORDER BY t.last_seen_on DESC NULLS LAST, t.office, p.name, t.tenure_id
"""
# The latest events of each key of `{keys}`, which has the columns `key` and `event_id`; `of_key` counts all of the key.
_LATEST = f"""
SELECT k.key, k.of_key, {COLUMNS}
FROM (
    SELECT k.key, k.event_id, count(*) OVER (PARTITION BY k.key) AS of_key
    FROM ({{keys}}) k JOIN (SELECT event_id, nth FROM lines) l USING (event_id)
    QUALIFY row_number() OVER (PARTITION BY k.key ORDER BY l.nth) <= {MOST}
) k JOIN lines l USING (event_id)
ORDER BY k.key, l.nth
"""
_TAKING_PART = """
SELECT DISTINCT entity_id AS key, event_id FROM event_participants WHERE entity_id IN (SELECT unnest(?))
"""
_SAID = f"""
SELECT p.entity_id, count(*) OVER (PARTITION BY p.entity_id) AS of_key, s.said_on, s.kind, s.cue, s.content,
       s.document_id, s.raw_start, coalesce(a.outlet, a.domain, a.agency) AS outlet
FROM statement_speakers p JOIN statements s USING (statement_id) JOIN articles a ON a.document_id = s.document_id
WHERE p.entity_id IN (SELECT unnest(?))
QUALIFY row_number() OVER (PARTITION BY p.entity_id ORDER BY s.said_on DESC NULLS LAST, s.document_id, s.raw_start,
                           s.statement_id) <= {MOST}
ORDER BY s.said_on DESC NULLS LAST, s.document_id, s.raw_start, s.statement_id
"""
# Whose countries took part in an event: as the view `event_casts` has it, for all events.
_CASTS = """
CREATE OR REPLACE TEMP TABLE casts AS
SELECT DISTINCT event_id, country AS key FROM (
    SELECT p.event_id, min(coalesce(p.country, n.country)) AS country
    FROM event_participants p JOIN entities n USING (entity_id) GROUP BY p.event_id, p.entity_id
) WHERE country IS NOT NULL
"""
_THEIRS = "SELECT key, event_id FROM casts WHERE key IN (SELECT unnest(?))"
_HERE = """
SELECT e.country AS key, e.event_id FROM events e
ANTI JOIN casts c ON c.event_id = e.event_id AND c.key = e.country
WHERE e.country IN (SELECT unnest(?))
"""
_PARTNERS = """
SELECT c.key, o.key AS other, count(*) AS events FROM casts c JOIN casts o ON o.event_id = c.event_id AND o.key <> c.key
WHERE c.key IN (SELECT unnest(?)) GROUP BY ALL ORDER BY c.key, events DESC, other
"""
_HELD_COUNTRIES = """
SELECT code, count(*) FILTER (took_part) AS events FROM (
    SELECT key AS code, true AS took_part FROM casts
    UNION ALL SELECT country, false FROM events
    UNION ALL SELECT t.country, false FROM tenures t JOIN entities p ON p.entity_id = t.person_id
) WHERE code IS NOT NULL GROUP BY code
"""
_ALL_EVENTS = f"SELECT {COLUMNS} FROM lines l ORDER BY l.nth LIMIT {MOST_LISTED}"
_ALL_PEOPLE = f"""
SELECT entity_id, name, country FROM entities WHERE kind = 'person' ORDER BY name, entity_id LIMIT {MOST_LISTED}
"""
_ALL_DOCUMENTS = f"""
SELECT a.document_id, {TITLE} AS title, coalesce(a.outlet, a.domain, a.agency) AS outlet, a.published_on
FROM articles a
ORDER BY published_on DESC NULLS LAST, document_id LIMIT {MOST_LISTED}
"""


def open_casts(con: duckdb.DuckDBPyConnection) -> None:
    """Makes the table `casts` of this connection: `event_id`, and as `key` each country that took part."""
    con.execute(_CASTS)


def people(con: duckdb.DuckDBPyConnection, ids: Sequence[str]) -> Iterator[tuple[str, dict[str, Any]]]:
    """The id of each of these persons with offices, events and statements, latest first."""
    for some in parts(ids, {}, PEOPLE_AT_ONCE):
        tenures = _by(rows(con, _TENURES.format(column="person_id"), [some]), "person_id")
        said, theirs = _by(rows(con, _SAID, [some]), "entity_id"), _latest(con, _TAKING_PART, some)
        for person in rows(con, _PEOPLE, [some]):
            identity = person["entity_id"]
            events, more = theirs[identity]
            statements = said[identity]
            yield (
                identity,
                {
                    "person": person,
                    "tenures": tenures[identity],
                    "events": events,
                    "statements": statements,
                    "more": {"events": more, "statements": statements[0]["of_key"] - MOST if statements else 0},
                },
            )


def countries(con: duckdb.DuckDBPyConnection, codes: Sequence[str]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each of these codes with its events, those of others on its soil, whom it dealt with, who held its offices."""
    for at in range(0, len(codes), COUNTRIES_AT_ONCE):
        some = list(codes[at : at + COUNTRIES_AT_ONCE])
        tenures = _by(rows(con, _TENURES.format(column="country"), [some]), "country")
        partners = _by(rows(con, _PARTNERS, [some]), "key")
        theirs, here = _latest(con, _THEIRS, some), _latest(con, _HERE, some)
        for code in some:
            events, others = theirs[code][0], here[code][0]
            yield (
                code,
                {
                    "code": code,
                    "name": words.country(code),
                    "partners": [(row["other"], row["events"]) for row in partners[code]],
                    "tenures": tenures[code],
                    "events": events,
                    "here": others,
                    "map": atlas([*events, *others][:MOST]),
                    "timeline": charts.timeline(events),
                    "more": {"events": theirs[code][1], "here": here[code][1]},
                },
            )


def _latest(con: duckdb.DuckDBPyConnection, keys: str, some: Sequence[str]) -> defaultdict[str, tuple[list[Line], int]]:
    """The latest events of each key that the query `keys` gives, and how many more there are (below 1: none)."""
    found: defaultdict[str, tuple[list[Line], int]] = defaultdict(lambda: ([], -MOST))
    for key, of_key, *values in con.execute(_LATEST.format(keys=keys), [list(some)]).fetchall():
        told = found.setdefault(key, ([], of_key - MOST))
        told[0].append(line(values))
    return found


def listed(con: duckdb.DuckDBPyConnection, names: Sequence[str]) -> Iterator[tuple[str, dict[str, Any]]]:
    """The lists of all events, countries, people and documents, each of these by the name of its page."""
    for name in names:
        members, more = _LISTS[name](con)
        yield name, {"name": name, "members": members, "more": more}


def _events(con: duckdb.DuckDBPyConnection) -> tuple[list[Any], int]:
    return [line(values) for values in con.execute(_ALL_EVENTS).fetchall()], _beyond(con, "lines")


def _countries(con: duckdb.DuckDBPyConnection) -> tuple[list[Any], int]:
    held = con.execute(_HELD_COUNTRIES).fetchall()
    return sorted((words.country(code), code, events) for code, events in held), 0


def _people(con: duckdb.DuckDBPyConnection) -> tuple[list[Any], int]:
    return rows(con, _ALL_PEOPLE), _beyond(con, "entities WHERE kind = 'person'")


def _documents(con: duckdb.DuckDBPyConnection) -> tuple[list[Any], int]:
    return rows(con, _ALL_DOCUMENTS), _beyond(con, "articles")


_LISTS: dict[str, Callable[[duckdb.DuckDBPyConnection], tuple[list[Any], int]]] = {
    "events": _events,
    "countries": _countries,
    "people": _people,
    "documents": _documents,
}


def _beyond(con: duckdb.DuckDBPyConnection, source: str) -> int:
    """How many rows a list leaves out; below 1: none."""
    return int((con.execute(f"SELECT count(*) FROM {source}").fetchone() or (0,))[0]) - MOST_LISTED


def _by(found: Any, column: str) -> defaultdict[str, list[dict[str, Any]]]:
    parted: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in found:
        parted[row[column]].append(row)
    return parted
