"""Modes of events by what is asked, threatened, cut or used, in sentences of our own."""

from collections.abc import Callable

import pytest

from assets.enriched.annotate.records import Annotation
from assets.reference import read_yaml

ReadText = Callable[..., Annotation]


@pytest.mark.parametrize(
    ("text", "kind", "mode"),
    [
        ("Ghana urged Togo to send troops.", "appeal", "assist"),
        ("Ghana urged Togo to meet its envoys.", "appeal", "meet"),
        ("Ghana urged Togo to release the sailors.", "appeal", "yield"),
        ("Ghana urged Togo to pull out of the treaty.", "appeal", "change"),
        ("Ghana urged Togo to avoid provocations.", "appeal", "change"),
        ("Ghana urged Togo to answer.", "appeal", None),
        ("Serbia refused to sell tanks to Armenia.", "refusal", "assist"),
        ("Serbia refused to bow to pressure from Turkey.", "refusal", "yield"),
        ("Iran threatened Iraq with missile strikes.", "threat", "violence"),
        ("Iran threatened to impose sanctions on Iraq.", "threat", "restrict"),
        ("Poland expelled two Belarusian diplomats.", "sanction", "expel"),
        ("Poland suspended aid to Belarus.", "sanction", "discontinue"),
        ("Poland recalled its ambassador from Belarus.", "sanction", "withdraw"),
        ("Israel attacked Lebanon with drones.", "attack", "drone"),
        ("Israel attacked Lebanon with artillery.", "attack", "heavy-weapons"),
        ("The leaders of Mali, Niger and Chad met in Bamako.", "meeting", "multilateral"),
        ("The leaders of Mali and Niger met in Bamako.", "meeting", None),
        ("Peru held a summit in Lima with leaders of 12 countries.", "summit", "multilateral"),
    ],
)
def test_the_words_below_tell_the_mode(read_text: ReadText, text: str, kind: str, mode: str | None) -> None:
    found = [event.event_mode for event in read_text(text).events if event.event_kind == kind]
    assert found == [mode]


def test_every_mode_of_the_lists_is_one_of_the_contract() -> None:
    # PLOVER's modes of the types that the lists serve, as the data contract names them.
    asked = {"assist", "change", "yield", "meet"}
    threatened = {"restrict", "arrest", "relations", "expel", "territory", "violence"}
    cut = {"convict", "expel", "withdraw", "discontinue"}
    street = {"demo", "riot", "strike", "hunger", "boycott", "obstruct", "vandalize"}
    weapon = {
        "abduct",
        "firearms",
        "explosives",
        "suicide-attack",
        "aerial",
        "drone",
        "heavy-weapons",
        "unconventional",
    }
    written = read_yaml("events/modes")
    assert {
        mode for name, lists in written.items() if name != "multilateral" for mode in lists
    } <= asked | threatened | cut | street | weapon
