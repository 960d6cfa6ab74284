"""A small world before and after a day's news: rows of every table, opened as a warehouse or written as a snapshot."""

import copy
import datetime as dt
from collections import Counter
from collections.abc import Iterable
from itertools import combinations
from pathlib import Path
from typing import Any

import duckdb

from assets.tables.brief import changes, events, lines
from assets.tables.brief.changes import Changes
from assets.tables.brief.events import Event
from assets.tables.snapshots import Sources, of_folder
from assets.tables.views import load
from checks.registry import TABLES, ddl, frame
from runtime.lake.compared import differ
from tests.tables.conftest import DAY, article, entity, event, party, report

Rows = dict[str, list[dict[str, Any]]]
HOSTILE = '<script>alert(1)</script> ![x](http://evil.example/x.png) \u202etxt.exe <b onclick="x()">|`*_# '
TEXT = "They met. “We agree on it,” Pistorius said. They will meet again."
LATER = DAY + dt.timedelta(days=9)
RUN = "20240401T000000-b"


def document(number: int, text: str = TEXT) -> dict[str, Any]:
    filled: dict[str, Any] = {column.name: None for column in TABLES["documents"].columns}
    return filled | {
        "document_id": f"{number:032x}",
        "source_uri": f"in/{number}.txt",
        "media_type": "text/plain",
        "encoding": "utf-8",
        "size_bytes": len(text),
        "sha256": f"{number:064x}",
        "raw_text": text,
        "first_run_id": RUN,
        "first_seen_at": dt.datetime(2024, 4, 1, tzinfo=dt.UTC),
        "supplied": "{}",
    }


def source(number: int) -> dict[str, Any]:
    keys = {"document_id": f"{number:032x}", "source_uri": f"in/{number}.txt"}
    return keys | {"first_run_id": RUN, "current": True, "supplied": "{}"}


def segment(number: int, text: str = TEXT) -> dict[str, Any]:
    keys = {"document_id": f"{number:032x}", "segment_no": 0, "raw_start": 0, "raw_end": len(text)}
    return keys | {"text": text, "role": "paragraph"}


def sentence(number: int) -> dict[str, Any]:
    keys = {"document_id": f"{number:032x}", "sentence_no": 0, "paragraph_no": 0}
    return keys | {"raw_start": 0, "raw_end": 9, "text": "They met."}


def statement(number: int, content: str = "We agree on it") -> dict[str, Any]:
    at = TEXT.index("We agree")
    return {
        "statement_id": f"st-{number:016x}",
        "document_id": f"{number:032x}",
        "sentence_no": 0,
        "kind": "direct",
        "joint": False,
        "cue": "said",
        "content": content,
        "raw_start": at,
        "raw_end": at + len("We agree on it"),
        "said_on": DAY,
        "event_id": None,
    }


def tenure(number: int, person: str, office: str, country: str, first: dt.date, **more: Any) -> dict[str, Any]:
    filled = {"tenure_id": f"te-{number:016x}", "person_id": person, "office": office, "country": country}
    return filled | {
        "organisation_id": None, "status": "current", "first_seen_on": first, "last_seen_on": first,
        "document_count": 1, **more,
    }  # fmt: skip


def refusal(uri: str, rule: str, message: str) -> dict[str, Any]:
    filled = {"run_id": RUN, "level": "document", "document_id": None, "source_uri": uri, "stage": "raw"}
    return filled | {"rule": rule, "column_name": None, "value": None, "message": message}


def yesterday() -> Rows:
    """Two ministers have met, and plan to meet again; one outlet says so."""
    return {
        "documents": [document(1)],
        "document_sources": [source(1)],
        "articles": [article(1, "The Courier")],
        "segments": [segment(1)],
        "sentences": [sentence(1)],
        "entities": [
            entity("per-1", "person", "Sébastien Lecornu", "FRA", aliases=["Lecornu"]),
            entity("per-2", "person", "Boris Pistorius", "DEU"),
            entity("per-3", "person", "Catherine Vautrin", "FRA"),
            entity("cou-rus", "country", "Russia", "RUS"),
            entity("pla-1", "place", "Toulon", "FRA", latitude=43.1, longitude=5.9),
            entity("pla-2", "place", "Berlin", "DEU", latitude=52.5, longitude=13.4),
        ],
        "tenures": [tenure(1, "per-1", "defence minister", "FRA", DAY)],
        "events": [
            event(1, "meeting", "CONSULT", place_id="pla-1", country="FRA"),
            event(2, "planned_meeting", "AGREE", "planned", start_on=LATER, end_on=LATER),
        ],
        "event_participants": [
            party(1, "per-1", "actor", "FRA", "defence minister"),
            party(1, "per-2", "actor", "DEU", "defence minister"),
            party(2, "per-1", "actor", "FRA", "defence minister"),
            party(2, "per-2", "actor", "DEU", "defence minister"),
        ],
        "event_reports": [report(1, 1), report(2, 1)],
        "statements": [statement(1)],
        "statement_speakers": [
            {"statement_id": f"st-{1:016x}", "entity_id": "per-2", "speaker_text": "Pistorius"}
        ],
        "quarantine": [],
    }  # fmt: skip


def today() -> Rows:
    """A second outlet tells of the meeting; a condemnation is new; France has another minister; a file was refused."""
    rows = copy.deepcopy(yesterday())
    rows["documents"].append(document(2))
    rows["articles"].append(article(2, "Daily O'Wire") | {"title": HOSTILE, "url": "javascript:alert(1)"})
    rows["segments"].append(segment(2))
    rows["sentences"].append(sentence(2))
    rows["events"][0] |= {"document_count": 2, "outlet_count": 2}
    rows["events"].append(event(3, "condemnation", "ACCUSE", event_mode="disapprove", confidence=0.4, summary=HOSTILE))
    rows["event_participants"] += [
        party(3, "per-3", "actor", "FRA", "defence minister"),
        party(3, "cou-rus", "target", "RUS"),
    ]
    rows["event_reports"] += [report(1, 2), report(3, 2)]
    rows["tenures"].append(tenure(2, "per-3", "defence minister", "FRA", DAY + dt.timedelta(days=2)))
    rows["statements"].append(statement(2, HOSTILE))
    rows["statement_speakers"].append(rows["statement_speakers"][0] | {"statement_id": f"st-{2:016x}"})
    rows["quarantine"].append(refusal("in/empty.txt", "empty", "the document holds no text: put its text in"))
    return rows  # fmt: skip


def opened(rows: Rows, path: str = ":memory:") -> duckdb.DuckDBPyConnection:
    """A warehouse that holds these rows, with its views."""
    connection = duckdb.connect(path)
    connection.execute("SET TimeZone = 'UTC'")
    for name, table in TABLES.items():
        for statement_ in ddl(table):
            connection.execute(statement_)
        if rows.get(name):
            connection.register("incoming", frame(table, rows[name]))
            connection.execute(f"INSERT INTO {name} BY NAME SELECT * FROM incoming")
            connection.unregister("incoming")
    load(connection)
    lines.open_lines(connection)
    return connection


def snapshot(rows: Rows, folder: Path) -> Path:
    """The rows as an earlier run's Parquet files."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, table in TABLES.items():
        frame(table, rows.get(name, [])).write_parquet(folder / f"{name}.parquet")
    return folder


def compared(
    before: Rows | None, now: Rows, folder: Path
) -> tuple[duckdb.DuckDBPyConnection, dict[str, Event], Changes]:
    """The warehouse of `now`, its events, and what differs from `before`: the same where it is known what changed."""
    con = opened(now)
    held = {} if before is None else of_folder(snapshot(before, folder))
    changes.open_before(con, held)
    found = changes.compare(con, first=before is None)
    if before is not None:
        changes.open_before(con, held, changed(con, held))
        assert changes.compare(con, first=False) == found
    return con, events.read(con), found


def changed(con: duckdb.DuckDBPyConnection, held: Sources) -> Sources:
    """What has come and gone since, as the commit of a run keeps it."""
    kept: dict[str, str] = {}
    for name, source in held.items():
        con.execute(f"CREATE OR REPLACE TEMP TABLE held AS FROM {source}")
        found = differ(con, TABLES[name], f"main.{name}", "held")
        for sign, count in (("came", found.came), ("went", found.went)):
            if count:
                con.execute(f"CREATE OR REPLACE TEMP TABLE kept_{sign}_{name} AS FROM {sign}_{name}")
                kept[f"{sign}_{name}"] = f"kept_{sign}_{name}"
            con.execute(f"DROP TABLE IF EXISTS temp.{sign}_{name}")
    return kept


def pairs(meetings: Iterable[Iterable[str]]) -> Counter[tuple[str, str]]:
    """How often each pair met, as a warehouse counts it."""
    return Counter(pair for parties in meetings for pair in combinations(sorted(set(parties)), 2))
