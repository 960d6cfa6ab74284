"""Plain words for values."""

import datetime as dt

import pytest

from assets.tables.brief import words

DAY = dt.date(2023, 6, 18)


@pytest.mark.parametrize(
    ("start", "end", "said"),
    [
        (DAY, DAY, "18 June 2023"),
        (DAY, None, "18 June 2023"),
        (None, None, ""),
        (DAY, dt.date(2023, 6, 19), "18 to 19 June 2023"),
        (DAY, dt.date(2023, 7, 1), "18 June to 1 July 2023"),
        (DAY, dt.date(2024, 6, 18), "18 June 2023 to 18 June 2024"),
    ],
)
def test_a_span_says_month_and_year_once(start: dt.date | None, end: dt.date | None, said: str) -> None:
    assert words.span(start, end) == said


@pytest.mark.parametrize(
    ("cue", "content", "kind", "said"),
    [
        ("said", "So be it", "direct", "said “So be it”"),
        ("Asked", "whether it was", "indirect", "asked whether it was"),
        ("according to", "it was so", "indirect", "it was so"),
    ],
)
def test_a_statement_reads_on_behind_its_speaker(cue: str, content: str, kind: str, said: str) -> None:
    assert words.spoken(cue, content, kind) == said


@pytest.mark.parametrize(
    ("outlet", "day", "said"),
    [
        ("MPA", DAY, "MPA, 18 June 2023"),
        ("MPA", None, "MPA"),
        (None, DAY, "document of 18 June 2023"),
        (None, None, "document without a day"),
    ],
)
def test_a_link_says_what_it_leads_to(outlet: str | None, day: dt.date | None, said: str) -> None:
    assert words.source(outlet, day) == said


@pytest.mark.parametrize(("text", "said"), [("SEOUL", "Seoul"), ("USA", "USA"), ("Camp David", "Camp David")])
def test_a_place_is_told_without_the_capitals_of_its_dateline(text: str, said: str) -> None:
    assert words.place(text) == said


def test_an_office_is_of_the_united_states_and_of_japan() -> None:
    assert [words.of_country(code) for code in ("USA", "JPN")] == ["the United States", "Japan"]


@pytest.mark.parametrize(
    ("role", "sides", "said"),
    [("actor", 1, "Took part"), ("actor", 2, "By"), ("target", 2, "Against"), ("host", 2, "Host")],
)
def test_parties_are_told_by_what_they_did(role: str, sides: int, said: str) -> None:
    assert words.part(role, sides) == said
