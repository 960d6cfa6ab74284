"""Where rulings and earlier ids are found, and what is told of them."""

import datetime as dt
from pathlib import Path

import pytest

from assets.enriched import rulings_file
from assets.enriched.resolve.offices.tenures import Contradiction
from assets.enriched.resolve.previous_ids import NOTHING_BEFORE
from assets.enriched.resolve.resolve import Resolution
from assets.enriched.resolve.rulings import NO_RULINGS, RulingsError
from assets.enriched.rulings_file import read_rulings
from runtime.store import Store, StoreError


def test_without_a_file_nothing_is_ruled(tmp_path: Path) -> None:
    store = Store(tmp_path)
    assert rulings_file.rulings(store) == NO_RULINGS
    assert store.rulings_digest() is None


def test_a_changed_file_is_something_new(tmp_path: Path) -> None:
    store, file = Store(tmp_path), Store(tmp_path).rulings
    file.write_text("events:\n  not_an_event: [ev-0123456789abcdef]\n")
    before = store.rulings_digest()
    assert [str(reference) for reference in rulings_file.rulings(store).not_events] == ["ev-0123456789abcdef"]
    file.write_text("events:\n  not_an_event: [ev-0123456789abcdee]\n")
    assert before is not None
    assert store.rulings_digest() != before


def test_a_file_that_cannot_be_read_stops_the_run_and_says_why(tmp_path: Path) -> None:
    (Store(tmp_path).rulings).write_text("events: {same: [[ev-1]]}")
    with pytest.raises(StoreError, match="2 or more references"):
        rulings_file.rulings(Store(tmp_path))


def test_before_the_first_run_there_are_no_ids(tmp_path: Path) -> None:
    assert rulings_file.previous(Store(tmp_path)) == NOTHING_BEFORE


def test_contradictions_are_warned_of_with_both_sentences() -> None:
    seat = Contradiction(
        "defence minister",
        "SGP",
        dt.date(2024, 5, 1),
        ("per-a", "per-b"),
        ("Ann Lum", "Bo Strand"),
        ("d1", "d2"),
        lambda: ("Lum leads.", "Strand leads."),
    )
    holders, found = rulings_file.outcomes(Resolution({}, (seat,)))
    assert (holders.passed, holders.severity, holders.failed_rows) == (False, "WARN", 1)
    assert "Ann Lum" in holders.message
    assert "per-a" not in holders.message
    assert "Lum leads." in holders.message
    assert "Strand leads." in holders.message
    assert found.passed


def test_a_ruling_about_nothing_is_warned_of() -> None:
    holders, found = rulings_file.outcomes(Resolution({}, (), ("per-00",)))
    assert holders.passed
    assert (found.passed, found.severity) == (False, "WARN")
    assert "per-00" in found.message


def test_a_file_is_read_and_may_be_missing_or_empty(tmp_path: Path) -> None:
    file = tmp_path / "overrules.yaml"
    assert read_rulings(file) == NO_RULINGS
    file.write_text("")
    assert read_rulings(file) == NO_RULINGS
    file.write_text("events:\n  not_an_event:\n    - ev-0123456789abcdef\n")
    assert [str(reference) for reference in read_rulings(file).not_events] == ["ev-0123456789abcdef"]
    file.write_text("events: [")
    with pytest.raises(RulingsError, match="cannot be read"):
        read_rulings(file)
