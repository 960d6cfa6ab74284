"""Whom sets, hosts and guests stand for."""

import pytest

from assets.enriched.annotate.records import Annotation
from tests.conftest import ReadText

TWO = "Danish Foreign Minister Anna Lund met Finnish Foreign Minister Pekka Salo in Oslo."
THREE = "The foreign ministers of Chile, Peru and Bolivia met in Lima."
HOST = "Norwegian Defence Minister Ola Berg received Tom Hodge, the American army chief, in Oslo."
ALONE = "Danish Foreign Minister Anna Lund met her Finnish counterpart in Oslo."


def meant(text: str, annotation: Annotation, phrase: str) -> list[str]:
    """The names of those whom a phrase stands for."""
    found = [r.entities for r in annotation.referents if text[r.start : r.end] == phrase]
    return [annotation.entities[e].name for e in found[0]] if found else []


@pytest.mark.parametrize(
    ("before", "phrase", "right"),
    [
        (TWO, "The two ministers", ["Anna Lund", "Pekka Salo"]),
        (TWO, "The pair", ["Anna Lund", "Pekka Salo"]),
        (TWO, "The two counterparts", ["Anna Lund", "Pekka Salo"]),
        (THREE, "The trio", ["Chile", "Peru", "Bolivia"]),
        (THREE, "The three ministers", ["Chile", "Peru", "Bolivia"]),
        (THREE, "All three nations", ["Chile", "Peru", "Bolivia"]),
        (ALONE, "The two foreign ministers", ["Anna Lund", "Finland"]),
        (ALONE, "Her counterpart", ["Finland"]),
        (HOST, "The host minister", ["Ola Berg"]),
        (HOST, "The visiting general", ["Tom Hodge"]),
        (HOST, "The guest", ["Tom Hodge"]),
    ],
)
def test_sets_hosts_and_guests(read_text: ReadText, before: str, phrase: str, right: list[str]) -> None:
    text = f"{before} {phrase} spoke of fish."
    assert meant(text, read_text(text), phrase) == right
