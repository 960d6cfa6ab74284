"""Archives: members are read by their kinds, and none of their tricks leads anywhere."""

import io
import tarfile
from pathlib import Path

import pytest

from assets.raw import bounds
from assets.raw.records import RawDocument, Refusal
from tests.raw.readers.conftest import Read
from tests.raw.readers.samples import PAGE, TEXT, tarred, zipped


def rules(found: list[RawDocument | Refusal]) -> dict[str, str]:
    return {d.source_uri: d.rule if isinstance(d, Refusal) else "read" for d in found}


def test_members_are_read_by_their_kinds(read: Read) -> None:
    inner = zipped({"deep.txt": TEXT})
    found = read(
        "a.zip",
        zipped(
            {
                "p.html": PAGE,
                "d/q.csv": f"id,text\nr,{TEXT}",
                "in.zip": inner,
                "x.jpg": b"\xff\xd8\xff",
                "bad.docx": b"no",
            }
        ),
    )
    assert rules(found) == {
        "a.zip#p.html": "read",
        "a.zip#d/q.csv#r": "read",
        "a.zip#in.zip#deep.txt": "read",
        "a.zip#x.jpg": "unread_kind",
        "a.zip#bad.docx": "corrupt",
    }


@pytest.mark.parametrize("name", ["../out.txt", "/etc/out.txt", "a/../../out.txt", "..\\out.txt", "C:\\out.txt"])
def test_no_path_leaves_the_inbox(read: Read, tmp_path: Path, name: str) -> None:
    for archive in (
        ("a.zip", zipped({name: TEXT, "b.txt": TEXT})),
        ("a.tar.gz", tarred({name: TEXT.encode(), "b.txt": b"x y"})),
    ):
        found = read(*archive)
        assert "unsafe_path" in rules(found).values()
        assert f"{archive[0]}#b.txt" in rules(found)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a.tar.gz", "a.zip"]


def test_links_and_devices_in_a_tar_are_refused(read: Read) -> None:
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w") as archive:
        for kind in (tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.FIFOTYPE):
            info = tarfile.TarInfo(f"a{kind.decode()}.txt")
            info.type, info.linkname = kind, "/etc/passwd"
            archive.addfile(info)
    assert set(rules(read("a.tar", stream.getvalue())).values()) == {"link"}


def test_hidden_members_are_left_out(read: Read) -> None:
    found = read("a.zip", zipped({"__MACOSX/._p.html": b"x", ".DS_Store": b"x", "d/": b"", "p.txt": TEXT}))
    assert rules(found) == {"a.zip#p.txt": "read"}


def test_a_nest_of_archives_ends(read: Read) -> None:
    data = zipped({"p.txt": TEXT})
    for _ in range(bounds.MAX_DEPTH + 1):
        data = zipped({"in.zip": data})
    assert list(rules(read("a.zip", data)).values()) == ["too_deep"]


def test_bombs_and_crowds_are_stopped(read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounds, "FREE_EXPANSION_BYTES", 100_000)
    assert rules(read("a.zip", zipped({"p.txt": b"0" * 2_000_000}))) == {"a.zip#p.txt": "expansion"}
    assert "expansion" in rules(read("a.tar.gz", tarred({"p.txt": b"0" * 2_000_000}))).values()
    monkeypatch.setattr(bounds, "MAX_MEMBERS", 1)
    found = rules(read("a.zip", zipped({"p.txt": TEXT, "q.txt": TEXT})))
    assert found == {"a.zip#p.txt": "read", "a.zip": "too_many"}


def test_a_cut_archive_keeps_what_came_before(read: Read) -> None:
    whole = tarred({"p.txt": TEXT.encode(), "q.txt": bytes(range(256)) * 400})
    found = rules(read("a.tar.gz", whole[: len(whole) // 2]))
    assert found["a.tar.gz#p.txt"] == "read"
    assert found["a.tar.gz"] in {"truncated", "corrupt"}
