"""Mentions of a document: what is found, of which kind, and that spans are exact."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assets.enriched.annotate.records import Annotation
from tests.conftest import ReadText


def texts(text: str, annotation: Annotation, kind: str) -> list[str]:
    """The raw text of every mention of a kind, in order."""
    return [text[m.start : m.end] for m in annotation.mentions if m.kind == kind]


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("Turkish Defence Minister Yasar Guler flew to Doha.", "Yasar Guler"),
        ("U.S. Gen. Vincent Brooks met the press.", "Vincent Brooks"),
        ("Prime Minister Holland thanked the house.", "Holland"),
        ("The Japanese minister, Gen Nakatani, left Japan.", "Gen Nakatani"),
        ("He was received by King Felipe in Madrid.", "Felipe"),
        ("Oleg Ostapenko, a deputy defence minister of Russia, said so.", "Oleg Ostapenko"),
    ],
)
def test_a_person_is_the_name_alone(read_text: ReadText, text: str, person: str) -> None:
    assert person in texts(text, read_text(text), "person")


def test_kinds_are_told_apart(read_text: ReadText) -> None:
    text = (
        "The Norwegian defence ministry said NATO would move Patriot missiles to Poland after the Munich Security "
        "Conference. Tokyo welcomed the Non-Proliferation Treaty."
    )
    annotation = read_text(text)
    assert "Norwegian" in " ".join(texts(text, annotation, "nationality") + texts(text, annotation, "organisation"))
    assert "NATO" in texts(text, annotation, "organisation")
    assert "Patriot missiles" in texts(text, annotation, "equipment")
    assert "Poland" in texts(text, annotation, "country")
    assert "Munich Security Conference" in texts(text, annotation, "forum")
    assert "Tokyo" in texts(text, annotation, "country")  # a capital that acts is its government
    assert "Non-Proliferation Treaty" in texts(text, annotation, "agreement")


def test_a_ship_and_a_ministry_are_no_people(read_text: ReadText) -> None:
    text = "The USS Nimitz called at Busan. The Ministry of Finance of Peru agreed with Banco Central."
    annotation = read_text(text)
    assert texts(text, annotation, "person") == []
    assert "USS Nimitz" in texts(text, annotation, "equipment")
    assert "Ministry of Finance of Peru" in texts(text, annotation, "organisation")


def test_an_office_holds_its_nationality(read_text: ReadText) -> None:
    text = "The former South Korean Defense Minister Song Young-moo spoke in Jeju."
    annotation = read_text(text)
    assert texts(text, annotation, "office") == ["former South Korean Defense Minister"]
    assert texts(text, annotation, "nationality") == ["South Korean"]


def test_later_surnames_are_people(read_text: ReadText) -> None:
    text = "Defence Minister Ng Eng Hen opened the base. On Friday Ng said more. The base, Ng added, is large."
    assert texts(text, read_text(text), "person").count("Ng") == 2


def test_a_later_surname_is_a_person_though_a_small_town_has_it(read_text: ReadText) -> None:
    read = read_text("Defence Minister Nobuo Kishi rested on Tuesday.\nLater Kishi telephoned Manila.")
    later = [m for m in read.mentions if m.start > 40 and m.kind == "person"]
    assert [(m.kind, read.entities[m.entity or 0].name) for m in later] == [("person", "Nobuo Kishi")]


def test_a_later_city_stays_one_though_somebody_is_called_so(read_text: ReadText) -> None:
    text = "Foreign Minister Carla Houston rested on Tuesday.\nShe will fly to Houston on Friday."
    assert ("Houston", "place") in {(text[m.start : m.end], m.kind) for m in read_text(text).mentions if m.start > 50}


def test_tokenised_text_reads_alike(read_text: ReadText) -> None:
    text = "Polish President Andrzej Duda 's visit to Kyiv , said Interfax , ended ."
    annotation = read_text(text)
    assert "Andrzej Duda" in texts(text, annotation, "person")
    assert "Kyiv" in texts(text, annotation, "place")


def test_the_north_of_korea_is_a_country(read_text: ReadText) -> None:
    text = "South Korea warned North Korea. The North fired two rockets off the South China Sea coast in the north."
    annotation = read_text(text)
    assert [m.country for m in annotation.mentions if text[m.start : m.end] == "North"] == ["PRK"]


def test_a_report_from_seoul_need_not_name_korea(read_text: ReadText) -> None:
    text = "The North fired two rockets on Monday, the South's navy said."
    told = [m.country for m in read_text(text, dateline_country="KOR").mentions if m.kind == "country"]
    assert told == ["PRK", "KOR"]
    assert not [m for m in read_text(text, dateline_country="VNM").mentions if m.kind == "country"]


def test_headlines_in_capitals_name_what_the_text_names(read_text: ReadText) -> None:
    text = "TURNBULL FLIES TO OSLO FOR TALKS\nAustralian Prime Minister Malcolm Turnbull flew to Oslo. Turnbull spoke."
    annotation = read_text(text)
    assert "TURNBULL" in texts(text, annotation, "person")
    assert "FLIES" not in " ".join(texts(text, annotation, "person"))


def test_a_forum_needs_no_name_of_its_own(read_text: ReadText) -> None:
    text = "They met on the sidelines of a regional water summit and attended a news conference."
    assert texts(text, read_text(text), "forum") == ["regional water summit"]


def test_elections_and_wars_name_no_country(read_text: ReadText) -> None:
    text = "She lost the 1994 Danish general election and wrote on the Vietnam War before going to Vietnam."
    annotation = read_text(text)
    assert texts(text, annotation, "country") == ["Vietnam"]
    assert texts(text, annotation, "nationality") == []


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("The Social Democratic and Unity Party won.", "Social Democratic and Unity Party"),
        ("Ana Ruiz of the Green Forest Party won.", "Green Forest Party"),
        ("It joined the Miners' Solidarity Union then.", "Miners' Solidarity Union"),
        ("The Committee on Fisheries and Forests met on Friday.", "Committee on Fisheries and Forests"),
        ("The Lake Towns Alliance (LTA) and others met. The LTA won.", "LTA"),
    ],
)
def test_bodies_are_known_by_their_heads(read_text: ReadText, text: str, body: str) -> None:
    assert body in texts(text, read_text(text), "organisation")


@settings(max_examples=30, deadline=None)
@given(st.lists(st.sampled_from(
    ["President", "Lee", "of", "Japan", "'s", ",", "and", "the", "U.S.", "Gen.", "Minister", "(", "Defense", "al-",
     "Chiefs", "his", "counterpart", "-", "two", "sides", ".", "who", "is", "NATO", "Kim", "Jong-un", "they"]
), min_size=1, max_size=25))  # fmt: skip
def test_spans_are_within_and_do_not_overlap(read_text: ReadText, parts: list[str]) -> None:
    text = " ".join(parts)
    annotation = read_text(text)
    end = 0
    for mention in annotation.mentions:
        assert 0 <= mention.start < mention.end <= len(text)
        assert text[mention.start : mention.end].strip() == text[mention.start : mention.end]
        if mention.kind not in ("office", "country", "nationality"):
            assert mention.start >= end
            end = mention.end
    for referent in annotation.referents:
        assert referent.entities
        assert all(0 <= e < len(annotation.entities) for e in referent.entities)


def test_towns_that_play_are_teams(read_text: ReadText) -> None:
    text = (
        "The Norwich striker left.\nDETROIT AT BOSTON\nCHICAGO AT TORONTO DALLAS AT MIAMI\nThe talks were in Norwich."
    )
    annotation = read_text(text)
    teams = texts(text, annotation, "organisation")
    assert {"Norwich", "DETROIT", "BOSTON", "TORONTO", "DALLAS", "MIAMI"} <= set(teams)
    assert "Norwich" in texts(text, annotation, "place")


def test_a_peoples_party_is_one_body(read_text: ReadText) -> None:
    text = "He joined the Harrow People's Democratic Party."
    assert "Harrow People's Democratic Party" in texts(text, read_text(text), "organisation")


def test_a_lost_comma_before_a_title_parts_two_people(read_text: ReadText) -> None:
    text = "He spoke with Congresswomen Ellen Slade, Karen Prior Congressmen Calvin Rees and Mike Tanaka."
    annotation = read_text(text)
    named = {text[m.start : m.end] for m in annotation.mentions if m.kind == "person"}
    assert named == {"Ellen Slade", "Karen Prior", "Calvin Rees", "Mike Tanaka"}


def test_the_stop_of_junior_belongs_to_the_name(read_text: ReadText) -> None:
    text = "President Rafael Quiroz Jr. met sailors."
    assert "Rafael Quiroz Jr." in {text[m.start : m.end] for m in read_text(text).mentions if m.kind == "person"}
