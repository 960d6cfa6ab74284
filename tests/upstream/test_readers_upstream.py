"""What the readers rely on in the libraries they use; a test fails when an upgrade changes it."""

import io

import lxml.html  # type: ignore[import-untyped]
import orjson
import pytest
import trafilatura
from charset_normalizer import from_bytes
from lxml import etree
from warcio.archiveiterator import ArchiveIterator
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

SENTENCE = "The two delegations met in the old town hall on Thursday and talked for more than three hours. "


def test_orjson_refuses_lone_surrogates_which_no_table_can_store() -> None:
    with pytest.raises(orjson.JSONDecodeError):
        orjson.loads(b'"\\ud800"')


def test_detection_can_be_held_to_some_encodings() -> None:
    text = "Министр встретился с послом и подписал договор о рыболовстве. " * 5
    best = from_bytes(text.encode("cp1251"), cp_isolation=["cp1251", "cp1252"]).best()
    assert best is not None
    assert best.encoding == "cp1251"


def test_the_extractor_takes_a_tree_and_gives_a_line_a_paragraph() -> None:
    paragraphs = "".join(f"<p>{number} {SENTENCE}</p>" for number in range(4))
    tree = lxml.html.document_fromstring(f"<html><body><article>{paragraphs}</article></body></html>")
    found = trafilatura.bare_extraction(tree, include_comments=False, favor_precision=True, with_metadata=False)
    assert found is not None
    assert getattr(found, "text", "").split("\n") == [f"{number} {SENTENCE}".strip() for number in range(4)]


def test_a_walk_can_leave_out_a_subtree_and_still_ends_it() -> None:
    walk = etree.iterwalk(etree.fromstring("<a><b><c/></b>t</a>"), events=("start", "end"))
    seen = []
    for event, element in walk:
        seen.append(f"{event} {element.tag}")
        if event == "start" and element.tag == "b":
            walk.skip_subtree()
    assert seen == ["start a", "start b", "end b", "end a"]


def test_a_record_says_how_much_of_it_is_missing() -> None:
    packed = io.BytesIO()
    writer = WARCWriter(packed, gzip=False)
    headers = StatusAndHeaders("200 OK", [("Content-Type", "text/html")], protocol="HTTP/1.1")
    record = writer.create_warc_record("http://a.b/", "response", payload=io.BytesIO(b"x" * 100), http_headers=headers)
    writer.write_record(record)
    (whole,) = ArchiveIterator(io.BytesIO(packed.getvalue()))
    assert whole.rec_type == "response"
    cut = next(iter(ArchiveIterator(io.BytesIO(packed.getvalue()[:-54]))))
    cut.content_stream().read()
    assert cut.raw_stream.limit == 50
