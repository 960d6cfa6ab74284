"""Compares a table of two published runs: which rows came, went and changed, by the table's key.

Here belongs the comparison. Showing it belongs to the command line.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

import duckdb

from assets.tables.snapshots import Sources

RUN_COLUMNS = frozenset({"run_id", "first_run_id", "first_seen_at"})
VALUE_LENGTH = 60


@dataclass(frozen=True)
class Difference:
    """Counts, and examples as (sign, key values …, what changed): `+` came, `-` went, `~` changed."""

    table: str
    key: tuple[str, ...]
    came: int
    went: int
    changed: int
    examples: list[tuple[str, ...]] = field(default_factory=list)


def compare(
    con: duckdb.DuckDBPyConnection, one: Sources, other: Sources, table: str, key: Sequence[str], rows: int
) -> Difference:
    """The difference of a table from a run's sources to those of another, with up to `rows` examples of each sign.

    Columns that only name a run do not count as a change, nor do columns that one of the two does not have.
    """
    if table not in one or table not in other:
        return Difference(table, tuple(key), 0, 0, 0)
    for name, sources in (("a", one), ("b", other)):
        con.execute(f"CREATE OR REPLACE TEMP TABLE {name} AS FROM {sources[table]}")
    columns = _shared(con, key)
    joined = " AND ".join(f"a.{k} IS NOT DISTINCT FROM b.{k}" for k in key)
    differs = " OR ".join(f"a.{c} IS DISTINCT FROM b.{c}" for c in columns) or "false"
    queries = {
        "+": f"SELECT b.* FROM b WHERE NOT EXISTS (SELECT 1 FROM a WHERE {joined})",
        "-": f"SELECT a.* FROM a WHERE NOT EXISTS (SELECT 1 FROM b WHERE {joined})",
        "~": f"SELECT b.*, {_what(columns)} AS what_changed FROM a JOIN b ON {joined} WHERE {differs}",
    }
    counts, examples = {}, []
    for sign, query in queries.items():
        counts[sign] = int((con.execute(f"SELECT count(*) FROM ({query})").fetchone() or (0,))[0])
        examples += _examples(con, sign, query, key, rows)
    return Difference(table, tuple(key), counts["+"], counts["-"], counts["~"], examples)


def _shared(con: duckdb.DuckDBPyConnection, key: Sequence[str]) -> list[str]:
    """Columns of both that can change: neither key nor name of a run."""
    there = [{row[0] for row in con.execute(f"DESCRIBE {name}").fetchall()} for name in ("a", "b")]
    return sorted((there[0] & there[1]) - set(key) - RUN_COLUMNS)


def _what(columns: Sequence[str]) -> str:
    """SQL for a text that names what changed, from what to what."""
    parts = [
        f"CASE WHEN a.{c} IS DISTINCT FROM b.{c} THEN '{c}: ' || left(coalesce(a.{c}::VARCHAR, 'null'), {VALUE_LENGTH})"
        f" || ' → ' || left(coalesce(b.{c}::VARCHAR, 'null'), {VALUE_LENGTH}) END"
        for c in columns
    ]
    return f"concat_ws('; ', {', '.join(parts)})" if parts else "''"


def _examples(
    con: duckdb.DuckDBPyConnection, sign: str, query: str, key: Sequence[str], rows: int
) -> list[tuple[str, ...]]:
    shown = ", ".join(f"{k}::VARCHAR" for k in key)
    what = "what_changed" if sign == "~" else "''"
    found = con.execute(f"SELECT {shown}, {what} FROM ({query}) ORDER BY ALL LIMIT {int(rows)}").fetchall()
    return [(sign, *("" if value is None else str(value) for value in row)) for row in found]
