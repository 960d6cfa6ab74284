"""A worker: it does what it is asked in a process of its own, and whatever happens there, the next call is answered."""

import os
import signal
from collections.abc import Iterator

import pytest

from runtime.batches import worker
from runtime.batches.worker import Ended, Raised, Worker


def spin() -> None:
    """Never ends."""
    while True:
        pass


def process() -> int:
    return os.getpid()


def count(last: int, then: str = "") -> Iterator[int]:
    yield from range(last)
    if then == "raise":
        raise ValueError("enough")
    if then == "die":
        os._exit(3)
    if then == "hang":
        spin()


def beats(times: int) -> str:
    for _ in range(times):
        worker.beat()
    return "done"


@pytest.fixture
def one() -> Iterator[Worker]:
    own = Worker()
    yield own
    own.end()


def test_calls_are_answered_by_one_process_that_is_not_ours(one: Worker) -> None:
    first = one.result(30, process)
    assert first == one.result(30, process) != os.getpid()
    assert list(one.items(30, count, 3)) == [0, 1, 2]
    assert one.result(30, beats, 5) == "done"


@pytest.mark.parametrize(
    ("then", "error", "words"),
    [("raise", Raised, "ValueError: enough"), ("die", Ended, "died"), ("hang", Ended, "longer than 1 seconds")],
)
def test_what_came_before_the_end_is_kept_and_the_next_call_is_answered(
    one: Worker, then: str, error: type[Exception], words: str
) -> None:
    items = one.items(1 if then == "hang" else 30, count, 3, then)
    assert [next(items), next(items), next(items)] == [0, 1, 2]
    with pytest.raises(error, match=words):
        next(items)
    assert list(one.items(30, count, 2)) == [0, 1]


def test_a_process_that_died_meanwhile_is_started_again(one: Worker) -> None:
    os.kill(one.result(30, process), 9)
    assert one.result(30, beats, 1) == "done"


def test_a_call_that_was_left_unfinished_does_not_answer_the_next(one: Worker) -> None:
    assert next(one.items(30, count, 5)) == 0
    assert list(one.items(30, count, 2)) == [0, 1]


def test_beats_outside_a_worker_do_nothing() -> None:
    assert beats(2) == "done"


def test_the_same_workers_are_given_again() -> None:
    assert worker.workers(2)[0] is worker.workers(1)[0]


def fill(megabytes: int) -> int:
    """Holds so much memory, and goes on holding it."""
    held = bytearray(megabytes * 1_000_000)
    held[::4096] = b"x" * len(held[::4096])
    spin()
    return len(held)


def test_a_process_that_holds_too_much_is_ended_and_the_next_call_is_answered(one: Worker) -> None:
    one.megabytes = 400
    with pytest.raises(Ended, match="more than 400 MB") as ended:
        one.result(60, fill, 500)
    assert ended.value.rule == "out_of_memory"
    assert one.result(30, beats, 1) == "done"


def test_what_the_workers_may_hold_is_told_to_all() -> None:
    assert [own.megabytes for own in worker.workers(2, 1_234)] == [1_234, 1_234]
    assert worker.workers(1)[0].megabytes == worker.MEGABYTES


def on_being_ended() -> str:
    return str(signal.getsignal(signal.SIGTERM))


def test_a_worker_can_be_ended_where_its_parent_ignores_that(one: Worker) -> None:
    before = signal.signal(signal.SIGTERM, signal.SIG_IGN)
    try:
        assert one.result(30, on_being_ended) == str(signal.SIG_DFL)
    finally:
        signal.signal(signal.SIGTERM, before)
