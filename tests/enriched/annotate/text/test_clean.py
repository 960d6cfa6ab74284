"""The text that the language model reads, and its spans in the raw one."""

from assets.enriched.annotate.text.clean import LONGEST_WORD, clean


def test_segments_that_are_read_are_paragraphs_and_a_dateline_is_one() -> None:
    raw = "OSLO, May 2 --  Ministers\n met. Share this"
    text = clean(raw, [(0, 14, "dateline"), (14, 31, "paragraph"), (31, 42, "boilerplate")])
    assert text.text == "OSLO, May 2 --\n\nMinisters met."
    assert [(p.start, p.end, p.role) for p in text.paragraphs] == [(0, 14, "dateline"), (16, 30, "paragraph")]
    start, end = text.raw_span(16, 30)
    assert raw[start:end] == "Ministers\n met."


def test_what_no_word_is_as_long_as_is_read_in_part() -> None:
    raw = "Ministers met. " + "(" * 5_000 + " They agreed."
    text = clean(raw, [(0, len(raw), "paragraph")])
    assert text.text == "Ministers met. " + "(" * LONGEST_WORD + " They agreed."
    assert raw[slice(*text.raw_span(len(text.text) - 12, len(text.text)))] == "They agreed."
