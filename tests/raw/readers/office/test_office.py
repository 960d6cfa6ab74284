"""Word, rich text and PDF: paragraphs as a reader sees them; what is locked, broken or a picture says so."""

from assets.raw.records import RawDocument, Refusal
from tests.raw.readers.conftest import Read
from tests.raw.readers.samples import TEXT, TITLE, docx, pdf, zipped


def text(found: list[RawDocument | Refusal]) -> str:
    (document,) = found
    assert isinstance(document, RawDocument), document
    return document.raw_text


def rule(found: list[RawDocument | Refusal]) -> str:
    (refusal,) = found
    assert isinstance(refusal, Refusal), refusal
    return refusal.rule


def test_word_paragraphs_runs_tables_and_deletions(read: Read) -> None:
    markup = (
        "<w:p><w:r><w:t>En</w:t></w:r><w:r><w:t>voys</w:t><w:tab/><w:t>meet</w:t></w:r>"
        "<w:del><w:r><w:delText>never</w:delText></w:r></w:del><w:r><w:instrText>PAGE</w:instrText></w:r></w:p>"
    )
    table = "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>In a cell</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
    assert text(read("a.docx", docx(markup, table, TEXT))) == f"Envoys meet\n\nIn a cell\n\n{TEXT}"


def test_word_documents_that_are_none(read: Read) -> None:
    assert rule(read("a.docx", b"no archive")) == "corrupt"
    assert rule(read("b.docx", zipped({"x.xml": "<x/>"}))) == "corrupt"
    assert rule(read("c.docx", b"\xd0\xcf\x11\xe0" + b"\0" * 100)) == "encrypted"
    assert rule(read("d.docx", docx(""))) == "empty"


def test_word_expands_no_entity(read: Read) -> None:
    evil = '<!DOCTYPE d [<!ENTITY s SYSTEM "file:///etc/passwd">]><w:d xmlns:w="w"><w:p><w:t>&s;</w:t></w:p></w:d>'
    assert rule(read("a.docx", zipped({"word/document.xml": evil}))) == "empty"


def test_rich_text_with_its_code_page_and_unicode(read: Read) -> None:
    content = r"{\rtf1\ansi\ansicpg1252 {\*\generator X;}\'93Yes,\'94 he said in \u381?ebbu\u289?.\par\par Next.}"
    assert text(read("a.rtf", content)) == "“Yes,” he said in Žebbuġ.\n\nNext."
    assert rule(read("b.rtf", "no rich text")) == "corrupt"


def test_pdf_lines_become_paragraphs(read: Read) -> None:
    lines = [
        TITLE,
        "7 October 2019",
        "",
        "The envoys of the two islands met on Monday and talked for an hour about buoys and har-",
        "bours between them, the ministry said. They were content with what they had agreed on in",
        "the end.",
        "Another paragraph follows without a gap between the two of them, and it runs over a line",
        "as well.",
    ]
    assert text(read("a.pdf", pdf(lines))).split("\n\n") == [
        TITLE,
        "7 October 2019",
        "The envoys of the two islands met on Monday and talked for an hour about buoys and harbours between them, the"
        " ministry said. They were content with what they had agreed on in the end.",
        "Another paragraph follows without a gap between the two of them, and it runs over a line as well.",
    ]


def test_pdf_running_heads_and_page_numbers_are_left_out(read: Read) -> None:
    pages = [["The Quay Gazette", f"Page body {n}: {TEXT}", f"{n}"] for n in "abc"]
    numbered = [[*page[:2], str(n)] for n, page in enumerate(pages, 1)]
    shown = text(read("a.pdf", pdf(*numbered)))
    assert "Gazette" not in shown
    assert shown.count(TEXT) == 3
    assert not any(line.strip().isdigit() for line in shown.splitlines())


def test_pdf_without_text_or_locked(read: Read) -> None:
    assert rule(read("a.pdf", pdf([]))) == "no_text"
    assert rule(read("b.pdf", pdf([TEXT], password="x"))) == "encrypted"
    assert rule(read("c.pdf", b"%PDF-1.4 broken")) == "corrupt"
