"""Judges what all documents say together: resolves, gates, asks what the rows mean, and sets documents aside.

Here belongs what follows where a row breaks its contract or a rule of meaning: the documents that it comes from are
published without annotations, and all others are resolved without them, so that no count and no id speaks of what is
not there. What a document breaks by itself is known before anything is resolved; what only shows in what documents say
together costs a second resolving. Where too many would be set aside the stage is broken, not they: the outcomes stop
the run.
"""

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace

import polars as pl

from assets.contract import Row, Rule, Table
from assets.enriched import of_events
from assets.enriched.meaning.phrases import REREAD
from assets.enriched.resolve.resolve import Resolution
from checks import flow, meaning
from checks.gate import Gated, gate
from checks.registry import TABLES, frame, of_stage
from checks.results import Outcome
from runtime.refusals import refused_document, refused_rows

ASKED_ALONE = ("documents", "articles", "sentences", "mentions", "time_mentions", "statements")
ROUNDS = 3  # what is resolved without the documents set aside may break a rule in its turn


@dataclass
class Judged:
    """The valid tables, what the gates refused in the first round, and the documents set aside.

    Of these `aside` gives the rule that each broke, `gated_out` the table whose gate refused a row of it. `blamed` are
    all documents of which that can be said, set aside or not; `faults` what documents break by themselves, which need
    not be asked of them again.
    """

    resolution: Resolution
    tables: dict[str, pl.DataFrame]
    gates: dict[str, Gated]
    aside: dict[str, meaning.Broken]
    gated_out: dict[str, str]
    outcomes: list[Outcome]
    blamed: frozenset[str]
    faults: pl.DataFrame
    of_events: pl.DataFrame


@dataclass(frozen=True)
class Before:
    """The documents of which an earlier run has judged what they say by themselves, and the faults it has found.

    `of_events` are those of its events, by the columns of `of_events.FAULTS`.
    """

    documents: pl.Series = field(default_factory=lambda: pl.Series("document_id", [], pl.String))
    faults: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=meaning.FAULTS))
    of_events: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=of_events.FAULTS))

    def but(self, documents: Collection[str]) -> "Before":
        """The same without some documents."""
        left = self.faults.filter(~pl.col("document_id").is_in(sorted(documents)))
        return Before(self.documents, left, self.of_events)


NOTHING_BEFORE = Before()


@dataclass(frozen=True)
class Alone:
    """What documents say by themselves, judged before they are resolved: the faults of all, and the rules broken."""

    faults: pl.DataFrame
    broken: tuple[meaning.Broken, ...] = ()


OWN_NAMES = {"mentions": "own_mentions", "statements": "own_statements", "statement_speakers": "own_speakers"}


def alone(own: Mapping[str, pl.DataFrame], known: Mapping[str, pl.DataFrame], before: Before) -> Alone:
    """Judges the rows `own`, by the names of `document_rows.OWN_TABLES`; `known` are `documents` and `articles`."""
    tables = {name: own[OWN_NAMES.get(name, name)] for name in (*ASKED_ALONE[2:], "statement_speakers")}
    faults = _faults(tables | dict(known), before)
    if faults.is_empty():
        return Alone(faults)
    con = meaning.connection(tables)
    try:
        found = meaning.broken(con, [_by_itself(table) for table in of_stage("enriched")], faults)
    finally:
        con.close()
    return Alone(faults, tuple(found))


def _by_itself(table: Table) -> Table:
    """The table with those rules alone by which one document can be set aside whatever others say."""
    rules = (r for r in table.rules if r.effect == "quarantine" and meaning.asked_alone(table, r))
    return replace(table, rules=tuple(rules))


@dataclass
class _Round:
    """One resolving: its gated tables, the documents that these came from, and the rules that are broken."""

    resolution: Resolution
    tables: dict[str, pl.DataFrame]
    gates: dict[str, Gated]
    gated_out: dict[str, str]
    broken: list[meaning.Broken]
    faults: pl.DataFrame
    of_events: pl.DataFrame

    @property
    def blamed(self) -> set[str]:
        """The documents that refused rows, and those that break a rule of meaning, come from."""
        return set(meaning.to_set_aside(self.broken)) | set(self.gated_out)


def judge(
    resolve: Callable[[Collection[str]], Resolution],
    known: Mapping[str, pl.DataFrame],
    before: Before = NOTHING_BEFORE,
    own: Alone | None = None,
) -> Judged:
    """The enriched tables of `resolve(documents to leave out)`; `known` are `documents` and `articles`.

    `own` is what documents break by themselves, if it was asked before.
    """
    mended = [] if own is None else list(own.broken)
    aside = meaning.to_set_aside(mended)
    if meaning.flooded(len(aside), known["articles"].height):
        mended, aside = [], {}
    without = set(aside)
    first = latest = _round(resolve(without), known, before.but(without), _but(own, without))
    blamed = latest.blamed | without
    gated_out: dict[str, str] = {}
    for _ in range(ROUNDS):
        fresh = meaning.to_set_aside(latest.broken)
        new = latest.blamed - without
        if not new or meaning.flooded(len(without | new), known["articles"].height):
            break
        aside, gated_out = fresh | aside, latest.gated_out | gated_out
        mended += [b for b in latest.broken if b.rule.effect == "quarantine"]
        without |= new
        latest = _round(resolve(without), known, before.but(without), _but(own, without))
        blamed |= latest.blamed
    tables = of_stage("enriched")
    gates = [
        flow.gate_outcome(name, judged.valid.height + judged.refused.height, judged)
        for name, judged in first.gates.items()
    ]
    outcomes = [*gates, *meaning.outcomes(tables, mended, latest.broken)]
    faults = latest.faults, latest.of_events
    return Judged(latest.resolution, latest.tables, first.gates, aside, gated_out, outcomes, frozenset(blamed), *faults)


def refused(judged: Judged, run_id: str, sources: dict[str, str]) -> Iterator[Row]:
    """The rows of `quarantine`: what the gates refused, and each document set aside with its rule."""
    for name, gated in judged.gates.items():
        yield from refused_rows(run_id, gated, TABLES[name], sources)
    why = {
        document: (f"{table}_gate", f"its gate refused a row of {table}; {REREAD}")
        for document, table in judged.gated_out.items()
    }
    for document, broken in judged.aside.items():
        rule, example = broken.rule, broken.examples[0]
        said = f"a row of {broken.table} ({example}) breaks a rule: {rule.holds}; {rule.remedy}"
        why[document] = (f"{broken.table}_{rule.name}", said)
    for document, (rule_name, said) in sorted(why.items()):
        yield refused_document(run_id, document, sources[document], "enriched", rule_name, said) | {"level": "row"}


def _but(own: Alone | None, without: Collection[str]) -> pl.DataFrame | None:
    """The faults of all documents but some, where they were asked."""
    return None if own is None else own.faults.filter(~pl.col("document_id").is_in(sorted(without)))


def _round(
    resolution: Resolution, known: Mapping[str, pl.DataFrame], before: Before, faults: pl.DataFrame | None
) -> _Round:
    """Frames, gates in the order of their references, and rules over what the gates let pass."""
    frames = {table.name: _frame(resolution, table) for table in of_stage("enriched")}
    gates: dict[str, Gated] = {}
    valid: dict[str, pl.DataFrame] = {"articles": known["articles"]}
    out: dict[str, str] = {}
    for table in _by_reference():
        gates[table.name] = gate(frames[table.name], table, valid, _fresh(resolution, table, frames, before))
        valid[table.name] = gates[table.name].valid
        led_to = meaning.documents_of(table, gates[table.name].refused, frames | dict(known))
        out |= dict.fromkeys(led_to, table.name)
    if faults is None:
        faults = _faults(valid | dict(known), before)
    by_events = _faults_of_events(resolution, valid, gates, before)
    told = pl.concat([faults, by_events.rename({"event_id": "document_id"})])
    con = meaning.connection(_asked_of(valid | dict(known)))
    try:
        broken = meaning.broken(con, of_stage("enriched"), told, _asked_before)
    finally:
        con.close()
    tables = {t.name: valid[t.name] for t in of_stage("enriched")}
    return _Round(resolution, tables, gates, out, broken, faults, by_events)


def _asked_before(table: Table, rule: Rule) -> bool:
    return meaning.asked_alone(table, rule) or of_events.decided(table, rule)


def _asked_of(tables: Mapping[str, pl.DataFrame]) -> dict[str, pl.DataFrame]:
    """The tables with those columns alone that rules name which are asked of all rows, and by which rows are known."""
    asked = [rule.broken for t in of_stage("enriched") for rule in t.rules if not _asked_before(t, rule)]
    named = set(re.findall(r"\w+", " ".join([*asked, *meaning.LINKS.values()])))
    keys = {"document_id", "source_uri"} | {name for table in of_stage("enriched") for name in table.key}
    return {name: rows.select(c for c in rows.columns if c in named | keys) for name, rows in tables.items()}


def _faults_of_events(
    resolution: Resolution, valid: Mapping[str, pl.DataFrame], gates: Mapping[str, Gated], before: Before
) -> pl.DataFrame:
    """What events break by themselves: those that are made anew are asked, of the others it is known."""
    standing = resolution.taken.get("events", valid["events"].clear()).select("event_id")
    if any(gated.refused.height for gated in gates.values()):  # a row of an event that stands may be among them
        standing = standing.clear()
    anew = valid["events"].join(standing, on="event_id", how="anti").select("event_id")
    return before.of_events.join(standing, on="event_id", how="semi").vstack(of_events.faults(valid, anew))


def _faults(tables: Mapping[str, pl.DataFrame], before: Before) -> pl.DataFrame:
    """What documents break by themselves: those that are new are asked, of the others it is known."""
    new = tables["articles"].select("document_id").filter(~pl.col("document_id").is_in(before.documents.implode()))
    asked = {name: tables[name].join(new, on="document_id", how="semi") for name in ASKED_ALONE}
    asked["statement_speakers"] = tables["statement_speakers"].join(asked["statements"], on="statement_id", how="semi")
    return before.faults.vstack(meaning.faults(asked, of_stage("enriched")))


def _frame(resolution: Resolution, table: Table) -> pl.DataFrame:
    """The rows of a table, of what documents say by themselves or together; those that are taken over come first."""
    if table.name in resolution.placed:
        return resolution.placed[table.name].select(column.name for column in table.columns)
    made = resolution.columns.get(table.name)
    made = frame(table, resolution.tables[table.name]) if made is None else made
    return resolution.taken[table.name].vstack(made) if table.name in resolution.taken else made


def _fresh(
    resolution: Resolution, table: Table, frames: Mapping[str, pl.DataFrame], before: Before
) -> pl.Series | None:
    """Which rows no earlier run has sent through the table's gate; None: all are new."""
    if table.name in resolution.placed:
        return ~resolution.placed[table.name]["document_id"].is_in(before.documents.implode())
    if table.name not in resolution.taken:
        return None
    return pl.int_range(frames[table.name].height, eager=True) >= resolution.taken[table.name].height


def _by_reference() -> list[Table]:
    """The enriched tables, each behind those it points to."""
    waiting = list(of_stage("enriched"))
    ordered: list[Table] = []
    while waiting:
        names = {t.name for t in waiting}
        ready = [t for t in waiting if not any(r.table in names - {t.name} for r in t.references)]
        ordered += ready
        waiting = [t for t in waiting if t not in ready]
    return ordered
