"""The view `conflicts` tells what the brief tells: the same events, matters and outlets."""

import datetime as dt
from pathlib import Path
from typing import Any

import duckdb
import pytest

from assets.tables.brief.events import read
from tests.tables.conftest import answers, article, entity, event, fill, mention, party, report

DAY = dt.date(2024, 3, 22)
PLACES = {
    "Toulon": entity("pla-1", "place", "Toulon", "FRA", latitude=43.1, longitude=5.9),
    "Paris": entity("pla-2", "place", "Paris", "FRA", latitude=48.86, longitude=2.35),
    "Saint-Denis": entity("pla-3", "place", "Saint-Denis", "FRA", latitude=48.93, longitude=2.36),
    "Berlin": entity("pla-4", "place", "Berlin", "DEU", latitude=52.5, longitude=13.4),
}
# Each event: what the reports of documents 1, 2 and 3 tell, as (days from, days to, status, place).
TOLD: list[dict[int, tuple[int | None, int | None, str, str | None]]] = [
    {1: (0, 0, "happened", None), 2: (1, 1, "happened", None)},
    {1: (0, 2, "happened", None), 2: (1, None, "happened", None)},
    {1: (0, 0, "happened", None), 2: (None, None, "happened", None), 3: (0, 0, "planned", None)},
    {1: (0, 0, "happened", "Paris"), 2: (0, 0, "happened", "Saint-Denis"), 3: (0, 0, "happened", "Nowhere")},
    {1: (0, 0, "happened", "Paris"), 2: (0, 0, "happened", "Toulon"), 3: (4, 5, "denied", "Berlin")},
    {1: (0, 0, "denied", "Berlin")},
]
SEATS = len(TOLD) + 1  # the event in which two sit in one seat


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    held: dict[str, list[dict[str, Any]]] = {
        "articles": [article(number, f"Outlet {number}") for number in (1, 2, 3)],
        "entities": [
            *PLACES.values(),
            entity("per-1", "person", "A B", "FRA"),
            entity("per-2", "person", "C D", "FRA"),
        ],
        "mentions": [
            mention(number, place["entity_id"], "place")
            | {"mention_id": f"me-{document}-{number}", "document_id": f"{document:032x}", "text": name}
            for document in (1, 2, 3)
            for number, (name, place) in enumerate(PLACES.items())
        ],
        "events": [event(number, "meeting", "CONSULT") for number in range(1, SEATS + 1)],
        "event_participants": [party(SEATS, f"per-{n}", "actor", "FRA", "foreign minister") for n in (1, 2)],
        "event_reports": [report(SEATS, 1)],
    }
    for number, told in enumerate(TOLD, 1):
        for document, (first, last, status, place) in told.items():
            days = [None if n is None else DAY + dt.timedelta(days=n) for n in (first, last)]
            held["event_reports"].append(
                report(number, document)
                | {"reported_start_on": days[0], "reported_end_on": days[1]}
                | {"reported_status": status, "reported_place": place}
            )
    return fill(tmp_path_factory.mktemp("conflicts") / "w.duckdb", held)


def test_the_view_and_the_brief_find_the_same(path: Path) -> None:
    con = duckdb.connect(str(path), read_only=True)
    try:
        told = {(key, c.about, len(c.sides)) for key, found in read(con).items() for c in found.conflicts}
    finally:
        con.close()
    assert {(row["event_id"], row["about"], len(row["sides"])) for row in answers(path, "FROM conflicts")} == told
    assert {about for _, about, _ in told} == {"day", "place", "status", "parties"}


def test_a_side_is_what_its_outlets_say(path: Path) -> None:
    found = {(int(row["event_id"][3:], 16), row["about"]): row["sides"] for row in answers(path, "FROM conflicts")}
    assert found[1, "day"] == ["2024-03-22 (Outlet 1)", "2024-03-23 (Outlet 2)"]
    assert found[5, "place"] == ["Berlin (Outlet 3)", "Paris (Outlet 1)", "Toulon (Outlet 2)"]
    assert found[5, "status"] == ["denied (Outlet 3)", "happened (Outlet 1, Outlet 2)"]
    assert found[SEATS, "parties"] == ["A B as foreign minister of FRA", "C D as foreign minister of FRA"]
