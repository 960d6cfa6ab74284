"""Lays out the map of events: outlines of countries within a window, and a dot a place with how many happened there.

Here belongs the geometry, in units of the picture. The window is the part of the earth in which the events lie.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from math import sqrt

from assets.knowledge.countries import by_code
from assets.knowledge.outlines import Outline, outlines, projected
from assets.tables.brief.lines import Told

WIDTH, HEIGHT = 720.0, 312.0
WORLD = (-2.71, -1.3, 2.71, 1.05)  # without Antarctica, in the shape of the picture
LEAST = 0.55  # the width of the smallest window: a map of one town would show no outline
MARGIN = 0.12
SMALL, LARGE = 4.0, 15.0  # radius of a dot of one event, and of the largest
NUMBERED = 8.0  # radius from which on the number stands in the dot
Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Spot:
    """A place with how many events happened there, and the latest; `near` where it is but the middle of a country."""

    x: float
    y: float
    radius: float
    name: str
    code: str | None
    near: bool
    count: int
    latest: Told

    @property
    def number(self) -> str:
        """What stands in the dot."""
        return str(self.count) if self.radius >= NUMBERED else ""


@dataclass(frozen=True, slots=True)
class Map:
    """Paths of outlines, spots from the largest to the smallest, and how many events have no place."""

    paths: tuple[tuple[str, str], ...]
    spots: tuple[Spot, ...]
    outside: int
    width: int = int(WIDTH)
    height: int = int(HEIGHT)

    @property
    def drawn(self) -> int:
        """How many events are on the map."""
        return sum(spot.count for spot in self.spots)


def atlas(events: Sequence[Told]) -> Map | None:
    """The map of these events; None where none of them has a place."""
    places: dict[tuple[float, float, str, bool], list[Told]] = {}
    for event in events:
        if (place := _place(event)) is not None:
            places.setdefault(place, []).append(event)
    if not places:
        return None
    points = {place: projected(place[0], place[1]) for place in places}
    window = _window(points.values())
    scale = WIDTH / (window[2] - window[0])
    most = max(map(len, places.values()))
    spots = [
        Spot(
            round((points[place][0] - window[0]) * scale, 1),
            round((points[place][1] - window[1]) * scale, 1),
            _radius(len(there), most),
            place[2],
            there[0].country,
            place[3],
            len(there),
            there[0],
        )
        for place, there in places.items()
    ]
    spots.sort(key=lambda spot: (-spot.count, spot.name))
    there = sum(map(len, places.values()))
    return Map(_paths(window, scale), tuple(spots), len(events) - there)


def _place(event: Told) -> tuple[float, float, str, bool] | None:
    """Latitude, longitude and name of where it happened, and whether that is but the middle of a country."""
    country = by_code(event.country) if event.country else None
    if event.point is not None and event.place:
        near = str(event.place_id).startswith("cou-") and (country is None or country.capital != event.place)
        return (*event.point, event.place, near)
    return (country.latitude, country.longitude, country.name, True) if country else None


def _radius(count: int, most: int) -> float:
    """The area of a dot grows with its number."""
    return round(min(SMALL * sqrt(count), SMALL + (LARGE - SMALL) * sqrt(count / most)), 1)


def _window(points: Iterable[tuple[float, float]]) -> Box:
    """The part of the flat earth to show: all points with a margin, in the shape of the picture, within the world."""
    xs, ys = zip(*points, strict=True)
    left, top, right, bottom = min(xs), min(ys), max(xs), max(ys)
    margin = MARGIN * max(right - left, (bottom - top) * WIDTH / HEIGHT, LEAST)
    width = max(right - left + 2 * margin, (bottom - top + 2 * margin) * WIDTH / HEIGHT, LEAST)
    width = min(width, WORLD[2] - WORLD[0])
    height = width * HEIGHT / WIDTH
    x = _within((left + right - width) / 2, WORLD[0], WORLD[2] - width)
    middle = (top + bottom - height) / 2
    y = _within(middle, WORLD[1], max(WORLD[1], WORLD[3] - height))
    return x, y, x + width, y + height


def _within(value: float, least: float, most: float) -> float:
    return max(least, min(value, most))


@lru_cache(64)
def _paths(window: Box, scale: float) -> tuple[tuple[str, str], ...]:
    """Code and path of every outline that reaches into the window: that of half of all countries is the world."""
    found = []
    for outline in outlines():
        left, top, right, bottom = outline.box
        if left < window[2] and right > window[0] and top < window[3] and bottom > window[1]:
            path = _path(outline, window, scale)
            if path:
                found.append((outline.code, path))
    return tuple(found)


def _path(outline: Outline, window: Box, scale: float) -> str:
    """The ring in whole units, without points that fall on the one before; nothing of an island that is but a point."""
    corners: list[tuple[int, int]] = []
    for x, y in outline.ring:
        corner = (round((x - window[0]) * scale), round((y - window[1]) * scale))
        if not corners or corner != corners[-1]:
            corners.append(corner)
    if len(corners) < 3:
        return ""
    steps = [f"{x - a},{y - b}" for (a, b), (x, y) in pairwise(corners)]
    return f"M{corners[0][0]},{corners[0][1]}l{' '.join(steps)}z"
