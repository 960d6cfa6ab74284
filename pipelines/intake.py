"""Takes in the inbox: what is new, what is known, what has been replaced, what was turned away at the door.

Here belongs comparing the inbox with the published store, down to the rows of the raw tables. Reading files belongs to
`assets.raw`, which is called for every file that has changed.
"""

import datetime as dt
import hashlib
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import polars as pl

from assets.raw.readers import list_files, read_file, source_uri
from assets.raw.records import Block, PageMetadata, RawDocument, Refusal, Supplied
from checks.registry import TABLES, frame
from pipelines.progress import sink
from pipelines.store import Store

Row = dict[str, Any]


@dataclass
class Intake:
    """The raw tables as they are after this run has read the inbox, and what it read.

    `read` are the source_uris it met, of documents and refusals alike; `new` the documents it had not held before.
    """

    tables: dict[str, pl.DataFrame]
    read: list[str] = field(default_factory=list)
    new: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    files_seen: int = 0
    complete: bool = True


@dataclass
class _Held:
    """The published raw rows, by their keys, while the inbox is read."""

    documents: dict[str, Row]
    sources: dict[tuple[str, str], Row]
    files: dict[str, Row]
    refusals: dict[str, list[Row]]
    places: dict[str, str]

    def hold(self, document: RawDocument, run_id: str) -> None:
        """The place holds this document now, and not the one that it held before."""
        uri, document_id = document.source_uri, document.document_id
        if (before := self.places.get(uri)) is not None:
            self.sources[before, uri]["current"] = False
        row = {"document_id": document_id, "source_uri": uri, "first_run_id": run_id}
        self.sources.setdefault((document_id, uri), row)["current"] = True
        self.places[uri] = document_id


def take_in(
    store: Store,
    inbox: Path,
    run_id: str,
    started_at: dt.datetime,
    *,
    full: bool = False,
    limit: int | None = None,
    leave: frozenset[str] = frozenset(),
) -> Intake:
    """Reads what has changed in the inbox; with `full` all of it; stops after `limit` documents that are new.

    Files whose path below the inbox is in `leave` are not looked at.
    """
    held = _load(store)
    intake = Intake({})
    paths = [path for path in list_files(inbox) if source_uri(path, inbox) not in leave]
    changed = [p for p in paths if full or not _unchanged(p, source_uri(p, inbox), held.files)]
    sink().begin("read", len(changed))
    intake.files_seen = len(paths)
    for path in changed:
        if limit is not None and len(intake.new) >= limit:
            intake.complete = False
            break
        finished = _take_file(held, intake, path, inbox, run_id, started_at, limit)
        uri = source_uri(path, inbox)
        if finished:
            held.files[uri] = _fingerprint(path, uri, run_id)
        sink().advance("read", 1)
    _supersede(held)
    intake.tables = {
        "documents": frame(TABLES["documents"], held.documents.values()),
        "document_sources": frame(TABLES["document_sources"], held.sources.values()),
        "inbox_files": frame(TABLES["inbox_files"], held.files.values()),
        "quarantine": frame(TABLES["quarantine"], (row for rows in held.refusals.values() for row in rows)),
    }
    return intake


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
    )


def _unchanged(path: Path, uri: str, files: dict[str, Row]) -> bool:
    """Whether the file is as it was last read: by size and time, else by its bytes."""
    before = files.get(uri)
    if before is None:
        return False
    try:
        found = path.stat()
        if found.st_size != before["size_bytes"]:
            return False
        return bool(found.st_mtime_ns == before["modified_ns"] or _sha256(path) == before["sha256"])
    except OSError:
        return False


def _fingerprint(path: Path, uri: str, run_id: str) -> Row:
    """What to know the file by; of one that cannot be read, nothing that would ever be found unchanged."""
    try:
        found = path.stat()
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


def _take_file(
    held: _Held, intake: Intake, path: Path, inbox: Path, run_id: str, started_at: dt.datetime, limit: int | None
) -> bool:
    """Takes in one file; returns whether it was read to its end."""
    uri = source_uri(path, inbox)
    for known in [u for u in held.refusals if u == uri or u.startswith(f"{uri}#")]:
        del held.refusals[known]
    count = 0
    for item in read_file(path, inbox):
        count += 1
        if isinstance(item, Refusal):
            held.refusals.setdefault(item.source_uri, []).append(refusal_row(item, run_id))
            intake.refused.append(item.source_uri)
        else:
            _take_document(held, intake, item, run_id, started_at)
        intake.read.append(item.source_uri)
        if limit is not None and len(intake.new) >= limit:
            return False
    if not count:
        nothing = Refusal(uri, "empty", "the file holds no document: nothing was lost, and there is nothing to mend")
        held.refusals.setdefault(uri, []).append(refusal_row(nothing, run_id))
        intake.refused.append(uri)
        intake.read.append(uri)
    return True


def _take_document(held: _Held, intake: Intake, document: RawDocument, run_id: str, started_at: dt.datetime) -> None:
    row = document_row(document, run_id, started_at)
    before = held.documents.get(document.document_id)
    if before is None:
        held.documents[document.document_id] = row
        intake.new.append(document.document_id)
    elif before["source_uri"] == document.source_uri:
        kept = {key: before[key] for key in ("first_run_id", "first_seen_at", "superseded_by")}
        held.documents[document.document_id] = row | kept
    held.hold(document, run_id)


def _supersede(held: _Held) -> None:
    """A document that no place holds any more is superseded by what stands at its first place now."""
    current = set(held.places.values())
    for document_id, row in held.documents.items():
        row["superseded_by"] = None if document_id in current else held.places.get(row["source_uri"])


def refusal_row(refusal: Refusal, run_id: str) -> Row:
    """The quarantine row of a refusal at the door."""
    return {
        "run_id": run_id,
        "level": "document",
        "document_id": refusal.document_id,
        "source_uri": refusal.source_uri,
        "stage": "raw",
        "rule": refusal.rule,
        "column_name": None,
        "value": refusal.value,
        "message": refusal.message,
    }


def document_row(document: RawDocument, run_id: str, started_at: dt.datetime) -> Row:
    """The row of `documents` for what a reader gave."""
    return {
        "document_id": document.document_id,
        "source_uri": document.source_uri,
        "media_type": document.media_type,
        "encoding": document.encoding,
        "size_bytes": document.size_bytes,
        "sha256": document.sha256,
        "raw_text": document.raw_text,
        "first_run_id": run_id,
        "first_seen_at": started_at,
        "superseded_by": None,
        "supplied": json.dumps(asdict(document.supplied)),
        "metadata": None if document.metadata is None else json.dumps(asdict(document.metadata)),
        "blocks": json.dumps([[b.start, b.end, b.role] for b in document.blocks]) if document.blocks else None,
    }


def documents(rows: pl.DataFrame) -> Iterator[RawDocument]:
    """What the readers gave, from rows of `documents`; the reverse of `document_row`."""
    for row in rows.iter_rows(named=True):
        page = json.loads(row["metadata"]) if row["metadata"] else None
        if page is not None:
            page |= {name: tuple(page[name]) for name in ("authors", "tags")}
        yield RawDocument(
            row["document_id"],
            row["source_uri"],
            row["media_type"],
            row["encoding"],
            row["size_bytes"],
            row["sha256"],
            row["raw_text"],
            Supplied(**json.loads(row["supplied"])),
            None if page is None else PageMetadata(**page),
            tuple(Block(*block) for block in json.loads(row["blocks"] or "[]")),
        )
