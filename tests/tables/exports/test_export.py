"""What is written for other tools."""

import csv
import json
from pathlib import Path
from typing import Any

import duckdb
import pytest

from assets.tables.exports.export import FORMATS, ExportError, export
from tests.tables.conftest import entity, event, fill, party


def entities(warehouse: Path, out: Path) -> list[dict[str, Any]]:
    (file,) = export(warehouse, "ftm", out)
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]


# Properties of the published FtM schema (followthemoney.tech/explorer) that we fill, inherited ones included.
THING = {"name", "alias", "country", "summary", "sourceUrl", "publisher", "keywords", "addressEntity"}
INTERVAL = {"startDate", "endDate", "date", "summary"}
SCHEMA = {
    "Person": THING | {"topics"},
    "PublicBody": THING,
    "Organization": THING,
    "Address": INTERVAL | {"full", "country", "latitude", "longitude"},
    "Position": THING | {"organization"},
    "Occupancy": INTERVAL | {"holder", "post", "status"},
    "Article": THING | {"title", "author", "publishedAt", "bodyText"},
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
    lecornu = {"name": ["Sébastien Lecornu"], "alias": ["Lecornu"], "country": ["fr"], "topics": ["role.pep"]}
    assert found["per-1"]["properties"] == lecornu
    assert "topics" not in found["per-2"]["properties"]
    assert found[f"doc-{1:032x}"]["properties"]["bodyText"] == ["They met."]
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
    evidence = [e["properties"] for e in found.values() if e["schema"] == "Documentation"]
    [said] = [e for e in evidence if e["entity"] == ["per-2"]]
    assert (said["document"], said["summary"]) == ([f"doc-{1:032x}"], ["“We agree”"])
    assert (said["role"], said["date"]) == (["added"], ["2024-03-22"])
    reports = [e for e in evidence if e["entity"] != ["per-2"]]
    assert len(reports) == 3
    assert all(r["summary"] == ["They met."] for r in reports)


def test_polecat_is_tab_separated_with_a_header(warehouse: Path, tmp_path: Path) -> None:
    file, described = export(warehouse, "polecat", tmp_path / "new folder" / "it's.tsv")
    with file.open(encoding="utf-8", newline="") as text:
        found = list(csv.DictReader(text, delimiter="\t"))
    assert len(found) == 3
    assert all(row["Event ID"] for row in found)
    assert described.name == "it's.datapackage.json"


def test_gdelt_has_its_61_columns_and_no_header_and_undated_rows_are_marked(tmp_path: Path) -> None:
    undated = event(1, "meeting", "CONSULT", start_on=None, end_on=None, date_precision="none")
    held: dict[str, list[dict[str, Any]]] = {
        "entities": [entity("cou-fra", "country", "France", "FRA"), entity("cou-deu", "country", "Germany", "DEU")],
        "events": [undated, event(2, "meeting", "CONSULT")],
        "event_participants": [
            party(n, e, "actor", c) for n in (1, 2) for e, c in (("cou-fra", "FRA"), ("cou-deu", "DEU"))
        ],
    }
    file, described = export(fill(tmp_path / "w.duckdb", held), "gdelt", tmp_path / "gdelt.tsv")
    with file.open(encoding="utf-8", newline="") as text:
        found = list(csv.reader(text, delimiter="\t"))
    assert [len(row) for row in found] == [61, 61]
    fields = json.loads(described.read_text(encoding="utf-8"))["resources"][0]["schema"]["fields"]
    rows = [dict(zip((f["name"] for f in fields), row, strict=True)) for row in found]
    assert {(row["SQLDATE"], row["MonthYear"], row["Year"]) for row in rows} == {
        ("0", "0", "0"),
        ("20240322", "202403", "2024"),
    }
    assert {row["EventCode"] for row in rows} == {"040"}
    assert fields[0]["name"] == "GLOBALEVENTID"
    assert fields[1]["description"] == "First day as YYYYMMDD; 0 where no day is known"
    assert [f["name"] for f in fields[-2:]] == ["DATEADDED", "SOURCEURL"]


@pytest.mark.parametrize("format", ["csv", "parquet"])
def test_every_table_and_view_is_written(warehouse: Path, tmp_path: Path, format: str) -> None:
    *files, described = export(warehouse, format, tmp_path / "out")
    names = {file.stem for file in files}
    assert {"documents", "events", "entity_merges", "runs", "timeline", "meetings"} <= names
    count = duckdb.sql(f"SELECT count(*) FROM '{tmp_path / 'out' / f'events.{format}'}'").fetchone()
    assert count == (5,)
    assert described == tmp_path / "out" / "datapackage.json"


def test_the_package_describes_every_file_as_it_is(warehouse: Path, tmp_path: Path) -> None:
    *files, described = export(warehouse, "csv", tmp_path / "out")
    package = json.loads(described.read_text(encoding="utf-8"))
    assert "20240401T000000-00000001" in package["description"]
    resources = {resource["name"]: resource for resource in package["resources"]}
    assert {resource["path"] for resource in resources.values()} == {file.name for file in files}
    for file in files:
        resource = resources[file.stem]
        with file.open(encoding="utf-8", newline="") as text:
            assert next(csv.reader(text)) == [f["name"] for f in resource["schema"]["fields"]]
        assert resource["bytes"] == file.stat().st_size
        assert resource["description"]
        assert all(f["description"] for f in resource["schema"]["fields"])
    events = resources["events"]["schema"]
    assert events["primaryKey"] == ["event_id"]
    assert {"fields": ["place_id"], "reference": {"resource": "entities", "fields": ["entity_id"]}} in events[
        "foreignKeys"
    ]
    types = {f["name"]: f["type"] for f in events["fields"]}
    assert (types["contexts"], types["start_on"], types["confidence"]) == ("array", "date", "number")


def test_lists_and_times_in_csv_are_json_and_iso(warehouse: Path, tmp_path: Path) -> None:
    export(warehouse, "csv", tmp_path)
    with (tmp_path / "events.csv").open(encoding="utf-8", newline="") as text:
        assert json.loads(next(csv.DictReader(text))["contexts"]) == ["military"]
    with (tmp_path / "runs.csv").open(encoding="utf-8", newline="") as text:
        assert next(csv.DictReader(text))["started_at"] == "2024-04-01T00:00:00Z"


def test_an_export_replaces_what_was_there(warehouse: Path, tmp_path: Path) -> None:
    out = tmp_path / "ftm.jsonl"
    out.write_text("old")
    assert entities(warehouse, out)


def test_what_cannot_be_exported_is_said(warehouse: Path, tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="ftm, geojson, polecat, gdelt, csv, parquet"):
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
