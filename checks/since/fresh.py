"""Finds the documents of which a run says something that was not asked before: what is new, changed, or spoiled since.

What a document says by itself is asked once: whether its spans are true, its keys stand once, its ids find their rows.
What was asked were the very rows of an earlier run, so that nothing counts as asked that is not what it was, wherever
it came from. `doctor --deep` asks all of all rows. Here belong the documents and rows; asking belongs to the checks.
"""

from dataclasses import dataclass

import duckdb

TABLE = "fresh_documents"  # of a connection: the documents to be asked; see `mark`
READ = (  # tables that say what single documents say
    "articles",
    "documents",
    "segments",
    "sentences",
    "mentions",
    "time_mentions",
    "statements",
    "event_reports",
)


@dataclass(frozen=True)
class Since:
    """The tables of which rows came, and those of which rows went, since a run of which all was asked.

    Of these the connection has `came_NAME`, the rows with `k`, the hash of their key, and `went_NAME` with `k`.
    """

    came: frozenset[str]
    went: frozenset[str]

    def rows(self, table: str) -> str:
        """The rows that came of a table, to stand after FROM."""
        return f"came_{table}" if table in self.came else f"(FROM {table} LIMIT 0)"


def mark(con: duckdb.DuckDBPyConnection, since: Since | None) -> int:
    """Makes the table `TABLE` of the documents that are to be asked, all where nothing was asked before; how many."""
    prefix = "came_" if since else ""
    parts = [f"SELECT document_id FROM {prefix}{name}" for name in READ if since is None or name in since.came]
    if since is not None and "statement_speakers" in since.came:
        parts.append("SELECT document_id FROM statements SEMI JOIN came_statement_speakers USING (statement_id)")
    told = " UNION ALL ".join(parts) or "SELECT NULL::VARCHAR AS document_id LIMIT 0"
    con.execute(f"CREATE OR REPLACE TEMP TABLE {TABLE} AS SELECT DISTINCT document_id FROM ({told})")
    row = con.execute(f"SELECT count(*) FROM {TABLE}").fetchone()
    return int(row[0]) if row else 0
