"""Notes of desks, monitors and archives around a report are no part of it."""

import hashlib

import pytest

from assets.parsed.parse import parse
from assets.parsed.records import Article
from assets.raw.records import RawDocument

TITLE = "Four towns to build lighthouse on outer reef"
REPORT = (
    "BERGEN, Norway — The harbour masters of four towns agreed on Tuesday to share the cost of a new lighthouse.",
    "Edda Holm, who speaks for the towns, said the light would be seen from the ferry lines in the strait.",
)


def article(text: str) -> Article:
    digest = hashlib.sha256(text.encode()).hexdigest()
    return parse(RawDocument(digest[:32], "note.txt", "text/plain", "utf-8", len(text.encode()), digest, text)).article


BODY = f"{REPORT[0].partition(' — ')[2]}\n\n{REPORT[1]}"


@pytest.mark.parametrize(
    "note",
    [
        "(Adds quote from harbour master in fourth paragraph)",
        "(Recasts; updates throughout)",
        "[2nd lead: rewrites]",
        "Text of report in English by Bergen news agency Fjordnews on 8 October",
        "Excerpt from report by Fjordnews on 8 October 2019",
        "Eds: UPDATES with quotes. Will be updated.",
        "BC-LIGHTHOUSE-1STLD",
    ],
)
def test_notes_above_a_report(note: str) -> None:
    found = article("\n\n".join([TITLE, note, *REPORT]))
    assert (found.title, found.body) == (TITLE, BODY)


@pytest.mark.parametrize(
    "note",
    [
        "(Reporting by Edda Holm in Bergen; Editing by Carl Lind)",
        "Reporting by Edda Holm; writing by Ann Berg; editing by Carl Lind",
        "(Compiled by Edda Holm)",
        "Source: Fjordnews news agency, Bergen, in English 1215 gmt 8 Oct 19",
        "BBC Monitoring EU1 abc",
        "Copyright 2019 Fjordnews. All rights reserved. Nobody may print or send any part of this text to others.",
        "(MORE)",
        "-30-",
    ],
)
def test_notes_below_a_report(note: str) -> None:
    assert article("\n\n".join([TITLE, *REPORT, note])).body == BODY


@pytest.mark.parametrize(
    "sentence",
    [
        "Reporting by two papers had shown that the old tower was lost, and by spring the towns had to act on it.",
        "(The towns met in Oslo before the talks.)",
        "Copyright was on the list of matters that the harbour masters left to their lawyers for the time being.",
    ],
)
def test_sentences_that_begin_like_a_note_stay(sentence: str) -> None:
    assert sentence in article("\n\n".join([TITLE, *REPORT, sentence, REPORT[1].replace("Edda", "Ann")])).body


def test_an_agencys_right_names_the_agency() -> None:
    assert (
        article("\n\n".join([TITLE, *REPORT, "Copyright 2019 The Associated Press. All rights reserved."])).agency
        == "AP"
    )


def test_a_raw_wire_story() -> None:
    head = (
        "URGENT\nBC-LIGHTHOUSE\nEds: ADDS background.\n^Four towns to build lighthouse on outer reef<\nBy EDDA HOLM=\n"
    )
    text = head + "Associated Press Writer=\n\n" + "\n\n".join(REPORT) + "\n\n(MORE)\nAP-NY-10-08-19 1420EDT\n"
    found = article(text.replace("Norway —", "Norway (AP) _"))
    assert (found.title, found.byline, found.agency, found.body) == (TITLE, ["Edda Holm"], "AP", BODY)
    assert str(found.published.on) == "2019-10-08"


def test_words_parted_at_line_ends_are_joined_in_the_body() -> None:
    wrapped = REPORT[1].replace("ferry lines", "fer-\nry lines").replace("who speaks", "who\nspeaks")
    assert "ferry lines" in article("\n\n".join([TITLE, REPORT[0], wrapped])).body
