"""Ships, armed groups, and handles, told by what stands beside them."""

import pytest

from assets.enriched.annotate.names.named_patterns import handle_words
from tests.conftest import ReadText


@pytest.mark.parametrize(
    ("text", "form", "kind"),
    [
        ("The frigate Admiral Orlov left port.", "Admiral Orlov", "equipment"),
        ("The Russian destroyer Boris Chilikin followed.", "Boris Chilikin", "equipment"),
        ("HMS Queen Eleanor sailed home.", "HMS Queen Eleanor", "equipment"),
        ("IS-Khorasan claimed the raid.", "IS-Khorasan", "organisation"),
        ("The March 9 Movement took the town.", "March 9 Movement", "organisation"),
        ("JNIM fighters took the town.", "JNIM", "organisation"),
        ("MS-13 members were held.", "MS-13", "organisation"),
        ("The C5+1 met in Astana.", "C5+1", "organisation"),
        ("Maoist rebels killed two policemen.", "Maoist rebels", "organisation"),
    ],
)
def test_names_told_by_a_sign(read_text: ReadText, text: str, form: str, kind: str) -> None:
    mentions = read_text(text).mentions
    assert (form, kind) in {(text[m.start : m.end], m.kind) for m in mentions}
    assert not [m for m in mentions if m.kind == "person"]


@pytest.mark.parametrize(
    ("handle", "name"),
    [
        ("AnnaLund", ["Anna", "Lund"]),
        ("SecLund", ["Lund"]),
        ("StateDept", []),
        ("NATO", []),
        ("realnews", []),
        ("WhiteHouse", []),
    ],
)
def test_handles_of_people(handle: str, name: list[str]) -> None:
    assert handle_words(handle) == name
