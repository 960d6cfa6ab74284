"""Makes the brief from what is published, what changed and what is watched for.

Here belongs what the brief holds, in which order, and the five lines of its head. How it looks belongs to `render`.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import fields
from typing import Any, TypeVar

import duckdb

from assets.tables.brief import groups, quotes, words
from assets.tables.brief.changes import CALLED_OFF, CAME_TRUE, CONFLICT, CORRECTED, SECOND_OUTLET, Changes
from assets.tables.brief.events import Event
from assets.tables.brief.model import Arrival, Brief, Holder, Refusals, Run, Signed
from assets.tables.brief.pictures import charts, met
from assets.tables.brief.pictures.atlas import atlas
from assets.tables.brief.pictures.network import network
from assets.tables.brief.query import rows
from assets.tables.brief.sureness import CLASSES
from assets.tables.brief.watch import WatchList, hits, unknown_people
from assets.tables.refusals import wrong_and_remedy

Record = TypeVar("Record", Arrival, Holder)
NAMED = 3
NOTHING_BEFORE = "the first: all that is held is new"
_RUNS = """
SELECT r.run_id, r.started_at, r.status, r.documents_in, r.documents_published, r.documents_quarantined,
       count(c.check_name) FILTER (c.measured IS DISTINCT FROM false) AS checks,
       coalesce(list(c.check_name || ': ' || coalesce(c.message, '') ORDER BY c.check_name)
                FILTER (NOT c.passed), []) AS failed,
       coalesce(list(replace(c.check_name[10:], '_', ' ') || ': ' || coalesce(c.message, '') ORDER BY c.check_name)
                FILTER (c.check_name LIKE 'accuracy%'), []) AS accuracy
FROM runs r LEFT JOIN run_checks c USING (run_id)
GROUP BY ALL ORDER BY r.run_id DESC LIMIT 12
"""
_HELD = """
SELECT (SELECT count(*) FROM articles) AS articles, (SELECT count(*) FROM events) AS events, min(published_on) AS first,
       max(published_on) AS last, (SELECT max(finished_at) FROM runs WHERE run_id = ?) AS finished FROM articles
"""


def build(
    con: duckdb.DuckDBPyConnection,
    run_id: str,
    before: str | None,
    changes: Changes,
    watch: WatchList,
    trouble: str | None = None,
) -> Brief:
    """The brief of run `run_id` since the run `before`; `trouble` says what is wrong with the watch list.

    The connection has the table `lines` of all events.
    """
    [held] = rows(con, _HELD, [run_id])
    news = [*(c.event for c in changes.changed), *changes.new]
    statements = quotes.new(con)
    people_met = met.people(con)
    return Brief(
        run_id,
        held["finished"].date() if held["finished"] else None,
        before,
        f"compared with run {before}" if before else NOTHING_BEFORE,
        _held(held),
        head(changes),
        hits(con, watch, changes, statements),
        trouble or _watching(con, watch),
        changes.changed,
        changes.new,
        groups.by_countries(changes.new),
        groups.by_theme(changes.new),
        changes.gone,
        [_only(Holder, row) for row in changes.holders],
        quotes.by_speaker(statements, quotes.people(con, statements)),
        [_only(Arrival, row) for row in changes.came],
        refusals(changes.turned_away),
        atlas(news),
        charts.timeline(news),
        met.countries(con),
        people_met,
        network(people_met),
        [Run(**row | {"failed": tuple(row["failed"]), "accuracy": tuple(row["accuracy"])}) for row in rows(con, _RUNS)],
        _signed(con),
    )  # fmt: skip


def head(changes: Changes) -> list[tuple[str, str]]:
    """What changed, in five lines: a name and words each."""
    return [
        ("New events", _new(changes.new)),
        ("Changed", _changed(changes)),
        ("Office-holders", _offices(changes.holders)),
        ("Documents in", _documents(changes.came)),
        ("Turned away", _turned_away(changes.turned_away)),
    ]


def _new(events: Sequence[Event]) -> str:
    grades = Counter(event.sure.grade for event in events)
    said = words.series(f"{grades[grade]} {grade}" for grade in CLASSES if grades[grade])
    return f"{words.count(len(events), 'event')}: {said}." if events else "None."


def _changed(changes: Changes) -> str:
    kinds = Counter(kind for changed in changes.changed for kind in set(changed.kinds))
    said = [
        f"{words.count(kinds[kind], one, many)} {what}"
        for kind, one, many, what in (
            (CAME_TRUE, "plan", "plans", "came true"),
            (CALLED_OFF, "event", "events", "called off or denied"),
            (SECOND_OUTLET, "event", "events", "got a second outlet"),
            (CONFLICT, "event", "events", "on which reports now differ"),
            (CORRECTED, "event", "events", "with another day, place or party"),
        )
        if kinds[kind]
    ]
    said += [f"{words.count(len(changes.gone), 'event')} no longer held"] if changes.gone else []
    return f"{words.series(said)}." if said else "None."


def _offices(holders: Sequence[Mapping[str, Any]]) -> str:
    """Successions by name; the rest are counted."""
    followed = [h for h in holders if h["previous"]]
    said = [f"{h['name']}, {office(h)}, after {h['previous']}" for h in followed[:NAMED]]
    if rest := len(holders) - len(said):
        more = "more " if said else ""
        said.append(f"{words.count(rest, f'{more}person', f'{more}people')} seen in an office for the first time")
    return f"{'; '.join(said)}." if said else "None."


def office(holder: Mapping[str, Any]) -> str:
    """The office with whose it is: prime minister of Japan."""
    whose = words.of_country(holder["country"]) if holder["country"] else holder.get("organisation")
    return f"{holder['office']} of {whose}" if whose else str(holder["office"])


def _documents(came: Sequence[Mapping[str, Any]]) -> str:
    outlets = Counter(row["outlet"] for row in came if row["outlet"])
    told = [f"{outlet} {count}" for outlet, count in outlets.most_common()]
    if rest := len(told) - NAMED if len(told) > NAMED + 1 else 0:
        told = [*told[:NAMED], words.count(rest, "other outlet")]
    told += [f"{unnamed} without a named outlet"] if (unnamed := sum(not row["outlet"] for row in came)) else []
    return f"{words.count(len(came), 'document')} ({words.series(told)})." if came else "None."


def _turned_away(refused: Sequence[Mapping[str, Any]]) -> str:
    rules = Counter(row["rule"] for row in refused)
    said = words.series((f"{words.kind(rule)} {count}" for rule, count in rules.most_common()), NAMED + 1)
    return f"{words.count(len(refused), 'document')} ({said})." if refused else "None."


def _held(held: Mapping[str, Any]) -> str:
    days = f", published from {words.day(held['first'])} to {words.day(held['last'])}" if held["first"] else ""
    return f"{words.count(held['articles'], 'article')}{days}, report {words.count(held['events'], 'event')}"


def _watching(con: duckdb.DuckDBPyConnection, watch: WatchList) -> str:
    """What is watched for, and which watched people nobody names yet."""
    if not watch:
        return ""
    said = [*watch.people, *map(words.country, watch.countries), *map(words.kind, watch.kinds), *watch.words]
    unknown = unknown_people(con, watch)
    note = f" Named in no document so far: {words.series(unknown)}." if unknown else ""
    return f"Watched for: {', '.join(said)}.{note}"


def refusals(refused: Sequence[Mapping[str, Any]]) -> list[Refusals]:
    """Documents turned away, by rule, with what to do about each."""
    rules: dict[str, list[Mapping[str, Any]]] = {}
    for row in refused:
        rules.setdefault(row["rule"], []).append(row)
    found = []
    for rule, of_rule in sorted(rules.items(), key=lambda item: (-len(item[1]), item[0])):
        first = of_rule[0]
        found.append(Refusals(rule, len(of_rule), first["source_uri"], *wrong_and_remedy(rule, first["message"])))
    return found


def _signed(con: duckdb.DuckDBPyConnection) -> list[Signed]:
    """By class: how many events, and the mean of their calibrated probabilities."""
    estimates: dict[str, list[float]] = {}
    for grade, confidence in con.execute("SELECT grade, confidence FROM lines ORDER BY nth").fetchall():
        estimates.setdefault(grade, []).append(confidence)
    return [Signed(g, len(estimates[g]), sum(estimates[g]) / len(estimates[g])) for g in CLASSES if g in estimates]


def _only(record: type[Record], row: Mapping[str, Any]) -> Record:
    """A record of those columns that it has."""
    return record(**{f.name: row[f.name] for f in fields(record) if f.name in row})
