"""The year of a dateline that prints none."""

from assets.parsed.dateline.year import LIKELY, SURE, infer_year


def test_the_weekday_and_a_year_named_as_past_leave_one_year() -> None:
    text = "The council met in Oslo on Monday. It was the first such meeting since 2015."
    guess = infer_year(9, 8, text, 2026)
    assert guess is not None
    assert (guess.year, guess.confidence) == (2025, SURE)
    assert "Monday" in guess.evidence


def test_without_a_weekday_the_year_stays_open() -> None:
    assert infer_year(9, 8, "The council met for the first time since 2015.", 2026) is None


def test_without_any_year_the_weekday_alone_does_not_decide() -> None:
    assert infer_year(9, 8, "The council met on Monday.", 2026) is None


def test_several_years_that_fit_stay_open() -> None:
    assert infer_year(3, 16, "The council said on Monday that trade grew in 1986.", 2026) is None


def test_a_copyright_year_decides_among_several() -> None:
    text = "The council said on Monday that trade grew in 1986."
    guess = infer_year(3, 16, text, 2026, known_years=(1998,))
    assert guess is not None
    assert (guess.year, guess.confidence) == (1998, LIKELY)


def test_years_that_lie_far_back_leave_too_many_open() -> None:
    assert infer_year(3, 16, "The council, founded in 1921, met on Monday.", 2026) is None


def test_a_year_named_as_ahead_rules_nothing_out() -> None:
    text = "The bridge will be ready by 2030, the council said on Monday, as was promised in 2013."
    guess = infer_year(9, 8, text, 2024)
    assert guess is not None
    assert guess.year == 2014


def test_a_copyright_year_bounds_the_report() -> None:
    guess = infer_year(9, 8, "The council met on Monday.", 2026, known_years=(2014,))
    assert guess is not None
    assert guess.year == 2014


def test_other_weekdays_than_that_of_the_report_do_not_count() -> None:
    text = "After talks last Friday and every Tuesday, the council met on Monday, first since 2015."
    guess = infer_year(9, 8, text, 2026)
    assert guess is not None
    assert guess.year == 2025
