"""The intake: what is new, known, replaced and refused, over several looks at one inbox."""

import datetime as dt
import json
import os
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from assets.raw import stage
from assets.raw.readers.inbox import read_inbox
from assets.raw.records import RawDocument
from assets.raw.rows import documents
from assets.raw.stage import Intake, take_in
from assets.tables import warehouse
from assets.tables.snapshots import of_folder
from checks.registry import TABLES, ddl
from runtime.store import Store

PAGE = (
    "<html><head><title>Ministers meet</title><meta name='author' content='Jo Lang'></head><body><article><h1>Ministers"
    " meet</h1><p>The ministers of both countries met in Oslo on Friday and spoke for two hours about fishing.</p>"
    "<p>They agreed to meet again in spring, and to send experts before that.</p></article></body></html>"
)


class Inbox:
    """A store and an inbox; every look publishes its raw tables, as a run does."""

    def __init__(self, path: Path) -> None:
        self.folder = path / "inbox"
        self.folder.mkdir()
        self.store = Store(path / "home")
        self.looks = 0

    def put(self, name: str, text: str) -> None:
        path = self.folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def look(self, publish: bool = True, full: bool = False, limit: int | None = None, **more: Any) -> Intake:
        self.looks += 1
        run_id = f"2024010{self.looks}T000000-x"
        moment = dt.datetime(2024, 1, self.looks, tzinfo=dt.UTC)
        found = take_in(self.store, self.folder, run_id, moment, full=full, limit=limit, **more)
        if publish:
            self.publish(found.tables, run_id)
        return found

    def publish(self, made: dict[str, pl.DataFrame], run_id: str) -> None:
        for name, rows in made.items():
            self.store.write_table(run_id, "snapshots", name, rows)
        candidate = self.store.home / "candidate"
        tables = {name: ddl(table) for name, table in TABLES.items()}
        built = warehouse.build(candidate, tables, of_folder(self.store.stage_folder(run_id, "snapshots")))
        assert built["documents"] == made["documents"].height
        self.store.publish(run_id, candidate)


@pytest.fixture
def inbox(tmp_path: Path) -> Inbox:
    return Inbox(tmp_path)


def superseded(found: Intake) -> dict[str, bool]:
    rows = found.tables["documents"].iter_rows(named=True)
    return {row["raw_text"]: row["superseded_by"] is not None for row in rows}


def test_what_has_not_changed_is_not_read_again(inbox: Inbox) -> None:
    inbox.put("a.txt", "One day in Oslo.")
    inbox.put("b.jsonl", json.dumps({"text": "Two days in Oslo."}))
    first = inbox.look()
    assert (len(first.new), sorted(first.read)) == (2, ["a.txt", "b.jsonl#0"])
    again = inbox.look()
    assert (list(again.new), again.read) == ([], [])
    assert again.tables["documents"].equals(first.tables["documents"])


def test_nothing_is_new_where_a_look_would_read_nothing(inbox: Inbox) -> None:
    def nothing_new(**more: Any) -> bool:
        return stage.nothing_new(inbox.store, inbox.folder, **more)

    inbox.put("a.txt", "One day in Oslo.")
    assert not nothing_new()
    inbox.look()
    assert nothing_new()
    os.utime(inbox.folder / "a.txt", ns=(1, 1))
    assert nothing_new()
    inbox.put("b.txt", "Two days in Oslo.")
    assert not nothing_new()
    assert nothing_new(leave={"b.txt"})
    inbox.look()
    inbox.put("a.txt", "One day in Rome.")
    assert not nothing_new()
    inbox.look()
    inbox.put("table.csv", "this,that\n1,2\n")
    assert "no_column" in inbox.look().tables["quarantine"]["rule"].to_list()
    assert nothing_new()
    assert not nothing_new(columns={"text": "that"})


def test_a_file_that_was_only_touched_is_not_read_again(inbox: Inbox) -> None:
    inbox.put("a.txt", "One day in Oslo.")
    inbox.look()
    os.utime(inbox.folder / "a.txt", ns=(1, 1))
    assert inbox.look().read == []


def test_a_full_look_reads_everything_and_finds_nothing_new(inbox: Inbox) -> None:
    inbox.put("a.txt", "One day in Oslo.")
    first = inbox.look()
    full = inbox.look(full=True)
    assert (list(full.new), full.read) == (list(first.new), ["a.txt"])
    assert full.tables["documents"]["first_run_id"].to_list() == first.tables["documents"]["first_run_id"].to_list()


def test_new_content_supersedes_the_old_which_stays_in_documents(inbox: Inbox) -> None:
    inbox.put("a.txt", "Old text.")
    inbox.look()
    inbox.put("a.txt", "New text, longer.")
    found = inbox.look()
    assert superseded(found) == {"Old text.": True, "New text, longer.": False}
    by_text = {row["raw_text"]: row for row in found.tables["documents"].iter_rows(named=True)}
    assert by_text["Old text."]["superseded_by"] == by_text["New text, longer."]["document_id"]
    inbox.put("a.txt", "Old text.")
    assert superseded(inbox.look()) == {"Old text.": False, "New text, longer.": True}


def test_the_same_bytes_at_two_places_are_one_document(inbox: Inbox) -> None:
    inbox.put("a.txt", "One day in Oslo.")
    inbox.put("copy/b.txt", "One day in Oslo.")
    found = inbox.look()
    assert found.tables["documents"].height == 1
    assert sorted(found.tables["document_sources"]["source_uri"]) == ["a.txt", "copy/b.txt"]
    inbox.put("a.txt", "Another text now.")
    later = inbox.look()
    assert superseded(later) == {"One day in Oslo.": False, "Another text now.": False}
    inbox.put("copy/b.txt", "And another there.")
    assert superseded(inbox.look())["One day in Oslo."]


def test_a_refusal_stays_until_its_file_changes(inbox: Inbox) -> None:
    inbox.put("a.txt", "")
    inbox.put("strange.xyz", "?")
    first = inbox.look()
    assert sorted(first.tables["quarantine"]["source_uri"]) == ["a.txt", "strange.xyz"]
    again = inbox.look()
    assert again.read == []
    assert again.tables["quarantine"].equals(first.tables["quarantine"])
    inbox.put("a.txt", "A text at last.")
    assert inbox.look().tables["quarantine"]["source_uri"].to_list() == ["strange.xyz"]


def test_a_refusal_behind_the_limit_is_not_forgotten(inbox: Inbox) -> None:
    inbox.put("feed.jsonl", json.dumps({"text": "First of all."}) + "\n{broken\n")
    assert inbox.look().tables["quarantine"]["source_uri"].to_list() == ["feed.jsonl#1"]
    inbox.put("feed.jsonl", json.dumps({"text": "First, changed now."}) + "\n{broken\n")
    limited = inbox.look(limit=1)
    assert limited.tables["quarantine"]["source_uri"].to_list() == ["feed.jsonl#1"]
    assert inbox.look().tables["quarantine"]["source_uri"].to_list() == ["feed.jsonl#1"]


def test_what_the_gate_refuses_stands_in_quarantine(inbox: Inbox) -> None:
    inbox.put("a.txt", "One day in Oslo.")
    found = inbox.look(publish=False)
    found.tables["documents"] = found.tables["documents"].with_columns(sha256=pl.lit("no hash"))
    outcomes = {o.name: o for o in stage.judge(found, "r")}
    assert not outcomes["documents_gate"].passed
    assert not outcomes["document_sources_gate"].passed
    assert outcomes["every_reading_accounted_for"].passed
    assert set(found.tables["quarantine"]["rule"]) == {"pattern", "reference"}
    assert found.tables["documents"].is_empty()


def test_a_limit_is_picked_up_where_it_stopped_also_within_a_file(inbox: Inbox) -> None:
    lines = [json.dumps({"id": f"d{n}", "text": f"Text number {n} of many."}) for n in range(5)]
    inbox.put("feed.jsonl", "\n".join(lines))
    inbox.put("z.txt", "The last one.")
    assert len(inbox.look(limit=2).new) == 2
    assert len(inbox.look(limit=2).new) == 2
    last = inbox.look(limit=2)
    assert len(last.new) == 2
    assert last.tables["documents"].height == 6
    assert not inbox.look(limit=2).new


def test_an_unpublished_look_leaves_no_trace(inbox: Inbox) -> None:
    inbox.put("a.txt", "One day in Oslo.")
    inbox.look(publish=False)
    assert len(inbox.look().new) == 1


def test_what_is_supplied_anew_at_the_same_place_replaces_what_was(inbox: Inbox) -> None:
    inbox.put("a.jsonl", json.dumps({"id": "x", "text": "One day in Oslo."}))
    inbox.look()
    inbox.put("a.jsonl", json.dumps({"id": "x", "text": "One day in Oslo.", "published": "2024-02-03"}))
    found = inbox.look()
    assert not found.new
    assert json.loads(found.tables["documents"]["supplied"][0])["published"] == "2024-02-03"


def given(found: Intake) -> dict[str, object]:
    (row,) = found.tables["documents"].iter_rows(named=True)
    return {name: value for name, value in json.loads(row["supplied"]).items() if value}


def test_the_facts_of_every_exact_copy_count(inbox: Inbox) -> None:
    text = "One day in Oslo."
    inbox.put("b.jsonl", json.dumps({"id": "x", "text": text}))
    inbox.put("c.jsonl", json.dumps({"text": text, "outlet": "Post", "title": "T"}))
    inbox.put("d.jsonl", json.dumps({"text": text, "outlet": "Ledger", "published": "2019-10-08", "url": "no address"}))
    assert given(inbox.look()) == {
        "id": "x", "outlet": "Post", "title": "T", "published": "2019-10-08", "flags": ["supplied_url_malformed"],
    }  # fmt: skip
    inbox.put("a.jsonl", json.dumps({"text": text, "outlet": "Courier", "title": "U"}))
    assert given(inbox.look())["outlet"] == "Courier"
    inbox.put("a.jsonl", json.dumps({"text": "Another text."}))
    inbox.put("c.jsonl", json.dumps({"text": "Yet another text."}))
    rows = {r["raw_text"]: json.loads(r["supplied"]) for r in inbox.look().tables["documents"].iter_rows(named=True)}
    assert (rows[text]["outlet"], rows[text]["title"]) == ("Ledger", None)


def test_an_open_day_is_settled_by_the_setting_or_by_a_copy(inbox: Inbox) -> None:
    inbox.put("a.jsonl", json.dumps({"text": "One day in Oslo.", "date": "7/6/18"}))
    found = inbox.look()
    assert given(found) == {"open_day": "7/6/18", "flags": ["supplied_day_open"]}
    assert given(inbox.look(day_order="day_first")) == {"published": "2018-06-07"}
    assert given(inbox.look(day_order="month_first")) == {"published": "2018-07-06"}
    inbox.put("b.jsonl", json.dumps({"text": "One day in Oslo.", "published": "2018-06-07"}))
    assert given(inbox.look()) == {"published": "2018-06-07"}


def test_a_column_of_any_name_is_told_by_the_settings(inbox: Inbox) -> None:
    inbox.put("table.csv", "Volltext,Erschienen,text\nThe ministers met in Oslo.,2024-01-05,x\n")
    assert inbox.look().tables["documents"]["raw_text"].to_list() == ["x"]
    inbox.put("table.csv", "Volltext,Erschienen\nThe ministers met in Oslo.,2024-01-05\n")
    assert inbox.look().tables["quarantine"]["rule"].to_list() == ["no_column"]
    found = inbox.look(columns={"text": "Volltext", "published": "Erschienen"})
    assert found.tables["quarantine"].height == 0
    row = found.tables["documents"].filter(pl.col("raw_text") == "The ministers met in Oslo.").row(0, named=True)
    assert json.loads(row["supplied"])["published"] == "2024-01-05"


def test_what_is_no_regular_file_is_never_opened(inbox: Inbox) -> None:
    os.mkfifo(inbox.folder / "pipe.txt")
    inbox.put("a.txt", "One day in Oslo.")
    assert inbox.look().tables["quarantine"]["rule"].to_list() == ["not_a_file"]
    assert inbox.look().tables["quarantine"]["rule"].to_list() == ["not_a_file"]


def test_documents_come_back_from_their_rows_as_they_were_read(inbox: Inbox) -> None:
    inbox.put("a.txt", "One day in Oslo.")
    inbox.put("page.html", PAGE)
    inbox.put("feed.jsonl", json.dumps({"id": "d", "text": "Text.", "outlet": "The Fjord", "published": "2024-02-03"}))
    found = inbox.look()
    read = [item for item in read_inbox(inbox.folder) if isinstance(item, RawDocument)]
    assert list(documents(found.tables["documents"])) == read
    assert any(document.metadata is not None for document in read)
