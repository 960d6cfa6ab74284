"""What worker processes run of parsing: the pure function over a batch, and the keys of its items.

Here belongs what both sides of a process border must import; it imports neither Dagster nor the registry.
"""

from pathlib import Path
from typing import TYPE_CHECKING

from assets.parsed.parse import parse
from assets.parsed.records import Issue, Parsed
from assets.raw.records import RawDocument
from checks.coverage import fault
from runtime.batches.engine import Step, item_key
from runtime.batches.worker import beat
from runtime.version import step_version

if TYPE_CHECKING:
    import polars as pl

BATCH = 200
PARSED_FROM = ("document_id", "media_type", "supplied", "metadata", "blocks")  # columns that parsing depends on


def parse_batch(documents: list[RawDocument]) -> list[Parsed]:
    """The parsed records; one whose segments do not cover its text is marked for quarantine."""
    found = []
    for document in documents:
        found.append(_covered(document, parse(document)))
        beat()
    return found


def _covered(document: RawDocument, parsed: Parsed) -> Parsed:
    wrong = fault(document.raw_text, ((s.start, s.end) for s in parsed.segments))
    if wrong is not None:
        parsed.issues.append(Issue("segments_cover", wrong, True))
    return parsed


def parse_keys(documents: "pl.DataFrame", told: "pl.DataFrame | None" = None) -> "pl.DataFrame":
    """`document_id` and `key` of rows of `documents`, in order: what parsing each depends on; and a hash of the row.

    Rows that have the hash that was `told` of their document have the key that was. The hash is that of the installed
    polars alone: where that is another one, all keys are made anew.
    """

    read = documents.select(PARSED_FROM)
    rows = read.select("document_id", row=read.hash_rows())
    if told is None:
        return _with_keys(rows, read)
    known = rows.join(told, on=["document_id", "row"], how="left", maintain_order="left")
    missing = known["key"].is_null()
    made = _with_keys(rows.filter(missing), read.filter(missing))
    return known.select("document_id", "key", "row").update(made, on="document_id") if made.height else known


def _with_keys(rows: "pl.DataFrame", read: "pl.DataFrame") -> "pl.DataFrame":
    import polars as pl

    keys = [item_key(*values) for values in read.iter_rows()]
    return rows.select("document_id", pl.Series("key", keys, dtype=pl.String), "row")


def _takes() -> type[RawDocument]:
    return RawDocument


def parse_step(cache: Path) -> Step[RawDocument, Parsed]:
    """The parsing step with its batches below `cache`."""
    folder = cache / "parse" / step_version("assets.parsed.parse")
    return Step("parse", parse_batch, Parsed, folder, BATCH, _takes)
