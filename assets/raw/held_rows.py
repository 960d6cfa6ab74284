"""Rows of a published table by their key: they stay in their columns until one is looked at.

Here belongs the look-up and the putting together again. What a row says is decided by who calls.
"""

from collections.abc import Callable, Hashable, Iterable, Iterator
from typing import Any, Generic, TypeVar

import polars as pl

from assets.columns import frame
from assets.contract import Row, Table

K = TypeVar("K", bound=Hashable)


class HeldRows(Generic[K]):
    """The rows of a table, as it was published and as this run changes it, in order: held ones first, as they stood."""

    def __init__(self, table: Table, rows: pl.DataFrame, key: Callable[[pl.DataFrame], Iterable[K]]) -> None:
        self._table, self._rows = table, rows
        self._at: dict[K, int] = {identity: at for at, identity in enumerate(key(rows))}
        self._seen: dict[K, Row] = {}

    def get(self, key: K) -> Row | None:
        """The row, which may then be changed; None where there is none."""
        row = self._seen.get(key)
        if row is None and (at := self._at.get(key)) is not None:
            row = self._seen[key] = self._rows.row(at, named=True)
        return row

    def __setitem__(self, key: K, row: Row) -> None:
        """Puts a row in the place of the one with this key, or behind all."""
        self._seen[key] = row

    def __contains__(self, key: object) -> bool:
        return key in self._seen or key in self._at

    def seen(self) -> Iterator[K]:
        """The keys of rows that this run has looked at or made."""
        yield from list(self._seen)

    def all_keys(self) -> Iterator[K]:
        """All keys, in order."""
        yield from self._at
        yield from (key for key in self._seen if key not in self._at)

    def column(self, name: str) -> list[Any]:
        """What the rows say in one column, in order."""
        values = self._rows[name].to_list()
        for key, row in self._seen.items():
            at = self._at.get(key)
            if at is None:
                values.append(row.get(name))
            else:
                values[at] = row.get(name)
        return values

    def frame(self) -> tuple[pl.DataFrame, pl.Series]:
        """All rows in order, and which of them this run has looked at or made."""
        own = frame(self._table, self._seen.values())
        behind = self._rows.height
        order = []
        for key in self._seen:
            at = self._at.get(key)
            order.append(behind if at is None else at)
            behind += at is None
        changed = pl.Series("at", order, pl.UInt32)
        held = self._rows.with_row_index("at").filter(~pl.col("at").is_in(changed.implode()))
        whole = pl.concat([held, own.with_columns(changed).select(held.columns)]).sort("at")
        return whole.drop("at"), whole["at"].is_in(changed.implode())
