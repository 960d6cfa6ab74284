"""Says where the reports of one event contradict each other: about the day, the place, or whether it happened.

Here belongs the comparison of reports. Reports of one document, and those that leave something out, contradict nobody.
"""

import datetime as dt
import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

from assets.tables.brief.words import span

NEAR_KM = 60  # two places of one country so near each other may be a city and its suburb
EARTH_KM = 6371
_UNTRUE = "it was called off or denied"


@dataclass(frozen=True, slots=True)
class Report:
    """What one report says of an event; the place with what it was resolved to (degrees, alpha-3), where it was."""

    document_id: str
    outlet: str | None
    start_on: dt.date | None = None
    end_on: dt.date | None = None
    status: str = "happened"
    place: str | None = None
    place_id: str | None = None
    country: str | None = None
    latitude: float | None = None
    longitude: float | None = None


@dataclass(frozen=True, slots=True)
class Conflict:
    """What reports differ about (`day`, `place`, `status`, `parties`), and what each side says, with its outlets."""

    about: str
    sides: tuple[tuple[str, tuple[str, ...]], ...]

    def __str__(self) -> str:
        sides = "; ".join(f"{said} ({', '.join(outlets)})" for said, outlets in self.sides)
        about = "whether it happened" if self.about == "status" else f"the {self.about}"
        return f"reports differ about {about}: {sides}"


def conflicts(reports: Sequence[Report]) -> list[Conflict]:
    """The contradictions between the reports of one event, at most one about each matter."""
    found = []
    for about, told, agree in (("day", _day, _same_day), ("place", _place, _same_place), ("status", _status, _same)):
        sides = _sides(reports, told, agree)
        if sides:
            found.append(Conflict(about, sides))
    return found


def _sides(
    reports: Iterable[Report], told: Callable[[Report], str | None], agree: Callable[[Report, Report], bool]
) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """What is said by the documents of which none agrees with another in any report, each with its outlets."""
    documents: dict[str, list[Report]] = {}
    for report in reports:
        if told(report) is not None:
            documents.setdefault(report.document_id, []).append(report)
    opposed = {
        document
        for one, other in combinations(documents, 2)
        if not any(agree(a, b) for a in documents[one] for b in documents[other])
        for document in (one, other)
    }
    sides: dict[str, list[str]] = {}
    for document in documents:
        if document in opposed:
            first = documents[document][0]
            sides.setdefault(str(told(first)), []).append(first.outlet or "no outlet named")
    return tuple((said, tuple(dict.fromkeys(outlets))) for said, outlets in sorted(sides.items()))


def _day(report: Report) -> str | None:
    return span(report.start_on, report.end_on) or None


def _same_day(a: Report, b: Report) -> bool:
    """Whether two spans of days share one."""
    a_start, b_start = a.start_on or a.end_on, b.start_on or b.end_on
    a_end, b_end = a.end_on or a.start_on, b.end_on or b.start_on
    if a_start is None or b_start is None or a_end is None or b_end is None:
        return True
    return a_start <= b_end and b_start <= a_end


def _place(report: Report) -> str | None:
    return report.place if report.place_id else None


def _same_place(a: Report, b: Report) -> bool:
    """Whether two places can be one: the same, one in the other, or near each other."""
    if a.place_id == b.place_id or a.country is None or b.country is None:
        return True
    if a.country != b.country:
        return False
    if a.latitude is None or a.longitude is None or b.latitude is None or b.longitude is None:
        return True
    return kilometres(a.latitude, a.longitude, b.latitude, b.longitude) <= NEAR_KM


def kilometres(latitude: float, longitude: float, other_latitude: float, other_longitude: float) -> float:
    """The distance of two points, given in degrees, along the earth's surface."""
    one, other = math.radians(latitude), math.radians(other_latitude)
    half = math.sin((other - one) / 2) ** 2
    half += math.cos(one) * math.cos(other) * math.sin(math.radians(other_longitude - longitude) / 2) ** 2
    return 2 * EARTH_KM * math.asin(math.sqrt(half))


def _status(report: Report) -> str | None:
    return {"happened": "it happened", "denied": _UNTRUE}.get(report.status)


def _same(a: Report, b: Report) -> bool:
    return a.status == b.status
