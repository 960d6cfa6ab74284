from typing import Any

import pytest

from assets.enriched.annotate.records import Annotation
from tests.conftest import ReadText

Read = Any


def reported(text: str, annotation: Annotation) -> list[tuple[str, str, list[str]]]:
    return [
        (s.cue, text[s.start : s.end], [text[p.start : p.end] for p in s.speakers])
        for s in annotation.statements
        if s.kind == "indirect"
    ]


@pytest.mark.parametrize(
    ("text", "row"),
    [
        (
            "The new tax plan backed by the union failed.",
            ("backed", "The new tax plan", ["the union"]),
        ),
        (
            "The reckless scheme was criticised by Ana Torres.",
            ("criticised", "The reckless scheme", ["Ana Torres"]),
        ),
        (
            "Ana Torres urged the council to open the port at once.",
            ("urged", "the council to open the port at once", ["Ana Torres"]),
        ),
        (
            "His claim that the port was closed surprised Ana Torres.",
            ("claim", "the port was closed", ["His"]),
        ),
        ("As she said in May, the port will open soon.", ("said", "the port will open soon", ["she"])),
        ("He endorsed Ana Torres.", ("endorsed", "Ana Torres", ["He"])),
        ("The two sides agreed to reopen the port.", ("agreed", "to reopen the port", ["The two sides"])),
        ("Ana Torres denounced the closing of the port.", ("denounced", "the closing of the port", ["Ana Torres"])),
        ("Ana Torres ruled out a new port tax.", ("ruled out", "a new port tax", ["Ana Torres"])),
        ("Ana Torres wants to close the old port.", ("wants", "to close the old port", ["Ana Torres"])),
    ],
)
def test_stands_requests_and_nouns_are_reported_statements(
    read_text: Read, text: str, row: tuple[str, str, list[str]]
) -> None:
    assert reported(text, read_text(text)) == [row]


@pytest.mark.parametrize(
    "text",
    [
        "Ana Torres is accused of taking money from the port.",
        "Ana Torres announced her resignation on Sunday.",
        "Ana Torres did not say that the port was closed.",
        "No claim that the port was closed was ever made.",
    ],
)
def test_what_nobody_said_is_no_statement(read_text: Read, text: str) -> None:
    assert reported(text, read_text(text)) == []


def test_the_turns_of_an_interview_are_statements(read_text: Read) -> None:
    text = (
        "Q: Where did you live then?\nA: We lived in the old port.\nQ: What was it like there?\nA: It was cold and wet."
    )
    assert [(content, who) for _, content, who in reported(text, read_text(text))] == [
        ("Where did you live then?", ["Q"]),
        ("We lived in the old port", ["A"]),
        ("What was it like there?", ["Q"]),
        ("It was cold and wet", ["A"]),
    ]


def test_headings_with_a_colon_are_no_turns(read_text: Read) -> None:
    text = "Weather: It was cold and wet all day.\nSport: The home team lost its first match."
    assert reported(text, read_text(text)) == []


def reports(read_text: ReadText, text: str) -> list[tuple[str, list[str | None]]]:
    """Contents of the indirect statements, each with its speakers."""
    annotation = read_text(text)
    names = [entity.name for entity in annotation.entities]
    return [
        (text[s.start : s.end], [None if p.entity is None else names[p.entity] for p in s.speakers])
        for s in annotation.statements
        if s.kind == "indirect"
    ]


def test_a_quotation_inside_a_clause_does_not_cut_it(read_text: ReadText) -> None:
    text = 'Anna Lund said the deal was "a very good one" and would last.'
    assert reports(read_text, text) == [('the deal was "a very good one" and would last', ["Anna Lund"])]


@pytest.mark.parametrize(
    "text",
    [
        "The fallout said much about the plan.",
        "The rise in prices said to hurt families was denied by nobody.",
        "The move announced a new era in ties.",
    ],
)
def test_what_cannot_speak_reports_nothing(read_text: ReadText, text: str) -> None:
    assert reports(read_text, text) == []


def test_the_statement_is_that_of_those_who_issued_it(read_text: ReadText) -> None:
    text = (
        "Denmark and Norway issued a joint statement. The statement said they would send ships. "
        "It added that costs would be shared."
    )
    assert reports(read_text, text) == [
        ("they would send ships", ["Denmark", "Norway"]),
        ("costs would be shared", ["Denmark", "Norway"]),
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "Denmark and Norway signed a protocol on Friday that calls for a truce in the north.",
            [("a truce in the north", ["Denmark", "Norway"])],
        ),
        ("The Senate is considering a resolution demanding the release of all prisoners.", []),
    ],
)
def test_what_is_drawn_up_speaks_for_those_who_did_so_or_for_nobody(
    read_text: ReadText, text: str, said: list[tuple[str, list[str]]]
) -> None:
    assert reports(read_text, text) == said


@pytest.mark.parametrize(
    "text", ["A Kansas woman said that the roads were closed.", "A London court ruled that he may stay."]
)
def test_a_place_is_no_speaker(read_text: ReadText, text: str) -> None:
    [(_, who)] = reports(read_text, text)
    assert who == [None]


def test_it_goes_on_from_a_statement_of_several(read_text: ReadText) -> None:
    text = (
        "The leaders of Chile, Peru and Cuba condemned the attack on Kenya in a joint statement.\n"
        'The statement said Kenya was a friend. It added: "We stand with Kenya and its people today."'
    )
    annotation = read_text(text)
    direct = [s for s in annotation.statements if s.kind == "direct"]
    assert [[annotation.entities[p.entity or 0].name for p in s.speakers] for s in direct] == [
        ["Chile", "Peru", "Cuba"]
    ]
