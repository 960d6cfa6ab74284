"""Makes text harmless to spreadsheets, which run what a cell of a CSV or TSV file begins with.

Text that begins with = + - @ (also in full width, also after spaces and control characters), or with a tab or a line
end, gets an apostrophe before it: spreadsheets show such a cell as text. What is a number, or dashes alone, stays. Here
belongs the rule, once for Python and once for SQL.
"""

import re

import duckdb

from assets.tables.snapshots import quoted

# Read by Python and by DuckDB alike.
_FORMULA = "^(?:[\\x00-\\x20\\x7f\u00a0\ufeff]*[=+\\-@＝＋－＠]|[\\t\\r\\n])"
_HARMLESS = r"[+\-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+\-]?[0-9]+)?|-+"
_FORMULA_OF, _HARMLESS_OF = re.compile(_FORMULA), re.compile(_HARMLESS)


def cell(value: object) -> object:
    """The value as a cell holds it: text made harmless, anything else as it is."""
    if isinstance(value, str) and _FORMULA_OF.match(value) and not _HARMLESS_OF.fullmatch(value):
        return "'" + value
    return value


def cells(relation: duckdb.DuckDBPyRelation) -> duckdb.DuckDBPyRelation:
    """The same rows with every text, and every name of a column, made harmless."""
    columns = zip(relation.columns, relation.dtypes, strict=True)
    return relation.project(", ".join(f"{_expression(n, str(t))} AS {_name(str(cell(n)))}" for n, t in columns))


def _expression(name: str, dtype: str) -> str:
    column = _name(name)
    if dtype != "VARCHAR":
        return column
    formula = f"regexp_matches({column}, {quoted(_FORMULA)})"
    harmless = f"regexp_full_match({column}, {quoted(_HARMLESS)})"
    return f"CASE WHEN {formula} AND NOT {harmless} THEN '''' || {column} ELSE {column} END"


def _name(column: str) -> str:
    return '"' + column.replace('"', '""') + '"'
