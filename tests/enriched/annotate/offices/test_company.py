"""What stands beside a bare title and tells its country, and that nothing is taken by counting."""

import datetime as dt

import pytest

from tests.conftest import ReadText
from tests.enriched.annotate.offices.test_countries import held

DAY = dt.date(2024, 3, 14)


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("Irish Premier Una Roe, Defence Secretary Tom Cray and U.S. envoy Al Hale met.", "Tom Cray", "IRL"),
        ("Norwegian Prime Minister Ola Berg, accompanied by Defence Minister Kari Dahl, came.", "Kari Dahl", "NOR"),
        ("Norwegian Prime Minister Ola Berg and Prime Minister Kari Dahl spoke.", "Kari Dahl", None),
        ("Talks between Norwegian Prime Minister Ola Berg and Defence Minister Kari Dahl went on.", "Kari Dahl", None),
        ("Norwegian Prime Minister Ola Berg and visiting Defence Minister Kari Dahl spoke.", "Kari Dahl", None),
    ],
)  # fmt: skip
def test_members_of_a_list_are_of_the_state_of_the_one_before(
    read_text: ReadText, text: str, name: str, country: str | None
) -> None:
    assert country in {c for n, _, c in held(read_text(text, DAY)) if n == name}


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("Defense Secretary Rosa Villar thanked the Philippines' partners.", "PHL"),
        ("Defence Secretary Rosa Villar spoke to British sailors.", "GBR"),
        ("Defense Secretary Rosa Villar spoke to sailors.", "USA"),
        ("Defense Secretary Rosa Villar spoke of the Philippines and the United States.", None),
        ("Senator Rosa Villar spoke of Australia's budget.", "AUS"),
    ],
)
def test_a_title_that_several_states_have_is_of_the_one_that_is_named(
    read_text: ReadText, text: str, country: str | None
) -> None:
    assert country in {c for n, _, c in held(read_text(text, DAY)) if n == "Rosa Villar"}


def test_a_spokesman_is_of_the_state_of_the_body_named_before_him(read_text: ReadText) -> None:
    text = (
        "The shot was no danger, according to the Chilean Navy, spokesman Luis Vera said. Peru fired it. Peru was glad."
    )
    assert ("Luis Vera", "spokesperson", "CHL") in held(read_text(text, DAY))


def test_who_receives_a_guest_is_of_the_place(read_text: ReadText) -> None:
    text = "Chief of Defence Staff General Ade Musa received the visiting British Admiral Tony Rook in Abuja."
    assert ("Ade Musa", "chief of defence staff", "NGA") in held(read_text(text, DAY))


def test_nobody_is_of_the_country_that_a_text_mostly_names(read_text: ReadText) -> None:
    text = "Prime Minister Arun Joshi spoke with President Li Wen of China. China agreed. China wanted China's peace."
    assert ("Arun Joshi", "prime minister", None) in held(read_text(text, DAY))


def test_a_spokesperson_behind_a_ministers_title_is_no_minister(read_text: ReadText) -> None:
    text = "Secretary of Defense Spokesperson Lt. Col. Ann Keller gave a readout."
    assert held(read_text(text, DAY)) == {("Ann Keller", "spokesperson", "USA")}


def test_what_stands_before_a_governor_is_the_american_state(read_text: ReadText) -> None:
    text = "Georgia Gov. Dan Pruett met Georgian Prime Minister Irakli Lomaia. Georgia's president was away."
    annotation = read_text(text, DAY)
    assert {("Dan Pruett", "governor", "USA"), ("Irakli Lomaia", "prime minister", "GEO")} <= held(annotation)


def test_an_army_chief_is_of_the_nationality_before_the_army(read_text: ReadText) -> None:
    text = "Tom Hodge, the American army chief, met the Indian navy chief, Adm. Ravi Rao."
    assert held(read_text(text, DAY)) == {("Tom Hodge", "army chief", "USA"), ("Ravi Rao", "navy chief", "IND")}


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("Talks with a Qatari delegation headed by Sheikh Nasser al-Kuwari, the minister of state, ended.", "QAT"),
        ("Talks with a Qatari delegation, which was led by Defence Minister Nasser al-Kuwari, ended.", "QAT"),
        ("Talks with a Qatari delegation and Defence Minister Nasser al-Kuwari ended.", None),
    ],
)
def test_whoever_leads_a_delegation_is_of_its_state(read_text: ReadText, text: str, country: str | None) -> None:
    read = read_text(text, DAY)
    assert {e.country for e in read.entities if e.name == "Nasser al-Kuwari"} == {country}
