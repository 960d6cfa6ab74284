"""The working view of a document: look-ups by range, and the tokens of a range."""

import pytest
import spacy

from assets.enriched.annotate.reading import Reading
from assets.enriched.annotate.records import Annotation, CleanText, Context, TimeMention

TEXT = "They met on Monday and parted on Friday."


def _reading() -> Reading:
    clean = CleanText(TEXT, tuple(range(len(TEXT) + 1)), ())
    reading = Reading(spacy.blank("en")(TEXT), clean, Context("d"), Annotation("d"))
    for word in ("Monday", "Friday"):
        start = TEXT.index(word)
        time = TimeMention(start, start + len(word), "DATE", "XXXX-WXX", None, None, "none", "open", 0)
        reading.annotation.times.append(time)
    return reading


def _words(reading: Reading, start: int, end: int) -> list[str]:
    return [TEXT[t.start : t.end] for t in reading.times_in(start, end)]


def test_times_are_given_that_lie_wholly_within_a_range() -> None:
    reading = _reading()
    monday, friday = TEXT.index("Monday"), TEXT.index("Friday")
    assert _words(reading, 0, len(TEXT)) == ["Monday", "Friday"]
    assert _words(reading, monday, friday + 3) == ["Monday"]
    assert _words(reading, monday + 1, friday + 6) == ["Friday"]
    assert _words(reading, monday, monday) == []


def test_a_span_holds_the_tokens_that_its_range_touches_whenever_it_is_asked_for() -> None:
    reading = _reading()
    first = reading.span(6, 11).text
    assert first == reading.span(6, 11).text == "met on"
    assert reading.span(5, 8).text == "met"


def test_a_range_behind_the_text_has_no_span() -> None:
    with pytest.raises(ValueError, match="no token"):
        _reading().span(len(TEXT) + 3, len(TEXT) + 5)
