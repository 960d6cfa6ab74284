"""Where rulings and earlier ids are found, and what is told of them."""

import datetime as dt
from pathlib import Path

import duckdb
import pytest

from assets.enriched import rulings_file
from assets.enriched.resolve.offices.contradictions import Contradiction
from assets.enriched.resolve.resolve import Resolution
from assets.enriched.resolve.rulings import NO_RULINGS, RulingsError
from assets.enriched.rulings_file import read_rulings
from checks.registry import TABLES, frame
from runtime.store import Manifest, Store, StoreError


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
    before = rulings_file.previous(Store(tmp_path))
    assert before.names.is_empty()
    assert before.reports.is_empty()


def test_contradictions_are_warned_of_with_both_sentences() -> None:
    seat = Contradiction(
        "defence minister",
        "SGP",
        dt.date(2024, 5, 1),
        ("per-a", "per-b"),
        ("Ann Lum", "Bo Strand"),
        lambda: (("d1", "d2"), ("Lum leads.", "Strand leads.")),
    )
    holders, found, stand = rulings_file.outcomes(Resolution({}, (seat,)))
    assert (holders.passed, holders.severity, holders.failed_rows) == (False, "WARN", 1)
    assert "Ann Lum" in holders.message
    assert "per-a" not in holders.message
    assert "Lum leads." in holders.message
    assert "Strand leads." in holders.message
    assert found.passed
    assert stand.passed


def test_a_ruling_about_nothing_is_warned_of() -> None:
    holders, found, stand = rulings_file.outcomes(Resolution({}, (), ("per-00",)))
    assert holders.passed
    assert stand.passed
    assert (found.passed, found.severity) == (False, "WARN")
    assert "per-00" in found.message


def test_a_correction_that_cannot_stand_is_warned_of_with_its_reason() -> None:
    *_, stand = rulings_file.outcomes(Resolution({}, unfit=("ev-00: a visit needs 2 parties",)))
    assert (stand.asset, stand.name, stand.passed, stand.severity) == ("events", "corrections_stand", False, "WARN")
    assert stand.message == "ev-00: a visit needs 2 parties"


def test_a_day_that_is_none_stops_the_run_and_the_entry_is_named(tmp_path: Path) -> None:
    file = Store(tmp_path).rulings
    file.write_text("events:\n  corrected:\n    - {event: ev-0123456789abcdef, day: 2023-02-30}\n")
    with pytest.raises(StoreError, match=r"ev-0123456789abcdef: day: there is no day 2023-02-30"):
        rulings_file.rulings(Store(tmp_path))


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


EVENT = {
    "event_type": "CONSULT",
    "event_kind": "meeting",
    "contexts": [],
    "status": "happened",
    "date_precision": "none",
    "summary": "They met.",
    "document_count": 1,
    "outlet_count": 0,
    "confidence": 0.5,
}


def publish(store: Store, manifest: Manifest, events: list[dict[str, object]], without: tuple[str, ...] = ()) -> None:
    """Publishes a warehouse that holds these events and lacks some columns."""
    store.write_manifest(manifest)
    candidate = store.home / f"{manifest.run_id}.candidate"
    con = duckdb.connect(str(candidate))
    con.execute("SET TimeZone = 'UTC'")
    con.register("incoming", frame(TABLES["events"], [EVENT | event for event in events]))
    con.execute("CREATE TABLE events AS FROM incoming")
    for column in without:
        con.execute(f"ALTER TABLE events DROP COLUMN {column}")
    con.close()
    store.publish(manifest.run_id, candidate)


def manifest(run_id: str, started_at: str) -> Manifest:
    return Manifest(run_id=run_id, started_at=started_at, code_version="c", schema_version="s", settings={})


def test_an_event_keeps_the_run_that_first_published_it(tmp_path: Path) -> None:
    store, first = Store(tmp_path), dt.datetime(2024, 5, 1, tzinfo=dt.UTC)
    old = {"event_id": "ev-0000000000000001", "first_run_id": "r0", "first_seen_at": first}
    publish(store, manifest("r1", "2024-06-01T00:00:00+00:00"), [old])
    store.write_manifest(manifest("r2", "2024-07-01T00:00:00+00:00"))
    rows: list[dict[str, object]] = [{"event_id": "ev-0000000000000001"}, {"event_id": "ev-0000000000000002"}]
    rulings_file.mark_first_seen(store, "r2", rows)
    assert [(row["first_run_id"], row["first_seen_at"]) for row in rows] == [
        ("r0", first),
        ("r2", dt.datetime(2024, 7, 1, tzinfo=dt.UTC)),
    ]


def test_an_event_of_an_older_store_is_of_the_run_that_holds_it(tmp_path: Path) -> None:
    store = Store(tmp_path)
    older = ("first_run_id", "first_seen_at")
    publish(store, manifest("r1", "2024-06-01T00:00:00+00:00"), [{"event_id": "ev-0000000000000001"}], older)
    rows: list[dict[str, object]] = [{"event_id": "ev-0000000000000001"}]
    rulings_file.mark_first_seen(store, "r2", rows)
    assert rows[0]["first_run_id"] == "r1"
    assert rows[0]["first_seen_at"] == dt.datetime(2024, 6, 1, tzinfo=dt.UTC)
