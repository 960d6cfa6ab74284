"""What becomes of a batch: a step's pure function over items, each with its result or its failure, as one Arrow table.

Here belong the step itself, the table of outcomes and how it is written; it is the same whichever engine works. Where
the function runs belongs to `local` and `cluster`, what is due and what is kept to `engine`.
"""

import hashlib
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, TypeVar

import pyarrow as pa
import pyarrow.parquet as pq

from runtime.arrow_records import arrow_type, to_arrow
from runtime.batches.worker import MOST_TRIES, PASSING, TRIED_AGAIN, Ended
from runtime.durable import replace

Item = TypeVar("Item")
Result = TypeVar("Result", covariant=True)
Outcome = TypeVar("Outcome")
ERROR_LENGTH = 500
WHAT_TO_DO = (
    f"{TRIED_AGAIN}; then take the document out of the inbox, or split it; more time and memory are given with"
    " --document-seconds and --document-megabytes, and a run with --full tries again"
)


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
    worker. `work` calls `worker.beat` between two items: the limit is that of one item. `takes` gives the type of an
    item; it is asked only by the process that works on it, since to import the type may cost much.
    """

    name: str
    work: Callable[[list[Item]], list[Result]]
    kind: type[Result]
    folder: Path
    batch: int
    takes: Callable[[], type[Item]]


def outcomes(step: Step[Item, Result], batch: Sequence[tuple[str, Item]], tries: Mapping[str, int]) -> pa.Table:
    """The outcomes of one batch: key, error, rule, tries, result. `tries` says how often an item was tried before."""
    keys = [key for key, _ in batch]
    try:
        together = step.work([item for _, item in batch])
        if len(together) != len(keys):
            raise RuntimeError(f"{step.name} gave {len(together)} results for {len(keys)} items")
        return table(step, keys, together)
    except Exception:
        return table(step, keys, [_alone(step, item, tries.get(key, 0)) for key, item in batch])


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


def ended(step: Step[Any, Any], key: str, end: Ended, tries: int) -> pa.Table:
    """The outcome of an item whose process was ended or died."""
    return table(step, [key], [Failure(f"{end.message}: {WHAT_TO_DO}", end.rule, tries + 1)])


def table(step: Step[Any, Any], keys: Sequence[str], found: Sequence[Any]) -> pa.Table:
    """Results and failures as one table, in order."""
    good = to_arrow(step.kind, [o for o in found if not isinstance(o, Failure)])
    at = iter(range(len(good)))
    places = pa.array([None if isinstance(o, Failure) else next(at) for o in found], pa.int64())
    shape: Any = arrow_type(step.kind)  # type: ignore[arg-type]
    column: Any = good.take(places) if len(good) else pa.nulls(len(keys), shape)
    columns: dict[str, Any] = {
        "key": pa.array(keys, pa.string()),
        "error": pa.array([o.error if isinstance(o, Failure) else None for o in found], pa.string()),
        "rule": pa.array([o.rule if isinstance(o, Failure) else None for o in found], pa.string()),
        "tries": pa.array([o.tries if isinstance(o, Failure) else None for o in found], pa.int64()),
        "result": column,
    }
    return pa.table(columns)


def strings(rows: pa.Table, column: str) -> list[str]:
    """A column of texts."""
    return [str(value) for value in rows.column(column).to_pylist()]


def write(folder: Path, rows: pa.Table) -> None:
    """Keeps outcomes as one file, which is there whole or not at all."""
    name = hashlib.sha256("\n".join(strings(rows, "key")).encode()).hexdigest()[:24]
    part = folder / f"{name}.{os.getpid()}.part"
    pq.write_table(rows, part, compression="zstd", compression_level=3)
    replace(part, folder / f"{name}.parquet")


def settled(
    start: int, end: int, ask: Callable[[int, int], Outcome], lost: Callable[[int, Ended], Outcome], again: bool = True
) -> Iterator[Outcome]:
    """What `ask` gives for the items [start, end); where the process ends over them, for each alone.

    An item alone over which it ends is `lost`; one that has not ended it before is asked twice where the process died.
    """
    try:
        outcome = ask(start, end)
    except Ended as error:
        if end - start > 1:
            for at in range(start, end):
                yield from settled(at, at + 1, ask, lost, again=False)
        elif again and error.rule == "process_died":
            yield from settled(start, end, ask, lost, again=False)
        else:
            yield lost(start, error)
        return
    yield outcome
