"""Which undated reports are of the day that the lead names, and which are background."""

import datetime as dt
from collections.abc import Callable

import pytest

from assets.enriched.annotate.records import Annotation

ReadText = Callable[..., Annotation]
TODAY = dt.date(2024, 5, 15)
LEAD = "Danish Foreign Minister Lars Lokke Rasmussen arrived in Oran on Tuesday.\n"


def days(annotation: Annotation, kind: str) -> list[dt.date | None]:
    return [event.start_on for event in annotation.events if event.event_kind == kind]


def test_news_takes_the_day_of_the_lead(read_text: ReadText) -> None:
    assert days(read_text(LEAD + "Denmark condemned Iran.", TODAY), "condemnation") == [dt.date(2024, 5, 14)]


@pytest.mark.parametrize(
    "text",
    [
        "During the campaign, Denmark condemned Iran.",
        "Denmark previously condemned Iran.",
        "Denmark has condemned Iran.",
    ],
)
def test_background_does_not(read_text: ReadText, text: str) -> None:
    lead = LEAD + "He was greeted by a band.\n"
    assert days(read_text(lead + text, TODAY), "condemnation") == [None]


def test_the_same_act_told_with_its_day_gives_it(read_text: ReadText) -> None:
    text = (
        "Danish Prime Minister Mette Frederiksen met Polish President Andrzej Duda, a spokesman said on Tuesday.\n"
        "Frederiksen met Duda late on Monday."
    )
    assert set(days(read_text(text, TODAY), "meeting")) == {dt.date(2024, 5, 13)}


def test_talks_out_of_which_somebody_speaks_are_news(read_text: ReadText) -> None:
    text = LEAD + "Rain fell.\n" * 6 + "Rasmussen warned of delays after talks with Polish President Andrzej Duda."
    assert days(read_text(text, TODAY), "meeting") == [dt.date(2024, 5, 14)]
