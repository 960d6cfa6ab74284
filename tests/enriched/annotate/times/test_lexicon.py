"""Numbers, units and durations."""

import pytest

from assets.enriched.annotate.times.lexicon import duration, number_of, ordinal_of, unit_of


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("three", 3),
        ("twenty-four", 24),
        ("twenty four", 24),
        ("a hundred", 100),
        ("two thousand", 2000),
        ("3,500", 3500),
        ("2 1/2", 2.5),
        ("2.5", 2.5),
        ("a couple of", 2),
        ("a dozen", 12),
        ("several", None),
        ("a few", None),
    ],
)
def test_numbers_in_words_and_digits(text: str, number: float | None) -> None:
    assert number_of(text) == number


def test_ordinals() -> None:
    assert (ordinal_of("3rd"), ordinal_of("Twenty-First"), ordinal_of("thirty first")) == (3, 21, 31)
    assert ordinal_of("thing") is None


def test_units_are_known_in_the_plural() -> None:
    assert [unit_of(word) for word in ("Days", "centuries", "week")] == ["day", "century", "week"]
    with pytest.raises(KeyError):
        unit_of("parsec")


@pytest.mark.parametrize(
    ("number", "unit", "value"),
    [
        (3, "week", "P3W"),
        (2, "hour", "PT2H"),
        (2.5, "year", "P2Y6M"),
        (1.5, "hour", "PT1H30M"),
        (1.5, "day", "P1DT12H"),
        (2, "century", "P200Y"),
        (1, "fortnight", "P2W"),
        (None, "month", "PXM"),
    ],
)
def test_durations_are_written_as_timex3(number: float | None, unit: str, value: str) -> None:
    assert duration(number, unit) == value
