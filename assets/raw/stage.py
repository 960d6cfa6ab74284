"""Takes in the inbox: what is new, what is known, what has been replaced, what was turned away at the door.

Here belongs comparing the inbox with the published store. Reading files belongs to `readers`, which are called for
every file that has changed; what a document's row holds to `rows`.
"""

import datetime as dt
import hashlib
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from stat import S_ISREG

import polars as pl

from assets.contract import Row
from assets.raw import copies
from assets.raw.readers.inbox import list_files, source_uri
from assets.raw.readers.supplied_day import DayOrder
from assets.raw.records import RawDocument, Refusal
from assets.raw.rows import document_row, refusal_row, supplied_json
from assets.raw.step import read_safely
from checks import flow
from checks.gate import gate
from checks.registry import TABLES, frame, of_stage
from checks.results import Outcome
from runtime.progress import sink
from runtime.refusals import refused_rows
from runtime.store import Store
from runtime.worker import LIMIT, workers


@dataclass
class Intake:
    """The raw tables as they are after this run has read the inbox, and what it read.

    `read` are the source_uris it met, of documents and refusals alike; `new` the documents it had not held before, in a
    full run all that it read.
    """

    tables: dict[str, pl.DataFrame]
    read: list[str] = field(default_factory=list)
    new: dict[str, None] = field(default_factory=dict)
    refused: list[str] = field(default_factory=list)
    files_seen: int = 0


@dataclass
class _Held:
    """The published raw rows by their keys, brought up to date while the inbox is read.

    `places` says which document each source_uri holds, `refused_of` which refused source_uris may be of a file.
    """

    documents: dict[str, Row]
    sources: dict[tuple[str, str], Row]
    files: dict[str, Row]
    refusals: dict[str, list[Row]]
    places: dict[str, str]
    refused_of: dict[str, list[str]]

    def hold(self, document: RawDocument, run_id: str) -> None:
        """The place holds this document now, and not the one that it held before."""
        uri, document_id = document.source_uri, document.document_id
        if (before := self.places.get(uri)) is not None:
            self.sources[before, uri]["current"] = False
        row = {"document_id": document_id, "source_uri": uri, "first_run_id": run_id}
        source = self.sources.setdefault((document_id, uri), row)
        source["current"], source["supplied"] = True, supplied_json(document.supplied)
        self.places[uri] = document_id

    def supersede(self) -> None:
        """A document that no place holds any more is superseded by what stands at its first place now."""
        current = set(self.places.values())
        for document_id, row in self.documents.items():
            row["superseded_by"] = None if document_id in current else self.places.get(row["source_uri"])

    def join_copies(self, order: DayOrder) -> None:
        """What is supplied with any exact copy of a document counts for it."""
        by_document: dict[str, list[Row]] = {}
        for source in self.sources.values():
            if source["current"] and source["supplied"] is not None:
                by_document.setdefault(source["document_id"], []).append(source)
        for document_id, sources in by_document.items():
            row = self.documents[document_id]
            row["supplied"] = supplied_json(copies.joined(row["source_uri"], sources, order))

    def tables(self) -> dict[str, pl.DataFrame]:
        """The raw tables, and the refusals at the door as rows of `quarantine`."""
        return {
            "documents": frame(TABLES["documents"], self.documents.values()),
            "document_sources": frame(TABLES["document_sources"], self.sources.values()),
            "inbox_files": frame(TABLES["inbox_files"], self.files.values()),
            "quarantine": frame(TABLES["quarantine"], (row for rows in self.refusals.values() for row in rows)),
        }


@dataclass
class _Taking:
    """One run's taking in: what it was told, what was held before, and what it has met so far."""

    inbox: Path
    run_id: str
    started_at: dt.datetime
    full: bool
    limit: int | None
    document_limit: float
    columns: Mapping[str, str]
    held: _Held
    intake: Intake

    @property
    def enough(self) -> bool:
        """Whether the limit is reached."""
        return self.limit is not None and len(self.intake.new) >= self.limit

    def file(self, path: Path) -> None:
        """Takes in one file; it counts as read only when it was read to its end."""
        uri = source_uri(path, self.inbox)
        before = {u: self.held.refusals.pop(u) for u in self.held.refused_of.get(uri, ()) if u in self.held.refusals}
        met = 0
        for item in read_safely(workers(1)[0], path, self.inbox, self.document_limit, self.columns):
            met += 1
            self.item(item)
            if self.enough:
                self.held.refusals = before | self.held.refusals
                return
        if not met:
            self.item(Refusal(uri, "empty", "the file holds no document: put some in, or remove it from the inbox"))
        self.held.files[uri] = _fingerprint(path, uri, self.run_id)

    def item(self, item: RawDocument | Refusal) -> None:
        """Takes in what a reader gave."""
        self.intake.read.append(item.source_uri)
        if isinstance(item, Refusal):
            self.held.refusals.setdefault(item.source_uri, []).append(refusal_row(item, self.run_id))
            self.intake.refused.append(item.source_uri)
            return
        row = document_row(item, self.run_id, self.started_at)
        before = self.held.documents.get(item.document_id)
        if before is None or self.full:
            self.intake.new[item.document_id] = None
        if before is None:
            self.held.documents[item.document_id] = row
        elif before["source_uri"] == item.source_uri:
            kept = {key: before[key] for key in ("first_run_id", "first_seen_at", "superseded_by")}
            self.held.documents[item.document_id] = row | kept
        self.held.hold(item, self.run_id)


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
    day_order: DayOrder = "",
    columns: Mapping[str, str] | None = None,
) -> Intake:
    """Reads what has changed in the inbox; with `full` all of it; stops after `limit` documents.

    Files whose path below the inbox is in `leave` are not looked at. A document may take `document_limit` seconds.
    `day_order` says how a supplied day of two readings is read; `columns`, by field, what a table's columns are called:
    tables that were refused for want of a text column are then read again.
    """
    held = _load(store)
    taking = _Taking(inbox, run_id, started_at, full, limit, document_limit, columns or {}, held, Intake({}))
    paths = [path for path in list_files(inbox) if source_uri(path, inbox) not in leave]
    again = _without_column(held) if columns else frozenset()
    changed = [
        p for p in paths if full or not _unchanged(p, source_uri(p, inbox), held.files) or source_uri(p, inbox) in again
    ]
    taking.intake.files_seen = len(paths)
    sink().begin("read", len(changed))
    for path in changed:
        if taking.enough:
            break
        taking.file(path)
        sink().advance("read", 1)
    held.supersede()
    held.join_copies(day_order)
    taking.intake.tables = held.tables()
    return taking.intake


def nothing_new(
    store: Store, inbox: Path, leave: Container[str] = (), columns: Mapping[str, str] | None = None
) -> bool:
    """Whether `take_in` would read no file, found without the documents that are held."""
    held = {r["path"]: r for r in store.published_table("inbox_files").iter_rows(named=True)}
    if columns and (store.published_table("quarantine")["rule"] == "no_column").any():
        return False
    paths = ((path, source_uri(path, inbox)) for path in list_files(inbox))
    return all(_unchanged(path, uri, held) for path, uri in paths if uri not in leave)


def judge(intake: Intake, run_id: str) -> list[Outcome]:
    """Sends the raw tables through their gates; a document or source that is refused goes to quarantine as a whole."""
    outcomes = []
    known: dict[str, pl.DataFrame] = {}
    sources = dict(intake.tables["documents"].select("document_id", "source_uri").iter_rows())
    refused: list[Row] = []
    for table in of_stage("raw"):
        rows = intake.tables[table.name]
        judged = gate(rows, table, known)
        known[table.name] = judged.valid
        outcomes.append(flow.gate_outcome(table.name, rows.height, judged))
        if table.name != "inbox_files":
            refused += refused_rows(run_id, judged, table, sources, "document")
    intake.tables |= known
    quarantine = frame(TABLES["quarantine"], refused)
    intake.tables["quarantine"] = pl.concat([intake.tables["quarantine"], quarantine])
    outcomes.append(
        flow.read_accounted(
            intake.read,
            intake.tables["document_sources"]["source_uri"],
            intake.tables["quarantine"]["source_uri"],
            intake.files_seen,
        )
    )
    return outcomes


def _load(store: Store) -> _Held:
    quarantine = store.published_table("quarantine").filter(pl.col("stage") == "raw")
    refusals: dict[str, list[Row]] = {}
    for row in quarantine.iter_rows(named=True):
        refusals.setdefault(row["source_uri"], []).append(row)
    sources = list(store.published_table("document_sources").iter_rows(named=True))
    return _Held(
        {r["document_id"]: r for r in store.published_table("documents").iter_rows(named=True)},
        {(r["document_id"], r["source_uri"]): r for r in sources},
        {r["path"]: r for r in store.published_table("inbox_files").iter_rows(named=True)},
        refusals,
        {r["source_uri"]: r["document_id"] for r in sources if r["current"]},
        _by_file(refusals),
    )


def _without_column(held: _Held) -> frozenset[str]:
    """The places of tables that were refused because no column was known to hold texts."""
    return frozenset(uri for uri, rows in held.refusals.items() if any(row["rule"] == "no_column" for row in rows))


def _by_file(uris: Iterable[str]) -> dict[str, list[str]]:
    """The source_uris by the path of the file that they may come from: `path` itself, or what stands before a `#`."""
    found: dict[str, list[str]] = {}
    for uri in uris:
        for path in {uri, *(uri[:at] for at, character in enumerate(uri) if character == "#")}:
            found.setdefault(path, []).append(uri)
    return found


def _unchanged(path: Path, uri: str, files: dict[str, Row]) -> bool:
    """Whether the file is as it was last read: by size and time, else by its bytes."""
    before = files.get(uri)
    if before is None:
        return False
    try:
        found = path.stat()
        if not S_ISREG(found.st_mode) or found.st_size != before["size_bytes"]:
            return False
        return bool(found.st_mtime_ns == before["modified_ns"] or _sha256(path) == before["sha256"])
    except OSError:
        return False


def _fingerprint(path: Path, uri: str, run_id: str) -> Row:
    """What to know the file by; of one that cannot be read, nothing that would ever be found unchanged."""
    try:
        found = path.stat()
        if not S_ISREG(found.st_mode):
            raise IsADirectoryError(path)
        digest = _sha256(path)
    except OSError:
        return {"path": uri, "size_bytes": 0, "modified_ns": -1, "sha256": "0" * 64, "run_id": run_id}
    return {
        "path": uri,
        "size_bytes": found.st_size,
        "modified_ns": found.st_mtime_ns,
        "sha256": digest,
        "run_id": run_id,
    }


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
