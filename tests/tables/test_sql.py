"""The views that researchers from elsewhere ask."""

import datetime as dt
from pathlib import Path
from typing import Any

import duckdb
import pytest

from assets.enriched.schema import EVENT_KINDS
from assets.tables.views import FOLDER
from tests.tables.conftest import ROWS, answers, fill, party

# The header of POLECAT's weekly files, in order.
POLECAT = [
    "Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts", "Actor Name",
    "Actor Country", "Actor COW", "Primary Actor Sector", "Actor Sectors", "Actor Title", "Actor Name Raw",
    "Wikipedia Actor ID", "Recipient Name", "Recipient Country", "Recipient COW", "Primary Recipient Sector",
    "Recipient Sectors", "Recipient Title", "Recipient Name Raw", "Wikipedia Recipient ID", "Placename", "City",
    "District", "Province", "Country", "Latitude", "Longitude", "GeoNames ID", "Raw Placename", "Feature Type",
    "Source", "Publication Date", "Story People", "Story Organizations", "Story Locations", "Language", "Version",
]  # fmt: skip

# The columns of GDELT 2.0's event files, in order.
_ACTOR = ["Code", "Name", "CountryCode", "KnownGroupCode", "EthnicCode", "Religion1Code", "Religion2Code", "Type1Code",
          "Type2Code", "Type3Code"]  # fmt: skip
_GEO = ["Type", "Fullname", "CountryCode", "ADM1Code", "ADM2Code", "Lat", "Long", "FeatureID"]
GDELT = [
    "GLOBALEVENTID", "SQLDATE", "MonthYear", "Year", "FractionDate",
    *(f"Actor{n}{name}" for n in (1, 2) for name in _ACTOR),
    "IsRootEvent", "EventCode", "EventBaseCode", "EventRootCode", "QuadClass", "GoldsteinScale", "NumMentions",
    "NumSources", "NumArticles", "AvgTone",
    *(f"{who}Geo_{name}" for who in ("Actor1", "Actor2", "Action") for name in _GEO),
    "DATEADDED", "SOURCEURL",
]  # fmt: skip


def rows(connection: duckdb.DuckDBPyConnection, query: str) -> list[dict[str, Any]]:
    found = connection.execute(query)
    names = [column[0] for column in found.description or ()]
    return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


def test_every_kind_of_event_has_one_cameo_code(published: duckdb.DuckDBPyConnection) -> None:
    codes = rows(published, "SELECT * FROM cameo_codes WHERE event_mode IS NULL")
    assert sorted(row["event_kind"] for row in codes) == sorted(EVENT_KINDS)
    for row in rows(published, "SELECT * FROM cameo_codes"):
        assert row["root"] == row["code"][:2]
        assert -10 <= row["goldstein"] <= 10
        assert (row["quad_class"] <= 2) == (row["root"] <= "09")


def test_polecat_has_polecats_columns(published: duckdb.DuckDBPyConnection) -> None:
    assert [row[0] for row in published.execute("DESCRIBE polecat_events").fetchall()] == POLECAT


def test_polecat_rows(published: duckdb.DuckDBPyConnection) -> None:
    found = {row["Event ID"][-1]: row for row in rows(published, "SELECT * FROM polecat_events")}
    assert sorted(found) == ["1", "3", "4"]
    meeting = found["1"]
    assert (meeting["Actor Country"], meeting["Recipient Country"]) == ("DEU", "FRA")
    assert (meeting["Actor Name"], meeting["Recipient Title"]) == ("Boris Pistorius", "defence minister")
    assert (meeting["GeoNames ID"], meeting["Placename"], meeting["Country"]) == ("2972328", "Toulon", "FRA")
    assert meeting["Source"] == "Daily O'Wire; The Courier"
    assert meeting["Publication Date"] == dt.date(2024, 3, 23)
    assert (meeting["Quad Code"], found["3"]["Quad Code"]) == ("VERBAL COOPERATION", "VERBAL CONFLICT")
    assert (found["3"]["Primary Actor Sector"], found["3"]["Intensity"]) == ("IGO", -2.0)
    assert (meeting["Story People"], meeting["Story Organizations"]) == ("Sébastien Lecornu", "NATO")
    assert (meeting["Story Locations"], meeting["Version"]) == ("France; Toulon", "1.0+abc")


def test_gdelt_has_gdelts_columns_in_order(published: duckdb.DuckDBPyConnection) -> None:
    found = [row[0] for row in published.execute("DESCRIBE gdelt_events").fetchall()]
    assert found == [*GDELT, "date_precision", "event_id"]


def test_gdelt_rows(published: duckdb.DuckDBPyConnection) -> None:
    found = {row["event_id"][-1]: row for row in rows(published, "SELECT * FROM gdelt_events")}
    meeting = found["1"]
    assert (meeting["SQLDATE"], meeting["MonthYear"], meeting["Year"]) == (20240322, 202403, 2024)
    assert (meeting["Actor1Code"], meeting["Actor2CountryCode"]) == ("DEUGOV", "FRA")
    assert (meeting["EventRootCode"], meeting["QuadClass"], meeting["GoldsteinScale"]) == ("04", 1, 1.0)
    assert (meeting["NumMentions"], meeting["NumSources"], meeting["NumArticles"]) == (2, 2, 2)
    assert (meeting["SOURCEURL"], meeting["DATEADDED"]) == ("https://example.org/1", 20240323000000)
    assert meeting["GLOBALEVENTID"] > 0
    assert (found["3"]["EventRootCode"], found["3"]["Actor2CountryCode"]) == ("11", "RUS")
    assert "2" not in found


def test_a_meeting_of_three_countries_is_three_pairs_for_gdelt(tmp_path: Path) -> None:
    three = [*ROWS["event_participants"], party(1, "cou-rus", "actor", "RUS")]
    path = fill(tmp_path / "w.duckdb", ROWS | {"event_participants": three})
    found = answers(path, f"SELECT * FROM gdelt_events WHERE event_id = 'ev-{1:016x}'")
    pairs = {(row["Actor1CountryCode"], row["Actor2CountryCode"]) for row in found}
    assert pairs == {("DEU", "FRA"), ("DEU", "RUS"), ("FRA", "RUS")}
    assert len({row["GLOBALEVENTID"] for row in found}) == 3


def test_dyads_count_what_happened_between_two_countries(published: duckdb.DuckDBPyConnection) -> None:
    (row,) = rows(published, "SELECT * FROM dyads")
    assert (row["country_a"], row["country_b"], row["month"]) == ("DEU", "FRA", dt.date(2024, 3, 1))
    assert (row["events"], row["consultations"], row["meetings"], row["conflictual"]) == (1, 1, 1, 0)
    assert (row["goldstein_mean"], row["reports"]) == (1.0, 2)


def test_timeline_names_what_ids_stand_for(published: duckdb.DuckDBPyConnection) -> None:
    found = {row["event_id"][-1]: row for row in rows(published, "SELECT * FROM timeline")}
    assert len(found) == 5
    assert found["1"]["participants"] == ["Boris Pistorius", "Sébastien Lecornu"]
    assert (found["1"]["place"], found["1"]["sentence"]) == ("Toulon", "They met.")
    assert found["1"]["outlets"] == ["Daily O'Wire", "The Courier"]
    assert (found["1"]["first_reported_on"], found["1"]["last_reported_on"]) == (
        dt.date(2024, 3, 23),
        dt.date(2024, 3, 24),
    )


def test_office_holders(published: duckdb.DuckDBPyConnection) -> None:
    (row,) = rows(published, "SELECT * FROM office_holders")
    assert (row["country"], row["office"], row["name"]) == ("FRA", "defence minister", "Sébastien Lecornu")


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.sql")), ids=lambda path: path.stem)
def test_a_file_is_named_for_its_view_or_macro(path: Path, published: duckdb.DuckDBPyConnection) -> None:
    name = path.stem.split("_", 1)[1]
    views = published.execute("SELECT view_name FROM duckdb_views() WHERE view_name = ?", [name]).fetchall()
    macros = published.execute(
        "SELECT function_name FROM duckdb_functions() WHERE function_name = ?", [name]
    ).fetchall()
    assert {*views, *macros} == {(name,)}
