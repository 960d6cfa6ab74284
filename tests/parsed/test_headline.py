"""Headlines are trimmed and chosen by what stands around them."""

import pytest

from assets.parsed.draft import draft
from assets.parsed.headline import trim
from assets.parsed.region import is_list
from assets.parsed.shapes import shape

MENU = ["Home", "Economy", "World", "Sport", "Search", "Subscribe", "Log in", "Privacy policy", "About us", "Contact"]
BODY = ["The central bank left its rate unchanged on Monday, as most analysts had expected it to do."] * 2


def trimmed(headline: str) -> str:
    page = draft("\n".join([*MENU, headline, *BODY]))
    return page.raw_text[slice(*trim(page, len(MENU)))]


def test_a_section_glued_to_a_headline_is_cut_off() -> None:
    assert trimmed("EconomyCentral bank leaves rates as they are") == "Central bank leaves rates as they are"


@pytest.mark.parametrize(
    "headline", ["McDonald opens talks with the bank on rates", "Lloyd's names a new head of rates"]
)
def test_a_name_with_a_capital_inside_is_kept(headline: str) -> None:
    assert trimmed(headline) == headline


def test_amounts_and_years_make_a_list_and_headlines_do_not() -> None:
    results = draft("2021: Ann Berg\n2022: Tom Lind\n2023: Eva Holm\n2024: Ann Berg")
    stories = draft("Bank leaves rates\nFerry runs aground\nCourt hears appeal\nStorm nears coast")
    assert is_list(results, 0, 4)
    assert not is_list(stories, 0, 4)


@pytest.mark.parametrize(
    "line",
    [
        "JUST WATCHED Minister leaves talks Replay More Videos ... MUST WATCH",
        "3 of 12 | Ships wait outside the harbour.",
    ],
)
def test_widgets_and_counted_pictures_are_captions(line: str) -> None:
    assert shape(line).kind == "caption"


def test_a_share_is_no_counted_picture() -> None:
    assert shape("3 of 12 members voted against the plan to dredge the harbour, the ministry said.").kind == "prose"
