"""The sentinel documents as they are: all that is known of them is found, and a reader that cannot read stops a run."""

from pathlib import Path

from assets.enriched import sentinels
from runtime.options import RunOptions
from runtime.store import Store


def test_all_that_is_known_of_them_is_found_and_nothing_is_left_behind(tmp_path: Path) -> None:
    found = sentinels.watched(Store(tmp_path), RunOptions())
    assert found.passed, found.message
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]


def test_a_reader_that_reads_nothing_in_its_time_stops_the_run(tmp_path: Path) -> None:
    found = sentinels.watched(Store(tmp_path), RunOptions(limit=0.001))
    assert found.stops
    assert "cannot be trusted" in found.message
