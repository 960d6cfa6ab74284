"""Whose official somebody is who speaks where the report was written."""

import datetime as dt

import pytest

from assets.enriched.annotate.records import Annotation
from tests.conftest import ReadText

DAY = dt.date(2021, 6, 5)


def country(annotation: Annotation, name: str) -> str | None:
    """The country in whose service somebody is said to be."""
    return next(h.country for h in annotation.holdings if annotation.entities[h.entity].name == name)


def test_the_dateline_gives_a_bare_minister_his_country(read_text: ReadText) -> None:
    text = "Defence Minister Anna Toivola said on Saturday that the army would buy lorries."
    assert country(read_text(text, DAY, dateline_place="Helsinki", dateline_country="FIN"), "Anna Toivola") == "FIN"


@pytest.mark.parametrize(
    "text",
    [
        "Defence Minister Anna Toivola spoke at the Shangri-La Dialogue on Saturday.",
        "Defence Minister Anna Toivola met Singaporean Defence Minister Tan Wei Boon on Saturday.",
        "Defence Minister Anna Toivola met her Singaporean counterpart on Saturday.",
    ],
)
def test_a_guest_is_not_of_the_datelines_country(read_text: ReadText, text: str) -> None:
    read = read_text(text, DAY, dateline_place="Singapore", dateline_country="SGP")
    assert country(read, "Anna Toivola") != "SGP"


def test_nobody_is_american_for_speaking_at_the_united_nations(read_text: ReadText) -> None:
    text = "Spokesman Petri Halla said on Saturday that the army would buy lorries."
    read = read_text(text, DAY, dateline_place="UNITED NATIONS", dateline_country="USA")
    assert country(read, "Petri Halla") is None


def test_a_forum_elsewhere_leaves_the_dateline_its_word(read_text: ReadText) -> None:
    text = "Defence Minister Anna Toivola spoke of reforms at the Shangri-La Dialogue in Singapore last week, she said."
    read = read_text(text, DAY, dateline_place="Helsinki", dateline_country="FIN")
    assert country(read, "Anna Toivola") == "FIN"


@pytest.mark.parametrize(
    "second",
    ["The Finnish defence minister said the army would wait.", "Finland's Toivola said the army would wait."],
)
def test_what_the_text_calls_a_minister_later_goes_before_the_dateline(read_text: ReadText, second: str) -> None:
    text = f"Defence Minister Anna Toivola visited a shipyard on Saturday.\n{second}"
    read = read_text(text, DAY, dateline_place="Singapore", dateline_country="SGP")
    assert country(read, "Anna Toivola") == "FIN"
