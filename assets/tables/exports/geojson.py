"""Writes events as points that maps read: GeoJSON (RFC 7946), as QGIS, Leaflet, kepler.gl and geopandas open it.

Here belongs the form of the file. Which events have a point, and where, is decided in the view `event_points`.
"""

import json
from typing import Any, TextIO

import duckdb

POINTS = "SELECT * REPLACE (start_on::VARCHAR AS start_on) FROM event_points ORDER BY start_on NULLS LAST, event_id"


def write_points(connection: duckdb.DuckDBPyConnection, file: TextIO) -> None:
    """Writes one FeatureCollection, a feature a line: an event's point, its columns as properties.

    A point is longitude and latitude in degrees, the id of a feature the event's. Raises duckdb.Error where the
    warehouse has no such view.
    """
    answer = connection.execute(POINTS)
    names = [column[0] for column in answer.description or ()]
    file.write('{"type": "FeatureCollection", "features": [')
    before = "\n"
    while row := answer.fetchone():
        file.write(before + json.dumps(_feature(dict(zip(names, row, strict=True))), ensure_ascii=False))
        before = ",\n"
    file.write("\n]}\n")


def _feature(row: dict[str, Any]) -> dict[str, Any]:
    point = {"type": "Point", "coordinates": [row.pop("longitude"), row.pop("latitude")]}
    return {"type": "Feature", "id": row.pop("event_id"), "geometry": point, "properties": row}
