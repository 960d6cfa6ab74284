"""Judges that nothing is lost: what readers gave, what a run found new, and every document ever accepted.

Here belong sums that must come out. Each part is counted from its own rows and none is reckoned from the others, so
that no sum can balance by itself. None of the checks raises on bad data.
"""

from collections import Counter
from collections.abc import Mapping, Sequence

import duckdb
import polars as pl

from checks.results import OFFENDERS, Offender, Outcome, named

SHOWN = 3


def read_accounted(
    taken: Sequence[tuple[str, str]],
    refused: Sequence[tuple[str, str]],
    sources: pl.DataFrame,
    quarantine: pl.DataFrame,
    files: int,
) -> Outcome:
    """Everything that the readers gave has a row of its own: a document's current place, or one of quarantine.

    `taken` are the documents by place and document_id, `refused` the others by place and rule; each is looked for in
    the rows as often as it was given.
    """
    places = Counter(sources.filter(pl.col("current")).select("source_uri", "document_id").iter_rows())
    turned_away = set(quarantine["document_id"].drop_nulls())
    rows = Counter(quarantine.select("source_uri", "rule").iter_rows())
    lost = [place for place, id_ in (Counter(taken) - places).elements() if id_ not in turned_away]
    shared = [place for place, count in Counter(place for place, _ in taken).items() if count > 1]
    missing = [place for place, _ in (Counter(refused) - rows).elements()]
    wrong = sorted({*lost, *shared, *missing})
    given = len(taken) + len(refused)
    message = f"{given:,} read from {files:,} files = {len(taken):,} held + {len(refused):,} quarantined"
    if wrong:
        message = (
            f"of {given:,} that were read {len(lost)} documents are not held, {len(shared)} places hold several,"
            f" {len(missing)} refusals have no row: {', '.join(wrong[:SHOWN])}"
        )
    figures = {"read": float(given), "files": float(files)}
    kinds = {"read and not held": lost, "several at one place": shared, "refused without a row": missing}
    offenders = tuple(Offender(what, place) for what, places in kinds.items() for place in sorted(places))[:OFFENDERS]
    return Outcome(
        "documents", "every_reading_accounted_for", not wrong, message, "ERROR", len(wrong), figures, offenders
    )


def run_accounted(found: int, counts: Mapping[str, int]) -> Outcome:
    """What a run found new, documents and refusals, is the sum of `counts`, each counted from its rows."""
    parts = " + ".join(f"{count:,} {name}" for name, count in counts.items())
    lost = found - sum(counts.values())
    message = f"{found:,} new = {parts}" if not lost else f"{found:,} new are not {parts}: {lost:,} unaccounted for"
    figures = {"new": float(found)} | {name: float(count) for name, count in counts.items()}
    return Outcome("snapshots", "run_accounted_for", not lost, message, failed_rows=abs(lost), figures=figures)


def documents_accounted(con: duckdb.DuckDBPyConnection) -> Outcome:
    """Every document ever accepted is published, quarantined, or superseded by a document that has a row itself."""
    states = dict(con.execute(f"SELECT {_STATE} AS state, count(*) FROM documents GROUP BY ALL").fetchall())
    total, lost = sum(states.values()), int(states.get("lost", 0))
    parts = " + ".join(f"{states.get(name, 0):,} {name}" for name in ("published", "quarantined", "superseded"))
    message = f"{total:,} documents = {parts}" + (f", and {lost:,} lost" if lost else "")
    figures = {name: float(count) for name, count in states.items()}
    query = f"SELECT document_id, source_uri FROM documents WHERE {_STATE} = 'lost'"
    offenders = tuple(named(con, "neither published nor set aside", query)) if lost else ()
    return Outcome("snapshots", "documents_accounted_for", not lost, message, "ERROR", lost, figures, offenders)


_STATE = """CASE WHEN document_id IN (SELECT document_id FROM articles) THEN 'published'
WHEN document_id IN (SELECT document_id FROM quarantine WHERE level = 'document') THEN 'quarantined'
WHEN superseded_by IN (SELECT document_id FROM documents) THEN 'superseded'
WHEN superseded_by IN (SELECT document_id FROM quarantine WHERE level = 'document') THEN 'superseded'
ELSE 'lost' END"""
