"""What stands before and behind a headline is cut off, and nothing of the headline."""

import pytest

from assets.parsed.lines.line_table import line_table
from assets.parsed.metadata.headline_trimming import glued_kicker, trim

MENU = ["Home", "Economy", "World", "Sport", "Search", "Subscribe", "Log in", "Privacy policy", "About us", "Contact"]
BODY = ["The central bank left its rate unchanged on Monday, as most analysts had expected it to do."] * 2


def trimmed(headline: str) -> str:
    page = line_table("\n".join([*MENU, headline, *BODY]))
    return page.raw_text[slice(*trim(page, len(MENU)))]


@pytest.mark.parametrize("section", ["Economy", "Markets", "opinion"])
def test_a_section_glued_to_a_headline_is_cut_off(section: str) -> None:
    assert trimmed(f"{section}Central bank leaves rates as they are") == "Central bank leaves rates as they are"


@pytest.mark.parametrize("tail", ["[Watch]", "(VIDEO)", "(updated)"])
def test_a_note_in_brackets_behind_a_headline_is_cut_off(tail: str) -> None:
    assert trimmed(f"Central bank leaves rates as they are {tail}") == "Central bank leaves rates as they are"


def test_other_brackets_belong_to_the_headline() -> None:
    assert trimmed("Central bank leaves rates as they are (again)").endswith("(again)")


def test_only_well_known_sections_are_cut_off_unseen() -> None:
    assert glued_kicker("MarketsShares of shipping lines fall") == len("Markets")
    assert glued_kicker("iPhoneSales of the new model fall again") == 0


@pytest.mark.parametrize(
    "headline", ["McDonald opens talks with the bank on rates", "Lloyd's names a new head of rates"]
)
def test_a_name_with_a_capital_inside_is_kept(headline: str) -> None:
    assert trimmed(headline) == headline
