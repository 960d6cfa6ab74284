"""The outlines of countries, and where a point of the earth lies on a flat map of equal areas.

Here belong the shapes of `seeds/reference/outlines.csv` and the projection. What is drawn belongs to its maker.
"""

from dataclasses import dataclass
from functools import cache
from math import asin, cos, radians, sin, sqrt

from assets.reference import read_csv

# Equal Earth (Šavrič, Patterson, Jenny 2018): areas are true, and continents look as they are known.
_A1, _A2, _A3, _A4 = 1.340264, -0.081106, 0.000893, 0.003796
TENTHS = 10
Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Outline:
    """A ring of a country's border, projected, with the box around it: left, top, right, bottom."""

    code: str
    ring: tuple[Point, ...]
    box: tuple[float, float, float, float]


def projected(latitude: float, longitude: float) -> Point:
    """A point in degrees on the flat map: to the right and downwards, within 2.71 and 1.32 of the middle."""
    t = asin(sqrt(3) / 2 * sin(radians(latitude)))
    across = 9 * _A4 * t**8 + 7 * _A3 * t**6 + 3 * _A2 * t**2 + _A1
    x = 2 * sqrt(3) * radians(longitude) * cos(t) / (3 * across)
    return x, -t * (_A4 * t**8 + _A3 * t**6 + _A2 * t**2 + _A1)


@cache
def outlines() -> tuple[Outline, ...]:
    """Every ring of every country."""
    return tuple(_outline(row["code"], ring) for row in read_csv("outlines") for ring in row["rings"].split("|"))


def _outline(code: str, written: str) -> Outline:
    numbers = [int(number) / TENTHS for number in written.split()]
    ring = tuple(projected(lat, lon) for lon, lat in zip(numbers[::2], numbers[1::2], strict=True))
    xs, ys = zip(*ring, strict=True)
    return Outline(code, ring, (min(xs), min(ys), max(xs), max(ys)))
