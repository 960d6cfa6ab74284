"""Credit lines around the headline of a plain article give day, author and outlet, and are no part of its body."""

import datetime as dt
import hashlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assets.parsed.metadata.credit_lines import credit
from assets.parsed.parse import parse
from assets.parsed.records import Parsed
from assets.raw.records import RawDocument

TITLE = "Chile and Peru reopen talks on fishing rights"
BODY = (
    "The foreign ministers of Chile and Peru sat down in Arica and agreed that their coast guards would share patrol "
    "plans before the anchovy season opens.",
    "Both governments said that the arrangement would be looked at again after a year.",
)


def parsed(*head: str) -> Parsed:
    text = "\n\n".join((*head, *BODY))
    identity = hashlib.sha256(text.encode()).hexdigest()
    return parse(RawDocument(identity[:32], "a.txt", "text/plain", "utf-8", len(text), identity, text))


@pytest.mark.parametrize(
    ("line", "authors", "outlet"),
    [
        ("March 3, 2021", [], None),
        ("Harbour Post | 3 March 2021", [], "Harbour Post"),
        ("*3 March 2021, Harbour Post*", [], "Harbour Post"),
        ("Published: 3 March 2021", [], None),
        ("By Rosa Quiroga, Harbour Post, 3 March 2021", ["Rosa Quiroga"], "Harbour Post"),
        ("Rosa Quiroga and Inti Mamani | 3 March 2021", ["Rosa Quiroga", "Inti Mamani"], None),
    ],
)
def test_a_credit_line_dates_and_signs_the_article(line: str, authors: list[str], outlet: str | None) -> None:
    article = parsed(TITLE, line).article
    assert (article.published.on, article.published.method) == (dt.date(2021, 3, 3), "header")
    assert (article.title, article.byline, article.outlet) == (TITLE, authors, outlet)
    assert article.body.startswith("The foreign ministers")


def test_credits_may_stand_above_the_headline_and_on_several_lines() -> None:
    article = parsed("Harbour Post", "3 March 2021", TITLE, "Rosa Quiroga and Inti Mamani").article
    assert (article.title, article.outlet) == (TITLE, "Harbour Post")
    assert article.byline == ["Rosa Quiroga", "Inti Mamani"]
    assert article.body == "\n\n".join(BODY)


def test_a_day_of_change_is_not_the_day_of_publication() -> None:
    page = parsed(TITLE, "Published 3 March 2021", "Updated 9 March 2021")
    assert page.article.published.on == dt.date(2021, 3, 3)
    assert [s.role for s in page.segments][:3] == ["title", "published", "updated"]


@pytest.mark.parametrize(
    "line",
    [
        "Chile mourns the dead of 3 March 2021",
        "The ministers met on 3 March 2021, and both of them smiled.",
        "Talks, trade and tides",
        "By the sea",
    ],
)
def test_what_says_more_is_no_credit(line: str) -> None:
    assert credit(line) is None


def test_persons_of_the_report_do_not_sign_it() -> None:
    assert parsed(TITLE, "Foreign Ministers Meet", "Chile and Peru").article.byline == []


@settings(max_examples=60)
@given(st.text(max_size=300))
def test_any_line_is_read(line: str) -> None:
    found = credit(line)
    assert found is None or found.role in {"published", "updated", "byline"}
