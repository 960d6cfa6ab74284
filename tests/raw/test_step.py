"""Reading in a process that may die: the document is quarantined, the rest of the file and of the inbox is read."""

import gzip
import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from assets.raw import step
from assets.raw.decoding import Decoded
from assets.raw.readers.documents import text_document
from assets.raw.readers.wall import behind_wall, counting
from assets.raw.records import RawDocument, Refusal
from runtime.batches.worker import Worker


def spin() -> None:
    """Never ends."""
    while True:
        pass


def read_items(
    path: Path, inbox: Path, uri: str, given: int, passed_over: dict[int, object], _: dict[str, str]
) -> Iterator[object]:
    """As the true one, of a file that lists what happens at each of its documents."""
    with counting(passed_over) as turns:  # type: ignore[arg-type]
        for number, what in enumerate(json.loads(path.read_text())):
            if what == "reader hangs":
                spin()

            def make(number: int = number, what: str = what) -> RawDocument:
                if what == "hangs":
                    spin()
                if what == "dies":
                    os._exit(9)
                return text_document(f"f#{number}", what.encode(), Decoded(what, "utf-8"))

            item = behind_wall(f"f#{number}", make)
            if number >= given:
                yield turns.count, item


@pytest.fixture
def worker(monkeypatch: pytest.MonkeyPatch) -> Iterator[Worker]:
    monkeypatch.setattr(step, "read_items", read_items)
    own = Worker()
    yield own
    own.end()


@pytest.mark.parametrize(
    ("documents", "said"),
    [
        (["a", "dies", "b"], ["f#0 read", "f#1 process_died", "f#2 read"]),
        (["a", "hangs", "b", "dies"], ["f#0 read", "f#1 time_limit", "f#2 read", "f#3 process_died"]),
        (["dies"], ["f#0 process_died"]),
        (["a", "b", "reader hangs", "c"], ["f#0 read", "f#1 read", "f time_limit"]),
    ],
)
def test_what_ends_the_process_costs_itself_alone(
    worker: Worker, tmp_path: Path, documents: list[str], said: list[str]
) -> None:
    path = tmp_path / "f"
    path.write_text(json.dumps(documents))
    items = list(step.read_safely(worker, path, tmp_path, 1.0))
    assert [f"{i.source_uri} {i.rule if isinstance(i, Refusal) else 'read'}" for i in items] == said
    assert all("--document-seconds" in i.message for i in items if isinstance(i, Refusal))


def test_many_that_end_it_cost_the_rest_of_the_file(
    worker: Worker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(step, "MOST_ENDED", 2)
    path = tmp_path / "f"
    path.write_text(json.dumps(["dies", "dies", "a", "dies", "b"]))
    items = list(step.read_safely(worker, path, tmp_path, 5.0))
    assert [i.source_uri for i in items] == ["f#0", "f#1", "f#2", "f"]
    assert items[-1].message.startswith("from document 3 on: ")  # type: ignore[union-attr]


@pytest.fixture
def reader() -> Iterator[Worker]:
    own = Worker()
    yield own
    own.end()


def test_a_tag_of_attributes_without_end_is_ended_at_the_limit(reader: Worker, tmp_path: Path) -> None:
    attributes = " ".join(f"a{n}=b" for n in range(400_000))  # their number's square is what the parser takes
    path = tmp_path / "a.html"
    path.write_text(f"<p>Ministers met in Paris.</p><p {attributes}>x</p>")
    (item,) = step.read_safely(reader, path, tmp_path, 1.0)
    assert isinstance(item, Refusal)
    assert item.rule == "time_limit"
    assert "--document-seconds" in item.message


@pytest.mark.parametrize("rest", ["", "<h1>One</h1><h1>Two</h1>"])
def test_tags_without_end_are_refused_by_name(reader: Worker, tmp_path: Path, rest: str) -> None:
    path = tmp_path / "a.html"
    path.write_text(f"<p>Ministers met in Paris.</p>{rest}" + "<div>" * 100_000 + "<p>They signed.</p>")
    (item,) = step.read_safely(reader, path, tmp_path, 60.0)
    assert isinstance(item, Refusal)
    assert item.rule == "too_deep"


def test_of_a_web_archive_that_expands_only_the_record_is_lost(reader: Worker, tmp_path: Path) -> None:
    def record(number: int, text: bytes) -> bytes:
        body = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>" + text
        head = f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:{number}>\r\n"
        head += f"WARC-Target-URI: http://example.org/{number}\r\nContent-Length: {len(body)}\r\n\r\n"
        return gzip.compress(head.encode() + body + b"\r\n\r\n")

    path, story = tmp_path / "a.warc.gz", b"Ministers met in Paris on Monday.\n"
    path.write_bytes(record(0, story) + record(1, b"A word. " * 5_000_000) + record(2, story + b"Again."))
    assert path.stat().st_size < 300_000
    items = list(step.read_safely(reader, path, tmp_path, 60.0))
    assert [item.rule if isinstance(item, Refusal) else "read" for item in items] == ["read", "too_large", "read"]
