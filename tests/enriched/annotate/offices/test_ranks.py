"""Soldiers by rank and service."""

import pytest

from tests.conftest import ReadText
from tests.enriched.annotate.offices.test_countries import held


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("PLA Major General Zhang Weilin said so.", {("Zhang Weilin", "military officer", "CHN")}),
        ("U.S. Army Col. Dan Reed said so.", {("Dan Reed", "military officer", "USA")}),
        ("Kenyan Air Chief Marshal Peter Lango said so.", {("Peter Lango", "military officer", "KEN")}),
        ("Kenya's army chief, Gen. Peter Lango, said so.", {("Peter Lango", "army chief", "KEN")}),
        (
            "U.S. Army Gen. Ana Molino, the chief of the southern command, left.",
            {("Ana Molino", "military commander", "USA")},
        ),
        ("Police Constable John Ray said so.", set()),
    ],
)
def test_ranks(read_text: ReadText, text: str, right: set[tuple[str, str, str | None]]) -> None:
    assert held(read_text(text)) == right
