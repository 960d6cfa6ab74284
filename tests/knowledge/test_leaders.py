"""Who led which state when."""

import pytest

from assets.knowledge.leaders import country_of


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
