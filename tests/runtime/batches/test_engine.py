"""The engine: kept batches are not worked on again, and no item holds up the others."""

import os
from dataclasses import dataclass, replace
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from runtime.batches import engine
from runtime.batches.engine import BatchError, Failure, Step
from runtime.batches.worker import MOST_TRIES, Limits
from runtime.progress import reporting_to
from tests.runtime.batches.steps import Number, keyed, square, squares


@dataclass(frozen=True)
class Moody:
    """Squares, but where a file says that there is no memory."""

    sign: Path

    def __call__(self, items: list[int]) -> list[Number]:
        if self.sign.exists():
            raise MemoryError
        return square(items)


class Heard:
    def __init__(self) -> None:
        self.total = 0
        self.done = 0

    def begin(self, step: str, total: int) -> None:
        self.total += total

    def advance(self, step: str, done: int) -> None:
        self.done += done


@pytest.fixture
def step(tmp_path: Path) -> Step[int, Number]:
    return squares(tmp_path / "square" / "v1")


def found(step: Step[int, Number], numbers: range) -> dict[str, int | str]:
    results = dict(engine.results(step, map(str, numbers)))
    return {key: r.error if isinstance(r, Failure) else r.value for key, r in results.items()}


def test_what_is_kept_is_not_worked_on_again(step: Step[int, Number]) -> None:
    assert engine.run(step, keyed(range(5)), count=1) == 5
    assert engine.run(step, keyed(range(7)), count=1) == 2
    assert engine.run(step, keyed(range(7)), count=1) == 0
    assert found(step, range(7)) == {str(n): n * n for n in range(7)}


def test_progress_tells_every_item_once(step: Step[int, Number]) -> None:
    heard = Heard()
    with reporting_to(heard):
        engine.run(step, keyed(range(8)), count=1)
    assert (heard.total, heard.done) == (8, 8)


def test_an_item_that_raises_is_kept_as_failed_and_the_others_go_on(step: Step[int, Number]) -> None:
    engine.run(step, keyed(range(11, 17)), count=1)
    values = found(step, range(11, 17))
    assert values["13"] == "ValueError: 13 brings bad luck"
    assert "IndexError" in str(values["14"])
    assert {k: v for k, v in values.items() if k not in {"13", "14"}} == {"11": 121, "12": 144, "15": 225, "16": 256}


def test_failures_are_told_of_the_keys_asked_for(step: Step[int, Number]) -> None:
    engine.run(step, keyed(range(11, 17)), count=1)
    assert engine.failures(step, map(str, range(11, 14))) == {"13": Failure("ValueError: 13 brings bad luck")}
    assert engine.failures(step, ["11", "999"]) == {}


def test_workers_do_the_same_and_a_dying_one_costs_only_its_item(step: Step[int, Number]) -> None:
    numbers = range(95, 101)
    engine.run(step, keyed(numbers), count=2)
    values = found(step, numbers)
    assert str(values["99"]).startswith("the process that worked on it died: the next runs try again")
    assert engine.failures(step, ["99"])["99"].rule == "process_died"
    assert {k: v for k, v in values.items() if k != "99"} == {str(n): n * n for n in numbers if n != 99}
    workers = {r.worker for _, r in engine.results(step, map(str, numbers)) if isinstance(r, Number)}
    assert os.getpid() not in workers


def test_one_item_alone_that_kills_its_process_is_kept_as_failed(step: Step[int, Number]) -> None:
    engine.run(step, keyed(range(99, 100)), count=4)
    assert engine.failures(step, ["99"])["99"].rule == "process_died"
    assert engine.run(step, keyed(range(99, 101)), count=4) == 2
    assert dict(engine.results(step, ["100"]))["100"].value == 10_000  # type: ignore[union-attr]


@pytest.mark.parametrize(("number", "rule"), [(99, "process_died"), (77, "out_of_memory"), (80, "system_error")])
def test_a_passing_trouble_is_tried_again_so_often_and_no_oftener(
    step: Step[int, Number], number: int, rule: str
) -> None:
    numbers = range(number - 1, number + 1)
    due, worked = [], []
    for _ in range(MOST_TRIES + 1):
        due.append(len(engine.due(step, map(str, numbers))))
        worked.append(engine.run(step, keyed(numbers), count=1))
    assert worked == due == [2, *[1] * (MOST_TRIES - 1), 0]
    failure = engine.failures(step, [str(number)])[str(number)]
    assert (failure.rule, failure.tries, failure.again) == (rule, MOST_TRIES, False)
    assert found(step, numbers)[str(number - 1)] == (number - 1) ** 2


def test_a_trouble_that_has_passed_leaves_the_result(step: Step[int, Number], tmp_path: Path) -> None:
    (tmp_path / "no memory").touch()
    moody = replace(step, work=Moody(tmp_path / "no memory"))
    assert engine.run(moody, keyed(range(3)), count=1) == 3
    assert {f.rule for f in engine.failures(moody, map(str, range(3))).values()} == {"out_of_memory"}
    (tmp_path / "no memory").unlink()
    assert engine.run(moody, keyed(range(3)), count=1) == 3
    assert found(moody, range(3)) == {"0": 0, "1": 1, "2": 4}


def test_results_that_are_not_whole_are_dropped_and_made_again(step: Step[int, Number]) -> None:
    engine.run(step, keyed(range(6)), count=1)
    path = sorted(step.folder.glob("*.parquet"))[0]
    data = bytearray(path.read_bytes())
    chunk = pq.read_metadata(path).row_group(0).column(4)
    data[chunk.data_page_offset : chunk.data_page_offset + chunk.total_compressed_size] = b"\xff" * (
        chunk.total_compressed_size
    )
    path.write_bytes(data)
    with pytest.raises(BatchError, match="run again"):
        dict(engine.results(step, map(str, range(6))))
    assert engine.run(step, keyed(range(6)), count=1) == 3
    assert found(step, range(6)) == {str(n): n * n for n in range(6)}


def test_an_item_that_never_ends_is_ended_and_the_others_go_on(step: Step[int, Number]) -> None:
    engine.run(step, keyed(range(65, 68)), count=1, limits=Limits(2.0))
    values = found(step, range(65, 68))
    assert str(values.pop("66")).startswith("it took longer than 2 seconds")
    assert values == {"65": 65 * 65, "67": 67 * 67}
    assert engine.failures(step, ["66"])["66"].rule == "time_limit"


def test_batches_of_an_earlier_version_are_read_and_compacted(step: Step[int, Number]) -> None:
    engine.run(step, keyed(range(11, 17)), count=1)
    for path in step.folder.glob("*.parquet"):
        pq.write_table(pq.read_table(path).drop_columns(["rule"]), path)
    engine.run(step, keyed(range(17, 19)), count=1)
    engine.compact(step, map(str, range(11, 19)), most=1)
    assert engine.failures(step, ["13"]) == {"13": Failure("ValueError: 13 brings bad luck")}
    assert found(step, range(11, 19))["18"] == 324


def test_a_file_cut_short_is_worked_on_again(step: Step[int, Number]) -> None:
    engine.run(step, keyed(range(6)), count=1)
    cut = sorted(step.folder.glob("*.parquet"))[0]
    cut.write_bytes(cut.read_bytes()[:40])
    assert engine.run(step, keyed(range(6)), count=1) == 3
    assert found(step, range(6)) == {str(n): n * n for n in range(6)}


def test_compacting_keeps_what_is_needed_and_drops_the_rest(step: Step[int, Number]) -> None:
    engine.run(step, keyed(range(12)), count=1)
    engine.compact(step, map(str, range(10)), most=2)
    assert len(list(step.folder.glob("*.parquet"))) == 1
    assert engine.kept(step.folder) == set(map(str, range(10)))
    assert found(step, range(12)) == {str(n): n * n for n in range(10)}


def test_other_versions_are_forgotten(step: Step[int, Number]) -> None:
    older = replace(step, folder=step.folder.parent / "v0")
    for one in (older, step):
        engine.run(one, keyed(range(2)), count=1)
    engine.forget(step.folder.parent, "v1")
    assert not older.folder.exists()
    assert found(step, range(2)) == {"0": 0, "1": 1}
