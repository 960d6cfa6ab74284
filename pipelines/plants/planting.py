"""The register of faults, and the verdict on one: what the checks of a run say of its tables once it is planted.

Here belongs asking the same functions that a run asks, in the same order. The faults stand in the modules beside.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import polars as pl

from assets.tables import snapshots
from checks import flow, meaning, shape
from checks.gate import StructureError, gate
from checks.registry import TABLES, frame
from checks.results import Outcome
from checks.sentinels import Answer, Found, measure
from checks.since import fresh
from runtime.lake.compared import differ
from runtime.manifests import StoreError

Spoil = Callable[[duckdb.DuckDBPyConnection], None]
SpoilRows = Callable[[dict[str, list[dict[str, Any]]]], None]
SpoilFound = Callable[[dict[str, Found]], None]
OF_RUNS = {"runs", "run_checks"}  # written after the checks
BESIDE = {*shape.OF_BOTH, "drift"}  # what only a run with an earlier one is asked
CAUGHT, WARNED, UNSEEN = "caught", "warned", "unseen"

in_tables: dict[str, Spoil] = {}
in_rows: dict[str, SpoilRows] = {}
in_readings: dict[str, SpoilFound] = {}


@dataclass(frozen=True)
class Verdict:
    """What became of a fault, and which checks say so."""

    fault: str
    what: str
    said_by: tuple[str, ...]


def tables(function: Spoil) -> Spoil:
    """Registers a fault that is planted with SQL in the run's tables."""
    in_tables[function.__name__] = function
    return function


def rows(function: SpoilRows) -> SpoilRows:
    """Registers a fault that is planted in rows before they become frames."""
    in_rows[function.__name__] = function
    return function


def readings(function: SpoilFound) -> SpoilFound:
    """Registers a fault that is planted in what is found in the sentinel documents."""
    in_readings[function.__name__] = function
    return function


def sql(con: duckdb.DuckDBPyConnection, *statements: str) -> None:
    """Runs the statements of a fault; each must change something that is there."""
    for statement in statements:
        con.execute(statement)


def planted(name: str, published: Path) -> tuple[Verdict, Verdict]:
    """The verdicts on a fault in a published file: beside the same as it was before, and in a first run."""
    con = opened(published)
    try:
        in_tables[name](con)
        outcomes, aside = judged(con)
    finally:
        con.close()
    return _verdict(name, outcomes, aside), _verdict(name, [o for o in outcomes if o.name not in BESIDE], aside)


def planted_in_rows(name: str, held: Mapping[str, pl.DataFrame]) -> Verdict:
    """The verdict on a fault in rows that a stage hands to `frame`."""
    found = {table: frame_.to_dicts() for table, frame_ in held.items()}
    in_rows[name](found)
    try:
        refused = sum(gate(frame(TABLES[t], found[t]), TABLES[t]).refused.height for t in found)
    except (TypeError, StructureError):
        return Verdict(name, CAUGHT, ("frame",))
    return Verdict(name, CAUGHT if refused else UNSEEN, ("gate",) if refused else ())


def planted_in_readings(name: str, answers: list[Answer], found: Mapping[str, Found]) -> Verdict:
    """The verdict on a fault in what is found in the sentinel documents."""
    spoiled = dict(found)
    in_readings[name](spoiled)
    return _verdict(name, [measure(answers, spoiled)], 0)


def opened(published: Path) -> duckdb.DuckDBPyConnection:
    """The published file's tables in memory, to be spoiled, and as they were in the schema `before`."""
    con = duckdb.connect()
    con.execute("SET TimeZone = 'UTC'; SET threads = 1")
    sources = snapshots.of_file(con, published, "published")
    con.execute("CREATE SCHEMA before")
    for name, source in sources.items():
        con.execute(f"CREATE TABLE before.{name} AS FROM {source}")
        if name not in OF_RUNS:
            con.execute(f"CREATE TABLE {name} AS FROM {source}")
    con.execute("DETACH published")  # the checks ask every table that they see
    return con


def judged(con: duckdb.DuckDBPyConnection) -> tuple[list[Outcome], int]:
    """The outcomes of a run over these tables, and how many rows and documents it would set aside."""
    frames = {name: _frame(con, name) for name in TABLES if name not in OF_RUNS}
    outcomes, aside = _gated(frames)
    found = meaning.broken(con)
    aside += len(meaning.to_set_aside(found))
    left = [b for b in found if b.rule.effect != "quarantine" or not b.documents]
    outcomes += meaning.outcomes([TABLES[name] for name in frames], [], left)
    current = frames["documents"].filter(pl.col("superseded_by").is_null())
    turned_away = frames["quarantine"].filter(pl.col("document_id").is_not_null()).to_dicts()
    outcomes += [flow.accounted(current, frames["articles"], turned_away), flow.unknown_share(frames["segments"])]
    since = _since(con)
    fresh.mark(con, since)
    outcomes += flow.whole_run(con, flow.figures(con), flow.figures(_before(con)), since)
    outcomes += [*shape.still_there(con), shape.compared(con), shape.of_new(con, since)]
    return outcomes, aside


def _since(con: duckdb.DuckDBPyConnection) -> fresh.Since | None:
    """What the fault has changed, as a run finds it; None where it has made rows alike, so that this cannot be told."""
    tables = {name: table for name, table in TABLES.items() if name not in OF_RUNS}
    try:
        found = {name: differ(con, table, f"main.{name}", f"before.{name}") for name, table in tables.items()}
    except StoreError:
        return None
    came, went = (frozenset(n for n, of in found.items() if getattr(of, sign)) for sign in ("came", "went"))
    return fresh.Since(came, went)


def _before(con: duckdb.DuckDBPyConnection) -> duckdb.DuckDBPyConnection:
    """The earlier run's tables, by their names."""
    cursor = con.cursor()
    cursor.execute("SET schema = 'before'")
    return cursor


def _frame(con: duckdb.DuckDBPyConnection, name: str) -> pl.DataFrame:
    columns = ", ".join(f"{c.name}::{c.type} AS {c.name}" for c in TABLES[name].columns)
    rows_ = pl.DataFrame(con.execute(f"SELECT {columns} FROM {name}").to_arrow_table())
    return rows_.cast(dict(frame(TABLES[name], []).schema))  # type: ignore[arg-type]


def _gated(frames: Mapping[str, pl.DataFrame]) -> tuple[list[Outcome], int]:
    """Every table through its gate, all others known to it; and how many rows are refused."""
    outcomes, refused = [], 0
    for name, rows_ in frames.items():
        result = gate(rows_, TABLES[name], frames)
        outcomes.append(flow.gate_outcome(name, rows_.height, result))
        refused += result.refused.height
    return outcomes, refused


def _verdict(name: str, outcomes: list[Outcome], aside: int) -> Verdict:
    stops = [o.name for o in outcomes if o.stops]
    if stops or aside:
        return Verdict(name, CAUGHT, tuple(stops) or ("set aside",))
    warned = tuple(o.name for o in outcomes if not o.passed)
    return Verdict(name, WARNED if warned else UNSEEN, warned)
