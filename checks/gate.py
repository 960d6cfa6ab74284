"""The gate: a frame and its table's declaration come in; valid rows, refused rows and their reasons come out.

Here belongs judging row by row. A fault of structure (a missing column, a wrong type, a check that raised) is a fault
of the code and raises; it is never taken for bad rows. Whole tables and runs are judged in `flow`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import polars as pl

from assets.contract import Table
from checks.registry import gate_schema

if TYPE_CHECKING:
    import pandera.errors

VALUE_LENGTH = 200
_ROW_REASONS = {"DATAFRAME_CHECK", "SERIES_CONTAINS_NULLS"}


class StructureError(RuntimeError):
    """A frame does not have the columns and types its table declares, or a check could not be run on it."""


@dataclass(frozen=True)
class Reason:
    """Why a row was refused: the rule, the column and the value that broke it."""

    rule: str
    column: str | None
    value: str | None
    message: str


@dataclass
class Gated:
    """The outcome of a gate: `valid` keeps the order of the rows; `reasons[i]` is about row i of `refused`."""

    valid: pl.DataFrame
    refused: pl.DataFrame
    reasons: list[Reason] = field(default_factory=list)


@dataclass(frozen=True)
class _Rule:
    name: str
    column: str | None
    message: str
    holds: pl.Series


def gate(
    rows: pl.DataFrame,
    table: Table,
    known: Mapping[str, pl.DataFrame] | None = None,
    fresh: pl.Series | None = None,
) -> Gated:
    """Parts a table's rows. `known` holds the valid rows of tables that this one points to; absent ones are not asked.

    The first row of a key stays, later ones are refused. A row that breaks several rules has the first as its reason.
    Where `fresh` says which rows are new, the others have passed this gate before: of them only the references are
    asked, and new rows must not have keys of theirs. Raises StructureError.
    """
    asked = rows if fresh is None else rows.filter(fresh)
    broken = [_among(rule, fresh) for rule in (*_contract(asked, table), *_keys(asked, table))]
    broken += _references(rows, table, known or {})
    if not broken:
        return Gated(rows, rows.clear())
    masks = pl.DataFrame([rule.holds.alias(str(i)) for i, rule in enumerate(broken)])
    valid = masks.select(pl.all_horizontal(pl.all())).to_series()
    refused = rows.filter(~valid)
    first = [next(i for i, held in enumerate(row) if not held) for row in masks.filter(~valid).iter_rows()]
    reasons = [_reason(broken[i], table, row) for i, row in zip(first, refused.iter_rows(named=True), strict=True)]
    return Gated(rows.filter(valid), refused, reasons)


def _among(rule: _Rule, fresh: pl.Series | None) -> _Rule:
    """The rule as it holds of all rows, of which it was asked of the fresh ones alone."""
    if fresh is None:
        return rule
    holds = pl.repeat(True, fresh.len(), eager=True).scatter(fresh.arg_true(), rule.holds)
    return replace(rule, holds=holds)


def _reason(rule: _Rule, table: Table, row: Mapping[str, object]) -> Reason:
    value = None if rule.column is None else row.get(rule.column)
    shown = None if value is None else str(value)[:VALUE_LENGTH]
    return Reason(rule.name, rule.column, shown, f"{table.name}: {rule.message}")


def _contract(rows: pl.DataFrame, table: Table) -> list[_Rule]:
    """The rules of the declaration that some row breaks, in pandera's order."""
    import pandera.errors  # here: what only asks the store does not pay for it

    try:
        gate_schema(table.name).validate(rows, lazy=True)
    except pandera.errors.SchemaErrors as errors:
        faults = [e for e in errors.schema_errors if _code(e) not in _ROW_REASONS]
        if faults:
            said = "; ".join(str(e).splitlines()[0] for e in faults[:5])
            raise StructureError(f"{table.name} does not have its declared structure: {said}") from errors
        return [_rule(e, table, rows.height) for e in errors.schema_errors]
    return []


def _code(error: "pandera.errors.SchemaError") -> str:
    return error.reason_code.name if error.reason_code is not None else "CHECK_ERROR"


def _rule(error: "pandera.errors.SchemaError", table: Table, height: int) -> _Rule:
    column = None if error.schema.name is None else str(error.schema.name)
    name = "not_null" if _code(error) == "SERIES_CONTAINS_NULLS" else str(getattr(error.check, "name", error.check))
    holds = error.check_output.to_series().fill_null(True)
    if holds.len() != height:
        raise StructureError(f"{table.name}: the check {name} answered for {holds.len()} of {height} rows")
    if name.startswith("ordered:"):
        low, high = name.removeprefix("ordered:").split("<")
        return _Rule("ordered", low, f"{low} must be below {high}", holds)
    return _Rule(name, column, f"{column} breaks the rule {name}", holds)


def _keys(rows: pl.DataFrame, table: Table) -> list[_Rule]:
    if not table.key or rows.is_empty():
        return []
    first = rows.select(pl.struct(table.key).is_first_distinct()).to_series()
    message = f"another row has the same key ({', '.join(table.key)})"
    return [] if first.all() else [_Rule("duplicate_key", table.key[0], message, first)]


def _references(rows: pl.DataFrame, table: Table, known: Mapping[str, pl.DataFrame]) -> list[_Rule]:
    broken = []
    for reference in table.references:
        target = rows if reference.table == table.name else known.get(reference.table)
        if target is None:
            continue
        value = rows[reference.column]
        there = value.is_in(target[reference.other].drop_nulls().unique().implode()) | value.is_null()
        if not there.all():
            message = f"{reference.column} names no row of {reference.table}"
            broken.append(_Rule("reference", reference.column, message, there.fill_null(True)))
    return broken
