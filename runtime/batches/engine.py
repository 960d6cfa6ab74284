"""The engine of a heavy step: batches of items through a pure function, in worker processes, kept as they finish.

Every item has a key that says all its outcome depends on, and every version of a step has a folder. A finished batch is
one Parquet file in it, so that a killed run picks up where it stopped and only new items are worked on. An item on
which the function raises, whose process dies, or that takes longer than the limit, is kept with the error and does not
hold up the others; however few items there are, they are worked on in a process that may die (see `worker`). Troubles
that may pass are tried again by the next runs, so often and no oftener.
"""

import hashlib
import os
import queue
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, Generic, TypeVar

import pyarrow as pa
import pyarrow.parquet as pq

from runtime.arrow_records import arrow_type, from_arrow, to_arrow
from runtime.batches.worker import LIMIT, MEGABYTES, MOST_TRIES, PASSING, TRIED_AGAIN, Ended, Worker, workers
from runtime.durable import replace
from runtime.progress import sink

Item = TypeVar("Item")
Result = TypeVar("Result", covariant=True)
ERROR_LENGTH = 500
DECODED_AT_ONCE = 4_000  # records
OF_ITEMS = ("key", "error", "rule", "tries")  # columns of a batch beside the results; earlier versions had fewer
WORKERS = max(1, os.cpu_count() or 1)
WHAT_TO_DO = (
    f"{TRIED_AGAIN}; then take the document out of the inbox, or split it; more time and memory are given with"
    " --document-seconds and --document-megabytes, and a run with --full tries again"
)


class BatchError(RuntimeError):
    """Kept results cannot be read; they were dropped, and a run makes them again."""


@dataclass(frozen=True)
class Failure:
    """The step could not work on this item: the function raised (`error`), or its process was ended or died.

    `tries` counts the runs that met with it.
    """

    error: str
    rule: str = "error"
    tries: int = 1

    @property
    def again(self) -> bool:
        """Whether the next run tries again."""
        return self.rule in PASSING and self.tries < MOST_TRIES


@dataclass(frozen=True)
class Step(Generic[Item, Result]):
    """A step: `work` turns a list of items into as many results, in order; it must be importable by worker processes.

    `kind` is the dataclass of a result. `batch` is how many items one file holds: what a killed run may lose for each
    worker. `work` calls `worker.beat` between two items: the limit is that of one item.
    """

    name: str
    work: Callable[[list[Item]], list[Result]]
    kind: type[Result]
    folder: Path
    batch: int


def item_key(*parts: str | None) -> str:
    """The key of an item whose outcome depends on these parts alone."""
    return hashlib.sha256("\0".join("\1" if p is None else p for p in parts).encode()).hexdigest()[:32]


def discard(step: Step[Item, Result]) -> None:
    """Drops what this version of the step has finished, so that all of it is worked on again."""
    shutil.rmtree(step.folder, ignore_errors=True)


def run(
    step: Step[Item, Result],
    items: Mapping[str, Item],
    count: int,
    limit: float = LIMIT,
    megabytes: int = MEGABYTES,
) -> int:
    """Works in `count` processes on the items whose key is not kept yet; returns how many those were.

    An item may take `limit` seconds, and a process hold `megabytes`.
    """
    step.folder.mkdir(parents=True, exist_ok=True)
    open_, tries = _due(step, items.keys())
    missing = [(key, item) for key, item in items.items() if key in open_]
    batches = [missing[i : i + step.batch] for i in range(0, len(missing), step.batch)]
    sink().begin(step.name, len(missing))
    if batches:
        _drop(step, set(tries))
        _in_workers(step, batches, workers(max(1, min(count, len(batches))), megabytes), limit, tries)
    return len(missing)


def due(step: Step[Any, Any], keys: Iterable[str]) -> set[str]:
    """Of these keys those that `run` would work on: without an outcome, or with one that is to be tried again."""
    return _due(step, keys)[0]


def _due(step: Step[Any, Any], keys: Iterable[str]) -> tuple[set[str], dict[str, int]]:
    """The keys to be worked on, and how often those were tried that are tried again."""
    wanted = set(keys)
    held = kept(step.folder) & wanted if wanted else set()
    tries = {key: failure.tries for key, failure in failures(step, held).items() if failure.again}
    return wanted - held | tries.keys(), tries


def kept(folder: Path) -> set[str]:
    """The keys whose results a folder holds; a file that cannot be read is deleted and counts for nothing."""
    keys: set[str] = set()
    for path in folder.glob("*.parquet"):
        try:
            keys.update(_strings(pq.read_table(path, columns=["key"]), "key"))
        except (pa.ArrowInvalid, OSError):
            path.unlink(missing_ok=True)
    return keys


def results(
    step: Step[Item, Result], keys: Iterable[str], kind: type[Any] | None = None
) -> Iterator[tuple[str, Any | Failure]]:
    """The kept result, or failure, of every key that has one; each key once. Raises BatchError.

    `kind` is a dataclass that has some of the fields of a result: then these alone are read.
    """
    wanted = set(keys)
    waiting: list[pa.Table] = []
    for path in sorted(step.folder.glob("*.parquet")) if wanted else ():
        own = [key in wanted for key in _strings(_read(path, ["key"]), "key")]
        if not any(own):
            continue
        table = _read(path, kind=kind).filter(pa.array(own))
        wanted.difference_update(_strings(table, "key"))
        waiting.append(table)
        if sum(map(len, waiting)) >= DECODED_AT_ONCE:
            yield from _decoded(kind or step.kind, waiting)
            waiting.clear()
    if waiting:
        yield from _decoded(kind or step.kind, waiting)


def _decoded(kind: type[Any], tables: Sequence[pa.Table]) -> Iterator[tuple[str, Any | Failure]]:
    """Keys with results or failures: many records at a time cost less than a few."""
    table = pa.concat_tables(tables, promote_options="default")
    names, errors = _strings(table, "key"), table.column("error").to_pylist()
    rules, tries = _rules(table), _tries(table)
    good = table.filter(pa.array([error is None for error in errors], pa.bool_()))
    decoded = iter(from_arrow(kind, good.column("result")))
    for name, error, rule, times in zip(names, errors, rules, tries, strict=True):
        yield name, (next(decoded) if error is None else Failure(str(error), rule, times))


def failures(step: Step[Any, Any], keys: Iterable[str]) -> dict[str, Failure]:
    """The failures of those keys on whose items the step failed; no result is read for it."""
    wanted = set(keys)
    found: dict[str, Failure] = {}
    for path in sorted(step.folder.glob("*.parquet")) if wanted else ():
        table = _read(path, OF_ITEMS)
        names = _strings(table, "key")
        rows = zip(names, table.column("error").to_pylist(), _rules(table), _tries(table), strict=True)
        found |= {key: Failure(str(e), rule, n) for key, e, rule, n in rows if key in wanted and e is not None}
        wanted.difference_update(names)
    return found


def _read(path: Path, columns: Iterable[str] | None = None, kind: type[Any] | None = None) -> pa.Table:
    """A kept batch, or these of its columns; of its results only the fields of `kind`, if one is given.

    Raises BatchError where it cannot be read, and drops it.
    """
    try:
        with pq.ParquetFile(path) as file:
            if kind is not None:
                columns = (*OF_ITEMS, *(f"result.{f.name}" for f in fields(kind)))
            there = file.schema_arrow.names
            wanted = None if columns is None else [name for name in columns if name.split(".")[0] in there]
            return file.read(columns=wanted)
    except (pa.ArrowException, OSError) as error:
        path.unlink(missing_ok=True)
        raise BatchError(f"kept results were not whole ({error}) and were dropped: run again") from error


def _drop(step: Step[Any, Any], keys: set[str]) -> None:
    """Forgets the outcomes of some keys."""
    for path in sorted(step.folder.glob("*.parquet")) if keys else ():
        table = _read(path)
        mine = pa.compute.is_in(table.column("key"), pa.array(sorted(keys), pa.string()))
        rest = table.filter(pa.compute.invert(mine))
        if len(rest) < len(table):
            if len(rest):
                _write(step.folder, rest)
            path.unlink()


def _tries(table: pa.Table) -> list[int]:
    """How often each was tried; batches of earlier versions do not say."""
    if "tries" not in table.column_names:
        return [1] * len(table)
    return [int(tries or 1) for tries in table.column("tries").to_pylist()]


def _rules(table: pa.Table) -> list[str]:
    """The rules of a kept batch's failures; batches of earlier versions have none."""
    if "rule" not in table.column_names:
        return ["error"] * len(table)
    return [str(rule or "error") for rule in table.column("rule").to_pylist()]


def forget(folder: Path, but: str) -> None:
    """Deletes the folders of other versions beside `folder`/`but`."""
    for path in folder.glob("*"):
        if path.name != but and path.is_dir():
            shutil.rmtree(path, ignore_errors=True)


def compact(step: Step[Any, Any], keys: Iterable[str], most: int = 64) -> None:
    """Where a folder holds more than `most` files, rewrites what the keys need into few, and drops the rest."""
    paths = sorted(step.folder.glob("*.parquet"))
    if len(paths) <= most:
        return
    wanted = set(keys)
    merged = pa.concat_tables([pq.read_table(path) for path in paths], promote_options="default")
    merged = merged.filter(pa.array([key in wanted for key in _strings(merged, "key")], pa.bool_()))
    _write(step.folder, merged)
    for path in paths:
        path.unlink()


def _work(step: Step[Item, Result], batch: Sequence[tuple[str, Item]], tries: Mapping[str, int]) -> int:
    """Works on one batch and keeps its results; runs in the worker. `tries` says how often an item was tried before."""
    keys = [key for key, _ in batch]
    try:
        together = step.work([item for _, item in batch])
        if len(together) != len(keys):
            raise RuntimeError(f"{step.name} gave {len(together)} results for {len(keys)} items")
        _keep(step, keys, together)
    except Exception:
        alone = [_alone(step, item, tries.get(key, 0)) for key, item in batch]
        _keep(step, keys, alone)
    return len(keys)


def _alone(step: Step[Item, Result], item: Item, tries: int) -> Result | Failure:
    try:
        result = step.work([item])[0]
        to_arrow(step.kind, [result])
    except MemoryError:
        return Failure(f"there was no memory left: {WHAT_TO_DO}", "out_of_memory", tries + 1)
    except OSError as error:
        return Failure(f"the system refused ({error}): {WHAT_TO_DO}"[:ERROR_LENGTH], "system_error", tries + 1)
    except Exception as error:
        return Failure(f"{type(error).__name__}: {error}"[:ERROR_LENGTH])
    return result


def _keep(step: Step[Any, Any], keys: Sequence[str], outcome: Sequence[Any]) -> None:
    good = to_arrow(step.kind, [o for o in outcome if not isinstance(o, Failure)])
    at = iter(range(len(good)))
    places = pa.array([None if isinstance(o, Failure) else next(at) for o in outcome], pa.int64())
    shape: Any = arrow_type(step.kind)  # type: ignore[arg-type]
    column: Any = good.take(places) if len(good) else pa.nulls(len(keys), shape)
    columns: dict[str, Any] = {
        "key": pa.array(keys, pa.string()),
        "error": pa.array([o.error if isinstance(o, Failure) else None for o in outcome], pa.string()),
        "rule": pa.array([o.rule if isinstance(o, Failure) else None for o in outcome], pa.string()),
        "tries": pa.array([o.tries if isinstance(o, Failure) else None for o in outcome], pa.int64()),
        "result": column,
    }
    _write(step.folder, pa.table(columns))


def _strings(table: pa.Table, column: str) -> list[str]:
    return [str(value) for value in table.column(column).to_pylist()]


def _write(folder: Path, table: pa.Table) -> None:
    name = hashlib.sha256("\n".join(_strings(table, "key")).encode()).hexdigest()[:24]
    part = folder / f"{name}.{os.getpid()}.part"
    pq.write_table(table, part, compression="zstd", compression_level=3)
    replace(part, folder / f"{name}.parquet")


def _in_workers(
    step: Step[Item, Result],
    batches: list[list[tuple[str, Item]]],
    own: Sequence[Worker],
    limit: float,
    tries: Mapping[str, int],
) -> None:
    """All batches through these worker processes; one that dies or is ended costs only the item that did it."""
    idle: queue.SimpleQueue[Worker] = queue.SimpleQueue()
    for worker in own:
        idle.put(worker)

    def one(batch: list[tuple[str, Item]]) -> int:
        worker = idle.get()
        try:
            _settle(step, batch, worker, limit, tries)
        finally:
            idle.put(worker)
        return len(batch)

    pool = ThreadPoolExecutor(len(own))
    try:
        for future in as_completed([pool.submit(one, batch) for batch in batches]):
            sink().advance(step.name, future.result())
    finally:
        pool.shutdown(cancel_futures=True)


def _settle(
    step: Step[Item, Result],
    batch: list[tuple[str, Item]],
    worker: Worker,
    limit: float,
    tries: Mapping[str, int],
    again: bool = True,
) -> None:
    """Works on a batch in a worker; where that ends, on each item alone, twice where its process died."""
    try:
        worker.result(limit, _work, step, batch, {key: tries[key] for key, _ in batch if key in tries})
    except Ended as ended:
        if len(batch) > 1:
            for pair in batch:
                _settle(step, [pair], worker, limit, tries, again=False)
        elif again and ended.rule == "process_died":
            _settle(step, batch, worker, limit, tries, again=False)
        else:
            key = batch[0][0]
            _keep(step, [key], [Failure(f"{ended.message}: {WHAT_TO_DO}", ended.rule, tries.get(key, 0) + 1)])
