"""A text names its publisher in imprints, window titles and contact lines; agencies' rights name none."""

import pytest

from assets.parsed.lines.line_table import line_table
from assets.parsed.metadata.masthead import best_name, claimed, is_house, spells
from assets.parsed.metadata.source import domain_of


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("© Harbour Post 2024", "Harbour Post"),
        ("Copyright 2025 Harbour Post. All rights reserved.", "Harbour Post"),
        ("Copyright © 2019-2023 by The Northern Bulletin", "The Northern Bulletin"),
        ("Harbour Post, Hull. All rights reserved.", "Harbour Post"),
        ("All rights reserved.", None),
        ("The copyright of the song was sold in 2024 to its singer.", None),
    ],
)
def test_rights_are_claimed_by_the_publisher(line: str, name: str | None) -> None:
    assert claimed(line) == name


def test_a_contact_line_names_its_house() -> None:
    page = line_table("Two ministers met.\nHarbour Office newsroom@harbouroffice.example +44 20 5550 0100")
    assert best_name(page) == "Harbour Office"


def test_the_window_names_the_outlet_behind_the_headline() -> None:
    page = line_table(
        "Two ministers met again in Oslo | Nordlys\nTwo ministers met again in Oslo\nThey talked for an hour."
    )
    page.title = 1
    assert best_name(page) == "Nordlys"


def test_the_name_that_spells_the_domain_comes_first() -> None:
    page = line_table("Far Star\n© Far Star 2024\nHarbour Post newsroom@harbourpost.example")
    assert best_name(page, "harbourpost") == "Harbour Post"
    assert spells("The Harbour Post", "harbourpost")
    assert not spells("Far Star", "harbourpost")


def test_rights_of_an_agency_do_not_name_the_outlet() -> None:
    assert best_name(line_table("© Reuters 2024")) is None


def test_house_words_tell_outlets_from_persons() -> None:
    assert is_house("Pacific Courier")
    assert not is_house("Rosa Quiroga")


@pytest.mark.parametrize(
    ("address", "domain"),
    [
        ("https://www.harbourpost.example/2024/a", "harbourpost.example"),
        ("http://news.intern.lan/a", "intern.lan"),
        ("https://news.bbc.co.uk/a", "bbc.co.uk"),
        ("http://10.1.2.3/a", None),
        ("http://localhost/a", None),
        ("https://co.uk/", None),
    ],
)
def test_unknown_endings_leave_the_last_two_labels(address: str, domain: str | None) -> None:
    assert domain_of(address) == domain
