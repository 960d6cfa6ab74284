"""Where the lake stands, and how it is opened: a catalogue in SQLite or PostgreSQL, Parquet files here or in S3.

Here belong the settings, all of them variables of the environment that the operator sets, and the opening. A SQLite
catalogue is locked for the moment of a commit: whoever meets that waits.

    COMMUNIQUE_LAKE_CATALOG   `postgres:dbname=… host=…` (libpq's words); not set: HOME/lake/catalog.sqlite
    COMMUNIQUE_LAKE_DATA      a folder, or `s3://bucket/prefix`; not set: HOME/lake/data
    COMMUNIQUE_S3_ENDPOINT, COMMUNIQUE_S3_REGION, COMMUNIQUE_S3_KEY, COMMUNIQUE_S3_SECRET   of that bucket
"""

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import TypeVar

import duckdb

from runtime.manifests import StoreError

T = TypeVar("T")
AUTHOR = "communique"
ALIKE = "runs_alike"  # a table of our own: runs that changed no row
BUSY = 20  # seconds that a reader or writer waits for a catalogue that is locked
_PAUSE = 0.05
_LOCKED = ("database is locked", "database is busy")
# The files of extensions come with the locked packages, as DuckDB itself does: to hash them again at every opening
# costs a quarter of a second. Nothing is fetched from anywhere.
CONFIG: dict[str, str | bool | int | float | list[str]] = {
    "allow_unsigned_extensions": True,
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
}


@dataclass(frozen=True)
class Place:
    """`catalog` as DuckLake names it (`sqlite:…`, `postgres:…`); `data` a folder or an address that begins with s3."""

    catalog: str
    data: str

    @property
    def catalog_file(self) -> Path | None:
        """The catalogue where it is a file."""
        kind, _, path = self.catalog.partition(":")
        return Path(path) if kind == "sqlite" else None

    @property
    def folder(self) -> Path | None:
        """The folder of the Parquet files where they are here."""
        return None if "://" in self.data else Path(self.data)


def of_home(home: Path) -> Place:
    """Where the lake of a store stands."""
    lake = home.absolute() / "lake"
    catalog = os.environ.get("COMMUNIQUE_LAKE_CATALOG") or f"sqlite:{lake / 'catalog.sqlite'}"
    return Place(catalog, os.environ.get("COMMUNIQUE_LAKE_DATA") or str(lake / "data"))


@contextmanager
def opened(place: Place, read_only: bool = True) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection in which the lake stands as `lake`, while the block runs; to write, it is made where it is missing.

    Raises StoreError where it cannot be opened.
    """
    con = duckdb.connect(config=CONFIG)
    try:
        con.execute("SET TimeZone = 'UTC'")
        attach(con, place, read_only=read_only)
        yield con
    finally:
        con.close()


def attach(con: duckdb.DuckDBPyConnection, place: Place, name: str = "lake", read_only: bool = True) -> None:
    """Lets a connection, made with CONFIG, see the lake under a name. Raises StoreError where it cannot be opened."""
    file, folder = place.catalog_file, place.folder
    if file is not None and read_only and not file.is_file():
        raise StoreError(f"there is no lake at {file}: the next run makes it")
    if not read_only:
        for path in (file.parent if file else None, folder):
            if path is not None:
                path.mkdir(parents=True, exist_ok=True)
    try:
        _extensions(con, place)
        options = [f"DATA_PATH {literal(place.data.rstrip('/') + '/')}", "OVERRIDE_DATA_PATH true"]
        options += ["DATA_INLINING_ROW_LIMIT 0"]  # what is published stands in Parquet files, all of it
        options += [f"META_BUSY_TIMEOUT {BUSY * 1000}"] if file is not None else []
        options += ["READ_ONLY"] if read_only else []
        patiently(
            lambda: con.execute(f"ATTACH {literal('ducklake:' + place.catalog)} AS {name} ({', '.join(options)})")
        )
    except duckdb.Error as error:
        raise StoreError(f"the lake cannot be opened ({_short(error)}): communique doctor says what to do") from error


def patiently(do: Callable[[], T]) -> T:
    """What `do` gives, tried again while another process has the catalogue locked, for BUSY seconds at most."""
    until = time.monotonic() + BUSY
    while True:
        try:
            return do()
        except duckdb.Error as error:
            if not any(said in str(error) for said in _LOCKED) or time.monotonic() > until:
                raise
            time.sleep(_PAUSE)


def literal(text: str) -> str:
    """A text as SQL."""
    return "'" + text.replace("'", "''") + "'"


def _extensions(con: duckdb.DuckDBPyConnection, place: Place) -> None:
    """Loads what DuckLake, its catalogue and its data want. Raises StoreError where a package is not installed."""
    load(con, "ducklake")
    load(con, "sqlite_scanner" if place.catalog_file is not None else "postgres_scanner")
    if place.folder is None:
        load(con, "httpfs")
        con.execute(f"CREATE OR REPLACE SECRET lake_data ({', '.join(_secret())})")


def load(con: duckdb.DuckDBPyConnection, name: str) -> None:
    """Loads one of DuckDB's extensions from its package. Raises StoreError where that is not installed."""
    try:
        folder = resources.files(f"duckdb_extension_{name}")
    except ModuleNotFoundError as error:
        package = f"duckdb-extension-{name.replace('_', '-')}"
        raise StoreError(f"{package} is not installed: install communique with its extra `cluster`") from error
    con.execute(f"LOAD {literal(str(folder / 'extensions' / f'v{duckdb.__version__}' / f'{name}.duckdb_extension'))}")


def _secret() -> list[str]:
    """What DuckDB is told of the bucket; an endpoint with `http://` is spoken to without TLS."""
    endpoint = os.environ.get("COMMUNIQUE_S3_ENDPOINT", "")
    said = {"REGION": "COMMUNIQUE_S3_REGION", "KEY_ID": "COMMUNIQUE_S3_KEY", "SECRET": "COMMUNIQUE_S3_SECRET"}
    found = [f"{name} {literal(os.environ[variable])}" for name, variable in said.items() if os.environ.get(variable)]
    if endpoint:
        scheme, _, host = endpoint.rpartition("://")
        found += [f"ENDPOINT {literal(host)}", "URL_STYLE 'path'", f"USE_SSL {str(scheme != 'http').lower()}"]
    return ["TYPE s3", *found]


def _short(error: duckdb.Error) -> str:
    return " ".join(str(error).split())[:200]
