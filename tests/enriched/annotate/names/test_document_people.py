"""Which mentions of a document name one person."""

import pytest

from assets.enriched.annotate.records import Annotation
from tests.conftest import ReadText


def persons(text: str, annotation: Annotation) -> list[set[str]]:
    """The forms of each person, in the order of the text."""
    forms: dict[int, set[str]] = {}
    for m in annotation.mentions:
        if m.kind == "person" and m.entity is not None:
            forms.setdefault(m.entity, set()).add(text[m.start : m.end])
    return list(forms.values())


@pytest.mark.parametrize(
    ("text", "right"),
    [
        (
            "President Tomas Quiroz Jr. praised his father, Tomas Quiroz. Quiroz Jr. left.",
            [{"Tomas Quiroz Jr.", "Quiroz Jr."}, {"Tomas Quiroz"}],
        ),
        ("Tomas Vargas Sr. met Tomas Vargas Jr. in Lima.", [{"Tomas Vargas Sr."}, {"Tomas Vargas Jr."}]),
        ("President Tomas Vargas Jr. spoke. Tomas Vargas left.", [{"Tomas Vargas Jr.", "Tomas Vargas"}]),
        ("Karl Holm, father of Minister Karl Holm, died.", [{"Karl Holm"}, {"Karl Holm"}]),
        ("Minister Emin Karaca spoke. Emin Tayfun Karaca left.", [{"Emin Karaca", "Emin Tayfun Karaca"}]),
        ("Minister Sergei Petrov spoke. Sergey Petrov left.", [{"Sergei Petrov", "Sergey Petrov"}]),
        (
            "President Ana Rosa de la Vega Morales spoke. De la Vega left. Lt. Luis Vega stayed.",
            [{"Ana Rosa de la Vega Morales", "De la Vega"}, {"Luis Vega"}],
        ),
        (
            "President Joseph R. Quill spoke. Joe Quill left. Jane Quill stayed. Bill Quill came.",
            [{"Joseph R. Quill", "Joe Quill"}, {"Jane Quill"}, {"Bill Quill"}],
        ),
        ("Secretary of State Tom Hale met Jens Stol, said @SecHale.", [{"Tom Hale", "SecHale"}, {"Jens Stol"}]),
    ],
)
def test_people_of_one_document(read_text: ReadText, text: str, right: list[set[str]]) -> None:
    assert persons(text, read_text(text)) == right


def test_a_handle_behind_a_title_is_the_holder_by_his_name(read_text: ReadText) -> None:
    annotation = read_text("She met Japanese Foreign Minister @KenIto today.")
    assert [(annotation.entities[h.entity].name, h.office) for h in annotation.holdings] == [
        ("Ken Ito", "foreign minister")
    ]
