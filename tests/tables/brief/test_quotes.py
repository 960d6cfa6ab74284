"""What was said, by speaker: each statement once, under a name that tells who it was."""

import datetime as dt
from pathlib import Path
from typing import Any

from assets.tables.brief import quotes
from assets.tables.brief.quotes import NOT_NAMED, by_speaker
from tests.tables.brief.world import compared, today, yesterday
from tests.tables.conftest import entity


def said(number: int, content: str, start: int, speaker: str = "Ann", **more: Any) -> dict[str, Any]:
    return {
        "statement_id": f"st-{number}", "said_on": dt.date(2024, 3, 1), "kind": "indirect", "cue": "said",
        "content": content, "outlet": "Wire", "published_on": None, "document_id": "d1", "raw_start": start,
        "raw_end": start + len(content), "event_id": None, "speaker_ids": ["per-1"], "speaker": speaker, **more,
    }  # fmt: skip


def test_a_quotation_within_what_is_reported_is_not_told_twice() -> None:
    whole, inner = said(1, 'such an attack "is the end"', 10), said(2, "is the end", 26)
    [speaker] = by_speaker([whole, inner], {"per-1": "Ann"})
    assert [quote.statement_id for quote in speaker.quotes] == ["st-1"]


def test_words_at_one_place_in_another_document_or_by_another_are_their_own() -> None:
    rows = [said(1, "we shall see to it", 10), said(2, "shall see", 13, document_id="d2")]
    rows.append(said(3, "shall see", 13, "Bob", speaker_ids=[]))
    assert sum(len(speaker.quotes) for speaker in by_speaker(rows, {})) == 3


def test_what_several_documents_print_is_told_once_and_counted() -> None:
    rows = [said(1, "We agree", 10), said(2, "we  agree", 30, document_id="d2"), said(3, "No", 50)]
    [speaker] = by_speaker(rows, {"per-1": "Ann"})
    assert [(quote.content, quote.also) for quote in speaker.quotes] == [("We agree", 1), ("No", 0)]


def test_who_is_not_named_comes_last() -> None:
    rows = [said(n, f"{n} words", 10 * n, NOT_NAMED, speaker_ids=[]) for n in (1, 2, 3)] + [said(4, "No", 90)]
    assert [speaker.name for speaker in by_speaker(rows, {})] == ["Ann", NOT_NAMED]


def test_pronouns_name_nobody_and_bodies_are_told_with_their_country(tmp_path: Path) -> None:
    now = today()
    now["entities"].append(entity("org-1", "organisation", "Defence Ministry", "FRA"))
    speaker = now["statement_speakers"][1]
    now["statements"].append(now["statements"][1] | {"statement_id": "st-x", "raw_start": 30, "raw_end": 40})
    now["statement_speakers"][1] = speaker | {"entity_id": "org-1", "speaker_text": "ministry"}
    now["statement_speakers"].append(speaker | {"statement_id": "st-x", "entity_id": None, "speaker_text": "he"})
    con, _, _ = compared(yesterday(), now, tmp_path)
    assert [row["speaker"] for row in quotes.new(con)] == ["Defence Ministry (France)", NOT_NAMED]


def test_joint_statements_are_of_one_pair_in_whatever_order_they_are_named(tmp_path: Path) -> None:
    now = today()
    for statement, order in ((f"st-{2:016x}", ("per-1", "per-2")), ("st-x", ("per-2", "per-1"))):
        now["statement_speakers"] = [s for s in now["statement_speakers"] if s["statement_id"] != statement] + [
            {"statement_id": statement, "entity_id": who, "speaker_text": who, "raw_start": at, "raw_end": at + 1}
            for at, who in enumerate(order)
        ]
    now["statements"].append(now["statements"][1] | {"statement_id": "st-x", "raw_start": 40, "raw_end": 50})
    con, _, _ = compared(yesterday(), now, tmp_path)
    assert {row["speaker"] for row in quotes.new(con)} == {"Boris Pistorius and Sébastien Lecornu"}


def test_new_statements_are_told_as_the_view_has_them_and_others_are_not_asked_for(tmp_path: Path) -> None:
    now = today()
    now["statement_speakers"].append(now["statement_speakers"][1] | {"entity_id": None, "speaker_text": "they"})
    con, _, _ = compared(yesterday(), now, tmp_path)
    [told] = quotes.new(con)
    [row] = con.execute(
        "SELECT statement_id, speaker, speaker_ids, content FROM quotations WHERE statement_id = ?", [f"st-{2:016x}"]
    ).fetchall()
    assert (told["statement_id"], told["speaker"], told["speaker_ids"], told["content"]) == row
    assert con.execute("SELECT count(*) FROM statements").fetchone() == (2,)
