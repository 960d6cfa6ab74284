"""The wall: whatever a reader raises, at whatever step, is a refusal, and the documents beside it come out."""

import gzip
import inspect
import io
import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Any

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from assets.raw.bounds import Refused
from assets.raw.decoding import Decoded
from assets.raw.readers import wall
from assets.raw.readers.documents import text_document
from assets.raw.readers.formats import FORMATS
from assets.raw.readers.inbox import read_file
from assets.raw.readers.wall import behind_wall, counting
from assets.raw.records import PageMetadata, RawDocument, Refusal, Supplied
from runtime.batches.worker import PASSING
from tests.raw.readers.samples import FILES

TEXT = "Ministers meet\n\nOSLO, Oct. 8, 2019 (Reuters) - The ministers met in Café Nord on Tuesday, “for two hours”.\n"
PAGE = (
    "<html lang=en><head><title>Ministers meet</title><meta property='article:published_time'"
    ' content=\'2019-10-08T12:00:00+02:00\'><script type=\'application/ld+json\'>{"@type": "NewsArticle", "headline":'
    ' "Ministers meet", "author": {"name": "Jo Lang"}}</script></head><body><article><h1>Ministers meet</h1>'
    "<p>By Jo Lang</p><p>The ministers met in Café Nord on Tuesday and spoke for two hours about the fish.</p>"
    "<p>They agreed to meet again in spring, and to send experts before that.</p></article></body></html>"
)
LINES = "\n".join(json.dumps({"id": f"n{n}", "text": f"{TEXT} {n}", "html": None, "title": "T"}) for n in range(3))


def archive(packed: bool) -> bytes:
    file = io.BytesIO()
    writer = WARCWriter(file, gzip=packed)
    for n in range(3):
        head = StatusAndHeaders("200 OK", [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.1")
        page = PAGE.replace("Tuesday", f"Tuesday {n}").encode()
        address = f"https://example.org/news/{n}"
        writer.write_record(writer.create_warc_record(address, "response", payload=io.BytesIO(page), http_headers=head))
    return file.getvalue()


MADE: dict[str, Callable[[], bytes]] = {
    ".txt": TEXT.encode,
    ".md": f"# {TEXT}".encode,
    ".html": PAGE.encode,
    ".htm": PAGE.encode,
    ".jsonl": LINES.encode,
    ".jsonl.gz": lambda: gzip.compress(LINES.encode()),
    ".warc": lambda: archive(False),
    ".warc.gz": lambda: archive(True),
}


def sample(ending: str, folder: Path) -> Path:
    """A file of that kind: made here, else one of the samples of formats."""
    path = folder / f"sample{ending}"
    path.write_bytes(MADE[ending]() if ending in MADE else FILES[f"a{ending}"])
    return path


class Fault(Exception):
    """What is thrown in."""


def steps(frame: FrameType, pages: bool) -> bool:
    """Whether a call is a step of a reader: one of our own functions but the walls themselves.

    The steps within a page are taken where the file is one page: in an archive they are the same.
    """
    name = str(frame.f_globals.get("__name__", ""))
    own = name.startswith("assets.raw.") and name != wall.__name__
    if own and not pages and name.startswith("assets.raw.html."):
        return frame.f_code.co_name == "read_html"
    return own and frame.f_code.co_name not in {"read_file", "at", "rest", "__init__", "source_uri", "<genexpr>"}


@contextmanager
def watched(pages: bool, at: int | None = None) -> Iterator[list[str]]:
    """Lists the steps taken while the block runs; the one with the number `at` raises."""
    taken: list[str] = []

    def call(frame: FrameType, event: str, _: Any) -> None:
        resumed = frame.f_code.co_flags & inspect.CO_GENERATOR and frame.f_lasti > 4
        if event == "call" and not resumed and steps(frame, pages):
            taken.append(frame.f_code.co_qualname)
            if len(taken) - 1 == at:
                raise Fault(f"thrown into {taken[-1]}")

    sys.settrace(call)
    try:
        yield taken
    finally:
        sys.settrace(None)


def first_of_each(taken: list[str]) -> list[int]:
    """The first and the last step at each function: what is done a hundred times need not fail a hundred times."""
    first = {name: n for n, name in reversed(list(enumerate(taken)))}
    last = {name: n for n, name in enumerate(taken)}
    return sorted({*first.values(), *last.values()})


# The steps that are no single line's or record's: opening, and going from one to the next.
OF_THE_FILE = {
    "check_regular", "read_any", "format_of", "read_jsonl", "numbered_lines", "read_warc", "record_documents",
    "whole_records", "records", "opened", "Container", "Expanded", "Tape", "line_document", "record_place", "_fields",
    "named_fields", "_read_block",
}  # fmt: skip
CONTAINERS = {".jsonl", ".jsonl.gz", ".warc", ".warc.gz"}
ENDINGS = {*MADE, *(name[1:] for name in FILES if name.startswith("a."))} - {".htm"}


def test_every_format_is_fed_a_fault() -> None:
    assert [f.name for f in FORMATS if ENDINGS.isdisjoint(f.endings)] == []


# A generator that is let go of is closed, which is a step too: what is thrown into that has no one to reach.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize("ending", sorted(ENDINGS))
def test_a_fault_at_any_step_of_any_reader_costs_what_it_hits_alone(ending: str, tmp_path: Path) -> None:
    path = sample(ending, tmp_path)
    list(read_file(path, tmp_path))  # what is loaded once is loaded now
    with watched(ending == ".html") as taken:
        whole = list(read_file(path, tmp_path))
    assert whole
    assert all(isinstance(item, RawDocument) for item in whole)
    good = {item.document_id for item in whole}
    first = taken[0]
    for number in first_of_each(taken):
        with watched(ending == ".html", number) as now:
            items = list(read_file(path, tmp_path))
        assert len(now) > number, "the step was not taken again"
        refused = [item for item in items if isinstance(item, Refusal)]
        read = {item.document_id for item in items if isinstance(item, RawDocument)}
        assert len(refused) + len(read) > 0, taken[number]
        if refused:
            assert all(r.source_uri.split("#")[0] == path.name and len(r.message) > 20 for r in refused)
            assert len(refused) == 1, taken[number]
            whole_file = taken[number].split(".")[0] in OF_THE_FILE or taken[number] == first
            assert ending not in CONTAINERS or whole_file or len(read) == len(good) - 1, taken[number]
        else:
            assert len(read) == len(good), taken[number]
    assert {i.document_id for i in read_file(path, tmp_path)} == good


@pytest.mark.parametrize("error", [RecursionError("deep"), KeyError("k"), AssertionError(), Fault("x")])
def test_what_is_raised_is_a_refusal_that_says_what_to_do(error: Exception) -> None:
    def make() -> RawDocument:
        raise error

    refusal = behind_wall("a.txt", make)
    assert isinstance(refusal, Refusal)
    assert (refusal.rule, refusal.source_uri) == ("reader_error", "a.txt")
    assert type(error).__name__ in refusal.message
    assert "take it out of the inbox" in refusal.message


def test_a_want_of_memory_is_a_trouble_that_may_pass() -> None:
    def make() -> RawDocument:
        raise MemoryError

    refusal = behind_wall("a.txt", make)
    assert isinstance(refusal, Refusal)
    assert refusal.rule == "out_of_memory"
    assert refusal.rule in PASSING
    assert "the next runs try again" in refusal.message


def test_lone_surrogates_cannot_be_smuggled_into_what_is_stored() -> None:
    document = text_document("a.txt", b"x", Decoded("x", "utf-8"), Supplied(title="a\ud800b", authors=("\udfff",)))
    found = behind_wall("a.txt", lambda: document)
    assert isinstance(found, RawDocument)
    assert (found.supplied.title, found.supplied.authors) == ("a\ufffdb", ("\ufffd",))
    assert wall.storable(text_document("a", b"x", Decoded("x", "u"))) == text_document("a", b"x", Decoded("x", "u"))
    assert PageMetadata() == wall._without_surrogates(PageMetadata())


def test_documents_that_ended_their_process_are_passed_over(tmp_path: Path) -> None:
    path = sample(".jsonl", tmp_path)
    with counting({1: Refused("time_limit", "it took longer than 60 seconds: split it")}) as turns:
        items = list(read_file(path, tmp_path))
    assert turns.count == 3
    assert [i.rule if isinstance(i, Refusal) else "read" for i in items] == ["read", "time_limit", "read"]
    assert items[1].source_uri == "sample.jsonl#n1"
