"""One run as its stages see it: who it is, what it was started with, and what happens when a stage ends well or badly.

Here belongs what all thin assets share. What a stage does belongs to its `stage.py`.
"""

import os
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import dagster as dg
import polars as pl

from checks.gate import StructureError
from checks.registry import TABLES, dagster_schema, schema_version
from checks.results import Outcome, stopping
from checks.thresholds import Thresholds, using
from runtime.batches.cluster import ClusterError
from runtime.batches.engine import LOCAL, BatchError
from runtime.cockpit import judged
from runtime.cockpit.logged import Logged
from runtime.manifests import INTERRUPTED
from runtime.memory import rarely_collected
from runtime.options import RunOptions
from runtime.produced import Produced
from runtime.progress import reporting_to, sink
from runtime.store import Manifest, StageState, Store, StoreError, now
from runtime.version import code_version

KEEP_DAGSTER_RUNS = 365
PRUNED_AT_ONCE = 20
PREVIEW_ROWS, PREVIEW_COLUMNS, PREVIEW_LENGTH = 5, 5, 80
KNOWN_ERRORS = (StructureError, StoreError, BatchError, ClusterError, TypeError)

Results = Iterator[dg.MaterializeResult[Any] | dg.AssetCheckResult]


def run_id(context: dg.AssetExecutionContext, store: Store) -> str:
    """The run's own id: its moment, so that ids sort by time, and the head of Dagster's."""
    record = context.instance.get_run_record_by_id(context.run.run_id)
    moment = record.create_timestamp if record is not None else now()
    return store.id_of(moment, context.run.run_id[:8])


def stage(
    context: dg.AssetExecutionContext,
    store: Store,
    name: str,
    assets: Sequence[str],
    compute: Callable[[str], Produced],
    inputs: Sequence[str] = (),
) -> Results:
    """Runs one stage and yields its materialisations and checks.

    Where an outcome stops the run, only the checks are yielded, so that no asset counts as made, and the run's manifest
    and the failure say why. Where the inbox held nothing new, the stage's last good outcome is shown again, and nothing
    is done.
    """
    own = run_id(context, store)
    if name != "raw" and unchanged(store, own):
        context.log.info("nothing new: what is published stays as it is")
        yield from _shown(store, _last_good(store, name), assets)
        return
    began, used = time.monotonic(), time.process_time()
    try:
        with rarely_collected(), using(thresholds(store, own)), reporting_to(Logged(context.log.info, sink())):
            produced = compute(own)
    except (KeyboardInterrupt, dg.DagsterExecutionInterruptedError):
        fail(store, own, INTERRUPTED)
        raise
    except Exception as error:
        fail(store, own, f"{name}: {error}")
        if isinstance(error, KNOWN_ERRORS):
            raise dg.Failure(f"{name}: {error}") from error
        raise
    spent = {"seconds": time.monotonic() - began, "processor_seconds": time.process_time() - used}
    produced.notes.setdefault("metadata", {}).update({name: round(value, 3) for name, value in spent.items()})
    lineage = {source: state.run_id for source in inputs if (state := store.gated(source, own)) is not None}
    rows = {table: frame.height for table, frame in produced.tables.items()}
    state = StageState(name, own, lineage, rows, produced.outcomes, produced.notes)
    for table, rows_of in produced.tables.items():
        store.write_table(own, name, table, rows_of, produced.grown.get(table))
    store.write_state(state)
    if produced.notes.get("unchanged"):
        end_unchanged(store, own)
        yield from _shown(store, state, assets)
        return
    if stops := stopping(produced.outcomes):
        at = judged.places(store, own, produced.outcomes)
        fail(store, own, judged.first_line(stops, at), produced.outcomes)
        yield from judged.results(produced.outcomes, at)
        raise judged.stopped(stops, at)
    store.mark_gated(state)
    yield from _shown(store, state, assets)


def options(store: Store, own: str) -> RunOptions:
    """What this run was told; a run that did not read the inbox was told nothing."""
    state = store.state(own, "raw")
    notes = {} if state is None else state.notes
    told = RunOptions()
    where = str(notes.get("engine") or told.engine)
    return RunOptions(
        bool(notes.get("full")),
        int(notes.get("workers") or (told.workers if where == LOCAL else 0)),
        float(notes.get("limit") or told.limit),
        where,
        int(notes.get("megabytes") or told.megabytes),
    )


def thresholds(store: Store, own: str) -> Thresholds:
    """The thresholds that this run was told of, else the standard ones."""
    state = store.state(own, "raw")
    return Thresholds(**({} if state is None else state.notes.get("thresholds", {})))


def tables(store: Store, own: str, name: str, wanted: Sequence[str]) -> dict[str, pl.DataFrame]:
    """Tables of a stage's good outcome, of this run if it has one. Raises StoreError where there is none."""
    state = _good(store, own, name)
    return {table: store.read_table(state.run_id, name, table) for table in wanted}


def scanned(store: Store, own: str, name: str, wanted: Sequence[str]) -> dict[str, pl.LazyFrame]:
    """The same tables, each to be read where, and as far as, it is collected. Raises StoreError."""
    state = _good(store, own, name)
    return {table: store.scan_table(state.run_id, name, table) for table in wanted}


def _good(store: Store, own: str, name: str) -> StageState:
    state = store.gated(name, own)
    if state is None:
        raise StoreError(f"there is no good outcome of {name} yet: run all assets")
    return state


def begin(store: Store, own: str, settings: Mapping[str, Any], pid: int | None = None) -> Manifest:
    """The run's manifest at its start; earlier runs that were interrupted are closed.

    Raises StoreError where the store was written by a newer version.
    """
    store.format()
    store.close_interrupted(own)
    manifest = store.manifest(own) or Manifest(own, now().isoformat(timespec="milliseconds"))
    manifest.code_version, manifest.schema_version = code_version(), schema_version()
    manifest.settings = dict(settings)
    manifest.pid = pid or os.getpid()
    store.write_manifest(manifest)
    return manifest


def unchanged(store: Store, own: str) -> bool:
    """Whether this run has read the inbox and found nothing new."""
    state = store.state(own, "raw")
    return state is not None and bool(state.notes.get("unchanged"))


def _last_good(store: Store, name: str) -> StageState:
    state = store.gated(name)
    if state is None:
        raise dg.Failure(f"the store has no good outcome of {name}: run again with --full")
    return state


def prune_history(instance: dg.DagsterInstance) -> None:
    """Drops the oldest of Dagster's own runs: it keeps them for ever, at about 230 KiB each."""
    records = instance.get_run_records(limit=KEEP_DAGSTER_RUNS + PRUNED_AT_ONCE)
    for record in records[KEEP_DAGSTER_RUNS:]:
        if record.dagster_run.is_finished:
            instance.delete_run(record.dagster_run.run_id)


def end_unchanged(store: Store, own: str) -> None:
    """Ends the manifest of a run that found nothing new."""
    manifest = store.manifest(own)
    if manifest is not None:
        manifest.status, manifest.finished_at = "unchanged", now().isoformat(timespec="milliseconds")
        store.write_manifest(manifest)


def fail(store: Store, own: str, reason: str, outcomes: Sequence[Outcome] = ()) -> None:
    """Ends the run's manifest badly; one that has published before stays published, and says what went wrong after."""
    manifest = store.manifest(own)
    if manifest is not None and manifest.status == "published":
        manifest.reason = f"published; afterwards: {reason}"
        store.write_manifest(manifest)
    elif manifest is not None:
        manifest.status, manifest.reason = "failed", reason
        manifest.finished_at = now().isoformat(timespec="milliseconds")
        manifest.checks = check_rows(store, own, outcomes)
        store.write_manifest(manifest)


def check_rows(store: Store, own: str, more: Sequence[Outcome] = ()) -> list[dict[str, Any]]:
    """The rows of `run_checks` of this run's stages so far, and of `more` outcomes."""
    states = [store.state(own, name) for name in ("raw", "parsed", "annotated", "enriched", "snapshots")]
    outcomes = [o for state in states if state is not None for o in state.outcomes]
    outcomes += [o for o in more if o not in outcomes]
    return [
        {
            "run_id": own,
            "stage": TABLES[o.asset].stage if o.asset in TABLES else _STAGES.get(o.asset, "tables"),
            "check_name": o.name,
            "severity": o.severity,
            "passed": o.passed,
            "measured": o.measured,
            "failed_rows": o.failed_rows,
            "message": o.message,
        }
        for o in outcomes
    ]


_STAGES = {"annotations": "enriched"}


def _shown(store: Store, state: StageState, assets: Sequence[str]) -> Results:
    at = judged.places(store, state.run_id, state.outcomes)
    for asset in assets:
        metadata: dict[str, Any] = {"run": state.run_id}
        if asset in TABLES:
            metadata["dagster/column_schema"] = dagster_schema(TABLES[asset])
        if asset in state.rows:
            metadata["dagster/row_count"] = state.rows[asset]
            metadata["preview"] = _preview(store.read_table(state.run_id, state.stage, asset, PREVIEW_ROWS))
        metadata |= _shown_notes(state.notes.get("metadata", {}) | state.notes.get("of", {}).get(asset, {}))
        mine = [o for o in state.outcomes if o.asset == asset]
        yield dg.MaterializeResult(asset_key=asset, metadata=metadata, check_results=list(judged.results(mine, at)))


def _shown_notes(notes: Mapping[str, Any]) -> dict[str, Any]:
    """Notes as Dagster shows them: numbers are plotted, Markdown is rendered, paths are paths."""
    shown: dict[str, Any] = {}
    for name, value in notes.items():
        if name == "brief":
            shown[name] = dg.MetadataValue.md(str(value))
        elif name.endswith("path"):
            shown[name] = dg.MetadataValue.path(str(value))
        elif isinstance(value, list) and value and isinstance(value[0], dict):
            shown[name] = judged.table(value, dict.fromkeys(value[0], ""))
        else:
            shown[name] = value
    return shown


def _preview(rows: pl.DataFrame) -> dg.MetadataValue[Any]:
    """The first rows and columns as a table of text, which the UI shows as it is; long values cut."""
    head = rows.head(PREVIEW_ROWS).select(rows.columns[:PREVIEW_COLUMNS])
    records = [dg.TableRecord({name: _shown_cell(value) for name, value in row.items()}) for row in head.to_dicts()]
    columns = [dg.TableColumn(name, str(dtype)) for name, dtype in head.schema.items()]
    return dg.MetadataValue.table(records, dg.TableSchema(columns=columns))


def _shown_cell(value: object) -> str:
    return " ".join(("" if value is None else str(value)[:PREVIEW_LENGTH]).split())
