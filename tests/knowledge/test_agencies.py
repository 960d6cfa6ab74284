"""News agencies by their printed names."""

import pytest

from assets.knowledge import agencies
from assets.reference import read_csv, split


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("Associated Press", "AP"),
        ("A.P.", "AP"),
        ("REUTERS", "Reuters"),
        ("ACAN - EFE", "ACAN-EFE"),
        ("Itar-Tass", "TASS"),
        ("UrduPoint News / Sputnik", "Sputnik"),
        ("Kyodo News", "Kyodo"),
    ],
)
def test_printed_forms_give_the_stored_name(printed: str, name: str) -> None:
    agency = agencies.named(printed)
    assert agency is not None
    assert agency.name == name


def test_other_names_are_no_agency() -> None:
    assert agencies.named("Harbour Gazette") is None
    assert agencies.named("") is None


def test_no_form_names_two_agencies() -> None:
    rows = [(row["name"], form) for row in read_csv("agencies") for form in split(row["forms"])]
    folded = [agencies.folded(form) for _, form in rows]
    clashes = {form for form in folded if len({name for (name, f) in rows if agencies.folded(f) == form}) > 1}
    assert clashes == set()


def test_only_unmistakable_names_stand_without_brackets() -> None:
    assert "UPI" in agencies.bare_forms()
    assert "MAP" not in agencies.bare_forms()
