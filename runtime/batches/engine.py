"""The engine of a heavy step: batches of items through a pure function, kept as they finish.

Every item has a key that says all its outcome depends on, and every version of a step has a folder. A finished batch is
one Parquet file in it, so that a killed run picks up where it stopped and only new items are worked on. An item on
which the function raises, whose process dies, or that takes longer than the limit, is kept with the error and does not
hold up the others. Troubles that may pass are tried again by the next runs, so often and no oftener. Here belongs what
is due and what is kept; where batches are worked on belongs to `local` and `cluster`.
"""

import hashlib
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import fields
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from runtime.arrow_records import from_arrow
from runtime.batches import cluster, local
from runtime.batches.outcomes import Failure, Item, Result, Step, strings, write
from runtime.batches.worker import USUAL, Limits
from runtime.progress import sink

__all__ = [
    "ENGINES", "LOCAL", "RAY", "WORKERS", "BatchError", "Failure", "Step", "compact", "discard", "due", "failures",
    "forget", "item_key", "kept", "results", "run",
]  # fmt: skip

DECODED_AT_ONCE = 4_000  # records
OF_ITEMS = ("key", "error", "rule", "tries")  # columns of a batch beside the results; earlier versions had fewer
WORKERS = max(1, os.cpu_count() or 1)
LOCAL, RAY = "local", "ray"
ENGINES = (LOCAL, RAY)


class BatchError(RuntimeError):
    """Kept results cannot be read; they were dropped, and a run makes them again."""


def item_key(*parts: str | None) -> str:
    """The key of an item whose outcome depends on these parts alone."""
    return hashlib.sha256("\0".join("\1" if p is None else p for p in parts).encode()).hexdigest()[:32]


def discard(step: Step[Item, Result]) -> None:
    """Drops what this version of the step has finished, so that all of it is worked on again."""
    shutil.rmtree(step.folder, ignore_errors=True)


def run(
    step: Step[Item, Result], items: Mapping[str, Item], count: int, limits: Limits = USUAL, engine: str = LOCAL
) -> int:
    """Works in `count` processes on the items whose key is not kept yet; returns how many those were.

    `engine` is one of ENGINES. With RAY a count of 0 is one process for each processor of the cluster, and what goes
    wrong with the cluster itself raises ClusterError; what was finished until then is kept.
    """
    step.folder.mkdir(parents=True, exist_ok=True)
    open_, tries = _due(step, items.keys())
    missing = [(key, item) for key, item in items.items() if key in open_]
    batches = [missing[i : i + step.batch] for i in range(0, len(missing), step.batch)]
    sink().begin(step.name, len(missing))
    if batches:
        _drop(step, set(tries))
        work = cluster.work if engine == RAY else local.work
        with closing(work(step, batches, count, limits, tries)) as finished:  # ended by Ctrl-C, it ends its processes
            for done in finished:
                sink().advance(step.name, done)
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
            keys.update(strings(pq.read_table(path, columns=["key"]), "key"))
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
        own = [key in wanted for key in strings(_read(path, ["key"]), "key")]
        if not any(own):
            continue
        table = _read(path, kind=kind).filter(pa.array(own))
        wanted.difference_update(strings(table, "key"))
        waiting.append(table)
        if sum(map(len, waiting)) >= DECODED_AT_ONCE:
            yield from _decoded(kind or step.kind, waiting)
            waiting.clear()
    if waiting:
        yield from _decoded(kind or step.kind, waiting)


def _decoded(kind: type[Any], tables: Sequence[pa.Table]) -> Iterator[tuple[str, Any | Failure]]:
    """Keys with results or failures: many records at a time cost less than a few."""
    table = pa.concat_tables(tables, promote_options="default")
    names, errors = strings(table, "key"), table.column("error").to_pylist()
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
        names = strings(table, "key")
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
                write(step.folder, rest)
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
    merged = merged.filter(pa.array([key in wanted for key in strings(merged, "key")], pa.bool_()))
    write(step.folder, merged)
    for path in paths:
        path.unlink()
