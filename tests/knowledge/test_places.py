import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assets.knowledge.countries import by_code
from assets.knowledge.places import FILE, SCHEMA, fold, lookup
from assets.reference import read_csv


@pytest.mark.parametrize(
    ("name", "geonames_id", "country"),
    [
        ("Seoul", 1835848, "KOR"),
        ("seoul", 1835848, "KOR"),
        ("Sana'a", 71137, "YEM"),
        ("Sana’a", 71137, "YEM"),
        ("Saint Petersburg", 498817, "RUS"),
        ("St. Petersburg", 498817, "RUS"),
        ("São Paulo", 3448439, "BRA"),
        ("Sao Paulo", 3448439, "BRA"),
        ("Pyeongyang", 1871859, "PRK"),
        ("Calais", 3029162, "FRA"),
    ],
)
def test_a_town_is_found_however_it_is_written(name: str, geonames_id: int, country: str) -> None:
    towns = [place for place in lookup(name) if place.level == 0 and place.geonames_id]
    assert (towns[0].geonames_id, towns[0].country) == (geonames_id, country)


def test_places_stand_by_population_with_divisions_among_them() -> None:
    found = lookup("Springfield")
    assert [place.population for place in found] == sorted((p.population for p in found), reverse=True)
    state = next(place for place in lookup("California") if place.level == 1)
    assert (state.key, state.country, state.admin1) == ("place:5332921", "USA", "CA")
    assert abs(state.latitude - 36) < 2


def test_regions_of_ours_come_first_and_may_lie_in_no_country() -> None:
    assert next((p.key, p.country, p.kind) for p in lookup("Gaza")) == ("region:gaza-strip", "PSE", "region")
    assert lookup("South China Sea")[0].country is None
    assert lookup("Mt. Fuji")[0].key == lookup("Mount Fuji")[0].key == "region:mount-fuji"


def test_unknown_names_give_nothing() -> None:
    assert lookup("Qwertzuiopolis") == ()
    assert lookup("") == lookup("'") == ()


@given(st.text(max_size=60))
def test_any_text_is_answered_and_folding_is_stable(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    for place in lookup(text):
        assert -90 <= place.latitude <= 90
        assert -180 <= place.longitude <= 180


def test_every_region_is_well_formed() -> None:
    rows = read_csv("regions")
    assert len({row["id"] for row in rows}) == len(rows)
    for row in rows:
        assert not row["country"] or by_code(row["country"]), row["id"]
        assert lookup(row["name"])[0].kind, row["id"]


def test_the_place_file_is_as_declared() -> None:
    file = pq.ParquetFile(FILE)
    assert file.schema_arrow.remove_metadata() == SCHEMA
    assert b"GeoNames" in file.schema_arrow.metadata[b"licence"]
    keys = [str(key) for key in file.read(columns=["key"]).column("key").to_pylist()]
    assert keys == sorted(keys)
    assert all(keys)


def test_a_division_of_a_lower_order_is_a_county() -> None:
    assert any(place.level > 2 and place.kind == "county" for place in lookup("Arbil"))
