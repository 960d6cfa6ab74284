"""Judges whole tables and whole runs: nothing lost, spans true, ids joined, floors held, no sudden drift.

Here belong checks that need more than one row. Each returns an `Outcome` and none raises on bad data. Checks over the
tables of a whole run take a DuckDB connection in which every table can be queried by its name.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import duckdb
import polars as pl

from assets.contract import Reference, Severity, Table
from checks.gate import Gated
from checks.registry import TABLES
from checks.results import NOT_MEASURED, OFFENDERS, Offender, Outcome, named, not_measured
from checks.since import fresh
from checks.since.fresh import Since
from checks.thresholds import current

FLOORS = {
    "with_sentences": "articles in which sentences were found",
    "with_mentions": "articles in which anything is named",
    "with_day": "articles whose day of publication is known",
    "with_title": "articles with a title",
}
BROKEN = {"with_sentences": 0.5, "with_mentions": 0.02}  # no inbox is so strange: the stage does not work at all


def gate_outcome(table: str, rows: int, gated: Gated) -> Outcome:
    """A gate's outcome: refused rows are shown; too many of them stop the run."""
    refused = gated.refused.height
    if not rows:
        return not_measured(table, f"{table}_gate", "there is no row")
    rules: dict[str, int] = {}
    for reason in gated.reasons:
        name = f"{reason.column}: {reason.rule}"
        rules[name] = rules.get(name, 0) + 1
    limits = current()  # above both, a stage is broken rather than a row
    flood = refused > limits.refused_rows and refused > limits.refused_share * rows
    worst = ", ".join(f"{name} ({count})" for name, count in sorted(rules.items(), key=lambda r: -r[1])[:5])
    message = f"{refused:,} of {rows:,} rows refused: {worst}" if refused else f"all {rows:,} rows valid"
    figures = {"rows": float(rows), "refused": float(refused)}
    severity: Severity = "ERROR" if flood else "WARN"
    offenders = tuple(_refused(table, gated))
    return Outcome(table, f"{table}_gate", not refused, message, severity, refused, figures, offenders)


def _refused(table: str, gated: Gated) -> Iterator[Offender]:
    """The first refused rows, each by the document that it is of."""
    rows = gated.refused.head(OFFENDERS).iter_rows(named=True)
    for row, reason in zip(rows, gated.reasons[:OFFENDERS], strict=True):
        document = row.get("document_id") or row.get("source_uri") or ""
        yield Offender(f"{table}.{reason.column}: {reason.rule}", str(document), reason.value or "")


def step_errors(asset: str, name: str, errors: int, items: int, failed: Sequence[Mapping[str, Any]] = ()) -> Outcome:
    """Documents on which a step raised: each is in quarantine; too many of them stop the run.

    `failed` are their rows of quarantine.
    """
    if not items:
        return not_measured(asset, name, "there is no document")
    limits = current()  # above both, the code fails rather than documents: no input may stop a run
    flood = errors > limits.error_items and errors > limits.error_share * items
    message = f"{errors:,} of {items:,} documents could not be worked on" if errors else f"none in {items:,} documents"
    offenders = tuple(Offender(r["rule"], r["source_uri"], "", r["message"]) for r in failed[:OFFENDERS])
    severity: Severity = "ERROR" if flood else "WARN"
    return Outcome(asset, name, not errors, message, severity, errors, {"errors": float(errors)}, offenders)


def accounted(current: pl.DataFrame, articles: pl.DataFrame, refused: Iterable[Mapping[str, Any]]) -> Outcome:
    """Every current document is an article or stands in quarantine, and none is both."""
    documents = set(current["document_id"])
    published = set(articles["document_id"])
    turned_away = {row["document_id"] for row in refused if row["level"] == "document"}
    lost = documents - published - turned_away
    both = published & turned_away
    strange = published - documents
    wrong = len(lost) + len(both) + len(strange)
    message = f"{len(documents):,} documents = {len(published):,} published + {len(turned_away):,} quarantined"
    if wrong:
        examples = ", ".join(sorted(lost | both | strange)[:3])
        message = f"{len(lost)} lost, {len(both)} both published and quarantined, {len(strange)} unknown: {examples}"
    figures = {"documents": float(len(documents)), "published": float(len(published))}
    named = {"lost": lost, "published and quarantined": both, "unknown": strange}
    offenders = tuple(Offender(what, document) for what, ids in named.items() for document in sorted(ids)[:OFFENDERS])
    return Outcome("articles", "every_document_accounted_for", not wrong, message, "ERROR", wrong, figures, offenders)


def unknown_share(segments: pl.DataFrame) -> Outcome:
    """The share of characters whose role the parser did not understand."""
    length = (pl.col("raw_end") - pl.col("raw_start")).sum()
    total = segments.select(length).item() or 0
    if not total:
        return not_measured("segments", "unknown_roles", "there is no segment")
    unknown = segments.filter(pl.col("role") == "unknown").select(length).item() or 0
    share = unknown / total if total else 0.0
    message = f"{share:.2%} of the characters have the role unknown"
    figures = {"unknown_share": share}
    return Outcome("segments", "unknown_roles", share <= current().unknown_share, message, "WARN", unknown, figures)


def whole_run(
    con: duckdb.DuckDBPyConnection,
    now: Mapping[str, float],
    before: Mapping[str, float] | None,
    since: Since | None = None,
) -> list[Outcome]:
    """All checks over a run's tables; `now` holds its `figures`, `before` those of the last good run, or None.

    Keys, ids and spans are asked of rows that came `since`, if that is given: of the others they were.
    """
    among = None if since is None else fresh.TABLE
    return [
        keys_unique(con, since),
        ids_join(con, since),
        spans_true(con, among),
        *floors(now, con),
        drift(now, before),
    ]


def keys_unique(con: duckdb.DuckDBPyConnection, since: Since | None = None) -> Outcome:
    """No two rows of a table have the same key; with `since`, no row that came has one that another row has."""
    wrong = {}
    offenders: list[Offender] = []
    for table in _present(con):
        if table.key and (since is None or table.name in since.came):
            key = ", ".join(table.key)
            came = "true" if since is None else f"hash({key}) IN (SELECT k FROM came_{table.name})"
            rows = f"{table.name} WHERE {came}"
            # Where all hashes differ, all keys do, which is found sooner.
            if not _count(con, f"SELECT count(*) - count(DISTINCT hash({key})) FROM {rows}"):
                continue
            twice = f"SELECT {_words(table.key)} FROM {rows} GROUP BY {key} HAVING count(*) > 1"
            count = _count(con, f"SELECT count(*) FROM ({twice})")
            if count:
                wrong[table.name] = count
                twice = twice.replace("SELECT", f"SELECT {_document(table, 'any_value({})')},", 1)
                offenders += named(con, f"{table.name}: another row has the same key", twice)
    return _joined("keys_unique", wrong, "every key stands once", offenders)


def ids_join(con: duckdb.DuckDBPyConnection, since: Since | None = None) -> Outcome:
    """Every id that points to another table finds its row there; with `since`, where rows on either side changed."""
    wrong = {}
    offenders: list[Offender] = []
    for table in _present(con):
        for r in table.references:
            if since is not None and not _may_be_lost(con, table, r, since):
                continue
            lost = f"FROM {table.name} WHERE {_is_lost(r)}"
            count = _count(con, f"SELECT count(*) {lost}")
            if count:
                wrong[f"{table.name}.{r.column}"] = count
                rule = f"{table.name}.{r.column} names no row of {r.table}"
                offenders += named(con, rule, f"SELECT {_document(table)}, {r.column} {lost}")
    return _joined("ids_join", wrong, "every id finds its row", offenders)


def _is_lost(r: Reference) -> str:
    """The condition of rows whose id finds no row."""
    there = f"SELECT {r.other} FROM {r.table} WHERE {r.other} IS NOT NULL"
    return f"{r.column} IS NOT NULL AND {r.column} NOT IN ({there})"


def _may_be_lost(con: duckdb.DuckDBPyConnection, table: Table, r: Reference, since: Since) -> bool:
    """Whether an id of a row that came, or one that leads to a key that went, finds no row."""
    if r.table in since.went and TABLES[r.table].key != (r.other,):
        return True  # only of keys it is known which went
    asked = [f"FROM came_{table.name}"] if table.name in since.came else []
    if r.table in since.went:
        back = f"ANTI JOIN came_{r.table} USING (k)" if r.table in since.came else ""
        asked.append(f"FROM {table.name} WHERE hash({r.column}) IN (SELECT k FROM went_{r.table} {back})")
    there = f"SELECT {r.other} AS id FROM {r.table}"
    lost = "SELECT count(*) FROM (SELECT {column} AS id {rows}) ANTI JOIN ({there}) USING (id) WHERE id IS NOT NULL"
    return any(_count(con, lost.format(column=r.column, rows=rows, there=there)) for rows in asked)


def spans_true(con: duckdb.DuckDBPyConnection, among: str | None = None) -> Outcome:
    """Every text beside a span is that stretch of the document's raw text; a report's evidence holds its trigger.

    With `among`, of the documents in this table.
    """
    wrong = {}
    offenders: list[Offender] = []
    texts = "documents"
    if among is not None:  # these texts once, where every table would read those of all documents
        con.execute(
            "CREATE OR REPLACE TEMP TABLE asked_texts AS SELECT document_id, raw_text FROM documents WHERE document_id"
            f" IN (SELECT document_id FROM {among})"
        )
        texts = "asked_texts"
    for name, rule, text, untrue in _untrue(_present(con), texts, among):
        if count := _count(con, f"SELECT count(*) {untrue}"):
            wrong[name] = count
            offenders += named(con, rule, f"SELECT document_id, {text} {untrue}")
    return _joined("spans_true", wrong, "every span equals its text", offenders)


_CUT = "substring(d.raw_text, t.{start} + 1, t.{end} - t.{start})"


def _untrue(tables: Iterable[Table], texts: str, among: str | None) -> Iterator[tuple[str, str, str, str]]:
    """By table: what is wrong with some rows, the column that shows it, and which rows these are, as a query's end."""
    mine = "true" if among is None else f"t.document_id IN (SELECT document_id FROM {among})"
    spans = [(t.name, t.span_text, "raw_start", "raw_end") for t in tables if t.span_text]
    spans.append(("event_reports", "trigger", "trigger_start", "trigger_end"))
    for name, text, start, end in spans:
        differs = f"{_CUT.format(start=start, end=end)} IS DISTINCT FROM t.{text}"
        rows = f"FROM {name} t LEFT JOIN {texts} d USING (document_id) WHERE {mine} AND {differs}"
        yield name, f"{name}.{text} is not what stands at its span", f"t.{text}", rows
    outside = f"FROM event_reports t WHERE {mine} AND (trigger_start < raw_start OR trigger_end > raw_end)"
    yield "event_reports outside their evidence", "event_reports: trigger outside its evidence", "trigger", outside
    differs = f"{_CUT.format(start='raw_start', end='raw_end')} IS DISTINCT FROM t.speaker_text"
    yield (
        "statement_speakers",
        "statement_speakers.speaker_text is not what stands at its span",
        "t.speaker_text",
        f"FROM statement_speakers t JOIN statements s USING (statement_id) JOIN {texts} d USING (document_id) WHERE"
        f" t.raw_start IS NOT NULL AND {differs}",
    )


def figures(con: duckdb.DuckDBPyConnection) -> dict[str, float]:
    """What floors and drift look at: articles, and shares and means that do not grow with the store."""
    row = con.execute(
        "SELECT count(*), avg((title IS NOT NULL)::INT), avg((published_on IS NOT NULL)::INT),"
        " avg((dateline_place IS NOT NULL)::INT), avg((outlet IS NOT NULL)::INT), avg(word_count),"
        " avg((document_id IN (SELECT document_id FROM sentences))::INT),"
        " avg((document_id IN (SELECT document_id FROM mentions))::INT) FROM articles"
    ).fetchone()
    names = (
        "articles",
        "with_title",
        "with_day",
        "with_dateline",
        "with_outlet",
        "words",
        "with_sentences",
        "with_mentions",
    )
    found = dict(zip(names, (float(value or 0) for value in row or ()), strict=True))
    for table in ("mentions", "time_mentions", "events", "statements", "tenures"):
        found[f"{table}_per_article"] = _count(con, f"SELECT count(*) FROM {table}") / max(1.0, found["articles"])
    documents = _count(con, "SELECT count(*) FROM documents WHERE superseded_by IS NULL")
    quarantined = _count(
        con,
        "SELECT count(DISTINCT document_id) FROM quarantine WHERE level = 'document'"
        " AND document_id IN (SELECT document_id FROM documents WHERE superseded_by IS NULL)",
    )
    found["quarantined_share"] = quarantined / documents if documents else 0.0
    return found


def floors(now: Mapping[str, float], con: duckdb.DuckDBPyConnection | None = None) -> list[Outcome]:
    """What a store of some size reaches; far below, a stage does not work at all, and the run stops.

    With a connection, the articles that lack it are named.
    """
    outcomes = []
    least = current().floor_articles  # with fewer articles a share says nothing
    for name, what in FLOORS.items():
        share, floor = now[name], getattr(current(), name)
        if not now["articles"]:
            outcomes.append(not_measured("snapshots", f"floor_{name}", "there is no article"))
            continue
        severity: Severity = "ERROR" if share < BROKEN.get(name, 0.0) else "WARN"
        enough = share >= floor or now["articles"] < least
        message = f"{share:.1%} {what} (floor {floor:.0%}, asked of {least} articles or more)"
        missing = 0 if enough else round((1 - share) * now["articles"])
        measured = now["articles"] >= least
        if not measured:
            message = f"{NOT_MEASURED}, there are too few articles: {message}"
        lacking = () if enough or con is None else tuple(named(con, f"none of: {what}", _LACKING[name]))
        found = Outcome(
            "snapshots", f"floor_{name}", enough, message, severity, missing, {name: share}, lacking, measured
        )
        outcomes.append(found)
    return outcomes


_ARTICLES = "SELECT document_id, title FROM articles WHERE"
_LACKING = {
    "with_sentences": f"{_ARTICLES} document_id NOT IN (SELECT document_id FROM sentences)",
    "with_mentions": f"{_ARTICLES} document_id NOT IN (SELECT document_id FROM mentions)",
    "with_day": f"{_ARTICLES} published_on IS NULL",
    "with_title": f"{_ARTICLES} title IS NULL",
}


def drift(now: Mapping[str, float], before: Mapping[str, float] | None) -> Outcome:
    """How far the figures moved since the last good run: a quarter is shown, a collapse by half stops the run."""
    least = current().floor_articles
    if before is None or min(now["articles"], before.get("articles", 0)) < least:
        return not_measured("snapshots", "drift", "no earlier run of enough articles to compare with")
    moved, collapsed = [], []
    for name, value in now.items():
        old = before.get(name)
        if name == "articles" or not old:
            continue
        change = (value - old) / old
        if abs(change) > current().drift:
            moved.append(f"{name} {old:.3g} → {value:.3g}")
        if (
            change < -current().collapse
            and name.endswith("_per_article")
            and now["articles"] < 1.5 * before["articles"]
        ):
            collapsed.append(name)
    message = "; ".join(moved) or f"no figure moved by more than {current().drift:.0%} since the last good run"
    return Outcome(
        "snapshots",
        "drift",
        not moved,
        message,
        "ERROR" if collapsed else "WARN",
        len(moved),
        {"moved": float(len(moved))},
    )


def _present(con: duckdb.DuckDBPyConnection) -> list[Table]:
    names = "SELECT table_name FROM information_schema.tables WHERE table_schema = 'main' AND table_catalog = ?"
    (own,) = con.execute("SELECT current_database()").fetchone() or ("",)
    there = {row[0] for row in con.execute(names, [own]).fetchall()}
    return [t for t in TABLES.values() if t.name in there]


def _count(con: duckdb.DuckDBPyConnection, query: str) -> int:
    row = con.execute(query).fetchone()
    return int(row[0]) if row and row[0] is not None else 0


def _document(table: Table, form: str = "{}") -> str:
    """The column that says of which document a row is, for a query; NULL in tables that have none."""
    column = next((c.name for c in table.columns if c.name in ("document_id", "source_uri")), None)
    return "NULL" if column is None else form.format(column)


def _words(columns: Iterable[str]) -> str:
    return f"concat_ws(' ', {', '.join(columns)})"


def _joined(name: str, wrong: Mapping[str, int], good: str, offenders: Sequence[Offender]) -> Outcome:
    total = sum(wrong.values())
    message = "; ".join(f"{where}: {count:,} rows" for where, count in wrong.items()) or good
    figures = {"failed_rows": float(total)}
    return Outcome("snapshots", name, not wrong, message, "ERROR", total, figures, tuple(offenders[:OFFENDERS]))
