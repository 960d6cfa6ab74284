"""Which printed stamps of a page are its own: those around headline and opening, the nearest first."""

import datetime as dt
import hashlib
from typing import Any

import pytest

from assets.parsed.parse import parse
from assets.raw.records import RawDocument, Supplied

REPORT = (
    "The harbour masters of four towns agreed on Tuesday to share the cost of a new lighthouse on the outer reef.\n"
    "Edda Holm, who speaks for the towns, said the light would be seen from the ferry lines in the strait.\n"
    "Fishermen had asked for it since the old tower was lost in a storm, and two councils still have to vote.\n"
    "Work is to begin in spring, when the ice is off the reef, and to last for two summers, the towns said.\n"
)
MENU = "Skip to content\nMenu\nHome\nWorld\nPolitics\nBusiness\nSearch\nSubscribe\nLog in\n"
FOOT = "Most read\nPrivacy policy\nSign up for our newsletter\nContact us\n"
TITLE = "Four towns to build lighthouse on outer reef\n"


def published(text: str, **supplied: Any) -> dt.date | None:
    digest = hashlib.sha256(text.encode()).hexdigest()
    document = RawDocument(
        digest[:32], "notes/page.txt", "text/plain", "utf-8", len(text.encode()), digest, text, Supplied(**supplied)
    )
    return parse(document).article.published.on


@pytest.mark.parametrize(
    "head",
    [
        "By Edda Holm\nOctober 8, 2019\n",
        "The light will be seen from every ferry line in the strait, the towns say.\nBy Edda Holm\nOct 8, 2019\n",
        "The light will be seen from every ferry, the towns say.\nShare\nSave\nPrint\nEmail\nEdda Holm\nOct 8, 2019\n",
        "Edda Holm / HARBOURPOST / Oct 8, 2019, 17:07 IST\nShare\nText Size\nSmall\nMedium\nLarge\n",
        "Desk / Updated: Oct 8, 2019, 19:28 IST\nShare\nText Size\nSmall\nMedium\nLarge\n",
        "Tuesday, 8 Oct 2019 4:55 PM MYT\n",
        "4:00 PM on October 8, 2019\n",
        "Edda Holm/October 8, 2019\n",
        "08.10.19 14:05\n",
    ],
)
def test_the_day_stands_within_fifteen_lines_of_the_report(head: str) -> None:
    assert published(MENU + TITLE + head + REPORT + FOOT) == dt.date(2019, 10, 8)


def test_the_day_below_the_headline_is_taken_before_the_day_of_the_visit_above() -> None:
    assert published(MENU + "Sunday, 20 October 2019\n" + TITLE + "8 October 2019\n" + REPORT + FOOT) == dt.date(
        2019, 10, 8
    )


def test_a_day_far_from_the_report_is_another_storys() -> None:
    others = "".join(f"Ferry number {n} sails again\n" for n in range(20))
    assert published(MENU + "8 October 2019\n" + others + TITLE + "By Edda Holm\n" + REPORT + FOOT) is None


@pytest.mark.parametrize(
    ("stamp", "foot", "day"),
    [
        ("8 OCT, 15:20\n", "© Harbour Post, daily paper of the strait 2019\n", dt.date(2019, 10, 8)),
        ("October 8, 15:20\n", "Copyright 2019 Harbour Post\n", dt.date(2019, 10, 8)),
        ("9 OCT, 15:20\n", "© 2019 Harbour Post\n", dt.date(2019, 10, 9)),
        ("12 OCT, 15:20\n", "© 2019 Harbour Post\n", None),
        ("8 OCT, 15:20\n", "", None),
    ],
)
def test_a_day_without_a_year_takes_that_of_the_imprint_where_the_weekday_fits(
    stamp: str, foot: str, day: dt.date | None
) -> None:
    assert published(MENU + TITLE + stamp + REPORT + foot + FOOT) == day


def test_a_credit_line_of_agency_place_and_two_stamps_has_the_day_that_the_weekday_confirms() -> None:
    credit = "Reuters | Bergen | Updated: 08-10-2019 10:41 IST | Created: 08-10-2019 10:32 IST\n"
    assert published(TITLE + credit + REPORT) == dt.date(2019, 10, 8)


@pytest.mark.parametrize(
    ("opening", "supplied", "day"),
    [
        ("The pier opened today (Sunday, 6 May 2018) in Bergen, the harbour master said.", {}, dt.date(2018, 5, 6)),
        (
            "The pier opened today (Sunday, 6 May) in Bergen, the harbour master said.",
            {"url": "https://harbour.example/2018/05/pier"},
            dt.date(2018, 5, 6),
        ),
        ("The pier opened on Sunday (6 May), for the first time since 2017.", {}, dt.date(2018, 5, 6)),
        ("The pier opened today (Sunday, 6 May) in Bergen, the harbour master said.", {}, None),
    ],
)
def test_the_day_that_a_report_calls_today(opening: str, supplied: dict[str, str], day: dt.date | None) -> None:
    assert published(opening + "\n\n" + REPORT.replace(" on Tuesday", ""), **supplied) == day
