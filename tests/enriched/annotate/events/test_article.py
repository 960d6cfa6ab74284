"""What an article's events are, beside what it argues, recalls and describes: sentences of our own."""

from collections.abc import Callable

import pytest

from assets.enriched.annotate.records import Annotation

ReadText = Callable[..., Annotation]

OPENING = [
    "Rain fell on the capital for most of the week.",
    "Shops near the river closed early.",
    "Traffic was slow on the main road.",
]


def kinds(read_text: ReadText, sentence: str) -> list[str]:
    """Kinds of the events of an article that tells a sentence below its opening."""
    annotation = read_text("\n".join([*OPENING, sentence]))
    return [event.event_kind for event in annotation.events]


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("Japan condemned North Korea for the launch on Monday.", "condemnation"),
        ("Estonia accused Russia of jamming its radios.", "accusation"),
        ("Norwegian Defence Minister Bjorn Gram met Polish Defence Minister Mariusz Blaszczak on Tuesday.", "meeting"),
        ("French Foreign Minister Catherine Colonna arrived in Beirut on Monday.", "visit"),
        ("North Korea launched two ballistic missiles on Sunday.", "weapons_test"),
        ("Canada imposed sanctions on Belarus.", "sanction"),
        (
            "Iranian Foreign Minister Abbas Araghchi said that the root cause of the unrest was the desire of "
            "Israel to widen the war.",
            "accusation",
        ),
    ],
)  # fmt: skip
def test_acts_between_states_are_kept_below_the_opening(read_text: ReadText, sentence: str, kind: str) -> None:
    assert kind in kinds(read_text, sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Many analysts criticised Poland over the delay.",
        "Members of the parliament urged Britain to wait.",
        "The candidate challenged the governor in a debate on Monday.",
        "Finland supports Ukraine.",
        "A company based in Denmark sued its rival.",
        "The minister was reluctant to answer Russia.",
        "Some feared a plan to invade Moldova.",
        "The spokesman for Norway declined to comment on the report about Sweden.",
        "Foreign Minister Penny Wong of Australia spoke with reporters on Monday.",
        "Greece helps Cyprus.",
    ],
)
def test_what_an_article_argues_or_describes_is_no_event(read_text: ReadText, sentence: str) -> None:
    assert kinds(read_text, sentence) == []


def test_who_speaks_of_attempts_does_not_make_them(read_text: ReadText) -> None:
    sentence = "Japan condemned North Korea on Monday for attempts to launch a satellite."
    assert kinds(read_text, sentence) == ["condemnation"]


def test_a_lone_sentence_keeps_what_an_article_leaves_out(read_text: ReadText) -> None:
    assert [e.event_kind for e in read_text("Greece helped Cyprus.").events] == ["aid"]
    assert kinds(read_text, "Greece helped Cyprus.") == []


def test_a_conviction_is_a_sanction(read_text: ReadText) -> None:
    events = read_text("A court in Oslo convicted two Russian officers of espionage on Monday.").events
    assert [(e.event_type, e.event_mode) for e in events] == [("SANCTION", "convict")]


def test_forces_moved_within_the_own_borders_are_no_posture(read_text: ReadText) -> None:
    assert kinds(read_text, "Italy deployed soldiers in Italy in 2009.") == []


def test_what_lies_days_before_the_news_does_not_take_its_day(read_text: ReadText) -> None:
    text = "The two bombers flew on Saturday, days after North Korea tested a long-range missile."
    tests = [e for e in read_text(text).events if e.event_kind == "weapons_test"]
    assert [e.start_on for e in tests] == [None]


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("Japanese Prime Minister Fumio Kishida met Josep Borrell, the foreign policy chief, on Monday.", "meeting"),
        ("Peruvian Foreign Minister Javier Gonzalez telephoned Commissioner Valdis Dombrovskis on Monday.", "call"),
        ("Daniel Smith of the State Department met Indian Foreign Minister S. Jaishankar on Monday.", "meeting"),
        ("Peru's Alberto Lopez met Brazilian President Luiz Inacio Lula da Silva on Monday.", "meeting"),
        ("Speaker Nancy Pelosi of the United States telephoned President Tsai Ing-wen of Taiwan on Monday.", "call"),
    ],
)
def test_who_acts_for_another_side_makes_a_meeting(read_text: ReadText, sentence: str, kind: str) -> None:
    assert kinds(read_text, sentence) == [kind]


@pytest.mark.parametrize(
    "sentence",
    [
        "French President Emmanuel Macron met Paul Durand on Monday.",
        "French President Emmanuel Macron met France's Paul Durand on Monday.",
        "French President Emmanuel Macron telephoned Paul Durand on Monday.",
        "French President Emmanuel Macron met Paul Durand, an official, on Monday.",
    ],
)
def test_who_acts_for_nobody_makes_no_meeting(read_text: ReadText, sentence: str) -> None:
    assert kinds(read_text, sentence) == []


def test_a_present_tense_under_a_date_tells_an_act(read_text: ReadText) -> None:
    sentence = "Brazil accuses Bolivia of smuggling."
    assert kinds(read_text, sentence) == []
    assert kinds(read_text, f"April 2, 2019\n\n{sentence}") == ["accusation"]
    assert kinds(read_text, f"April 2, 2019\n\n{sentence[:-1]}, which accuses Peru of the same.") == ["accusation"]
