"""meetings_of and named: by any name, by country, and the meeting before."""

from pathlib import Path

import pytest

from tests.docs.desk import rows
from tests.tables.conftest import answers, fill


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return fill(tmp_path_factory.mktemp("meetings_of") / "w.duckdb", rows())


def found(path: Path, *who: str | None) -> list[int]:
    asked = answers(path, f"FROM meetings_of({', '.join('?' for _ in who)})", who)
    return [int(row["event_id"][3:], 16) for row in asked]


@pytest.mark.parametrize("who", ["per-nakatani", "Gen Nakatani", "NAKATANI", "nakataní"])
def test_a_person_is_found_by_id_and_by_any_name(desk: Path, who: str) -> None:
    assert found(desk, who) == [3, 2]
    assert found(desk, "Gyu-back", who) == [3, 2]


@pytest.mark.parametrize(("one", "other"), [("JPN", "KOR"), ("Japan", "cou-KOR"), ("South Korea", "JPN")])
def test_a_country_is_whoever_stands_for_it(desk: Path, one: str, other: str) -> None:
    assert found(desk, one, other) == [4, 1, 7, 3, 2]


def test_somebody_unknown_meets_nobody_and_one_alone_is_no_pair(desk: Path) -> None:
    assert found(desk, "Nobody") == []
    assert found(desk, "Nakatani", "Nobody") == []
    assert found(desk, "Nakatani", "Gen Nakatani") == []
    assert found(desk, "Nakatani", "Blinken") == []


def test_the_meeting_before_is_none_of_the_same_day_and_no_call(desk: Path) -> None:
    asked = answers(
        desk, "SELECT start_on::VARCHAR AS day, previous_on::VARCHAR AS before FROM meetings_of('JPN', 'KOR')"
    )
    assert [(row["day"], row["before"]) for row in asked] == [
        ("2018-10-20", None),
        ("2023-06-04", "2018-10-20"),
        ("2024-04-01", "2023-06-04"),
        ("2025-08-01", "2024-04-01"),
        ("2025-09-08", "2024-04-01"),
    ]
