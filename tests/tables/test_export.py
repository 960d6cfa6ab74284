"""What is written for other tools."""

import csv
import json
from pathlib import Path
from typing import Any

import duckdb
import pytest

from assets.tables.export import FORMATS, ExportError, export


def entities(warehouse: Path, out: Path) -> list[dict[str, Any]]:
    (file,) = export(warehouse, "ftm", out)
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]


# Properties of the published FtM schema (followthemoney.tech/explorer) that we fill, inherited ones included.
THING = {"name", "alias", "country", "summary", "sourceUrl", "publisher", "keywords", "addressEntity"}
INTERVAL = {"startDate", "endDate", "date", "summary"}
SCHEMA = {
    "Person": THING,
    "PublicBody": THING,
    "Organization": THING,
    "Address": INTERVAL | {"full", "country", "latitude", "longitude"},
    "Position": THING | {"organization"},
    "Occupancy": INTERVAL | {"holder", "post", "status"},
    "Article": THING | {"title", "author", "publishedAt"},
    "Event": THING | INTERVAL | {"location", "involved", "organizer"},
    "Documentation": INTERVAL | {"document", "entity", "role"},
}
POINTERS = {"holder", "post", "document", "entity", "involved", "organizer", "addressEntity", "organization"}


def test_followthemoney_entities_keep_its_schema(warehouse: Path, tmp_path: Path) -> None:
    found = entities(warehouse, tmp_path / "ftm.jsonl")
    assert {e["schema"] for e in found} == set(SCHEMA)
    assert len({e["id"] for e in found}) == len(found)
    known: set[str] = set()
    for e in found:
        assert set(e) == {"id", "schema", "properties"}
        assert set(e["properties"]) <= SCHEMA[e["schema"]], e
        assert all(isinstance(v, str) and v for values in e["properties"].values() for v in values)
        assert {v for p in POINTERS for v in e["properties"].get(p, [])} <= known
        known.add(e["id"])


def test_followthemoney_says_what_the_warehouse_says(warehouse: Path, tmp_path: Path) -> None:
    found = {e["id"]: e for e in entities(warehouse, tmp_path / "ftm.jsonl")}
    assert found["per-1"]["properties"] == {"name": ["Sébastien Lecornu"], "alias": ["Lecornu"], "country": ["fr"]}
    assert (found["org-1"]["schema"], found["org-2"]["schema"]) == ("PublicBody", "Organization")
    assert "equ-1" not in found
    meeting = found[f"ev-{1:016x}"]["properties"]
    assert (meeting["involved"], meeting["location"], meeting["startDate"]) == (
        ["per-1", "per-2"],
        ["Toulon"],
        ["2024-03-22"],
    )
    (held,) = [e for e in found.values() if e["schema"] == "Occupancy"]
    assert held["properties"]["date"] == ["2024-03-22", "2024-03-31"]
    assert found[held["properties"]["post"][0]]["properties"]["name"] == ["defence minister, France"]
    reports = [e["properties"] for e in found.values() if e["schema"] == "Documentation"]
    assert len(reports) == 3
    assert all(r["summary"] == ["They met."] for r in reports)


@pytest.mark.parametrize(("format", "column"), [("polecat", "Event ID"), ("gdelt", "GLOBALEVENTID")])
def test_event_data_is_tab_separated(warehouse: Path, tmp_path: Path, format: str, column: str) -> None:
    (file,) = export(warehouse, format, tmp_path / "new folder" / "it's.tsv")
    with file.open(encoding="utf-8", newline="") as text:
        found = list(csv.DictReader(text, delimiter="\t"))
    assert len(found) == 3
    assert all(row[column] for row in found)


@pytest.mark.parametrize("format", ["csv", "parquet"])
def test_every_table_is_written(warehouse: Path, tmp_path: Path, format: str) -> None:
    files = export(warehouse, format, tmp_path / "out")
    names = {file.stem for file in files}
    assert {"documents", "events", "entity_merges", "runs"} <= names
    assert "timeline" not in names
    count = duckdb.sql(f"SELECT count(*) FROM '{tmp_path / 'out' / f'events.{format}'}'").fetchone()
    assert count == (5,)


def test_an_export_replaces_what_was_there(warehouse: Path, tmp_path: Path) -> None:
    out = tmp_path / "ftm.jsonl"
    out.write_text("old")
    assert entities(warehouse, out)


def test_what_cannot_be_exported_is_said(warehouse: Path, tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="ftm, polecat, gdelt, csv, parquet"):
        export(warehouse, "xml", tmp_path / "out")
    with pytest.raises(ExportError, match="no warehouse at"):
        export(tmp_path / "none.duckdb", "ftm", tmp_path / "out")
    file = tmp_path / "file"
    file.write_text("")
    for format in FORMATS:
        with pytest.raises(ExportError, match="cannot be written"):
            export(warehouse, format, file / "out")


def test_a_warehouse_without_views_says_so(tmp_path: Path) -> None:
    path = tmp_path / "bare.duckdb"
    duckdb.connect(str(path)).close()
    with pytest.raises(ExportError, match="no view polecat_events"):
        export(path, "polecat", tmp_path / "out.tsv")
