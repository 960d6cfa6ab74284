"""A stage's table that has grown out of an earlier run's: rows that stood there are not written again.

    NAME.parquet   the rows that have come since the table was last written whole; alone, it is the whole table
    NAME.held      a link to the file that held them all then
    NAME.gone      the values of one column whose rows in there are no longer part of the table

Here belong writing and reading such a table. Which rows stand is decided by the stages.
"""

import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import polars as pl
import pyarrow.parquet as pq

from runtime.durable import copied
from runtime.lake.place import literal

LEAST = 20_000  # rows; what is smaller is written whole
MOST = 0.125  # of the rows that are held, those that came or went since: beyond it all are written anew


@dataclass(frozen=True)
class Grown:
    """How a table has grown: it has the rows of the run `run_id`, but for those of which `by` is `gone`, and `new`.

    None of the new rows is among those that stand.
    """

    run_id: str
    by: str
    gone: pl.Series
    new: pl.DataFrame


def write(rows: pl.DataFrame, grown: Grown, folder: Path, before: Path, name: str) -> None:
    """Keeps a table in `folder` that has grown out of the one in `before`. Raises OSError where the disk does."""
    held = next((path for path in (_beside(before, name, "held"), _rows(before, name)) if path.exists()), None)
    if held is None or rows.height < LEAST:
        whole(rows, folder, name)
        return
    gone = grown.gone.cast(rows.schema[grown.by]).alias(grown.by).to_frame()
    came = grown.new.select(rows.columns)
    if held != _rows(before, name):
        since = _without(pl.scan_parquet(_rows(before, name)), gone.lazy()).collect()
        came, gone = pl.concat([since, came]), pl.concat([pl.read_parquet(_beside(before, name, "gone")), gone])
    were = pq.read_metadata(held).num_rows
    went = were - (rows.height - came.height)
    if came.height + went > MOST * were:
        whole(rows, folder, name)
        return
    _link(held, _beside(folder, name, "held"))
    gone.unique().write_parquet(_beside(folder, name, "gone"))
    _put(came, _rows(folder, name))


def whole(rows: pl.DataFrame, folder: Path, name: str) -> None:
    """Keeps a table as one file."""
    for kind in ("held", "gone"):
        _beside(folder, name, kind).unlink(missing_ok=True)
    _put(rows, _rows(folder, name))


def read(folder: Path, name: str, first: int | None = None, columns: Iterable[str] | None = None) -> pl.DataFrame:
    """The table, or some of its first rows, or of its columns. Raises OSError or a PolarsError where it is damaged."""
    wanted = None if columns is None else list(columns)
    if not _beside(folder, name, "held").exists():
        return pl.read_parquet(_rows(folder, name), n_rows=first, columns=wanted)
    table = scan(folder, name) if wanted is None else scan(folder, name).select(wanted)
    return (table if first is None else table.head(first)).collect()


def scan(folder: Path, name: str) -> pl.LazyFrame:
    """The table, of which nothing is read before it is collected; what is damaged may show only then."""
    held, rows = _beside(folder, name, "held"), pl.scan_parquet(_rows(folder, name))
    if not held.exists():
        return rows
    return pl.concat([_without(pl.scan_parquet(held), pl.scan_parquet(_beside(folder, name, "gone"))), rows])


def source(folder: Path, name: str) -> str:
    """SQL for the table, to stand after FROM."""
    rows, held, gone = _rows(folder, name), _beside(folder, name, "held"), _beside(folder, name, "gone")
    if not held.exists():
        return _parquet(rows)
    (by,) = pq.read_schema(gone).names
    went = f"FROM {_parquet(gone)} AS g WHERE g.{by} = h.{by}"
    stood = f"SELECT h.* FROM {_parquet(held)} AS h WHERE NOT EXISTS ({went})"
    return f"({stood} UNION ALL BY NAME FROM {_parquet(rows)})"


def files(folder: Path, name: str) -> Iterable[Path]:
    """The files that the table stands in."""
    yield _rows(folder, name)
    if _beside(folder, name, "held").exists():
        yield from (_beside(folder, name, kind) for kind in ("held", "gone"))


def _rows(folder: Path, name: str) -> Path:
    return folder / f"{name}.parquet"


def _beside(folder: Path, name: str, kind: str) -> Path:
    return folder / f"{name}.{kind}"


def _without(rows: pl.LazyFrame, gone: pl.LazyFrame) -> pl.LazyFrame:
    return rows.join(gone, on=gone.collect_schema().names(), how="anti", maintain_order="left")


def _put(rows: pl.DataFrame, path: Path) -> None:
    rows.write_parquet(path, compression="zstd", compression_level=1)


def _link(held: Path, path: Path) -> None:
    """The same file under another name; a copy where the file system knows no links."""
    path.unlink(missing_ok=True)
    try:
        os.link(held, path)
    except OSError:
        copied(held, path)


def _parquet(path: Path) -> str:
    return f"read_parquet({literal(str(path))}, hive_partitioning = false)"
