"""The look-up of what a noun phrase stands for."""

import datetime as dt

import pytest

from assets.enriched.annotate.annotate import link, sentences
from assets.enriched.annotate.names.mentions import find
from assets.enriched.annotate.parsing.parse import parse
from assets.enriched.annotate.reading import Reading
from assets.enriched.annotate.records import Annotation, Context
from assets.enriched.annotate.reference.referents import entities_of
from assets.enriched.annotate.text.clean import clean
from tests.conftest import ReadText


def reading_of(text: str) -> Reading:
    """A text read as far as people and references."""
    held = clean(text, [(0, len(text), "paragraph")])
    context = Context("0" * 32, reference_on=dt.date(2024, 5, 15))
    reading = Reading(next(parse([held])), held, context, Annotation("0" * 32))
    reading.annotation.sentences = list(sentences(reading.doc, held))
    find(reading)
    link(reading)
    return reading


def subjects(text: str) -> list[list[str]]:
    """The names that every subject of a text stands for."""
    reading = reading_of(text)
    return [
        [reading.annotation.entities[e].name for e in entities_of(reading, token)]
        for token in reading.doc
        if token.dep_ in ("nsubj", "nsubjpass")
    ]


def test_a_coordination_stands_for_all() -> None:
    assert subjects("Egypt, Jordan and Iraq signed the pact.")[0] == ["Egypt", "Jordan", "Iraq"]


def test_a_title_gives_way_to_the_name() -> None:
    assert subjects("Swedish Defence Minister Pal Jonson said it.")[0] == ["Pal Jonson"]


def test_officials_stand_for_their_country() -> None:
    assert subjects("Canadian officials denied the report.")[0] == ["Canada"]
    assert subjects("Officials from Canada denied the report.")[0] == ["Canada"]


def test_an_unnamed_minister_stands_for_his_country() -> None:
    assert subjects("The Danish foreign minister resigned.")[0] == ["Denmark"]


def test_unknown_phrases_stand_for_nothing() -> None:
    assert subjects("Several people waited.")[0] == []


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Minister Rita Fonseca met Brazilian Minister Paulo Teixeira. The Brazilian left.", ["Paulo Teixeira"]),
        ("Brazilian Minister Paulo Teixeira came with Brazilian General Jorge Lima. The Brazilian left.", []),
        ("Chinese Minister Wang Li came to Lisbon. The Chinese are patient.", []),
    ],
)  # fmt: skip
def test_a_compatriot_is_the_only_person_of_his_country(read_text: ReadText, text: str, meant: list[str]) -> None:
    read = read_text(text, dt.date(2024, 5, 15))
    found = [referent.entities for referent in read.referents if referent.method == "compatriot"]
    assert [read.entities[entity].name for entities in found for entity in entities] == meant
