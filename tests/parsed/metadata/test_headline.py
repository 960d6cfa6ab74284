"""Headlines are trimmed and chosen by what stands around them."""

import pytest

from assets.parsed.lines.line_table import line_table
from assets.parsed.lines.shapes import shape
from assets.parsed.metadata.headline import find_title, header_score
from assets.parsed.metadata.headline_trimming import is_host, trim
from assets.parsed.page.body_region import is_list
from assets.parsed.parse import parse
from assets.raw.decoding import decode
from assets.raw.readers.documents import text_document


def test_amounts_and_years_make_a_list_and_headlines_do_not() -> None:
    results = line_table("2021: Ann Berg\n2022: Tom Lind\n2023: Eva Holm\n2024: Ann Berg")
    stories = line_table("Bank leaves rates\nFerry runs aground\nCourt hears appeal\nStorm nears coast")
    assert is_list(results, 0, 4)
    assert not is_list(stories, 0, 4)


@pytest.mark.parametrize(
    "line",
    [
        "JUST WATCHED Minister leaves talks Replay More Videos ... MUST WATCH",
        "3 of 12 | Ships wait outside the harbour.",
    ],
)
def test_widgets_and_counted_pictures_are_captions(line: str) -> None:
    assert shape(line).kind == "caption"


def test_a_share_is_no_counted_picture() -> None:
    assert shape("3 of 12 members voted against the plan to dredge the harbour, the ministry said.").kind == "prose"


ADDRESS = "https://www.example-news.org/world/quota-talks-end"
DESCRIPTION = "Norway and Iceland have agreed on how much cod each of them may land next year."
REPORT = (
    "OSLO - Norway and Iceland agreed on Monday on a quota for cod, and officials said that the talks had ended early. "
    "Both fleets may land as much as last year, the ministries of fisheries said after the talks in the capital."
)


def title_of(*values: str) -> str | None:
    """The headline among the values of a page's metadata, which stand before the report."""
    page = line_table("\n".join(["2024-03-04", ADDRESS, *values, "1200", "800", REPORT, "en"]))
    page.body = (len(page.lines) - 2, len(page.lines) - 1)
    number = find_title(page)
    return None if number is None else page.raw_text[slice(*trim(page, number))]


def test_a_longer_headline_that_the_page_repeats_wins_over_the_windows_title() -> None:
    long = "Norway and Iceland agree on cod quota, end talks early"
    assert (
        title_of("Norway and Iceland agree on cod quota | Example News", DESCRIPTION, long, DESCRIPTION, long) == long
    )


def test_a_windows_title_with_the_outlet_behind_a_dash_is_no_longer_headline() -> None:
    window = "Norway and Iceland agree on cod quota"
    assert title_of(window, DESCRIPTION, f"{window} - Example News", f"{window} - Example News") == window


def test_a_headline_of_two_sentences_stands_behind_its_kicker() -> None:
    headline = "Norway and Iceland agree on quota. The cod does not."
    line = f"Opinion | {headline}"
    assert title_of("Why the cod quota talks failed - Example News", DESCRIPTION, line, line, line) == headline


def test_a_headline_may_hold_the_name_of_the_site() -> None:
    page = line_table("2024-03-04\nhttps://www.cod.com/a/b\nEverything about cod quotas in one place\n")
    assert not is_host(page, "Everything about cod quotas in one place")
    assert is_host(page, "COD")


OPENING = (
    "The harbour masters of four towns met on Tuesday and agreed on patrols of the strait, the towns said.\n\nMore."
)


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("Patrols Agreed\nOctober 8, 2019\n\n", "Patrols Agreed"),
        ("EVENING NEWS\n\nSummit Opens Today\n\nOctober 8, 2019\n\n", "Summit Opens Today"),
        (
            "The Harbour Post\n\nOctober 8, 2019 Tuesday\n\nPeace Talks Resume\n\nBYLINE: Ann Berg\n\n",
            "Peace Talks Resume",
        ),
        (
            "Ministry of Fisheries\nPress release\n8 October 2019\n\nFour Towns Agree on Patrols\n\n",
            "Four Towns Agree on Patrols",
        ),
        (
            "Office of the Spokesperson\nFor Immediate Release\nREADOUT\nOctober 8, 2019\n\nFour Towns Agree\n\n",
            "Four Towns Agree",
        ),
        ("Ann Berg\n\n", None),
    ],
)
def test_short_headlines_and_letterheads_of_plain_texts(head: str, title: str | None) -> None:
    text = head + OPENING
    article = parse(text_document("note.txt", text.encode(), decode(text.encode()), media_type="text/plain")).article
    assert article.title == title
    assert article.byline in ([], ["Ann Berg"])
    assert article.body.startswith("The harbour masters") or title is None


def test_a_value_that_breaks_off_gives_way_to_the_one_that_goes_on() -> None:
    whole = "Norway and Iceland agree on a quota for cod after three days of talks in the capital"
    cut = "Norway and Iceland agree on a quota for cod after three days of talks in the..."
    assert title_of(f"{whole} | Example News", cut, cut, cut, cut) == whole


def test_character_references_of_a_title_are_read() -> None:
    data = f"Norway&rsquo;s quota for cod is settled\n\n{REPORT}".encode()
    article = parse(text_document("note.txt", data, decode(data), media_type="text/plain")).article
    assert article.title == "Norway’s quota for cod is settled"


def test_the_outlets_name_before_a_headline_is_cut_off() -> None:
    page = line_table(
        f"https://www.harbourpost.example/a\nHarbour Post | Norway and Iceland agree on a quota\n{REPORT}"
    )
    start, end = trim(page, 1)
    assert page.raw_text[start:end] == "Norway and Iceland agree on a quota"


def test_a_line_among_paragraphs_is_no_headline_of_a_page() -> None:
    lines = ["Norway and Iceland agree", *REPORT.split(". "), "Quota for cod"]
    page = line_table(
        "\n".join(line if line.endswith(".") or n in {0, 3} else line + "." for n, line in enumerate(lines))
    )
    assert header_score(page, 3) < header_score(page, 0) - 1


def test_a_hint_at_a_link_inside_a_sentence_makes_it_no_boilerplate() -> None:
    told = "The harbour's index (.HRB), opens new tab on Friday closed at its highest level since the spring of 2022."
    assert shape(told).kind == "prose"
    assert shape("Read the full list of quotas, opens new tab").kind == "boilerplate"
