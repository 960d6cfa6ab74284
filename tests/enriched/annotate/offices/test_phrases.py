"""Office phrases: their normal form, country and status."""

import pytest

from assets.enriched.annotate.names.gazetteer import automaton
from assets.enriched.schema import OFFICES
from assets.reference import read_yaml
from tests.conftest import ReadText

CHIEF = "chief of defence staff"


@pytest.mark.parametrize(
    ("text", "office", "country", "status"),
    [
        ("U.S. Secretary of Defense Harold Brown spoke.", "defence minister", "USA", "current"),
        ("Secretary of State Dean Rusk of the United States spoke.", "foreign minister", "USA", "current"),
        ("Hosei Norota, director of Japan's Defense Agency, spoke.", "defence minister", "JPN", "current"),
        ("The chairman of the U.S. Joint Chiefs of Staff, Gen. Ann Pace, spoke.", CHIEF, "USA", "current"),
        ("Ann Pace, chairman of the Joint Chiefs of Staff of Kenya, spoke.", CHIEF, "KEN", "current"),
        ("Pakistan's chief of army staff Gen. Raheel Sharif spoke.", "army chief", "PAK", "current"),
        ("Former Australian Prime Minister Paul Keating spoke.", "prime minister", "AUS", "former"),
        ("Acting Defence Minister Rosa Lund of Norway spoke.", "defence minister", "NOR", "acting"),
        ("Peruvian President-elect Ollanta Humala spoke.", "president", "PER", "designate"),
        ("French then-Defence Minister Herve Morin spoke.", "defence minister", "FRA", "former"),
        ("China's Vice Foreign Minister Fu Ying spoke.", "deputy foreign minister", "CHN", "current"),
        ("Vitaly Churkin, the Russian ambassador to the United Nations, spoke.", "ambassador", "RUS", "current"),
        ("NATO Secretary-General Javier Solana spoke.", "secretary-general", None, "current"),
        ("The president of Finland, Sauli Niinisto, spoke.", "president", "FIN", "current"),
        ("Pentagon spokesman George Little spoke.", "spokesperson", "USA", "current"),
        ("Laura Keen was prime minister of New Zealand when the pact was signed.", "prime minister", "NZL", "former"),
    ],
)  # fmt: skip
def test_titles_are_normalised(read_text: ReadText, text: str, office: str, country: str | None, status: str) -> None:
    annotation = read_text(text)
    assert (office, country, status) in {(h.office, h.country, h.status) for h in annotation.holdings}


def test_every_title_is_an_office_of_the_contract() -> None:
    assert set(read_yaml("offices")["titles"]) == set(OFFICES)


def test_the_longest_form_is_taken(read_text: ReadText) -> None:
    annotation = read_text("Deputy Chief Cabinet Secretary Isao Noda of Japan spoke to the deputy defence minister.")
    normals = [m.normal for m in annotation.mentions if m.kind == "office"]
    assert "chief cabinet secretary" in normals
    assert "deputy defence minister" in normals
    assert "defence minister" not in normals


def test_forms_do_not_name_two_offices() -> None:
    for key in (" defense minister ", " secretary of state ", " chief of general staff "):
        offices = [entry for _, entry in automaton().get(key)[1] if entry.kind == "office"]
        assert len(offices) == 1
