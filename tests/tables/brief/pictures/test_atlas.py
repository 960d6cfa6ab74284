"""The map of events: where a dot stands, how large it is, and what part of the earth is shown."""

import dataclasses

import pytest

from assets.tables.brief.events import Event
from assets.tables.brief.pictures.atlas import HEIGHT, WIDTH, atlas
from tests.tables.brief.world import compared, yesterday


@pytest.fixture(scope="module")
def event(tmp_path_factory: pytest.TempPathFactory) -> Event:
    _, told, _ = compared(None, yesterday(), tmp_path_factory.mktemp("atlas"))
    return told[f"ev-{1:016x}"]


def at(event: Event, name: str | None, latitude: float, longitude: float, country: str | None = None) -> Event:
    return dataclasses.replace(event, place=name, place_id="pla-9", point=(latitude, longitude), country=country)


def test_an_event_of_the_warehouse_stands_at_its_place(event: Event) -> None:
    assert (event.place, event.point, event.country) == ("Toulon", (43.1, 5.9), "FRA")
    drawn = atlas([event])
    assert drawn is not None
    [spot] = drawn.spots
    assert (spot.name, spot.code, spot.count, spot.latest, spot.near) == ("Toulon", "FRA", 1, event, False)
    assert {"FRA", "ITA"} <= {code for code, _ in drawn.paths}
    assert "AUS" not in {code for code, _ in drawn.paths}


def test_dots_lie_in_the_picture_as_the_places_lie_on_the_earth(event: Event) -> None:
    drawn = atlas([at(event, "Tokyo", 35.7, 139.7), at(event, "Lima", -12, -77), at(event, "Oslo", 59.9, 10.8)])
    assert drawn is not None
    spots = {spot.name: spot for spot in drawn.spots}
    assert all(0 < spot.x < WIDTH and 0 < spot.y < HEIGHT for spot in drawn.spots)
    assert spots["Lima"].x < spots["Oslo"].x < spots["Tokyo"].x
    assert spots["Oslo"].y < spots["Tokyo"].y < spots["Lima"].y
    assert len(drawn.paths) > 150


def test_a_place_is_one_dot_and_grows_with_its_events(event: Event) -> None:
    seoul, busan = at(event, "Seoul", 37.6, 127), at(event, "Busan", 35.1, 129)
    drawn = atlas([seoul] * 9 + [busan])
    assert drawn is not None
    assert [(spot.name, spot.count) for spot in drawn.spots] == [("Seoul", 9), ("Busan", 1)]
    assert drawn.spots[0].radius > 2 * drawn.spots[1].radius
    assert (drawn.spots[0].number, drawn.spots[1].number) == ("9", "")
    assert drawn.drawn == 10


def test_where_only_the_country_is_known_a_ring_stands_in_its_middle(event: Event) -> None:
    drawn = atlas([dataclasses.replace(event, place=None, point=None, country="JPN")])
    assert drawn is not None
    assert [(spot.name, spot.near) for spot in drawn.spots] == [("Japan", True)]


def test_without_places_there_is_no_map_and_some_without_are_counted(event: Event) -> None:
    nowhere = dataclasses.replace(event, place=None, point=None, country=None)
    assert atlas([nowhere]) is None
    drawn = atlas([event, nowhere, nowhere])
    assert drawn is not None
    assert drawn.outside == 2


def test_the_outlines_of_the_whole_earth_stay_small(event: Event) -> None:
    drawn = atlas([at(event, "Anchorage", 61, -150), at(event, "Auckland", -37, 175)])
    assert drawn is not None
    assert 20_000 < sum(len(path) for _, path in drawn.paths) < 60_000
