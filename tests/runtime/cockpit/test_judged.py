"""What Dagster shows of checks: what broke them, nothing green that measured nothing, and one line that says all."""

from pathlib import Path

import dagster as dg
import polars as pl
import pytest

from checks.catalogue import DESCRIPTIONS, remedy
from checks.results import Offender, Outcome, not_measured
from runtime.cockpit import judged
from runtime.store import StageState, Store

A = "a" * 32
AT = {A: "wire/a.txt"}
WRONG = Outcome(
    "snapshots",
    "spans_true",
    False,
    "sentences: 3 rows",
    failed_rows=3,
    offenders=(Offender("sentences.text is not what stands at its span", A, "What nobody\nwrote."),),
)


def cells(shown: object) -> list[dict[str, object]]:
    assert isinstance(shown, dg.TableMetadataValue)
    return [dict(record.data) for record in shown.records]


def test_what_a_check_says_is_no_markdown() -> None:
    outcome = Outcome("documents", "documents_gate", False, "3 rows: ![a](http://evil.example/a.png)")
    (shown,) = judged.results([outcome], {})
    assert shown.description == "3 rows: `![a](http://evil.example/a.png)`"


def test_a_check_that_measured_nothing_is_a_warning_and_says_so() -> None:
    outcome = not_measured("snapshots", "accuracy_events", "the run holds no labelled document")
    (shown,) = judged.results([outcome], {})
    assert (shown.passed, shown.severity) == (False, dg.AssetCheckSeverity.WARN)
    assert str(shown.description).startswith("not measured: ")
    assert shown.metadata["measured"] == dg.MetadataValue.bool(False)
    assert not outcome.stops


def test_what_broke_a_check_stands_beside_it_by_its_place() -> None:
    (shown,) = judged.results([WRONG], AT)
    assert cells(shown.metadata["offenders"]) == [
        {
            "rule": "sentences.text is not what stands at its span",
            "document": "wire/a.txt",
            "value": "What nobody wrote.",
            "next step": remedy("snapshots", "spans_true"),
        }
    ]
    (good,) = judged.results([Outcome("snapshots", "spans_true", True)], AT)
    assert "offenders" not in good.metadata


def test_the_first_line_names_rule_document_value_and_next_step() -> None:
    other = Outcome("snapshots", "keys_unique", False, "events: 2 rows")
    said = judged.first_line([WRONG, other], AT)
    assert said == (
        "spans_true stopped the run: sentences.text is not what stands at its span in wire/a.txt (What nobody wrote.):"
        f" {remedy('snapshots', 'spans_true')}; 2 more like it; also keys_unique: events: 2 rows"
    )
    assert "\n" not in said
    alone = judged.first_line([other], {})
    assert alone == f"keys_unique stopped the run: events: 2 rows: {remedy('snapshots', 'keys_unique')}"


def test_a_rule_that_says_what_to_do_is_heard() -> None:
    outcome = Outcome(
        "events", "events_meaning", False, offenders=(Offender("events: a day", "", "ev-1", "read again"),)
    )
    assert "events: a day (ev-1): read again" in judged.first_line([outcome], {})


def test_the_failure_has_everything_that_broke_it() -> None:
    failure = judged.stopped([WRONG], AT)
    assert failure.description == judged.first_line([WRONG], AT)
    assert [row["document"] for row in cells(failure.metadata["offenders"])] == ["wire/a.txt"]
    assert failure.allow_retries is False


def test_places_are_those_of_the_run_and_read_only_where_they_are_named(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.write_table("r", "raw", "documents", pl.DataFrame({"document_id": [A], "source_uri": ["wire/a.txt"]}))
    store.write_state(StageState("raw", "r", rows={"documents": 1}))
    assert judged.places(store, "r", [WRONG]) == AT
    assert judged.places(store, "r", [Outcome("snapshots", "keys_unique", True)]) == {}
    assert judged.places(Store(tmp_path / "none"), "r", [WRONG]) == {}


@pytest.mark.parametrize(("asset", "name"), DESCRIPTIONS)
def test_every_check_has_a_next_step(asset: str, name: str) -> None:
    assert len(remedy(asset, name)) > 20
