"""Which printed stamps of a page are its own: those around headline and opening, the nearest first."""

import datetime as dt
import hashlib

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


def published(text: str, **supplied: str) -> dt.date | None:
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
