"""Asking the published store from the terminal: sql, search, show."""

import csv
import io
import json
from pathlib import Path

import pytest

from tests.pipelines.cli.conftest import Invoke

MEETING = f"ev-{1:016x}"


def test_twenty_thousand_rows_are_printed_whole(invoke: Invoke) -> None:
    done = invoke("sql", "SELECT i, 'name ' || i AS name, [i] AS list FROM range(20000) t(i)")
    assert done.exit_code == 0
    assert "│ 19999 │ name 19999 │ [19999] │" in done.output
    assert done.output.endswith("20,000 rows\n")


@pytest.mark.parametrize(("form", "line"), [("table", "│ 1 │ 2 │"), ("csv", "1,2")])
def test_two_columns_of_one_name_are_both_printed(invoke: Invoke, form: str, line: str) -> None:
    assert line in invoke("sql", "SELECT 1 AS n, 2 AS n", "--format", form).output.splitlines()


def test_a_limit_cuts_the_answer_and_a_table_says_so(invoke: Invoke) -> None:
    query = "SELECT i FROM range(5) t(i) ORDER BY i"
    done = invoke("sql", query, "--limit", "2", "--format", "json")
    assert json.loads(done.output) == [{"i": 0}, {"i": 1}]
    assert invoke("sql", query, "--limit", "2").output.endswith("\n2 rows, the first of more: --limit cut the answer\n")
    assert invoke("sql", query, "--limit", "5").output.endswith("\n5 rows\n")
    assert invoke("sql", "SELECT 1").output.endswith("\n1 row\n")


def test_lists_and_structures_in_a_table_are_json_too(invoke: Invoke) -> None:
    done = invoke("sql", "SELECT {'day': DATE '2024-05-01', 'names': ['a']} AS s, [DATE '2024-05-02'] AS days")
    assert '│ {"day":"2024-05-01","names":["a"]} │ ["2024-05-02"] │' in done.output


def test_a_query_comes_from_a_file_or_standard_input(invoke: Invoke, tmp_path: Path) -> None:
    file = tmp_path / "count.sql"
    file.write_text("SELECT count(*) AS n FROM events")
    for done in (
        invoke("sql", str(file), "--format", "csv"),
        invoke("sql", "-", "--format", "csv", text=file.read_text()),
    ):
        assert done.output.split() == ["n", "5"]
    missing = invoke("sql", str(tmp_path / "none.sql"))
    assert missing.exit_code == 2
    assert "cannot be read" in missing.output
    assert "Errno" not in missing.output


def test_lists_in_csv_are_json(invoke: Invoke) -> None:
    done = invoke("sql", "SELECT ['a, b', 'c'] AS names, 1 AS n", "--format", "csv")
    [row] = csv.DictReader(io.StringIO(done.output))
    assert json.loads(row["names"]) == ["a, b", "c"]


def test_search_gives_articles_with_their_sentence(invoke: Invoke) -> None:
    done = invoke("search", "minister", "courier", "--format", "json")
    first, second = json.loads(done.output)
    assert (first["words_found"], first["outlet"], first["title"]) == (
        2,
        "The Courier",
        "Ministers meet, says The Courier",
    )
    assert second["words_found"] == 1
    assert "and 1 more" in invoke("search", "meets", "--limit", "1").output


def test_show_tells_an_event_with_parties_and_evidence(invoke: Invoke) -> None:
    done = invoke("show", MEETING)
    assert done.exit_code == 0
    for said in (
        "Event 1.",
        "Toulon",
        "Sébastien Lecornu",
        "Boris Pistorius",
        "defence minister",
        "They met.",
        "Daily O'Wire",
    ):
        assert said in done.output


@pytest.mark.parametrize("asked", ["per-1", "sebastien lecornu", "LECORNU", "ecorn"])
def test_show_tells_a_person_by_id_name_alias_or_part(invoke: Invoke, asked: str) -> None:
    held = json.loads(invoke("show", asked, "--json").output)
    assert held["facts"]["name"] == "Sébastien Lecornu"
    sections = {section["heading"]: section["rows"] for section in held["sections"]}
    assert sections["Offices"][0][:2] == ["defence minister", "FRA"]
    assert MEETING in sections["Events, latest first"][0]


@pytest.mark.parametrize(
    ("asked", "kind"), [("Boris Pistorius", "Person"), (MEETING, "Event"), ("wire/2.txt", "Document")]
)
def test_show_says_first_what_it_is(invoke: Invoke, asked: str, kind: str) -> None:
    [_, title, border, first, *_] = invoke("show", asked).output.splitlines()
    assert (title, border[0], first[0]) == (kind, "┌", "│")  # no empty line of headings


def test_show_tells_what_a_person_said(invoke: Invoke) -> None:
    held = json.loads(invoke("show", "Boris Pistorius", "--json").output)
    [said] = [section["rows"] for section in held["sections"] if section["heading"].startswith("What was said")]
    assert said[0][1:3] == ["added", "“We agree”"]


@pytest.mark.parametrize("asked", ["wire/2.txt", f"{2:032x}"])
def test_show_tells_a_document_with_events_and_what_was_refused_of_it(invoke: Invoke, asked: str) -> None:
    held = json.loads(invoke("show", asked, "--json").output)
    assert held["facts"]["title"] == "Ministers meet, says Daily O'Wire"
    sections = {section["heading"]: section["rows"] for section in held["sections"]}
    assert MEETING in sections["Events"][0]
    assert "bad_span" in sections["Quarantine"][0]


def test_show_tells_why_a_document_was_turned_away(invoke: Invoke) -> None:
    done = invoke("show", "wire/3.txt")
    assert done.exit_code == 0
    assert "the document holds no text" in done.output


def test_show_says_what_may_be_meant_or_that_nothing_is(invoke: Invoke) -> None:
    several = invoke("show", "ev-")
    assert several.exit_code == 2
    assert "5 may be meant by ev-" in several.output
    nothing = invoke("show", "nobody at all")
    assert nothing.exit_code == 2
    assert "Nothing that is held is called nobody at all." in nothing.output
