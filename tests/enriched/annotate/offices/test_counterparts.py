"""Which counterpart is of which state, in which office."""

import pytest

from tests.conftest import ReadText
from tests.enriched.annotate.offices.test_countries import held

TRADE = "trade minister"


@pytest.mark.parametrize(
    ("text", "right"),
    [
        (
            "Hungarian Foreign Minister Gabor Kiss met his Slovak and Austrian counterparts, Marek Novy and Karl Hube.",
            {("Marek Novy", "foreign minister", "SVK"), ("Karl Hube", "foreign minister", "AUT")},
        ),
        (
            "Trade Minister Ida Holm of Mali saw her French, German, Swiss counterparts Luc Roux, Jan Kohl, Pia Neri.",
            {("Luc Roux", TRADE, "FRA"), ("Jan Kohl", TRADE, "DEU"), ("Pia Neri", TRADE, "CHE")},
        ),
        (
            "Irish Foreign Minister Al Hale and Defence Minister Jim Wood "
            "met their Japanese counterparts, Ken Ito and Taro Abe.",
            {("Ken Ito", "foreign minister", "JPN"), ("Taro Abe", "defence minister", "JPN")},
        ),
        (
            "Peruvian Trade Minister Luz Rojas saw her counterparts from Chad and Mali, Idriss Saleh and Moussa Keita.",
            {("Idriss Saleh", TRADE, "TCD"), ("Moussa Keita", TRADE, "MLI")},
        ),
        (
            "Irish Defence Minister Al Hale flew in. He spoke with his Chilean counterpart, Vice Admiral Raul Soto.",
            {("Raul Soto", "defence minister", "CHL")},
        ),
    ],
)  # fmt: skip
def test_several_counterparts(read_text: ReadText, text: str, right: set[tuple[str, str, str | None]]) -> None:
    assert right <= held(read_text(text))


def test_who_is_named_without_an_office_lends_none(read_text: ReadText) -> None:
    text = "Finance Minister Ida Holm of Norway came. Bob Smith met his Danish counterpart, Peder Dahl."
    assert not {office for name, office, _ in held(read_text(text)) if name == "Peder Dahl"}
