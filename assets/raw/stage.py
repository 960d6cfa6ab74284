"""Takes in the inbox: what is new, what is known, what has been replaced, what was turned away at the door.

Here belongs comparing the inbox with the published store. Reading files belongs to `readers`, which are called for
every file that has changed; whose a place is to `held`, what a document's row holds to `rows`.
"""

import datetime as dt
import os
from collections import Counter
from collections.abc import Container, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import polars as pl

from assets.contract import Row
from assets.raw import held
from assets.raw.fingerprint import UNKNOWN, fingerprint, unchanged
from assets.raw.held import Held
from assets.raw.readers.inbox import list_files, source_uri
from assets.raw.readers.supplied_day import DayOrder
from assets.raw.records import RawDocument, Refusal
from assets.raw.rows import document_row, refusal_row
from assets.raw.step import read_safely
from checks import accounting, flow
from checks.gate import gate
from checks.registry import TABLES, frame, of_stage
from checks.results import Outcome
from runtime.batches.worker import LIMIT, MEGABYTES, MOST_TRIES, PASSING, workers
from runtime.progress import sink
from runtime.refusals import refused_rows
from runtime.store import Store, now

NO_DOCUMENT = "the file holds no document: put some in, or remove it from the inbox"


@dataclass
class Intake:
    """The raw tables as they are after this run has read the inbox, and what it read.

    `read` are the source_uris it met, of documents and refusals alike; `taken` the documents among them, each with its
    place, `refused` the refusals, each as place and rule. `new` are the documents it had not held before, in a full run
    all that it read. `moved` counts files that stand in another inbox now, `again` those to be read again by the next
    run. `fresh` says by table which rows their gates have not let pass before; of tables that it does not name all.
    """

    tables: dict[str, pl.DataFrame]
    fresh: dict[str, pl.Series] = field(default_factory=dict)
    read: list[str] = field(default_factory=list)
    taken: list[tuple[str, str]] = field(default_factory=list)
    new: dict[str, None] = field(default_factory=dict)
    refused: list[tuple[str, str]] = field(default_factory=list)
    files_seen: int = 0
    moved: int = 0
    again: int = 0


@dataclass
class _Taking:
    """One run's taking in: what it was told, what was held before, and what it has met so far."""

    inbox: Path
    run_id: str
    started_at: dt.datetime
    full: bool
    limit: int | None
    document_limit: float
    megabytes: int
    columns: Mapping[str, str]
    held: Held
    intake: Intake

    def __post_init__(self) -> None:
        self.own = os.path.realpath(self.inbox).encode("utf-8", "surrogateescape").decode("utf-8", "replace")

    @property
    def enough(self) -> bool:
        """Whether the limit is reached."""
        return self.limit is not None and len(self.intake.new) >= self.limit

    def due(self, path: Path) -> str | None:
        """The file's place where it must be read; None where it was, and has not changed since."""
        uri, moved = self.held.file_uri(path, source_uri(path, self.inbox), self.own)
        row = self.held.files.get(uri)
        if moved and row is not None:
            row["inbox"] = self.own
            self.intake.moved += 1
        if self.full or row is None or 0 < (row["tries"] or 0) < MOST_TRIES or self._lacks_column(uri):
            return uri
        return None if unchanged(path, row) else uri

    def _lacks_column(self, uri: str) -> bool:
        """Whether it is a table that was refused for want of a text column, of which the settings now say more."""
        return bool(self.columns) and any(row["rule"] == "no_column" for row in self.held.refusals.get(uri, ()))

    def file(self, path: Path, uri: str) -> None:
        """Takes in one file; it counts as read only when it was read to its end, and was the same before and after."""
        found = fingerprint(path)
        before = self.held.refusals.pop(uri, [])
        self.held.claim(uri, self.own, self.run_id)
        rules: Counter[str] = Counter()
        for item in read_safely(
            workers(1, self.megabytes)[0], path, self.inbox, self.document_limit, self.columns, uri
        ):
            rules[item.rule if isinstance(item, Refusal) else ""] += 1
            self.item(item, uri)
            if self.enough:
                anew = self.held.refusals.get(uri, [])
                places = {row["source_uri"] for row in anew}
                self.held.refusals[uri] = anew + [row for row in before if row["source_uri"] not in places]
                return
        if not rules:
            self.item(Refusal(uri, "empty", NO_DOCUMENT), uri)
        tries = self._tries(uri, found.sha256) if PASSING & rules.keys() else 0
        if "unreadable" in rules or fingerprint(path) != found:
            found = UNKNOWN
        self.intake.again += found == UNKNOWN or 0 < tries < MOST_TRIES
        self.held.read(uri, self.own, self.run_id, found, tries)

    def _tries(self, uri: str, sha256: str) -> int:
        """How often these bytes have now met with a passing trouble, run after run."""
        row = self.held.files[uri]
        return 1 + ((row["tries"] or 0) if row["sha256"] == sha256 and not self.full else 0)

    def item(self, item: RawDocument | Refusal, file: str) -> None:
        """Takes in what a reader gave of a file."""
        if isinstance(item, Refusal):
            self.intake.read.append(item.source_uri)
            self.intake.refused.append((item.source_uri, item.rule))
            self.held.refusals.setdefault(file, []).append(refusal_row(item, self.run_id) | {"path": file})
            return
        item = self.held.placed(item, file)
        self.intake.read.append(item.source_uri)
        self.intake.taken.append((item.source_uri, item.document_id))
        row = document_row(item, self.run_id, self.started_at)
        before = self.held.documents.get(item.document_id)
        if before is None or self.full:
            self.intake.new[item.document_id] = None
        if before is None:
            self.held.documents[item.document_id] = row
        elif before["source_uri"] == item.source_uri:
            kept = {key: before[key] for key in ("first_run_id", "first_seen_at", "superseded_by")}
            self.held.documents[item.document_id] = row | kept
        self.held.hold(item, file, self.run_id)


def take_in(
    store: Store,
    inbox: Path,
    run_id: str,
    started_at: dt.datetime,
    *,
    full: bool = False,
    limit: int | None = None,
    leave: frozenset[str] = frozenset(),
    document_limit: float = LIMIT,
    megabytes: int = MEGABYTES,
    day_order: DayOrder = "",
    columns: Mapping[str, str] | None = None,
) -> Intake:
    """Reads what has changed in the inbox; with `full` all of it; stops after `limit` documents.

    Files whose path below the inbox is in `leave` are not looked at. A document may take `document_limit` seconds, the
    process that reads it hold `megabytes`.
    `day_order` says how a supplied day of two readings is read; `columns`, by field, what a table's columns are called:
    tables that were refused for want of a text column are then read again.
    """
    taking = _Taking(
        inbox,
        run_id,
        started_at,
        full,
        limit,
        document_limit,
        megabytes,
        columns or {},
        held.load(store, full, day_order),
        Intake({}),
    )
    paths = _paths(store, inbox, leave)
    due = [(path, uri) for path in paths if (uri := taking.due(path)) is not None]
    taking.intake.files_seen = len(paths)
    sink().begin("read", len(due))
    for path, uri in due:
        if taking.enough:
            break
        taking.file(path, uri)
        sink().advance("read", 1)
    taking.held.supersede()
    taking.held.join_copies(day_order)
    taking.intake.tables, taking.intake.fresh = taking.held.tables()
    return taking.intake


def nothing_new(
    store: Store, inbox: Path, leave: Container[str] = (), columns: Mapping[str, str] | None = None
) -> bool:
    """Whether `take_in` would read no file and move none, found without the documents that are held."""
    if not list_files(inbox, store.is_store):
        return False  # an inbox without files is looked at by the run itself, which fails over it
    taking = _Taking(inbox, "", now(), False, None, LIMIT, MEGABYTES, columns or {}, held.load_files(store), Intake({}))
    due = any(taking.due(path) is not None for path in _paths(store, inbox, leave))
    return not due and not taking.intake.moved


def _paths(store: Store, inbox: Path, leave: Container[str]) -> list[Path]:
    return [path for path in list_files(inbox, store.is_store) if source_uri(path, inbox) not in leave]


def judge(intake: Intake, run_id: str) -> list[Outcome]:
    """Sends the raw tables through their gates; a document or source that is refused goes to quarantine as a whole."""
    outcomes = []
    known: dict[str, pl.DataFrame] = {}
    sources = dict(intake.tables["documents"].select("document_id", "source_uri").iter_rows())
    refused: list[Row] = []
    for table in of_stage("raw"):
        rows = intake.tables[table.name]
        judged = gate(rows, table, known, intake.fresh.get(table.name))
        known[table.name] = judged.valid
        outcomes.append(flow.gate_outcome(table.name, rows.height, judged))
        if table.name != "inbox_files":
            refused += refused_rows(run_id, judged, table, sources, "document")
    intake.tables |= known
    quarantine = frame(TABLES["quarantine"], refused)
    intake.tables["quarantine"] = pl.concat([intake.tables["quarantine"], quarantine])
    outcomes.append(
        accounting.read_accounted(
            intake.taken,
            intake.refused,
            intake.tables["document_sources"],
            intake.tables["quarantine"],
            intake.files_seen,
        )
    )
    return outcomes
