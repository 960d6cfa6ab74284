"""How sure, in words: the warehouse's word, and what qualifies it."""

import dataclasses

import pytest

from assets.tables.brief.conflicts import Conflict
from assets.tables.brief.sureness import Grounds, sureness

GROUNDS = Grounds("confirmed by 2 outlets", 0.8, ("The Courier", "Daily Wire"), 2, 2, "day", 2, ())


def changed(**more: object) -> Grounds:
    return dataclasses.replace(GROUNDS, **more)  # type: ignore[arg-type]


def test_two_outlets_with_texts_of_their_own_confirm() -> None:
    said = sureness(GROUNDS)
    assert (said.grade, said.words) == ("confirmed", "confirmed by 2 independent outlets")
    assert "The Courier and Daily Wire" in said.why
    assert "about 8 in 10" in said.why


def test_two_outlets_that_print_one_text_do_not_confirm() -> None:
    said = sureness(changed(independent=1))
    assert (said.grade, said.words) == ("likely", "likely")
    assert "print one text" in said.why


def test_what_an_analyst_corrected_says_so_and_gives_no_estimate() -> None:
    said = sureness(changed(how_sure="likely", corrected=("day", "place")))
    assert (said.grade, said.words) == ("likely", "corrected by an analyst")
    assert "set right by a ruling: day and place" in said.why
    assert "in 10" not in said.why


@pytest.mark.parametrize("word", ["likely", "uncertain"])
def test_the_word_of_the_warehouse_is_taken_over(word: str) -> None:
    assert sureness(changed(how_sure=word)).grade == word


@pytest.mark.parametrize(
    ("more", "reason"),
    [
        ({"outlets": (), "documents": 1}, "one document without a named outlet"),
        ({"date_precision": "none"}, "no report tells its day"),
        ({"date_precision": "month"}, "only its month is known"),
        ({"parties": 1}, "only one party is named"),
        ({"confidence": 0.99}, "nearly all"),
        ({"conflicts": (Conflict("day", (("1 May", ("A",)), ("2 May", ("B",)))),)}, "reports differ about the day"),
    ],
)
def test_the_reasons_are_told(more: dict[str, object], reason: str) -> None:
    assert reason in sureness(changed(**more)).why
