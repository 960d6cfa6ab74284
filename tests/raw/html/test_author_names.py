"""Author names out of bylines and metadata."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assets.raw.html.author_names import author_names, flipped


@pytest.mark.parametrize(
    ("value", "persons"),
    [
        ("By Ann Example", ["Ann Example"]),
        ("by Ann Example and Bo Sample", ["Ann Example", "Bo Sample"]),
        ("Ann Example, Bo Sample, and Cy Third", ["Ann Example", "Bo Sample", "Cy Third"]),
        ("This article was contributed by Ann Example", ["Ann Example"]),
        ("Written by: Ann Example, Senior Political Correspondent", ["Ann Example"]),
        ("Ann Example MD, PhD", ["Ann Example"]),
        ("Ann Example | ann@example.org", ["Ann Example"]),
        ("Ann Example (Chief Reporter) & Bo Sample", ["Ann Example", "Bo Sample"]),
        ("Ann Example The Daily Example", ["Ann Example"]),
        ("Example, Ann", ["Ann Example"]),
        ("Petty Officer 2nd Class Ann Example", ["Ann Example"]),
        ("ANN O'EXAMPLE-SMITH", ["ANN O'EXAMPLE-SMITH"]),
        ("https://example.org/authors/ann", []),
        ("@annexample", []),
        ("Staff Writer", []),
        ("March 5, 2024", []),
        ("", []),
    ],
)
def test_one_name_a_person(value: str, persons: list[str]) -> None:
    assert author_names([value], ["The Daily Example"])[0] == persons


def test_bodies_are_told_from_persons() -> None:
    values = ["Associated Press", "Ann Example", "The Daily Example", "ann example"]
    assert author_names(values, ["Daily Example"]) == (["Ann Example"], ["Associated Press", "The Daily Example"])


def test_library_names_are_turned() -> None:
    assert flipped("Example, Ann B.") == "Ann B. Example"
    assert flipped("Ann Example") == "Ann Example"
    assert flipped("One, Two, Three") == "One, Two, Three"


@settings(deadline=None)
@given(st.text(max_size=300))
def test_any_text_gives_short_plain_names(value: str) -> None:
    persons, bodies = author_names([value])
    for name in persons + bodies:
        assert name == name.strip()
        assert 2 <= len(name) <= 60
        assert "@" not in name
