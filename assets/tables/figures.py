"""The figures of a published run that Dagster plots from run to run, as metadata of the asset `warehouse`.

Here belongs the counting, over a connection to the published file. What the figures must be is the checks' business.
"""

import duckdb

# Numbers and shares; a share of nothing is left out rather than shown as nought.
_FIGURES = """
WITH refused AS (SELECT count(DISTINCT source_uri) AS n FROM quarantine WHERE level = 'document'),
     held AS (SELECT count(*) AS n FROM articles),
     graded AS (SELECT confidence, how_sure(confidence, outlet_count) AS grade FROM events),
     read AS (SELECT raw_end - raw_start AS length, role FROM segments)
SELECT held.n AS documents,
       (SELECT count(*) FROM events) AS events,
       refused.n AS documents_quarantined,
       refused.n / nullif(held.n + refused.n, 0) AS quarantine_rate,
       (SELECT coalesce(sum(length) FILTER (role = 'unknown'), 0) / sum(length) FROM read) AS unknown_share,
       (SELECT avg((grade LIKE 'confirmed%')::INT) FROM graded) AS events_confirmed_share,
       (SELECT avg((grade = 'likely')::INT) FROM graded) AS events_likely_share,
       (SELECT avg((grade = 'uncertain')::INT) FROM graded) AS events_uncertain_share,
       (SELECT avg(confidence) FROM graded) AS expected_signed_share
FROM held, refused
"""


def figures(con: duckdb.DuckDBPyConnection) -> dict[str, float]:
    """Documents, events, what was set aside, characters not understood, and events by how sure they are, by name.

    `expected_signed_share` is the mean of the events' calibrated probabilities: the share of them that a strict
    analyst would sign.
    """
    answer = con.execute(_FIGURES)
    names = [column[0] for column in answer.description or ()]
    row = answer.fetchone() or ()
    return {name: round(float(value), 4) for name, value in zip(names, row, strict=True) if value is not None}


def throughput(documents: int, seconds: float) -> dict[str, float]:
    """Documents read anew a second of the run; nothing where none was."""
    return {"documents_a_second": round(documents / seconds, 3)} if documents and seconds > 0 else {}
