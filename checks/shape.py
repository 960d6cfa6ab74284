"""Compares the shape of a run's tables with that of earlier good runs: shares, not sizes.

Here belong the population stability index of a feature, its thresholds, and whether what was published is still there.
A run is compared over the documents that it shares with the earlier run, so that another inbox, or another mix of
inputs, is no drift: what moves there, code, model, reference data or a fault have moved. Documents that are new are
compared with those that are not, and only warned of. Of more documents than say what a share is, some are compared
(`since/sample.py`). Tables of the run are queried by their names, those of the earlier run in the schema `before`.
"""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import duckdb

from assets.contract import Severity
from checks.features import FEATURES, GROWING, VOLUMES
from checks.results import OFFENDERS, Offender, Outcome, not_measured
from checks.since import sample
from checks.since.fresh import Since
from checks.thresholds import current

LESS_WARN, LESS_STOP = 0.15, 0.35  # of a table's rows of the same documents, more or fewer
NEW_WARN = 0.5  # documents that are new are of other days and other registers
LEAST, LEAST_TO_STOP = 30, 40  # values on both sides: fewer have no shape
OTHERS = 0.05  # of the documents of both runs: with more that only one holds, features that grow are left out
FEW = 5  # articles on both sides: with fewer nothing is compared
TOP = 12  # values of a feature that are counted apart, the others together
CHANCE = 2.0  # standard deviations of the index, were both sides drawn from one shape
SHOWN = 3
BEFORE, NOW, NEW = "shape_before_", "shape_now_", "shape_new_"  # how the tables of each side begin
_HELD = "before.articles JOIN articles USING (document_id)"
GONE_WARN, GONE_ROWS = 0.02, 10  # of articles: above the last, and the share that is set, one rule is broken


@dataclass(frozen=True)
class Moved:
    """A feature that moved: its index beyond chance, the value that moved most, and its share before and now."""

    feature: str
    index: float
    counted: int
    value: str
    before: float
    now: float

    @property
    def much(self) -> bool:
        """Whether it moved so far that a run over the same documents should not be published unseen."""
        return self.index > current().shape_stop

    def __str__(self) -> str:
        return f"{self.feature}: {self.value} {self.before:.0%} → {self.now:.0%} (index {self.index:.2f})"


@dataclass(frozen=True)
class Grown(Moved):
    """A table with more or fewer rows of the same documents: `before` and `now` count them, `index` is the change."""

    @property
    def much(self) -> bool:
        """As of a share."""
        return self.index > LESS_STOP

    def __str__(self) -> str:
        return f"{self.feature}: {self.before:,.0f} → {self.now:,.0f} of the same documents"


OF_BOTH = ("documents_kept", "articles_kept", "shape", "shape_of_new")


def nothing_before() -> list[Outcome]:
    """The outcomes of a run with which no earlier one can be compared."""
    return [not_measured("snapshots", name, "no earlier run to compare with") for name in OF_BOTH]


def compared(con: duckdb.DuckDBPyConnection, accepted: bool = False) -> Outcome:
    """How far the shape of the documents that both runs published has moved; `accepted`: as it is meant to."""
    articles = sample.choose(con, "shared", _HELD)
    if articles < FEW:
        return not_measured("snapshots", "shape", f"fewer than {FEW} articles are in both runs")
    _lay_out(con, "before.", BEFORE, "shared")
    _lay_out(con, "", NOW, "shared")
    moved = [*_volumes(con), *_moved(con, NOW, of_the_same=True)]
    alike = _alike(con)
    if alike < 1 - OTHERS:
        moved = [m for m in moved if m.feature not in GROWING]
    grown = GROWING if alike < 1 else frozenset()  # one report more may carry all names of a small store over a bound
    stops = [m for m in moved if m.much and m.counted >= LEAST_TO_STOP and m.feature not in grown and not accepted]
    shown = stops or moved
    said = "; ".join(str(m) for m in shown[:SHOWN])
    offenders: tuple[Offender, ...] = ()
    if moved:
        said += f"; most in {', '.join(_movers(con, shown[0]))}"
        offenders = tuple(Offender(m.feature, place, str(m)) for m in shown[:SHOWN] for place in _movers(con, m))
        said += (
            ": if this is meant, as with another model, run again with --accept-drift"
            if stops
            else ": see whether it is meant"
        )
    worst = max((m.index for m in moved), default=0.0)
    message = said or "no share has moved in the documents that the last good run published, too"
    figures = {"moved": float(len(moved)), "index": worst}
    severity: Severity = "ERROR" if stops else "WARN"
    return Outcome("snapshots", "shape", not moved, message, severity, len(moved), figures, offenders)


def _alike(con: duckdb.DuckDBPyConnection) -> float:
    """Which share of the documents of both runs both hold."""
    both = _number(con, f"SELECT count(*) FROM {_HELD}")
    return both / max(1, _number(con, "SELECT count(*) FROM articles FULL JOIN before.articles USING (document_id)"))


def of_new(con: duckdb.DuckDBPyConnection, since: Since | None = None) -> Outcome:
    """How far documents that the earlier run did not hold differ from those that both hold; `since` says what came."""
    new = sample.choose(con, "unknown", "articles WHERE document_id NOT IN (SELECT document_id FROM before.articles)")
    if new < LEAST:
        return not_measured("snapshots", "shape_of_new", f"fewer than {LEAST} documents are new")
    if not sample.is_laid_out(con, BEFORE):
        sample.choose(con, "shared", _HELD)
        _lay_out(con, "before.", BEFORE, "shared")
    _lay_out(con, "", NEW, "unknown", since)
    moved = [m for m in _moved(con, NEW) if m.index > NEW_WARN]
    moved = [m for m in moved if m.feature not in GROWING | {"year of articles", "outlet of articles"}]
    said = "; ".join(str(m) for m in moved[:SHOWN])
    message = f"unlike what is held: {said}" if moved else "new documents are like those that are held"
    return Outcome("snapshots", "shape_of_new", not moved, message, "WARN", len(moved), {"moved": float(len(moved))})


def still_there(con: duckdb.DuckDBPyConnection) -> list[Outcome]:
    """What the last good run held is held; what it published is published, superseded, or turned away by few rules."""
    gone = _column(
        con, "SELECT document_id FROM before.documents WHERE document_id NOT IN (SELECT document_id FROM documents)"
    )
    message = f"{len(gone):,} documents that were held are held no more: {', '.join(gone[:SHOWN])}"
    kept = Outcome(
        "snapshots",
        "documents_kept",
        not gone,
        message if gone else "every document is still held",
        failed_rows=len(gone),
        offenders=tuple(Offender("held before, and no more", document) for document in gone[:OFFENDERS]),
    )
    return [kept, _articles_kept(con)]


def _articles_kept(con: duckdb.DuckDBPyConnection) -> Outcome:
    lost = con.execute(
        "SELECT d.source_uri, coalesce(q.rule, 'no rule') FROM before.articles b JOIN documents d USING (document_id)"
        " LEFT JOIN (SELECT document_id, min(rule) AS rule FROM quarantine WHERE level = 'document' GROUP BY ALL) q"
        " USING (document_id) WHERE d.superseded_by IS NULL AND b.document_id NOT IN (SELECT document_id FROM articles)"
        " ORDER BY 1"
    ).fetchall()
    of = len(_column(con, "SELECT document_id FROM before.articles"))
    rules = Counter(rule for _, rule in lost)
    said = ", ".join(f"{rule} ({count:,})" for rule, count in rules.most_common(SHOWN))
    places = ", ".join(place for place, _ in lost[:SHOWN])
    message = f"{len(lost):,} of {of:,} articles are no longer published: {said}; as {places}"
    flood = len(lost) >= GONE_ROWS and len(lost) > current().gone_share * of
    passed = len(lost) <= GONE_WARN * of
    return Outcome(
        "snapshots",
        "articles_kept",
        passed,
        message if lost else "every article is still published, or superseded",
        "ERROR" if flood else "WARN",
        0 if passed else len(lost),
        offenders=tuple(Offender(f"published before; now: {rule}", place) for place, rule in lost[:OFFENDERS]),
    )


def index(before: Mapping[str, int], now: Mapping[str, int]) -> tuple[float, str]:
    """The population stability index of two counts beyond what chance explains, and the value that adds most to it."""
    m, n = sum(before.values()), sum(now.values())
    values = sorted(set(before) | set(now), key=lambda v: (-before.get(v, 0) - now.get(v, 0), v))
    groups: list[Sequence[str]] = [(v,) for v in values[:TOP]]
    if values[TOP:]:
        groups.append(values[TOP:])
    parts = []
    for group in groups:
        p = (sum(before.get(v, 0) for v in group) + 0.5) / (m + 0.5 * len(groups))
        q = (sum(now.get(v, 0) for v in group) + 0.5) / (n + 0.5 * len(groups))
        parts.append(((q - p) * math.log(q / p), group[0] if len(group) == 1 else "others"))
    free, scale = len(groups) - 1, 1 / m + 1 / n
    chance = scale * (free + CHANCE * math.sqrt(2 * free))
    return max(0.0, sum(part for part, _ in parts) - chance), max(parts, key=lambda part: part[0])[1]


def _moved(con: duckdb.DuckDBPyConnection, side: str, of_the_same: bool = False) -> list[Moved]:
    """The features that moved from the earlier run to a side, the worst first.

    Of the same documents on both sides a feature may not be gone altogether.
    """
    found = []
    counts_before, counts_now = _counts(con, BEFORE), _counts(con, side)
    for feature in FEATURES:
        before, now = counts_before[feature], counts_now[feature]
        fewest = min(sum(before.values()), sum(now.values()))
        most = max(sum(before.values()), sum(now.values()))
        if fewest < LEAST and not (most >= LEAST_TO_STOP and fewest == 0 and of_the_same):
            continue
        if not fewest:
            found.append(Moved(feature, math.inf, most, "any", float(bool(before)), float(bool(now))))
            continue
        moved, value = index(before, now)
        if moved > current().shape_warn:  # beyond what chance explains; by convention "some", as shape_stop is "much"
            shares = [_share(counts, value) for counts in (before, now)]
            found.append(Moved(feature, moved, fewest, value, *shares))
    return sorted(found, key=lambda m: -m.index)


def _volumes(con: duckdb.DuckDBPyConnection) -> list[Moved]:
    """The tables that have many more or fewer rows of the shared documents, the worst first."""
    found: list[Moved] = []
    for table in VOLUMES:
        before, now = (_number(con, f"SELECT count(*) FROM {side}{table}") for side in (BEFORE, NOW))
        if (most := max(before, now)) >= LEAST and abs(now - before) > LESS_WARN * max(1, before):
            name = f"{table.replace('_', ' ')} of an article"
            found.append(Grown(name, abs(now - before) / max(1, before), most, "any", before, now))
    return sorted(found, key=lambda m: -m.index)


def _number(con: duckdb.DuckDBPyConnection, query: str) -> int:
    row = con.execute(query).fetchone()
    return int(row[0]) if row else 0


def _share(counts: Mapping[str, int], value: str) -> float:
    return counts.get(value, 0) / sum(counts.values())


def _lay_out(
    con: duckdb.DuckDBPyConnection, schema: str, side: str, documents: str, since: Since | None = None
) -> None:
    """Lays out a side's rows of some documents and counts every feature in them, once, whatever it is compared with."""
    sample.lay_out(con, schema, side, documents, since)
    asked = (
        f"SELECT '{feature}' AS feature, value::VARCHAR AS value, count(*) AS n FROM ({query.format(s=side)}) GROUP BY"
        " ALL"
        for feature, query in FEATURES.items()
    )
    con.execute(f"CREATE OR REPLACE TEMP TABLE {side}counts AS {' UNION ALL '.join(asked)}")


def _counts(con: duckdb.DuckDBPyConnection, side: str) -> dict[str, dict[str, int]]:
    """By feature: how often each of its values stands on a side."""
    found: dict[str, dict[str, int]] = {feature: {} for feature in FEATURES}
    for feature, value, count in con.execute(f"FROM {side}counts").fetchall():
        found[feature][str(value)] = count
    return found


def _movers(con: duckdb.DuckDBPyConnection, moved: Moved) -> list[str]:
    """The places of the documents in which the value's count changed most."""
    query = FEATURES[moved.feature]
    is_it = "true" if moved.value in ("any", "others") else "value = ?"
    told = [] if is_it == "true" else [moved.value, moved.value]
    counted = "SELECT document_id, count(*) AS n FROM ({}) WHERE {} GROUP BY ALL"
    before, now = (counted.format(query.format(s=side), is_it) for side in (BEFORE, NOW))
    return _column(
        con,
        f"SELECT any_value(d.source_uri) FROM ({before}) b FULL JOIN ({now}) n USING (document_id) JOIN documents d"
        f" USING (document_id) GROUP BY document_id, b.n, n.n"
        f" ORDER BY abs(coalesce(b.n, 0) - coalesce(n.n, 0)) DESC, 1 LIMIT {SHOWN}",
        told,
    )


def _column(con: duckdb.DuckDBPyConnection, query: str, told: Iterable[str] = ()) -> list[str]:
    return [str(value) for (value,) in con.execute(query, list(told)).fetchall()]
