"""What the published store holds of its inboxes, brought up to date while one of them is read.

Here belong places: which document stands where, whose place it is, and what becomes of the document before. A place is
of one file of one inbox; what comes to a place that is taken gets one of its own, so that nothing pushes out what it
does not replace. When files are read belongs to `stage`.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path

import polars as pl

from assets.contract import Row
from assets.raw import copies
from assets.raw.fingerprint import UNKNOWN, Fingerprint, same_bytes
from assets.raw.held_rows import HeldRows
from assets.raw.readers.supplied_day import DayOrder
from assets.raw.records import RawDocument
from assets.raw.rows import supplied_json
from checks.registry import TABLES, frame
from runtime.held import published_by_this_code
from runtime.store import Store


@dataclass
class Held:
    """The published raw rows by their keys. `refusals` are those of each file, by its path.

    `joined` says whether this code has published them: then what is supplied with copies is joined, and their gates
    have let them pass.

    `places` says which document each source_uri holds, `owners` whose file that place is; `taken` are the places that
    this run has given away.
    """

    documents: HeldRows[str]
    sources: HeldRows[tuple[str, str]]
    files: dict[str, Row]
    refusals: dict[str, list[Row]]
    places: dict[str, str]
    owners: dict[str, str]
    joined: bool = False
    taken: set[str] = field(default_factory=set)
    _numbers: dict[str, int] = field(default_factory=dict)

    def file_uri(self, path: Path, uri: str, inbox: str) -> tuple[str, bool]:
        """The place of a file of this inbox, and whether it is taken over as it stands from another inbox.

        `uri` is its path below the inbox. Where that is the place of another inbox's file with other bytes, this one
        stands at `inbox//path`, which no path is. A file with the same bytes is a copy, or the inbox has moved.
        """
        name, digest = Path(inbox).name, hashlib.sha256(inbox.encode("utf-8", "surrogateescape")).hexdigest()[:8]
        for candidate in (uri, f"{_text(name)}//{uri}"):
            row = self.files.get(candidate)
            if row is None or row["inbox"] in (None, inbox):
                return candidate, False
            if same_bytes(path, row):
                return candidate, True
        return f"{_text(name)}~{digest}//{uri}", False

    def claim(self, uri: str, inbox: str, run_id: str) -> None:
        """The place is this inbox's from now on, though its file is not read to its end yet."""
        if uri not in self.files:
            self.read(uri, inbox, run_id, UNKNOWN, 0)

    def read(self, uri: str, inbox: str, run_id: str, found: Fingerprint, tries: int) -> None:
        """The file was read to its end, and is known by this from now on."""
        self.files[uri] = {
            "path": uri,
            "size_bytes": found.size_bytes,
            "modified_ns": found.modified_ns,
            "sha256": found.sha256,
            "run_id": run_id,
            "inbox": inbox,
            "tries": tries,
        }

    def placed(self, document: RawDocument, file: str) -> RawDocument:
        """The document at its place, or at one of its own beside it: `place@2` and so on.

        A place is taken where a document of this run stands, or one of another file.
        """
        wanted = place = document.source_uri
        while place in self.taken or self.owners.get(place, file) != file:
            self._numbers[wanted] = self._numbers.get(wanted, 1) + 1
            place = f"{wanted}@{self._numbers[wanted]}"
        self.taken.add(place)
        return document if place == wanted else replace(document, source_uri=place)

    def hold(self, document: RawDocument, file: str, run_id: str) -> None:
        """The place holds this document now, and not the one that it held before."""
        uri, document_id = document.source_uri, document.document_id
        if (before := self.places.get(uri)) is not None and (left := self.sources.get((before, uri))) is not None:
            left["current"] = False
        source = self.sources.get((document_id, uri))
        if source is None:
            source = {"document_id": document_id, "source_uri": uri, "first_run_id": run_id}
            self.sources[document_id, uri] = source
        source["current"], source["supplied"], source["path"] = True, supplied_json(document.supplied), file
        self.places[uri], self.owners[uri] = document_id, file

    def supersede(self) -> None:
        """A document that no place holds any more is superseded by what stands at its first place now."""
        current = set(self.places.values())
        columns = (
            self.documents.all_keys(),
            self.documents.column("source_uri"),
            self.documents.column("superseded_by"),
        )
        for document_id, uri, before in zip(*columns, strict=True):
            now = None if document_id in current else self.places.get(uri)
            if now != before:
                self._document(document_id)["superseded_by"] = now

    def _document(self, document_id: str) -> Row:
        row = self.documents.get(document_id)
        if row is None:
            raise KeyError(document_id)
        return row

    def join_copies(self, order: DayOrder) -> None:
        """What is supplied with any exact copy of a document counts for it.

        Where `joined`, of those documents alone of which a row was looked at: what others are supplied with is joined.
        """
        touched = {document_id for document_id, _ in self.sources.seen()} | set(self.documents.seen())
        by_document: dict[str, list[Row]] = {}
        for key in self.sources.all_keys():
            if self.joined and key[0] not in touched:
                continue
            source = self.sources.get(key)
            if source is not None and source["current"] and source["supplied"] is not None:
                by_document.setdefault(source["document_id"], []).append(source)
        for document_id, sources in by_document.items():
            row = self._document(document_id)
            row["supplied"] = supplied_json(copies.joined(row["source_uri"], sources, order))

    def tables(self) -> tuple[dict[str, pl.DataFrame], dict[str, pl.Series]]:
        """The raw tables, refusals at the door as rows of `quarantine`; and which rows their gates are to judge.

        A table of which nothing is said there is judged as a whole.
        """
        documents, of_documents = self.documents.frame()
        sources, of_sources = self.sources.frame()
        fresh = {"documents": of_documents, "document_sources": of_sources} if self.joined else {}
        return {
            "documents": documents,
            "document_sources": sources,
            "inbox_files": frame(TABLES["inbox_files"], self.files.values()),
            "quarantine": frame(TABLES["quarantine"], (row for rows in self.refusals.values() for row in rows)),
        }, fresh


def load(store: Store, full: bool = False, day_order: DayOrder = "") -> Held:
    """What the published run holds; of a store too old to be understood a `full` run takes nothing over."""
    of_files = load_files(store, full)
    sources = store.published_table("document_sources", full)
    current = sources.filter(pl.col("current"))
    owned = current.filter(pl.col("path").is_not_null())
    manifest = published_by_this_code(store)
    return replace(
        of_files,
        documents=_documents(store.published_table("documents", full)),
        sources=_sources(sources),
        places=_pairs(current, "source_uri", "document_id"),
        owners=_pairs(owned, "source_uri", "path"),
        joined=not full and manifest is not None and manifest.settings.get("day_order", "") == day_order,
    )


def _documents(rows: pl.DataFrame) -> HeldRows[str]:
    return HeldRows(TABLES["documents"], rows, lambda held: held["document_id"].to_list())


def _sources(rows: pl.DataFrame) -> HeldRows[tuple[str, str]]:
    return HeldRows(TABLES["document_sources"], rows, lambda held: _both(held, "document_id", "source_uri"))


def _both(rows: pl.DataFrame, one: str, other: str) -> Iterable[tuple[str, str]]:
    return zip(rows[one].to_list(), rows[other].to_list(), strict=True)


def _pairs(rows: pl.DataFrame, key: str, value: str) -> dict[str, str]:
    return dict(_both(rows, key, value))


def load_files(store: Store, full: bool = False) -> Held:
    """Of what the published run holds, files and refusals alone: enough to tell which files are to be read."""
    quarantine = store.published_table("quarantine", full).filter(pl.col("stage") == "raw")
    files = {row["path"]: row for row in store.published_table("inbox_files", full).iter_rows(named=True)}
    refusals = _by_file(quarantine.iter_rows(named=True), files)
    none = [frame(TABLES[name], []) for name in ("documents", "document_sources")]
    return Held(_documents(none[0]), _sources(none[1]), files, refusals, {}, {})


def _by_file(rows: Iterable[Row], files: dict[str, Row]) -> dict[str, list[Row]]:
    """The refusals by their file: the row says it, else the longest path before a `#` at which a file stands."""
    found: dict[str, list[Row]] = {}
    for row in rows:
        uri = row["source_uri"]
        path = row["path"]
        if path is None:
            ends = [at for at, character in enumerate(uri) if character == "#"]
            path = next((p for p in (uri, *(uri[:at] for at in reversed(ends))) if p in files), uri)
        found.setdefault(path, []).append(row)
    return found


def _text(name: str) -> str:
    """A folder's name as text that any file can hold."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
