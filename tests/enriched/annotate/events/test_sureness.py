"""What speaks for a report and against it, and the sum."""

from collections.abc import Callable

import pytest

from assets.enriched.annotate.events.sureness import SIGNS, sureness, weights
from assets.enriched.annotate.records import Annotation

ReadText = Callable[..., Annotation]

MEETING = "Fijian Defence Minister Pio Tikoduadua met Australian Defence Minister Richard Marles in Suva on Tuesday."


def signs(annotation: Annotation, kind: str = "meeting") -> set[str]:
    (event,) = [e for e in annotation.events if e.event_kind == kind]
    assert event.signs == tuple(sign for sign in SIGNS if sign in event.signs)
    return set(event.signs)


def test_a_plain_report_of_an_opening(read_text: ReadText) -> None:
    text = "\n".join([MEETING, "Rain fell.", "Shops were shut.", "Buses were late."])
    assert signs(read_text(text)) == {"opening", "two_parties", "all_named"}


def test_below_the_opening_a_party_of_the_sentence_before(read_text: ReadText) -> None:
    opening = "Rain fell for most of the week.\nShops near the river closed early.\nTraffic was slow on the main road."
    news = (
        "French Foreign Minister Catherine Colonna arrived in Beirut on Monday.\nShe met Lebanese Prime Minister Najib"
    )
    assert signs(read_text(f"{opening}\n{news} Mikati on Tuesday.")) == {"two_parties"}


@pytest.mark.parametrize(
    ("sentence", "kind", "sign"),
    [
        ("Fijian Defence Minister Pio Tikoduadua will visit Australia on Friday.", "planned_meeting", "planned"),
        (
            "The pact was praised by Richard Marles, the Australian defence minister, who met Fijian Defence Minister "
            "Pio Tikoduadua on Tuesday.",
            "meeting",
            "aside",
        ),
    ],
)
def test_a_sign_is_seen(read_text: ReadText, sentence: str, kind: str, sign: str) -> None:
    assert sign in signs(read_text(sentence), kind)


def test_three_are_not_two(read_text: ReadText) -> None:
    annotation = read_text("Norway, Sweden and Finland signed a defence agreement in Oslo on Tuesday.")
    assert "two_parties" not in signs(annotation, "agreement")


def test_the_sum_is_logistic_and_unknown_signs_weigh_nothing() -> None:
    by = {"start": 0.0, "opening": 2.0, "aside": -2.0}
    assert sureness([], by) == 0.5
    assert sureness(["opening"], by) == 0.8808
    assert sureness(["opening", "aside", "of another kind"], by) == 0.5


def test_every_sign_has_its_weight() -> None:
    assert set(weights()) == {"start", *SIGNS}
