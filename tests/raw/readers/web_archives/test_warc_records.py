"""The frame of WARC records: whatever is broken has a row of its own, and the records behind it are read."""

import io
from collections.abc import Callable
from pathlib import Path

import pytest

from assets.raw import bounds
from assets.raw.readers.web_archives.warc import read_warc
from assets.raw.readers.web_archives.warc_records import records
from assets.raw.records import Refusal

PAGE = "<html><head><title>Ministers meet</title></head><body><p>They met in Oslo, {n}.</p></body></html>"


def record(n: int, change: Callable[[str], str] = str, length: str | None = None, page: str = PAGE) -> bytes:
    http = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{page.format(n=n)}"
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:{n}>\r\n"
        f"WARC-Target-URI: https://example.org/{n}\r\nContent-Length: {length or len(http)}\r\n\r\n"
    )
    return change(head).encode() + http.encode() + b"\r\n\r\n"


def rules(folder: Path, data: bytes) -> list[str]:
    path = folder / "f.warc"
    path.write_bytes(data)
    return [o.rule if isinstance(o, Refusal) else o.source_uri.partition("#")[2] for o in read_warc(path, "f.warc")]


@pytest.mark.parametrize(
    ("broken", "rule"),
    [
        (record(1, lambda h: h.replace("WARC-Target-URI: https://example.org/1\r\n", "")), "<urn:1>"),
        (record(1, length="99999999999999999999999999"), "corrupt"),
        (record(1, length="-5"), "corrupt"),
        (record(1, length="x"), "corrupt"),
        (record(1, lambda h: h.replace("Content-Length", "Cantent-Length")), "corrupt"),
        (record(1, length="60"), "corrupt"),
        (record(1, length="300"), "corrupt"),
        (record(1, length="30000000"), "corrupt"),
        (record(1, lambda h: h.replace("WARC/1.0", "WORC/1.0")), "corrupt"),
        (record(1, lambda h: h.replace("response", "respanse")), "unknown_record"),
        (record(1, lambda h: h.replace("WARC-Type: response\r\n", "")), "unknown_record"),
        (record(1).replace(b"text/html", b"text/hxml"), "<urn:1>"),
        (record(1).replace(b"Content-Type: text/html", b"Content-Sype: text/html"), "<urn:1>"),
        (record(1).replace(b"text/html", b"text/hxml").replace(b"<html><head>", b"[html][head]"), "media_type"),
        (record(1).replace(b"200", b"2x0"), "<urn:1>"),
        (record(1).replace(b"HTTP/1.1 200 OK", b"HTTP/1.1 404 No"), "http_status"),
    ],
)
def test_a_broken_record_costs_itself_alone(tmp_path: Path, broken: bytes, rule: str) -> None:
    assert rules(tmp_path, record(0) + broken + record(2)) == ["<urn:0>", rule, "<urn:2>"]


def test_what_is_cut_off_is_refused(tmp_path: Path) -> None:
    assert rules(tmp_path, record(0) + record(1)[:-40]) == ["<urn:0>", "truncated"]
    assert rules(tmp_path, record(0) + record(1)[:40]) == ["<urn:0>", "truncated"]


def test_an_id_that_comes_again_has_the_record_number(tmp_path: Path) -> None:
    assert rules(tmp_path, record(5) + record(5)) == ["<urn:5>", "<urn:5>@1"]


def test_a_record_beyond_the_bound_is_skipped_as_a_stream(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("assets.raw.readers.web_archives.warc.MORE_THAN_A_PAGE", 0)
    monkeypatch.setattr(bounds, "MAX_DOCUMENT_BYTES", 300)
    long = record(1, page=PAGE + " again" * 50)
    assert rules(tmp_path, record(0) + long + record(2)) == ["<urn:0>", "too_large", "<urn:2>"]


@pytest.mark.parametrize("size", [1, 7, 100, 5000])
def test_records_are_the_same_however_the_stream_is_cut(size: int, monkeypatch: pytest.MonkeyPatch) -> None:
    class Slow(io.BytesIO):
        def read(self, n: int | None = -1, /) -> bytes:
            return super().read(min(size, n) if n and n > 0 else size)

    data = b"".join(record(n) if n % 3 else b"junk " * 40 + record(n, length="7") for n in range(9))
    whole = [(r.fields, r.block, r.refused is None) for r in records(io.BytesIO(data), 1000)]
    monkeypatch.setattr("assets.raw.readers.web_archives.warc_records.CHUNK", 50)
    assert [(r.fields, r.block, r.refused is None) for r in records(Slow(data), 1000)] == whole
