import datetime as dt
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assets.enriched.annotate.records import Annotation, Statement
from tests.conftest import ReadText

Read = Any


def contents(text: str, annotation: Annotation, kind: str) -> list[str]:
    return [text[s.start : s.end] for s in annotation.statements if s.kind == kind]


def printed(text: str, statement: Statement) -> list[str]:
    return [text[s.start : s.end] for s in statement.speakers]


def names(annotation: Annotation, statement: Statement) -> set[str]:
    return {annotation.entities[s.entity].name for s in statement.speakers if s.entity is not None}


@pytest.mark.parametrize(
    ("text", "content", "cue", "speaker"),
    [
        ('"We will rebuild the bridge," Norway\'s envoy said.', "We will rebuild the bridge", "said", "Norway's envoy"),
        ('"We will rebuild the bridge," said Ana Torres.', "We will rebuild the bridge", "said", "Ana Torres"),
        ('"We will rebuild the bridge!" beamed Ana Torres.', "We will rebuild the bridge!", "beamed", "Ana Torres"),
        ('Ana Torres said: "We will rebuild the bridge."', "We will rebuild the bridge", "said", "Ana Torres"),
        ('Ana Torres: "We will rebuild the bridge."', "We will rebuild the bridge", ":", "Ana Torres"),
        ("“We will rebuild the bridge,” she told reporters.", "We will rebuild the bridge", "told", "she"),
        ("'We will rebuild the bridge,' said Ana Torres.", "We will rebuild the bridge", "said", "Ana Torres"),
        (
            '"We will rebuild the bridge," Ana Torres, who leads the port, said on Friday.',
            "We will rebuild the bridge",
            "said",
            "Ana Torres",
        ),
        (
            'Ana Torres said the port "will be open to all ships" by June.',
            "will be open to all ships",
            "said",
            "Ana Torres",
        ),
    ],
)
def test_a_quotation_has_its_cue_and_speaker(read_text: Read, text: str, content: str, cue: str, speaker: str) -> None:
    direct = [s for s in read_text(text).statements if s.kind == "direct"]
    assert [(text[s.start : s.end], s.cue, printed(text, s)) for s in direct] == [(content, cue, [speaker])]


def test_a_quotation_that_its_cue_interrupts_is_two_rows(read_text: Read) -> None:
    text = '"We will rebuild the bridge," Ana Torres said. "It will take us three years."'
    annotation = read_text(text)
    assert contents(text, annotation, "direct") == ["We will rebuild the bridge", "It will take us three years"]
    assert [printed(text, s) for s in annotation.statements] == [["Ana Torres"], ["Ana Torres"]]


def test_paragraphs_of_one_quotation_share_its_cue(read_text: Read) -> None:
    text = 'Ana Torres said: "We will rebuild the bridge this year.\n"The port will open after that in June."'
    annotation = read_text(text)
    assert contents(text, annotation, "direct") == [
        "We will rebuild the bridge this year",
        "The port will open after that in June",
    ]
    assert {tuple(printed(text, s)) for s in annotation.statements} == {("Ana Torres",)}


def test_names_of_things_and_scare_quotes_are_no_statements(read_text: Read) -> None:
    text = 'Ana Torres read from the novel "The Long Night of the North" in a "safe" room.'
    assert read_text(text).statements == []


@pytest.mark.parametrize(
    ("text", "content", "cue", "speaker"),
    [
        ("Ana Torres said that the port would open in June.", "the port would open in June", "said", "Ana Torres"),
        ("The port would open in June, Ana Torres said.", "The port would open in June", "said", "Ana Torres"),
        (
            "According to Ana Torres, the port will open in June.",
            "the port will open in June",
            "According to",
            "Ana Torres",
        ),
        (
            "Ana Torres told reporters that the port would open in June.",
            "the port would open in June",
            "told",
            "Ana Torres",
        ),
        ("Ana Torres denied that the port was closed.", "the port was closed", "denied", "Ana Torres"),
        (
            "Ana Torres stressed the importance of an open port.",
            "the importance of an open port",
            "stressed",
            "Ana Torres",
        ),
    ],
)
def test_a_reported_clause_is_an_indirect_statement(
    read_text: Read, text: str, content: str, cue: str, speaker: str
) -> None:
    found = [(text[s.start : s.end], s.kind, s.cue, printed(text, s)) for s in read_text(text).statements]
    assert found == [(content, "indirect", cue, [speaker])]


@pytest.mark.parametrize(
    "text",
    [
        "Ana Torres did not say whether the port would open.",
        "Ana Torres would say that the port is open.",
        "Ana Torres declined to say when the port would open.",
        "The ships left the port in June.",
    ],
)
def test_what_was_not_said_is_no_statement(read_text: Read, text: str) -> None:
    assert not [s for s in read_text(text).statements if s.cue in ("say", "said")]


def test_a_joint_statement_has_all_its_speakers(read_text: Read) -> None:
    text = (
        "Kenya and Norway signed a treaty on Tuesday. Kenya and Norway said in a joint statement that the port would "
        'be open to all.\n"The treaty binds both of us for ten years," the statement added.'
    )
    annotation = read_text(text)
    direct = next(s for s in annotation.statements if s.kind == "direct")
    assert direct.joint
    assert printed(text, direct) == ["the statement", "the statement"]
    assert names(annotation, direct) == {"Kenya", "Norway"}
    reported = next(s for s in annotation.statements if s.kind == "indirect")
    assert reported.joint
    assert printed(text, reported) == ["Kenya", "Norway"]


def test_the_statement_behind_a_quotation_goes_before_the_verb_around_it(read_text: Read) -> None:
    said = 'Kenya and Norway stressed the value of ties amid a "slowly changing climate of trust," their joint'
    text = f"{said} statement said."
    direct = next(s for s in read_text(text).statements if s.kind == "direct")
    assert (direct.cue, direct.joint) == ("said", True)


def test_a_medium_behind_a_quotation_does_not(read_text: Read) -> None:
    text = 'Ana Torres called the plan "a very grave mistake," Reuters reported.'
    direct = next(s for s in read_text(text).statements if s.kind == "direct")
    assert (direct.cue, printed(text, direct)) == ("called", ["Ana Torres"])


def test_one_bodys_statement_is_not_joint(read_text: Read) -> None:
    text = "Kenya said in a statement that the port would be open to all."
    assert [(s.joint, s.cue) for s in read_text(text).statements] == [(False, "said")]


def test_of_two_nested_reports_one_is_kept(read_text: Read) -> None:
    text = "The ministry said that Ana Torres told the council that the port would open."
    annotation = read_text(text)
    assert [s.cue for s in annotation.statements] == ["said"]
    text = "Ana Torres said that the port would open, Reuters reported."
    annotation = read_text(text)
    assert [(s.cue, printed(text, s)) for s in annotation.statements] == [("said", ["Ana Torres"])]


def test_the_day_is_read_from_the_cues_clause(read_text: Read) -> None:
    text = "Ana Torres said on May 13 that the port would open in June."
    assert [s.said_on for s in read_text(text).statements] == [dt.date(2024, 5, 13)]
    assert [s.said_on for s in read_text("Ana Torres said that all ports matter.").statements] == [None]
    today = "Ana Torres said on Wednesday that all ports matter. Ana Torres added that ships matter too."
    assert [s.said_on for s in read_text(today).statements] == [dt.date(2024, 5, 15)] * 2


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.sampled_from(
            [
                '"',
                "“",
                "”",
                "'",
                ",",
                ".",
                "\n",
                ":",
                "said",
                "he",
                "Ana Torres",
                "that",
                "the port is open",
                "We go home",
            ]
        ),
        max_size=30,
    )
)
def test_statements_are_true_spans_and_direct_ones_lie_apart(read_text: Read, words: list[str]) -> None:
    text = " ".join(words)
    annotation = read_text(text + "\nEnd.")
    at = 0
    for statement in annotation.statements:
        assert 0 <= statement.start < statement.end <= len(text)
        assert "\n" not in text[statement.start : statement.end]
        if statement.kind == "direct":
            assert statement.start >= at
            at = statement.end
        for speaker in statement.speakers:
            assert text[speaker.start : speaker.end].strip()


def test_a_name_that_begins_the_next_sentence_does_not_sign(read_text: ReadText) -> None:
    text = '"No arms will go," said Defence Minister Urs Meier\'s spokeswoman, Lea Frey. "It was decided." Meier left.'
    annotation = read_text(text)
    speakers = [[annotation.entities[p.entity or 0].name for p in s.speakers] for s in annotation.statements]
    assert speakers == [["Lea Frey"], ["Lea Frey"]]
