"""Notes behind the reporting are cut; reporting that sounds like them is not."""

import pytest

from assets.parsed.lines.line_table import line_table
from assets.parsed.page.trailing_boilerplate import without_trailing_boilerplate

REPORT = [
    f"The ministry said on Monday that harbour number {n} would be dredged before winter, and that ships could wait."
    for n in range(8)
]


def kept(*last: str) -> int:
    """How many of the last lines stay in the body."""
    page = line_table("\n".join([*REPORT, *last]))
    page.body = (0, len(page.lines))
    return without_trailing_boilerplate(page)[1] - len(REPORT)


@pytest.mark.parametrize(
    "note",
    [
        "Marta Quill is a freelance writer who covers ports and shipping.",
        "If you value independent journalism, please consider a gift today.",
        "This article was originally published by a partner and is republished here with thanks.",
        "Sign up for a weekly letter on ships.",
    ],
)
def test_a_note_is_cut(note: str) -> None:
    assert kept(note) == 0


def test_several_notes_and_names_between_them_are_cut() -> None:
    assert kept("Marta Quill", "Marta Quill is a staff writer.", "Read our newsletter on ships.") == 0


@pytest.mark.parametrize(
    "line",
    [
        "The harbour master is a former captain and covers three ports, the ministry said.",
        "A boycott of the paper began after it had printed the list of ships.",
    ],
)
def test_reporting_stays(line: str) -> None:
    assert kept(line) == 1


def test_a_note_before_a_paragraph_stays() -> None:
    assert kept("Marta Quill is a staff writer.", REPORT[0] + " It is the last word.") == 2


def test_a_short_text_is_left_alone() -> None:
    page = line_table("Sign up for the course by Friday.\nThe newsletter of the ministry says so.")
    page.body = (0, 2)
    assert without_trailing_boilerplate(page) == (0, 2)


def test_nothing_is_kept_behind_a_note_on_where_it_was_first_printed() -> None:
    note = "A version of this article appears in print on Page 4 of the national edition."
    assert kept(note, "Our coverage of the ports", REPORT[1] + " It is another story.") == 0


def test_a_note_on_the_origin_above_the_report_ends_nothing() -> None:
    page = line_table("\n".join(["This article originally appeared in the port's own gazette.", *REPORT]))
    page.body = (0, len(page.lines))
    assert without_trailing_boilerplate(page) == page.body


MENU = ["Home", "World", "Sport", "Search", "Subscribe", "Log in", "Privacy policy", "Menu", "Weather", "Video"]


def page_end(*last: str, authors: tuple[str, ...] = ()) -> int:
    """How many of the last lines of a page's report stay in it."""
    page = line_table("\n".join([*MENU, *REPORT, *last, *MENU]))
    assert page.layout_kind == "page"
    page.body = (len(MENU), len(MENU) + len(REPORT) + len(last))
    page.authors = list(authors)
    return without_trailing_boilerplate(page)[1] - len(MENU) - len(REPORT)


def test_an_appeal_of_several_paragraphs_is_cut() -> None:
    first = "At the Port Courier, we believe that everyone needs high-quality journalism on ships and harbours."
    rest = "As the season heats up, our reporters are out on every pier, day and night, in all kinds of weather."
    assert page_end(first, rest, "Help us keep news free for everyone by giving today.") == 0


def test_one_note_among_paragraphs_is_no_appeal() -> None:
    note = "The ministry's newsletter says that the ships will be let in one by one, the oldest of them first."
    assert page_end(note, REPORT[0] + " So it went on.", REPORT[1] + " It ended late.") == 3


def test_a_pages_report_ends_at_the_note_on_its_author() -> None:
    note = "Marta Quill is a staff writer who reports on ports."
    others = [REPORT[2] + " It is another story.", REPORT[3] + " It is a third one."]
    assert page_end(REPORT[0] + " More.", note, *others, authors=("Marta Quill",)) == 1
    assert page_end(REPORT[0] + " More.", note, *others) == 4
