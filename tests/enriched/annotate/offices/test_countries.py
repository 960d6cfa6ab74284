"""The country of offices that a text gives none."""

import datetime as dt

import pytest

from assets.enriched.annotate.records import Annotation
from tests.conftest import ReadText


def held(annotation: Annotation) -> set[tuple[str, str, str | None]]:
    return {(annotation.entities[h.entity].name, h.office, h.country) for h in annotation.holdings}


def test_bare_titles_are_of_the_country_whose_leader_is_named_barely(read_text: ReadText) -> None:
    text = (
        "President Obama warned Syria over attacks near the border of Syria. Syria denied them.\n"
        "Spokesman Neil Porter said Syria had been told. Senator Ruth Hale asked for more about Syria."
    )
    annotation = read_text(text, dt.date(2013, 5, 1))
    assert {("Neil Porter", "spokesperson", "USA"), ("Ruth Hale", "member of parliament", "USA")} <= held(annotation)


def test_members_of_a_list_share_the_country(read_text: ReadText) -> None:
    text = (
        "Envoys of Israel saw Prime Minister David Cameron, deputy Prime Minister Nigel Cole and "
        "opposition leader Tom Ash. Israel thanked them. Israel had asked for it."
    )
    annotation = read_text(text, dt.date(2012, 5, 1))
    assert ("Nigel Cole", "deputy prime minister", "GBR") in held(annotation)


def test_known_names_have_their_country_whatever_is_written_about(read_text: ReadText) -> None:
    text = "National security adviser John Bolton spoke of Libya. Libya was glad. Libya had waited."
    assert ("John Bolton", "national security adviser", "USA") in held(read_text(text, dt.date(2018, 9, 1)))


def test_a_chief_of_staff_in_washington_is_no_soldier(read_text: ReadText) -> None:
    text = (
        "President Trump spoke in Washington. The acting chief of staff, Paul Venn, said the United States would wait."
    )
    annotation = read_text(text, dt.date(2019, 9, 1))
    assert {office for name, office, _ in held(annotation) if name == "Paul Venn"} <= {"adviser"}


def test_eastern_names_are_not_given_a_western_home(read_text: ReadText) -> None:
    text = (
        "President Obama warned Syria. Spokesman Zhao Wen said China disagreed with the plan for Syria.\n"
        "China will vote on Syria, and Syria will listen."
    )
    assert ("Zhao Wen", "spokesperson", "CHN") in held(read_text(text, dt.date(2013, 5, 1)))


def test_a_country_owns_whom_it_stands_before(read_text: ReadText) -> None:
    text = "Britain's Helen Ward and Iran's Javad Kamali spoke on Tuesday. Oslo's Ida Holm did not."
    people = {e.name: e.country for e in read_text(text).entities if e.kind == "person"}
    assert (people["Helen Ward"], people["Javad Kamali"]) == ("GBR", "IRN")


@pytest.mark.parametrize(
    ("source", "country"),
    [
        ("the foreign ministry in Beirut said", "LBN"),
        ("the foreign ministry in Beirut and the defence ministry in Tokyo said", None),
        ("people in Beirut said", None),
    ],
)
def test_without_a_dateline_a_ministrys_seat_says_whose_ministers_are(
    read_text: ReadText, source: str, country: str | None
) -> None:
    text = f"Foreign Minister Rania Haddad met Japanese Ambassador Kenji Mori on Monday, {source}."
    assert {c for name, _, c in held(read_text(text, dt.date(2024, 4, 1))) if name == "Rania Haddad"} == {country}
