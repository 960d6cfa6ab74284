"""Who follows whom."""

import pytest

from assets.enriched.annotate.records import Annotation
from tests.conftest import ReadText

CHIEF = "chief of defence staff"


def statuses(annotation: Annotation) -> set[tuple[str, str, str]]:
    return {(annotation.entities[h.entity].name, h.office, h.status) for h in annotation.holdings}


@pytest.mark.parametrize(
    ("text", "right"),
    [
        (
            "Adm. Carol Dunn was nominated on Friday to succeed Gen. Roy Pratt as chairman of the Joint Chiefs.",
            {("Carol Dunn", CHIEF, "designate"), ("Roy Pratt", CHIEF, "current")},
        ),
        (
            "Eva Lind succeeded Olof Stark as Swedish foreign minister in May.",
            {("Eva Lind", "foreign minister", "current"), ("Olof Stark", "foreign minister", "former")},
        ),
        (
            "Peru's army chief, Gen. Luis Paz, will be succeeded by Gen. Hugo Lara.",
            {("Hugo Lara", "army chief", "designate"), ("Luis Paz", "army chief", "current")},
        ),
    ],
)
def test_successions(read_text: ReadText, text: str, right: set[tuple[str, str, str]]) -> None:
    assert right <= statuses(read_text(text))
