"""Places and where they lie: towns and administrative divisions of GeoNames, and regions that we describe ourselves.

Here belongs the look-up of one name: every place that bears it, largest first. Which one a text means belongs to
`annotate`. `seeds/reference/places.parquet` is derived from GeoNames (geonames.org, CC BY 4.0) by `build_places.py`;
`seeds/reference/regions.csv` is ours. Names are compared without case, accents, apostrophes and hyphens.
"""

import math
import re
import unicodedata
from bisect import bisect_left
from dataclasses import dataclass
from functools import cache, lru_cache

import pyarrow as pa
import pyarrow.parquet as pq

from assets.reference import REFERENCE, ReferenceFileError, read_csv, split

FILE = REFERENCE / "places.parquet"
_FIELDS: dict[str, pa.DataType] = {
    "key": pa.string(),
    "geonames_id": pa.int32(),
    "name": pa.string(),
    "country": pa.string(),
    "latitude": pa.float32(),
    "longitude": pa.float32(),
    "population": pa.int32(),
    "admin1": pa.string(),
    "level": pa.int8(),
    "primary": pa.bool_(),
    "names": pa.int16(),
}
SCHEMA = pa.schema(_FIELDS)
EARTH_KM = 6371.0
_APOSTROPHES = re.compile(r"['’‘`´ʻʼ.]")
_GAPS = re.compile(r"[\s\-‐‑–—_/]+")
_SHORT = {"saint": "st", "sainte": "ste", "mount": "mt", "fort": "ft"}


KINDS = ("town", "division", "county")  # by level; GeoNames has a few divisions below the second order


@dataclass(frozen=True, slots=True)
class Place:
    """A place on the map. Coordinates are degrees; `population` is 0 where unknown.

    `geonames_id` is None for a region of ours; `level` is 0 for a town, 1 and 2 for an administrative division of that
    order; `primary` says that the name asked for is the place's own, not another name of it; `names` is how many names
    in Latin script it has, in how many tongues it is spoken of. `country` is alpha-3, None
    where a region lies in several or none.
    """

    key: str
    name: str
    country: str | None
    latitude: float
    longitude: float
    population: int = 0
    admin1: str | None = None
    level: int = 0
    primary: bool = True
    names: int = 1
    geonames_id: int | None = None
    kind: str = "town"


def fold(name: str) -> str:
    """The form in which names are compared: no accents, case, apostrophes or dots; hyphens are blanks; St for Saint."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    plain = plain.casefold().replace("ø", "o").replace("ł", "l").replace("đ", "d").replace("ı", "i")
    words = _GAPS.sub(" ", _APOSTROPHES.sub("", plain)).split()
    return " ".join(_SHORT.get(word, word) for word in words)


@lru_cache(maxsize=20_000)
def lookup(name: str) -> tuple[Place, ...]:
    """Every place that bears the name: regions of ours first, then towns and divisions by population, none twice."""
    key = fold(name)
    if not key:
        return ()
    table = _table()
    keys = table.column("key")
    first = bisect_left(keys, key, key=_text)
    found = list(_regions().get(key, ()))
    while first < len(keys) and keys[first].as_py() == key:
        found.append(_place(table, first))
        first += 1
    return tuple(found)


def kilometres(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Great-circle distance between two points given as (latitude, longitude), by the haversine formula."""
    a, b = math.radians(one[0]), math.radians(other[0])
    across = math.radians(other[1] - one[1])
    half = math.sin((b - a) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(across / 2) ** 2
    return 2 * EARTH_KM * math.asin(math.sqrt(min(1.0, half)))


def _text(value: pa.StringScalar) -> str:
    text: str = value.as_py()
    return text


def _place(table: pa.Table, row: int) -> Place:
    cells = {name: table.column(name)[row].as_py() for name in table.column_names}
    level = cells["level"]
    latitude, longitude = _points().get(cells["geonames_id"], (cells["latitude"], cells["longitude"]))
    return Place(
        key=f"place:{cells['geonames_id']}",
        name=cells["name"],
        country=cells["country"],
        latitude=round(latitude, 5),
        longitude=round(longitude, 5),
        population=cells["population"],
        admin1=cells["admin1"],
        level=level,
        primary=cells["primary"],
        names=cells["names"],
        geonames_id=cells["geonames_id"],
        kind=KINDS[min(level, len(KINDS) - 1)],
    )


@cache
def _table() -> pa.Table:
    """The names in the order of their keys, in one chunk, so that a position is found at once."""
    try:
        return pq.read_table(FILE, schema=SCHEMA).combine_chunks()
    except (OSError, pa.ArrowInvalid) as error:
        raise ReferenceFileError(
            f"the place file {FILE} cannot be read ({error}): install the project again"
        ) from error


@cache
def _points() -> dict[int, tuple[float, float]]:
    """Latitude and longitude of the divisions that `division_points.csv` places, by GeoNames id."""
    rows = read_csv("division_points")
    return {int(row["geonames_id"]): (float(row["latitude"]), float(row["longitude"])) for row in rows}


@cache
def _regions() -> dict[str, list[Place]]:
    """The regions of `regions.csv` by the key of each of their names."""
    found: dict[str, list[Place]] = {}
    for row in read_csv("regions"):
        region = Place(
            key=f"region:{row['id']}",
            name=row["name"],
            country=row["country"] or None,
            latitude=float(row["latitude"]),
            longitude=float(row["longitude"]),
            kind=row["kind"],
        )
        for key in {fold(form) for form in (row["name"], *split(row["aliases"]))}:
            found.setdefault(key, []).append(region)
    return found
