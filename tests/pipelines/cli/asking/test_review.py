"""`communique review` in a real process: questions, answers, going on later, and the next run."""

import json
import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest
import yaml

from assets.enriched.resolve.rulings import parse_rulings
from assets.tables.questions.review import questions
from tests.tables.brief.world import opened, today

FIRST, LEAST = f"ev-{1:016x}", f"ev-{3:016x}"
TOLD = (
    "TOKYO, March 5, 2024 (MPA) -- Japanese Defense Minister Minoru Kihara met South Korean Defense Minister"
    " Shin Won-sik in Tokyo on Tuesday.\n\n"
    "The two ministers agreed to meet again in Seoul next month, officials said.\n"
)


def command(home: Path, *words: str) -> list[str]:
    return [sys.executable, "-m", "pipelines.cli", words[0], "--home", str(home), *words[1:]]


def review(home: Path, typed: str) -> str:
    done = subprocess.run(command(home, "review"), input=typed, capture_output=True, text=True, check=True)
    return done.stdout + done.stderr


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A store with a doubtful event, a doubtful report of another, and a name that was merged by its sound."""
    rows = today()
    rows["events"][2]["summary"] = "France condemned Russia."
    rows["event_reports"][2]["match_score"] = 0.85
    merged = {"entity_id": "per-1", "kind": "person", "method": "sound"}
    rows["entity_merges"] = [
        merged | {"document_id": f"{1:032x}", "name": "Sébastien Lecornu", "score": 1.0},
        merged | {"document_id": f"{2:032x}", "name": "Sebastian Lecorne", "score": 0.6},
    ]
    opened(rows, str(tmp_path / "warehouse.duckdb")).close()
    return tmp_path


def test_the_least_sure_comes_first_with_its_evidence(home: Path) -> None:
    con = duckdb.connect(str(home / "warehouse.duckdb"), read_only=True)
    found = questions(con)
    assert [question.key.split()[0] for question in found[:3]] == ["event", "name", "report"]
    assert [question.sure for question in found] == sorted(question.sure for question in found)
    assert "Did the text tell this? France condemned Russia." in found[0].asked
    assert any("They met." in said for said in found[0].evidence)
    assert found[1].asked == "Is “Sebastian Lecorne” here Sébastien Lecornu?"
    con.close()


def test_answers_become_rulings_and_are_not_asked_again(home: Path) -> None:
    said = review(home, "n\nn\nn\ny\nq\n")
    assert "France condemned Russia." in said
    ruled = yaml.safe_load((home / "overrules.yaml").read_text())
    assert ruled["events"]["not_an_event"] == [LEAST]
    assert ruled["entities"]["not_same"] == [
        [{"document": f"{2:032x}", "name": "Sebastian Lecorne"}, {"document": f"{1:032x}", "name": "Sébastien Lecornu"}]
    ]
    [[one, other]] = ruled["events"]["not_same"]
    assert {one["document"], other["document"]} == {f"{1:032x}", f"{2:032x}"}
    again = review(home, "")
    assert "4 were answered before" in again
    assert "France condemned Russia." not in again


def test_later_and_the_end_of_input_answer_nothing(home: Path) -> None:
    review(home, "\n")
    assert not (home / "overrules.yaml").exists()
    assert "0 were answered before" in review(home, "q\n")


def test_what_is_one_with_another_is_ruled_by_its_id_and_a_wrong_id_is_asked_again(home: Path) -> None:
    said = review(home, f"maybe\ne\nnonsense\ne\n{FIRST}\nq\n")
    assert "Answer with one of the letters" in said
    assert "nonsense" in said
    assert yaml.safe_load((home / "overrules.yaml").read_text()) == {"events": {"same": [[LEAST, FIRST]]}}


def test_an_event_is_set_right_in_words_and_what_is_not_understood_is_asked_again(home: Path) -> None:
    said = review(
        home, "c\nlast week\nc\nwith Nobody At All\nc\nday 2023-02-30\nc\nday 2024-03; without boris pistorius\nq\n"
    )
    assert "'last week' is not understood" in said
    assert "nothing that is held is called Nobody At All" in said
    assert "there is no day 2023-02-30" in said
    text = (home / "overrules.yaml").read_text()
    assert "# was: France condemned Russia." in text
    [ruled] = parse_rulings(yaml.safe_load(text)).corrections
    assert (ruled.event.id, str(ruled.when.start if ruled.when else "")) == (LEAST, "2024-03-01")
    assert [party.id for party in ruled.without] == ["per-2"]


def test_one_event_is_asked_about_by_its_id(home: Path) -> None:
    done = subprocess.run(command(home, "review", FIRST), input="c\nkind visit\n", capture_output=True, text=True)
    assert done.returncode == 0
    assert yaml.safe_load((home / "overrules.yaml").read_text())["events"]["corrected"] == [
        {"event": FIRST, "kind": "visit"}
    ]
    done = subprocess.run(command(home, "review", "ev-none"), capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "No published event has the id ev-none" in done.stderr


def test_a_file_that_is_spoiled_is_left_as_it_is(home: Path) -> None:
    (home / "overrules.yaml").write_text("events: [")
    assert "was not written" in review(home, "n\nq\n")
    assert (home / "overrules.yaml").read_text() == "events: ["
    assert not (home / "reviewed.jsonl").exists()


def test_a_halved_line_of_answers_is_asked_again(home: Path) -> None:
    review(home, "y\nq\n")
    with (home / "reviewed.jsonl").open("a") as file:
        file.write('{"key": "na')
    assert "1 were answered before" in review(home, "q\n")


def test_a_person_at_a_terminal_is_asked_and_answers(home: Path) -> None:
    terminal, other_end = pty.openpty()
    with subprocess.Popen(command(home, "review"), stdin=other_end, stdout=other_end, stderr=other_end) as process:
        os.close(other_end)
        seen = b""
        while b"[q] end > " not in seen:
            seen += os.read(terminal, 4096)
        os.write(terminal, b"n\n")
        while seen.count(b"[q] end > ") < 2:
            seen += os.read(terminal, 4096)
        os.write(terminal, b"q\n")
        assert process.wait() == 0
    os.close(terminal)
    assert json.loads((home / "reviewed.jsonl").read_text())["answer"] == "n"


@pytest.mark.slow
def test_the_next_run_honours_what_was_answered(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text(TOLD)
    home = tmp_path / "home"

    def run() -> set[str]:
        subprocess.run(command(home, "run", "--inbox", str(tmp_path / "in")), capture_output=True, check=True)
        con = duckdb.connect(str(home / "warehouse.duckdb"), read_only=True)
        found = {row[0] for row in con.execute("SELECT event_id FROM events").fetchall()}
        con.close()
        return found

    before = run()
    assert before
    review(home, "n\n" * 20)
    refused = set(yaml.safe_load((home / "overrules.yaml").read_text())["events"]["not_an_event"])
    assert refused
    assert refused <= before
    assert not refused & run()


@pytest.mark.slow
def test_a_correction_stands_in_later_runs_tables_and_brief(tmp_path: Path) -> None:
    inbox, home = tmp_path / "in", tmp_path / "home"
    inbox.mkdir()
    (inbox / "a.txt").write_text(TOLD)

    def run() -> dict[str, dict[str, object]]:
        done = subprocess.run(command(home, "run", "--inbox", str(inbox)), capture_output=True, text=True, check=True)
        assert "corrections_stand" not in done.stdout
        con = duckdb.connect(str(home / "warehouse.duckdb"), read_only=True)
        rows = con.execute("SELECT * FROM timeline").to_arrow_table().to_pylist()
        con.close()
        return {row["event_id"]: row for row in rows}

    before = run()
    event = next(identity for identity, row in before.items() if row["start_on"])
    answer = "c\nday 2024-03-04; place unknown\n"
    subprocess.run(command(home, "review", event), input=answer, capture_output=True, text=True, check=True)
    (inbox / "b.txt").write_text(TOLD.replace("Tokyo on Tuesday", "Tokyo, officials said").replace("MPA", "Courier"))
    row = run()[event]
    assert (str(row["start_on"]), row["place"], row["corrected"]) == ("2024-03-04", None, ["day", "place"])
    assert "Corrected by an analyst" in (home / "site" / "event" / f"{event}.html").read_text()
    assert "orrected by an analyst" in (home / "brief.html").read_text() + (home / "site" / "events.html").read_text()

    rulings = home / "overrules.yaml"
    rulings.write_text(rulings.read_text().replace("2024-03-04", "2024-02-30"))
    done = subprocess.run(command(home, "run", "--inbox", str(inbox)), capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "there is no day 2024-02-30" in re.sub(r"[\s│]+", " ", done.stdout + done.stderr)
