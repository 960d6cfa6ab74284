"""Answers the queries that people type: over the tables of a published warehouse and of earlier runs, and nothing else.

Here belongs what a typed query may reach. DuckDB is left without a file system, so that nothing is written anywhere, no
file is read, no extension loaded, whatever function a query finds; its settings are locked, and it knows no network and
no environment. Earlier runs are therefore handed over as tables. Printing belongs to the command line.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import duckdb
import pyarrow as pa

from assets.tables.warehouse import open_read_only

_QUESTIONS = frozenset({duckdb.StatementType.SELECT, duckdb.StatementType.EXPLAIN})


class NoQuestion(RuntimeError):
    """The query asks for something that is not answered; the message says why."""


@contextmanager
def asked(warehouse: Path, earlier: Mapping[str, pa.Table], query: str) -> Iterator[duckdb.DuckDBPyRelation]:
    """The answer to a query, while the block runs.

    `earlier` has what `as_of(table, run)` gives, each as "TABLE of RUN". Raises NoQuestion, and duckdb.Error where the
    query is wrong; also in the block, for answers are made as they are read.
    """
    con = open_read_only(warehouse, lambda opened: _remember(opened, earlier))
    try:
        _judge(con, query)
        answer: duckdb.DuckDBPyRelation | None = con.sql(query)
        if answer is None:
            raise NoQuestion("It is empty: ask with SELECT, FROM, DESCRIBE or SHOW.")
        yield answer
    except duckdb.PermissionException as error:
        raise NoQuestion(
            f"It reaches for a file, the network or an extension: only the store's tables can be asked. ({error})"
        ) from error
    finally:
        con.close()


def _judge(con: duckdb.DuckDBPyConnection, query: str) -> None:
    """Raises NoQuestion where it is none, or several. PIVOT makes itself a type: that statement has no text."""
    written = [statement for statement in con.extract_statements(query) if statement.query]
    for statement in written:
        if statement.type not in _QUESTIONS:
            kind = str(statement.type).rpartition(".")[2]
            raise NoQuestion(f"It is {kind}: only questions are answered, as SELECT, FROM, DESCRIBE, SHOW or EXPLAIN.")
    if len(written) > 1:
        raise NoQuestion(f"It is {len(written)} questions: one answer is given, so ask them one by one.")


def _remember(con: duckdb.DuckDBPyConnection, earlier: Mapping[str, pa.Table]) -> None:
    """Lets the connection see the tables of earlier runs, and `as_of` find them."""
    for name, table in earlier.items():
        con.register(name, table)
    con.execute("CREATE TEMP MACRO as_of(tbl, run) AS TABLE FROM query_table(tbl || ' of ' || run)")
