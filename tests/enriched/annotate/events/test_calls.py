"""Calls beside what is said in them: who is joined by which words of the channel."""

from collections.abc import Callable

import pytest

from assets.enriched.annotate.records import Annotation

ReadText = Callable[..., Annotation]
Sides = Callable[[Annotation, str], list[dict[str, str]]]


@pytest.mark.parametrize(
    "text",
    [
        "Peruvian Foreign Minister Ana Gervasi spoke by telephone with Chilean Foreign Minister Alberto van Klaveren.",
        "Peruvian Foreign Minister Ana Gervasi told Chilean Foreign Minister Alberto van Klaveren in a phone call that "
        "trade would grow.",
        "Peruvian Foreign Minister Ana Gervasi thanked Chilean Foreign Minister Alberto van Klaveren in a telephone "
        "call.",
        "Peruvian Foreign Minister Ana Gervasi and Chilean Foreign Minister Alberto van Klaveren discussed trade by "
        "phone on Monday.",
        "Peruvian Foreign Minister Ana Gervasi held a video conference with Chilean Foreign Minister Alberto van "
        "Klaveren.",
        "During a call with Chilean Foreign Minister Alberto van Klaveren, Peruvian Foreign Minister Ana Gervasi urged "
        "patience.",
    ],
)
def test_a_call_joins_both_sides(read_text: ReadText, sides: Sides, text: str) -> None:
    assert sides(read_text(text), "call") == [{"Ana Gervasi": "actor", "Alberto van Klaveren": "actor"}]


def test_a_call_leaves_what_is_said_in_it(read_text: ReadText) -> None:
    text = (
        "Spanish Foreign Minister Jose Manuel Albares urged Iran in a phone call with Iran's Hossein Amirabdollahian."
    )
    assert "appeal" in {event.event_kind for event in read_text(text).events}


def test_what_is_done_by_phone_alone_joins_nobody(read_text: ReadText, sides: Sides) -> None:
    assert sides(read_text("The Belgian minister voted by phone."), "call") == []
