"""WARC files, written by warcio itself: every HTML response is a document or a refusal, and nothing else is."""

import gzip
import io
from pathlib import Path

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from assets.raw import bounds
from assets.raw.readers.web_archives.warc import read_warc
from assets.raw.records import RawDocument, Refusal

PAGE = "<html><head><title>Ministers meet</title></head><body><p>They met in Café Nord — twice.</p></body></html>"


def write(path: Path, *responses: tuple[str, dict[str, str], bytes], kind: str = "response") -> Path:
    with path.open("wb") as file:
        writer = WARCWriter(file, gzip=path.suffix == ".gz")
        writer.write_record(writer.create_warcinfo_record("f.warc", {"software": "test"}))
        for status, headers, body in responses:
            http = StatusAndHeaders(status, list(headers.items()), protocol="HTTP/1.1")
            record = writer.create_warc_record(
                "https://example.org/news/1", kind, payload=io.BytesIO(body), http_headers=http
            )
            writer.write_record(record)
    return path


def read(path: Path) -> list[RawDocument | Refusal]:
    return list(read_warc(path, path.name))


def rules(path: Path) -> list[str]:
    return [o.rule if isinstance(o, Refusal) else "document" for o in read(path)]


HTML = {"Content-Type": "text/html; charset=utf-8"}


@pytest.mark.parametrize("name", ["f.warc", "f.warc.gz"])
def test_an_html_response_is_a_document_with_its_address(tmp_path: Path, name: str) -> None:
    (page,) = read(write(tmp_path / name, ("200 OK", HTML, PAGE.encode())))
    assert isinstance(page, RawDocument)
    assert page.supplied.url == "https://example.org/news/1"
    assert page.source_uri.startswith(f"{name}#<urn:uuid:")
    assert "They met in Café Nord — twice." in page.raw_text
    assert page.size_bytes == len(PAGE.encode())


@pytest.mark.parametrize(
    ("headers", "body"),
    [
        ({"Content-Type": "text/html; charset=windows-1252"}, PAGE.encode("cp1252")),
        ({"Content-Type": "text/html"}, PAGE.replace("<head>", "<head><meta charset=utf-16>").encode()),
        (HTML | {"Content-Encoding": "gzip"}, gzip.compress(PAGE.encode())),
        (HTML | {"Transfer-Encoding": "chunked"}, b"%x\r\n%b\r\n0\r\n\r\n" % (len(PAGE.encode()), PAGE.encode())),
        ({"Content-Type": "Application/XHTML+xml"}, PAGE.encode()),
    ],
)
def test_charsets_and_codings_are_undone(tmp_path: Path, headers: dict[str, str], body: bytes) -> None:
    (page,) = read(write(tmp_path / "f.warc.gz", ("200 OK", headers, body)))
    assert isinstance(page, RawDocument)
    assert "They met in Café Nord — twice." in page.raw_text


def test_other_media_and_records_are_no_documents(tmp_path: Path) -> None:
    image = ("200 OK", {"Content-Type": "image/png"}, b"\x89PNG")
    assert rules(write(tmp_path / "a.warc", image, ("200 OK", HTML, PAGE.encode()))) == ["document"]
    assert rules(write(tmp_path / "b.warc", image)) == ["no_documents"]
    assert rules(write(tmp_path / "c.warc", ("GET / HTTP/1.1", HTML, b""), kind="request")) == ["no_documents"]


@pytest.mark.parametrize(
    ("status", "headers", "body", "rule"),
    [
        ("404 Not Found", HTML, b"<p>Not here.</p>", "http_status"),
        ("301 Moved", HTML, b"<p>There.</p>", "http_status"),
        ("200 OK", HTML | {"Content-Encoding": "zstd"}, b"\x28\xb5\x2f\xfd", "content_encoding"),
        ("200 OK", HTML, b"", "empty"),
        ("200 OK", HTML, b"<script>only()</script>", "empty"),
        ("200 OK", HTML, b"%PDF-1.5 and so on", "binary"),
    ],
)
def test_what_holds_no_page_is_refused(
    tmp_path: Path, status: str, headers: dict[str, str], body: bytes, rule: str
) -> None:
    path = write(tmp_path / "f.warc.gz", (status, headers, body), ("200 OK", HTML, PAGE.encode()))
    assert rules(path) == [rule, "document"]


def test_a_page_beyond_the_bound_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write(tmp_path / "f.warc", ("200 OK", HTML, PAGE.encode() * 5), ("200 OK", HTML, PAGE.encode()))
    monkeypatch.setattr(bounds, "MAX_DOCUMENT_BYTES", len(PAGE) * 2)
    assert rules(path) == ["too_large", "document"]


def test_records_beyond_the_count_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write(tmp_path / "f.warc", *[("200 OK", HTML, PAGE.encode())] * 4)
    monkeypatch.setattr(bounds, "MAX_RECORDS", 3)
    assert rules(path) == ["document", "document", "too_many"]


def test_a_truncated_file_keeps_what_came_before(tmp_path: Path) -> None:
    path = write(tmp_path / "f.warc.gz", *[("200 OK", HTML, PAGE.encode())] * 3)
    whole = path.read_bytes()
    path.write_bytes(whole[:-150])
    assert rules(path)[:2] == ["document", "document"]
    assert set(rules(path)[2:]) == {"truncated"}


def test_a_record_that_breaks_off_is_no_document(tmp_path: Path) -> None:
    path = write(tmp_path / "f.warc", *[("200 OK", HTML, PAGE.encode())] * 2)
    path.write_bytes(path.read_bytes()[:-60])
    assert rules(path) == ["document", "truncated"]


@pytest.mark.parametrize("data", [b"hello world\n", b"WARC/1.0\r\n", b"\x00" * 1000])
def test_what_is_no_warc_is_refused(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "f.warc"
    path.write_bytes(data)
    assert rules(path)[-1] in {"corrupt", "no_documents", "truncated"}
    assert "document" not in rules(path)
