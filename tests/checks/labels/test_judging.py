"""Verdicts on published events: what is right, and the first thing that is wrong."""

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import duckdb
import pytest

from assets.reference import SEEDS
from checks.accuracy import read
from checks.labels.judging import Party, Row, judge, published
from checks.registry import TABLES

SENTENCE = "ann marie lee of fiji met her tongan colleague"
ROW = Row(
    event_id="ev1",
    kind="meeting",
    status="happened",
    day="2024-03-22",
    confidence=0.9,
    uris=("a.txt",),
    evidence=(SENTENCE,),
    parties=(Party(frozenset({"ann marie lee", "lee"})), Party(frozenset({"tonga"}), "TON")),
)
EVENT = {
    "event_kind": "meeting",
    "status": "happened",
    "start_on": "2024-03-22",
    "participants": [{"name": "Ann-Marie Lee", "country": "FJI"}, {"name": "Siale Vea", "country": "TON"}],
    "quote": "met her Tongan colleague",
    "central": True,
}


def document(event: Mapping[str, Any] = EVENT, complete: bool = True) -> dict[str, Any]:
    return {"source_uri": "a.txt", "register": "wire", "complete": complete, "events": [event]}


def cause(row: Row = ROW, event: Mapping[str, Any] = EVENT, complete: bool = True) -> str | None:
    (verdict,) = judge([row], [document(event, complete)]).verdicts
    assert verdict.right is (verdict.cause is None)
    return verdict.cause


def test_a_row_is_right_where_kind_status_day_and_parties_are() -> None:
    found = judge([ROW], [document()])
    assert found.verdicts[0].right
    assert found.verdicts[0].register == "wire"
    assert found.missed == ()


@pytest.mark.parametrize(
    ("change", "wrong"),
    [
        ({"event_kind": "visit"}, "kind"),
        ({"status": "planned"}, "status"),
        ({"participants": ["Samoa", "Ann-Marie Lee"]}, "parties"),
        ({"start_on": "2024-03-21"}, "day"),
        ({"start_on": "2024-03-21", "end_on": "2024-03-23", "date_precision": "day"}, None),
        ({"start_on": "2024-03-01", "end_on": "2024-03-31", "date_precision": "month"}, "day"),
        ({"start_on": None}, None),
        ({"start_on": None, "central": False}, "day"),
    ],
)
def test_the_first_difference_is_the_cause(change: dict[str, Any], wrong: str | None) -> None:
    assert cause(event=EVENT | change) == wrong


def test_a_party_whom_no_label_names_is_wrong_and_one_that_is_left_out_is_not() -> None:
    stranger = Party(frozenset({"samoa"}), "WSM")
    assert cause(replace(ROW, parties=(*ROW.parties, stranger))) == "parties"
    assert cause(replace(ROW, parties=ROW.parties[:1])) is None
    assert cause(replace(ROW, parties=())) == "parties"


def test_a_row_without_a_day_says_nothing_false_but_does_not_meet_the_label() -> None:
    found = judge([replace(ROW, day=None)], [document()])
    assert found.verdicts[0].right
    assert len(found.missed) == 1
    assert cause(replace(ROW, day=None, evidence=("they parted",))) == "no event"


def test_a_state_may_stand_for_its_minister_but_one_minister_not_for_another() -> None:
    other = Party(frozenset({"mele folau"}))
    assert cause(replace(ROW, parties=(ROW.parties[0], other))) == "parties"


@pytest.mark.parametrize(
    ("label", "name", "same"),
    [
        ("Atal Bihari Vajpayee", "vajpayee", True),
        ("King Abdullah", "abdullah ii", True),
        ("Lee Jong-sup", "lee jae myung", False),
        ("King Abdullah", "king", False),
        ("Papua New Guinea", "guinea", False),
    ],
)
def test_a_surname_is_enough_for_a_person_and_not_for_a_country(label: str, name: str, same: bool) -> None:
    row = replace(ROW, parties=(Party(frozenset({name, name.split()[0]})),))
    assert (cause(row, EVENT | {"participants": [{"name": label, "country": None}]}) is None) is same


def test_where_nothing_is_labelled_a_row_is_wrong_only_if_the_labels_are_complete() -> None:
    elsewhere = replace(ROW, evidence=("they parted",), kind="call")
    assert cause(elsewhere) == "no event"
    assert judge([elsewhere], [document(complete=False)]).verdicts == ()


def test_a_row_of_another_document_is_not_judged() -> None:
    found = judge([replace(ROW, uris=("b.txt",))], [document()])
    assert found.verdicts == ()
    assert [label.quote for label in found.missed] == ["met her tongan colleague"]


def test_only_central_labels_are_missed() -> None:
    assert judge([], [document(EVENT | {"central": False})]).missed == ()


def test_rows_are_read_with_the_names_and_countries_of_their_parties() -> None:
    con = duckdb.connect()
    con.execute("CREATE TABLE events (event_id VARCHAR, event_kind VARCHAR, status VARCHAR, start_on DATE)")
    con.execute(
        "CREATE TABLE event_reports (event_id VARCHAR, document_id VARCHAR, sentence_no INT, confidence DOUBLE)"
    )
    con.execute("CREATE TABLE sentences (document_id VARCHAR, sentence_no INT, text VARCHAR)")
    con.execute("CREATE TABLE document_sources (document_id VARCHAR, source_uri VARCHAR)")
    con.execute("CREATE TABLE event_participants (event_id VARCHAR, entity_id VARCHAR, level VARCHAR, country VARCHAR)")
    con.execute("CREATE TABLE entities (entity_id VARCHAR, name VARCHAR, aliases VARCHAR[])")
    con.execute("INSERT INTO document_sources VALUES ('d1', 'a.txt')")
    con.execute("INSERT INTO sentences VALUES ('d1', 0, 'Ann-Marie Lee of Fiji met her Tongan colleague.')")
    con.execute("INSERT INTO entities VALUES ('e1', 'Ann-Marie Lee', ['Lee']), ('e2', 'Tonga', [])")
    con.execute("INSERT INTO events VALUES ('ev1', 'meeting', 'happened', '2024-03-22')")
    con.execute("INSERT INTO event_reports VALUES ('ev1', 'd1', 0, 0.7), ('ev1', 'd1', 0, 0.9)")
    con.execute("INSERT INTO event_participants VALUES ('ev1', 'e1', 'minister', 'FJI'), ('ev1', 'e2', 'state', 'TON')")
    assert published(con) == [ROW]


def test_the_labels_of_the_calibration_set_fit_its_articles() -> None:
    lines = (SEEDS / "calibration" / "documents" / "articles.jsonl").read_text(encoding="utf-8").splitlines()
    texts = {f"articles.jsonl#{row['id']}": row["text"] for row in map(json.loads, lines)}
    labels = read(SEEDS / "calibration" / "labels")
    assert len(texts) == len(lines)
    assert [label["source_uri"] for label in labels] == list(texts)
    for label in labels:
        for event in label["events"]:
            assert texts[label["source_uri"]].count(event["quote"]) == 1, event["quote"]
            for key in ("event_kind", "event_type", "status", "date_precision"):
                assert event[key] in (TABLES["events"].column(key).allowed or ()), event
            assert event["participants"]
