"""Finds the documents of which a run says something that was not asked before: what is new, changed, or spoiled since.

What a document says by itself is asked once: whether its spans are true, its keys stand once. What was asked is kept as
a number a document, made of the very rows as the run holds them, so that nothing counts as asked that is not what it
was, wherever it came from. `doctor --deep` asks all of all rows. Here belong the numbers; asking belongs to the checks.
"""

import duckdb
import polars as pl

from checks.registry import TABLES

DIGESTS: dict[str, pl.DataType] = {"document_id": pl.String(), "digest": pl.Int64()}
"""What was asked of a document: `digest` is made of all that the checks of spans and keys read of it."""
TABLE = "fresh_documents"  # of a connection: the documents to be asked; see `mark`
_LARGEST = 2**63 - 1
READ: dict[str, tuple[str, ...]] = {  # by table that says what single documents say: columns beside its key
    "articles": (),
    "documents": ("raw_text",),
    "segments": ("raw_start", "raw_end", "text"),
    "sentences": ("raw_start", "raw_end", "text"),
    "mentions": ("raw_start", "raw_end", "text"),
    "time_mentions": ("raw_start", "raw_end", "text"),
    "statements": ("raw_start", "raw_end", "content"),
    "event_reports": ("raw_start", "raw_end", "trigger_start", "trigger_end", "trigger"),
}


def digests(con: duckdb.DuckDBPyConnection) -> pl.DataFrame:
    """DIGESTS of all documents of the tables that the connection holds."""
    told = [_told(name, tuple(dict.fromkeys((*TABLES[name].key, *columns)))) for name, columns in READ.items()]
    told.append(
        "SELECT s.document_id, hash('speakers', t.statement_id, t.entity_id, t.speaker_text, t.raw_start, t.raw_end) AS"
        " told FROM statement_speakers t JOIN statements s USING (statement_id)"
    )
    summed = (
        f"SELECT document_id, (sum(told) % {_LARGEST})::BIGINT AS digest FROM ({' UNION ALL '.join(told)}) GROUP BY ALL"
    )
    found = pl.DataFrame(con.execute(summed).to_arrow_table())
    return found.cast(pl.Schema(DIGESTS))


def _told(table: str, columns: tuple[str, ...]) -> str:
    return f"SELECT document_id, hash('{table}', {', '.join(columns)}) AS told FROM {table}"


def mark(con: duckdb.DuckDBPyConnection, now: pl.DataFrame, asked: pl.DataFrame | None) -> int:
    """Makes the table `TABLE` of the documents that are to be asked; returns how many.

    `now` are the DIGESTS of the run, `asked` those of the documents that an earlier run has asked; None: none was.
    """
    fresh = now if asked is None else now.join(asked, on=["document_id", "digest"], how="anti")
    con.register("fresh_marked", fresh.select("document_id").to_arrow())
    con.execute(f"CREATE OR REPLACE TEMP TABLE {TABLE} AS FROM fresh_marked")
    con.unregister("fresh_marked")
    return fresh.height
