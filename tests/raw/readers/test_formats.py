"""Every format: a small file of it is read, a spoiled one is refused and never raises, and the docs tell of each."""

import random
import re
from pathlib import Path

import pytest

from assets.raw.bounds import Refused
from assets.raw.readers.formats import FORMATS, format_of
from assets.raw.records import RawDocument, Refusal
from runtime.version import ROOT
from tests.raw.readers.conftest import Read
from tests.raw.readers.samples import FILES, TEXT


@pytest.mark.parametrize("name", FILES)
def test_a_small_file_of_every_format_is_read(read: Read, name: str) -> None:
    documents = read(name, FILES[name])
    assert documents
    for document in documents:
        assert isinstance(document, RawDocument), document
        assert TEXT in document.raw_text.replace("\n", " ")
        assert document.source_uri.split("#")[0] == name


def test_every_format_has_a_sample_here_or_one_of_its_own_tests() -> None:
    read = {format_of(name).name for name in FILES}
    assert {f.name for f in FORMATS} - read == {"web archive"}


def test_endings_are_declared_once_and_in_small_letters() -> None:
    endings = [ending for f in FORMATS for ending in f.endings]
    assert len(endings) == len(set(endings))
    assert all(re.fullmatch(r"\.[a-z0-9]+", ending) for ending in endings)


def test_every_ending_stands_in_the_document_of_inputs() -> None:
    told = (ROOT / "docs" / "inputs.md").read_text(encoding="utf-8")
    assert [e for f in FORMATS for e in f.endings if f"`{e}`" not in told] == []


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("A.TXT", "plain text"),
        ("a.b.html", "web page"),
        ("x.txt.gz", "plain text"),
        ("crawl.warc.wet.gz", "texts of a web archive"),
        ("crawl.warc.gz", "web archive"),
        ("x.tar.gz", "tar archive"),
        ("README", "text without an ending"),
        ("report of 8 Oct. 2019", "text without an ending"),
    ],
)
def test_the_name_tells_the_format(name: str, wanted: str) -> None:
    assert format_of(name).name == wanted


@pytest.mark.parametrize("name", ["old.doc", "photo.JPG", "talk.mp3", "pages.rar", "list.7z", "mail.pst", "a.odt"])
def test_what_is_not_read_says_what_to_do(name: str) -> None:
    with pytest.raises(Refused) as refused:
        format_of(name)
    assert refused.value.rule == "unread_kind"
    assert ":" in refused.value.message


@pytest.mark.parametrize("name", FILES)
def test_a_spoiled_file_gives_documents_or_refusals_and_raises_nothing(read: Read, name: str) -> None:
    chance = random.Random(name)
    for _ in range(25):
        data = bytearray(FILES[name])
        for _ in range(chance.randrange(1, 12)):
            at = chance.randrange(len(data))
            match chance.randrange(3):
                case 0:
                    data[at] = chance.randrange(256)
                case 1:
                    del data[at : at + chance.randrange(1, 40)]
                case _:
                    data[at:at] = chance.randbytes(chance.randrange(1, 20))
            data = data or bytearray(b" ")
        found = read(name, bytes(data))
        assert found, f"{name}: neither a document nor a refusal"
        for item in found:
            assert isinstance(item, RawDocument) or len(item.message) > 20


@pytest.mark.parametrize("name", FILES)
def test_an_empty_and_a_cut_file_are_refused_or_read(read: Read, name: str) -> None:
    data = FILES[name]
    for part in (b"", data[: len(data) // 2], data[:10]):
        for item in read(name, part):
            assert isinstance(item, RawDocument | Refusal)


def test_a_link_to_a_format_is_read_by_the_links_name(read: Read, tmp_path: Path) -> None:
    (tmp_path / "kept.txt").write_text(TEXT)
    (tmp_path / "a.txt").symlink_to(tmp_path / "kept.txt")
    assert [type(d) for d in read("b.txt", TEXT)] == [RawDocument]
