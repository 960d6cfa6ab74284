"""Checks what rows mean: the rules that the tables' declarations hold, over a DuckDB connection with the run's tables.

Here belongs the checking, and what follows from it: which documents are to be set aside, and whether the run stops. The
rules themselves are declared in `assets/*/schema.py`; values row by row are judged in `gate`.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import duckdb
import polars as pl

from assets.contract import Rule, Severity, Table
from assets.enriched.annotate.events.ontology import MODE_LISTS, kind, settled
from assets.enriched.schema import EVENT_KINDS
from assets.knowledge.countries import countries
from assets.reference import read_yaml
from checks.registry import TABLES
from checks.results import OFFENDERS, Offender, Outcome
from checks.thresholds import current

OF_DOCUMENTS = frozenset({"articles", "segments", "sentences", "mentions", "time_mentions", "statements"})
"""Tables that say what single documents say, whose rules may be asked of a document alone (`contract.Rule.alone`)."""
FEW, MANY = 3, 10  # rows: a share of fewer is not worth a word, or stops nothing
SHOWN = 3
STATUSES = ("happened", "planned", "hypothetical", "denied")
# How a row without a document_id leads to its documents. A tenure comes from those that name its holder in its time.
_OF_EVENT = "SELECT document_id FROM event_reports WHERE event_id IN (SELECT event_id FROM broken)"
LINKS = {
    "events": _OF_EVENT,
    "event_participants": _OF_EVENT,
    "statement_speakers": "SELECT document_id FROM statements WHERE statement_id IN (SELECT statement_id FROM broken)",
    "entities": "SELECT document_id FROM entity_merges WHERE entity_id IN (SELECT entity_id FROM broken)",
    "tenures": "SELECT m.document_id FROM broken t JOIN entity_merges m ON m.entity_id = t.person_id JOIN articles a"
    " USING (document_id) WHERE a.published_on IS NULL OR t.first_seen_on IS NULL OR a.published_on BETWEEN"
    " t.first_seen_on AND t.last_seen_on",
}


FAULTS: dict[str, pl.DataType] = {
    "document_id": pl.String(),
    "table": pl.String(),
    "rule": pl.String(),
    "key": pl.String(),
}
"""Rows that break a rule which their document decides by itself; `key` is the row's, as JSON."""


@dataclass(frozen=True)
class Broken:
    """A rule that some rows break: how many of the table's, examples by key, and the documents that they come from.

    `offenders` are the first of these rows, each with a document of its own.
    """

    table: str
    rule: Rule
    rows: int
    of: int
    examples: tuple[str, ...]
    documents: frozenset[str]
    offenders: tuple[Offender, ...] = ()

    @property
    def share(self) -> float:
        """Which part of the table's rows."""
        return self.rows / max(1, self.of)

    @property
    def stops(self) -> bool:
        """Whether it stops the run where nothing can be set aside any more."""
        if self.rule.effect == "warn":
            return self.rows >= MANY and self.share > self.rule.stops_above
        return True

    @property
    def said(self) -> str:
        """The finding and its remedy, as one sentence."""
        return (
            f"{self.rule.name}: {self.rows:,} of {self.of:,} rows, as {', '.join(self.examples)} ({self.rule.holds};"
            f" {self.rule.remedy})"
        )


def connection(tables: Mapping[str, pl.DataFrame]) -> duckdb.DuckDBPyConnection:
    """The frames as tables of an empty database, where rules can be asked. The caller closes it."""
    con = duckdb.connect()
    con.execute("SET TimeZone = 'UTC'")
    for name, rows in tables.items():
        con.register(name, rows.to_arrow())
    return con


def asked_alone(table: Table, rule: Rule) -> bool:
    """Whether a document decides the rule by itself: then it need be asked of its rows only once."""
    return rule.alone and table.name in OF_DOCUMENTS


def broken(
    con: duckdb.DuckDBPyConnection,
    tables: Iterable[Table] | None = None,
    told: pl.DataFrame | None = None,
    before: Callable[[Table, Rule], bool] = asked_alone,
) -> list[Broken]:
    """The rules of these tables, else of all, that some row breaks, but for what is tolerated.

    `told` are FAULTS of all rows by the rules that were asked `before`: these are not asked again. Rules of tables that
    the connection does not hold are not asked. Raises duckdb.Error where a rule is no condition.
    """
    known(con)
    names = "SELECT table_name FROM information_schema.tables WHERE table_schema = 'main'"
    there = {row[0] for row in con.execute(names).fetchall()}
    found: list[Broken] = []
    for table in TABLES.values() if tables is None else tables:
        if table.name in there and table.rules:
            found += _of_table(con, table, told, before)
    return found


def faults(
    rows: Mapping[str, pl.DataFrame],
    tables: Iterable[Table],
    by: str = "document_id",
    decides: Callable[[Table, Rule], bool] = asked_alone,
) -> pl.DataFrame:
    """What documents, or others whose ids are `by`, break by themselves in these tables: FAULTS with `by` as the id.

    `rows` are theirs, of all that the rules read; `decides` says which rules each decides by itself.
    """
    con = connection(rows)
    try:
        known(con)
        found = [
            (row[0], table.name, rule.name, json.dumps(row[1:]))
            for table in tables
            for rule in table.rules
            if decides(table, rule) and rows[table.name].height
            for row in con.execute(
                f"SELECT {by}, {', '.join(table.key)} FROM {table.name} t WHERE {rule.broken}"
            ).fetchall()
        ]
    finally:
        con.close()
    return pl.DataFrame(found, FAULTS, orient="row").rename({"document_id": by})


def _of_table(
    con: duckdb.DuckDBPyConnection, table: Table, told: pl.DataFrame | None, before: Callable[[Table, Rule], bool]
) -> Iterator[Broken]:
    of = _number(con, f"SELECT count(*) FROM {table.name}")
    for rule in table.rules:
        if told is not None and before(table, rule):
            held = told.filter((pl.col("table") == table.name) & (pl.col("rule") == rule.name))
            if _worth_a_word(rule, held.height, of):
                yield _details(con, table, rule, held.height, of, _with_these_keys(con, table, held["key"]))
            continue
        rows = _number(con, f"SELECT count(*) FROM {table.name} t WHERE {rule.broken}") if of else 0
        if _worth_a_word(rule, rows, of):
            yield _details(con, table, rule, rows, of, rule.broken)


def _worth_a_word(rule: Rule, rows: int, of: int) -> bool:
    return rows > rule.tolerated * of and (rows >= FEW or not rule.tolerated)


def _with_these_keys(con: duckdb.DuckDBPyConnection, table: Table, keys: pl.Series) -> str:
    """The condition that a row has one of these keys, which are JSON as in FAULTS."""
    names = [f"k{number}" for number in range(len(table.key))]
    rows = [[str(part) for part in json.loads(key)] for key in keys]
    con.register("told_keys", pl.DataFrame(rows, dict.fromkeys(names, pl.String), orient="row").to_arrow())
    same = " AND ".join(f"k.{name} = t.{own}::VARCHAR" for name, own in zip(names, table.key, strict=True))
    return f"EXISTS (SELECT 1 FROM told_keys k WHERE {same})"


def _details(con: duckdb.DuckDBPyConnection, table: Table, rule: Rule, rows: int, of: int, which: str) -> Broken:
    """The rule with its examples; `which` is the condition of the rows that break it."""
    con.execute(f"CREATE OR REPLACE TEMP TABLE broken AS SELECT * FROM {table.name} t WHERE {which}")
    key = ", ".join(table.key or ("source_uri",))
    examples = con.execute(f"SELECT {key} FROM broken ORDER BY ALL LIMIT {OFFENDERS}").fetchall()
    shown = tuple(" ".join(str(part) for part in row) for row in examples)
    documents = _documents(con, table) if rule.effect == "quarantine" else frozenset()
    offenders = _offenders(con, table, rule, shown)
    con.execute("DROP TABLE broken")
    return Broken(table.name, rule, rows, of, shown[:SHOWN], documents, offenders)


def _offenders(
    con: duckdb.DuckDBPyConnection, table: Table, rule: Rule, examples: Sequence[str]
) -> tuple[Offender, ...]:
    """The rows of `broken` with the place or document of each; where a row has none, with the first of all of them."""
    key = ", ".join(table.key or ("source_uri",))
    names = {column.name for column in table.columns}
    own = next((name for name in ("document_id", "source_uri") if name in names), None)
    if own is not None:
        found = con.execute(f"SELECT {own} FROM broken ORDER BY {key} LIMIT {OFFENDERS}").fetchall()
        of = [str(document or "") for (document,) in found]
    else:
        of = [min(_documents(con, table), default="") if table.name in LINKS else ""] * len(examples)
    pairs = zip(of, examples, strict=True)
    return tuple(Offender(f"{table.name}: {rule.holds}", document, row, rule.remedy) for document, row in pairs)


def _documents(con: duckdb.DuckDBPyConnection, table: Table) -> frozenset[str]:
    """The documents that the rows of `broken` come from."""
    query = LINKS.get(table.name, "SELECT document_id FROM broken")
    rows = con.execute(f"SELECT DISTINCT document_id FROM ({query}) WHERE document_id IS NOT NULL").fetchall()
    return frozenset(document for (document,) in rows)


def to_set_aside(found: Iterable[Broken]) -> dict[str, Broken]:
    """By document that is to be set aside, the first rule that its rows break."""
    aside: dict[str, Broken] = {}
    for one in found:
        if one.rule.effect == "quarantine":
            aside |= {document: one for document in one.documents if document not in aside}
    return aside


def documents_of(table: Table, rows: pl.DataFrame, tables: Mapping[str, pl.DataFrame]) -> frozenset[str]:
    """The documents that rows of a table, refused by its gate, come from; `tables` are all others as they came."""
    if rows.is_empty():
        return frozenset()
    con = connection(dict(tables) | {"broken": rows})
    try:
        return _documents(con, table)
    finally:
        con.close()


def flooded(documents: int, of: int) -> bool:
    """Whether so many documents of a stage would be set aside that the stage is broken rather than they."""
    return documents > current().refused_rows and documents > current().refused_share * of


def outcomes(tables: Sequence[Table], aside: Iterable[Broken], left: Iterable[Broken]) -> list[Outcome]:
    """One outcome a table: what its rows broke. `aside` was mended by setting documents aside, `left` was not."""
    return [
        _outcome(table, [b for b in aside if b.table == table.name], [b for b in left if b.table == table.name])
        for table in tables
        if table.rules
    ]


def _outcome(table: Table, aside: Sequence[Broken], left: Sequence[Broken]) -> Outcome:
    stops = [b for b in left if b.stops]
    said = [b.said for b in stops] + [b.said for b in left if not b.stops]
    said += [f"set aside with its documents: {b.said}" for b in aside]
    severity: Severity = "ERROR" if stops else "WARN"
    rows = sum(b.rows for b in (*aside, *left))
    message = "; ".join(said) or f"all {len(table.rules)} rules hold"
    figures = {"rows": float(rows)}
    offenders = _first((*stops, *left, *aside))
    return Outcome(table.name, f"{table.name}_meaning", not said, message, severity, rows, figures, offenders)


def _first(found: Iterable[Broken]) -> tuple[Offender, ...]:
    """What broke these rules, each once, in their order."""
    return tuple(dict.fromkeys(offender for one in found for offender in one.offenders))[:OFFENDERS]


def of_whole_run(con: duckdb.DuckDBPyConnection, tables: Sequence[Table]) -> Outcome:
    """What the rows of tables break that only a whole run shows: nothing can be set aside any more."""
    found = broken(con, tables)
    stops = [b for b in found if b.stops]
    message = "; ".join(b.said for b in (*stops, *(b for b in found if not b.stops)))
    rows = sum(b.rows for b in found)
    severity: Severity = "ERROR" if stops else "WARN"
    named = _first((*stops, *found))
    message = message or "all rules hold"
    return Outcome("snapshots", "tables_meaning", not found, message, severity, rows, {}, named)


def known(con: duckdb.DuckDBPyConnection) -> None:
    """Puts what the rules compare with beside the tables: countries, and what the ontology allows."""
    acts = [
        (name, type_, status, kind(name).sides, kind(name).mutual)
        for name in EVENT_KINDS
        for status in STATUSES
        if settled(name, status) == (name, status)  # type: ignore[arg-type]
        for type_ in _types(name)
    ]
    shapes = {
        "known_countries": pl.DataFrame({"code": sorted(country.code for country in countries())}),
        "known_acts": pl.DataFrame(acts, ["kind", "type", "status", "sides", "mutual"], orient="row"),
        "known_kinds": pl.DataFrame(
            [(name, kind(name).type, kind(name).mode, list(kind(name).contexts)) for name in EVENT_KINDS],
            {"kind": pl.String, "type": pl.String, "mode": pl.String, "contexts": pl.List(pl.String)},
            orient="row",
        ),
        "known_modes": pl.DataFrame(sorted(_modes()), ["type", "mode"], orient="row"),
    }
    for name, rows in shapes.items():
        con.register(name, rows.to_arrow())


def _types(name: str) -> set[str]:
    """The PLOVER types that an event of the kind can have."""
    return {kind(name).type, kind(name).ahead, *(type_ for type_, _ in kind(name).variants.values())}


def _modes() -> set[tuple[str, str]]:
    """PLOVER's modes by type, as far as anything here gives them."""
    kinds = [kind(name) for name in EVENT_KINDS]
    found = {(k.type, k.mode) for k in kinds if k.mode}
    found |= {(type_, mode) for k in kinds for type_, mode in k.variants.values() if mode}
    found |= {(type_, mode) for type_, words in MODE_LISTS.items() for mode in read_yaml("events/modes")[words]}
    return found | {("CONSULT", mode) for mode in ("visit", "phone", "multilateral", "third-party")}


def _number(con: duckdb.DuckDBPyConnection, query: str) -> int:
    row = con.execute(query).fetchone()
    return int(row[0]) if row and row[0] is not None else 0
