"""What is taken over from earlier runs equals what is made anew: random batches in random orders, all tables both ways.

The stages are called as the assets call them, over a real store with a warehouse that each run publishes; only Dagster
is left out, so that many sequences of runs can be tried.
"""

import datetime as dt
import json
import random
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from assets.contract import Rule
from assets.enriched import stage as enriched
from assets.parsed import stage as parsed
from assets.raw import held as raw_held
from assets.raw import stage as raw
from assets.tables import warehouse
from assets.tables.snapshots import of_folder
from checks.registry import TABLES, ddl
from checks.results import Outcome
from pipelines.bench.wire import reports
from runtime import held
from runtime.options import RunOptions
from runtime.outputs import grown
from runtime.produced import Produced
from runtime.store import Manifest, StageState, Store
from runtime.version import code_version

SHARED = (
    "The ministers will speak in Oslo again on Friday, and experts of both countries are to meet before that to draw up"
    " a list of what is open between them, from fishing rights to the border post that burned down in the spring."
)
OF_A_RUN = {"run_id", "first_run_id", "first_seen_at", "modified_ns", "inbox"}
SEEDS = (1, 2, 3)


@pytest.fixture(autouse=True)
def _tables_grow_however_small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(grown, "LEAST", 0)
    monkeypatch.setattr(grown, "MOST", 0.6)


class Runs:
    """A store and an inbox; every run goes through the stages and publishes."""

    def __init__(self, path: Path) -> None:
        self.inbox = path / "inbox"
        self.inbox.mkdir(parents=True)
        self.store = Store(path / "home")
        self.made = 0
        self.worked_on = 0
        self.outcomes: list[Outcome] = []

    def run(self, full: bool = False) -> dict[str, pl.DataFrame]:
        """One run; the tables that it published, by name."""
        options = RunOptions(full=full, workers=1)
        self.made += 1
        self.outcomes = []
        own = f"202401{self.made:02d}T000000-x"
        began = dt.datetime(2024, 1, self.made, tzinfo=dt.UTC)
        intake = raw.take_in(self.store, self.inbox, own, began, full=options.full)
        outcomes = raw.judge(intake, own)
        tables = self._keep(own, "raw", Produced(intake.tables, outcomes))
        tables |= self._keep(own, "parsed", parsed.parsed(self.store, own, tables, options))
        annotated = enriched.annotated(self.store, own, tables, tables, options)
        self.worked_on = annotated.notes["worked_on"]
        tables |= self._keep(own, "annotated", annotated)
        resolved = enriched.enriched(self.store, own, tables, tables, tables["annotations"], options)
        tables |= self._keep(own, "enriched", resolved)
        return self._publish(own, tables)

    def _keep(self, own: str, stage: str, produced: Produced) -> dict[str, pl.DataFrame]:
        self.outcomes += produced.outcomes
        rows = {name: rows.height for name, rows in produced.tables.items()}
        for name, table in produced.tables.items():
            self.store.write_table(own, stage, name, table, produced.grown.get(name))
            kept = self.store.read_table(own, stage, name)
            assert kept.sort(kept.columns).equals(table.sort(table.columns)), name
        self.store.write_state(StageState(stage, own, {}, rows, produced.outcomes, produced.notes))
        return {name if name != "quarantine" else f"{stage} quarantine": t for name, t in produced.tables.items()}

    def _publish(self, own: str, tables: dict[str, pl.DataFrame]) -> dict[str, pl.DataFrame]:
        refused = [rows for name, rows in tables.items() if name.endswith(" quarantine")]
        published = {name: rows for name, rows in tables.items() if name in TABLES} | {"quarantine": pl.concat(refused)}
        for name, rows in published.items():
            self.store.write_table(own, "snapshots", name, rows)
        moment = f"2024-01-{self.made:02d}T00:00:00+00:00"
        self.store.write_manifest(Manifest(own, moment, "published", moment, code_version=code_version()))
        candidate = self.store.home / "candidate"
        statements = {name: ddl(table) for name, table in TABLES.items()}
        warehouse.build(candidate, statements, of_folder(self.store.stage_folder(own, "snapshots")))
        self.store.publish(own, candidate)
        return published


def nothing_is_taken_over(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(held, "_same_code", lambda state, version: False)
    monkeypatch.setattr(raw_held, "published_by_this_code", lambda store: None)


def assert_same(one: dict[str, pl.DataFrame], other: dict[str, pl.DataFrame], but: Sequence[str] = ()) -> None:
    """Both have the same rows in every table, but for the columns that name a run or its inbox."""
    assert one.keys() == other.keys()
    for name in one:
        columns = [column for column in one[name].columns if column not in {*OF_A_RUN, *but}]
        ours, theirs = (sorted(map(repr, tables[name].select(columns).iter_rows())) for tables in (one, other))
        assert ours == theirs, name


def material(seed: int) -> list[dict[str, Any]]:
    """Lines of a feed: wire reports of which some are copies, texts that share a passage, and some that are no news."""
    lines = [json.loads(report.line()) for report in reports(26, seed)]
    for number, line in enumerate(lines[:4]):
        copy = line | {"id": f"copy-{number}", "text": f"{line['text']}\n{SHARED}\n"}
        lines.append(copy)
    lines.append({"id": "none", "text": "..."})
    lines.append({"id": "foreign", "text": "Un texte en français, qui parle longuement de la mer et du vent.\n"})
    return lines


def batches(lines: Sequence[dict[str, Any]], chance: random.Random) -> list[list[dict[str, Any]]]:
    """The lines in a random order, cut at random into a few batches."""
    mixed = chance.sample(list(lines), len(lines))
    cuts = sorted(chance.sample(range(1, len(mixed)), 3))
    return [mixed[a:b] for a, b in zip([0, *cuts], [*cuts, len(mixed)], strict=True)]


def put(folder: Path, name: str, lines: Sequence[dict[str, Any]]) -> None:
    (folder / name).write_text("\n".join(map(json.dumps, lines)) + "\n", encoding="utf-8")


@pytest.mark.slow
@pytest.mark.parametrize("seed", SEEDS)
def test_runs_that_take_over_equal_runs_that_make_everything_anew(
    tmp_path: Path, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    chance = random.Random(seed)
    parts = batches(material(seed), chance)
    taking, anew = Runs(tmp_path / "taking"), Runs(tmp_path / "anew")
    for number, part in enumerate(parts):
        for runs in (taking, anew):
            put(runs.inbox, f"batch{number}.jsonl", part)
        if number == 2:  # a document is replaced, one comes a second time, and one gets another headline and day
            for runs in (taking, anew):
                put(
                    runs.inbox,
                    "batch1.jsonl",
                    [parts[1][0] | {"title": "Another headline", "published": "2020-02-29"}, *parts[1][1:]],
                )
                put(runs.inbox, "batch0.jsonl", [{**parts[0][0], "text": f"{SHARED} {SHARED}"}, *parts[0][1:]])
                put(runs.inbox, "again.jsonl", [parts[1][0] | {"id": "again"}])
        ours = taking.run()
        with monkeypatch.context() as patched:
            nothing_is_taken_over(patched)
            theirs = anew.run()
        assert_same(ours, theirs)
        assert taking.outcomes == anew.outcomes
        assert taking.worked_on == anew.worked_on
    titles = dict(ours["articles"].select("document_id", "title").iter_rows())
    renamed = ours["document_sources"].filter(pl.col("source_uri") == f"batch1.jsonl#{parts[1][0]['id']}")
    assert titles.get(renamed["document_id"][0], "Another headline") == "Another headline"


@pytest.mark.slow
def test_the_order_of_batches_changes_no_row_but_ids_that_were_given_before(tmp_path: Path) -> None:
    lines = material(4)
    at_once = Runs(tmp_path / "once")
    put(at_once.inbox, "all.jsonl", lines)
    whole = at_once.run()
    for seed in SEEDS[:2]:
        parted = Runs(tmp_path / f"parted{seed}")
        for number, part in enumerate(batches(lines, random.Random(seed))):
            put(parted.inbox, f"batch{number}.jsonl", part)
            found = parted.run()
        for name in ("articles", "segments", "sentences", "time_mentions"):
            assert_same({name: whole[name]}, {name: found[name]})
        assert_same(unnamed(whole), unnamed(found))


@pytest.mark.parametrize("alone", [False, True])
def test_a_document_that_was_set_aside_is_judged_again_by_every_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, alone: bool
) -> None:
    strange = Rule("strange", "nobody speaks of Oslo", "t.text = 'Oslo'", "quarantine", "look at it", alone=alone)
    monkeypatch.setitem(TABLES, "mentions", replace(TABLES["mentions"], rules=(strange,)))
    lines = material(9)
    about_oslo = [{**lines[0], "id": f"oslo-{number}", "text": f"{SHARED} It is day {number}."} for number in range(2)]
    taking, anew = Runs(tmp_path / "taking"), Runs(tmp_path / "anew")
    for number, part in enumerate(([*lines[:2], about_oslo[0]], [lines[3], about_oslo[1]], lines[4:5])):
        for runs in (taking, anew):
            put(runs.inbox, f"batch{number}.jsonl", part)
        ours = taking.run()
        with monkeypatch.context() as patched:
            nothing_is_taken_over(patched)
            theirs = anew.run()
        assert_same(ours, theirs)
        assert taking.outcomes == anew.outcomes
        aside = ours["enriched quarantine"] if "enriched quarantine" in ours else ours["quarantine"]
        assert aside.filter(pl.col("rule") == "mentions_strange").height == min(2, number + 1)
        assert set(aside["document_id"].drop_nulls()).isdisjoint(ours["sentences"]["document_id"])


def unnamed(tables: dict[str, pl.DataFrame]) -> dict[str, pl.DataFrame]:
    """Tables that speak of entities and events by what these are instead of by their ids."""
    entity = _told(tables["entity_merges"], "entity_id", "document_id", "kind", "name")
    event = _told(tables["event_reports"], "event_id", "document_id", "trigger_start", "trigger_end", "reported_kind")
    found = {}
    for name in ("mentions", "entities", "entity_merges", "tenures", "events", "event_participants", "event_reports",
                 "statements", "statement_speakers"):  # fmt: skip
        rows = tables[name].drop("tenure_id", strict=False)
        for column in rows.columns:
            told = event if column == "event_id" else entity
            if column in ("event_id", "entity_id", "person_id", "organisation_id", "place_id", "forum_id"):
                rows = rows.with_columns(pl.col(column).replace_strict(told, default=None))
        found[name] = rows
    return found


def _told(rows: pl.DataFrame, identity: str, *columns: str) -> dict[str, str]:
    told = rows.select(identity, pl.concat_str([pl.col(c).cast(pl.String) for c in columns], separator="|").alias("is"))
    return {i: "; ".join(sorted(is_)) for i, is_ in told.group_by(identity).agg("is").iter_rows()}


def test_what_a_run_that_was_not_published_has_left_is_not_taken_over(tmp_path: Path) -> None:
    runs = Runs(tmp_path)
    put(runs.inbox, "a.jsonl", material(5)[:2])
    runs.run()
    put(runs.inbox, "b.jsonl", material(5)[2:3])
    own = "20240102T000000-lost"
    intake = raw.take_in(runs.store, runs.inbox, own, dt.datetime(2024, 1, 2, tzinfo=dt.UTC))
    raw.judge(intake, own)
    left = parsed.parsed(runs.store, own, intake.tables, RunOptions(workers=1))
    left.tables["articles"] = left.tables["articles"].with_columns(pl.lit("What nobody wrote").alias("title"))
    left.grown.clear()
    runs._keep(own, "parsed", left)
    runs.store.mark_gated(StageState("parsed", own))
    assert "What nobody wrote" not in runs.run()["articles"]["title"].to_list()


def test_what_other_code_has_made_is_not_taken_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    runs = Runs(tmp_path)
    put(runs.inbox, "a.jsonl", material(6)[:1])
    runs.run()
    keys = pl.read_parquet(next((runs.store.home / "work").rglob("parses.parquet")))
    version = str(runs.store.state("20240101T000000-x", "parsed").notes["version"])  # type: ignore[union-attr]
    assert held.take_over(runs.store, "parsed", "parses", parsed.KEPT, keys, version).index.height == 1
    assert held.take_over(runs.store, "parsed", "parses", parsed.KEPT, keys, "another").index.is_empty()
    monkeypatch.setattr(held, "code_version", lambda: "another")
    assert held.take_over(runs.store, "parsed", "parses", parsed.KEPT, keys, version).index.is_empty()


def test_a_lost_file_costs_only_the_work_of_making_it_again(tmp_path: Path) -> None:
    runs = Runs(tmp_path)
    put(runs.inbox, "a.jsonl", material(7)[:3])
    first = runs.run()
    for lost in (runs.store.home / "work" / "runs").rglob("own_mentions.parquet"):
        lost.write_bytes(b"not what it was")
    put(runs.inbox, "b.jsonl", material(7)[3:4])
    second = runs.run()
    assert set(first["mentions"]["mention_id"]) <= set(second["mentions"]["mention_id"])


def test_a_full_run_takes_nothing_over(tmp_path: Path) -> None:
    runs = Runs(tmp_path)
    put(runs.inbox, "a.jsonl", material(8)[:2])
    first = runs.run()
    for stage, name, column in (("parsed", "articles", "title"), ("enriched", "own_mentions", "text")):
        spoiled = runs.store.read_table("20240101T000000-x", stage, name).with_columns(pl.lit("spoiled").alias(column))
        runs.store.write_table("20240101T000000-x", stage, name, spoiled)
    assert_same(first, runs.run(full=True))
