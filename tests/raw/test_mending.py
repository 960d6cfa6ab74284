"""Garbled text is mended, clean text is left alone, and every mended character knows what it stands for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assets.raw.mending import mend, mended_page, mended_text

GOOD = "Poland’s minister, Adam Żak, met João Araújo in São Paulo; the accord was “near” – “très près”, he said… €5."


def garble(text: str, encoding: str) -> str:
    return text.encode().decode(encoding)


@pytest.mark.parametrize("encoding", ["latin-1", "sloppy-windows-1252"])
@pytest.mark.parametrize("times", [1, 2])
def test_utf8_once_read_as_another_encoding_is_undone(encoding: str, times: int) -> None:
    text = GOOD
    for _ in range(times):
        text = garble(text, encoding)
    found = mend(text)
    assert found is not None
    assert found.text == GOOD
    at = GOOD.index("João")
    start, end = found.raw(at, at + 4)
    assert text[start - 1] == " "
    assert text[end] == " "
    assert mended_text(text[start:end]) == "João"


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("It\x92s \x93near\x94 \x97 he said", "It’s “near” — he said"),
        ("The minister&#8217;s &ldquo;x&rdquo; &amp; y", "The minister’s “x” & y"),
        ("Norway&#39;s &amp;ldquo;x&amp;rdquo;", "Norway's “x”"),
        ("R&D; AT&T, &unknown; & so on", "R&D; AT&T, &unknown; & so on"),
        ("Łódź, Kraków", "Łódź, Kraków"),
        ("“CAFÉ…” SÃO PAULO’S Ó”", "“CAFÉ…” SÃO PAULO’S Ó”"),
        ("one\x85two", "one\x85two"),
        ("the accord was â€œnearâ€, he said", "the accord was “near”, he said"),
        ("Привет, 金大中, 안녕", "Привет, 金大中, 안녕"),
    ],
)
def test_what_is_garbled_is_mended_and_nothing_else(text: str, right: str) -> None:
    assert mended_text(text) == right
    assert (mend(text) is None) == (text == right)


@given(st.text(alphabet=st.sampled_from("ab é’“Ã©â€™\x92&;#8217ldquoamp\xa0\n"), max_size=60))
def test_mended_characters_cover_the_text_in_order(text: str) -> None:
    found = mend(text)
    if found is None:
        return
    assert found.starts[0] == 0
    assert found.ends[-1] == len(text)
    assert all(a < b for a, b in zip(found.starts, found.ends, strict=True))
    assert all(found.ends[i] == found.starts[i + 1] for i in range(len(found.text) - 1))


def test_a_page_keeps_its_references_for_the_reader() -> None:
    assert mended_page("<p>R&amp;D &lt;b&gt; &#146;s Jo\xc3\xa3o</p>") == "<p>R&amp;D &lt;b&gt; ’s João</p>"
