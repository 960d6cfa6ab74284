"""Who stands behind a phrase: ships, forces that somebody leads, groups named before, capitals, speakers of "we"."""

from collections.abc import Callable

import pytest

from assets.enriched.annotate.records import Annotation

ReadText = Callable[..., Annotation]
Sides = Callable[[Annotation, str], list[dict[str, str]]]


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        (
            'The Indian navy\'s destroyer "Kolkata" visited Jakarta on Monday.',
            "visit",
            {"India": "visitor", "Indonesia": "host"},
        ),
        ("Kenya deployed troops to deter attacks by Somalia.", "deployment", {"Kenya": "actor", "Somalia": "target"}),
        ("Hanoi has refused to bow to pressure from Beijing.", "refusal", {"Vietnam": "actor", "China": "target"}),
        ("Egypt issued an ultimatum to Khartoum.", "threat", {"Egypt": "actor", "Sudan": "target"}),
        (
            '"We hold Belarus responsible for the crash," Lithuanian President Gitanas Nauseda said.',
            "accusation",
            {"Gitanas Nauseda": "actor", "Belarus": "target"},
        ),
        ("Iran staged its first submarine missile test on Sunday.", "weapons_test", {"Iran": "actor"}),
        ("Iran fired rockets at American bases on Sunday.", "attack", {"Iran": "actor", "United States": "target"}),
        (
            "Peru and Chile have signed the accord, according to reports from Reuters and the BBC.",
            "agreement",
            {"Peru": "actor", "Chile": "actor"},
        ),
    ],
)
def test_who_stands_behind_a_phrase(
    read_text: ReadText, sides: Sides, text: str, kind: str, expected: dict[str, str]
) -> None:
    found = sides(read_text(text), kind)
    assert found == [expected]


def test_they_and_the_nations_stand_for_states_named_together_before(read_text: ReadText, sides: Sides) -> None:
    annotation = read_text(
        "The leaders of Poland, Latvia and Estonia met in Riga on Monday.\n"
        "They condemned Belarus for the sabotage.\n"
        "The nations urged Belarus to free the crew."
    )
    three = {"Poland": "actor", "Latvia": "actor", "Estonia": "actor"}
    assert sides(annotation, "condemnation") == [three | {"Belarus": "target"}]
    assert sides(annotation, "appeal") == [three | {"Belarus": "recipient"}]


def test_a_reception_for_a_visiting_minister_is_a_meeting_with_him(read_text: ReadText, sides: Sides) -> None:
    annotation = read_text(
        "Laotian President Thongloun Sisoulith made the remark at a dinner for visiting Thai Foreign Minister "
        "Maris Sangiampongsa in Vientiane on Friday."
    )
    assert sides(annotation, "meeting") == [{"Thongloun Sisoulith": "actor", "Maris Sangiampongsa": "actor"}]
    assert not sides(annotation, "planned_meeting")


def test_talks_are_told_by_the_names_before_them(read_text: ReadText, sides: Sides) -> None:
    annotation = read_text("The bill has to pass in time for the India-Japan summit next month, a spokesman said.")
    assert sides(annotation, "planned_meeting") == [{"India": "actor", "Japan": "actor"}]


def test_the_two_stand_for_the_people_named_together(read_text: ReadText, sides: Sides) -> None:
    annotation = read_text(
        "Indian Prime Minister Narendra Modi met Chinese President Xi Jinping in Kazan on Wednesday.\n"
        "They spoke about the border.\n"
        "Trade rose last year.\n"
        "The two had last met in Johannesburg in August 2023."
    )
    pair = {"Narendra Modi": "actor", "Xi Jinping": "actor"}
    assert sides(annotation, "meeting") == [pair, pair]
    assert [str(e.start_on) for e in annotation.events if e.event_kind == "meeting"] == ["2024-05-15", "2023-08-01"]


def test_who_ends_talks_together_has_held_them(read_text: ReadText, sides: Sides) -> None:
    annotation = read_text(
        "President Ilham Aliyev of Azerbaijan and Prime Minister Nikol Pashinyan of Armenia ended two days of talks "
        "in Brussels on Sunday without an accord."
    )
    assert sides(annotation, "meeting") == [{"Ilham Aliyev": "actor", "Nikol Pashinyan": "actor"}]
    assert not sides(annotation, "sanction")


def test_a_first_time_tells_the_visit_itself(read_text: ReadText) -> None:
    annotation = read_text("It was the first time since 2011 that a Turkish foreign minister had come to Damascus.")
    (visit,) = [event for event in annotation.events if event.event_kind == "visit"]
    assert (visit.status, visit.history) == ("happened", False)


def test_a_state_that_signs_with_others_that_are_not_named_has_an_agreement(read_text: ReadText, sides: Sides) -> None:
    annotation = read_text(
        "Kenya and five neighbouring countries signed a water treaty in Nairobi on Monday after years of talks.\n"
        "The text was short.\nIt had been long in coming.\nNobody objected."
    )
    assert sides(annotation, "agreement") == [{"Kenya": "actor"}]


def test_what_a_secretary_general_asks_of_a_state_is_an_appeal(read_text: ReadText, sides: Sides) -> None:
    annotation = read_text(
        "The week was calm.\nPrices fell.\nRain came.\nFew people left.\n"
        "UN Secretary-General Antonio Guterres urged Khartoum to stop the fighting."
    )
    assert sides(annotation, "appeal") == [{"Antonio Guterres": "actor", "Sudan": "recipient"}]


def test_a_time_within_another_clause_does_not_date_an_event(read_text: ReadText) -> None:
    annotation = read_text(
        "Chile and Peru agreed to keep talking about the sea border dispute of 2014, and Chile vowed to work with Peru "
        "against smugglers."
    )
    assert {event.start_on and event.start_on.year for event in annotation.events} <= {None, 2024}


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        ("Iran launched dozens of drones at Israel on Saturday.", "attack", {"Iran": "actor", "Israel": "target"}),
        ("North Korea fired two missiles into the East Sea on Saturday.", "weapons_test", {"North Korea": "actor"}),
        ("Cyprus protested the drilling by Turkey on Monday.", "condemnation", {"Cyprus": "actor", "Turkey": "target"}),
        ("Spain summoned the Algerian ambassador on Monday.", "condemnation", {"Spain": "actor", "Algeria": "target"}),
        ("Chad gave two Sudanese diplomats 48 hours to leave.", "sanction", {"Chad": "actor", "Sudan": "target"}),
        (
            "Omani Foreign Minister Badr Albusaidi called on President Tharman Shanmugaratnam of Singapore on Monday.",
            "meeting",
            {"Badr Albusaidi": "actor", "Tharman Shanmugaratnam": "actor"},
        ),
        (
            "Moon Jae-in and Japanese Prime Minister Shinzo Abe agreed on Monday to share data.",
            "commitment",
            {"Moon Jae-in": "actor", "Shinzo Abe": "actor"},
        ),
        ("Two Peruvian frigates made a port call in Valparaiso on Monday.", "visit", {"Peru": "visitor"}),
        ('Chile "strongly condemned" North Korea for the test, its foreign ministry said.', "condemnation",
         {"Chile": "actor", "North Korea": "target"}),
        ("The United States will send 3,000 troops to the Middle East.", "deployment", {"United States": "actor"}),
    ],
)  # fmt: skip
def test_wire_phrases_of_states(
    read_text: ReadText, sides: Sides, text: str, kind: str, expected: dict[str, str]
) -> None:
    found = sides(read_text(text), kind)
    assert len(found) == 1
    assert expected.items() <= found[0].items()


def test_an_army_that_drills_with_drones_drills_alone(read_text: ReadText) -> None:
    annotation = read_text(
        "The Iranian army launched a large drill in Semnan on Tuesday with hundreds of drones taking part."
    )
    assert [event.event_kind for event in annotation.events] == ["exercise"]


def test_who_warns_his_own_citizens_threatens_nobody(read_text: ReadText) -> None:
    annotation = read_text("The United States warned U.S. citizens against travel to Pakistan on Monday.")
    assert [p.role for event in annotation.events for p in event.participants if p.country == "PAK"] == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The Kenyan-led forces staged a drill near Mombasa on Monday.", "joint_exercise"),
        ("Chad and Niger reached an agreement to hold a joint census.", "commitment"),
        ("Niger revoked a defence pact with France on Monday.", "sanction"),
    ],
)
def test_kinds_by_what_stands_around_the_word(read_text: ReadText, text: str, kind: str) -> None:
    assert [event.event_kind for event in read_text(text).events] == [kind]


def test_a_group_of_states_speaks_as_one_body(read_text: ReadText, sides: Sides) -> None:
    annotation = read_text("The Group of Seven urged Sudan to open its ports.")
    assert sides(annotation, "appeal") == [{"G7": "actor", "Sudan": "recipient"}]
    assert [p.level for event in annotation.events for p in event.participants] == ["organisation", "state"]
