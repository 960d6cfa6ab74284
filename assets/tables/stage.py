"""The last stages of a run as `run.stage` calls them: they gather what the earlier stages left and end the manifest.

Here belongs the gathering. Building and switching belong to `publish`.
"""

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Any

import polars as pl

from assets.parsed.step import parse_keys
from assets.tables import figures, publish, refusals
from assets.tables.warehouse import open_read_only
from checks import accounting
from checks.registry import TABLES
from checks.results import stopping
from runtime import run
from runtime.produced import Produced
from runtime.progress import sink
from runtime.store import Manifest, StageState, Store, StoreError, now

READ = ("raw", "parsed", "annotated", "enriched")
_SAME = ["level", "document_id", "source_uri", "stage", "rule", "column_name", "value"]


def snapshot_stage(store: Store, own: str) -> Produced:
    """The run's snapshot from the good outcomes of all stages, and the checks of the whole run."""
    sink().begin("publish", 3)
    states = _good_states(store, own)
    refused = [store.read_table(s.run_id, name, "quarantine") for name, s in states.items() if "quarantine" in s.rows]
    quarantine = _first_seen(pl.concat(refused), store.published_table("quarantine", anew=True))
    tables = Left(store, states, {"quarantine": quarantine})
    lineage = {name: state.run_id for name, state in states.items()}
    accept = bool(states["raw"].notes.get("accept_drift")) and states["raw"].run_id == own
    produced = publish.snapshot(store, own, tables, lineage, {n: s.inputs for n, s in states.items()}, accept)
    counts = _counted(store, states)
    produced.notes["counts"] = counts
    produced.outcomes.append(accounting.run_accounted(counts["in"], {k: v for k, v in counts.items() if k != "in"}))
    produced.tables["quarantine"] = quarantine
    produced.notes["of"] = {"quarantine": _of_quarantine(quarantine, own)}
    sink().advance("publish", 1)
    rows_of = tables.heights()
    produced.notes |= {"rows": rows_of, "metadata": {"folder_path": str(store.snapshots / own)} | _counts(rows_of)}
    return produced


class Left(Mapping[str, pl.DataFrame]):
    """The contract's tables as the stages have left them: each is read when it is asked for, and held by who asks."""

    def __init__(self, store: Store, states: Mapping[str, StageState], made: Mapping[str, pl.DataFrame]) -> None:
        self._store, self._made = store, made
        self._of = {
            table: (state.run_id, name, rows)
            for name, state in states.items()
            for table, rows in state.rows.items()
            if table in TABLES and table not in made
        }

    def __getitem__(self, table: str) -> pl.DataFrame:
        if table in self._made:
            return self._made[table]
        run_id, stage, _ = self._of[table]
        return self._store.read_table(run_id, stage, table)

    def __iter__(self) -> Iterator[str]:
        yield from self._of
        yield from self._made

    def __len__(self) -> int:
        return len(self._of) + len(self._made)

    def heights(self) -> dict[str, int]:
        """How many rows each table has, as its stage has counted them."""
        return {table: rows for table, (_, _, rows) in self._of.items()} | {n: r.height for n, r in self._made.items()}


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
    documents = store.read_table(run_id, "raw", "documents").select("document_id", "superseded_by")
    refused = pl.concat(store.read_table(states[name].run_id, name, "quarantine") for name in ("raw", "parsed"))
    refused = refused.filter(pl.col("level") == "document")
    at_the_door = refused.filter(pl.col("path").is_not_null() & (pl.col("run_id") == run_id)).height
    published = new & set(store.read_table(states["parsed"].run_id, "parsed", "articles")["document_id"])
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
    manifest = store.manifest(own) or run.begin(store, own, {"inbox": None})
    counts = snapshot.notes["counts"]
    manifest.documents_in, manifest.documents_published = counts["in"], counts["published"]
    manifest.documents_quarantined, manifest.documents_superseded = counts["quarantined"], counts["superseded"]
    manifest.rows, manifest.figures = snapshot.notes["rows"], snapshot.notes["figures"]
    manifest.status = "published"
    manifest.checks = run.check_rows(store, own)
    manifest.finished_at = now().isoformat(timespec="milliseconds")
    produced = publish.publish(store, manifest, raw.notes["base"])
    sink().advance("publish", 1)
    produced.notes["metadata"] = {"warehouse_path": str(store.warehouse), "rows": sum(produced.notes["rows"].values())}
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
    produced = publish.write_brief(store, published)
    annotated, raw = store.gated("annotated", own), store.gated("raw", own)
    if annotated is not None and raw is not None:
        publish.tidy(store, _annotated(store, annotated.run_id), _parsed(store, raw.run_id))
    sink().advance("publish", 1)
    return produced


def _annotated(store: Store, run_id: str) -> Iterator[str]:
    yield from store.read_table(run_id, "annotated", "annotations")["key"]


def _parsed(store: Store, run_id: str) -> Iterator[str]:
    yield from parse_keys(store.read_table(run_id, "raw", "documents"))["key"]
