"""JSON lines: every line is a document or a refusal of its own, whatever its neighbours are."""

import gzip
import hashlib
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assets.raw import bounds
from assets.raw.readers import jsonl
from assets.raw.readers.jsonl import read_jsonl
from assets.raw.records import RawDocument, Refusal

Outcome = RawDocument | Refusal


def read(folder: Path, content: bytes, name: str = "f.jsonl") -> list[Outcome]:
    path = folder / name
    path.write_bytes(content)
    return list(read_jsonl(path, name))


def lines(*rows: Any) -> bytes:
    return b"".join(json.dumps(row).encode() + b"\n" for row in rows)


def said(outcomes: list[Outcome]) -> list[str]:
    return [o.rule if isinstance(o, Refusal) else o.raw_text for o in outcomes]


def test_a_line_is_a_document_with_what_was_supplied(tmp_path: Path) -> None:
    row = {
        "id": "x-1",
        "text": "Line one.\r\nLine two.",
        "url": " https://example.org/a ",
        "title": "A title",
        "published": "2024-03-05",
        "outlet": "Example Post",
        "language": "en",
    }
    (document,) = read(tmp_path, lines(row))
    assert isinstance(document, RawDocument)
    digest = hashlib.sha256(b"Line one.\r\nLine two.").hexdigest()
    assert (document.source_uri, document.raw_text) == ("f.jsonl#x-1", "Line one.\r\nLine two.")
    assert (document.document_id, document.sha256, document.size_bytes) == (digest[:32], digest, 20)
    assert (document.supplied.url, document.supplied.outlet) == ("https://example.org/a", "Example Post")
    assert (document.supplied.published, document.supplied.id) == ("2024-03-05", "x-1")


def test_html_lines_are_read_as_pages(tmp_path: Path) -> None:
    (page,) = read(tmp_path, lines({"html": "<title>T</title><p>Seen &amp; read.</p>", "url": "http://example.org/p"}))
    assert isinstance(page, RawDocument)
    assert page.media_type == "text/html"
    assert "Seen & read." in page.raw_text
    assert page.metadata is not None


def test_lines_without_id_have_their_number_and_blank_lines_are_none(tmp_path: Path) -> None:
    content = (
        "\ufeff".encode() + lines({"text": "a"}) + b"\n  \n" + lines({"text": "b", "id": None}, {"text": "c", "id": 7})
    )
    assert [o.source_uri for o in read(tmp_path, content)] == ["f.jsonl#0", "f.jsonl#3", "f.jsonl#7"]


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        (b"no json", "bad_json"),
        (b"[1, 2]", "bad_json"),
        (b'{"text": "\\ud800"}', "bad_json"),
        (b'{"text": "a"', "bad_json"),
        (b'{"id": "k"}', "no_text"),
        (b'{"text": null}', "no_text"),
        (b'{"text": "  "}', "empty"),
        (b'{"html": "<script>x</script>"}', "empty"),
        (b'{"text": 5}', "bad_field"),
        (b'{"text": "a", "title": ["t"]}', "bad_field"),
        (b'{"text": "a", "id": {"x": 1}}', "bad_field"),
        (b'{"text": "a", "id": true}', "bad_field"),
        (b'{"text": "a", "published": "yesterday"}', "bad_field"),
        (b'{"text": "a", "published": "2025-02-30"}', "bad_field"),
    ],
)
def test_a_bad_line_is_refused_and_the_others_go_on(tmp_path: Path, line: bytes, rule: str) -> None:
    before, refusal, after = read(tmp_path, lines({"text": "one"}) + line + b"\n" + lines({"text": "two"}))
    assert isinstance(refusal, Refusal)
    assert (refusal.rule, said([before, after])) == (rule, ["one", "two"])
    assert refusal.source_uri.startswith("f.jsonl#")
    assert len(refusal.message) > 20


@pytest.mark.parametrize(
    "published", ["2024", "2024-05", "2024-05-06", "2024-05-06T07:08:09Z", "2024-05-06T07:08+09:00"]
)
def test_iso_dates_are_taken(tmp_path: Path, published: str) -> None:
    (document,) = read(tmp_path, lines({"text": "a", "published": published}))
    assert isinstance(document, RawDocument)
    assert document.supplied.published == published


def test_an_id_that_comes_again_is_refused(tmp_path: Path) -> None:
    outcomes = read(tmp_path, lines({"text": "a", "id": 5}, {"text": "b", "id": "5"}))
    assert said(outcomes) == ["a", "duplicate_id"]
    assert outcomes[1].source_uri == "f.jsonl#5@1"


def test_a_line_in_another_encoding_is_decoded(tmp_path: Path) -> None:
    assert said(read(tmp_path, '{"text": "Grüße aus Köln"}\n'.encode("cp1252"))) == ["Grüße aus Köln"]


def test_a_line_too_long_is_refused_and_the_next_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jsonl, "MAX_LINE_BYTES", 100)
    content = lines({"text": "x" * 1_000_000}, {"text": "short"})
    assert said(read(tmp_path, content)) == ["too_large", "short"]


def test_lines_beyond_the_count_are_refused_together(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounds, "MAX_RECORDS", 2)
    assert said(read(tmp_path, lines(*({"text": str(n)} for n in range(2))))) == ["0", "1"]
    assert said(read(tmp_path, lines(*({"text": str(n)} for n in range(5))))) == ["0", "1", "too_many"]


def test_gzip_is_streamed_and_a_broken_end_is_refused(tmp_path: Path) -> None:
    rows = lines(*({"text": f"text {n} {n * 7919 % 1000}"} for n in range(3000)))
    packed = gzip.compress(rows)
    whole = read(tmp_path, packed, "f.jsonl.gz")
    assert len(whole) == 3000
    cut = read(tmp_path, packed[: len(packed) // 2], "f.jsonl.gz")
    assert said(cut[:-1]) == said(whole[: len(cut) - 1])
    assert 100 < len(cut) < 3000
    assert said(cut[-1:]) == ["truncated"]
    assert cut[-1].source_uri == "f.jsonl.gz"
    assert f"line {len(cut) - 1} " in getattr(cut[-1], "message", "")


def test_a_file_without_lines_is_empty(tmp_path: Path) -> None:
    assert said(read(tmp_path, b"\n\n")) == ["empty"]


@settings(deadline=None)
@given(
    rows=st.lists(st.dictionaries(st.sampled_from(["text", "html", "id", "title"]), st.text(max_size=20) | st.none()))
)
def test_every_line_has_one_outcome_with_an_address_of_its_own(
    tmp_path_factory: pytest.TempPathFactory, rows: list[dict[str, str | None]]
) -> None:
    outcomes = read(tmp_path_factory.mktemp("j"), lines({"text": "first", "id": "first"}, *rows))
    assert len(outcomes) == 1 + len(rows)
    assert len({o.source_uri for o in outcomes}) == len(outcomes)
