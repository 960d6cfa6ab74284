"""Keeps what every page of a site was made of: `pages.parquet` in its folder, a row a page with its print.

Here belongs that file, and how it is read beside what stands on the disk. What a print is of is decided in `prints`.
"""

import os
from collections.abc import Iterable
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

FILE = "pages.parquet"
BEFORE_THAT = "pages.json"  # what earlier versions kept
_WITH = b"made_with"
# A page has a print, or the run since which it tells that what it was of is gone.
_KEY = {"kind": pa.string(), "id": pa.string()}
_SHAPE = pa.schema(_KEY | {"print": pa.uint64(), "gone_since": pa.string()})


def open_index(con: duckdb.DuckDBPyConnection, folder: Path, kinds: Iterable[str], made_with: str) -> None:
    """Makes the tables `written` (what is known of the pages below `folder`) and `on_disk` (those that stand there).

    A page that something else than `made_with` made is known without its print: it is to be made anew.
    """
    known = _read(folder / FILE)
    same = (known.schema.metadata or {}).get(_WITH) == made_with.encode()
    there = [(kind, name) for kind in kinds for name in _names(_folder(folder, kind))]
    disk = pa.table({"kind": [k for k, _ in there], "id": [i for _, i in there]}, pa.schema(_KEY))
    for name, table in (("written", known), ("on_disk", disk)):
        con.register("incoming", table)
        columns = "*" if same or name == "on_disk" else "* REPLACE (NULL::UBIGINT AS print)"
        con.execute(f"CREATE OR REPLACE TEMP TABLE {name} AS SELECT {columns} FROM incoming")
        con.unregister("incoming")


def address(kind: str, identity: str) -> str:
    """Where a page stands below the site's folder; a list stands in the folder itself."""
    return f"{identity}.html" if kind == "list" else f"{kind}/{identity}.html"


def keep(con: duckdb.DuckDBPyConnection, folder: Path, query: str, made_with: str) -> None:
    """Writes the rows of a query (kind, id, print, gone_since) as what is known of the pages, whole or not at all."""
    rows = con.execute(query).to_arrow_table().cast(_SHAPE)
    folder.mkdir(parents=True, exist_ok=True)
    part = folder / f".{FILE}.{os.getpid()}"
    pq.write_table(rows.replace_schema_metadata({_WITH: made_with.encode()}), part, compression="zstd")
    os.replace(part, folder / FILE)
    (folder / BEFORE_THAT).unlink(missing_ok=True)


def _read(path: Path) -> pa.Table:
    """What is known; nothing where nobody knows, so that all pages are made."""
    try:
        found = pq.read_table(path)
    except (OSError, pa.ArrowInvalid):
        return _SHAPE.empty_table()
    return found if found.schema.equals(_SHAPE) else _SHAPE.empty_table()


def _folder(folder: Path, kind: str) -> Path:
    return folder if kind == "list" else folder / kind


def _names(folder: Path) -> list[str]:
    """The pages of a folder, by their names without the ending; what a killed run left in parts begins with a dot."""
    try:
        with os.scandir(folder) as entries:
            return [e.name[:-5] for e in entries if e.name.endswith(".html") and not e.name.startswith(".")]
    except FileNotFoundError:
        return []
