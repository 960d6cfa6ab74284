"""Describes exported files by the Frictionless standard (Data Package 1.0): what every column is, what points where.

Here belongs the description, made from the comments of the warehouse and the declarations of its tables. Writing the
files belongs to `export`.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import duckdb

from assets.contract import Table
from assets.enriched import schema as enriched
from assets.parsed import schema as parsed
from assets.raw import schema as raw
from assets.tables import schema as tables

DECLARED: dict[str, Table] = {t.name: t for stage in (raw, parsed, enriched, tables) for t in stage.TABLES}
COMMENT = """SELECT comment FROM duckdb_tables() WHERE NOT internal AND table_name = $name
UNION ALL SELECT comment FROM duckdb_views() WHERE NOT internal AND view_name = $name"""
COLUMNS = "SELECT column_name, data_type, comment FROM duckdb_columns() WHERE table_name = ? ORDER BY column_index"
MEDIA_TYPES = {"csv": "text/csv", "tsv": "text/tab-separated-values", "parquet": "application/vnd.apache.parquet"}
_TYPES = {"BIGINT": "integer", "INTEGER": "integer", "DOUBLE": "number", "BOOLEAN": "boolean", "DATE": "date",
          "TIMESTAMP WITH TIME ZONE": "datetime", "JSON": "object"}  # fmt: skip


@dataclass(frozen=True)
class Exported:
    """A written file: the table or view in it, its format, its columns where not all, and how it is laid out.

    `marked` are columns in which 0 stands where the view has null.
    """

    name: str
    path: Path
    format: str
    columns: tuple[str, ...] | None = None
    dialect: Mapping[str, Any] = field(default_factory=dict)
    marked: frozenset[str] = frozenset()


def describe(connection: duckdb.DuckDBPyConnection, files: Iterable[Exported], out: Path) -> Path:
    """Writes the package's description to `out`, which stands in the folder of the files."""
    held = list(files)
    package = {
        "profile": "data-package",
        "name": "communique",
        "title": "Who met whom, where, when, and what they agreed and said, as news documents report it",
        "description": f"Published by run {_run(connection)} of communique.",
        "resources": [_resource(connection, file, {f.name for f in held}) for file in held],
    }
    out.write_text(json.dumps(package, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    return out


def _run(connection: duckdb.DuckDBPyConnection) -> str:
    found = connection.execute("SELECT max_by(run_id, started_at) FROM runs WHERE status = 'published'").fetchone()
    return str(found[0]) if found and found[0] else "unknown"


def _resource(connection: duckdb.DuckDBPyConnection, file: Exported, beside: set[str]) -> dict[str, Any]:
    comment = connection.execute(COMMENT, {"name": file.name}).fetchone()
    content = file.path.read_bytes()
    table = DECLARED.get(file.name)
    described: dict[str, Any] = {
        "profile": "data-resource" if file.format == "parquet" else "tabular-data-resource",
        "name": file.name,
        "path": file.path.name,
        "format": file.format,
        "mediatype": MEDIA_TYPES[file.format],
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
        "description": (comment[0] if comment else None) or "",
        "schema": {"fields": [], "missingValues": [""]},
    }
    if file.format == "parquet":
        del described["encoding"]
    if file.dialect:
        described["dialect"] = dict(file.dialect)
    for name, kind, text in connection.execute(COLUMNS, [file.name]).fetchall():
        if file.columns is None or name in file.columns:
            said = f"{(text or '').split(';')[0]}; 0 where no day is known" if name in file.marked else text or ""
            described["schema"]["fields"].append(_field(name, kind, said, table))
    if table is not None:
        described["schema"] |= _keys(table, beside)
    return described


def _field(name: str, kind: str, text: str, table: Table | None) -> dict[str, Any]:
    found: dict[str, Any] = {
        "name": name,
        "type": "array" if kind.endswith("[]") else _TYPES.get(kind, "string"),
        "description": text,
    }
    if table is None:
        return found
    column = table.column(name)
    constraints: dict[str, Any] = {} if column.nullable else {"required": True}
    if column.allowed is not None:
        constraints["enum"] = list(column.allowed)
    if column.minimum is not None:
        constraints["minimum"] = column.minimum
    if column.maximum is not None:
        constraints["maximum"] = column.maximum
    if column.pattern is not None and found["type"] == "string":
        constraints["pattern"] = column.pattern
    return found | ({"constraints": constraints} if constraints else {})


def _keys(table: Table, beside: set[str]) -> dict[str, Any]:
    """Primary key and foreign keys; a key with a column that may be null is none in this standard."""
    keys: dict[str, Any] = {}
    if table.key and not any(table.column(name).nullable for name in table.key):
        keys["primaryKey"] = list(table.key)
    pointers = [
        {"fields": [r.column], "reference": {"resource": "" if r.table == table.name else r.table, "fields": [r.other]}}
        for r in table.references
        if r.table in beside
    ]
    return keys | ({"foreignKeys": pointers} if pointers else {})
