"""Reads a file in a worker process that may die over it: what the process runs, and how its end is survived.

Here belongs what both sides of the process border must know. A document that ends its process, or takes longer than the
limit, is passed over in a second try and is quarantined by itself; where the reader ends without any document at its
wall, or again and again, the rest of the file is.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path

from assets.raw.bounds import Refused
from assets.raw.readers.inbox import read_file, source_uri
from assets.raw.readers.tabular.rows import naming
from assets.raw.readers.wall import counting
from assets.raw.records import RawDocument, Refusal
from runtime.batches.worker import TRIED_AGAIN, Ended, Raised, Worker, beat

MOST_ENDED = 20
"""Documents of one file that may end their process: each costs the time limit."""

WHAT_TO_DO = (
    f"{TRIED_AGAIN}; then take the document out of the inbox, or save it in another way; more time and memory"
    " are given with --document-seconds and --document-megabytes, and a run with --full tries again"
)


def read_items(
    path: Path, inbox: Path, uri: str, given: int, passed_over: Mapping[int, Refused], columns: Mapping[str, str]
) -> Iterator[tuple[int, RawDocument | Refusal]]:
    """The file's items behind the first `given`, each with the number of documents that have come to their wall.

    Runs in the worker.
    """
    with counting(passed_over) as turns, naming(columns):
        for number, item in enumerate(read_file(path, inbox, uri)):
            if number < given:
                beat()
            else:
                yield turns.count, item


def read_safely(
    worker: Worker,
    path: Path,
    inbox: Path,
    limit: float,
    columns: Mapping[str, str] | None = None,
    uri: str | None = None,
) -> Iterator[RawDocument | Refusal]:
    """The documents and refusals of one file, whatever happens to the process that reads it. Raises nothing.

    `columns` says by field what a table's column is called, where the settings say so; `uri` is the file's place, where
    it is not its path below the inbox.
    """
    uri = uri or source_uri(path, inbox)
    given = turn = 0
    passed_over: dict[int, Refused] = {}
    while True:
        try:
            asked = (path, inbox, uri, given, passed_over, columns or {})
            for turn, item in worker.items(limit, read_items, *asked):  # noqa: B007
                given += 1
                yield item
            return
        except Ended as ended:
            refused = Refused(ended.rule, f"{ended.message}: {WHAT_TO_DO}")
            if turn in passed_over or len(passed_over) >= MOST_ENDED:
                yield refused.rest(uri, f"document {given}") if given else refused.at(uri)
                return
            passed_over[turn] = refused
        except Raised as error:
            yield Refused("reader_error", f"the file cannot be read ({error}): {WHAT_TO_DO}").at(uri)
            return
