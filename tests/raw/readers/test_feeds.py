"""Feeds: every entry an article with its own facts; nothing outside the file is looked at."""

import pytest

from assets.raw.records import RawDocument, Refusal
from tests.raw.readers.conftest import Read
from tests.raw.readers.samples import ATOM, RSS, TEXT, TITLE


@pytest.mark.parametrize("content", [RSS, ATOM], ids=["rss", "atom"])
def test_an_entry_is_an_article(read: Read, content: str) -> None:
    (document,) = read("feed.xml", content)
    assert isinstance(document, RawDocument)
    assert document.source_uri == "feed.xml#0"
    assert document.raw_text.startswith(f"{TITLE}\n{TEXT}")
    told = document.metadata
    assert told is not None
    assert (told.title, told.published) == (TITLE, "2019-10-07T14:20:00+02:00")
    assert (told.authors, told.site_name) == (("Marta Solano",), "The Quay Gazette")
    assert told.url == "https://quaygazette.example/a"
    covered = "".join(document.raw_text[b.start : b.end] for b in document.blocks)
    assert covered == document.raw_text.replace("\n", "")


def test_rdf_and_escaped_markup(read: Read) -> None:
    content = f"""<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
    xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>The Quay Gazette</title></channel>
    <item><title>Envoys &amp;amp; boats</title><description>&lt;p&gt;{TEXT}&lt;/p&gt;</description>
    <dc:date>2019-10-07</dc:date></item></rdf:RDF>"""
    (document,) = read("a.rdf", content)
    assert isinstance(document, RawDocument)
    assert document.raw_text == f"Envoys & boats\n{TEXT}"


def test_an_entry_of_a_title_alone_is_refused_by_itself(read: Read) -> None:
    found = read(
        "a.rss", RSS.replace("<item>", f"<item><title>{TITLE}</title><link>https://x.example</link></item><item>", 1)
    )
    assert [getattr(d, "rule", None) for d in found] == ["no_text", None]


def test_other_xml_is_refused(read: Read) -> None:
    (refusal,) = read("a.xml", "<invoice><total>3</total></invoice>")
    assert isinstance(refusal, Refusal)
    assert refusal.rule == "unknown_kind"


def test_no_entity_is_expanded_and_nothing_is_fetched(read: Read, tmp_path: object) -> None:
    laughs = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 9))
    head = f'<!DOCTYPE rss [<!ENTITY a0 "ha">{laughs}<!ENTITY s SYSTEM "file:///etc/passwd">]>'
    for entity in ("&a8;", "&s;"):
        content = head + RSS.replace('<?xml version="1.0"?>', "").replace(
            "<description>Teaser", f"<description>{entity}"
        )
        for item in read("a.rss", content):
            assert isinstance(item, Refusal) or (len(item.raw_text) < 1000 and "root:" not in item.raw_text)
