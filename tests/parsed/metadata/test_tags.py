"""A page's own key words are collected from lists and runs of values, without menus and desks' marks."""

from assets.parsed.lines.line_table import line_table
from assets.parsed.metadata.tags import find_tags

ADDRESS = "https://www.example-news.org/world/cod-quota-agreed"
TITLE = "Norway and Iceland agree on cod quota"
REPORT = (
    "Norway and Iceland agreed on Monday on a quota for cod, and officials said that the talks had ended early. Both"
    " fleets may land as much as last year, the ministries of fisheries said after the talks in Oslo."
)


def tags(*values: str) -> list[str]:
    """The tags among the values of a page's metadata."""
    page = line_table("\n".join(["2024-03-04", ADDRESS, TITLE, *values, "1200", "800", REPORT, "en", "true"]))
    at = next(n for n, line in enumerate(page.lines) if line.text == REPORT)
    page.body, page.title = (at, at + 1), 2
    assert page.layout_kind == "values"
    return find_tags(page, "Example News", None)[0]


def test_a_list_of_key_words() -> None:
    assert tags("Norway, Iceland, cod, fisheries") == ["Norway", "Iceland", "cod", "fisheries"]


def test_a_pair_that_the_page_repeats_is_a_list() -> None:
    assert tags("Nordics, Quotas", "640", "Nordics, Quotas") == ["Nordics", "Quotas"]


def test_a_headline_with_a_comma_is_no_list() -> None:
    assert tags("Every quota that Norway has ever agreed,ranked by its size") == []


def test_the_sites_sections_behind_the_key_words_are_its_menu() -> None:
    found = tags("norway,iceland,cod,quota,politics,sport,entertainment,lifestyle,opinion,extra")
    assert found == ["norway", "iceland", "cod", "quota"]


def test_marks_of_whom_a_report_is_sent_to_are_no_topics() -> None:
    wires = ", ".join(f"{state} State Wire" for state in ("NE", "GA", "MI", "NC", "PA"))
    assert tags(f"Norway, Iceland, cod, {wires}") == ["Norway", "Iceland", "cod"]


def test_addresses_and_the_outlet_are_no_topics() -> None:
    assert tags("Norway, Iceland, cod, example-news.org, Example News") == ["Norway", "Iceland", "cod"]


def test_a_labelled_subject_is_a_tag() -> None:
    assert tags("Subject: Fisheries", "Subject: Quotas") == ["Fisheries", "Quotas"]
