"""Measures the tables against our own labels in `seeds/gold`.

The labels are JSON lines, one a document: `source_uri`; `quarantined` (the rule that must turn it away, or null);
`published_on`, `title`, `dateline_place`, `agency`, `byline`, `tags` as in `articles`; `persons` (name, office,
country, status); `events` (event_kind, status, start_on, place, country, forum, participants by name, quote,
central); `statements` (kind, joint, speakers, content).

Only documents that the run holds are measured, found by `source_uri` and by what it says they are: a run over another
inbox has nothing to measure and says so. The measures are simple on purpose: the share of labels that some row meets.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import duckdb

from checks.results import Outcome, not_measured
from checks.thresholds import current

Label = Mapping[str, Any]
_IS_ONE = "source_uri IN (SELECT unnest(?))"
MEASURES = ("quarantine_rules", "published_days", "titles", "persons", "offices", "events", "statements")


class GoldError(RuntimeError):
    """A label file is not in the form that the module's docstring gives; the message names file and line."""


def read(folder: Path) -> list[Label]:
    """All labels below the folder. Raises GoldError."""
    labels: list[Label] = []
    for path in sorted(folder.glob("*.jsonl")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            try:
                label = json.loads(line)
                label["source_uri"]
            except (ValueError, KeyError, TypeError) as error:
                raise GoldError(f"{path}, line {number}: {error!r}") from error
            labels.append(label)
    return labels


def measure(con: duckdb.DuckDBPyConnection, folder: Path) -> list[Outcome]:
    """One outcome a measure. They warn and do not stop: a run over changed samples is still a run."""
    found = _measured(con, read(folder))
    return [_outcome(name, *found[name]) for name in MEASURES]


def _outcome(name: str, met: int, asked: int) -> Outcome:
    if not asked:
        return not_measured("snapshots", f"accuracy_{name}", "the run holds no labelled document")
    share = met / asked
    floor = getattr(current(), f"accuracy_{name}")
    message = f"{met} of {asked} labels met ({share:.1%}; floor {floor:.0%})"
    figures = {"accuracy": share, "labels": float(asked)}
    return Outcome("snapshots", f"accuracy_{name}", share >= floor, message, "WARN", asked - met, figures)


def _measured(con: duckdb.DuckDBPyConnection, labels: Sequence[Label]) -> dict[str, tuple[int, int]]:
    """By measure: labels met, labels asked."""
    counts = {name: [0, 0] for name in MEASURES}

    def count(name: str, hits: Iterable[bool]) -> None:
        for hit in hits:
            counts[name][0] += hit
            counts[name][1] += 1

    places = [label["source_uri"] for label in labels]
    refused = f"SELECT source_uri, rule FROM quarantine WHERE level = 'document' AND {_IS_ONE}"
    turned_away = _by_first(con, refused, places)
    held = f"SELECT source_uri, document_id FROM document_sources WHERE current AND {_IS_ONE}"
    ids = dict(con.execute(held, [places]).fetchall())
    if not _same_inbox(labels, ids, turned_away):
        return dict.fromkeys(MEASURES, (0, 0))
    for label in labels:
        uri = label["source_uri"]
        if uri not in ids and uri not in turned_away:
            continue
        rule = label.get("quarantined")
        count("quarantine_rules", [rule in turned_away.get(uri, set()) if rule else uri not in turned_away])
        if not rule and uri in ids:
            for name, hits in _document(con, ids[uri], label).items():
                count(name, hits)
    return {name: (met, asked) for name, (met, asked) in counts.items()}


def _same_inbox(labels: Sequence[Label], ids: Mapping[str, str], turned_away: Mapping[str, set[str]]) -> bool:
    """Whether the run holds most of the labelled samples, and not by chance a file of the same name."""
    held = sum(label["source_uri"] in ids or label["source_uri"] in turned_away for label in labels)
    return 2 * held > len(labels)


def _document(con: duckdb.DuckDBPyConnection, document_id: str, label: Label) -> dict[str, list[bool]]:
    """Which labels of one document are met, by measure."""
    article = con.execute("SELECT title, published_on FROM articles WHERE document_id = ?", [document_id]).fetchone()
    title, day = article or (None, None)
    persons, offices = _persons(con, document_id)
    events, statements = _events(con, document_id), _statements(con, document_id)
    return {
        "titles": [title == label.get("title")],
        "published_days": [(str(day) if day else None) == label.get("published_on")],
        "persons": [_folded(p["name"]) in persons for p in label.get("persons", ())],
        "offices": [
            (_folded(p["name"]), p["office"], p.get("country")) in offices
            for p in label.get("persons", ())
            if p.get("office")
        ],
        "events": [_event_met(e, events) for e in label.get("events", ()) if e.get("central")],
        "statements": [
            _folded(s["content"]) in statements for s in label.get("statements", ()) if s["kind"] == "direct"
        ],
    }


def _persons(con: duckdb.DuckDBPyConnection, document_id: str) -> tuple[set[str], set[tuple[str, str, str | None]]]:
    """Names by which the document's persons go, and these with office and country."""
    rows = con.execute(
        "SELECT DISTINCT n.entity_id, n.name, n.aliases, t.office, t.country FROM mentions m JOIN entities n USING"
        " (entity_id) LEFT JOIN tenures t ON t.person_id = n.entity_id WHERE m.document_id = ? AND m.kind = 'person'",
        [document_id],
    ).fetchall()
    names: set[str] = set()
    offices: set[tuple[str, str, str | None]] = set()
    for _, name, aliases, office, country in rows:
        for form in (name, *(aliases or ())):
            names.add(_folded(form))
            if office:
                offices.add((_folded(form), office, country))
    return names, offices


def _events(con: duckdb.DuckDBPyConnection, document_id: str) -> list[tuple[str, str, str | None, set[str]]]:
    """The document's events: kind, status, first day, names of participants."""
    rows = con.execute(
        "SELECT e.event_kind, e.status, e.start_on, list(DISTINCT n.name), flatten(list(n.aliases)) FROM events e"
        " JOIN event_reports r USING (event_id) LEFT JOIN event_participants p USING (event_id)"
        " LEFT JOIN entities n ON n.entity_id = p.entity_id WHERE r.document_id = ?"
        " GROUP BY e.event_id, e.event_kind, e.status, e.start_on",
        [document_id],
    ).fetchall()
    return [
        (kind, status, str(day) if day else None, {_folded(n) for n in [*(names or ()), *(aliases or ())] if n})
        for kind, status, day, names, aliases in rows
    ]


def _event_met(label: Label, events: Sequence[tuple[str, str, str | None, set[str]]]) -> bool:
    """Whether an event has the label's kind, status, day (where it has one) and at least half of its participants."""
    wanted = {_folded(name) for name in label.get("participants", ())}
    return any(
        kind == label["event_kind"]
        and status == label["status"]
        and (not label.get("start_on") or day == label["start_on"])
        and 2 * len(wanted & names) >= len(wanted)
        for kind, status, day, names in events
    )


def _statements(con: duckdb.DuckDBPyConnection, document_id: str) -> set[str]:
    rows = con.execute("SELECT content FROM statements WHERE document_id = ?", [document_id]).fetchall()
    return {_folded(content) for (content,) in rows}


def _by_first(con: duckdb.DuckDBPyConnection, query: str, asked: Sequence[str]) -> dict[str, set[str]]:
    """By first column, the values of the second; `asked` is what the query's one parameter stands for."""
    found: dict[str, set[str]] = {}
    for key, value in con.execute(query, [list(asked)]).fetchall():
        found.setdefault(key, set()).add(value)
    return found


def _folded(text: str) -> str:
    """Text as compared: case and white space do not count, nor hyphens between names."""
    return " ".join(text.casefold().replace("-", " ").split()).strip(" .,")
