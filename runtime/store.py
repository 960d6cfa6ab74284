"""The store under HOME: where a run's files stand, what each stage's last good outcome is, what is published.

Here belong paths, pointers, manifests, the switch and retention. What is in the files belongs to those who write them.

    warehouse.duckdb        symbolic link to the published file below warehouses/
    warehouses/RUN.duckdb   one file a run; the last few are kept
    snapshots/RUN/          one Parquet file a table, of every run that published
    manifests/RUN.json      what a run was started with, what it did and how it ended, good or bad
    overrules.yaml          what analysts have ruled, if anything; people write it, runs read it
    brief.html, brief.md    symbolic links to the page of the published run, below briefs/
    dagster/                Dagster's own storage: the UI, the command line and the schedule see the same runs
    work/                   can be deleted at the price of doing its work again: stage outputs, finished batches
"""

import datetime as dt
import hashlib
import json
import os
import shutil
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import duckdb
import polars as pl

from checks.registry import TABLES, arrow_schema, frame
from checks.results import Outcome

STAGES = ("raw", "parsed", "annotated", "enriched", "snapshots", "warehouse", "brief")
KEEP_WAREHOUSES = 3
KEEP_SNAPSHOTS = 30
KEEP_MANIFESTS = 365


class StoreError(RuntimeError):
    """The store is not in a state that allows what was asked; the message says what to do."""


@dataclass
class StageState:
    """What a stage left behind in one run: which outputs it read, what it holds, what was found of it."""

    stage: str
    run_id: str
    inputs: dict[str, str] = field(default_factory=dict)
    rows: dict[str, int] = field(default_factory=dict)
    outcomes: list[Outcome] = field(default_factory=list)
    notes: dict[str, Any] = field(default_factory=dict)


@dataclass
class Manifest:
    """One run, good or bad. `status` is as in the table `runs`; `reason` says why it failed."""

    run_id: str
    started_at: str
    status: str = "running"
    finished_at: str | None = None
    code_version: str = ""
    schema_version: str = ""
    documents_in: int = 0
    documents_published: int = 0
    documents_quarantined: int = 0
    settings: dict[str, Any] = field(default_factory=dict)
    rows: dict[str, int] = field(default_factory=dict)
    figures: dict[str, float] = field(default_factory=dict)
    checks: list[dict[str, Any]] = field(default_factory=list)
    reason: str | None = None
    pid: int = 0


@dataclass(frozen=True)
class Store:
    """The store under one HOME."""

    home: Path

    @property
    def warehouse(self) -> Path:
        """What readers open."""
        return self.home / "warehouse.duckdb"

    @property
    def snapshots(self) -> Path:
        """One folder a published run."""
        return self.home / "snapshots"

    @property
    def dagster_home(self) -> Path:
        """Dagster's own storage."""
        return self.home / "dagster"

    @property
    def batches(self) -> Path:
        """Finished batches of the heavy steps: a folder a step, in it one a version."""
        return self.home / "work" / "batches"

    @property
    def rulings(self) -> Path:
        """What analysts have ruled; every run reads it."""
        return self.home / "overrules.yaml"

    def rulings_digest(self) -> str | None:
        """What the rulings are known by, or None without any: a changed ruling is something new to work on."""
        return hashlib.sha256(self.rulings.read_bytes()).hexdigest() if self.rulings.is_file() else None

    # -- published ---------------------------------------------------------------------------------------------

    def published_run(self) -> str | None:
        """The run whose warehouse is published, or None before the first."""
        try:
            return Path(os.readlink(self.warehouse)).stem
        except FileNotFoundError:
            return None
        except OSError as error:
            raise StoreError(
                f"{self.warehouse} is no symbolic link; move it away: the store keeps one file a run"
            ) from error

    def published_table(self, name: str) -> pl.DataFrame:
        """A table of the published warehouse in today's columns; without one, or without the table, no rows.

        Raises StoreError where it lacks a column that may not be null.
        """
        run_id = self.published_run()
        schema = TABLES[name]
        if run_id is None:
            return frame(schema, [])
        con = duckdb.connect(str(self.home / "warehouses" / f"{run_id}.duckdb"), read_only=True)
        try:
            con.execute("SET TimeZone = 'UTC'")
            there = {row[0] for row in con.execute(f"SELECT column_name FROM (DESCRIBE {name})").fetchall()}
            if missing := [c.name for c in schema.columns if c.name not in there and not c.nullable]:
                raise StoreError(
                    f"the published warehouse has no {name}.{missing[0]}, which this version must know:"
                    f" publish anew, into another --home"
                )
            columns = [c.name if c.name in there else f"NULL::{c.type} AS {c.name}" for c in schema.columns]
            table = con.sql(f"SELECT {', '.join(columns)} FROM {name}").to_arrow_table()
        except duckdb.CatalogException:
            return frame(schema, [])
        finally:
            con.close()
        return pl.DataFrame(table.cast(arrow_schema(schema))) if table.num_rows else frame(schema, [])

    def publish(self, run_id: str, candidate: Path) -> None:
        """Makes the candidate file the run's warehouse and switches the link to it, atomically."""
        target = self.home / "warehouses" / f"{run_id}.duckdb"
        target.parent.mkdir(parents=True, exist_ok=True)
        os.replace(candidate, target)
        switch(self.warehouse, target)

    # -- stages ------------------------------------------------------------------------------------------------

    def stage_folder(self, run_id: str, stage: str) -> Path:
        """Where a run's stage writes; made if missing."""
        folder = self.home / "work" / "runs" / run_id / stage
        folder.mkdir(parents=True, exist_ok=True)
        return folder

    def write_table(self, run_id: str, stage: str, name: str, rows: pl.DataFrame) -> None:
        """Keeps a stage's output table for this run."""
        rows.write_parquet(
            self.stage_folder(run_id, stage) / f"{name}.parquet", compression="zstd", compression_level=3
        )

    def read_table(self, run_id: str, stage: str, name: str, first: int | None = None) -> pl.DataFrame:
        """An output table of a run's stage, or only so many of its first rows."""
        return pl.read_parquet(self.stage_folder(run_id, stage) / f"{name}.parquet", n_rows=first)

    def write_state(self, state: StageState) -> None:
        """Keeps what a stage left behind in this run. It becomes an input of others only by `mark_gated`."""
        _write_json(self.stage_folder(state.run_id, state.stage) / "state.json", asdict(state))

    def mark_gated(self, state: StageState) -> None:
        """Makes this the stage's last good outcome."""
        _write_json(self.home / "work" / "gated" / f"{state.stage}.json", {"run_id": state.run_id})

    def state(self, run_id: str, stage: str) -> StageState | None:
        """What a stage left behind in a run, or None."""
        data = _read_json(self.home / "work" / "runs" / run_id / stage / "state.json")
        if data is None:
            return None
        data["outcomes"] = [Outcome(**o) for o in data["outcomes"]]
        return StageState(**data)

    def gated(self, stage: str, run_id: str | None = None) -> StageState | None:
        """The stage's good outcome of this run, else its last good one; never merely the newest file."""
        pointer = _read_json(self.home / "work" / "gated" / f"{stage}.json")
        if pointer is None:
            return None
        own = None if run_id is None else self.state(run_id, stage)
        if own is not None and not any(o.stops for o in own.outcomes):
            return own
        return self.state(pointer["run_id"], stage)

    # -- manifests ---------------------------------------------------------------------------------------------

    def write_manifest(self, manifest: Manifest) -> None:
        """Keeps the run's manifest as it now is."""
        _write_json(self.home / "manifests" / f"{manifest.run_id}.json", asdict(manifest))

    def manifest(self, run_id: str) -> Manifest | None:
        """The manifest of a run, or None."""
        data = _read_json(self.home / "manifests" / f"{run_id}.json")
        return None if data is None else Manifest(**data)

    def manifests(self) -> list[Manifest]:
        """All manifests, oldest first."""
        found = (self.manifest(path.stem) for path in sorted((self.home / "manifests").glob("*.json")))
        return [m for m in found if m is not None]

    def close_interrupted(self, but: str) -> None:
        """Marks as failed the runs whose process is gone though their manifest says running."""
        for manifest in self.manifests():
            if manifest.status == "running" and manifest.run_id != but and not _alive(manifest.pid):
                manifest.status = "failed"
                manifest.reason = "the run was interrupted; what it had finished is kept and was not lost"
                self.write_manifest(manifest)

    # -- retention ---------------------------------------------------------------------------------------------

    def prune(self) -> None:
        """Deletes what retention does not keep; never what is published or a stage's last good outcome."""
        published = self.published_run()
        needed = {state.run_id for stage in STAGES if (state := self.gated(stage)) is not None} | {published}
        _keep_last((self.home / "warehouses").glob("*.duckdb"), KEEP_WAREHOUSES, needed)
        _keep_last((self.home / "briefs").glob("*.*"), 2 * KEEP_WAREHOUSES, needed)
        _keep_last(self.snapshots.glob("*"), KEEP_SNAPSHOTS, needed)
        _keep_last((self.home / "manifests").glob("*.json"), KEEP_MANIFESTS, needed)
        _keep_last((self.home / "work" / "runs").glob("*"), 1, needed)


def switch(link: Path, target: Path) -> None:
    """Points a symbolic link at a file beside or below it, atomically."""
    part = link.with_name(f".{link.name}.{os.getpid()}")
    part.unlink(missing_ok=True)
    part.symlink_to(os.path.relpath(target, link.parent))
    os.replace(part, link)


def now() -> dt.datetime:
    """The moment, in UTC."""
    return dt.datetime.now(dt.UTC)


def _keep_last(paths: Iterable[Path], count: int, needed: set[str | None]) -> None:
    """Names begin with a run id, and run ids with their moment: their order is that of time."""
    for path in sorted(paths, reverse=True)[count:]:
        if path.name.split(".")[0] in needed:
            continue
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return pid > 0


def _write_json(path: Path, data: Mapping[str, Any]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f"{path.name}.{os.getpid()}.part")
    part.write_text(json.dumps(data, indent=1, default=str), encoding="utf-8")
    os.replace(part, path)


def _read_json(path: Path) -> Any:
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    except json.JSONDecodeError as error:
        raise StoreError(f"{path} is not readable ({error}); delete it and run again") from error
