"""A ruling written into the file that people keep: nothing of theirs is lost, and it says what was said."""

from typing import Any

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from assets.enriched.resolve.rulings import RulingsError
from assets.enriched.rulings_text import with_ruling

EVENT, OTHER = "ev-0123456789abcdef", "ev-fedcba9876543210"
PAIR = [{"document": "0" * 32, "at": 5}, {"document": "1" * 32, "at": 7}]
OURS = f"""\
# kept by the desk
events:   # of June
  # looked at on Monday
  not_an_event:
    - {EVENT}  # a rumour
entities:
  same:
  - [per-0123456789abcdef, per-fedcba9876543210]
"""


def test_the_first_ruling_makes_the_file() -> None:
    assert with_ruling("", "events", "not_an_event", EVENT, "no event: They\nmet.") == (
        f"events:\n  not_an_event:\n    - {EVENT}  # no event: They met.\n"
    )


@pytest.mark.parametrize(
    ("section", "key", "entry"),
    [
        ("events", "not_an_event", OTHER),
        ("events", "not_same", PAIR),
        ("events", "same", [EVENT, OTHER]),
        ("entities", "same", ["per-1", "per-2"]),
        ("entities", "not_same", [{"document": "0" * 32, "name": "Kim: #1, “O'Neil”"}, "per-2"]),
    ],
)
def test_what_people_wrote_stays(section: str, key: str, entry: Any) -> None:
    text = with_ruling(OURS, section, key, entry, "why")
    assert [line for line in OURS.splitlines() if line not in text.splitlines()] == []
    assert text.count("# why") == 1
    before, after = yaml.safe_load(OURS), yaml.safe_load(text)
    assert after[section][key] == [entry, *before[section].get(key, [])]


@pytest.mark.parametrize(
    "text", [f"events: {{not_an_event: [{EVENT}]}}", f"events:\n  not_an_event: [{EVENT}]\n", "events:\n"]
)
def test_other_forms_are_written_anew_with_all_they_hold(text: str) -> None:
    found = yaml.safe_load(with_ruling(text, "events", "not_an_event", OTHER))
    assert found["events"]["not_an_event"] == [OTHER, *([EVENT] if EVENT in text else [])]


@example(note="", name="\x85")
@example(note="", name="a\u2028b")
@given(note=st.text(max_size=200), name=st.text(min_size=1, max_size=40))
def test_no_text_of_a_document_breaks_the_file(note: str, name: str) -> None:
    entry = [{"document": "0" * 32, "name": name}, "per-1"]
    assert yaml.safe_load(with_ruling(OURS, "entities", "not_same", entry, note))["entities"]["not_same"] == [entry]


def test_what_is_no_ruling_is_refused() -> None:
    with pytest.raises(RulingsError, match="nonsense"):
        with_ruling("", "events", "same", [EVENT, "nonsense"])
    with pytest.raises(RulingsError, match="must be"):
        with_ruling("- a list", "events", "not_an_event", EVENT)
    with pytest.raises(RulingsError, match="cannot be read"):
        with_ruling("events: [", "events", "not_an_event", EVENT)
