"""Resolution within a document: who is who, who holds what, whom pronouns and role words mean."""

import datetime as dt

import pytest

from assets.enriched.annotate.records import Annotation
from tests.conftest import ReadText

MEETING = (
    "Chile's Defence Minister Rosa Vidal met her Peruvian counterpart, Juan Solis, in Lima on Monday.\n"
    "The two ministers agreed to hold exercises. They also visited a shipyard.\n"
    "Vidal thanked Solis. She said the two countries were partners.\n"
    "The defence ministers of Chile and Peru will meet again. The Peruvian minister praised the talks."
)


def referred(text: str, annotation: Annotation, phrase: str) -> list[list[str]]:
    """The names that each reference of that text stands for."""
    return [
        [annotation.entities[e].name for e in r.entities]
        for r in annotation.referents
        if text[r.start : r.end].lower() == phrase.lower()
    ]


def entity_names(annotation: Annotation, kind: str) -> list[str]:
    return [e.name for e in annotation.entities if e.kind == kind]


@pytest.mark.parametrize(
    ("phrase", "names"),
    [
        ("The two ministers", ["Rosa Vidal", "Juan Solis"]),
        ("They", ["Rosa Vidal", "Juan Solis"]),
        ("She", ["Rosa Vidal"]),
        ("the two countries", ["Chile", "Peru"]),
        ("The defence ministers of Chile and Peru", ["Rosa Vidal", "Juan Solis"]),
        ("The Peruvian minister", ["Juan Solis"]),
        ("her Peruvian counterpart", ["Juan Solis"]),
    ],
)
def test_references_find_their_people(read_text: ReadText, phrase: str, names: list[str]) -> None:
    assert sorted(referred(MEETING, read_text(MEETING), phrase)[0]) == sorted(names)


def test_a_counterpart_holds_the_same_office(read_text: ReadText) -> None:
    annotation = read_text(MEETING)
    held = {(annotation.entities[h.entity].name, h.office, h.country) for h in annotation.holdings}
    assert ("Juan Solis", "defence minister", "PER") in held


def test_short_forms_join_their_full_name(read_text: ReadText) -> None:
    annotation = read_text(MEETING)
    assert sorted(entity_names(annotation, "person")) == ["Juan Solis", "Rosa Vidal"]
    vidal = next(e for e in annotation.entities if e.name == "Rosa Vidal")
    assert (vidal.family_name, vidal.aliases, vidal.country) == ("Vidal", ["Vidal"], "CHL")


def test_namesakes_are_kept_apart(read_text: ReadText) -> None:
    text = (
        "South Korean Unification Minister Kim Yung-ho spoke of North Korean leader Kim Jong Un.\n"
        "Minister Kim said that leader Kim had fired missiles."
    )
    annotation = read_text(text)
    assert sorted(entity_names(annotation, "person")) == ["Kim Jong Un", "Kim Yung-ho"]
    short = [m.entity for m in annotation.mentions if text[m.start : m.end] == "Kim"]
    assert [annotation.entities[e].name for e in short if e is not None] == ["Kim Yung-ho", "Kim Jong Un"]


def test_lists_give_everyone_his_country(read_text: ReadText) -> None:
    annotation = read_text("Foreign Ministers Ana Ruiz of Spain, Piet Maas of Belgium and Lena Holm of Sweden met.")
    held = {(annotation.entities[h.entity].name, h.country) for h in annotation.holdings}
    assert {("Ana Ruiz", "ESP"), ("Piet Maas", "BEL"), ("Lena Holm", "SWE")} <= held


def test_a_capital_that_acts_is_its_country(read_text: ReadText) -> None:
    text = "Moscow condemned the sanctions. The envoy lives in Moscow."
    annotation = read_text(text)
    kinds = [
        annotation.entities[m.entity].kind
        for m in annotation.mentions
        if m.kind in ("place", "country") and m.entity is not None
    ]
    assert kinds == ["country", "place"]


def test_acronyms_join_their_full_form(read_text: ReadText) -> None:
    text = "The Baltic Defence Research Institute (BDRI) wrote a report. The BDRI is in Tartu."
    annotation = read_text(text)
    names = {
        annotation.entities[m.entity].name
        for m in annotation.mentions
        if m.kind == "organisation" and m.entity is not None
    }
    assert names == {"Baltic Defence Research Institute"}


def test_a_bare_president_is_the_one_of_that_year(read_text: ReadText) -> None:
    import datetime as dt

    text = "LISBON - President Clinton flew home."
    annotation = read_text(text, reference_on=dt.date(1998, 5, 5), dateline_country="PRT")
    assert [(h.office, h.country) for h in annotation.holdings] == [("president", "USA")]


def test_a_heading_gives_the_country(read_text: ReadText) -> None:
    annotation = read_text("Iceland: Prime Minister Gudrun Lind. Working visit.")
    assert [(h.office, h.country) for h in annotation.holdings] == [("prime minister", "ISL")]


def held(annotation: Annotation) -> set[tuple[str, str, str | None]]:
    return {(annotation.entities[h.entity].name, h.office, h.country) for h in annotation.holdings}


def test_a_title_before_a_comma_is_not_that_of_whoever_acts_next(read_text: ReadText) -> None:
    assert not held(read_text("After his meeting with the prime minister, Mr. Hollis left London."))
    assert held(read_text("Peru's prime minister, Ann Lum, left London.")) == {("Ann Lum", "prime minister", "PER")}


def test_nobody_holds_an_office_that_is_only_imagined(read_text: ReadText) -> None:
    assert not held(read_text("Judges would be named by a President Ted Hollis of the United States."))


def test_leanings_give_a_president_no_country(read_text: ReadText) -> None:
    assert ("Ivo Brandt", "president", "RUS") not in held(read_text("The pro-Russian President Ivo Brandt fled."))


def test_the_united_states_have_no_ministers(read_text: ReadText) -> None:
    text = (
        "Foreign Minister Ivo Brandt met American officials. The United States and the United States Congress agreed."
    )
    assert held(read_text(text)) == {("Ivo Brandt", "foreign minister", None)}


def test_a_chief_of_staff_of_a_person_is_no_soldier(read_text: ReadText) -> None:
    assert ("Peter Strand", "adviser") in {
        h[:2] for h in held(read_text("Susan Clark's chief of staff, Peter Strand, spoke."))
    }


def test_ranks_alone_and_words_in_bodies_names_are_nobody(read_text: ReadText) -> None:
    text = "Lt. Cmdr. Nate Hollis spoke of General Dynamics. The Reagan-era House was claimed by Jaish al-Haq."
    assert entity_names(read_text(text), "person")[:1] == ["Nate Hollis"]
    assert not {"Dynamics", "Cmdr", "Reagan-era House", "Jaish al-Haq"} & set(entity_names(read_text(text), "person"))


def test_a_leader_called_by_family_name_gets_the_full_one(read_text: ReadText) -> None:
    day = dt.date(2012, 5, 2)
    text = "President Obama spoke to reporters. Michelle Obama joined him, and Obama left."
    annotation = read_text(text, reference_on=day)
    assert entity_names(annotation, "person") == ["Barack Obama", "Michelle Obama"]
    assert ("Barack Obama", "president", "USA") in held(annotation)
    obama = next(e for e in annotation.entities if e.name == "Barack Obama")
    assert (obama.family_name, "Obama" in obama.aliases) == ("Obama", True)


def test_a_top_diplomat_beside_a_foreign_minister_is_another_official(read_text: ReadText) -> None:
    alone = held(read_text("Iran's top diplomat Reza Moradi left Tehran."))
    assert ("Reza Moradi", "foreign minister", "IRN") in alone
    text = "China's top diplomat Wang Bolin spoke. China's Foreign Minister Liu Anning joined him."
    assert ("Wang Bolin", "official", "CHN") in held(read_text(text))
    assert ("Liu Anning", "foreign minister", "CHN") in held(read_text(text))


@pytest.mark.parametrize(
    "text",
    [
        "Like Rosa Vidal, the president of Chile did not hesitate.",
        "Ana Vidal, the president's sister, lives in Chile.",
        "He gave up his post for president Vidal says the paper.",
    ],
)
def test_a_title_that_means_another_is_not_held(read_text: ReadText, text: str) -> None:
    assert not [h for h in read_text(text).holdings if h.office == "president"]


def test_a_bare_president_is_rather_the_one_without_a_country(read_text: ReadText) -> None:
    text = (
        "President Trump flew to Peru. Peruvian President Jorge Ruiz Paz waited at the airport.\n"
        "The president left on Friday. The Peruvian president stayed."
    )
    annotation = read_text(text, reference_on=dt.date(2019, 5, 1))
    assert referred(text, annotation, "The president") == [["Donald Trump"]]
    assert referred(text, annotation, "The Peruvian president") == [["Jorge Ruiz Paz"]]


def test_officials_of_a_country_are_that_country(read_text: ReadText) -> None:
    text = "Chilean spokeswoman Ana Vidal smiled. The minister of Peru met Chilean officials."
    assert referred(text, read_text(text), "Chilean officials") == [["Chile"]]


def test_scholars_of_a_country_do_not_stand_for_it(read_text: ReadText) -> None:
    text = "Envoys of Chile left. Chile analysts praised the plan."
    assert referred(text, read_text(text), "Chile analysts") == []


def test_both_parties_of_a_parliament_are_no_states(read_text: ReadText) -> None:
    text = "Chile and Peru signed the pact. The president met senators from both parties."
    assert referred(text, read_text(text), "both parties") == []
    text = "Chile and Peru signed the pact. It binds both parties."
    assert sorted(referred(text, read_text(text), "both parties")[0]) == ["Chile", "Peru"]


def test_leaders_of_several_countries_are_told_of_in_one_way(read_text: ReadText) -> None:
    text = "Chile's President Rosa Vidal spoke. The leaders of Chile and Peru agreed."
    assert referred(text, read_text(text), "The leaders of Chile and Peru") == [["Chile", "Peru"]]


def test_they_are_those_who_act_together(read_text: ReadText) -> None:
    text = (
        "Ana Vidal of Chile and Juan Solis replied that Rosa Ruiz of Peru had failed. They asked for a vote.\n"
        "Villagers fled the valley. They asked for water."
    )
    annotation = read_text(text)
    assert referred(text, annotation, "They") == [["Ana Vidal", "Juan Solis"]]


def test_he_may_be_somebody_without_a_name(read_text: ReadText) -> None:
    text = "John Solis of Peru spoke on Monday. Chile arrested a farmer and accused him of theft."
    assert "him" not in [text[r.start : r.end] for r in read_text(text).referents]
    text = "John Solis of Peru spoke on Monday. Chile arrested and accused him."
    assert referred(text, read_text(text), "him") == [["John Solis"]]


def test_nobody_is_the_object_of_his_own_deed(read_text: ReadText) -> None:
    text = "John Solis spoke first. Paul Ruiz thanked him."
    assert referred(text, read_text(text), "him") == [["John Solis"]]


def test_it_is_no_pair_of_states(read_text: ReadText) -> None:
    text = "Chile and Peru put sanctions on Bolivia when it tested missiles."
    assert referred(text, read_text(text), "it") == [["Bolivia"]]


def test_a_family_name_is_that_of_the_head_of_state(read_text: ReadText) -> None:
    text = "President Trump landed in Rome. First lady Melania Trump, the president's wife, waved. Trump met the pope."
    annotation = read_text(text, reference_on=dt.date(2018, 5, 1))
    last = [m for m in annotation.mentions if text[m.start : m.end] == "Trump"][-1]
    assert last.entity is not None
    assert annotation.entities[last.entity].name == "Donald Trump"
    assert not [h for h in annotation.holdings if annotation.entities[h.entity].name == "Melania Trump"]


def test_a_capital_that_is_called_on_is_its_country(read_text: ReadText) -> None:
    annotation = read_text("The envoy of Chile called on Lima to wait. He lectured on Lima at a school.")
    assert [
        m.kind if m.method != "government" else "government" for m in annotation.mentions if m.country == "PER"
    ] == [
        "government",
        "place",
    ]


def test_their_is_of_those_joined_in_the_same_sentence(read_text: ReadText) -> None:
    text = "The spokeswoman spoke of pledges made by Ana Vidal and Juan Solis during their meeting."
    assert referred(text, read_text(text), "their") == [["Ana Vidal", "Juan Solis"]]


def test_rebels_and_students_are_not_the_country_that_they_come_from(read_text: ReadText) -> None:
    text = "Chilean students marched. They asked for books.\nChilean officials listened. They promised books."
    annotation = read_text(text)
    assert referred(text, annotation, "They") == [["Chile"]]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Ann Lum will become Peru's foreign minister.", "designate"),
        ("Ann Lum, who is to be Peru's next foreign minister, smiled.", "designate"),
        ("The president nominated Ann Lum as foreign minister of Peru.", "designate"),
        ("Ann Lum resigned as Peru's foreign minister.", "former"),
        ("Ann Lum stepped down on Monday as Peru's foreign minister.", "former"),
        ("Juan Solis replaced Ann Lum as Peru's foreign minister.", "former"),
        ("Ann Lum, Peru's foreign minister at the time, smiled.", "former"),
        ("Ann Lum, Peru's foreign minister, smiled.", "current"),
    ],
)
def test_verbs_tell_whether_an_office_is_held(read_text: ReadText, text: str, status: str) -> None:
    annotation = read_text(text)
    found = [(annotation.entities[h.entity].name, h.office, h.country, h.status) for h in annotation.holdings]
    assert [f for f in found if f[0] == "Ann Lum"] == [("Ann Lum", "foreign minister", "PER", status)]


def test_opposition_leaders_are_not_their_country(read_text: ReadText) -> None:
    text = "Opposition leaders in Chile spoke. They asked for a vote."
    assert referred(text, read_text(text), "They") == []


def test_an_office_announces_the_one_whom_the_text_is_about(read_text: ReadText) -> None:
    text = (
        "John Solis of Ohio spoke. John Solis smiled. Then John Solis left with Ann Solis.\nGov. Solis will go to Peru."
    )
    annotation = read_text(text)
    governors = [annotation.entities[h.entity].name for h in annotation.holdings if h.office == "governor"]
    assert governors == ["John Solis"]
