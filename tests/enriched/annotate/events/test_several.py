"""Which reports stand for several acts, and that such a count is no row beside the act of the day."""

import datetime as dt
from collections.abc import Callable

import pytest

from assets.enriched.annotate.records import Annotation

ReadText = Callable[..., Annotation]
TODAY = dt.date(2024, 5, 15)


@pytest.mark.parametrize(
    ("text", "several"),
    [
        ("Danish Foreign Minister Lars Lokke Rasmussen has met Polish President Andrzej Duda several times.", True),
        (
            "Danish Foreign Minister Lars Lokke Rasmussen held numerous meetings with Polish President Andrzej Duda.",
            True,
        ),
        ("Danish Foreign Minister Lars Lokke Rasmussen met Polish President Andrzej Duda.", False),
        ("Danish Foreign Minister Lars Lokke Rasmussen held talks with Polish President Andrzej Duda.", False),
        ("Iran fired three ballistic missiles into the sea.", False),
        ("Iran has conducted several missile tests.", True),
    ],
)
def test_a_plural_of_acts_or_a_frequency_is_several(read_text: ReadText, text: str, several: bool) -> None:
    assert {event.several for event in read_text(text, TODAY).events} == {several}


def test_a_count_of_tests_is_no_row_beside_the_test_of_the_day(read_text: ReadText) -> None:
    lead = "Iran test-fired a ballistic missile on Tuesday, state television said.\n" + "Rain fell.\n" * 6
    (event,) = read_text(lead + "Iran has conducted several missile tests.", TODAY).events
    assert (event.start_on, event.several) == (dt.date(2024, 5, 14), False)
