"""Publishes a run: the checks of the whole run, its snapshot in the lake, the warehouse file, the switch.

Here belongs the order in which a run becomes the good one. Until the switch, readers see the last good run.
"""

import datetime as dt
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb

from assets.enriched.step import annotate_step
from assets.parsed.step import parse_step
from assets.reference import SEEDS
from assets.tables import migrate, snapshots, warehouse
from assets.tables.snapshots import Sources, parquet
from checks import accounting, accuracy, flow, meaning, shape
from checks.registry import TABLES, ddl, frame, of_stage
from checks.results import Offender, Outcome
from checks.since import fresh
from checks.since.fresh import Since
from runtime import held, lock, run
from runtime.batches import engine
from runtime.durable import copied, sha256
from runtime.lake import history, keeping, place
from runtime.lake.commit import Committed, commit
from runtime.lake.compared import Compared, compare, key_hash, row_hash
from runtime.lake.damage import contents
from runtime.produced import Produced
from runtime.store import Manifest, Store, StoreError
from runtime.version import code_version

GOLD = SEEDS / "gold"
OF_THE_RUN = ("runs", "run_checks")


@contextmanager
def opened(store: Store, sources: Sources) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection that has the run's tables as views, and sees the lake, while the block runs.

    Raises StoreError where the tables of a stage cannot be read.
    """
    with place.opened(place.of_home(store.home), read_only=False) as con:
        con.execute("SET threads = 1")  # many small queries: less work in all than more threads make of them
        _view(con, store, sources)
        yield con


def snapshot(
    store: Store,
    con: duckdb.DuckDBPyConnection,
    sources: Sources,
    lineage: Mapping[str, str],
    inputs: Mapping[str, Any],
    accept_drift: bool = False,
) -> tuple[Produced, Compared]:
    """Judges the run's tables as a whole; `lineage` says which run each input comes from, `con` is `opened`.

    With `accept_drift` what has moved since the last good run is shown and does not stop the run. Where the lake holds
    the rows of the published run, and this code has judged them, only what has changed since is asked for keys, ids and
    spans. Returns what was found, and what has changed. Raises StoreError where the tables of a stage cannot be read.
    """
    before = None
    published = store.published_run()
    if published is not None and (manifest := store.manifest(published)) is not None:
        before = manifest.figures or None
    compared = _compared(store, con, sources)
    known = published if held.published_by_this_code(store) is not None else None
    since = _since(compared) if compared.since(known, sources) else None
    fresh.mark(con, since)
    now = flow.figures(con)
    outcomes = [
        _of_one_piece(lineage, inputs),
        accounting.documents_accounted(con),
        *flow.whole_run(con, now, before, since),
        *accuracy.measure(con, GOLD),
    ]
    outcomes.append(meaning.of_whole_run(con, [*of_stage("raw"), TABLES["quarantine"]]))
    outcomes += _beside(con, store.published_file(published) if published else None, accept_drift, since)
    return Produced({}, outcomes, {"figures": now} | held.notes("")), compared


def _compared(store: Store, con: duckdb.DuckDBPyConnection, sources: Sources) -> Compared:
    try:
        return compare(con, sources)
    except duckdb.Error as error:
        raise _unreadable(store, error) from error


def _since(compared: Compared) -> Since:
    """The tables that have changed."""
    came = frozenset(name for name, found in compared.tables.items() if found.came)
    return Since(came, frozenset(name for name, found in compared.tables.items() if found.went))


def _view(con: duckdb.DuckDBPyConnection, store: Store, sources: Sources) -> None:
    try:
        snapshots.view(con, sources)
    except duckdb.Error as error:
        raise _unreadable(store, error) from error


def _unreadable(store: Store, error: duckdb.Error) -> StoreError:
    work = store.home / "work"
    return StoreError(f"what a stage left cannot be read ({error}): delete {work} and run again, it is made anew")


def _beside(
    con: duckdb.DuckDBPyConnection, before: Path | None, accept_drift: bool, since: Since | None
) -> list[Outcome]:
    """The run's tables beside those of the last good run, where there is one and its file is of this form."""
    if before is None:
        return shape.nothing_before()
    con.execute("CREATE SCHEMA before")
    snapshots.view(con, snapshots.of_file(con, before, "last_good"), "before.")
    try:
        return [*shape.still_there(con), shape.compared(con, accept_drift), shape.of_new(con, since)]
    except (duckdb.BinderException, duckdb.CatalogException):  # an earlier version had other tables and columns
        return shape.nothing_before()


def _of_one_piece(lineage: Mapping[str, str], inputs: Mapping[str, Any]) -> Outcome:
    """Every stage has read the outputs that are to be published beside its own."""
    wrong = [
        f"{stage} was made from {source} of {read}, not of {lineage[source]}"
        for stage, reads in inputs.items()
        for source, read in reads.items()
        if read != lineage[source]
    ]
    message = "; ".join(wrong) or "all stages were made from one another"
    offenders = tuple(Offender(said) for said in wrong)
    return Outcome("snapshots", "stages_of_one_piece", not wrong, message, failed_rows=len(wrong), offenders=offenders)


def to_lake(
    store: Store, con: duckdb.DuckDBPyConnection, manifest: Manifest, sources: Sources, found: Compared | None = None
) -> tuple[dict[str, str], Committed]:
    """Writes a run that is judged good into the lake, with what `runs` and `run_checks` say by then.

    `manifest` is the run's, complete; `found` is what `snapshot` found changed by the connection. Returns the sources
    with these two, and what was written. Raises StoreError.
    """
    run_id = manifest.run_id
    told = [m for m in store.manifests() if m.run_id != run_id] + [manifest]
    store.write_table(run_id, "snapshots", "runs", frame(TABLES["runs"], (run_row(m) for m in told)))
    checks = frame(TABLES["run_checks"], (c for m in told for c in m.checks))
    store.write_table(run_id, "snapshots", "run_checks", checks)
    of_run = {name: parquet(store.stage_folder(run_id, "snapshots") / f"{name}.parquet") for name in OF_THE_RUN}
    whole = {**sources, **of_run}
    at = place.of_home(store.home)
    return whole, commit(con, at, run_id, whole, changes=changes_file(store, run_id), found=found)


def changes_file(store: Store, run_id: str) -> Path:
    """Where stands what a run has changed in the lake."""
    return store.stage_folder(run_id, "snapshots") / "changes.duckdb"


def publish(store: Store, manifest: Manifest, base: str | None, sources: Sources, lake: Mapping[str, Any]) -> Produced:
    """Makes the warehouse of the run's tables and, where it holds what the lake holds, switches to it.

    It is the last file with the run's changes, or, where that cannot be, built anew.

    `manifest` is the run's, complete; `base` is the published run it was compared with; `lake` is what `to_lake` wrote,
    as a dictionary. Raises StoreError where another run has published since.
    """
    run_id = manifest.run_id
    candidate = store.home / "work" / f"{run_id}.candidate.duckdb"
    written = Committed(**lake)
    history = time_travel(store, run_id)
    try:
        held, arrived = _renewed(store, run_id, candidate, base, written, history)
        how = "the last file, changed"
    except (warehouse.NotRenewed, duckdb.Error, OSError) as why:
        statements = {name: ddl(table) for name, table in TABLES.items()}
        held = warehouse.build(candidate, statements, sources, history, form=code_version())
        arrived = _arrived(candidate, held, written.rows, written.content)
        how = f"built anew: {' '.join(str(why).split())[:200]}"
    if arrived.passed:
        manifest.checks = run.check_rows(store, run_id, [arrived])
        switch_to(store, manifest, candidate, base)
    return Produced({}, [arrived], {"rows": held, "metadata": {"warehouse_made": how}})


def _renewed(
    store: Store, run_id: str, candidate: Path, base: str | None, lake: Committed, history: str
) -> tuple[dict[str, int], Outcome]:
    """Makes the candidate of the published file and what changed since: its rows by table, and that all arrived.

    That file is the one that was published, byte for byte; of each table as many rows went as the lake says, and the
    content of what it held then and of the rows that it has got is what the lake holds now. Raises
    warehouse.NotRenewed, duckdb.Error and OSError where the file is to be built anew.
    """
    before = None if base is None else store.manifest(base)
    if base is None or before is None or lake.base != base:
        raise warehouse.NotRenewed("there is no file of the run before which the lake was compared with")
    for old in (candidate, candidate.with_name(f"{candidate.name}.wal")):
        old.unlink(missing_ok=True)
    candidate.parent.mkdir(parents=True, exist_ok=True)
    copied(store.published_file(base), candidate)
    if sha256(candidate) != before.warehouse_sha256:
        raise warehouse.NotRenewed(f"the file of run {base} is not as it was published")
    keys = {name: key_hash(table) for name, table in TABLES.items() if table.key}
    hashes = {name: row_hash(table) for name, table in TABLES.items()}
    changes = warehouse.Changes(changes_file(store, run_id), lake.came, lake.went)
    held, came = warehouse.renew(candidate, code_version(), keys, hashes, changes, history)
    for name, rows in held.items():
        content = int(lake.before[name]) - int(lake.left[name]) + came[name]
        if (rows, content) != (lake.rows[name], int(lake.content[name])):
            raise warehouse.NotRenewed(f"the file would hold other rows of {name} than the lake")
    return held, _all_arrived(held)


def time_travel(store: Store, run_id: str) -> str:
    """What `as_of` selects from in the file of a run: the runs that are published by then, and this one."""
    with place.opened(place.of_home(store.home)) as con:
        held = history.versions(con)
        good = history.published(store, con)
    return history.macro({run: version for run, version in held.items() if run in good or run == run_id})


def switch_to(store: Store, manifest: Manifest, candidate: Path, base: str | None) -> None:
    """Publishes the candidate file, as one step that a crash cannot part.

    The manifest is complete and on the disk before the switch, as `publishing`: whoever reads it after a crash sees by
    the link whether the run is published. Raises StoreError where another run has published since.
    """
    with lock.locked(store.home, f"run {manifest.run_id}"):
        if store.published_run() != base:
            raise StoreError("another run has published since this one began: run again, what was done is kept")
        store.close_interrupted(manifest.run_id)
        manifest.warehouse_bytes, manifest.warehouse_sha256 = candidate.stat().st_size, sha256(candidate)
        manifest.status = "publishing"
        store.write_manifest(manifest)
        store.publish(manifest.run_id, candidate)
        manifest.status = "published"
        store.write_manifest(manifest)


def _arrived(candidate: Path, held: Mapping[str, int], rows: Mapping[str, int], content: Mapping[str, str]) -> Outcome:
    """The warehouse holds of every table the rows that the lake holds: as many, and with the same content."""
    con = duckdb.connect(str(candidate), read_only=True)
    try:
        found = contents(con, {name: name for name in held}, deep=True)
    finally:
        con.close()
    wrong = [f"{name}: {n:,} of {rows.get(name, 0):,}" for name, n in held.items() if n != rows.get(name, 0)]
    wrong += [
        f"{name}: others than there"
        for name, (n, content_of) in found.items()
        if n == rows.get(name, 0) and content_of != content.get(name, "0")
    ]
    return _all_arrived(held, wrong)


def _all_arrived(held: Mapping[str, int], wrong: Sequence[str] = ()) -> Outcome:
    message = "; ".join(wrong) or f"{sum(held.values()):,} rows in {len(held)} tables"
    figures = {"rows": float(sum(held.values()))}
    offenders = tuple(Offender(f"rows of the lake that arrived, of {said}") for said in wrong)
    return Outcome("warehouse", "all_rows_arrived", not wrong, message, "ERROR", len(wrong), figures, offenders)


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
        "documents_superseded": manifest.documents_superseded,
        "settings": json.dumps(manifest.settings),
    }


def tidy(store: Store, annotation_keys: Iterable[str], parsing_keys: Iterable[str]) -> None:
    """After a publication: drops batches of other versions, merges small ones, and prunes what retention drops.

    The keys of what is held are read only where batches are merged.
    """
    steps = ((parse_step(store.batches), parsing_keys), (annotate_step(store.batches), annotation_keys))
    for step, keys in steps:
        engine.forget(step.folder.parent, step.folder.name)
        engine.compact(step, keys)
    store.prune()
    keeping.keep(store)
    migrate.let_go(store)
