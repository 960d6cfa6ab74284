from typing import Any

import pytest

from assets.enriched.annotate.records import Annotation

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
