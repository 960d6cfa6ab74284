"""The outlines of countries, and the map they are drawn on."""

from math import isclose

import pytest

from assets.knowledge.build_outlines import _parted
from assets.knowledge.countries import by_code
from assets.knowledge.outlines import outlines, projected


def test_the_middle_of_most_countries_lies_within_their_outlines() -> None:
    rings: dict[str, list[tuple[float, float, float, float]]] = {}
    for outline in outlines():
        rings.setdefault(outline.code, []).append(outline.box)
    for code, boxes in rings.items():
        if code:
            country = by_code(code)
            assert country is not None, code
            x, y = projected(country.latitude, country.longitude)
            near = 0.06
            assert any(b[0] - near <= x <= b[2] + near and b[1] - near <= y <= b[3] + near for b in boxes), code
    assert len(rings) > 170


def test_no_outline_runs_across_the_whole_map() -> None:
    for outline in outlines():
        steps = zip(outline.ring, outline.ring[1:], strict=False)
        assert max(abs(b[0] - a[0]) for a, b in steps) < 1, outline.code


def test_a_ring_across_the_180th_meridian_is_parted_there() -> None:
    ring = [(1700, 0), (1790, 0), (1800, 5), (-1800, 5), (-1790, 5), (-1800, 10), (1800, 10), (1700, 10), (1700, 0)]
    parts = _parted(ring)
    assert [{x > 0 for x, _ in part} for part in parts] == [{False}, {True}]
    assert sorted(set(ring)) == sorted({point for part in parts for point in part})


@pytest.mark.parametrize(
    ("latitude", "longitude", "x", "y"), [(0, 0, 0, 0), (0, 180, 2.7066, 0), (90, 0, 0, -1.3174), (-90, 0, 0, 1.3174)]
)
def test_the_projection_is_equal_earth(latitude: float, longitude: float, x: float, y: float) -> None:
    found = projected(latitude, longitude)
    assert isclose(found[0], x, abs_tol=1e-4)
    assert isclose(found[1], y, abs_tol=1e-4)


def test_areas_are_true() -> None:
    def area(latitude: float) -> float:
        top, bottom = projected(latitude + 0.5, 10), projected(latitude - 0.5, 10)
        width = (top[0] + bottom[0]) / 2 - (projected(latitude + 0.5, 9)[0] + projected(latitude - 0.5, 9)[0]) / 2
        return width * (bottom[1] - top[1])

    assert isclose(area(60) / area(0), 0.5, rel_tol=1e-3)  # the cosine of 60°
