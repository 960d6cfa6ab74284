"""The text that the language model reads, and its spans in the raw one."""

from assets.enriched.annotate.text import clean


def test_segments_that_are_read_are_paragraphs_and_a_dateline_is_one() -> None:
    raw = "OSLO, May 2 --  Ministers\n met. Share this"
    text = clean(raw, [(0, 14, "dateline"), (14, 31, "paragraph"), (31, 42, "boilerplate")])
    assert text.text == "OSLO, May 2 --\n\nMinisters met."
    assert [(p.start, p.end, p.role) for p in text.paragraphs] == [(0, 14, "dateline"), (16, 30, "paragraph")]
    start, end = text.raw_span(16, 30)
    assert raw[start:end] == "Ministers\n met."
