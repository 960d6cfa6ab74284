"""Batches through worker processes on this machine; one that dies or is ended costs only the item that did it.

However few items there are, they are worked on in a process that may die (see `worker`). A finished batch is written by
the process that worked on it. Here belongs the handing out of batches, and that nothing works on when the run is ended.
"""

import queue
import threading
from collections.abc import Generator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from typing import Any

from runtime.batches.outcomes import Item, Result, Step, ended, outcomes, settled, write
from runtime.batches.worker import Ended, Limits, Worker, workers

Batch = Sequence[tuple[str, Item]]
POLL = 0.05  # seconds between two looks whether a thread has noticed that its process was killed


class _Stopped(RuntimeError):
    """The run is ended: nothing more is asked of a worker."""


def work(
    step: Step[Item, Result], batches: Sequence[Batch[Item]], count: int, limits: Limits, tries: Mapping[str, int]
) -> Generator[int, None, None]:
    """Works on all batches in so many processes; yields how many items each had, as they are kept.

    Whatever ends the iteration early (Ctrl-C, an error) kills the processes: what they were at is not kept.
    """
    idle: queue.SimpleQueue[Worker] = queue.SimpleQueue()
    own = workers(max(1, min(count, len(batches))), limits.megabytes)
    for worker in own:
        idle.put(worker)
    stop = threading.Event()

    def one(batch: Batch[Item]) -> int:
        worker = idle.get()
        try:
            _settle(step, batch, worker, limits.seconds, tries, stop)
        finally:
            idle.put(worker)
        return len(batch)

    pool = ThreadPoolExecutor(len(own))
    try:  # from the first batch that is handed out: Ctrl-C may come at once
        for future in as_completed([pool.submit(one, batch) for batch in batches]):
            yield future.result()
    except BaseException:
        stop.set()
        pool.shutdown(wait=False, cancel_futures=True)
        _kill(own, idle)
        raise
    finally:
        pool.shutdown(cancel_futures=True)


def _kill(own: Sequence[Worker], idle: "queue.SimpleQueue[Worker]") -> None:
    """Kills the processes until no thread has one in hand: a thread may just have started another."""
    while idle.qsize() < len(own):
        for worker in own:
            worker.kill()
        threading.Event().wait(POLL)


def _settle(
    step: Step[Item, Result],
    batch: Batch[Item],
    worker: Worker,
    limit: float,
    tries: Mapping[str, int],
    stop: threading.Event,
) -> None:
    """Works on a batch in a worker, and keeps what becomes of every item."""

    def ask(start: int, end: int) -> None:
        if stop.is_set():
            raise _Stopped
        part = batch[start:end]
        worker.result(limit, _keep, step, part, {key: tries[key] for key, _ in part if key in tries})

    def lost(at: int, end: Ended) -> None:
        if stop.is_set():  # it was killed because of the run, not by the item
            raise _Stopped
        key = batch[at][0]
        write(step.folder, ended(step, key, end, tries.get(key, 0)))

    for _ in settled(0, len(batch), ask, lost):
        pass


def _keep(step: Step[Any, Any], batch: Batch[Any], tries: Mapping[str, int]) -> None:
    """Works on one batch and keeps its outcomes; runs in the worker."""
    write(step.folder, outcomes(step, batch, tries))
