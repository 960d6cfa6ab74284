"""Asks a warehouse who met, visited or called whom how often: pairs of countries and of people, of those who did most.

Here belongs the counting. How it is drawn belongs to `charts` and `network`.
"""

import duckdb

from assets.tables.brief import words
from assets.tables.brief.pictures.charts import MOST_NODES, Matrix, matrix

_MET = """
SELECT e.event_id, p.entity_id, p.country, n.kind
FROM events e JOIN event_participants p USING (event_id) JOIN entities n ON n.entity_id = p.entity_id
WHERE e.event_type = 'CONSULT' AND e.status = 'happened'
"""
# `{id}` is counted, where `{which}`; of all pairs those remain whose both sides are among the most frequent.
_PAIRS = """
WITH took_part AS (SELECT DISTINCT event_id, {id} AS id FROM met WHERE {which}),
pairs AS (
    SELECT a.id AS one, b.id AS other, count(*) AS times
    FROM took_part a JOIN took_part b ON b.event_id = a.event_id AND a.id < b.id GROUP BY ALL
), most AS (
    SELECT id FROM (SELECT one AS id, times FROM pairs UNION ALL SELECT other, times FROM pairs)
    GROUP BY id ORDER BY sum(times) DESC, id LIMIT {most}
)
SELECT one, other, times FROM pairs SEMI JOIN most a ON a.id = one SEMI JOIN most b ON b.id = other
"""
_NAMES = "SELECT entity_id, name FROM entities WHERE entity_id IN (SELECT unnest(?::VARCHAR[]))"


def countries(con: duckdb.DuckDBPyConnection) -> Matrix | None:
    """Which countries met which; None where none did."""
    met = _pairs(con, "country", "country IS NOT NULL")
    return matrix(met, {code: words.country(code) for pair in met for code in pair})


def people(con: duckdb.DuckDBPyConnection) -> Matrix | None:
    """Which people met which; None where nobody did."""
    met = _pairs(con, "entity_id", "kind = 'person'")
    there = sorted({person for pair in met for person in pair})
    return matrix(met, dict(con.execute(_NAMES, [there]).fetchall()))


def _pairs(con: duckdb.DuckDBPyConnection, identity: str, which: str) -> dict[tuple[str, str], int]:
    query = _PAIRS.format(id=identity, which=which, most=MOST_NODES)
    found = con.execute(f"WITH met AS ({_MET}) FROM ({query})").fetchall()
    return {(one, other): times for one, other, times in found}
