"""Planted faults, in short: some of every sort are caught, and tables as they were published are not."""

from pathlib import Path

import pytest

from checks.registry import TABLES
from pipelines.plants import __main__ as plants
from pipelines.plants import planting
from runtime.store import Store

pytestmark = pytest.mark.xdist_group("samples")
SOME = (
    "half_of_the_documents_gone",
    "one_rule_turns_most_away",
    "events_in_year_9000",
    "events_all_in_america",
    "one_event_at_a_person",
    "evidence_of_another_sentence",
    "reports_gone",
    "segments_halved",
    "bodies_halved_and_counted",
    "mentions_halved",
    "speakers_gone",
    "people_all_merged",
)


@pytest.fixture(scope="module")
def published(samples: Path) -> Path:
    return Store(samples).warehouse


def test_what_was_published_is_caught_by_nothing(published: Path) -> None:
    con = planting.opened(published)
    outcomes, aside = planting.judged(con)
    con.close()
    assert aside == 0
    assert [o.name for o in outcomes if o.stops] == []


@pytest.mark.parametrize("name", SOME)
def test_a_fault_is_caught(published: Path, name: str) -> None:
    beside, _ = planting.planted(name, published)
    assert beside.what == planting.CAUGHT


def test_every_fault_in_rows_is_caught(samples: Path) -> None:
    held = {name: Store(samples).published_table(name) for name in TABLES if name not in planting.OF_RUNS}
    verdicts = [planting.planted_in_rows(name, held) for name in planting.in_rows]
    assert [v.fault for v in verdicts if v.what != planting.CAUGHT] == []


def test_there_are_many_faults_each_with_a_name_of_its_own() -> None:
    assert len(plants.FAULTS) == 7
    assert len(planting.in_tables) + len(planting.in_rows) + len(planting.in_readings) >= 130
    assert set(SOME) <= set(planting.in_tables)
