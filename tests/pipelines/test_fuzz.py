"""The short form of `make fuzz`: no spoiled document or archive stops a reader or the parser, and none is lost."""

import pytest

from pipelines import fuzz
from runtime.batches.worker import Worker

SEED = 20241008  # not the one of `make fuzz`: the short form looks elsewhere


@pytest.mark.parametrize(("kind", "count"), [("documents", 250), ("archives", 120)])
def test_spoiled_files_stop_nothing_and_are_accounted_for(kind: str, count: int) -> None:
    worker = Worker()
    found = fuzz.fuzz(kind, count, SEED, worker)
    worker.end()
    assert (found.files, found.crashes, found.hangs, found.unaccounted) == (count, [], [], [])
    assert found.outcomes["published"] > count // 20


def test_the_same_seed_spoils_in_the_same_way() -> None:
    assert [fuzz.archive(n, 7) for n in range(5)] == [fuzz.archive(n, 7) for n in range(5)]
    assert fuzz.document(1, 7) != fuzz.document(1, 8)


def test_what_is_lost_is_told() -> None:
    found = fuzz.Found(unaccounted=["archives 3: 1 outcomes of 4"])
    assert not found.clean
