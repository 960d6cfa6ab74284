"""What a typed query reaches: the tables. Everything else is tried, a way at a time, and leaves no trace."""

import hashlib
import shutil
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest

from assets.tables.questions.asking import NoQuestion, asked
from assets.tables.views import time_travel
from assets.tables.warehouse import open_read_only
from runtime.lake.history import macro

SECRET = "no query reads this"
REFUSED = (NoQuestion, duckdb.Error)


class Place:
    """A folder with a warehouse, the snapshots of a run in it, and a file that is nobody's business."""

    def __init__(self, folder: Path, warehouse: Path) -> None:
        self.folder, self.snapshots = folder, folder / "snapshots"
        self.warehouse, self.secret = folder / "warehouse.duckdb", folder / "secret.csv"
        (self.snapshots / "run1").mkdir(parents=True)
        self.secret.write_text(f"a,b\n{SECRET},1\n", encoding="utf-8")
        shutil.copy(warehouse, self.warehouse)
        con = duckdb.connect(str(self.warehouse))
        for table in ("events", "entities"):
            con.table(table).write_parquet(str(self.snapshots / "run1" / f"{table}.parquet"))
        self.earlier = {f"{table} of run1": con.table(table).to_arrow_table() for table in ("events", "entities")}
        time_travel(con, macro({"run1": 1}))
        con.close()
        self.warehouse.chmod(0o444)

    def ask(self, query: str) -> list[tuple[Any, ...]]:
        with asked(self.warehouse, self.earlier, query) as answer:
            return answer.fetchall()

    def state(self) -> dict[str, str]:
        """Every file below the folder, by the hash of what it holds."""
        files = (path for path in self.folder.rglob("*") if path.is_file())
        return {str(path): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


@pytest.fixture
def place(tmp_path: Path, warehouse: Path, monkeypatch: pytest.MonkeyPatch) -> Place:
    """The place, which is the working directory and the user's home too."""
    place = Place(tmp_path, warehouse)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("SECRET", SECRET)
    return place


def test_questions_of_every_form_are_answered(place: Place) -> None:
    assert place.ask("SELECT count(*) FROM events") == [(5,)]
    assert place.ask("FROM (VALUES (1), (2)) ORDER BY ALL") == [(1,), (2,)]
    assert place.ask("WITH a AS (SELECT 1 AS n) SELECT n + 1 FROM a") == [(2,)]
    assert place.ask("PIVOT (SELECT 'x' AS k, 2 AS v) ON k USING sum(v)") == [(2,)]
    assert place.ask("SELECT 1;") == [(1,)]
    for query in ("DESCRIBE events", "SHOW TABLES", "SUMMARIZE events", "EXPLAIN SELECT 1", "EXPLAIN ANALYZE SELECT 1"):
        assert place.ask(query)


def test_earlier_runs_are_asked_by_their_id(place: Place) -> None:
    assert place.ask("SELECT count(*) FROM as_of('events', 'run1')") == [(5,)]
    assert place.ask("SELECT count(*) FROM events AS e ANTI JOIN AS_OF('events', 'run1') USING (event_id)") == [(0,)]
    with pytest.raises(duckdb.CatalogException, match="events of run2"):
        place.ask("FROM as_of('events', 'run2')")
    with pytest.raises(duckdb.Error):
        place.ask("FROM as_of('../secret', 'run1')")


WRITES = {
    "copy a query": "COPY (SELECT 1) TO '{dir}/new.csv'",
    "copy over a snapshot": "COPY (SELECT 1 AS a) TO '{snapshots}/run1/events.parquet'",
    "copy a table": "COPY events TO '{dir}/new.parquet'",
    "copy in an explanation": "EXPLAIN ANALYZE COPY (SELECT 1) TO '{dir}/new.csv'",
    "copy to the terminal": "COPY (SELECT 1) TO '/dev/stdout'",
    "copy into a table": "COPY events FROM '{secret}'",
    "copy a database": "COPY FROM DATABASE warehouse TO other",
    "export": "EXPORT DATABASE '{dir}/new'",
    "import": "IMPORT DATABASE '{dir}'",
    "attach a new file": "ATTACH '{dir}/new.duckdb' AS other",
    "attach the warehouse to write": "ATTACH '{warehouse}' AS other (READ_ONLY false)",
    "attach in memory": "ATTACH ':memory:' AS other",
    "create a table": "CREATE TABLE mine AS SELECT 1",
    "create a passing table": "CREATE TEMP TABLE mine AS SELECT 1",
    "create a view": "CREATE OR REPLACE VIEW meetings AS SELECT 1",
    "create a macro": "CREATE OR REPLACE MACRO how_sure(a, b) AS 'sure'",
    "create a secret": "CREATE PERSISTENT SECRET s (TYPE http, BEARER_TOKEN 'x')",
    "insert": "INSERT INTO events SELECT * FROM events",
    "update": "UPDATE events SET confidence = 1",
    "delete": "DELETE FROM events",
    "drop": "DROP TABLE events",
    "alter": "ALTER TABLE events RENAME TO e",
    "comment": "COMMENT ON TABLE events IS 'x'",
    "vacuum": "VACUUM events",
    "second statement": "SELECT 1; COPY (SELECT 1) TO '{dir}/new.csv'",
    "log to files": "FROM enable_logging(storage = 'file', storage_path = '{dir}')",
    "log to files by a call": "CALL enable_logging(storage = 'file', storage_path = '{snapshots}')",
    "profile to a file": "FROM enable_profiling(format = 'json', save_location = '{dir}/new.json')",
    "query in a string": "FROM query('COPY (SELECT 1) TO ''{dir}/new.csv''')",
    "prepare": "PREPARE p AS SELECT 1",
    "execute": "EXECUTE p",
}
READS = {
    "csv": "FROM read_csv('{secret}')",
    "csv sniffed": "FROM sniff_csv('{secret}')",
    "text": "FROM read_text('{secret}')",
    "blob": "FROM read_blob('{secret}')",
    "the published file": "FROM read_blob('{warehouse}')",
    "a snapshot's file": "FROM read_parquet('{snapshots}/run1/events.parquet')",
    "a snapshot's bytes": "FROM read_blob('{snapshots}/run1/events.parquet')",
    "parquet's metadata": "FROM parquet_metadata('{snapshots}/run1/events.parquet')",
    "json": "FROM read_json('{secret}')",
    "by name": "FROM '{secret}'",
    "by name in a string": "FROM query_table('{secret}')",
    "with a snapshot beside it": "SELECT * FROM as_of('events', 'run1'), read_text('{secret}')",
    "glob": "FROM glob('{dir}/*')",
    "the process's environment": "FROM read_text('/proc/self/environ')",
    "a pipe": "FROM read_text('/dev/stdin')",
    "another database": "FROM read_duckdb('{warehouse}')",
    "sqlite": "FROM sqlite_scan('{secret}', 't')",
    "attach to read": "ATTACH '{warehouse}' AS other (READ_ONLY)",
    "secrets": "FROM duckdb_secrets()",
    "a variable of the program": "FROM place",
}
SETTINGS = {
    "set": "SET enable_external_access = true",
    "set global": "SET GLOBAL lock_configuration = false",
    "reset": "RESET disabled_filesystems",
    "pragma": "PRAGMA memory_limit = '1GB'",
    "pragma for logs": "PRAGMA enable_profiling",
    "a file for logs": "SET log_query_path = '{dir}/new.log'",
    "a folder to spill to": "SET temp_directory = '{dir}/new'",
    "a variable": "SET VARIABLE a = 1",
    "by function": "SELECT set_config('memory_limit', '1GB')",
    "environment": "SELECT getenv('SECRET')",
    "install": "INSTALL httpfs",
    "install from a folder": "INSTALL '{dir}/x.duckdb_extension'",
    "load": "LOAD httpfs",
    "load a file": "LOAD '{dir}/x.duckdb_extension'",
    "load by need": "FROM read_xlsx('{secret}')",
    "use": "USE temp",
    "transaction": "BEGIN",
}


@pytest.mark.parametrize("way", [*WRITES.items(), *READS.items(), *SETTINGS.items()], ids=lambda way: way[0])
def test_a_query_reaches_nothing_but_tables(place: Place, way: tuple[str, str]) -> None:
    before = place.state()
    query = way[1].format(dir=place.folder, snapshots=place.snapshots, secret=place.secret, warehouse=place.warehouse)
    with pytest.raises(REFUSED) as refused:
        place.ask(query)
    assert SECRET not in str(refused.value)
    assert place.state() == before


def connections(server: socket.socket) -> Iterator[socket.socket]:
    """Who has connected so far."""
    server.setblocking(False)
    try:
        yield server.accept()[0]
    except BlockingIOError:
        return


@pytest.mark.parametrize(
    "query",
    ["FROM read_csv('http://127.0.0.1:{port}/a.csv')", "FROM 'http://127.0.0.1:{port}/a.parquet'",
     "FROM read_text('s3://127.0.0.1:{port}/a')", "ATTACH 'http://127.0.0.1:{port}/a.duckdb' AS a",
     "COPY (SELECT 1) TO 'http://127.0.0.1:{port}/a.csv'", "INSTALL x FROM 'http://127.0.0.1:{port}'",
     "SELECT http_get('http://127.0.0.1:{port}')"],
)  # fmt: skip
def test_a_query_reaches_no_network(place: Place, query: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        with pytest.raises(REFUSED):
            place.ask(query.format(port=server.getsockname()[1]))
        assert not list(connections(server))


def test_no_function_of_duckdb_gives_a_file_s_content_or_writes_one(place: Place) -> None:
    """Every function, also of a later DuckDB, called with the path of a file."""
    functions = place.ask(
        "SELECT DISTINCT function_name, function_type LIKE 'table%' FROM duckdb_functions()"
        " WHERE function_name SIMILAR TO '[a-z_0-9]+' AND function_type IN ('scalar', 'table', 'table_macro', 'macro')"
    )
    assert len(functions) > 300
    before = place.state()
    con = open_read_only(place.warehouse)
    try:
        for name, of_rows in functions:
            for argument in (f"'{place.secret}'", f"['{place.secret}']", "'SECRET'"):
                call = f"FROM {name}({argument})" if of_rows else f"SELECT {name}({argument})"
                try:
                    found = con.execute(call).fetchmany(100)
                except duckdb.Error:
                    continue
                assert SECRET not in str(found), call
    finally:
        con.close()
    assert place.state() == before


def test_what_is_larger_than_memory_is_not_spilled_to_the_disk(place: Place) -> None:
    assert place.ask("SELECT current_setting('temp_directory')") == [("",)]


def test_a_query_without_words_says_so(place: Place) -> None:
    with pytest.raises(NoQuestion, match="empty"):
        place.ask("  ")


def test_of_several_questions_none_is_left_unanswered_in_silence(place: Place) -> None:
    with pytest.raises(NoQuestion, match="It is 2 questions: one answer is given"):
        place.ask("SELECT 1; SELECT 2")
