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
    annotation = read_text("The bill has to pass in time for a India-Japan summit next month, a spokesman said.")
    assert sides(annotation, "planned_meeting") == [{"India": "actor", "Japan": "actor"}]
