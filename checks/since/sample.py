"""Lays out the rows in which the shape of two runs is compared: those of some documents, columns that features read.

Fifty features are counted in each run; every one would read its table from the disk again. Here each table is read
once a run, and no more documents than say what a share is: beyond `MOST` more of them tell nothing but cost.
"""

import duckdb

from checks.since.fresh import Since

MOST = 1_000  # documents on a side: chance then makes an index of 0.04, and 0.1 is worth a word
_OF_DOCUMENTS = {
    "articles": "* EXCLUDE (body)",
    "segments": "document_id, role",
    "sentences": "document_id, raw_start, raw_end",
    "mentions": "document_id, kind, method, entity_id, confidence",
    "time_mentions": "document_id, timex_type, start_on",
    "statements": "document_id, statement_id, kind, joint, said_on, raw_start, raw_end, cue",
    "entity_merges": "document_id, entity_id, method",
    "event_reports": "document_id, event_id",
}
_OF_THESE = {  # table: columns, where they are pointed from, by which column of its own
    "events": ("* EXCLUDE (summary)", "event_reports", "event_id", "event_id"),
    "event_participants": ("*", "event_reports", "event_id", "event_id"),
    "entities": ("entity_id, country, aliases, document_count", "entity_merges", "entity_id", "entity_id"),
    "tenures": ("person_id, office, status, country", "entity_merges", "entity_id", "person_id"),
    "statement_speakers": ("statement_id, entity_id", "statements", "statement_id", "statement_id"),
}


def choose(con: duckdb.DuckDBPyConnection, name: str, source: str) -> int:
    """Makes the table `name` of the documents of a source of document_ids, or of `MOST` of them; returns how many.

    Which ones changes with how many there are, so that none is looked past for ever.
    """
    con.execute(
        f"CREATE OR REPLACE TEMP TABLE {name} AS WITH of AS (SELECT document_id FROM {source}) SELECT document_id FROM"
        f" of ORDER BY hash(document_id || (SELECT count(*) FROM of)), 1 LIMIT {MOST}"
    )
    row = con.execute(f"SELECT count(*) FROM {name}").fetchone()
    return int(row[0]) if row else 0


def is_laid_out(con: duckdb.DuckDBPyConnection, prefix: str) -> bool:
    """Whether the tables of a side are there."""
    there = f"SELECT count(*) FROM information_schema.tables WHERE table_name = '{prefix}stories'"
    row = con.execute(there).fetchone()
    return bool(row and row[0])


def lay_out(
    con: duckdb.DuckDBPyConnection, schema: str, prefix: str, documents: str, since: Since | None = None
) -> None:
    """Makes tables `prefix`articles and so on of a schema's rows of the documents in the table `documents`.

    Where these are documents of which there was none before, `since` may tell what came: theirs is looked for there.

    `stories` says of each of their stories how many articles of the schema it has, chosen or not.
    """
    for table, columns in _OF_DOCUMENTS.items():
        source = f"{schema}{table}" if since is None else since.rows(table)
        _make(con, f"{prefix}{table}", columns, source, "document_id", documents, "document_id")
    for table, (columns, pointing, named, own) in _OF_THESE.items():
        _make(con, f"{prefix}{table}", columns, f"{schema}{table}", own, f"{prefix}{pointing}", named)
    con.execute(
        f"CREATE OR REPLACE TEMP TABLE {prefix}stories AS SELECT story_id, count(*) AS held FROM {schema}articles WHERE"
        f" story_id IN (SELECT story_id FROM {prefix}articles) GROUP BY ALL"
    )


def _make(
    con: duckdb.DuckDBPyConnection, name: str, columns: str, source: str, own: str, pointing: str, named: str
) -> None:
    con.execute(
        f"CREATE OR REPLACE TEMP TABLE {name} AS SELECT {columns} FROM {source} WHERE {own} IN (SELECT {named} FROM"
        f" {pointing})"
    )
