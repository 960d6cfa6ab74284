"""The pages of questions: every query and command runs exactly as printed, and gives the answers that are known."""

import json
import re
import shlex
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from pipelines.cli import app
from runtime.version import ROOT
from tests.docs.desk import rows
from tests.tables.conftest import fill

BLOCKS = re.compile(r"^## (\d+)\. [^\n]+\n(?:(?!^## )[\s\S])*?```(sql|console)\n([\s\S]*?)```", re.MULTILINE)
PAGE = (ROOT / "docs" / "questions.md").read_text(encoding="utf-8")
QUICKSTART = re.findall(r"```sql\n([\s\S]*?)```", (ROOT / "docs" / "quickstart.md").read_text(encoding="utf-8"))
QUESTIONS = {int(number): (kind, text) for number, kind, text in BLOCKS.findall(PAGE)}
PRK_TARGET = {"whom": "North Korea", "whom_country": "PRK"}

# What each query must answer: all its rows, in order, in the columns that are named here.
ANSWERS: dict[int, list[dict[str, Any]]] = {
    1: [
        {"start_on": "2025-08-01", "event_kind": "call", "place": None, "document_count": 1},
        {"start_on": "2025-09-08", "event_kind": "meeting", "place": "Seoul", "document_count": 2},
    ],
    2: [
        {
            "name": "Yasukazu Hamada",
            "how": "last seen",
            "why": "last seen on 2023-06-20, 11 days before; Minoru Kihara is first seen on 2023-09-13",
        }
    ],
    3: [
        {"start_on": "2025-12-01", "event_kind": "planned_meeting", "status": "planned"},
        {"start_on": "2025-09-09", "event_kind": "sanction", "status": "happened"},
        {"start_on": "2025-08-01", "event_kind": "call", "status": "happened"},
    ],
    4: [
        {"start_on": "2022-03-24", "who": "Nobuo Kishi", "who_country": "JPN"} | PRK_TARGET,
        {"start_on": "2022-03-24", "who": "United States", "who_country": "USA"} | PRK_TARGET,
    ],
    5: [
        {"start_on": "2023-02-05", "participants": ["China", "Nobuo Kishi"], "sentence": "A trip is off."},
        {"start_on": None, "participants": ["Antony Blinken", "Qin Gang"], "sentence": "Talks with Qin are off."},
    ],
    6: [
        {
            "day": "2022-03-24",
            "participants": ["North Korea"],
            "sentence": "It launched an ICBM.",
            "outlets": ["Wire A"],
        }
    ],
    7: [
        {"said_on": "2022-03-25", "speaker": "Joe Biden", "quoted": "“Sanctions follow attacks of this kind.”"},
        {"said_on": "2022-03-24", "speaker": "Joe Biden", "quoted": "“We will answer an attack.”"},
    ],
    8: [{"start_on": "2023-06-04", "previous_on": "2018-10-20", "days_between": 1688}],
    9: [
        {"name": "Antony Blinken", "visits": 2, "countries": ["CHN", "KOR"]},
        {"name": "Minoru Kihara", "visits": 1, "countries": ["KOR"]},
    ],
    10: [{"start_on": "2025-09-08", "about": "day", "sides": ["2025-09-08 (Wire B)", "2025-09-09 (Wire C)"]}],
    11: [
        {"forum": "Shangri-La Dialogue", "start_on": "2023-06-04", "participants": ["Lee Jong-sup", "Yasukazu Hamada"]}
    ],
    12: [
        {"country": "CHN", "statements": 1, "speakers": ["Qin Gang"]},
        {"country": "USA", "statements": 1, "speakers": ["Joe Biden"]},
    ],
    15: [
        {"start_on": "2025-09-08", "event_kind": "meeting", "confidence": 0.93, "how_sure": "confirmed by 2 outlets"},
        {"start_on": "2025-09-09", "event_kind": "sanction", "confidence": 0.78, "how_sure": "likely"},
    ],
}


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The HOME of the store of which the answers are known."""
    home = tmp_path_factory.mktemp("desk")
    fill(home / "warehouse.duckdb", rows())
    return home


@pytest.fixture(autouse=True)
def there(desk: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As the reader stands: in a folder of their own, with the store named by the environment."""
    monkeypatch.setenv("COMMUNIQUE_HOME", str(desk))
    monkeypatch.chdir(tmp_path)


def command(printed: str) -> str:
    """What a printed command prints."""
    program, *words = shlex.split(printed.removeprefix("$ "))
    assert program == "communique"
    done = CliRunner().invoke(app.app, words)
    assert done.exit_code == 0, done.output
    return done.output


def answered(query: str) -> list[dict[str, Any]]:
    """The rows that `communique sql` gives for a query."""
    done = CliRunner().invoke(app.app, ["sql", query, "--format", "json"])
    assert done.exit_code == 0, done.output
    found: list[dict[str, Any]] = json.loads(done.output)
    return found


def test_fifteen_questions_have_one_answer_each() -> None:
    assert list(QUESTIONS) == list(range(1, 16))
    assert PAGE.count("```") == 2 * len(QUESTIONS)
    assert {number for number, (kind, _) in QUESTIONS.items() if kind == "sql"} == set(ANSWERS)


@pytest.mark.parametrize("number", ANSWERS)
def test_a_query_gives_the_right_rows_and_no_others(number: int) -> None:
    found = answered(QUESTIONS[number][1])
    assert len(found) == len(ANSWERS[number]), found
    shown = [{column: row[column] for column in right} for row, right in zip(found, ANSWERS[number], strict=True)]
    assert shown == ANSWERS[number]


def test_the_map_has_the_points_of_events() -> None:
    command(QUESTIONS[13][1].strip())
    read = json.loads(Path("events.geojson").read_text(encoding="utf-8"))
    assert read["type"] == "FeatureCollection"
    points = {feature["id"]: feature for feature in read["features"]}
    meeting, test = points[f"ev-{2:016x}"], points[f"ev-{11:016x}"]
    assert meeting["geometry"] == {"type": "Point", "coordinates": [126.98, 37.57]}
    assert (meeting["properties"]["name"], meeting["properties"]["exact"]) == ("Seoul", True)
    assert meeting["properties"]["participants"] == ["Ahn Gyu-back", "Gen Nakatani"]
    assert (test["properties"]["name"], test["properties"]["exact"]) == ("North Korea", False)
    assert test["geometry"]["coordinates"] == [2.0, 1.0]
    assert f"ev-{9:016x}" not in points  # neither place nor country is told
    assert len(points) == 11


def test_articles_are_found_by_words() -> None:
    said = command(QUESTIONS[14][1].strip())
    assert said.index("Ministers end radar dispute") < said.index("Radar sold")
    assert "Harvest" not in said


def test_the_newcomers_query_gives_every_meeting_of_the_year_with_its_sources() -> None:
    [query] = QUICKSTART
    Path("blinken.sql").write_text(query, encoding="utf-8")
    found = answered("blinken.sql")
    told = [(row["start_on"], row["event_kind"], row["place"], row["outlet"], row["sentence"]) for row in found]
    assert told == [
        ("2023-03-01", "visit", "Seoul", "Wire A", "He came."),
        ("2023-06-18", "visit", "Beijing", "Wire A", "He came."),
    ]
    assert {row["address"] for row in found} == {"https://example.org/1"}
