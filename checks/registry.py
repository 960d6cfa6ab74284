"""The registry: every table of the contract, and what each tool needs to know of it.

Here the declarations of the four `schema.py` become pandera gates, Arrow schemas, DuckDB statements with comments, the
column schemas of Dagster's UI and the rows of the data dictionary. Nothing is declared here.
"""

import hashlib
from functools import cache
from typing import TYPE_CHECKING, Any

import dagster as dg
import polars as pl
import pyarrow as arrow

from assets.columns import ARROW, POLARS
from assets.columns import frame as frame
from assets.columns import polars_schema as polars_schema
from assets.contract import Column, Table
from assets.enriched import schema as enriched
from assets.parsed import schema as parsed
from assets.raw import schema as raw
from assets.tables import schema as tables

if TYPE_CHECKING:  # pandera brings pandas with it: who only asks what is published need not wait for them
    import pandera.polars as pa

TABLES: dict[str, Table] = {t.name: t for stage in (raw, parsed, enriched, tables) for t in stage.TABLES}

CASES = 20  # failure cases that pandera keeps for each check: with all of them a bad million rows takes 4 GB


def of_stage(stage: str) -> tuple[Table, ...]:
    """The tables of a stage, in the order of their declaration, in which none points to a later one but itself."""
    return tuple(t for t in TABLES.values() if t.stage == stage)


def arrow_schema(table: Table) -> arrow.Schema:
    """The Arrow schema, each field with its description and nullability."""
    return arrow.schema(
        [arrow.field(c.name, ARROW[c.type], c.nullable, metadata={"description": c.description}) for c in table.columns]
    )


@cache
def gate_schema(name: str) -> "pa.DataFrameSchema":
    """The pandera contract of a table: types, nulls, vocabularies, bounds, patterns, lengths and ordered pairs."""
    import pandera.polars as pa

    table = TABLES[name]
    return pa.DataFrameSchema(
        {c.name: pa.Column(POLARS[c.type], checks=_checks(c), nullable=c.nullable) for c in table.columns},
        checks=[_ordered(low, high) for low, high in table.ordered],
        strict=True,
        ordered=False,
    )


def _checks(column: Column) -> "list[pa.Check]":
    import pandera.polars as pa

    checks = []
    if column.allowed is not None:
        checks.append(pa.Check.isin(column.allowed, name="allowed", n_failure_cases=CASES))
    if column.minimum is not None:
        checks.append(pa.Check.ge(column.minimum, name="minimum", n_failure_cases=CASES))
    if column.maximum is not None:
        checks.append(pa.Check.le(column.maximum, name="maximum", n_failure_cases=CASES))
    if column.pattern is not None:
        checks.append(pa.Check.str_matches(f"^(?:{column.pattern})$", name="pattern", n_failure_cases=CASES))
    if column.max_length is not None:
        checks.append(pa.Check(_no_longer_than(column.max_length), name="max_length", n_failure_cases=CASES))
    return checks


def _no_longer_than(length: int) -> Any:
    return lambda data: data.lazyframe.select(pl.col(data.key).str.len_chars() <= length)


def _ordered(low: str, high: str) -> "pa.Check":
    import pandera.polars as pa

    def holds(data: Any) -> pl.LazyFrame:
        rows: pl.LazyFrame = data.lazyframe.select((pl.col(low) < pl.col(high)).fill_null(True))
        return rows

    return pa.Check(holds, name=f"ordered:{low}<{high}", n_failure_cases=CASES)


# Columns of running text, the most of what a file holds: kept compressed where the file's form knows how.
PROSE = frozenset(
    {
        ("documents", "raw_text"), ("documents", "supplied"), ("documents", "metadata"), ("documents", "blocks"),
        ("document_sources", "supplied"), ("articles", "lead"), ("articles", "body"), ("segments", "text"),
        ("sentences", "text"), ("statements", "content"), ("events", "summary"),
    }
)  # fmt: skip


def ddl(table: Table) -> list[str]:
    """The statements that make the empty table in DuckDB, with its comments. No constraints: the gates hold them."""
    columns = ", ".join(
        f"{c.name} {c.type}{'' if c.nullable else ' NOT NULL'}"
        f"{' USING COMPRESSION zstd' if (table.name, c.name) in PROSE else ''}"
        for c in table.columns
    )
    return [
        f"CREATE TABLE {table.name} ({columns})",
        f"COMMENT ON TABLE {table.name} IS {_quoted(table.description)}",
        *(f"COMMENT ON COLUMN {table.name}.{c.name} IS {_quoted(c.description)}" for c in table.columns),
    ]


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def rules(column: Column) -> list[str]:
    """What a column's values must be, one short phrase a rule, for people."""
    said = []
    if column.allowed is not None:
        said.append("one of " + ", ".join(column.allowed))
    if column.minimum is not None:
        said.append(f"at least {column.minimum:g}")
    if column.maximum is not None:
        said.append(f"at most {column.maximum:g}")
    if column.pattern is not None:
        said.append(f"matches {column.pattern}")
    if column.max_length is not None:
        said.append(f"at most {column.max_length} characters")
    return said


def dagster_schema(table: Table) -> dg.TableSchema:
    """The column schema that Dagster's UI shows."""
    return dg.TableSchema(
        columns=[
            dg.TableColumn(
                c.name,
                c.type,
                c.description,
                dg.TableColumnConstraints(nullable=c.nullable, unique=table.key == (c.name,), other=rules(c)),
            )
            for c in table.columns
        ]
    )


def dictionary(table: Table) -> list[tuple[str, str, str, str]]:
    """The data dictionary's rows of a table: column, type (with `?` where it may be null), what it is, its rules."""
    points = {r.column: f"points to {r.table}.{r.other}" for r in table.references}
    return [
        (
            c.name,
            c.type + ("?" if c.nullable else ""),
            c.description,
            "; ".join([*rules(c), *([points[c.name]] if c.name in points else [])]),
        )
        for c in table.columns
    ]


@cache
def schema_version() -> str:
    """Content hash of all declarations: it changes when, and only when, a table's declaration does."""
    return hashlib.sha256(repr(sorted(TABLES.items())).encode()).hexdigest()[:12]
