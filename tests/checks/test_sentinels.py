"""Known answers: a reading that meets them passes, one that lacks much of a kind stops the run and says what."""

from dataclasses import replace
from typing import Any

import pytest

from checks.sentinels import Found, measure

ANSWERS: list[dict[str, Any]] = [
    {
        "path": "a.txt", "published_on": "2024-05-01", "title": "They met", "agency": "MPA",
        "dateline": ["OSLO", "NOR"],
        "persons": ["Ann Kim", "Bo Lee", "Cy Roe", "Di Fox"], "offices": [["Ann Kim", "president", "KOR"]],
        "places": ["Oslo"], "times": {"Monday": "2024-05-01"}, "quotes": ["We met"], "events": 1, "statements": 1,
    },
    {"path": "b.txt", "refused": "index_page"},
]  # fmt: skip
SOUND = {
    "a.txt": Found(
        title="They met",
        published_on="2024-05-01",
        dateline=("OSLO", "NOR"),
        agency="MPA",
        persons=frozenset({"Ann Kim", "Bo Lee", "Cy Roe", "Di Fox", "Ed Poe"}),
        offices=frozenset({("Ann Kim", "president", "KOR")}),
        places=frozenset({"Oslo"}),
        times=frozenset({("Monday", "2024-05-01")}),
        quotes=frozenset({"We met"}),
        events=3,
        statements=1,
    ),
    "b.txt": Found(refused="index_page"),
}


def test_a_reading_that_finds_more_than_is_asked_passes() -> None:
    found = measure(ANSWERS, SOUND)
    assert found.passed
    assert found.figures == {"met": 1.0}


@pytest.mark.parametrize(
    ("change", "measure_"),
    [
        ({"persons": frozenset({"Ann Kim"})}, "persons"),
        ({"offices": frozenset({("Ann Kim", "president", "PRK")})}, "offices"),
        ({"events": 0}, "events"),
        ({"dateline": ("OSLO", None)}, "dateline"),
        ({"times": frozenset({("Monday", "2024-04-29")})}, "times"),
        ({"quotes": frozenset()}, "quotes"),
        ({"title": None}, "title"),
    ],
)
def test_a_reading_that_lacks_what_is_known_stops_and_says_what(change: dict[str, object], measure_: str) -> None:
    found = measure(ANSWERS, SOUND | {"a.txt": replace(SOUND["a.txt"], **change)})  # type: ignore[arg-type]
    assert found.stops
    assert f"a.txt: {measure_}" in found.message
    assert f"{measure_} cannot be trusted" in found.message


def test_one_answer_of_many_is_told_and_stops_nothing() -> None:
    fewer = replace(SOUND["a.txt"], persons=frozenset({"Ann Kim", "Bo Lee", "Cy Roe"}))
    found = measure(ANSWERS, SOUND | {"a.txt": fewer})
    assert not found.passed
    assert not found.stops


def test_a_document_that_is_turned_away_or_let_in_against_what_is_known_stops() -> None:
    assert measure(ANSWERS, SOUND | {"a.txt": Found(refused="index_page")}).stops
    assert measure(ANSWERS, SOUND | {"b.txt": Found(events=1)}).stops
    assert measure(ANSWERS, {}).stops
