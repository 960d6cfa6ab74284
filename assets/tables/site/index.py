"""Keeps what every page of a site was made of: `pages.parquet` in its folder, a row a page with its print.

Here belongs that file, and how it is read beside what stands on the disk. Beside it stand the pages that are being made
(`pages.work.parquet`): of one that is still named there by the next run nothing is known. What a print is of is decided
in `prints`.
"""

import json
import os
import time
from collections.abc import Iterable, Mapping
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

FILE, IN_WORK = "pages.parquet", "pages.work.parquet"
BEFORE_THAT = "pages.json"  # what earlier versions kept
SETTLED = 50_000_000  # nanoseconds after which a folder that changes has another time of change
_WITH, _FOLDERS, _OF = b"made_with", b"folders", b"of_run"
# A page has a print, or the run since which it tells that what it was of is gone.
_KEY = pa.schema({"kind": pa.string(), "id": pa.string()})
_SHAPE = pa.schema({**dict(zip(_KEY.names, _KEY.types, strict=True)), "print": pa.uint64(), "gone_since": pa.string()})
_KNOWN = """
CREATE OR REPLACE TEMP TABLE written AS
SELECT k.kind, k.id, {print} AS print, k.gone_since, {there} AS there FROM known k {beside}
"""


def open_index(con: duckdb.DuckDBPyConnection, folder: Path, kinds: Iterable[str], made_with: str) -> str | None:
    """Makes the tables `written` (what is known of the pages below `folder`, and whether each is `there`) and `strange`
    (pages that stand there and of which nothing is known).

    A page that something else than `made_with` made, or that was being made when a run was killed, is known without its
    print: it is to be made anew. A folder in which nothing has changed since the index was written is not looked into.
    Returns the run of which all pages are known, if there is one.
    """
    known, work = _read(folder / FILE, _SHAPE), _read(folder / IN_WORK, _KEY)
    said = known.schema.metadata or {}
    stood = json.loads(said.get(_FOLDERS, b"{}"))
    looked = [kind for kind in kinds if kind not in stood or stood[kind] != _changed(_folder(folder, kind))]
    there = [(kind, name) for kind in looked for name in _names(_folder(folder, kind))]
    disk = pa.table({"kind": [k for k, _ in there], "id": [i for _, i in there]}, _KEY)
    tables = {"known": known, "on_disk": disk, "in_work": work}
    for name, table in tables.items():
        con.register(name, table)
    same = said.get(_WITH) == made_with.encode()
    print_ = "CASE WHEN w.id IS NULL THEN k.print END" if work.num_rows else "k.print"
    beside = "LEFT JOIN in_work w ON w.kind = k.kind AND w.id = k.id" if work.num_rows else ""
    beside += " LEFT JOIN on_disk d ON d.kind = k.kind AND d.id = k.id" if there else ""
    seen = "d.id IS NOT NULL" if there else "false"
    not_looked = f"k.kind NOT IN ({', '.join(repr(kind) for kind in looked)})"
    con.execute(
        _KNOWN.format(print=print_ if same else "NULL::UBIGINT", there=f"({not_looked} OR {seen})", beside=beside)
    )
    con.execute("CREATE OR REPLACE TEMP TABLE strange AS FROM on_disk ANTI JOIN known USING (kind, id)")
    for name in tables:
        con.unregister(name)
    return said[_OF].decode() if same and _OF in said and not work.num_rows else None


def address(kind: str, identity: str) -> str:
    """Where a page stands below the site's folder; a list stands in the folder itself."""
    return f"{identity}.html" if kind == "list" else f"{kind}/{identity}.html"


def begin(con: duckdb.DuckDBPyConnection, folder: Path, query: str) -> None:
    """Writes down which pages are about to be made, the rows (kind, id) of a query."""
    folder.mkdir(parents=True, exist_ok=True)
    _write(con.execute(query).to_arrow_table().cast(_KEY), folder / IN_WORK, {})


def keep(
    con: duckdb.DuckDBPyConnection, folder: Path, query: str, kinds: Iterable[str], made_with: str, run_id: str
) -> None:
    """Writes the rows of a query (kind, id, print, gone_since) as what is known of the pages, whole or not at all.

    All of them stand on the disk, as of the run, and none is being made any more.
    """
    rows = con.execute(query).to_arrow_table().cast(_SHAPE)
    folders = {kind: at for kind in kinds if kind != "list" and (at := _changed(_folder(folder, kind))) is not None}
    said = {_WITH: made_with.encode(), _FOLDERS: json.dumps(folders).encode(), _OF: run_id.encode()}
    _write(rows, folder / FILE, said)
    for other in (IN_WORK, BEFORE_THAT):
        (folder / other).unlink(missing_ok=True)


def _changed(folder: Path) -> int | None:
    """When a page last came into the folder, was replaced or went; None where that cannot be told, or not yet.

    A file system that counts whole seconds does not tell two changes apart.
    """
    try:
        at = folder.stat().st_mtime_ns
    except FileNotFoundError:
        return None
    return at if at % 1_000_000_000 and time.time_ns() - at > SETTLED else None


def _write(rows: pa.Table, path: Path, said: Mapping[bytes, bytes]) -> None:
    part = path.with_name(f".{path.name}.{os.getpid()}")
    named = rows.replace_schema_metadata(dict(said))
    pq.write_table(named, part, compression="lz4", use_dictionary=False)  # ids are all different
    os.replace(part, path)


def _read(path: Path, shape: pa.Schema) -> pa.Table:
    """What is known; nothing where nobody knows, so that all pages are made."""
    try:
        found = pq.read_table(path)
    except (OSError, pa.ArrowInvalid):
        return shape.empty_table()
    return found if found.schema.equals(shape) else shape.empty_table()


def _folder(folder: Path, kind: str) -> Path:
    return folder if kind == "list" else folder / kind


def _names(folder: Path) -> list[str]:
    """The pages of a folder, by their names without the ending; what a killed run left in parts begins with a dot."""
    try:
        return [name[:-5] for name in os.listdir(folder) if name.endswith(".html") and not name.startswith(".")]
    except FileNotFoundError:
        return []
