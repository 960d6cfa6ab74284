"""The last look at what was read as a person."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assets.enriched.annotate.names.false_persons import trimmed
from tests.conftest import ReadText


@pytest.mark.parametrize(
    ("span", "name"),
    [
        ("Longtime Vidal", "Vidal"),
        ("Republican Ann Solis", "Ann Solis"),
        ("Congressional Correspondent Ann Solis", "Ann Solis"),
        ("Ann Solis D-Pa", "Ann Solis"),
        ("Ann Solis (R-Ariz.", "Ann Solis"),
        ("Paul Ruiz Jr. Solis", "Paul Ruiz Jr."),
        ("Paul Ruiz Jr.", "Paul Ruiz Jr."),
        ("Ann D-Day Solis", "Ann D-Day Solis"),
        ("anti-Vidal", "Vidal"),
        ("Ann Solis", "Ann Solis"),
    ],
)
def test_what_is_no_part_of_a_name_is_cut_away(span: str, name: str) -> None:
    text = f"so {span} left"
    start, end = trimmed(text, 3, 3 + len(span))
    assert text[start:end] == name


@given(st.text(alphabet="aR-D. JrSrfelow(", max_size=30).filter(bool))
def test_a_span_only_shrinks(text: str) -> None:
    start, end = trimmed(text, 0, len(text))
    assert 0 <= start <= end <= len(text)


def people(read_text: ReadText, text: str) -> list[str]:
    annotation = read_text(text)
    return [text[m.start : m.end] for m in annotation.mentions if m.kind == "person"]


@pytest.mark.parametrize("text", ["They blamed the West, and the West waited.", "Read the Appropriators for more."])
def test_things_are_nobody(read_text: ReadText, text: str) -> None:
    assert people(read_text, text) == []


@pytest.mark.parametrize("text", ["Critics left the Obama administration.", "Ann Skripal spoke of the Skripal case."])
def test_what_is_a_persons_own_keeps_its_person(read_text: ReadText, text: str) -> None:
    assert people(read_text, text)


@pytest.mark.parametrize("text", ["Rockets hit Shayrat air base at night.", "See the Slideshow for more."])
def test_sites_and_page_words_are_nobody(read_text: ReadText, text: str) -> None:
    assert people(read_text, text) == []


def test_the_next_name_glued_to_one_is_cut_away(read_text: ReadText) -> None:
    text = "Senator Tom Ruiz spoke first. Then Senator Tom Ruiz Thomas left the hall."
    assert people(read_text, text) == ["Tom Ruiz", "Tom Ruiz"]
