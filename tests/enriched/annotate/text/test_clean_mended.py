"""Clean text of garbled documents: it reads as mended, and every span is a stretch of the raw text."""

from assets.enriched.annotate.text.clean import clean

RIGHT = "João Araújo’s deputy said so."


def test_names_are_read_as_mended_and_found_in_the_raw_text() -> None:
    raw = "x  " + RIGHT.encode().decode("latin-1").replace("deputy", "&quot;deputy&quot;") + "  y"
    found = clean(raw, [(3, len(raw) - 3, "paragraph")])
    assert found.text == RIGHT.replace("deputy", '"deputy"')
    for word in ("João Araújo", "deputy", "so."):
        at = found.text.index(word)
        start, end = found.raw_span(at, at + len(word))
        assert raw[start:end] == (word.encode().decode("latin-1"))
    assert found.raw_span(0, len(found.text)) == (3, len(raw) - 3)
