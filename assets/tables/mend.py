"""Mends a store from what is whole in it: the published file from the lake, the lake from the file, and so on.

Here belongs what a crash, a full disk or a stray hand can leave broken under HOME, how it is found, and how it is made
anew. Every fault says what it is and what mends it; a run mends what can be mended before it begins. Dagster's own
storage belongs to `pipelines/history.py`, what an older layout left to `migrate`.
"""

import datetime as dt
import json
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from assets.tables import snapshots, warehouse
from assets.tables.views import ViewError
from checks import flow
from checks.registry import TABLES, ddl
from runtime.durable import replace, sha256, switch
from runtime.lake import damage, history, keeping, place
from runtime.lake.commit import commit
from runtime.store import Manifest, Store, StoreError

FIRST_WITH_LAKE = 3  # layout
NEXT_RUN = "the next run mends it: communique run"


@dataclass(frozen=True)
class Fault:
    """Something broken: `what` it is, what was found, what mends it; `mend` does so and says it, where a run can."""

    what: str
    finding: str
    remedy: str = NEXT_RUN
    mend: Callable[[], str] | None = None


def mend(store: Store) -> list[str]:
    """Mends all that can be, and says what was done. Whoever calls holds the lock. Raises StoreError for the rest."""
    said = []
    for find in (_warehouse, _lake, _manifests):
        for fault in find(store):
            if fault.mend is None:
                raise StoreError(f"{fault.what}: {fault.finding}; {fault.remedy}")
            said.append(fault.mend())
    return said


def faults(store: Store) -> list[Fault]:
    """All that is broken. Changes nothing. Where it cannot be told what is published, nothing else can be asked."""
    found = list(_warehouse(store))
    try:
        store.published_run()
    except StoreError:
        return found
    return [*found, *(fault for find in (_lake, _manifests) for fault in find(store))]


def _manifest(store: Store, run_id: str) -> Manifest | None:
    try:
        return store.manifest(run_id)
    except StoreError:
        return None


# -- the published file ----------------------------------------------------------------------------------------------


def _warehouse(store: Store) -> Iterator[Fault]:
    """The link and the file that readers open."""
    try:
        run_id = store.published_run()
    except StoreError as error:
        yield Fault("warehouse", str(error), f"move {store.warehouse} away, and run again")
        return
    if run_id is None:
        before = [m.run_id for m in store.manifests() if m.status == "published"]
        if not before:
            return
        wrong = f"the link {store.warehouse.name} is gone, though run {before[-1]} was published"
    else:
        why = broken_file(store, run_id)
        if why is None:
            return
        wrong = f"the published file of run {run_id} {why}"
        before = [m.run_id for m in store.manifests() if m.status == "published" and m.run_id < run_id] + [run_id]
    again = _latest_whole(store, before)
    if again is None:
        yield Fault(
            "warehouse",
            f"{wrong}, and neither the lake nor an earlier run's file is whole",
            f"bring {store.home} back from a backup; or move it away, rulings in {store.rulings.name} apart, and run"
            " again: all is read anew, under new ids",
        )
        return
    yield Fault("warehouse", wrong, NEXT_RUN, lambda: _publish_again(store, again, wrong))


def broken_file(store: Store, run_id: str) -> str | None:
    """What is wrong with the file of a run that published, None where it is as the run left it."""
    path, manifest = store.published_file(run_id), _manifest(store, run_id)
    if not path.is_file():
        return "is missing"
    size = path.stat().st_size
    if manifest is not None and manifest.warehouse_bytes and size != manifest.warehouse_bytes:
        return f"has {size:,} bytes, not {manifest.warehouse_bytes:,}"
    if manifest is not None and manifest.warehouse_sha256 and sha256(path) != manifest.warehouse_sha256:
        return "does not hold the bytes that the run published"
    try:
        con = duckdb.connect(str(path), read_only=True)
        try:
            there = {row[0] for row in con.execute("SELECT table_name FROM information_schema.tables").fetchall()}
        finally:
            con.close()
    except duckdb.Error as error:
        return f"cannot be opened ({error})"
    wanted = set(manifest.rows) if manifest is not None and manifest.rows else {"documents", "articles"}
    return f"has no table {', '.join(sorted(wanted - there))}" if wanted - there else None


def _latest_whole(store: Store, run_ids: list[str]) -> str | None:
    """The last of these runs whose file is whole, or can be built from the lake."""
    for run_id in reversed(run_ids):
        if broken_file(store, run_id) is None or _rebuilt(store, run_id) is not None:
            return run_id
    return None


def _rebuilt(store: Store, run_id: str) -> Path | None:
    """The warehouse of a run built from the lake, beside the others; None where that cannot be done."""
    path = store.home / "work" / f"{run_id}.mended.duckdb"
    try:
        of_run(store, run_id, path)
    except (duckdb.Error, ViewError, StoreError):
        path.unlink(missing_ok=True)
        return None
    return path


def of_run(store: Store, run_id: str, path: Path) -> None:
    """Builds the warehouse of a run that the lake holds. Raises StoreError, duckdb.Error and ViewError."""
    at = place.of_home(store.home)
    if (why := damage.catalogue(at)) is not None:
        raise StoreError(f"the lake {why}")
    with place.opened(at) as con:
        held = history.versions(con)
        good = history.published(store, con)
        if run_id not in held:
            raise StoreError(f"the lake holds no run {run_id}")
        sources = history.tables(con, held[run_id])
    ordered = {
        name: f"(FROM {source} ORDER BY {', '.join(TABLES[name].key) or 'ALL'})" for name, source in sources.items()
    }
    tables = {name: ddl(table) for name, table in TABLES.items()}
    macro = history.macro({run: v for run, v in held.items() if run in good or run == run_id})
    warehouse.build(path, tables, ordered, macro, lambda con: place.attach(con, at), place.CONFIG)


def _publish_again(store: Store, run_id: str, wrong: str) -> str:
    how = "as it was"
    if broken_file(store, run_id) is not None:
        how = "built anew from the lake"
        path = _rebuilt(store, run_id)
        if path is None:
            raise StoreError(f"the warehouse of run {run_id} cannot be built from the lake")
        replace(path, store.published_file(run_id))
        manifest = _manifest(store, run_id)
        if manifest is not None:
            store.write_manifest(_with_file(store, manifest))
    if store.published_run() != run_id:
        switch(store.warehouse, store.published_file(run_id))
    return f"{wrong}: run {run_id} is published {how}"


def _with_file(store: Store, manifest: Manifest) -> Manifest:
    """The manifest with what its run's file is known by now."""
    path = store.published_file(manifest.run_id)
    manifest.warehouse_bytes, manifest.warehouse_sha256 = path.stat().st_size, sha256(path)
    return manifest


# -- the lake --------------------------------------------------------------------------------------------------------


def _lake(store: Store) -> Iterator[Fault]:
    """The lake, which can be written anew from the published file; of earlier runs it may lose what is broken."""
    run_id = store.published_run()
    if run_id is None or not _has_lake(store):
        return
    found = damage.look(store, run_id)
    if found.wrong is not None:
        yield Fault("lake", f"it {found.wrong}", NEXT_RUN, lambda: _written(store, run_id, found))
    elif found.older:
        run, why = found.older[0]
        more = f", and so {len(found.older) - 1} more" if found.older[1:] else ""
        finding = f"of the earlier run {run} it {why}{more}"
        yield Fault("lake", finding, f"{NEXT_RUN}, and keeps the other runs", lambda: _forgotten(store, found))


def _has_lake(store: Store) -> bool:
    """Whether the store's layout has a lake that this version knows."""
    try:
        return store.format() >= FIRST_WITH_LAKE
    except StoreError:
        return False


def _written(store: Store, run_id: str, found: damage.Damage) -> str:
    """Writes the published file into the lake: beside what is held, or anew where that cannot be read any more."""
    at = place.of_home(store.home)
    lost = ""
    if found.unreadable and at.catalog_file is not None:
        aside = _set_aside(store, at)
        lost = "; earlier runs are no longer held" + (f", what was left is {aside}" if aside else "")
    with place.opened(at, read_only=False) as con:
        sources = snapshots.of_file(con, store.published_file(run_id), "published")
        anew = not (found.lacks_run or found.unreadable)
        commit(con, at, run_id, sources, anew)
        if anew:
            keeping.forget(con, set())
            lost = "; earlier runs are no longer held"
    return f"the lake {found.wrong}: run {run_id} is written into it from the published file{lost}"


def differences(store: Store, deep: bool) -> list[str]:
    """In which tables the published file holds other rows than the lake: other numbers or, with `deep`, other content.

    Raises StoreError and duckdb.Error where one of them cannot be read.
    """
    run_id = store.published_run()
    if run_id is None or not _has_lake(store):
        return []
    with place.opened(place.of_home(store.home)) as con:
        version = history.versions(con).get(run_id)
        if version is None:
            return [f"the lake holds no run {run_id}"]
        file = dict(snapshots.of_file(con, store.published_file(run_id), "published"))
        ours, lakes = (damage.contents(con, sources, deep) for sources in (file, history.tables(con, version)))
    return [
        f"{name}: {count:,} rows, {lakes[name][0]:,} in the lake" if count != lakes[name][0] else f"{name}: other rows"
        for name, (count, content) in ours.items()
        if name in lakes and (count, content) != lakes[name]
    ]


def _set_aside(store: Store, at: place.Place) -> Path | None:
    """Moves a lake out of the way whose catalogue cannot be read; only the last such is kept."""
    file = at.catalog_file
    if file is None or not file.parent.is_dir() or file.parent != store.home.absolute() / "lake":
        return None
    aside = store.home / "lake.broken"
    shutil.rmtree(aside, ignore_errors=True)
    file.parent.rename(aside)
    return aside


def _forgotten(store: Store, found: damage.Damage) -> str:
    """Drops the snapshots of earlier runs that lack a file."""
    broken = {run for run, _ in found.older}
    with place.opened(place.of_home(store.home), read_only=False) as con:
        keeping.forget(con, {v for run, v in history.published(store, con).items() if run not in broken})
    return f"the lake {found.older[0][1]}: it no longer holds the earlier runs {', '.join(sorted(broken))}"


# -- manifests -------------------------------------------------------------------------------------------------------


def _manifests(store: Store) -> Iterator[Fault]:
    """Manifests that cannot be read: what the published table `runs` says of them is written anew."""
    for run_id in store.unreadable_manifests():
        yield Fault("manifest", f"that of run {run_id} cannot be read", NEXT_RUN, lambda run=run_id: _told(store, run))  # type: ignore[misc]


def _told(store: Store, run_id: str) -> str:
    path = store.home / "manifests" / f"{run_id}.json"
    path.replace(path.with_name(f"{path.name}.broken"))
    rows = [row for row in store.published_table("runs").iter_rows(named=True) if row["run_id"] == run_id]
    if not rows:
        return f"the manifest of run {run_id} could not be read, and is set aside as {path.name}.broken"
    manifest = _from_row(rows[0])
    checks = store.published_table("run_checks").iter_rows(named=True)
    manifest.checks = [dict(row) for row in checks if row["run_id"] == run_id]
    if run_id == store.published_run():
        manifest = _with_file(store, manifest)
        manifest.rows, manifest.figures = _measured(store, run_id)
    store.write_manifest(manifest)
    return f"the manifest of run {run_id} could not be read, and is written anew from the table runs"


def _from_row(row: dict[str, Any]) -> Manifest:
    def moment(value: dt.datetime | None) -> str | None:
        return None if value is None else value.isoformat(timespec="milliseconds")

    return Manifest(
        row["run_id"],
        str(moment(row["started_at"])),
        row["status"],
        moment(row["finished_at"]),
        row["code_version"],
        row["schema_version"],
        row["documents_in"],
        row["documents_published"],
        row["documents_quarantined"],
        row["documents_superseded"] or 0,
        json.loads(row["settings"]),
    )


def _measured(store: Store, run_id: str) -> tuple[dict[str, int], dict[str, float]]:
    """The rows of the published file's tables but those of runs, and the figures that drift compares."""
    con = duckdb.connect(str(store.published_file(run_id)), read_only=True)
    try:
        names = [name for name in TABLES if name not in {"runs", "run_checks"}]
        rows = {name: int((con.execute(f"SELECT count(*) FROM {name}").fetchone() or (0,))[0]) for name in names}
        return rows, flow.figures(con)
    finally:
        con.close()
