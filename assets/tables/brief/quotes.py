"""Sorts new statements by speaker, each said once: as a page of quotations is read.

Here belongs the reading of new statements and their order. Whose a statement is was decided long before.
"""

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import duckdb

from assets.tables.brief import words
from assets.tables.brief.query import rows

NOT_NAMED = "Not told by name"
_NEW = "SELECT statement_id FROM statements ANTI JOIN before_statements USING (statement_id)"
_QUOTED = """
SELECT q.statement_id, q.said_on, q.kind, q.cue, q.content, q.document_id, q.raw_start, q.raw_end, s.event_id,
       a.published_on, coalesce(a.outlet, a.domain, a.agency) AS outlet,
       coalesce(q.speaker_ids, []) AS speaker_ids, q.speaker
FROM quotations q
JOIN statements s USING (statement_id)
JOIN articles a ON a.document_id = q.document_id
WHERE q.statement_id IN (SELECT unnest(?::VARCHAR[]))
ORDER BY q.said_on DESC NULLS LAST, q.document_id, q.raw_start, q.statement_id
"""
_SPEAKERS = """
SELECT entity_id, name, kind, country FROM entities WHERE entity_id IN (SELECT unnest(?::VARCHAR[]))
"""


@dataclass(frozen=True, slots=True)
class Quote:
    """A new statement: how it was said, where it stands, and in how many more documents it was said in these words."""

    statement_id: str
    said_on: dt.date | None
    kind: str
    cue: str
    content: str
    outlet: str | None
    published_on: dt.date | None
    document_id: str
    raw_start: int
    event_id: str | None = None
    also: int = 0

    @property
    def page(self) -> str:
        """The place of its evidence, below the site."""
        return f"document/{self.document_id}.html#at-{self.raw_start}"


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who spoke, with a page where it is a person that is known, and what was said."""

    name: str
    person_id: str | None
    quotes: tuple[Quote, ...]


def new(con: duckdb.DuckDBPyConnection) -> list[dict[str, Any]]:
    """The statements that were not published before, latest first; `speaker` names who made them, all of them."""
    found = rows(con, _QUOTED, [[i for (i,) in con.execute(_NEW).fetchall()]])
    speakers = _speakers(con, found)
    bodies = {s["entity_id"]: s["country"] for s in speakers if s["kind"] == "organisation" and s["country"]}
    return [row | {"speaker": _speaker(row, bodies)} for row in found]


def people(con: duckdb.DuckDBPyConnection, statements: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    """The names of the people among those who made the statements, by id."""
    return {s["entity_id"]: s["name"] for s in _speakers(con, statements) if s["kind"] == "person"}


def _speakers(con: duckdb.DuckDBPyConnection, statements: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    return rows(con, _SPEAKERS, [sorted({i for row in statements for i in row["speaker_ids"]})])


def _speaker(row: Mapping[str, Any], bodies: Mapping[str, str]) -> str:
    """As "A and B"; a body with its country, since many have a Defence Ministry."""
    if not row["speaker"]:
        return NOT_NAMED
    said = words.series(row["speaker"].split("; "))
    whose = bodies.get(row["speaker_ids"][0]) if len(row["speaker_ids"]) == 1 else None
    return f"{said} ({words.country(whose)})" if whose and ";" not in row["speaker"] else said


def by_speaker(statements: Sequence[Mapping[str, Any]], people: Mapping[str, str]) -> list[Speaker]:
    """Statements by who made them: who spoke most first, those last whom no text names."""
    said: dict[tuple[str, str | None], list[Quote]] = {}
    for row, also in _once(statements):
        alone = row["speaker_ids"][0] if len(row["speaker_ids"]) == 1 else None
        quote = Quote(**{name: row[name] for name in Quote.__slots__ if name in row}, also=also)
        said.setdefault((row["speaker"], alone if alone in people else None), []).append(quote)
    ordered = sorted(said.items(), key=lambda item: (item[0][0] == NOT_NAMED, -len(item[1]), item[0][0]))
    return [Speaker(name, person, tuple(quotes)) for (name, person), quotes in ordered]


def _once(statements: Sequence[Mapping[str, Any]]) -> list[tuple[Mapping[str, Any], int]]:
    """Each statement once, with how many more documents hold it: without those that stand inside another one."""
    texts: dict[tuple[str, str], list[Mapping[str, Any]]] = {}
    for row in statements:
        texts.setdefault((row["document_id"], row["speaker"]), []).append(row)
    outer = [r for r in statements if not any(_within(r, other) for other in texts[r["document_id"], r["speaker"]])]
    key = {row["statement_id"]: (row["speaker"], " ".join(row["content"].lower().split())) for row in outer}
    times = Counter(key.values())
    found: dict[tuple[str, str], tuple[Mapping[str, Any], int]] = {}
    for row in outer:
        said = key[row["statement_id"]]
        found.setdefault(said, (row, times[said] - 1))
    return list(found.values())


def _within(row: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Whether a statement is part of a longer one."""
    here, there = (row["raw_start"], row["raw_end"]), (other["raw_start"], other["raw_end"])
    return here != there and there[0] <= here[0] and here[1] <= there[1]
