"""Makes `seeds/reference/outlines.csv` from Natural Earth's countries at 1:110 million, as TopoJSON.

    python -m assets.knowledge.build_outlines countries-110m.json

The file is that of the package world-atlas 2.0.2 of npm. Here belongs the making; nothing at run time imports it.
"""

import csv
import json
import sys
from collections.abc import Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

from assets.knowledge.countries import by_name
from assets.reference import REFERENCE

HEAD = """\
# Outlines of countries, simplified: Natural Earth, 1:110m cultural vectors, version 4.1 (naturalearthdata.com;
# public domain), by way of the package world-atlas 2.0.2.
# Borders are drawn as they are held, not as they are claimed. Antarctica is left out.
# rings: longitude and latitude of its corners in tenths of a degree, rings separated by |.
# No code: a land that ISO 3166 has none for.
"""
SHORT = {
    "W. Sahara": "ESH", "Dem. Rep. Congo": "COD", "Dominican Rep.": "DOM", "Falkland Is.": "FLK",
    "Fr. S. Antarctic Lands": "", "Central African Rep.": "CAF", "Eq. Guinea": "GNQ", "eSwatini": "SWZ",
    "Solomon Is.": "SLB", "N. Cyprus": "", "Somaliland": "", "Bosnia and Herz.": "BIH", "Macedonia": "MKD",
    "S. Sudan": "SSD",
}  # fmt: skip
LEFT_OUT = "Antarctica"
HALF = 1800
Point = tuple[int, int]


def main(path: Path) -> None:
    """Reads the TopoJSON and writes the reference file. Raises KeyError at a name that is not known."""
    topology = json.loads(path.read_text(encoding="utf-8"))
    arcs = [_degrees(arc, topology["transform"]) for arc in topology["arcs"]]
    rows = []
    for country in topology["objects"]["countries"]["geometries"]:
        name = country["properties"]["name"]
        if name != LEFT_OUT:
            rows.append((_code(name), name, "|".join(map(_written, _whole(country, arcs)))))
    with (REFERENCE / "outlines.csv").open("w", encoding="utf-8", newline="") as file:
        file.write(HEAD)
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("code", "name", "rings"))
        writer.writerows(sorted(rows))


def _whole(country: Mapping[str, Any], arcs: Sequence[list[Point]]) -> list[Sequence[Point]]:
    return [part for ring in _rings(country) for part in _parted(_ring(ring, arcs)) if len(part) > 2]


def _code(name: str) -> str:
    if name in SHORT:
        return SHORT[name]
    found = by_name(name)
    if found is None:
        raise KeyError(f"the country {name} is not known: add its code to SHORT")
    return found.code


def _degrees(arc: Sequence[Sequence[int]], transform: Mapping[str, Any]) -> list[Point]:
    """The points of an arc, which holds steps from each to the next, in tenths of a degree."""
    x = y = 0
    found = []
    for dx, dy in arc:
        x, y = x + dx, y + dy
        corner = [n * s + t for n, s, t in zip((x, y), transform["scale"], transform["translate"], strict=True)]
        found.append((round(corner[0] * 10), round(corner[1] * 10)))
    return found


def _rings(country: Mapping[str, Any]) -> list[list[int]]:
    """The outer and inner rings of a country's parts, as numbers of arcs."""
    parts = country["arcs"] if country["type"] == "MultiPolygon" else [country["arcs"]]
    return [ring for part in parts for ring in part]


def _ring(numbers: Sequence[int], arcs: Sequence[list[Point]]) -> list[Point]:
    """The points of a ring; an arc with a number below nought runs backwards."""
    found: list[Point] = []
    for number in numbers:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        found += [point for point in arc if not found or point != found[-1]]
    return found


def _parted(ring: Sequence[Point]) -> list[Sequence[Point]]:
    """A ring that crosses the 180th meridian in two or more, each of which closes along it."""
    jumps = [n for n in range(1, len(ring)) if abs(ring[n][0] - ring[n - 1][0]) > HALF]
    if not jumps:
        return [ring]
    around = [*ring[jumps[0] :], *ring[1 : jumps[0]]]  # the last point of a ring is its first
    cuts = [0, *(n for n in range(1, len(around)) if abs(around[n][0] - around[n - 1][0]) > HALF), len(around)]
    return [around[a:b] for a, b in pairwise(cuts)]


def _written(ring: Sequence[Point]) -> str:
    return " ".join(f"{x} {y}" for x, y in ring)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
