"""Asks a warehouse: rows by the names of their columns.

Here belongs the asking alone. What is asked stands where the answer is used.
"""

from collections.abc import Sequence
from typing import Any

import duckdb

# What an article is called: its title; a text without one, by its first words. For queries with articles as `a`.
TITLE = r"coalesce(a.title, '“' || regexp_extract(a.lead, '^(?:\S+\s+){0,9}\S+') || ' …”')"


def rows(con: duckdb.DuckDBPyConnection, query: str, values: Sequence[object] = ()) -> list[dict[str, Any]]:
    """The rows of an answer, in its order."""
    answer = con.execute(query, list(values))
    names = [column[0] for column in answer.description or ()]
    return [dict(zip(names, row, strict=True)) for row in answer.fetchall()]
