"""The walk over an inbox: which files are read, by which reader, and what is refused."""

import json
import os
import socket
from pathlib import Path

import pytest

from assets.raw import bounds
from assets.raw.readers.inbox import list_files, read_file, read_inbox, source_uri
from assets.raw.records import RawDocument, Refusal


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    folder = tmp_path / "inbox"
    folder.mkdir()
    return folder


def outcomes(inbox: Path) -> dict[str, str]:
    return {o.source_uri: o.rule if isinstance(o, Refusal) else o.media_type for o in read_inbox(inbox)}


def test_every_kind_is_read_in_the_order_of_paths(inbox: Path) -> None:
    (inbox / "b").mkdir()
    (inbox / "b" / "note.md").write_text("# A heading")
    (inbox / "a.TXT").write_text("Plain text")
    (inbox / "page.htm").write_text("<p>A page</p>")
    (inbox / "rows.jsonl").write_text(json.dumps({"text": "A row"}) + "\n")
    assert outcomes(inbox) == {
        "a.TXT": "text/plain",
        "b/note.md": "text/markdown",
        "page.htm": "text/html",
        "rows.jsonl#0": "text/plain",
    }
    assert [o.source_uri for o in read_inbox(inbox)] == sorted(outcomes(inbox))


def test_text_is_kept_as_it_is_but_for_the_mark(inbox: Path) -> None:
    (inbox / "a.txt").write_bytes(b"\xef\xbb\xbfone\r\ntwo\rthree \n\n")
    (document,) = read_inbox(inbox)
    assert isinstance(document, RawDocument)
    assert document.raw_text == "one\r\ntwo\rthree \n\n"
    assert document.size_bytes == 20


def test_hidden_and_unfinished_files_are_left_alone(inbox: Path) -> None:
    (inbox / ".git").mkdir()
    for name in (".hidden.txt", "a.txt.part", "b.TMP", ".git/c.txt"):
        (inbox / name).write_text("text")
    assert list_files(inbox) == []


@pytest.mark.parametrize(
    ("name", "content", "rule"),
    [
        ("a.pdf", b"%PDF-1.4", "corrupt"),
        ("a.doc", b"\xd0\xcf\x11\xe0", "unread_kind"),
        ("a.jpg", b"\xff\xd8\xff", "unread_kind"),
        ("a.qqq", b"text", "unknown_kind"),
        ("a", b"\x89PNG\r\n", "binary"),
        ("a.txt", b"", "empty"),
        ("a.html", b"<html><script>x</script></html>", "empty"),
        ("a.txt", b"\x00\x01\x02", "binary"),
        ("a.jsonl.gz", b"nothing of gzip", "corrupt"),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_reason(inbox: Path, name: str, content: bytes, rule: str) -> None:
    (inbox / name).write_bytes(content)
    (refusal,) = read_inbox(inbox)
    assert isinstance(refusal, Refusal)
    assert refusal.rule == rule
    assert refusal.source_uri.split("#")[0] == name
    assert len(refusal.message) > 20


def test_a_file_too_large_is_refused(inbox: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounds, "MAX_DOCUMENT_BYTES", 100)
    (inbox / "a.txt").write_text("word " * 100)
    assert outcomes(inbox) == {"a.txt": "too_large"}


def test_links_out_of_the_inbox_are_not_followed(inbox: Path, tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("secret")
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "x.txt").write_text("secret")
    (inbox / "own.txt").write_text("own text")
    (inbox / "out.txt").symlink_to(tmp_path / "secret.txt")
    (inbox / "in.txt").symlink_to(inbox / "own.txt")
    (inbox / "dir").symlink_to(tmp_path / "folder")
    (inbox / "gone.txt").symlink_to(inbox / "nowhere.txt")
    assert outcomes(inbox) == {
        "dir": "link",
        "gone.txt": "unreadable",
        "in.txt": "text/plain",
        "out.txt": "link",
        "own.txt": "text/plain",
    }


def test_only_regular_files_are_opened(inbox: Path) -> None:
    (inbox / "good.txt").write_text("A good text.")
    os.mkfifo(inbox / "pipe.txt")
    (inbox / "loop.txt").symlink_to(inbox / "loop.txt")
    (inbox / "a.txt").symlink_to(inbox / "b.txt")
    (inbox / "b.txt").symlink_to(inbox / "a.txt")
    (inbox / "zero.txt").symlink_to("/dev/zero")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(os.path.relpath(inbox / "socket.txt"))
        assert outcomes(inbox) == {
            "a.txt": "link",
            "b.txt": "link",
            "good.txt": "text/plain",
            "loop.txt": "link",
            "pipe.txt": "not_a_file",
            "socket.txt": "not_a_file",
            "zero.txt": "link",
        }


def test_a_folder_that_cannot_be_opened_has_a_row(inbox: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (inbox / "closed").mkdir()
    (inbox / "closed" / "hidden.txt").write_text("text")
    (inbox / "open.txt").write_text("text")
    scandir = os.scandir

    def closed(path: str = ".") -> object:
        if Path(path).name == "closed":
            raise PermissionError(13, "Permission denied", str(path))
        return scandir(path)

    monkeypatch.setattr(os, "scandir", closed)
    items = {item.source_uri: item for item in read_inbox(inbox)}
    assert sorted(items) == ["closed", "open.txt"]
    refusal = items["closed"]
    assert isinstance(refusal, Refusal)
    assert (refusal.rule, "Permission denied" in refusal.message) == ("unreadable", True)


def test_a_file_that_is_gone_is_refused(inbox: Path) -> None:
    (refusal,) = read_file(inbox / "gone.txt", inbox)
    assert isinstance(refusal, Refusal)
    assert refusal.rule == "unreadable"


def test_a_name_that_is_no_utf8_can_be_stored(inbox: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(inbox) + b"/caf\xe9.txt"))
    path.write_text("text")
    assert source_uri(path, inbox) == "caf\ufffd.txt~9c035039"
    assert outcomes(inbox) == {"caf\ufffd.txt~9c035039": "text/plain"}


def test_the_same_bytes_have_the_same_identity_wherever_they_lie(inbox: Path) -> None:
    (inbox / "a.txt").write_text("The same text.")
    (inbox / "b.txt").write_text("The same text.")
    first, second = read_inbox(inbox)
    assert first.document_id == second.document_id
