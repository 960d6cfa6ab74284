"""A headline and the dateline behind it on one line are parted; sentences that name a place in capitals are not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assets.parsed.lines.run_on_dateline import split_headline
from assets.parsed.lines.split import split
from assets.parsed.parse import parse
from assets.raw.decoding import decode
from assets.raw.readers.documents import text_document

REPORT = "The ministers of two harbour towns signed a ferry accord on Thursday. Talks go on next month in Bergen."
HEAD = "Harbour towns sign ferry accord"


@pytest.mark.parametrize("dateline", ["OSLO, March 3 (AFP) - ", "OSLO (Reuters) - ", "OSLO, Norway (AP) — "])
def test_title_and_body_part_before_the_dateline(dateline: str) -> None:
    data = f"{HEAD} {dateline}{REPORT}".encode()
    article = parse(text_document("note.txt", data, decode(data), media_type="text/plain")).article
    assert article.title == HEAD
    assert article.body == REPORT
    assert article.dateline is not None
    assert article.dateline.country == "NOR"
    assert article.agency is not None
    assert article.agency in dateline


@pytest.mark.parametrize(
    "text",
    [
        f"OSLO, March 3 (AFP) - {REPORT}",
        f"The ferry line to OSLO (see the map) is closed - {REPORT}",
        "The towns of the strait told NATO (in March) - and others - that ferries must go on as before this year.",
        f"{HEAD} OSLO (Reuters) - ",
        "",
    ],
)
def test_other_lines_stay_whole(text: str) -> None:
    assert split_headline(text, split(text)) == split(text)


@given(st.lists(st.sampled_from([HEAD, " ", " - ", "OSLO", " (AFP) - ", "\n", REPORT, ", March 3"])).map("".join))
def test_cut_lines_hold_every_letter_once(text: str) -> None:
    lines = split_headline(text, split(text))
    letters = "".join(text[line.start : line.end] for line in lines)
    assert "".join(letters.split()) == "".join(text.split())


@pytest.mark.parametrize("outlet", [" | Harbour Post", ""])
@pytest.mark.parametrize("stamp", ["Oct 8, 2019 14:20", "8 October 2019", "October 8, 2019, 2:20 PM GMT"])
def test_a_page_on_one_line_is_parted_at_its_day_and_byline(outlet: str, stamp: str) -> None:
    data = f"{HEAD}{outlet} {stamp} By Anna Berg {REPORT}".encode()
    article = parse(text_document("note.txt", data, decode(data), media_type="text/plain")).article
    assert (article.title, article.byline, article.body) == (HEAD, ["Anna Berg"], REPORT)
    assert str(article.published.on) == "2019-10-08"
