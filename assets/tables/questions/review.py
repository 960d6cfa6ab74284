"""Finds what a person should look at first: the merges and the events of which the record is least sure.

Here belong the questions, each with its evidence and the ruling that an answer makes. Asking belongs to the command
line, the file of rulings to `assets/enriched/rulings_text.py`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import duckdb

SURE = 1.0  # a name or report of this score was not guessed
_NAMES = """
WITH told AS (
    SELECT m.*, n.name AS called FROM entity_merges m JOIN entities n USING (entity_id)
), least AS (
    FROM told WHERE score < ? QUALIFY row_number() OVER (PARTITION BY entity_id, name ORDER BY score, document_id) = 1
)
SELECT l.entity_id, l.called, l.document_id, l.name, l.method, l.score, o.document_id AS other, o.name AS other_name,
       (SELECT min(s.text) FROM mentions x JOIN sentences s USING (document_id, sentence_no)
        WHERE x.document_id = l.document_id AND x.entity_id = l.entity_id) AS sentence,
       (SELECT min(s.text) FROM mentions x JOIN sentences s USING (document_id, sentence_no)
        WHERE x.document_id = o.document_id AND x.entity_id = o.entity_id) AS other_sentence
FROM least l
JOIN told o ON o.entity_id = l.entity_id AND (o.document_id <> l.document_id OR o.name <> l.name)
QUALIFY row_number() OVER (PARTITION BY l.entity_id, l.name ORDER BY o.score DESC, o.document_id, o.name) = 1
ORDER BY l.score, l.entity_id, l.name
"""
_REPORTS = """
WITH told AS (
    SELECT r.event_id, r.document_id, r.trigger_start, r.match_score, e.summary, s.text AS sentence,
           coalesce(a.outlet, a.domain, a.agency) AS outlet, a.published_on
    FROM event_reports r
    JOIN events e USING (event_id)
    JOIN sentences s USING (document_id, sentence_no)
    JOIN articles a USING (document_id)
)
SELECT l.*, o.document_id AS other, o.trigger_start AS other_start, o.sentence AS other_sentence
FROM told l
JOIN told o ON o.event_id = l.event_id AND (o.document_id, o.trigger_start) <> (l.document_id, l.trigger_start)
WHERE l.match_score < ?
QUALIFY row_number() OVER (PARTITION BY l.event_id, l.document_id, l.trigger_start
                           ORDER BY o.match_score DESC, o.document_id, o.trigger_start) = 1
ORDER BY l.match_score, l.event_id, l.document_id, l.trigger_start
"""
_EVENTS = """
SELECT e.event_id, e.summary, e.confidence, min_by(s.text, r.match_score) AS sentence,
       min_by(coalesce(a.outlet, a.domain, a.agency), r.match_score) AS outlet,
       min_by(a.published_on, r.match_score) AS published_on
FROM events e
JOIN event_reports r USING (event_id)
JOIN sentences s USING (document_id, sentence_no)
JOIN articles a USING (document_id)
GROUP BY ALL ORDER BY e.confidence, e.event_id
"""


@dataclass(frozen=True, slots=True)
class Ruling:
    """An entry for the file of rulings: below `section` ("events") and `key` ("not_same"), with a note for readers."""

    section: str
    key: str
    entry: Any
    note: str


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked: `key` knows it again, `no` is the ruling of the answer no, `subject` what "one with" speaks of.

    `sure` is how sure the record is, from 0 to 1; `section` is that of the subject in the file of rulings.
    """

    key: str
    asked: str
    evidence: tuple[str, ...]
    no: Ruling
    subject: str
    sure: float
    section: str = "events"

    def one_with(self, other: str) -> Ruling:
        """The ruling that the subject is one with another entity or event, of which an id is given."""
        return Ruling(self.section, "same", [self.subject, other], self.asked)


def of_events(con: duckdb.DuckDBPyConnection, ids: Sequence[str]) -> list[Question]:
    """What is asked of these events, in their order; an id that is not published is left out."""
    found = {row["event_id"]: _event(row) for row in _rows(con, _EVENTS) if row["event_id"] in ids}
    return [found[identity] for identity in dict.fromkeys(ids) if identity in found]


def questions(con: duckdb.DuckDBPyConnection) -> list[Question]:
    """Everything that was guessed, the least sure first: names and reports by likeness, events by their estimate."""
    found = [_name(row) for row in _rows(con, _NAMES, [SURE])]
    found += [_report(row) for row in _rows(con, _REPORTS, [SURE])]
    found += [_event(row) for row in _rows(con, _EVENTS)]
    return sorted(found, key=lambda question: (question.sure, question.key))


def _name(row: dict[str, Any]) -> Question:
    asked = f"Is “{row['name']}” here {row['called']}?"
    here = {"document": row["document_id"], "name": row["name"]}
    there = {"document": row["other"], "name": row["other_name"]}
    evidence = (
        f"{row['name']}: {row['sentence']}",
        f"{row['other_name']}: {row['other_sentence']}",
        _score(row["score"]),
    )
    no = Ruling("entities", "not_same", [here, there], f"{row['name']} is not {row['called']}")
    return Question(
        f"name {row['document_id']} {row['name']}", asked, evidence, no, row["entity_id"], row["score"], "entities"
    )


def _report(row: dict[str, Any]) -> Question:
    here = {"document": row["document_id"], "at": row["trigger_start"]}
    there = {"document": row["other"], "at": row["other_start"]}
    evidence = (
        f"{_from(row)}: {row['sentence']}",
        f"other report: {row['other_sentence']}",
        _score(row["match_score"]),
    )
    no = Ruling("events", "not_same", [here, there], f"another event than: {row['summary']}")
    key = f"report {row['document_id']} {row['trigger_start']}"
    asked = f"Does this tell the same event? {row['summary']}"
    return Question(key, asked, evidence, no, row["event_id"], row["match_score"])


def _event(row: dict[str, Any]) -> Question:
    estimate = f"about {round(row['confidence'] * 10)} in 10 entries like it are right"
    evidence = (f"{_from(row)}: {row['sentence']}", estimate)
    no = Ruling("events", "not_an_event", row["event_id"], f"no event: {row['summary']}")
    asked = f"Did the text tell this? {row['summary']}"
    return Question(f"event {row['event_id']}", asked, evidence, no, row["event_id"], row["confidence"])


def _from(row: dict[str, Any]) -> str:
    return ", ".join(str(part) for part in (row["outlet"] or "no outlet named", row["published_on"]) if part)


def _score(score: float) -> str:
    return f"likeness {score:.2f} of 1"


def _rows(con: duckdb.DuckDBPyConnection, query: str, values: list[object] | None = None) -> list[dict[str, Any]]:
    answer = con.execute(query, values or [])
    names = [column[0] for column in answer.description or ()]
    return [dict(zip(names, row, strict=True)) for row in answer.fetchall()]
