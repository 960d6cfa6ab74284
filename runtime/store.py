"""The store under HOME: where a run's files stand, what each stage's last good outcome is, what is published.

Here belong paths, pointers, the switch and retention. What a run says of itself belongs to `manifests`, what is in the
other files to those who write them.

    warehouse.duckdb        symbolic link to the published file below warehouses/
    warehouses/RUN.duckdb   one file a run; the last few are kept
    lake/                   the tables of every run that published: Parquet files and their catalogue (see `lake`)
    manifests/RUN.json      what a run was started with, what it did and how it ended, good or bad: of every run, also
                            of those of the command line that found nothing new, of which Dagster knows nothing
    overrules.yaml          what analysts have ruled, if anything; people write it, runs read it
    brief.html, .md, .json  what is new in the published run; those of earlier runs stand below briefs/
    alerts.jsonl            what of it somebody watches for, as watch.yaml says, which people write
    site/                   a page of every event, person, country and document
    dagster/                Dagster's own storage: every run that had work to do, and all that the UI has started
    store.json              the layout of all this, by number, and the code that wrote it last
    store.lock              who is writing (see `lock`)
    kept/                   what an older layout had published, before it was brought to this one
    work/                   can be deleted at the price of doing its work again: stage outputs, finished batches
"""

import dataclasses
import datetime as dt
import hashlib
import shutil
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import duckdb
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq

from checks.registry import TABLES, arrow_schema, frame
from checks.results import Outcome
from runtime.durable import replace, switch, write_json
from runtime.manifests import Manifest, Manifests, StoreError, read_json
from runtime.outputs import grown
from runtime.outputs.grown import Grown

__all__ = ["FORMAT", "STAGES", "Manifest", "StageState", "Store", "StoreError", "now"]
STAGES = ("raw", "parsed", "annotated", "enriched", "snapshots", "warehouse", "brief")
FORMAT = 3  # 1 knew no lock, and no file's inbox; 2 no lake: a folder a run below snapshots/
OWN_FOLDERS = ("briefs", "dagster", "kept", "lake", "manifests", "site", "snapshots", "warehouses", "work")
HALF_WRITTEN = (
    "manifests/*.part",
    "briefs/*.part",
    "work/batches/*/*/*.part",
    "work/*.duckdb",
    "work/*.duckdb.wal",
)
USED_UP = ("work/runs/*/snapshots/changes.duckdb*",)
KEEP_WAREHOUSES = 2  # the published file, and the one before it, which a reader may be about to open
KEEP_BRIEFS = 3  # of so many runs
KEEP_MANIFESTS = 365
READ_ONLY = 0o444  # mode of a published file


@dataclass
class StageState:
    """What a stage left behind in one run: which outputs it read, what it holds, what was found of it."""

    stage: str
    run_id: str
    inputs: dict[str, str] = field(default_factory=dict)
    rows: dict[str, int] = field(default_factory=dict)
    outcomes: list[Outcome] = field(default_factory=list)
    notes: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Store(Manifests):
    """The store under one HOME."""

    @property
    def old_snapshots(self) -> Path:
        """Where older layouts had one folder a published run."""
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

    # -- layout ------------------------------------------------------------------------------------------------

    def is_store(self, folder: Path) -> bool:
        """Whether a folder is this store or another: nothing in it is ever an inbox's."""
        old = (folder / "manifests").is_dir() and (folder / "warehouse.duckdb").is_symlink()
        return old or (folder / "store.json").is_file() or folder.resolve() == self.home.resolve()

    def check_inbox(self, folder: Path) -> None:
        """Raises StoreError where the folder is a store, or one of a store's own folders."""
        for place in (folder.resolve(), *folder.resolve().parents):
            own = folder.resolve().relative_to(place).parts[:1]
            if self.is_store(place) and (not own or own[0] in OWN_FOLDERS):
                raise StoreError(f"{folder} is no inbox but the store {place}: put texts into a folder of their own")

    def format(self) -> int:
        """The number of the store's layout: FORMAT where there is no store yet. Raises StoreError for a newer one."""
        try:
            said = read_json(self.home / "store.json")
        except StoreError:
            return FORMAT  # what it is, its tables say
        if said is None:
            return 1 if (self.home / "manifests").is_dir() else FORMAT
        if int(said["format"]) > FORMAT:
            raise StoreError(
                f"{self.home} was written by a newer communique ({said.get('code_version')}, layout {said['format']};"
                f" this one knows {FORMAT}): run that version, or give another --home"
            )
        return int(said["format"])

    def says_format(self) -> bool:
        """Whether the layout's number can be read."""
        try:
            return read_json(self.home / "store.json") is not None
        except StoreError:
            return False

    def write_format(self, code_version: str) -> None:
        """Says that the store is in today's layout."""
        write_json(self.home / "store.json", {"format": FORMAT, "code_version": code_version})

    # -- published ---------------------------------------------------------------------------------------------

    def published_file(self, run_id: str) -> Path:
        """Where the warehouse of a run stands."""
        return self.home / "warehouses" / f"{run_id}.duckdb"

    def published_table(self, name: str, anew: bool = False, only: Iterable[str] | None = None) -> pl.DataFrame:
        """A table of the published warehouse in today's columns, or `only` some; without one or the table, no rows.

        Raises StoreError where it lacks a column that may not be null, unless all is made `anew`, and where the file
        cannot be read.
        """
        run_id, schema = self.published_run(), TABLES[name]
        if only is not None:
            schema = dataclasses.replace(schema, columns=tuple(map(schema.column, only)))
        if run_id is None:
            return frame(schema, [])
        try:
            con = duckdb.connect(str(self.published_file(run_id)), read_only=True)
        except duckdb.Error as error:
            raise StoreError(f"the published file cannot be opened ({error}): communique doctor says more") from error
        try:
            con.execute("SET TimeZone = 'UTC'")
            there = {row[0] for row in con.execute(f"SELECT column_name FROM (DESCRIBE {name})").fetchall()}
            if missing := [c.name for c in schema.columns if c.name not in there and not c.nullable]:
                if anew:
                    return frame(schema, [])
                raise StoreError(
                    f"the store was published by an older version, whose {name} has no {missing[0]}: run once with"
                    f" --full, which reads the inbox anew and keeps the old file below {self.home / 'kept'}"
                )
            columns = [c.name if c.name in there else f"NULL::{c.type} AS {c.name}" for c in schema.columns]
            table = con.sql(f"SELECT {', '.join(columns)} FROM {name}").to_arrow_table()
        except duckdb.CatalogException:
            return frame(schema, [])
        except duckdb.Error as error:
            raise StoreError(f"the published file cannot be read ({error}): communique doctor says more") from error
        finally:
            con.close()
        return pl.DataFrame(table.cast(arrow_schema(schema))) if table.num_rows else frame(schema, [])

    def publish(self, run_id: str, candidate: Path) -> None:
        """Makes the candidate file the run's warehouse, which nobody writes again, and switches to it, atomically."""
        target = self.published_file(run_id)
        target.parent.mkdir(parents=True, exist_ok=True)
        candidate.chmod(READ_ONLY)
        replace(candidate, target)
        switch(self.warehouse, target)

    # -- stages ------------------------------------------------------------------------------------------------

    def stage_folder(self, run_id: str, stage: str) -> Path:
        """Where a run's stage writes; made if missing."""
        folder = self.home / "work" / "runs" / run_id / stage
        folder.mkdir(parents=True, exist_ok=True)
        return folder

    def write_table(self, run_id: str, stage: str, name: str, rows: pl.DataFrame, of: Grown | None = None) -> None:
        """Keeps a stage's output table for this run; `of` tells how it has grown out of an earlier run's."""
        folder = self.stage_folder(run_id, stage)
        if of is None:
            grown.whole(rows, folder, name)
        else:
            grown.write(rows, of, folder, self.stage_folder(of.run_id, stage), name)

    def read_table(
        self, run_id: str, stage: str, name: str, first: int | None = None, columns: Iterable[str] | None = None
    ) -> pl.DataFrame:
        """An output table of a run's stage, or only so many of its first rows, or some of its columns in their order.

        Raises StoreError where it cannot be read, or lacks a column.
        """
        try:
            return grown.read(self.stage_folder(run_id, stage), name, first, columns)
        except (pl.exceptions.PolarsError, OSError) as error:
            raise StoreError(
                f"what the stage {stage} left of {name} cannot be read ({error}): delete {self.home / 'work'} and run"
                " again, it is made anew"
            ) from error

    def scan_table(self, run_id: str, stage: str, name: str) -> pl.LazyFrame:
        """An output table of a run's stage, of which nothing is read before it is collected."""
        return grown.scan(self.stage_folder(run_id, stage), name)

    def source(self, run_id: str, stage: str, name: str) -> str:
        """SQL for an output table of a run's stage, to stand after FROM."""
        return grown.source(self.stage_folder(run_id, stage), name)

    def is_whole(self, state: StageState) -> bool:
        """Whether every table that a stage left in a run can be opened."""
        folder = self.home / "work" / "runs" / state.run_id / state.stage
        try:
            for table in state.rows if state.stage not in {"snapshots", "warehouse", "brief"} else ():
                for path in grown.files(folder, table):
                    pq.read_metadata(path)
        except (pa.ArrowInvalid, OSError):
            return False
        return True

    def write_state(self, state: StageState) -> None:
        """Keeps what a stage left behind in this run. It becomes an input of others only by `mark_gated`."""
        write_json(self.stage_folder(state.run_id, state.stage) / "state.json", asdict(state))

    def mark_gated(self, state: StageState) -> None:
        """Makes this the stage's last good outcome."""
        write_json(self.home / "work" / "gated" / f"{state.stage}.json", {"run_id": state.run_id})

    def state(self, run_id: str, stage: str) -> StageState | None:
        """What a stage left behind in a run, or None."""
        data = _work_json(self.home / "work" / "runs" / run_id / stage / "state.json")
        if data is None:
            return None
        data["outcomes"] = [Outcome(**o) for o in data["outcomes"]]
        return StageState(**data)

    def gated(self, stage: str, run_id: str | None = None) -> StageState | None:
        """The stage's good outcome of this run, else its last good one; never merely the newest file."""
        pointer = _work_json(self.home / "work" / "gated" / f"{stage}.json")
        if pointer is None:
            return None
        own = None if run_id is None else self.state(run_id, stage)
        if own is not None and not any(o.stops for o in own.outcomes):
            return own
        return self.state(pointer["run_id"], stage)

    # -- retention ---------------------------------------------------------------------------------------------

    def prune(self) -> None:
        """Deletes what retention does not keep, what killed runs left half written, and what a publication has used up.

        Never what is published or a stage's last good outcome. Whoever calls holds the lock.
        """
        for pattern in (*HALF_WRITTEN, *USED_UP):
            for path in self.home.glob(pattern):
                path.unlink(missing_ok=True)
        published = self.published_run()
        good = {stage: state.run_id for stage in STAGES if (state := self.gated(stage)) is not None}
        needed = {*good.values(), published}
        _keep_last((self.home / "warehouses").glob("*.duckdb"), KEEP_WAREHOUSES, needed)
        _keep_last((self.home / "briefs").glob("*.*"), 4 * KEEP_BRIEFS, needed)  # of each run four forms
        _keep_last((self.home / "manifests").glob("*.json"), KEEP_MANIFESTS, needed)
        _keep_last((self.home / "work" / "runs").glob("*"), 1, needed)
        for run in sorted((self.home / "work" / "runs").glob("*"))[:-1]:  # of an earlier run what is still read
            for stage in run.iterdir() if run.name != published else ():
                if good.get(stage.name) != run.name:
                    shutil.rmtree(stage, ignore_errors=True)


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


def _work_json(path: Path) -> Any:
    """What a file below work/ says; None where it cannot be read: its work is done again."""
    try:
        return read_json(path)
    except StoreError:
        return None
