"""Asks a warehouse: rows by the names of their columns.

Here belongs the asking alone. What is asked stands where the answer is used.
"""

from collections.abc import Sequence
from typing import Any

import duckdb


def rows(con: duckdb.DuckDBPyConnection, query: str, values: Sequence[object] = ()) -> list[dict[str, Any]]:
    """The rows of an answer, in its order."""
    answer = con.execute(query, list(values))
    names = [column[0] for column in answer.description or ()]
    return [dict(zip(names, row, strict=True)) for row in answer.fetchall()]
