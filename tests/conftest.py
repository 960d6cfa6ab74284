"""Fixtures that several test folders share: the language model is loaded once, and reads texts as the product does."""

import datetime as dt
from collections.abc import Callable

import pytest

from assets.enriched.annotate.annotate import Source, annotate
from assets.enriched.annotate.records import Annotation, Context

ReadText = Callable[..., Annotation]


@pytest.fixture(scope="session")
def read_text() -> ReadText:
    """Annotates a text whose lines are its paragraphs; keyword arguments are those of Context."""

    def read(text: str, reference_on: dt.date | None = dt.date(2024, 5, 15), **context: object) -> Annotation:
        segments = []
        at = 0
        for line in text.split("\n"):
            if line.strip():
                segments.append((at, at + len(line), "paragraph"))
            at += len(line) + 1
        known = {"published_on": reference_on} | context
        source = Source(text, tuple(segments), Context("0" * 32, reference_on=reference_on, **known))  # type: ignore[arg-type]
        return next(annotate([source]))

    return read
