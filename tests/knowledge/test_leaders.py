"""Who led which state when."""

import pytest

from assets.knowledge.leaders import country_of, home_of, in_office


@pytest.mark.parametrize(
    ("name", "office", "year", "country"),
    [
        ("Clinton", "president", 1996, "USA"),
        ("Barack Obama", "president", 2011, "USA"),
        ("Kim Jong-il", "leader", 2004, "PRK"),
        ("Moon", "president", 2019, "KOR"),
        ("Giscard d'Estaing", "president", 1977, "FRA"),
        ("Giscard d’Estaing", "president", 1977, "FRA"),
        ("Michelle Bachelet", "president", None, "CHL"),
        ("Clinton", "president", 1950, None),
        ("Clinton", "prime minister", 1996, None),
        ("Nobody", "president", 1996, None),
        ("", "president", 1996, None),
    ],
)
def test_the_holder_of_that_year(name: str, office: str, year: int | None, country: str | None) -> None:
    assert country_of(name, office, year) == country


def test_several_countries_are_no_answer() -> None:
    assert country_of("Abdullah", "monarch", None) is None
    assert country_of("Abdullah", "monarch", 1990) is None


@pytest.mark.parametrize(
    ("name", "year", "country", "office"),
    [
        ("Merkel", 2010, "DEU", "chancellor"),
        ("Angela Merkel", 2010, "DEU", "chancellor"),
        ("Sergey Lavrov", 2015, "RUS", "foreign minister"),
        ("Guterres", 2020, None, "secretary-general"),
    ],
)
def test_who_holds_office_in_a_year(name: str, year: int, country: str | None, office: str) -> None:
    leader = in_office(name, year)
    assert leader is not None
    assert (leader.country, leader.office, leader.surely_in(year)) == (country, office, True)


@pytest.mark.parametrize(
    ("name", "year"), [("Lavrov", 2015), ("Merkel", 1990), ("Abdullah Abdullah", 2008), ("", 2010)]
)
def test_whom_nobody_would_know_by_the_name(name: str, year: int) -> None:
    assert in_office(name, year) is None


def test_bearers_in_several_countries_are_told_apart_by_what_a_text_is_about() -> None:
    assert in_office("Lee", 2010) is None
    meant = in_office("Lee", 2010, frozenset({"KOR"}))
    assert meant is not None
    assert meant.name == "Lee Myung-bak"


def test_the_home_of_a_full_name() -> None:
    assert home_of("Colin Powell") == "USA"
    assert home_of("Powell") is None
    assert home_of("Dler Mustafa Hassan") is None
