"""How a table of the data contract is declared: once, as data.

Here belong the declaration types alone. The tables themselves stand in each stage's `schema.py`; the registry in
`checks/registry.py` collects them and makes from them the pandera gates, the Arrow and DuckDB types, the column
comments, the column schemas of Dagster's UI and the data dictionary. Nothing about a column is said anywhere else.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

DuckType = Literal["VARCHAR", "VARCHAR[]", "BIGINT", "INTEGER", "DOUBLE", "BOOLEAN", "DATE", "TIMESTAMPTZ", "JSON"]
Severity = Literal["ERROR", "WARN"]
Effect = Literal["stop", "quarantine", "warn"]
Row = dict[str, Any]  # a row by its column names, as stages hand it to the gates


@dataclass(frozen=True)
class Column:
    """One column: its DuckDB type, whether it may be null, and what its values may be.

    `allowed` lists the whole vocabulary; `minimum` and `maximum` bound numbers; `pattern` is a regular expression that
    the whole value matches; `max_length` counts code points.
    """

    name: str
    type: DuckType
    description: str
    nullable: bool = False
    allowed: tuple[str, ...] | None = None
    minimum: float | None = None
    maximum: float | None = None
    pattern: str | None = None
    max_length: int | None = None


@dataclass(frozen=True)
class Reference:
    """Every non-null value of `column` stands in `table`.`other`."""

    column: str
    table: str
    other: str


@dataclass(frozen=True)
class Rule:
    """What a table's rows must mean, beyond what each value may be.

    `broken` is a condition in DuckDB's SQL that holds for the rows that break the rule: `t` is the row, every table of
    the run can be named, and so can `known_countries` (code), `known_acts` (kind, type, status, sides, mutual),
    `known_kinds` (kind, type, mode, contexts) and `known_modes` (type, mode).
    `holds` says the rule, `remedy` what to do where it is broken, each as one phrase for people.

    `effect` is what a desk would want: `stop` where nothing that is published could be trusted; `quarantine` where the
    documents that the rows come from can be set aside and all others stand; `warn` where a row may be right for all we
    know. Up to a share of `tolerated` a broken rule of that last kind is not worth a word, above `stops_above` it
    stops the run, as those do that would set aside too many documents.

    `alone` says that the condition reads the rows of the row's own document alone, in this table, in others that say
    what single documents say, and in `documents` and `articles`: it is then asked once, when the document is new.
    """

    name: str
    holds: str
    broken: str
    effect: Effect
    remedy: str
    tolerated: float = 0.0
    stops_above: float = 1.0
    alone: bool = False


@dataclass(frozen=True)
class Table:
    """One table: what a row is, its columns in order, its key, what it points to, and what its rows must mean.

    `ordered` lists pairs of columns (low, high) with low < high in every row where both are given; `span_text` names
    the column that equals the document's raw text between raw_start and raw_end. `decided_in` says which modules decide
    which columns: dotted below `assets`, with the names of the columns; `docs/architecture.md` is made of it.
    """

    name: str
    stage: Literal["raw", "parsed", "enriched", "tables"]
    description: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    references: tuple[Reference, ...] = ()
    ordered: tuple[tuple[str, str], ...] = ()
    span_text: str | None = None
    published: bool = True
    labels: tuple[str, ...] = field(default=())
    decided_in: Mapping[str, str] = field(default_factory=dict, compare=False, repr=False)
    rules: tuple[Rule, ...] = field(default=(), compare=False, repr=False)

    def column(self, name: str) -> Column:
        """The column of that name; raises KeyError where there is none."""
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(f"{self.name} has no column {name!r}")
