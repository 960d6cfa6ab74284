"""Names of authors are read out of bylines, and nothing else is."""

import pytest

from assets.parsed.metadata.author_names import is_byline, is_name, is_signed_date, names


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Anna Berg", ["Anna Berg"]),
        ("Anna Berg and Tom Lind", ["Anna Berg", "Tom Lind"]),
        ("Anna Berg, Tom Lind & Eva Holm", ["Anna Berg", "Tom Lind", "Eva Holm"]),
        ("Anna Berg, Senior Reporter", ["Anna Berg"]),
        ("Anna Berg Senior Reporter", ["Anna Berg"]),
        ("ANNA BERG", ["Anna Berg"]),
        ("Anna Berg • 4 May 2024", ["Anna Berg"]),
        ("Anna BergThe Northern Times", ["Anna Berg"]),
        ("Anna Berg@annaberg", ["Anna Berg"]),
        ("Reuters", ["Reuters"]),
        ("Berg, Anna", ["Anna Berg"]),
        ("Berg, Anna and Lind, Tom", ["Anna Berg", "Tom Lind"]),
        ("Berg, Anna; Lind, Tom Eirik", ["Anna Berg", "Tom Eirik Lind"]),
        ("Reuters, Anna Berg", ["Reuters", "Anna Berg"]),
        ("Petty Officer 2nd Class Anna Berg", ["Anna Berg"]),
        ("Sgt. 1st Class Anna Berg, 3rd Infantry Division", ["Anna Berg"]),
        ("Lt. Col. Anna Berg and Spc. Tom Lind, U.S. Army Europe Public Affairs", ["Anna Berg", "Tom Lind"]),
        ("An Min-ji", ["An Min-ji"]),
        ("Tran Van An and My Linh", ["Tran Van An", "My Linh"]),
        ("Ana Luisa Gomez de la Vega", ["Ana Luisa Gomez de la Vega"]),
        ("Xinhua writers Hu Min, Gao Lin", ["Hu Min", "Gao Lin"]),
        ("Staff Writer Anna Berg", ["Anna Berg"]),
        ("Anna Berg Staff Writer Harbour Post", ["Anna Berg"]),
    ],
)
def test_names_of_a_byline(text: str, expected: list[str]) -> None:
    assert names(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "By Anna Berg",
        "This article was contributed by Anna Berg",
        "Author: Berg, Anna",
        "Written by Anna Berg and Tom Lind",
        "Author: Anna Berg",
    ],
)
def test_lines_that_sign(text: str) -> None:
    assert is_byline(text)


@pytest.mark.parametrize("text", ["By contrast, the ministers said little.", "Bypass opens", "Berg said so"])
def test_lines_that_do_not_sign(text: str) -> None:
    assert not is_byline(text)


@pytest.mark.parametrize("text", ["Privacy Policy", "Oslo", "The minister said", "Senior Reporter"])
def test_what_is_no_name(text: str) -> None:
    assert not is_name(text)


def test_a_name_with_a_date_glued_to_it() -> None:
    assert is_signed_date("Anna Berg/May 4, 2024")
    assert not is_signed_date("Norway signs the pact of 2024")
