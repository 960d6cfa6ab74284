"""What the form of a clause says of an act: thoughts, questions, conditions, wishes and plans given up."""

from collections.abc import Callable

import pytest

from assets.enriched.annotate.records import Annotation

ReadText = Callable[..., Annotation]

OPENING = [
    "Rain fell on the capital for most of the week.",
    "Shops closed early.",
    "Traffic was slow on the main road.",
]


def told(read_text: ReadText, sentence: str) -> list[tuple[str, str]]:
    """Kinds and statuses of the events of an article that tells a sentence below its opening."""
    return [(e.event_kind, e.status) for e in read_text("\n".join([*OPENING, sentence])).events]


@pytest.mark.parametrize(
    "sentence",
    [
        "Did Estonia accuse Russia of jamming its radios?",
        "If President Macron goes to Moscow, Poland will be angry.",
        "The goal of Japan is to impose sanctions on North Korea.",
        "Envoys raised the subject of a meeting between President Ilham Aliyev of Azerbaijan and Armenia.",
        "The dialogue between India and Pakistan matters.",
        "The U.N. Security Council meets.",
        "Nobody knows what meetings took place between President Sergio Mattarella of Italy and Tunisia.",
        "President Emmanuel Macron met a Vietnam veteran at a school on Monday.",
        "Cuba perpetrated a deception of Venezuela.",
    ],
)
def test_what_is_asked_supposed_or_described_is_no_row(read_text: ReadText, sentence: str) -> None:
    assert told(read_text, sentence) == []


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "Polish Foreign Minister Radoslaw Sikorski is looking forward to his meeting with German Foreign Minister "
            "Annalena Baerbock.",
            ("planned_meeting", "planned"),
        ),
        (
            "Polish Foreign Minister Radoslaw Sikorski had been scheduled to meet German Foreign Minister "
            "Annalena Baerbock, but the talks would not take place.",
            ("planned_meeting", "denied"),
        ),
        (
            "French President Emmanuel Macron kept silent, heading into his summit with Chinese President Xi Jinping.",
            ("planned_meeting", "planned"),
        ),
        ("NATO ambassadors met in Brussels on Monday.", ("meeting", "happened")),
    ],
)
def test_what_lies_ahead_or_was_given_up_is_told_so(
    read_text: ReadText, sentence: str, expected: tuple[str, str]
) -> None:
    assert expected in told(read_text, sentence)


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("Israel fired rockets at a base in Syria on Sunday.", "attack"),
        ("Russia fired missiles into the city of Kharkiv in Ukraine on Sunday.", "attack"),
        ("Hezbollah fired a salvo of rockets at Israel on Sunday.", "attack"),
        ("North Korea fired a missile on Sunday that hit a warehouse in Russia.", "attack"),
        ("North Korea fired a missile into the Sea of Japan on Sunday.", "weapons_test"),
        ("North Korea launched a rocket on Sunday that could hit the United States.", "weapons_test"),
        ("Poland summoned the Russian ambassador on Monday.", "condemnation"),
        ("Turkey vowed on Monday to annihilate the Islamic State.", "threat"),
        ("Foreign Minister Ri Yong Ho of North Korea vowed that Japan would pay for the sanctions.", "threat"),
        ("Poland sent 500 soldiers to the border with Belarus on Monday.", "deployment"),
    ],
)
def test_kinds_that_are_easily_taken_for_others(read_text: ReadText, sentence: str, kind: str) -> None:
    assert [e.event_kind for e in read_text(sentence).events][:1] == [kind]


def test_who_leaves_parliament_leaves_no_office_of_state(read_text: ReadText) -> None:
    sentence = "Foreign Minister Julie Bishop of Australia resigned from Parliament."
    assert told(read_text, sentence) == []
