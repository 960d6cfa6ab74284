"""The vote between a page's titles, and the cutting of outlets from them."""

import pytest

from assets.raw.html.titles import Candidate, best_heading, headline, without_outlet

OUTLETS = ["The Daily Example", "example"]


@pytest.mark.parametrize(
    ("title", "clean"),
    [
        ("Ministers sign river treaty in Lima - The Daily Example", "Ministers sign river treaty in Lima"),
        ("Ministers sign river treaty in Lima | World | The Daily Example", "Ministers sign river treaty in Lima"),
        ("Ministers sign river treaty in Lima — example.com", "Ministers sign river treaty in Lima"),
        ("Talks end - with no deal in sight", "Talks end - with no deal in sight"),
        ("Ministers sign river treaty in Lima", "Ministers sign river treaty in Lima"),
        ("The Daily Example", "The Daily Example"),
    ],
)
def test_outlets_are_cut_and_headlines_are_not(title: str, clean: str) -> None:
    assert without_outlet(title, OUTLETS) == clean


def test_a_heading_shows_where_the_headline_ends() -> None:
    title = "Talks end - at last - Somebody Writing Here"
    assert without_outlet(title, [], ["Talks end - at last"]) == "Talks end - at last"


def test_the_heading_like_the_declared_titles_is_the_pages_own() -> None:
    titles = ["Ministers sign river treaty in Lima"]
    headings = ["Log in", "Ministers sign a river treaty in Lima", "Floods close the mountain road", ""]
    assert best_heading(headings, titles) == "Ministers sign a river treaty in Lima"
    assert best_heading(["Log in", "Most read"], titles) is None


def test_a_label_before_the_headline_is_cut() -> None:
    titles = ["Ministers sign river treaty in Lima"]
    assert best_heading(["World Ministers sign river treaty in Lima"], titles) == titles[0]


def test_what_readers_see_wins_unless_it_stands_alone() -> None:
    seen, declared = "Joint river patrols begin on Monday", "River patrols to begin Monday"
    heads = [Candidate(declared, 2.0)]
    assert headline([seen], heads, OUTLETS) == seen
    assert headline([seen], [*heads, Candidate(declared + " - The Daily Example", 2.0)], OUTLETS) == declared


def test_without_heading_the_declared_title_is_cleaned() -> None:
    assert (
        headline([], [Candidate("River patrols to begin Monday | example", 1.0)], OUTLETS)
        == "River patrols to begin Monday"
    )
    assert headline([], [], OUTLETS) is None


def test_titles_of_absurd_length_are_passed_over() -> None:
    long = "a - " * 100_000
    assert (
        headline([long], [Candidate(long, 2.0), Candidate("River patrols begin", 1.0)], OUTLETS)
        == "River patrols begin"
    )
