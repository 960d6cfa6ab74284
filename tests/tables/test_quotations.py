"""The view of statements: one row each, with cue, marks and speakers in a stable order."""

from pathlib import Path
from typing import Any

from tests.tables.conftest import DAY, answers, article, entity, event, fill, party


def statement(number: int, kind: str, content: str, **more: Any) -> dict[str, Any]:
    return {
        "statement_id": f"st-{number:016x}",
        "document_id": f"{1:032x}",
        "sentence_no": 0,
        "kind": kind,
        "joint": False,
        "cue": "said",
        "content": content,
        "raw_start": number,
        "raw_end": number + len(content),
        "said_on": DAY,
        **more,
    }


def speaker(number: int, text: str, entity_id: str | None = None, at: int = 0) -> dict[str, Any]:
    return {"statement_id": f"st-{number:016x}", "entity_id": entity_id, "speaker_text": text, "raw_start": at}


HELD: dict[str, list[dict[str, Any]]] = {
    "articles": [article(1, "The Courier")],
    "entities": [entity("per-2", "person", "Ann Lee", "USA"), entity("per-1", "person", "Zoe Kim", "KOR")],
    "statements": [
        statement(1, "direct", "We agree", joint=True),
        statement(2, "indirect", "they agree"),
        statement(3, "indirect", "it rains"),
        statement(4, "indirect", "prices fell"),
    ],
    "statement_speakers": [
        speaker(1, "They", "per-1"),
        speaker(1, "They", "per-2"),
        speaker(2, "Kim", "per-1"),
        speaker(2, "she", "per-1", 5),
        speaker(3, "its"),
        speaker(4, "Analysts"),
    ],
    "events": [event(1, "meeting", "CONSULT")],
    "event_participants": [
        party(1, "per-1", "actor", "KOR", "defence minister"),
        party(1, "per-2", "host", "USA"),
        party(1, "per-2", "actor", "USA"),
    ],
}


def test_a_statement_is_one_row_with_marks_and_all_its_speakers(tmp_path: Path) -> None:
    found = answers(fill(tmp_path / "w.duckdb", HELD), "SELECT * FROM quotations")
    assert [(row["speaker"], row["cue"], row["quoted"]) for row in found] == [
        ("Ann Lee; Zoe Kim", "said", "“We agree”"),
        ("Zoe Kim", "said", "they agree"),
        (None, "said", "it rains"),
        ("Analysts", "said", "prices fell"),
    ]
    assert [(row["entity_id"], row["speaker_ids"]) for row in found[:2]] == [
        (None, ["per-2", "per-1"]),
        ("per-1", ["per-1"]),
    ]


def test_participants_stand_once_and_in_one_order_in_every_view(tmp_path: Path) -> None:
    path = fill(tmp_path / "w.duckdb", HELD)
    [meeting] = answers(path, "SELECT participants FROM meetings")
    [line] = answers(path, "SELECT participants FROM timeline")
    assert meeting["participants"] == "Ann Lee; Zoe Kim (defence minister, KOR)"
    assert line["participants"] == ["Ann Lee", "Zoe Kim"]
