"""Names that are one name, and names that only look so."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assets.enriched.resolve.persons.name_similarity import (
    LONGEST_NAME,
    block_keys,
    key,
    likeness,
    name_of,
    skeleton,
    words,
)


@pytest.mark.parametrize(
    ("one", "other", "method"),
    [
        ("Cho Tae-yul", "Cho Tae-yul", "name"),
        ("HAYASHI Yoshimasa", "Yoshimasa Hayashi", "order"),
        ("Cho Tae-yul", "Cho Tae Yul", "name"),
        ("Cho Tae-yul", "Cho Taeyul", "hyphen"),
        ("Mohammed Deif", "Muhammad Deif", "spelling"),
        ("Volodymyr Zelenskyy", "Volodymyr Zelensky", "spelling"),
        ("Lloyd Austin", "Lloyd James Austin", "middle_name"),
        ("Robert M. Gates", "Robert Gates", "order"),
        ("Bob Hawke", "Robert Hawke", "nickname"),
        ("Anatoly Serdyukov", "Anatoli Serdioukov", "transliteration"),
        ("Khursheed Anwar", "Khurshid Anwar", "transliteration"),
        ("Ursula von der Leyen", "Ursula von der Leyem", "misprint"),
        ("José María Aznar", "Jose Maria Aznar", "name"),
        ("Paul Marlow", "Paul Marlow Jr.", "suffix"),
    ],
)
def test_variants_of_one_name(one: str, other: str, method: str) -> None:
    score, found = likeness(name_of(one), name_of(other))
    assert found == method
    assert score >= 0.8
    assert likeness(name_of(other), name_of(one)) == (score, found)
    assert set(block_keys(name_of(one))) & set(block_keys(name_of(other)))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Lee Myung-bak", "Lee Hsien Loong"),
        ("Kim Jong Il", "Kim Jong Un"),
        ("Ann Lee", "Ann Lum"),
        ("George Bush", "Barbara Bush"),
        ("Li Peng", "Li Keqiang"),
        ("Park", "Park Jin"),
        ("Ben Smith", "Jerry Smith"),
        ("Al Gore", "Gore Vidal"),
    ],
)
def test_names_of_two_people(one: str, other: str) -> None:
    assert likeness(name_of(one), name_of(other)) == (0.0, "none")


def test_honorifics_and_possessives_are_no_part_of_a_name() -> None:
    assert words("Mr. Sunil Rao’s") == ("sunil", "rao")
    assert words("Dr") == ("dr",)


def test_key_forgets_order_case_and_spelling() -> None:
    assert key(name_of("al-SAYED Mohamed")) == key(name_of("Muhammad Sayyid"))


def test_the_known_surname_is_the_family() -> None:
    assert name_of("Nguyen Phu Trong", "Trong").family == "trong"
    assert name_of("Wang Yi", "Wang").family == "wang"
    assert name_of("Wang Yi", "Zhao").family == "yi"


@given(st.text(max_size=300), st.text(max_size=300))
def test_any_two_texts_compare(one: str, other: str) -> None:
    a, b = name_of(one), name_of(other)
    assert len(a.compact) <= 4 * LONGEST_NAME
    score, method = likeness(a, b)
    assert 0 <= score <= 1
    assert (score == 0) == (method == "none")
    assert likeness(a, a)[0] == 1.0
    assert all(len(skeleton(word)) <= 2 * len(word) + 12 for word in a.words)
