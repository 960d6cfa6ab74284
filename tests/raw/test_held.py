"""Places: nothing that comes to a place which is taken pushes out what it does not replace."""

import gzip
import json
import os
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from assets.raw import stage
from assets.raw.bounds import Refused
from assets.raw.records import RawDocument, Refusal
from assets.raw.stage import Intake
from assets.raw.step import read_safely
from checks.registry import TABLES, frame
from runtime.batches.worker import MOST_TRIES
from runtime.store import StoreError
from tests.raw.test_stage import Inbox


@pytest.fixture
def inbox(tmp_path: Path) -> Inbox:
    return Inbox(tmp_path)


def standing(found: Intake) -> dict[str, str]:
    """The texts that stand at their places now, by place; the books of the look balance."""
    assert all(o.passed for o in stage.judge(found, "r")), [o.message for o in stage.judge(found, "r")]
    texts = dict(found.tables["documents"].select("document_id", "raw_text").iter_rows())
    rows = found.tables["document_sources"].filter("current").select("source_uri", "document_id")
    return {uri: texts[id_] for uri, id_ in rows.iter_rows()}


def test_names_that_are_no_utf8_are_told_apart(inbox: Inbox) -> None:
    for name, text in ((b"caf\xe9.txt", "In Latin-1."), (b"caf\xe8.txt", "With the other accent.")):
        Path(os.fsdecode(os.fsencode(inbox.folder) + b"/" + name)).write_text(text)
    held = standing(inbox.look())
    assert sorted(held.values()) == ["In Latin-1.", "With the other accent."]
    assert all(uri.startswith("caf\ufffd.txt~") for uri in held)
    assert inbox.look().read == []


def test_records_of_one_id_stand_at_places_of_their_own(inbox: Inbox) -> None:
    page = (
        "<html><body><article><h1>T</h1><p>{} ministers met in Oslo on Friday and spoke for long.</p></article></body>"
    )
    records = b""
    for number in ("Two", "Three"):
        http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + page.format(number).encode()
        records += (
            (
                b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:1>\r\nWARC-Target-URI: http://a.example/\r\n"
                b"Content-Type: application/http; msgtype=response\r\nContent-Length: %d\r\n\r\n" % len(http)
            )
            + http
            + b"\r\n\r\n"
        )
    (inbox.folder / "a.warc.gz").write_bytes(gzip.compress(records))
    held = standing(inbox.look())
    assert len(held) == 2
    assert len({uri.partition("#")[0] for uri in held}) == 1


def test_members_of_one_name_stand_at_places_of_their_own(inbox: Inbox) -> None:
    with zipfile.ZipFile(inbox.folder / "a.zip", "w") as archive:
        archive.writestr("x.txt", "One day in Oslo.")
        with pytest.warns(UserWarning, match="Duplicate name"):
            archive.writestr("x.txt", "Another day in Oslo.")
    held = standing(inbox.look())
    assert held == {"a.zip#x.txt": "One day in Oslo.", "a.zip#x.txt@2": "Another day in Oslo."}
    assert standing(inbox.look(full=True)) == held


LINE, FILE = "The line's text.", "The file's text."


@pytest.mark.parametrize("order", [("line", "file"), ("file", "line"), ("both",)])
def test_a_line_and_a_file_of_one_place_are_two_documents(inbox: Inbox, order: tuple[str, ...]) -> None:
    for what in order:
        if what != "file":
            inbox.put("a.jsonl", json.dumps({"id": "x.txt", "text": LINE}) + "\n{broken\n")
        if what != "line":
            inbox.put("a.jsonl#x.txt", FILE)
        held = standing(inbox.look())
    assert sorted(held.values()) == [FILE, LINE]
    assert sorted(held) == ["a.jsonl#x.txt", "a.jsonl#x.txt@2"]
    inbox.put("a.jsonl", json.dumps({"id": "x.txt", "text": "The line's new text."}) + "\n{broken\n")
    assert sorted(standing(inbox.look()).values()) == [FILE, "The line's new text."]
    assert standing(inbox.look(full=True)).keys() == held.keys()


def test_a_refusal_goes_with_its_own_file_alone(inbox: Inbox) -> None:
    inbox.put("a.jsonl#x.txt", "")
    inbox.put("a.jsonl", json.dumps({"text": LINE}))
    inbox.look()
    inbox.put("a.jsonl", json.dumps({"text": LINE + " And more."}))
    rows = inbox.look().tables["quarantine"].select("source_uri", "path").rows()
    assert rows == [("a.jsonl#x.txt", "a.jsonl#x.txt")]


def other(inbox: Inbox, name: str) -> Path:
    """The folder of another inbox that the same store reads from now on."""
    folder = inbox.folder.with_name(name)
    folder.mkdir(exist_ok=True)
    inbox.folder = folder
    return folder


def test_the_file_of_another_inbox_replaces_nothing(inbox: Inbox) -> None:
    other(inbox, "mon")
    inbox.put("0001.txt", "On Monday.")
    inbox.put("same.txt", "Every day.")
    inbox.look()
    other(inbox, "tue")
    inbox.put("0001.txt", "On Tuesday.")
    inbox.put("same.txt", "Every day.")
    held = standing(inbox.look())
    assert held == {"0001.txt": "On Monday.", "tue//0001.txt": "On Tuesday.", "same.txt": "Every day."}
    assert inbox.look().read == []
    inbox.put("0001.txt", "On Tuesday, later.")
    assert standing(inbox.look())["tue//0001.txt"] == "On Tuesday, later."
    other(inbox, "mon")
    inbox.put("0001.txt", "On Monday, later.")
    assert standing(inbox.look())["0001.txt"] == "On Monday, later."
    assert standing(inbox.look())["tue//0001.txt"] == "On Tuesday, later."


def test_inboxes_of_one_name_are_told_apart(inbox: Inbox) -> None:
    root = inbox.folder
    for parent, text in (("a", "First."), ("b", "Second."), ("c", "Third.")):
        inbox.folder = root / parent / "in"
        inbox.folder.mkdir(parents=True)
        inbox.put("0001.txt", text)
        held = standing(inbox.look())
    assert sorted(held.values()) == ["First.", "Second.", "Third."]
    assert inbox.look().read == []


def test_an_inbox_that_moved_is_known_by_its_files(inbox: Inbox) -> None:
    inbox.put("a.txt", "Old text.")
    inbox.look()
    inbox.folder.rename(inbox.folder.with_name("moved"))
    inbox.folder = inbox.folder.with_name("moved")
    found = inbox.look()
    assert (found.read, found.moved) == ([], 1)
    inbox.put("a.txt", "New text.")
    assert standing(inbox.look()) == {"a.txt": "New text."}


def test_a_file_that_changes_while_it_is_read_is_read_again(inbox: Inbox, monkeypatch: pytest.MonkeyPatch) -> None:
    inbox.put("a.txt", "One day in Oslo.")

    def changing(*arguments: Any) -> Iterator[RawDocument | Refusal]:
        yield from read_safely(*arguments)
        inbox.put("a.txt", "Two days in Rome")

    monkeypatch.setattr(stage, "read_safely", changing)
    assert standing(inbox.look()) == {"a.txt": "One day in Oslo."}
    monkeypatch.undo()
    assert standing(inbox.look()) == {"a.txt": "Two days in Rome"}
    assert inbox.look().read == []


@pytest.mark.parametrize(
    ("rule", "times"), [("process_died", MOST_TRIES), ("out_of_memory", MOST_TRIES), ("binary", 1)]
)
def test_a_passing_trouble_is_tried_again_and_a_lasting_one_is_kept(
    inbox: Inbox, monkeypatch: pytest.MonkeyPatch, rule: str, times: int
) -> None:
    inbox.put("a.txt", "One day in Oslo.")
    tried = []

    def troubled(worker: object, path: Path, *arguments: Any) -> Iterator[Refusal]:
        tried.append(path.name)
        yield Refused(rule, "no luck today").at("a.txt")

    with monkeypatch.context() as patch:
        patch.setattr(stage, "read_safely", troubled)
        for _ in range(MOST_TRIES + 1):
            assert inbox.look().tables["quarantine"]["rule"].to_list() == [rule]
    assert len(tried) == times
    assert inbox.look().read == []
    inbox.put("a.txt", "One day in Oslo, later.")
    assert standing(inbox.look()) == {"a.txt": "One day in Oslo, later."}


def test_a_passing_trouble_that_has_passed_leaves_no_trace(inbox: Inbox, monkeypatch: pytest.MonkeyPatch) -> None:
    inbox.put("a.txt", "One day in Oslo.")
    with monkeypatch.context() as patch:
        patch.setattr(stage, "read_safely", lambda *_: iter([Refused("time_limit", "too slow").at("a.txt")]))
        assert inbox.look().again == 1
    found = inbox.look()
    assert standing(found) == {"a.txt": "One day in Oslo."}
    assert found.tables["quarantine"].is_empty()
    assert inbox.look().read == []


def test_the_store_is_never_read(inbox: Inbox) -> None:
    inbox.put("a.txt", "One day in Oslo.")
    inbox.look()
    root = inbox.store.home.parent
    (inbox.store.home / "brief.md").write_text("What the store says of itself.")
    elsewhere = root / "elsewhere"
    (elsewhere / "briefs").mkdir(parents=True)
    (elsewhere / "store.json").write_text("{}")
    (elsewhere / "briefs" / "b.md").write_text("What another store says of itself.")
    inbox.folder = root
    found = inbox.look()
    assert standing(found) == {"a.txt": "One day in Oslo."} | {"inbox/a.txt": "One day in Oslo."}
    assert found.tables["quarantine"].is_empty()


def test_a_store_of_before_is_read_without_owners(inbox: Inbox) -> None:
    inbox.put("a.jsonl", json.dumps({"text": LINE}) + "\n{broken\n")
    found = inbox.look(publish=False)
    nothing = {"document_sources": ("path",), "quarantine": ("path",), "inbox_files": ("inbox", "tries")}
    for name, columns in nothing.items():
        rows = [{k: v for k, v in row.items() if k not in columns} for row in found.tables[name].iter_rows(named=True)]
        found.tables[name] = frame(TABLES[name], rows)
    inbox.publish(found.tables, "20240101T000000-old")
    assert inbox.look().read == []
    inbox.put("a.jsonl", json.dumps({"text": LINE + " And more."}) + "\n{broken\n")
    later = inbox.look()
    assert standing(later) == {"a.jsonl#0": LINE + " And more."}
    assert later.tables["quarantine"].height == 1
    assert inbox.look().read == []


@pytest.mark.parametrize("below", ["", "work/runs", "briefs"])
def test_the_home_is_no_inbox(inbox: Inbox, below: str) -> None:
    inbox.put("a.txt", "One day in Oslo.")
    inbox.look()
    inbox.store.check_inbox(inbox.folder)
    (inbox.store.home / "texts").mkdir()
    inbox.store.check_inbox(inbox.store.home / "texts")
    (inbox.store.home / below).mkdir(parents=True, exist_ok=True)
    with pytest.raises(StoreError, match="is no inbox but the store"):
        inbox.store.check_inbox(inbox.store.home / below)
