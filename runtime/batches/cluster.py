"""Batches through a cluster: Ray Data's `map_batches` with actors, Arrow in and Arrow out.

Every actor has a worker process of its own (see `worker`), which holds the loaded models: Ray can end an actor, but not
one call of it, and what a document does to its process must cost that document alone. Outcomes come back to the process
that runs the stages, and are kept there in the same files as those of `local`: the cluster needs no folder in common.
Ray is imported only when it is asked for. Here belongs all that knows Ray.
"""

import importlib.util
import logging
import os
import secrets
import signal
import socket
import sys
import threading
from collections.abc import Generator, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from runtime.arrow_records import from_arrow, to_arrow
from runtime.batches.outcomes import Item, Result, Step, ended, outcomes, settled, strings, write
from runtime.batches.worker import Ended, Limits, Worker
from runtime.version import code_version

if TYPE_CHECKING:
    from ray.data import Dataset

Batch = Sequence[tuple[str, Item]]
STORE = 200 * 2**20  # bytes of a local cluster's object store; batches that do not fit wait on the disk
QUIET = {"RAY_USAGE_STATS_ENABLED": "0", "RAY_DATA_DISABLE_PROGRESS_BARS": "1"}
PATIENCE = 10.0  # seconds that the cluster's address has to answer
TO_INSTALL = (
    "install what several machines want: pip install --require-hashes --no-deps -r requirements-cluster.lock, or pip"
    " install 'communique[cluster]'; or run with --engine local"
)


class ClusterError(RuntimeError):
    """The cluster cannot be used, or was lost; the message says why and what to do."""


def available() -> None:
    """Raises ClusterError where Ray is not installed; imports nothing."""
    if importlib.util.find_spec("ray") is None:
        raise ClusterError(f"the engine ray needs Ray, which is not installed: {TO_INSTALL}")


def work(
    step: Step[Item, Result], batches: Sequence[Batch[Item]], count: int, limits: Limits, tries: Mapping[str, int]
) -> Generator[int, None, None]:
    """Works on all batches in so many actors, 0: one a processor; yields how many items were kept, as they are.

    Raises ClusterError.
    """
    actors = min(_joined(count), len(batches))
    given: list[pa.Table | bytes] = [_given(step, batch, tries) for batch in batches]
    left = sum(map(len, batches))
    for done in _answers(_through(step, given, actors, limits)):
        write(step.folder, done)
        left -= len(done)
        yield len(done)
    if left:
        raise ClusterError(f"the cluster left out {left} items of {step.name}: run again, what is finished is kept")


def _joined(count: int) -> int:
    """Joins the cluster of $RAY_ADDRESS, else makes one on this machine; returns how many actors it has room for."""
    available()
    address = os.environ.get("RAY_ADDRESS") or None
    os.environ.update(QUIET)
    if address is None:  # nobody else joins it; Ray itself would leave a token in the account's home
        os.environ.setdefault("RAY_AUTH_TOKEN", secrets.token_hex(32))
    elif os.environ.get("RAY_AUTH_TOKEN"):
        os.environ.setdefault("RAY_AUTH_MODE", "token")
    import ray

    if not ray.is_initialized():
        own: dict[str, Any] = {"num_cpus": count or None, "object_store_memory": STORE, "include_dashboard": False}
        try:
            with _own_signals():
                _answering(address)
                ray.init(
                    address or "local", log_to_driver=False, logging_level=logging.ERROR, **({} if address else own)
                )
        except Exception as error:
            where = f"the cluster at {address} ($RAY_ADDRESS)" if address else "a cluster on this machine"
            raise ClusterError(
                f"{where} cannot be joined ({error}): see that it runs, or use --engine local"
            ) from error
    resources: dict[str, float] = ray.cluster_resources()  # type: ignore[no-untyped-call]
    room = int(resources.get("CPU", 0))
    if not room:
        raise ClusterError("the cluster has no processor: start a worker (ray start), or use --engine local")
    return min(count or room, room)


@contextmanager
def _own_signals() -> Iterator[None]:
    """Ray puts a handler of its own in place, which would end the process without a word; ours closes the run."""
    before = signal.getsignal(signal.SIGTERM)
    try:
        yield
    finally:
        if threading.current_thread() is threading.main_thread():
            signal.signal(signal.SIGTERM, before)


def _answering(address: str | None) -> None:
    """Raises OSError where nothing listens at HOST:PORT; Ray itself would try for minutes."""
    host, _, port = (address or "").rpartition("//")[2].rpartition(":")
    if host and port.isdecimal():
        socket.create_connection((host, int(port)), PATIENCE).close()


def _given(step: Step[Item, Result], batch: Batch[Item], tries: Mapping[str, int]) -> pa.Table:
    """A batch as Arrow: key, how often it was tried, item."""
    keys = [key for key, _ in batch]
    items: Any = to_arrow(step.takes(), [item for _, item in batch])
    return pa.table({"key": pa.array(keys, pa.string()), "tried": [tries.get(key, 0) for key in keys], "item": items})


def _through(step: Step[Any, Any], given: list[pa.Table | bytes], actors: int, limits: Limits) -> "Dataset":
    import ray.data

    context = ray.data.DataContext.get_current()
    context.enable_progress_bars = context.print_on_execution_start = False
    logging.getLogger("ray.data").setLevel(logging.ERROR)
    return ray.data.from_arrow(given).map_batches(
        _Actor,
        batch_size=None,  # a block is a batch
        batch_format="pyarrow",
        compute=ray.data.ActorPoolStrategy(size=actors),
        fn_constructor_args=(step, limits, code_version()),
        num_cpus=1,
    )


def _answers(through: "Dataset") -> Iterator[pa.Table]:
    """The tables of outcomes, as they come. Raises ClusterError."""
    import ray.exceptions

    try:
        batches: Any = through.iter_batches(batch_size=None, batch_format="pyarrow", prefetch_batches=0)
        yield from batches
    except ray.exceptions.RayError as error:
        said = str(getattr(error, "cause", None) or error).strip().splitlines()
        why = said[-1] if said else type(error).__name__
        raise ClusterError(f"the cluster failed ({why}): run again, what is finished is kept") from error


class _Actor:
    """What a node of the cluster runs: batches through one worker process."""

    def __init__(self, step: Step[Any, Any], limits: Limits, version: str) -> None:
        if code_version() != version:
            raise RuntimeError(f"a node has communique {code_version()}, the run {version}: install the same on both")
        self.step, self.limit, self.worker = step, limits.seconds, Worker(limits.megabytes)
        vars(sys.modules["__main__"]).pop("__file__", None)  # else the worker process would load Ray as well

    def __call__(self, given: pa.Table) -> pa.Table:
        """The outcomes of a batch."""

        def ask(start: int, end: int) -> pa.Table:
            part = given if end - start == len(given) else given.take(list(range(start, end)))
            found: pa.Table = self.worker.result(self.limit, _outcomes, self.step, part)
            return found

        def lost(at: int, end: Ended) -> pa.Table:
            return ended(self.step, str(given["key"][at]), end, int(given["tried"][at].as_py()))

        return pa.concat_tables(settled(0, len(given), ask, lost))


def _outcomes(step: Step[Any, Any], given: pa.Table) -> pa.Table:
    """Works on a batch; runs in the worker."""
    keys = strings(given, "key")
    tried: Any = given["tried"].to_pylist()
    items = from_arrow(step.takes(), given["item"])
    return outcomes(step, list(zip(keys, items, strict=True)), dict(zip(keys, tried, strict=True)))
