import pytest
from hypothesis import given
from hypothesis import strategies as st

from assets.enriched.annotate.places.context import container_named, full_names


@pytest.mark.parametrize(
    ("words", "after_comma", "adjective", "country", "admin1"),
    [
        ("Texas", True, False, "USA", "TX"),
        ("Florida", True, False, "USA", "FL"),
        ("Tex.", True, False, "USA", "TX"),
        ("TX", True, False, "USA", "TX"),
        ("Georgia", True, False, "USA", "GA"),
        ("Georgia", False, False, "GEO", None),
        ("South Korea said", False, False, "KOR", None),
        ("Iraqi", False, True, "IRQ", None),
        ("Donbas", False, False, "UKR", None),
    ],
)
def test_a_container_is_named(words: str, after_comma: bool, adjective: bool, country: str, admin1: str | None) -> None:
    found = container_named(words, after_comma, adjective)
    assert found is not None
    assert (found.country, found.admin1) == (country, admin1)


@pytest.mark.parametrize("words", ["Monday", "Iraqi", "Lee"])
def test_other_words_are_no_container(words: str) -> None:
    assert container_named(words, False) is None


def test_abbreviations_have_full_names() -> None:
    assert full_names("Calif.") == full_names("Calif") == ("California",)
    assert full_names("N.J.") == ("New Jersey",)
    assert full_names("WA") == ("Washington", "Western Australia")
    assert full_names("Seoul") == ("Seoul",)


@given(st.text(max_size=60), st.booleans(), st.booleans())
def test_any_words_are_read(words: str, after_comma: bool, adjective: bool) -> None:
    found = container_named(words, after_comma, adjective)
    assert found is None or -90 <= found.latitude <= 90
