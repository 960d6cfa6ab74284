"""The last stages of a run as `run.stage` calls them: they gather what the earlier stages left and end the manifest.

Here belongs the gathering. Building and switching belong to `publish`.
"""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from typing import Any

import polars as pl

from assets.parsed.step import parse_keys
from assets.tables import figures, publish, refusals, telling
from assets.tables.snapshots import parquet
from assets.tables.warehouse import open_read_only
from checks import accounting
from checks.registry import TABLES
from checks.results import stopping
from runtime import run
from runtime.lake import place
from runtime.lake.commit import Committed
from runtime.produced import Produced
from runtime.progress import sink
from runtime.store import Manifest, StageState, Store, StoreError, now

READ = ("raw", "parsed", "annotated", "enriched")
_SAME = ["level", "document_id", "source_uri", "stage", "rule", "column_name", "value"]


def snapshot_stage(store: Store, own: str) -> Produced:
    """The checks of the whole run over the good outcomes of all stages; where they pass, the run's snapshot."""
    sink().begin("publish", 3)
    states = _good_states(store, own)
    sources, refused = _sources(store, states)
    quarantine = _first_seen(refused, store.published_table("quarantine", anew=True))
    store.write_table(own, "snapshots", "quarantine", quarantine)
    sources["quarantine"] = parquet(store.stage_folder(own, "snapshots") / "quarantine.parquet")
    lineage = {name: state.run_id for name, state in states.items()}
    accept = bool(states["raw"].notes.get("accept_drift")) and states["raw"].run_id == own
    with publish.opened(store, sources) as con:
        inputs = {n: s.inputs for n, s in states.items()}
        produced, found = publish.snapshot(store, con, sources, lineage, inputs, accept)
        counts = _counted(store, states)
        produced.outcomes.append(accounting.run_accounted(counts["in"], {k: v for k, v in counts.items() if k != "in"}))
        produced.tables["quarantine"] = quarantine
        rows = {table: n for s in states.values() for table, n in s.rows.items() if table in sources}
        rows["quarantine"] = quarantine.height
        finished = now().isoformat(timespec="milliseconds")
        produced.notes |= {"counts": counts, "rows": rows, "finished_at": finished, "metadata": _counts(rows)}
        produced.notes["of"] = {"quarantine": _of_quarantine(quarantine, own)}
        if not stopping(produced.outcomes):
            manifest = _complete(store, own, produced.notes, run.check_rows(store, own, produced.outcomes))
            sources, written = publish.to_lake(store, con, manifest, sources, found)
            produced.notes |= {"sources": sources, "lake": asdict(written)}
            produced.notes["metadata"] |= _of_snapshot(store, written)
    sink().advance("publish", 1)
    return produced


def _sources(store: Store, states: Mapping[str, StageState]) -> tuple[dict[str, str], pl.DataFrame]:
    """Where the run's tables stand, all but those that are made here; and what the stages have refused."""
    sources: dict[str, str] = {}
    refused: list[pl.DataFrame] = []
    for name, state in states.items():
        for table in [held for held in state.rows if held in TABLES]:
            if table == "quarantine":
                refused.append(store.read_table(state.run_id, name, table))
            else:
                sources[table] = store.source(state.run_id, name, table)
    return sources, pl.concat(refused)


def _of_snapshot(store: Store, written: Committed) -> dict[str, Any]:
    """What the asset `snapshots` shows of the run in the lake."""
    at = place.of_home(store.home)
    where = {"folder_path": str(at.folder)} if at.folder is not None else {"folder": at.data}
    came, went = sum(written.came.values()), sum(written.went.values())
    return {**where, "snapshot_version": written.version, "rows_that_came": came, "rows_that_went": went}


def _complete(store: Store, own: str, notes: Mapping[str, Any], checks: list[dict[str, Any]]) -> Manifest:
    """The run's manifest as it is published; only the caller's copy, until the switch."""
    manifest = store.manifest(own) or run.begin(store, own, {"inbox": None})
    counts = notes["counts"]
    manifest.documents_in, manifest.documents_published = counts["in"], counts["published"]
    manifest.documents_quarantined, manifest.documents_superseded = counts["quarantined"], counts["superseded"]
    manifest.rows, manifest.figures = notes["rows"], notes["figures"]
    manifest.status, manifest.finished_at, manifest.checks = "published", notes["finished_at"], checks
    return manifest


def _of_quarantine(refused: pl.DataFrame, own: str) -> dict[str, Any]:
    """What the asset `quarantine` shows of itself."""
    rows = refused.to_dicts()
    return {
        "refusals": refusals.telling(rows, own),
        "by_rule": refusals.by_rule(rows),
        "turned_away": refused.filter(pl.col("level") == "document")["source_uri"].n_unique(),
        "new_in_this_run": refused.filter(pl.col("run_id") == own).height,
    }


def _counted(store: Store, states: Mapping[str, StageState]) -> dict[str, int]:
    """What the run that read the inbox found new (`in`), and what became of it, each counted from its rows."""
    raw, run_id = states["raw"], states["raw"].run_id
    new = set(raw.notes["new"])
    documents = store.read_table(run_id, "raw", "documents", columns=("document_id", "superseded_by"))
    refused = pl.concat(store.read_table(states[name].run_id, name, "quarantine") for name in ("raw", "parsed"))
    refused = refused.filter(pl.col("level") == "document")
    at_the_door = refused.filter(pl.col("path").is_not_null() & (pl.col("run_id") == run_id)).height
    articles = store.read_table(states["parsed"].run_id, "parsed", "articles", columns=("document_id",))
    published = new & set(articles["document_id"])
    quarantined = (new & set(refused["document_id"])) - published
    superseded = new & set(documents.filter(pl.col("superseded_by").is_not_null())["document_id"])
    return {
        "in": len(new) + len(raw.notes["refused"]),
        "published": len(published),
        "quarantined": len(quarantined) + at_the_door,
        "superseded": len(superseded - published - quarantined),
    }


def _good_states(store: Store, own: str) -> dict[str, StageState]:
    """The outcome of every stage that is to be published: it looks itself, whatever order Dagster ran them in."""
    states = {}
    for name in READ:
        state = store.gated(name, own)
        if state is None:
            raise StoreError(f"there is no good outcome of {name} yet: run all assets")
        if stops := stopping(state.outcomes):
            raise StoreError(f"{stops[0].name} failed: {stops[0].message}")
        states[name] = state
    return states


def _first_seen(rows: pl.DataFrame, before: pl.DataFrame) -> pl.DataFrame:
    """The same refusals, those that were published before with the run that first turned them away."""
    known = before.select(*_SAME, pl.col("run_id").alias("first")).unique(_SAME, keep="first", maintain_order=True)
    joined = rows.join(known, on=_SAME, how="left", nulls_equal=True, maintain_order="left")
    return joined.with_columns(pl.coalesce("first", "run_id").alias("run_id")).select(rows.columns)


def _counts(rows: Mapping[str, int]) -> dict[str, int]:
    return {name: rows[name] for name in ("articles", "events", "statements", "entities", "quarantine") if name in rows}


def warehouse_stage(store: Store, own: str) -> Produced:
    """Publishes the snapshot and ends the run's manifest."""
    snapshot = store.gated("snapshots", own)
    if snapshot is None:
        raise StoreError("there is no good snapshot yet: run all assets")
    raw = store.gated("raw", snapshot.inputs["raw"])
    if raw is None or snapshot.run_id != own:
        raise StoreError("the snapshot is of an earlier run: materialise snapshots and warehouse together")
    manifest = _complete(store, own, snapshot.notes, run.check_rows(store, own))
    produced = publish.publish(store, manifest, raw.notes["base"], snapshot.notes["sources"], snapshot.notes["lake"])
    sink().advance("publish", 1)
    produced.notes["metadata"] |= {"warehouse_path": str(store.warehouse), "rows": sum(produced.notes["rows"].values())}
    if store.published_run() == own:
        produced.notes["metadata"] |= _figures(store, manifest)
    return produced


def _figures(store: Store, manifest: Manifest) -> dict[str, float]:
    """What Dagster plots of the run that has just been published."""
    con = open_read_only(store.warehouse)
    try:
        found = figures.figures(con)
    finally:
        con.close()
    took = (now() - dt.datetime.fromisoformat(manifest.started_at)).total_seconds()
    found |= figures.throughput(manifest.documents_in, took)
    judged = store.gated("snapshots", manifest.run_id)
    accuracy = [o for o in judged.outcomes if o.name.startswith("accuracy_")] if judged else []
    return found | {o.name: round(o.figures["accuracy"], 4) for o in accuracy if "accuracy" in o.figures}


def brief_stage(store: Store, own: str) -> Produced:
    """The page of the published run; then what retention no longer keeps is dropped."""
    published = store.published_run()
    if published is None:
        raise StoreError("nothing is published yet: run all assets")
    produced = telling.write_brief(store, published)
    annotated, raw = store.gated("annotated", own), store.gated("raw", own)
    if annotated is not None and raw is not None:
        publish.tidy(store, _annotated(store, annotated.run_id), _parsed(store, raw.run_id))
    sink().advance("publish", 1)
    return produced


def _annotated(store: Store, run_id: str) -> Iterator[str]:
    yield from store.read_table(run_id, "annotated", "annotations", columns=("key",))["key"]


def _parsed(store: Store, run_id: str) -> Iterator[str]:
    yield from parse_keys(store.read_table(run_id, "raw", "documents"))["key"]
