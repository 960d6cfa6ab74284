"""Whose deed a definite noun speaks of, and what is asked of the other side of a call."""

from collections.abc import Callable

import pytest

from assets.enriched.annotate.records import Annotation

ReadText = Callable[..., Annotation]
Sides = Callable[[Annotation, str], list[dict[str, str]]]


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("Iran fired a missile on Monday.\nCanadian Prime Minister Justin Trudeau condemned the launch.", "Iran"),
        ("Serbia and Hungary signed a defence pact.\nCroatia's government denounced the pact.", "Serbia"),
        (
            "Azerbaijan attacked Armenia on Monday.\nFrench President Emmanuel Macron condemned the attack.",
            "Azerbaijan",
        ),
    ],
)
def test_a_deed_has_its_doer(read_text: ReadText, sides: Sides, text: str, target: str) -> None:
    (condemned,) = sides(read_text(text), "condemnation")
    assert condemned[target] == "target"


def test_a_deed_that_names_its_doer_keeps_it(read_text: ReadText, sides: Sides) -> None:
    text = "Iran fired a missile on Monday.\nCanadian Prime Minister Justin Trudeau condemned the attack by Syria."
    (condemned,) = sides(read_text(text), "condemnation")
    assert "Iran" not in condemned


def test_what_one_asks_in_a_call_is_asked_of_the_other(read_text: ReadText, sides: Sides) -> None:
    text = (
        "Spanish Defence Minister Margarita Robles spoke by phone with Moroccan Foreign Minister Nasser Bourita.\n"
        "Robles urged an immediate ceasefire."
    )
    assert sides(read_text(text), "appeal") == [{"Margarita Robles": "actor", "Nasser Bourita": "recipient"}]
