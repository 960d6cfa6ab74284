"""Mail: subject, day and text; the plain form or the HTML; attached documents by their own readers; Outlook's files."""

import pytest

from assets.raw.records import RawDocument, Refusal
from tests.raw.readers.conftest import Read
from tests.raw.readers.samples import PAGE, TEXT, TITLE, docx, mail, msg


def only(found: list[RawDocument | Refusal]) -> RawDocument:
    (document,) = found
    assert isinstance(document, RawDocument), document
    return document


@pytest.mark.parametrize("subject", [TITLE, f"Fwd: {TITLE}", f"[desk] Re: {TITLE}", f"AW: WG: {TITLE}"])
def test_subject_and_day_are_the_articles(read: Read, subject: str) -> None:
    document = only(read("a.eml", mail(subject)))
    assert document.metadata is not None
    assert document.metadata.title == TITLE
    assert document.metadata.published == "2019-10-07T14:20:00+02:00"
    assert document.raw_text == TEXT + "\n"


def test_words_of_a_header_and_a_body_in_another_charset(read: Read) -> None:
    data = (
        b"From: a@b.example\r\nSubject: =?iso-8859-1?Q?Envoys_meet_in_Zebbu=F0?=\r\n =?utf-8?B?IOKAkyBtb3Jl?=\r\n"
        b"Date: Mon, 07 Oct 2019 14:20:00 +0200\r\nContent-Type: text/plain; charset=windows-1252\r\n\r\n"
        b"\x93Yes,\x94 he said.\r\n"
    )
    document = only(read("a.eml", data))
    assert document.metadata is not None
    assert document.metadata.title == "Envoys meet in Zebbuð – more"
    assert document.raw_text.strip() == "“Yes,” he said."


def test_the_html_is_read_where_the_plain_form_is_a_remnant(read: Read) -> None:
    document = only(read("a.eml", mail(text="View in your browser", html=f"<p>{TEXT}</p><p>{TEXT} Again.</p>")))
    assert document.media_type == "text/html"
    assert document.raw_text == f"{TITLE}\n{TEXT}\n{TEXT} Again."
    assert only(read("a.eml", mail(html=f"<p>{TEXT}</p>"))).media_type == "text/plain"


def test_attached_documents_are_read_and_pictures_left_out(read: Read) -> None:
    found = read(
        "a.eml", mail(attached={"note.docx": docx(TITLE, TEXT), "page.html": PAGE.encode(), "logo.png": b"\x89PNG"})
    )
    assert [d.source_uri for d in found] == ["a.eml", "a.eml#note.docx", "a.eml#page.html"]


def test_messages_of_a_mailbox_have_numbers_and_quoted_lines(read: Read) -> None:
    one = b"From a@b Mon Oct  7 14:20:00 2019\n" + mail(text="He wrote:\n>From here on\n" + TEXT)
    found = read("a.mbox", one + b"\n" + one)
    assert [d.source_uri for d in found] == ["a.mbox#0", "a.mbox#1"]
    assert isinstance(found[0], RawDocument)
    assert "\nFrom here on" in found[0].raw_text


def test_a_message_saved_as_text_keeps_the_file_as_raw_text(read: Read) -> None:
    text = f"From: a@b.example\nTo: c@d.example\nSubject: {TITLE}\nDate: Mon, 07 Oct 2019 14:20:00 +0200\n\n{TEXT}\n"
    document = only(read("a.txt", text))
    assert document.raw_text == text
    assert document.metadata is not None
    assert document.metadata.title == TITLE
    document = only(read("a.txt", mail(text=f"“{TEXT}”")))
    assert document.raw_text.strip() == f"“{TEXT}”"


def test_outlooks_message(read: Read) -> None:
    document = only(read("a.msg", msg(TITLE, TEXT)))
    assert document.raw_text == TEXT
    assert document.metadata is not None
    assert document.metadata.title == TITLE
    assert document.metadata.published == "2019-10-07T12:20:00+00:00"
    (refusal,) = read("b.msg", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600)
    assert isinstance(refusal, Refusal)
    assert refusal.rule == "corrupt"
