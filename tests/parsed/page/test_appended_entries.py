"""The report above a live blog's entries, comments or further stories ends where they begin."""

import pytest

from assets.parsed.lines.line_table import line_table
from assets.parsed.page.appended_entries import before_entries

REPORT = [
    f"Harbour {n} stayed shut on Monday, the port authority said, and forty ships waited outside for the wind to drop."
    for n in range(4)
]
ENTRY = "The first tug left its berth, and the pilots were told to be ready within the hour."


def end(marks: list[str], heading_first: bool = False) -> int:
    """How many lines of the report and its entries are kept."""
    lines = list(REPORT)
    for mark in marks:
        lines += ["Pilots are told to wait", mark, ENTRY] if heading_first else [mark, ENTRY]
    page = line_table("\n".join(lines))
    return before_entries(page, 0, len(page.lines))


@pytest.mark.parametrize(
    "marks",
    [
        ["2d ago / 7:58 AM UTC", "2d ago / 5:52 AM UTC", "2d ago / 4:51 AM UTC"],
        ["Marta Quill/December 21, 2023", "Tom Lind/December 20, 2023", "Eva Holm/December 19, 2023"],
        ["December 21, 2023 At 5:35 pm", "December 21, 2023 At 6:02 pm", "December 22, 2023 At 9:11 am"],
        ["1709417828Tugs leave the berth", "1709417007Wind drops", "1709416104Harbour shut again"],
    ],
)
def test_a_report_ends_before_its_entries(marks: list[str]) -> None:
    assert end(marks) == len(REPORT)
    assert end(marks, heading_first=True) == len(REPORT)


@pytest.mark.parametrize(
    "marks",
    [
        ["3 March 2023", "9 April 2023", "1 May 2023"],  # a chronology
        ["04.13.21", "11.07.23", "10.31.23"],  # days of stories that are advertised inside the report
        ["December 21, 2023 At 5:35 pm", "December 21, 2023 At 6:02 pm"],  # two are no series
    ],
)
def test_dates_inside_a_report_do_not_end_it(marks: list[str]) -> None:
    assert end(marks) == len(REPORT) + 2 * len(marks)


def test_a_live_blog_without_a_report_is_kept() -> None:
    lines = [part for hour in range(5) for part in (f"{hour + 1}:20 PM GMT", "The tug waits.")]
    page = line_table("\n".join(lines))
    assert before_entries(page, 0, len(page.lines)) == len(lines)
