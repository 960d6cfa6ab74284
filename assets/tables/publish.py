"""Publishes a run: its snapshot with the checks of the whole run, the warehouse file, the switch, the brief.

Here belongs the order in which a run becomes the good one. Until the switch, readers see the last good run.
"""

import datetime as dt
import json
import shutil
from collections.abc import Iterable, Mapping
from typing import Any

import duckdb
import polars as pl

from assets.enriched.step import annotate_step
from assets.parsed.step import parse_keys, parse_step
from assets.reference import SEEDS
from assets.tables import brief, snapshots, warehouse
from checks import accuracy, flow
from checks.registry import TABLES, arrow_schema, ddl, frame, schema_version
from checks.results import Outcome
from runtime import engine
from runtime.produced import Produced
from runtime.store import Manifest, Store, StoreError, switch
from runtime.version import code_version

GOLD = SEEDS / "gold"
OF_THE_RUN = ("runs", "run_checks")


def snapshot(
    store: Store, run_id: str, tables: Mapping[str, pl.DataFrame], lineage: Mapping[str, str], inputs: Mapping[str, Any]
) -> Produced:
    """Writes the run's snapshot and judges it as a whole; `lineage` says which run each input comes from."""
    folder = store.snapshots / run_id
    shutil.rmtree(folder, ignore_errors=True)
    for name, rows in tables.items():
        _write(store, run_id, name, rows)
    before = None
    if (published := store.published_run()) is not None and (manifest := store.manifest(published)) is not None:
        before = manifest.figures or None
    con = duckdb.connect()
    try:
        con.execute("SET TimeZone = 'UTC'")
        snapshots.view(con, folder)
        outcomes = [_of_one_piece(lineage, inputs), *flow.whole_run(con, before), *accuracy.measure(con, GOLD)]
        notes = {"figures": flow.figures(con)}
    finally:
        con.close()
    return Produced({}, outcomes, notes)


def _of_one_piece(lineage: Mapping[str, str], inputs: Mapping[str, Any]) -> Outcome:
    """Every stage has read the outputs that are to be published beside its own."""
    wrong = [
        f"{stage} was made from {source} of {read}, not of {lineage[source]}"
        for stage, reads in inputs.items()
        for source, read in reads.items()
        if read != lineage[source]
    ]
    message = "; ".join(wrong) or "all stages were made from one another"
    return Outcome("snapshots", "stages_of_one_piece", not wrong, message, failed_rows=len(wrong))


def _write(store: Store, run_id: str, name: str, rows: pl.DataFrame) -> None:
    facts = {"run_id": run_id, "code_version": code_version(), "schema_version": schema_version(), "table": name}
    snapshots.write(store.snapshots / run_id, name, rows, arrow_schema(TABLES[name]), facts)


def publish(store: Store, manifest: Manifest, base: str | None) -> Produced:
    """Builds the warehouse of the run's snapshot and, where it holds what the snapshot holds, switches to it.

    `manifest` is the run's, complete but for the end; `base` is the published run it was compared with. Raises
    StoreError where another run has published since.
    """
    run_id = manifest.run_id
    history = [m for m in store.manifests() if m.run_id != run_id] + [manifest]
    _write(store, run_id, "runs", frame(TABLES["runs"], (run_row(m) for m in history)))
    checks = frame(TABLES["run_checks"], (c for m in history for c in m.checks))
    _write(store, run_id, "run_checks", checks)
    candidate = store.home / "work" / f"{run_id}.candidate.duckdb"
    held = warehouse.build(
        candidate, {name: ddl(t) for name, t in TABLES.items()}, store.snapshots / run_id, store.snapshots
    )
    arrived = _arrived(store, run_id, held)
    if arrived.passed:
        if store.published_run() != base:
            raise StoreError("another run has published since this one began: run again, what was done is kept")
        store.publish(run_id, candidate)
    return Produced({}, [arrived], {"rows": held})


def _arrived(store: Store, run_id: str, held: Mapping[str, int]) -> Outcome:
    """The warehouse holds as many rows of every table as the snapshot."""
    wrong = []
    for name, rows in held.items():
        expected = pl.scan_parquet(store.snapshots / run_id / f"{name}.parquet").select(pl.len()).collect().item()
        if rows != expected:
            wrong.append(f"{name}: {rows:,} of {expected:,}")
    message = "; ".join(wrong) or f"{sum(held.values()):,} rows in {len(held)} tables"
    figures = {"rows": float(sum(held.values()))}
    return Outcome("warehouse", "all_rows_arrived", not wrong, message, failed_rows=len(wrong), figures=figures)


def run_row(manifest: Manifest) -> dict[str, Any]:
    """The row of `runs` for a manifest."""
    ended = manifest.finished_at
    return {
        "run_id": manifest.run_id,
        "started_at": dt.datetime.fromisoformat(manifest.started_at),
        "finished_at": dt.datetime.fromisoformat(ended) if ended else None,
        "status": manifest.status,
        "code_version": manifest.code_version,
        "schema_version": manifest.schema_version,
        "documents_in": manifest.documents_in,
        "documents_published": manifest.documents_published,
        "documents_quarantined": manifest.documents_quarantined,
        "settings": json.dumps(manifest.settings),
    }


def write_brief(store: Store, run_id: str) -> dict[str, str]:
    """Writes the brief of the published run and points the links at it; returns its Markdown and path."""
    con = warehouse.open_read_only(store.warehouse)
    try:
        page = brief.build(con, run_id)
    finally:
        con.close()
    folder = store.home / "briefs"
    folder.mkdir(parents=True, exist_ok=True)
    texts = {"html": brief.as_html(page), "md": brief.as_markdown(page)}
    for kind, text in texts.items():
        path = folder / f"{run_id}.{kind}"
        path.write_text(text, encoding="utf-8")
        switch(store.home / f"brief.{kind}", path)
    return {"markdown": texts["md"], "path": str(store.home / "brief.html")}


def tidy(store: Store, annotation_keys: Iterable[str], documents: pl.DataFrame) -> None:
    """After a publication: drops batches of other versions, merges small ones, and prunes what retention drops."""
    steps = (
        (parse_step(store.batches), parse_keys(documents)["key"]),
        (annotate_step(store.batches), annotation_keys),
    )
    for step, keys in steps:
        engine.forget(step.folder.parent, step.folder.name)
        engine.compact(step, keys)
    store.prune()
