"""Reads the times alone: the language model and the rules of `times`, no other annotation."""

import datetime as dt
from collections.abc import Callable

import pytest

from assets.enriched.annotate import times
from assets.enriched.annotate.annotate import sentences
from assets.enriched.annotate.parsing.parse import parse
from assets.enriched.annotate.reading import Reading
from assets.enriched.annotate.records import Annotation, Context, TimeMention
from assets.enriched.annotate.text.clean import clean

ReadTimes = Callable[..., list[TimeMention]]
DAY = dt.date(2024, 5, 15)  # a Wednesday


@pytest.fixture(scope="session")
def read_times() -> ReadTimes:
    """The times of a text in the order of the text; `day` is the day of the report."""

    def read(text: str, day: dt.date | None = DAY, role: str = "paragraph") -> list[TimeMention]:
        cleaned = clean(text, [(0, len(text), role)])
        doc = next(iter(parse([cleaned])))
        context = Context("0" * 32, published_on=day, reference_on=day)
        reading = Reading(doc, cleaned, context, Annotation(context.document_id))
        reading.annotation.sentences = list(sentences(doc, cleaned))
        times.find(reading)
        return reading.annotation.times

    return read
