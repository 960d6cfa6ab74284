"""Decoding: what comes in as bytes of any encoding goes out as the same text, and what is no text is refused."""

import codecs

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assets.raw.bounds import Refused
from assets.raw.decoding import decode, page_charset

NEWS = "The minister met her counterpart in Nairobi on Tuesday and signed a treaty on fishing.\r\nThey had dinner.\n"
ACCENTED = NEWS + "“José Núñez” – the président – paid €5 at the café.\n"


def rule(data: bytes, declared: str | None = None) -> str:
    with pytest.raises(Refused) as refused:
        decode(data, declared)
    assert len(refused.value.message) > 20
    return refused.value.rule


@settings(deadline=None)
@given(st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), min_size=1))
def test_utf8_comes_back_unchanged(text: str) -> None:
    text = "a" + text
    assert decode(text.encode()).text == text.removeprefix("\ufeff")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
def test_a_byte_order_mark_names_the_encoding_and_is_dropped(encoding: str) -> None:
    mark = {
        "utf-8": codecs.BOM_UTF8,
        "utf-16-le": codecs.BOM_UTF16_LE,
        "utf-16-be": codecs.BOM_UTF16_BE,
        "utf-32-le": codecs.BOM_UTF32_LE,
        "utf-32-be": codecs.BOM_UTF32_BE,
    }[encoding]
    assert decode(mark + ACCENTED.encode(encoding)) == (ACCENTED, encoding)


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf16_is_known_without_a_mark(encoding: str) -> None:
    assert decode(NEWS.encode(encoding)) == (NEWS, encoding)


def test_windows_text_is_told_from_other_code_pages() -> None:
    assert decode(ACCENTED.encode("cp1252")) == (ACCENTED, "cp1252")
    assert decode("café crème".encode("cp1252")).text == "café crème"


def test_cyrillic_text_is_detected() -> None:
    text = "Министр встретился с послом в Найроби во вторник и подписал договор о рыболовстве. " * 5
    assert decode(text.encode("cp1251")).text == text


def test_the_declared_charset_comes_before_detection() -> None:
    text = "Şişli'de ışık yağıyor."
    assert decode(text.encode("iso-8859-9"), "ISO-8859-9").text == text


def test_a_wrong_declaration_gives_way_to_utf8() -> None:
    assert decode(ACCENTED.encode(), "iso-8859-1").text == ACCENTED


def test_an_unknown_declaration_is_passed_over() -> None:
    assert decode(ACCENTED.encode("cp1252"), "no-such-charset").text == ACCENTED


def test_single_windows_bytes_in_utf8_are_mended() -> None:
    mixed = "“José” said “yes” — ".encode() * 5 + b"it\x92s fine"
    assert decode(mixed).text == "“José” said “yes” — " * 5 + "it’s fine"


@settings(deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_are_a_storable_text_or_a_refusal(data: bytes) -> None:
    try:
        outcome = decode(data).text
    except Refused as error:
        outcome = f"refused: {error.rule}"
    assert outcome.encode("utf-8")


@pytest.mark.parametrize("data", [b"", b" \r\n\t ", "\ufeff".encode(), "\u00a0\u2003".encode()])
def test_nothing_is_empty(data: bytes) -> None:
    assert rule(data) == "empty"


@pytest.mark.parametrize(
    "data",
    [b"%PDF-1.7\n1 0 obj", b"\x89PNG\r\n\x1a\n", b"PK\x03\x04abc", b"plain\x00text", bytes(range(1, 32)) * 20],
)
def test_binary_is_refused(data: bytes) -> None:
    assert rule(data) == "binary"


def test_the_charset_of_a_page_is_found_in_its_head() -> None:
    assert page_charset(b'<html><meta charset="Shift_JIS"><body>') == "Shift_JIS"
    assert page_charset(b'<meta http-equiv=Content-Type content="text/html; charset=windows-1251">') == "windows-1251"
    assert page_charset(b"<html><body>charset=none") is None
