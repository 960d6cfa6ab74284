"""Articles of our own texts, as the event reader gets them, and what several tests ask of an annotation."""

from collections.abc import Callable

import pytest

from assets.enriched.annotate.annotate import linked
from assets.enriched.annotate.events.cast import article_of
from assets.enriched.annotate.events.words import Article
from assets.enriched.annotate.parsing.parse import parse
from assets.enriched.annotate.records import Annotation, Context
from assets.enriched.annotate.text.clean import clean

ReadArticle = Callable[..., Article]


@pytest.fixture(scope="session")
def read_article() -> ReadArticle:
    """The article of a text whose lines are its paragraphs; `title` says whether the first of them is one."""

    def read(text: str, title: bool = False, **context: object) -> Article:
        segments, at = [], 0
        for number, line in enumerate(text.split("\n")):
            segments.append((at, at + len(line), "title" if title and number == 0 else "paragraph"))
            at += len(line) + 1
        cleaned = clean(text, segments)
        return article_of(linked(next(parse([cleaned])), cleaned, Context("0" * 32, **context)))  # type: ignore[arg-type]

    return read


@pytest.fixture
def sides() -> Callable[[Annotation, str], list[dict[str, str]]]:
    """Names and roles of the participants of each event of a kind."""

    def named(annotation: Annotation, kind: str) -> list[dict[str, str]]:
        return [
            {annotation.entities[p.entity].name: p.role for p in event.participants}
            for event in annotation.events
            if event.event_kind == kind
        ]

    return named
