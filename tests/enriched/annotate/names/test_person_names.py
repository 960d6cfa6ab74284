"""Names of people: their ends, titles and family names."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assets.enriched.annotate.names.person_names import (
    family_name,
    is_family_first,
    name_at,
    ungarbled,
    without_titles,
)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Ursula von der Leyen met them", "Ursula von der Leyen"),
        ("Song Young-moo's visit", "Song Young-moo"),
        ("John F. Kelly. He said", "John F. Kelly"),
        ("Hamad bin Isa Al Khalifa left", "Hamad bin Isa Al Khalifa"),
        ("Macron Tuesday said", "Macron"),
        ("Kim Jong Un UN envoys", "Kim Jong Un"),
        ("Dominique d'Arcy, who", "Dominique d'Arcy"),
        ("Martin O'Malley and", "Martin O'Malley"),
    ],
)
def test_a_name_ends_before_what_is_none(text: str, name: str) -> None:
    end = name_at(text, 0)
    assert end is not None
    assert text[:end] == name


@pytest.mark.parametrize("text", ["the minister", "Monday afternoon", "12 soldiers", "Ministry officials", ""])
def test_no_name_begins_there(text: str) -> None:
    assert name_at(text, 0) is None


def test_a_barrier_ends_a_name() -> None:
    text = "Macron France"
    assert name_at(text, 0, {7}) == 6


@pytest.mark.parametrize(
    ("text", "generals", "name"),
    [
        ("Gen. Charles Flynn", True, "Charles Flynn"),
        ("Gen Nakatani", False, "Gen Nakatani"),
        ("Gen. Nakatani", False, "Nakatani"),
        ("Lt. Gen. Mary Ward's", True, "Mary Ward"),
        ("King Felipe", True, "Felipe"),
        ("Theresa May", True, "Theresa May"),
        ("Powell Thursday", True, "Powell"),
    ],
)
def test_titles_are_no_part_of_a_name(text: str, generals: bool, name: str) -> None:
    start, end = without_titles(text, 0, len(text), generals)
    assert text[start:end] == name


@pytest.mark.parametrize(
    ("name", "family"),
    [
        ("Park Geun-hye", "Park"),
        ("Moon Jae In", "Moon"),
        ("Wei Fenghe", "Wei"),
        ("ONODERA Itsunori", "ONODERA"),
        ("Itsunori Onodera", "Onodera"),
        ("Phan Van Giang", "Giang"),
        ("Bashar al-Assad", "al-Assad"),
        ("Charles de Gaulle", "de Gaulle"),
        ("Martin Dempsey Jr.", "Dempsey"),
        ("Thaksin", "Thaksin"),
    ],
)
def test_the_part_that_later_mentions_use(name: str, family: str) -> None:
    assert family_name(name) == family


def test_a_common_given_name_is_no_family_name_written_first() -> None:
    assert not is_family_first(["Ban", "Smithson"]) or is_family_first(["Ban", "Ki-moon"])
    assert not is_family_first(["Lee", "Carter"])
    assert is_family_first(["Lee", "Sang-hee"])


@given(st.text(max_size=60))
def test_any_text_has_a_name_within_it_or_none(text: str) -> None:
    end = name_at(text, 0)
    assert end is None or 0 < end <= len(text)
    start, stop = without_titles(text, 0, len(text))
    assert 0 <= start <= len(text)
    assert stop <= len(text)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("JUST WATCHED Kerry", "Kerry"),
        ("hawks such Lindgren", "Lindgren"),
        ("Ann Lum Ann LumRead", "Ann Lum"),
        ("Strand Ann Bo StrandFormer", "Ann Bo Strand"),
        ("StrandLumberg", ""),
        ("KISHI Nobuo", "KISHI Nobuo"),
        ("Ursula von der Leyen", "Ursula von der Leyen"),
        ("Fiona MacLeod", "Fiona MacLeod"),
    ],
)
def test_what_pages_glue_to_a_name_is_cut_away(text: str, name: str) -> None:
    start, end = ungarbled(text, 0, len(text))
    assert text[start:end] == name


def test_initials_without_blanks_stand_within_a_name() -> None:
    assert name_at("George H.W. Bush spoke", 0) == len("George H.W. Bush")
    assert name_at("Reagan-era House", 0) is None


def test_one_name_alone_is_in_no_order() -> None:
    assert not is_family_first(["Kim"])
    assert is_family_first(["Kim", "Jong", "Un"])


@pytest.mark.parametrize(
    ("glued", "name"),
    [
        ("Ann McSallyThis", "Ann McSally"),
        ("Tom BidenGOP", "Tom Biden"),
        ("Ann MacArthur", "Ann MacArthur"),
        ("Jo DeSantis", "Jo DeSantis"),
    ],
)
def test_a_word_glued_to_a_name_is_cut_away(glued: str, name: str) -> None:
    start, end = ungarbled(glued, 0, len(glued))
    assert glued[start:end] == name
