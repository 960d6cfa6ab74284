"""Views whose rows are kept: who took part in an event, on which side and with whom, and who made a statement.

A view that gathers the rows of an event does so for all events, whichever of them is asked for: so what it says is a
table of the file, and the view shows that. Its SQL says what the rows are, at first and of what changed. Here belongs
the keeping. A kept row is made of the rows of one event or statement, and of names, kinds and countries of entities.
"""

from collections.abc import Callable
from dataclasses import dataclass

import duckdb

from assets.tables.gathered import touched
from assets.tables.gathered.touched import Counts

SCHEMA = "gathered"


@dataclass(frozen=True)
class Kept:
    """A view's table in `SCHEMA`, the id by which its rows are made, and the table or view that they are made of."""

    table: str
    key: str
    of: str


# In the order in which they are made: one may be made of another.
KEPT = {
    "event_parties": Kept("parties", "event_id", "event_participants"),
    "event_pairs": Kept("pairs", "event_id", "event_parties"),
    "event_casts": Kept("casts", "event_id", "event_participants"),
    "statement_casts": Kept("speakers", "statement_id", "statement_speakers"),
}
_MADE_OF = {"event_id": ("events", "event_participants"), "statement_id": ("statement_speakers",)}
_NAMING = {"event_id": "event_participants", "statement_id": "statement_speakers"}  # whose rows name entities
# Entities that are named otherwise than before, or are no more, or are new.
_OTHERS = """
CREATE OR REPLACE TEMP TABLE renamed AS
SELECT entity_id FROM (SELECT entity_id, kind, name, country FROM main.entities WHERE {key} IN ({went})) was
FULL JOIN ({came}) came USING (entity_id)
WHERE was.kind IS DISTINCT FROM came.kind OR was.name IS DISTINCT FROM came.name
   OR was.country IS DISTINCT FROM came.country
"""


def keep(con: duckdb.DuckDBPyConnection, view: str) -> None:
    """Makes the table of a view that has just been made, and lets the view show it; of another view, nothing."""
    if view in KEPT:
        table = f"{SCHEMA}.{KEPT[view].table}"
        con.execute(f"CREATE SCHEMA IF NOT EXISTS {SCHEMA}")
        con.execute(f"CREATE TABLE {table} AS FROM {view}")
        con.execute(f"CREATE OR REPLACE VIEW {view} AS FROM {table}")


def note(con: duckdb.DuckDBPyConnection, counts: Counts) -> None:
    """Notes whose rows are to be made again, before the file is changed."""
    for key, tables in _MADE_OF.items():
        touched.note(con, key, tables, counts)
    new = "changes.came_entities" if counts.came["entities"] else "main.entities LIMIT 0"
    came = f"SELECT entity_id, kind, name, country FROM {new}"
    con.execute(_OTHERS.format(key=counts.keys["entities"], went=counts.gone("entities"), came=came))


def follow(con: duckdb.DuckDBPyConnection, definition: Callable[[str], str]) -> None:
    """Makes again what was noted, after the file was changed; `definition` gives the SELECT of a view."""
    for key, table in _NAMING.items():
        con.execute(f"INSERT INTO touched_{key} SELECT {key} FROM main.{table} WHERE entity_id IN (FROM renamed)")
    for view, kept in KEPT.items():
        source = f"{SCHEMA}.{KEPT[kept.of].table}" if kept.of in KEPT else f"main.{kept.of}"
        theirs = f"{kept.key} IN (FROM touched_{kept.key})"
        con.execute(f"DELETE FROM {SCHEMA}.{kept.table} WHERE {theirs}")
        con.execute(
            f"INSERT INTO {SCHEMA}.{kept.table} BY NAME"
            f" WITH {kept.of} AS (FROM {source} WHERE {theirs}) FROM ({definition(view)})"
        )
    con.execute("DROP TABLE renamed")
    for key in _MADE_OF:
        touched.forget(con, key)
